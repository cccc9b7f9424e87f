package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// OpenCustomer takes a new customer on, with the account, contact, meter and
// manager that were typed along.
func (s *Store) OpenCustomer(ctx context.Context, by app.Actor, d app.CustomerDraft) (masked app.Customer, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeCustomers); err != nil {
		return app.Customer{}, err
	}
	if err := d.Check(); err != nil {
		return app.Customer{}, err
	}
	if d.Manager.IsZero() && by.Reach(app.MatterCustomers).OnlyOwn() {
		d.Manager = by.Staff // or he would lose sight of him at once
	}
	var opened app.Customer
	err := s.write(ctx, by, app.Why{Source: "counter"}, func(x *tx) error {
		var err error
		opened, err = x.openCustomer(ctx, d)
		return err
	})
	if err != nil {
		return app.Customer{}, wrap("open customer", err)
	}
	return opened, nil
}

func (x *tx) openCustomer(ctx context.Context, d app.CustomerDraft) (app.Customer, error) {
	c := d.Customer
	c.ID, c.Area, c.CreatedAt = newID[app.CustomerID](), x.by.Area, x.now.UnixMilli()
	c.Name = app.NormaliseName(c.Name)
	if c.ConfirmedOn == "" {
		c.ConfirmedOn = app.DayOf(x.now)
	}
	if err := x.putCustomer(ctx, app.Customer{}, c); err != nil {
		return c, err
	}
	c.Seen = x.wrote
	if d.HasContact() {
		if err := x.addContact(ctx, c, d.Contact); err != nil {
			return c, err
		}
	}
	if d.HasAccount() {
		account := d.Account
		account.Customer = c.ID
		if _, err := x.addAccount(ctx, account, d.MeterNo); err != nil {
			return c, err
		}
	}
	if d.Manager.IsZero() {
		return c, nil
	}
	return c, x.putAssignment(ctx, app.Assignment{}, app.Assignment{
		ID: newID[app.AssignmentID](), Area: c.Area, Customer: c.ID, Manager: d.Manager, FromOn: app.DayOf(x.now),
	})
}

func (x *tx) addContact(ctx context.Context, c app.Customer, contact app.Contact) error {
	contact.ID, contact.Area, contact.Customer = newID[app.ContactID](), c.Area, c.ID
	contact.Name, contact.Mobile = app.NormaliseName(contact.Name), app.NormalisePhone(contact.Mobile)
	return x.putContact(ctx, app.Contact{}, contact)
}

func (x *tx) addAccount(ctx context.Context, a app.Account, meterNo string) (app.Account, error) {
	a.ID, a.Area, a.AccountNo = newID[app.AccountID](), x.by.Area, app.NormaliseCode(a.AccountNo)
	if a.Status == "" {
		a.Status = "active"
	}
	if err := x.refuseDoubleAccount(ctx, a); err != nil {
		return a, err
	}
	if err := x.putAccount(ctx, app.Account{}, a); err != nil {
		return a, err
	}
	a.Seen = x.wrote
	if meterNo == "" {
		return a, nil
	}
	return a, x.putMeter(ctx, app.Meter{}, app.Meter{
		ID: newID[app.MeterID](), Area: a.Area, Account: a.ID, AssetNo: app.NormaliseCode(meterNo), Multiplier: 1, Status: "active",
	})
}

// refuseDoubleAccount keeps one account number on one account of this file.
func (x *tx) refuseDoubleAccount(ctx context.Context, a app.Account) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	n, err := one(ctx, q, scanInt, "SELECT count(*) FROM accounts WHERE account_no = ? AND id <> ? AND withdrawn_at IS NULL", a.AccountNo, a.ID[:])
	if err == nil && n > 0 {
		return app.Refuse("account_no", app.AlreadyThere)
	}
	return err
}

// ChangeCustomer stores what now says differently from was, the customer as its
// reader saw it, and notes why.
func (s *Store) ChangeCustomer(ctx context.Context, by app.Actor, was, now app.Customer, why app.Why) error {
	if err := by.May(app.ChangeCustomers); err != nil {
		return err
	}
	if err := now.Check(); err != nil {
		return err
	}
	now.Name = app.NormaliseName(now.Name)
	return wrap("change customer", s.write(ctx, by, why, func(x *tx) error {
		if err := x.refuseKept(ctx, "customers", app.RecordID(was.ID)); err != nil {
			return err
		}
		return x.putCustomer(ctx, was, now)
	}))
}

// SaveContact adds a contact to a customer, or changes it when was is given.
func (s *Store) SaveContact(ctx context.Context, by app.Actor, was, now app.Contact, why app.Why) error {
	if err := by.May(app.ChangeCustomers); err != nil {
		return err
	}
	if err := now.Check(); err != nil {
		return err
	}
	return wrap("save contact", s.write(ctx, by, why, func(x *tx) error {
		if err := x.refuseKept(ctx, "customers", app.RecordID(now.Customer)); err != nil {
			return err
		}
		if was.ID.IsZero() {
			return x.addContact(ctx, app.Customer{ID: now.Customer, Area: by.Area}, now)
		}
		now.Name, now.Mobile = app.NormaliseName(now.Name), app.NormalisePhone(now.Mobile)
		return x.putContact(ctx, was, now)
	}))
}

// SaveAccount adds an account to a customer, or changes it when was is given.
func (s *Store) SaveAccount(ctx context.Context, by app.Actor, was, now app.Account, why app.Why) (masked app.Account, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeCustomers); err != nil {
		return app.Account{}, err
	}
	if err := now.Check(); err != nil {
		return app.Account{}, err
	}
	err := s.write(ctx, by, why, func(x *tx) error {
		if err := x.refuseKept(ctx, "customers", app.RecordID(now.Customer)); err != nil {
			return err
		}
		if was.ID.IsZero() {
			var err error
			now, err = x.addAccount(ctx, now, "")
			return err
		}
		now.AccountNo = app.NormaliseCode(now.AccountNo)
		if err := x.refuseDoubleAccount(ctx, now); err != nil {
			return err
		}
		err := x.putAccount(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save account", err)
}

// SaveMeter adds a meter to an account, or changes it when was is given.
func (s *Store) SaveMeter(ctx context.Context, by app.Actor, was, now app.Meter, why app.Why) error {
	if err := by.May(app.ChangeCustomers); err != nil {
		return err
	}
	if now.AssetNo = app.NormaliseCode(now.AssetNo); now.AssetNo == "" {
		return app.Refuse("asset_no", app.Missing)
	}
	return wrap("save meter", s.write(ctx, by, why, func(x *tx) error {
		if err := x.refuseKept(ctx, "accounts", app.RecordID(now.Account)); err != nil {
			return err
		}
		if was.ID.IsZero() {
			now.ID, now.Area = newID[app.MeterID](), by.Area
		}
		return x.putMeter(ctx, was, now)
	}))
}

// Assign makes a manager responsible for a customer or a transformer area from
// a day on; the assignment that held until then ends the day before.
func (s *Store) Assign(ctx context.Context, by app.Actor, a app.Assignment) error {
	if err := by.May(app.ChangeCustomers); err != nil {
		return err
	}
	if err := a.Check(); err != nil {
		return err
	}
	return wrap("assign", s.write(ctx, by, app.Why{Note: a.Reason}, func(x *tx) error {
		if err := x.checkOwner(ctx, a.Manager); err != nil {
			return err
		}
		if err := x.endAssignments(ctx, a); err != nil {
			return err
		}
		a.ID, a.Area = newID[app.AssignmentID](), by.Area
		return x.putAssignment(ctx, app.Assignment{}, a)
	}))
}

func (x *tx) endAssignments(ctx context.Context, next app.Assignment) error {
	column, id := "customer_id", next.Customer[:]
	if next.Customer.IsZero() {
		column, id = "transformer_area_id", next.TransformerArea[:]
	}
	held, err := collect(ctx, x.s.conn, scanAssignment,
		"SELECT "+assignmentColumns+" FROM assignments WHERE "+column+" = ? AND withdrawn_at IS NULL AND (to_on = '' OR to_on >= ?)", id, string(next.FromOn))
	if err != nil {
		return err
	}
	for _, was := range held {
		now := was
		now.ToOn = next.FromOn.AddDays(-1)
		if now.ToOn < now.FromOn { // it would have begun later or today: it never holds
			now.ToOn, now.WithdrawnAt = now.FromOn, x.now.UnixMilli()
		}
		if err := x.putAssignment(ctx, was, now); err != nil {
			return err
		}
	}
	return nil
}

// CustomerPage is a customer with everything the page shows.
func (s *Store) CustomerPage(ctx context.Context, by app.Actor, id app.CustomerID) (masked app.CustomerPage, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCustomers); err != nil {
		return app.CustomerPage{}, err
	}
	page, err := s.customerPage(ctx, by, id)
	if err == nil {
		var row int64
		row, err = one(ctx, s.reader, scanInt, "SELECT n FROM customers WHERE id = ?", page.Customer.ID[:])
		s.search.opened(row)
	}
	if page.Customer.Keeping != app.KeptOpen {
		page = app.Masked(page) // for everybody
	}
	return page, wrap("customer page", err)
}

// customerPage is the head of a customer with his sheets and what happened.
func (s *Store) customerPage(ctx context.Context, by app.Actor, id app.CustomerID) (app.CustomerPage, error) {
	p, err := s.customerHead(ctx, by, id)
	if err != nil {
		return p, err
	}
	id = p.Customer.ID
	if by.May(app.ReadVisits) == nil {
		if p.Sheets, err = s.customerSheets(ctx, id); err != nil {
			return p, err
		}
	}
	if err := s.readMade(ctx, by, &p); err != nil {
		return p, err
	}
	p.Timeline, err = s.customerTimeline(ctx, by, p)
	return p, err
}

// customerHead is a customer with his accounts, contacts, managers and cases.
func (s *Store) customerHead(ctx context.Context, by app.Actor, id app.CustomerID) (app.CustomerPage, error) {
	p := app.CustomerPage{Areas: map[app.TransformerAreaID]app.TransformerArea{}, Staff: map[app.StaffID]string{}}
	var err error
	if p.Customer, err = one(ctx, s.reader, scanCustomer, "SELECT "+customerColumns+` FROM customers
		WHERE id = coalesce((SELECT merged_into_id FROM customers WHERE id = ?1), ?1)`, id[:]); err != nil {
		return p, err
	}
	id = p.Customer.ID // of a record that was merged the one that stays
	if p.Others, err = s.otherRecords(ctx, p.Customer); err != nil {
		return p, err
	}
	const ofCustomer = " WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY n"
	if p.Accounts, err = collect(ctx, s.reader, scanAccount, "SELECT "+accountColumns+" FROM accounts"+ofCustomer, id[:]); err != nil {
		return p, err
	}
	if p.Contacts, err = collect(ctx, s.reader, scanContact, "SELECT "+contactColumns+" FROM contacts"+ofCustomer, id[:]); err != nil {
		return p, err
	}
	p.Meters, err = collect(ctx, s.reader, scanMeter, "SELECT "+prefixed("m", meterColumns)+
		" FROM accounts a JOIN meters m ON m.account_id = a.id WHERE a.customer_id = ? AND a.withdrawn_at IS NULL AND m.withdrawn_at IS NULL ORDER BY m.n", id[:])
	if err != nil {
		return p, err
	}
	areas, err := collect(ctx, s.reader, scanTransformerArea, "SELECT "+transformerAreaColumns+
		" FROM transformer_areas WHERE id IN (SELECT transformer_area_id FROM accounts WHERE customer_id = ?)", id[:])
	if err != nil {
		return p, err
	}
	for _, a := range areas {
		p.Areas[a.ID] = a
	}
	p.Assignments, err = collect(ctx, s.reader, scanAssignment, "SELECT "+assignmentColumns+
		` FROM assignments WHERE withdrawn_at IS NULL AND (customer_id = ?1
		OR transformer_area_id IN (SELECT transformer_area_id FROM accounts WHERE customer_id = ?1)) ORDER BY from_on DESC`, id[:])
	if err != nil {
		return p, err
	}
	p.Cases, err = collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+
		" WHERE c.customer_id = ? AND c.withdrawn_at IS NULL AND "+seesCasesAs("c")+" ORDER BY c.accepted_at DESC LIMIT 200", id[:], by.Staff[:])
	if err != nil {
		return p, err
	}
	return p, s.nameStaff(ctx, &p)
}

// nameStaff reads the names of the managers a page mentions.
func (s *Store) nameStaff(ctx context.Context, p *app.CustomerPage) error {
	for _, a := range p.Assignments {
		for _, id := range []app.StaffID{a.Manager, a.Deputy} {
			if _, known := p.Staff[id]; known || id.IsZero() {
				continue
			}
			name, err := one(ctx, s.reader, scanText, "SELECT name FROM staff WHERE id = ?", id[:])
			if err != nil {
				return err
			}
			p.Staff[id] = name
		}
	}
	return nil
}

// CustomerOrder is the whole answer to a filter, as row numbers in order;
// CustomersAt reads the rows of a window of it.
func (s *Store) CustomerOrder(ctx context.Context, by app.Actor, f app.CustomerFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCustomers); err != nil {
		return nil, err
	}
	f = f.For(by)
	if strings.TrimSpace(f.Text) != "" && f.Sort == "" && !narrows(f) {
		rows, err := s.searchRows(ctx, f.Text, 0) // in the order of likeness
		return rows, wrap("order customers", err)
	}
	q, err := s.customersOf(ctx, f)
	if err != nil {
		return nil, wrap("order customers", err)
	}
	order, err := s.order(ctx, "SELECT c.n AS n FROM customers c"+q.text()+customerOrderBy(f), q.args...)
	return order, wrap("order customers", err)
}

// customersOf is the condition of a filter that names people.
func (s *Store) customersOf(ctx context.Context, f app.CustomerFilter) (where, error) {
	q := where{}
	q.add("c.withdrawn_at IS NULL AND c.merged_into_id IS NULL")
	s.narrowCustomers(&q, f)
	if strings.TrimSpace(f.Text) != "" {
		rows, err := s.searchRows(ctx, f.Text, 0)
		if err != nil {
			return q, err
		}
		q.add("c.n IN (SELECT value FROM json_each(?))", jsonRows(rows))
	}
	return q, nil
}

func narrows(f app.CustomerFilter) bool {
	f.Text, f.Sort, f.Descending = "", "", false
	return f != app.CustomerFilter{}
}

func (s *Store) narrowCustomers(q *where, f app.CustomerFilter) {
	if f.Kind != "" {
		q.add("c.kind = ?", string(f.Kind))
	}
	if f.Class != "" {
		q.add("c.class = ?", f.Class)
	}
	if f.Important {
		q.add("c.important_grade <> ''")
	}
	if !f.TransformerArea.IsZero() {
		q.add("c.id IN (SELECT customer_id FROM accounts WHERE transformer_area_id = ?)", f.TransformerArea[:])
	}
	if !f.Manager.IsZero() {
		today := string(app.DayOf(s.now()))
		q.add(`(c.id IN (SELECT customer_id FROM assignments WHERE manager_id = ?1 AND withdrawn_at IS NULL AND from_on <= ?2 AND (to_on = '' OR to_on >= ?2))
			OR c.id IN (SELECT customer_id FROM accounts WHERE transformer_area_id IN (SELECT transformer_area_id FROM assignments
			WHERE manager_id = ?1 AND withdrawn_at IS NULL AND from_on <= ?2 AND (to_on = '' OR to_on >= ?2))))`, f.Manager[:], today)
	}
	if f.OpenCases {
		q.add("c.id IN (SELECT customer_id FROM cases WHERE protected = 0 AND " + openCases + ")")
	}
	if f.Arrears {
		q.add("c.id IN (SELECT customer_id FROM accounts WHERE arrears_fen > 0)")
	}
}

func customerOrderBy(f app.CustomerFilter) string {
	direction := ""
	if f.Descending {
		direction = " DESC"
	}
	switch f.Sort {
	case app.ByAccountNo:
		return " ORDER BY (SELECT min(account_no) FROM accounts a WHERE a.customer_id = c.id)" + direction
	case app.ByAddress:
		return " ORDER BY (SELECT min(address) FROM accounts a WHERE a.customer_id = c.id)" + direction
	case app.ByCreated:
		return " ORDER BY c.n" + direction
	}
	return " ORDER BY c.sort_key" + direction
}

// CustomersAt reads the customers of some row numbers, in their order.
func (s *Store) CustomersAt(ctx context.Context, by app.Actor, rows []int64) (masked []app.CustomerRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCustomers); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanCustomerRow, customerRowQuery, jsonRows(rows), string(app.DayOf(s.now())))
	return found, wrap("customers at", err)
}

// One account stands for the customer in a list: the first that was made.
const customerRowQuery = `SELECT c.id, c.name, c.kind, c.keeping, c.important_grade, c.confirmed_on,
	coalesce(a.account_no, ''), (SELECT count(*) FROM accounts WHERE customer_id = c.id AND withdrawn_at IS NULL), coalesce(a.address, ''),
	coalesce((SELECT coalesce(nullif(mobile, ''), landline) FROM contacts WHERE customer_id = c.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1), ''),
	coalesce(t.name, ''),
	coalesce((SELECT st.name FROM assignments g JOIN staff st ON st.id = g.manager_id WHERE g.customer_id = c.id AND g.withdrawn_at IS NULL
		AND g.from_on <= ?2 AND (g.to_on = '' OR g.to_on >= ?2) ORDER BY g.from_on DESC LIMIT 1),
		(SELECT st.name FROM assignments g JOIN staff st ON st.id = g.manager_id WHERE g.transformer_area_id = t.id AND g.withdrawn_at IS NULL
		AND g.from_on <= ?2 AND (g.to_on = '' OR g.to_on >= ?2) ORDER BY g.from_on DESC LIMIT 1), ''),
	coalesce(a.usage_category, ''), coalesce(a.contracted_va, 0), coalesce(a.arrears_fen, 0),
	(SELECT count(*) FROM cases WHERE customer_id = c.id AND withdrawn_at IS NULL AND protected = 0 AND ` + openStatuses + `)
	FROM json_each(?1) j JOIN customers c ON c.n = j.value
	LEFT JOIN accounts a ON a.n = (SELECT n FROM accounts WHERE customer_id = c.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1)
	LEFT JOIN transformer_areas t ON t.id = a.transformer_area_id
	ORDER BY j.key`

func scanCustomerRow(r scanner) (app.CustomerRow, error) {
	var c app.CustomerRow
	err := r.Scan(idInto(&c.ID), &c.Name, &c.Kind, &c.Keeping, &c.Important, &c.ConfirmedOn, &c.AccountNo, &c.Accounts, &c.Address, &c.Phone, &c.Area, &c.Manager,
		&c.Category, &c.ContractVA, &c.ArrearsFen, &c.OpenCases)
	return c, err
}

// Suspects lists customers who may be the one being typed, likeliest first, at
// most five.
func (s *Store) Suspects(ctx context.Context, by app.Actor, d app.CustomerDraft) (masked []app.Suspect, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCustomers); err != nil {
		return nil, err
	}
	ids, err := s.suspectIDs(ctx, d)
	if err != nil {
		return nil, wrap("suspects", err)
	}
	var out []app.Suspect
	for _, id := range ids {
		p, err := s.customerHead(ctx, by, id)
		if err != nil {
			return nil, wrap("suspects", err)
		}
		if suspect, is := app.Suspected(d, p); is && id != d.Customer.ID {
			out = append(out, suspect)
		}
	}
	app.SortSuspects(out)
	return out[:min(len(out), 5)], nil
}

// suspectIDs gathers who shares a number or a name with a draft; each look-up
// is by index.
func (s *Store) suspectIDs(ctx context.Context, d app.CustomerDraft) ([]app.CustomerID, error) {
	var out []app.CustomerID
	for _, look := range []struct{ query, key string }{
		{"SELECT coalesce(merged_into_id, id) FROM customers WHERE id_no = ? AND id_no <> '' AND (withdrawn_at IS NULL OR merged_into_id IS NOT NULL) LIMIT 5", app.NormaliseCode(d.Customer.IDNo)},
		{"SELECT coalesce(merged_into_id, id) FROM customers WHERE uscc = ? AND uscc <> '' AND (withdrawn_at IS NULL OR merged_into_id IS NOT NULL) LIMIT 5", app.NormaliseCode(d.Customer.USCC)},
		{"SELECT coalesce(c.merged_into_id, c.id) FROM record_merges m JOIN customers c ON c.id = m.stays_id WHERE m.withdrawn_at IS NULL AND m.replaced ->> 'id_no' = ? LIMIT 5", app.NormaliseCode(d.Customer.IDNo)},
		{"SELECT coalesce(c.merged_into_id, c.id) FROM record_merges m JOIN customers c ON c.id = m.stays_id WHERE m.withdrawn_at IS NULL AND m.replaced ->> 'uscc' = ? LIMIT 5", app.NormaliseCode(d.Customer.USCC)},
		{"SELECT customer_id FROM contacts WHERE mobile = ? AND mobile <> '' AND withdrawn_at IS NULL LIMIT 5", app.NormalisePhone(d.Contact.Mobile)},
		{"SELECT customer_id FROM accounts WHERE account_no = ? AND withdrawn_at IS NULL LIMIT 5", app.NormaliseCode(d.Account.AccountNo)},
	} {
		if look.key == "" {
			continue
		}
		ids, err := collect(ctx, s.reader, scanID[app.Customer], look.query, look.key)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	if name := app.NormaliseName(d.Customer.Name); len([]rune(name)) >= 2 {
		ids, err := collect(ctx, s.reader, scanID[app.Customer], "SELECT id FROM customers WHERE sort_key = ? AND withdrawn_at IS NULL AND merged_into_id IS NULL LIMIT 8", app.SortKey(name))
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return dedupe(out), nil
}

func scanID[T any](r scanner) (app.ID[T], error) {
	var id app.ID[T]
	err := r.Scan(idInto(&id))
	return id, err
}

func dedupe[T comparable](in []T) []T {
	seen := map[T]bool{}
	var out []T
	for _, v := range in {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

// WithdrawCustomer takes a customer without open cases out of the lists; the
// row stays, so that other devices learn of it.
func (s *Store) WithdrawCustomer(ctx context.Context, by app.Actor, was app.Customer, why app.Why) error {
	if err := by.May(app.ChangeCustomers); err != nil {
		return err
	}
	return wrap("withdraw customer", s.write(ctx, by, why, func(x *tx) error {
		if err := errorsFirst(x.mustReach(ctx, "customers", was.ID), x.refuseKept(ctx, "customers", app.RecordID(was.ID))); err != nil {
			return err
		}
		n, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM cases WHERE customer_id = ? AND "+openStatuses, was.ID[:])
		if err != nil {
			return err
		}
		if n > 0 {
			return app.Refuse("customer", app.InUse)
		}
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putCustomer(ctx, was, now)
	}))
}
