package data

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// ReadSheet looks into a file before it is imported: header, first rows, and
// how each column is understood. A mapping that was used for the same header
// before is used again.
func (s *Store) ReadSheet(ctx context.Context, by app.Actor, path, sheetName string) (app.SheetView, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.SheetView{}, err
	}
	book, table, err := openTable(path, sheetName, nil)
	if err != nil {
		return app.SheetView{}, wrap("read sheet", fileProblem(err))
	}
	defer func() { _ = book.Close() }()
	profile := sheet.Customers()
	v := app.SheetView{
		Path: path, Sheets: book.Sheets(), Sheet: table.Sheet, Title: table.Title, Header: table.Header, Sample: table.Sample,
		Columns: columnsOf(table.Mapping), Locked: book.OpenElsewhere(),
	}
	for _, f := range profile.Fields {
		v.Fields = append(v.Fields, f.Key)
		if f.Required {
			v.Needed = append(v.Needed, f.Key)
		}
	}
	kept, err := s.mapping(ctx, table.Header)
	if err == nil && len(kept) == len(v.Columns) {
		v.Columns = kept
	}
	return v, err
}

func openTable(path, sheetName string, lookup func(sheet.Kind, string) (string, bool)) (*sheet.Book, *sheet.Table, error) {
	book, err := sheet.Open(path, sheet.Options{Lookup: lookup})
	if err != nil {
		return nil, nil, err
	}
	table, err := book.Table(sheetName, sheet.Customers())
	if err != nil {
		return nil, nil, errors.Join(err, book.Close())
	}
	return book, table, nil
}

func columnsOf(m sheet.Mapping) []string {
	out := make([]string, len(m.Columns))
	for i, c := range m.Columns {
		out[i] = c.Field
	}
	return out
}

// mapping reads the columns that were last used for a header.
func (s *Store) mapping(ctx context.Context, header []string) ([]string, error) {
	kept, err := collect(ctx, s.reader, scanText, "SELECT mapping FROM mappings WHERE name = ?", headerName(header))
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	var columns []string
	return columns, json.Unmarshal([]byte(kept[0]), &columns)
}

func headerName(header []string) string {
	text, _ := json.Marshal(header) // strings always marshal
	return string(text)
}

// errDryRun rolls an import back that was only tried.
var errDryRun = errors.New("dry run")

// ImportCustomers takes a list of customers and accounts in: one transaction,
// new accounts made, known ones (by number) brought up to date. A dry run is
// the same transaction, rolled back at the end, so what it counts is what the
// import will do. report gets bytes read and bytes in all.
func (s *Store) ImportCustomers(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.ImportReport{}, err
	}
	r, err := s.importCustomers(ctx, by, job, report)
	return r, wrap("import customers", fileProblem(err))
}

// fileProblem gives what is wrong with a sheet the type screens know.
func fileProblem(err error) error {
	p, is := errors.AsType[*sheet.Problem](err)
	if !is {
		return err
	}
	return &app.FileProblem{Kind: string(p.Kind), Name: filepath.Base(p.Path), Line: p.Line, Limit: p.Limit, Fields: p.Fields, Err: p.Err}
}

func (s *Store) importCustomers(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error) {
	lookup, err := s.codeLookup(ctx, by)
	if err != nil {
		return app.ImportReport{}, err
	}
	book, table, err := openTable(job.Path, job.Sheet, lookup)
	if err != nil {
		return app.ImportReport{}, err
	}
	defer func() { _ = book.Close() }()
	mapping := table.Mapping
	for i, field := range job.Columns {
		mapping = mapping.Set(i, field)
	}
	if missing := mapping.Missing(table.Profile); len(missing) > 0 {
		return app.ImportReport{}, app.Refuse(missing[0], app.Missing)
	}
	refused, err := openRefused(job, table.Header)
	if err != nil {
		return app.ImportReport{}, err
	}
	in := &importer{job: job, refused: refused, rep: app.ImportReport{DryRun: job.DryRun, Refusals: map[string]int64{}, Warnings: map[string]int64{}}}
	err = s.write(ctx, by, app.Why{Source: "import", Note: filepath.Base(job.Path)}, func(x *tx) error {
		return in.run(ctx, x, table, mapping, report)
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	if err != nil {
		refused.abandon()
		return app.ImportReport{}, err
	}
	if err := refused.done(in.rep.Refused > 0); err != nil {
		return in.rep, err
	}
	return in.rep, nil
}

// keepMapping remembers what the columns under a header were taken for.
func (x *tx) keepMapping(ctx context.Context, header, columns []string) error {
	text, err := json.Marshal(columns)
	if err != nil {
		return err
	}
	return x.exec(ctx, "INSERT INTO mappings (name, mapping) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET mapping = ?2", headerName(header), string(text))
}

// codeLookup finds the code a sheet's word stands for, in the file's tables.
func (s *Store) codeLookup(ctx context.Context, by app.Actor) (func(sheet.Kind, string) (string, bool), error) {
	codes, err := s.Codes(ctx, by)
	if err != nil {
		return nil, err
	}
	lists := map[sheet.Kind]string{sheet.Category: "usage_category", sheet.Voltage: "voltage", sheet.Industry: "industry"}
	known := map[[2]string]string{}
	for _, c := range codes {
		for _, word := range []string{c.Code, c.ZH, c.EN} {
			known[[2]string{c.List, word}] = c.Code
		}
	}
	return func(kind sheet.Kind, text string) (string, bool) {
		code, ok := known[[2]string{lists[kind], text}]
		return code, ok
	}, nil
}

// refusedFile is the file of refused rows, or nothing where none was asked for.
type refusedFile struct{ rows *sheet.RefusedRows }

func openRefused(job app.ImportJob, header []string) (*refusedFile, error) {
	if job.RefusedPath == "" || job.DryRun {
		return &refusedFile{}, nil
	}
	rows, err := sheet.CreateRefusedRows(job.RefusedPath, header, job.ReasonTitle, sheet.UTF8)
	return &refusedFile{rows}, err
}

func (f *refusedFile) add(r *sheet.Record, say func(app.ImportProblem) string, p app.ImportProblem) error {
	if f.rows == nil {
		return nil
	}
	return f.rows.Add(r, say(p))
}

func (f *refusedFile) abandon() {
	if f.rows != nil {
		f.rows.Abandon()
	}
}

func (f *refusedFile) done(any bool) error {
	switch {
	case f.rows == nil:
		return nil
	case !any:
		f.rows.Abandon()
		return nil
	}
	return f.rows.Done()
}

// importer takes one list in.
type importer struct {
	job     app.ImportJob
	refused *refusedFile
	rep     app.ImportReport

	doubts  []app.ImportProblem // shown after the refusals
	fresh   bool                // the file had no accounts: nothing to look up
	today   app.Day
	areas   map[string]app.TransformerAreaID
	staff   map[string]app.StaffID
	holders map[string]app.Customer // by name and number, within this list
	batch   []listed
}

// listed is one row of the list as values.
type listed struct {
	line    int
	record  sheet.Record // its cells, for the file of refused rows
	draft   app.CustomerDraft
	given   []bool // by field of the profile
	area    string
	manager string
}

// importBatch rows are looked up together.
const importBatch = 500

func (in *importer) run(ctx context.Context, x *tx, table *sheet.Table, mapping sheet.Mapping, report func(done, total int64)) error {
	if err := in.begin(ctx, x); err != nil {
		return err
	}
	x.load = !in.job.DryRun
	restore := func() error { return nil }
	if in.fresh {
		var err error
		if restore, err = x.withoutIndexes(ctx, "customers", "contacts", "accounts", "meters", "assignments"); err != nil {
			return err
		}
	}
	for record, err := range table.Records(mapping) {
		if err != nil {
			return err
		}
		if err := in.take(ctx, x, record); err != nil {
			return err
		}
		if len(in.batch) == importBatch {
			if err := in.store(ctx, x); err != nil {
				return err
			}
			report(table.Progress())
		}
	}
	if err := in.store(ctx, x); err != nil {
		return err
	}
	report(table.Progress())
	in.rep.Problems = append(in.rep.Problems, in.doubts[:min(len(in.doubts), app.ProblemsShown-len(in.rep.Problems))]...)
	if in.job.DryRun {
		return errDryRun
	}
	if err := restore(); err != nil {
		return err
	}
	if err := x.keepMapping(ctx, table.Header, columnsOf(mapping)); err != nil {
		return err
	}
	return in.enter(ctx, x)
}

// begin reads what rows refer to by name.
func (in *importer) begin(ctx context.Context, x *tx) error {
	in.today = app.DayOf(x.now)
	in.areas, in.staff, in.holders = map[string]app.TransformerAreaID{}, map[string]app.StaffID{}, map[string]app.Customer{}
	q, err := x.reads()
	if err != nil {
		return err
	}
	n, err := one(ctx, q, scanInt, "SELECT count(*) FROM (SELECT 1 FROM accounts LIMIT 1)")
	if err != nil {
		return err
	}
	in.fresh = n == 0
	areas, err := collect(ctx, q, scanTransformerArea, "SELECT "+transformerAreaColumns+" FROM transformer_areas WHERE withdrawn_at IS NULL")
	if err != nil {
		return err
	}
	for _, a := range areas {
		in.areas[a.Name] = a.ID
	}
	people, err := collect(ctx, q, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE withdrawn_at IS NULL")
	if err != nil {
		return err
	}
	for _, p := range people {
		in.staff[p.Name] = p.ID
	}
	return nil
}

// take judges one record and keeps it for the next batch.
func (in *importer) take(ctx context.Context, x *tx, r *sheet.Record) error {
	switch {
	case r.Skipped != "":
		in.rep.Skipped++
		return nil
	case r.Refused.Reason != "":
		return in.refuse(r, app.ImportProblem{Line: r.Line, Field: r.Refused.Field, Reason: string(r.Refused.Reason), Text: r.Refused.Text, Refers: r.Refused.Line})
	}
	l := listedFrom(r, in.refused.rows != nil)
	if err := l.draft.Check(); err != nil {
		no, _ := errors.AsType[*app.Refusal](err)
		return in.refuse(r, app.ImportProblem{Line: r.Line, Field: no.Field, Reason: string(no.Reason)})
	}
	in.warn(r)
	in.batch = append(in.batch, l)
	return nil
}

func (in *importer) refuse(r *sheet.Record, p app.ImportProblem) error {
	in.rep.Refused++
	in.rep.Refusals[p.Reason]++
	if len(in.rep.Problems) < app.ProblemsShown {
		in.rep.Problems = append(in.rep.Problems, p)
	}
	return in.refused.add(r, in.job.Say, p)
}

func (in *importer) warn(r *sheet.Record) {
	if len(r.Notes) == 0 {
		return
	}
	in.rep.Warned++
	for _, n := range r.Notes {
		in.rep.Warnings[n.Field+"/"+string(n.Reason)]++
		if len(in.doubts) < app.ProblemsShown {
			in.doubts = append(in.doubts, app.ImportProblem{Line: r.Line, Field: n.Field, Reason: string(n.Reason), Text: n.Text})
		}
	}
}

// listedFrom copies what is kept of a record, which the reader reuses.
func listedFrom(r *sheet.Record, keepCells bool) listed {
	v := r.Values
	text := func(i int) string { return v[i].Text }
	l := listed{line: r.Line, given: make([]bool, len(v)), area: text(sheet.TransformerArea), manager: text(sheet.Manager)}
	for i := range v {
		l.given[i] = v[i].Given
	}
	if keepCells {
		l.record = sheet.Record{Line: r.Line, Cells: append([]string(nil), r.Cells...)}
	}
	d := &l.draft
	d.Customer.Name = text(sheet.CustomerName)
	d.Customer.Kind = holderKind(text(sheet.HolderKind), d.Customer.Name, text(sheet.USCC))
	d.Customer.IDNo, d.Customer.USCC = text(sheet.IDNumber), text(sheet.USCC)
	d.Customer.Industry = text(sheet.IndustryCode)
	d.Contact.Name, d.Contact.Mobile, d.Contact.Landline = text(sheet.ContactName), text(sheet.ContactPhone), text(sheet.OtherPhone)
	d.Account = app.Account{
		AccountNo: text(sheet.AccountNo), Address: text(sheet.Address), UsageCategory: text(sheet.UsageCategory), Voltage: text(sheet.SupplyVoltage),
		ContractedVA: v[sheet.ContractedKVA].Int, RunningVA: v[sheet.RunningKVA].Int, ReadingBook: text(sheet.ReadingBook),
		OpenedOn: app.Day(text(sheet.OpenedOn)), ArrearsFen: v[sheet.Arrears].Int, Substation: text(sheet.Substation), Line: text(sheet.Line),
		Note: text(sheet.Remark), Status: "active",
	}
	d.MeterNo = text(sheet.MeterNo)
	return l
}

func holderKind(given, name, uscc string) app.CustomerKind {
	switch {
	case given == string(app.Person), given == string(app.Organisation):
		return app.CustomerKind(given)
	case uscc != "", app.LooksLikeOrganisation(name):
		return app.Organisation
	}
	return app.Person
}

// store puts the batch: looks up what is known, then makes or changes.
func (in *importer) store(ctx context.Context, x *tx) error {
	known, err := in.known(ctx, x)
	if err != nil {
		return err
	}
	holders, err := in.knownHolders(ctx, x)
	if err != nil {
		return err
	}
	for i := range in.batch {
		l := &in.batch[i]
		if err := in.refer(ctx, x, l); err != nil {
			return err
		}
		if was, is := known[l.draft.Account.AccountNo]; is {
			err = in.update(ctx, x, l, was)
		} else {
			err = in.create(ctx, x, l, holders)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", l.line, err)
		}
	}
	in.batch = in.batch[:0]
	return nil
}

// held is an account the file knows, with its holder.
type held struct {
	account  app.Account
	customer app.Customer
}

func (in *importer) known(ctx context.Context, x *tx) (map[string]held, error) {
	out := map[string]held{}
	if in.fresh || len(in.batch) == 0 {
		return out, nil
	}
	numbers := make([]string, len(in.batch))
	for i := range in.batch {
		numbers[i] = in.batch[i].draft.Account.AccountNo
	}
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	list, _ := json.Marshal(numbers) // strings always marshal
	accounts, err := collect(ctx, q, scanAccount, "SELECT "+accountColumns+" FROM accounts WHERE account_no IN (SELECT value FROM json_each(?)) AND withdrawn_at IS NULL", string(list))
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		c, err := one(ctx, q, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", a.Customer[:])
		if err != nil {
			return nil, err
		}
		out[a.AccountNo] = held{a, c}
	}
	return out, nil
}

// knownHolders finds customers of the file with the numbers of this batch.
func (in *importer) knownHolders(ctx context.Context, x *tx) (map[string]app.Customer, error) {
	if in.fresh || len(in.batch) == 0 {
		return in.holders, nil
	}
	numbers := make([]string, 0, len(in.batch))
	for i := range in.batch {
		if c := in.batch[i].draft.Customer; c.IDNo != "" {
			numbers = append(numbers, c.IDNo)
		} else if c.USCC != "" {
			numbers = append(numbers, c.USCC)
		}
	}
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	list, _ := json.Marshal(numbers)
	found, err := collect(ctx, q, scanCustomer, "SELECT "+customerColumns+` FROM customers WHERE withdrawn_at IS NULL AND merged_into_id IS NULL AND
		(id_no <> '' AND id_no IN (SELECT value FROM json_each(?1)) OR uscc <> '' AND uscc IN (SELECT value FROM json_each(?1)))`, string(list))
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		in.holders[holderKey(c)] = c
	}
	return in.holders, nil
}

// holderKey is what makes two rows one customer: the same number and name.
func holderKey(c app.Customer) string {
	if c.IDNo == "" && c.USCC == "" {
		return ""
	}
	return c.IDNo + "/" + c.USCC + "/" + c.Name
}

// refer turns the names of area and manager into ids; new ones are taken on.
func (in *importer) refer(ctx context.Context, x *tx, l *listed) error {
	if l.area != "" {
		id, known := in.areas[l.area]
		if !known {
			id = newID[app.TransformerAreaID]()
			in.areas[l.area] = id
			in.rep.Areas++
			if err := x.putTransformerArea(ctx, app.TransformerArea{}, app.TransformerArea{ID: id, Name: l.area, Unit: x.by.Unit, AreaType: "rural"}); err != nil {
				return err
			}
		}
		l.draft.Account.TransformerArea = id
	}
	if l.manager == "" {
		return nil
	}
	id, known := in.staff[l.manager]
	if !known {
		id = newID[app.StaffID]()
		in.staff[l.manager] = id
		in.rep.Staff++
		who := app.Staff{
			ID: id, Name: l.manager, StaffNo: fmt.Sprintf("%s-%02d", x.s.device.code, len(in.staff)), Post: "account_manager", Unit: x.by.Unit,
			Roles: []app.Role{app.Manager}, ValidFrom: in.today,
		}
		if err := x.putStaff(ctx, app.Staff{}, who); err != nil {
			return err
		}
	}
	l.draft.Manager = id
	return nil
}

func (in *importer) create(ctx context.Context, x *tx, l *listed, holders map[string]app.Customer) error {
	d := &l.draft
	c, known := holders[holderKey(d.Customer)]
	if !known || holderKey(d.Customer) == "" {
		c = d.Customer
		c.ID, c.Area, c.CreatedAt = newID[app.CustomerID](), x.by.Area, x.now.UnixMilli()
		if err := x.putCustomer(ctx, app.Customer{}, c); err != nil {
			return err
		}
		in.rep.Customers++
		if key := holderKey(c); key != "" {
			in.holders[key] = c
		}
		if err := in.attach(ctx, x, c, d); err != nil {
			return err
		}
	}
	a := d.Account
	a.ID, a.Area, a.Customer = newID[app.AccountID](), c.Area, c.ID
	in.rep.Created++
	if err := x.putAccount(ctx, app.Account{}, a); err != nil {
		return err
	}
	return in.attachMeter(ctx, x, a, d.MeterNo)
}

// attach adds the contact and the manager of a new customer.
func (in *importer) attach(ctx context.Context, x *tx, c app.Customer, d *app.CustomerDraft) error {
	if d.HasContact() {
		contact := d.Contact
		contact.ID, contact.Area, contact.Customer = newID[app.ContactID](), c.Area, c.ID
		if err := x.putContact(ctx, app.Contact{}, contact); err != nil {
			return err
		}
	}
	if d.Manager.IsZero() {
		return nil
	}
	return x.putAssignment(ctx, app.Assignment{}, app.Assignment{
		ID: newID[app.AssignmentID](), Area: c.Area, Customer: c.ID, Manager: d.Manager, FromOn: in.today,
	})
}

func (in *importer) attachMeter(ctx context.Context, x *tx, a app.Account, number string) error {
	if number == "" {
		return nil
	}
	return x.putMeter(ctx, app.Meter{}, app.Meter{ID: newID[app.MeterID](), Area: a.Area, Account: a.ID, AssetNo: number, Multiplier: 1, Status: "active"})
}

// OtherHolder refuses a row whose account is held by somebody of another name:
// that is a change of holder, which a person must make.
const otherHolder = "other_holder"

func (in *importer) update(ctx context.Context, x *tx, l *listed, was held) error {
	if was.customer.Name != l.draft.Customer.Name {
		return in.refuse(&l.record, app.ImportProblem{Line: l.line, Field: "name", Reason: otherHolder, Text: l.draft.Customer.Name})
	}
	account, customer := was.account, was.customer
	l.into(&account, &customer)
	if account == was.account && customer == was.customer {
		in.rep.Unchanged++
		return nil
	}
	in.rep.Updated++
	if err := x.putCustomer(ctx, was.customer, customer); err != nil {
		return err
	}
	return x.putAccount(ctx, was.account, account)
}

// into copies the given values over what was known; an empty cell changes nothing.
func (l *listed) into(a *app.Account, c *app.Customer) {
	d := l.draft
	for i, copyOver := range map[int]func(){
		sheet.Address:         func() { a.Address = d.Account.Address },
		sheet.UsageCategory:   func() { a.UsageCategory = d.Account.UsageCategory },
		sheet.SupplyVoltage:   func() { a.Voltage = d.Account.Voltage },
		sheet.ContractedKVA:   func() { a.ContractedVA = d.Account.ContractedVA },
		sheet.RunningKVA:      func() { a.RunningVA = d.Account.RunningVA },
		sheet.ReadingBook:     func() { a.ReadingBook = d.Account.ReadingBook },
		sheet.TransformerArea: func() { a.TransformerArea = d.Account.TransformerArea },
		sheet.OpenedOn:        func() { a.OpenedOn = d.Account.OpenedOn },
		sheet.Arrears:         func() { a.ArrearsFen = d.Account.ArrearsFen },
		sheet.Substation:      func() { a.Substation = d.Account.Substation },
		sheet.Line:            func() { a.Line = d.Account.Line },
		sheet.Remark:          func() { a.Note = d.Account.Note },
		sheet.IndustryCode:    func() { c.Industry = d.Customer.Industry },
		sheet.IDNumber:        func() { c.IDNo = d.Customer.IDNo },
		sheet.USCC:            func() { c.USCC = d.Customer.USCC },
	} {
		if l.given[i] {
			copyOver()
		}
	}
}

// enter writes the batch down, with the change sets it will be: they are
// numbered when the transaction ends, right after those that are there.
func (in *importer) enter(ctx context.Context, x *tx) error {
	r := &in.rep
	if err := x.exec(ctx, "INSERT INTO imports (at, by_name, file, created, updated, unchanged, refused, first_ord, last_ord) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		x.now.UnixMilli(), x.by.Name, filepath.Base(in.job.Path), r.Created, r.Updated, r.Unchanged, r.Refused, x.begun+1, x.begun+int64(len(x.sets))); err != nil {
		return err
	}
	var err error
	r.ID, err = one(ctx, x.s.conn, scanInt, "SELECT max(id) FROM imports")
	x.kinds |= app.Imports
	return err
}

// Imports lists the imports of this device, newest first.
func (s *Store) Imports(ctx context.Context, by app.Actor) ([]app.ImportBatch, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, func(r scanner) (app.ImportBatch, error) {
		var b app.ImportBatch
		err := r.Scan(&b.ID, &b.At, &b.By, &b.File, &b.Created, &b.Updated, &b.Unchanged, &b.Refused, orZero(&b.UndoneAt))
		return b, err
	}, "SELECT id, at, by_name, file, created, updated, unchanged, refused, undone_at FROM imports ORDER BY id DESC LIMIT 100")
}
