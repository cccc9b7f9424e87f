package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

// store puts the rows of a sheaf: looks up what is known, then makes or changes.
func (in *importer) store(ctx context.Context, x *tx, s *sheaf) error {
	known, err := in.known(ctx, x, s)
	if err != nil {
		return err
	}
	if err := in.knownHolders(ctx, x, s, known); err != nil {
		return err
	}
	for i := range s.rows {
		l := &s.rows[i]
		if l.refused.Reason != "" {
			continue
		}
		if err := in.refer(ctx, x, l); err != nil {
			return err
		}
		if was, is := known[l.draft.Account.AccountNo]; is {
			err = in.update(ctx, x, l, was)
		} else {
			err = in.create(ctx, x, l)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", l.record.Line, err)
		}
	}
	return nil
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
			x.sendBegun("transformer_areas")
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
		x.sendBegun("staff")
	}
	l.draft.Manager = id
	return nil
}

func (in *importer) create(ctx context.Context, x *tx, l *listed) error {
	d := &l.draft
	key := in.holderKey(&d.Customer)
	who, known := in.holders[string(key)]
	if !known {
		c := &d.Customer
		c.ID, c.Area, c.CreatedAt = newID[app.CustomerID](), x.by.Area, x.now.UnixMilli()
		if err := x.putCustomer(ctx, app.Customer{}, *c); err != nil {
			return err
		}
		in.rep.Customers++
		who = holder{c.ID, c.Area, app.KeptOpen}
		if key != nil {
			in.holders[string(key)] = who
		}
		if err := in.attach(ctx, x, who, d); err != nil {
			return err
		}
	}
	if who.kept != app.KeptOpen {
		return in.refuseKept(l, d.Account.AccountNo)
	}
	a := &d.Account
	a.ID, a.Area, a.Customer = newID[app.AccountID](), who.area, who.id
	in.rep.Created++
	if err := x.putAccount(ctx, app.Account{}, *a); err != nil {
		return err
	}
	return in.attachMeter(ctx, x, a, d.MeterNo)
}

// attach adds the contact and the manager of a new customer.
func (in *importer) attach(ctx context.Context, x *tx, c holder, d *app.CustomerDraft) error {
	if d.HasContact() {
		contact := d.Contact
		contact.ID, contact.Area, contact.Customer = newID[app.ContactID](), c.area, c.id
		if err := x.putContact(ctx, app.Contact{}, contact); err != nil {
			return err
		}
	}
	if d.Manager.IsZero() {
		return nil
	}
	return x.putAssignment(ctx, app.Assignment{}, app.Assignment{
		ID: newID[app.AssignmentID](), Area: c.area, Customer: c.id, Manager: d.Manager, FromOn: in.today,
	})
}

func (in *importer) attachMeter(ctx context.Context, x *tx, a *app.Account, number string) error {
	if number == "" {
		return nil
	}
	return x.putMeter(ctx, app.Meter{}, app.Meter{ID: newID[app.MeterID](), Area: a.Area, Account: a.ID, AssetNo: number, Multiplier: 1, Status: "active"})
}

// OtherHolder refuses a row whose account is held by somebody of another name:
// that is a change of holder, which a person must make.
const otherHolder = "other_holder"

// refuseKept refuses a row about a customer who is sealed.
func (in *importer) refuseKept(l *listed, account string) error {
	return in.refuse(&l.record, app.ImportProblem{Line: l.record.Line, Account: account, Name: l.draft.Customer.Name, Field: "name", Reason: string(app.IsSealed)})
}

func (in *importer) update(ctx context.Context, x *tx, l *listed, was held) error {
	if was.customer.Keeping != app.KeptOpen {
		return in.refuseKept(l, was.account.AccountNo)
	}
	if name := l.draft.Customer.Name; was.customer.Name != name && app.NameLikeness(was.customer.Name, name) < 1 {
		return in.refuse(&l.record, app.ImportProblem{Line: l.record.Line, Account: was.account.AccountNo, Name: name, Field: "name", Reason: otherHolder, Text: name})
	}
	account, customer := was.account, was.customer
	l.into(&account, &customer)
	if account == was.account && customer == was.customer {
		in.rep.Unchanged++
		return nil
	}
	in.rep.Updated++
	if customer != was.customer {
		if err := x.putCustomer(ctx, was.customer, customer); err != nil {
			return err
		}
	}
	if account == was.account {
		return nil
	}
	return x.putAccount(ctx, was.account, account)
}
