// Package customers shows customers: the list, the one page of each with
// everything known and everything that happened, the form that takes a new one
// on and the sheets that change one. It asks its Store and knows no SQL; which
// numbers look wrong and who may be a duplicate is decided in app and data.
package customers

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/inside"
	"lamplighter/screens/pairs"
	"lamplighter/screens/services"
	"lamplighter/screens/usemonths"
	"lamplighter/screens/views"
	"lamplighter/screens/widgets"
)

// Store is what these screens ask of the records.
type Store interface {
	views.Store
	services.CustomerStore
	inside.Store
	usemonths.Store
	pairs.Store

	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	MoveCustomers(context.Context, app.Actor, app.CustomersMove) (app.CustomersMoved, error)
	SealCustomer(context.Context, app.Actor, app.CustomerFate) error
	UnsealCustomer(context.Context, app.Actor, app.CustomerFate) error
	EraseCustomer(context.Context, app.Actor, app.CustomerFate) (app.Erased, error)
	DataSheet(context.Context, app.Actor, app.DataSheetAsk) (app.DataSheet, error)
	WriteDataSheet(ctx context.Context, by app.Actor, sheet app.DataSheet, pdf []byte, path string) error
	UndoMerge(context.Context, app.Actor, app.RecordMergeID) error
	SettleLate(ctx context.Context, by app.Actor, stays app.Customer, other app.OtherRecord, take []string) error
	CountCustomers(context.Context, app.Actor, app.CustomerFilter, int64) (app.Bounded, error)
	CustomerOrder(context.Context, app.Actor, app.CustomerFilter) ([]int64, error)
	CustomersAt(context.Context, app.Actor, []int64) ([]app.CustomerRow, error)
	CustomerPage(context.Context, app.Actor, app.CustomerID) (app.CustomerPage, error)
	SatisfactionOf(context.Context, app.Actor, app.CustomerID) (app.CustomerSatisfaction, error)
	OpenCustomer(context.Context, app.Actor, app.CustomerDraft) (app.Customer, error)
	ChangeCustomer(ctx context.Context, by app.Actor, was, now app.Customer, why app.Why) error
	SaveContact(ctx context.Context, by app.Actor, was, now app.Contact, why app.Why) error
	SaveAccount(ctx context.Context, by app.Actor, was, now app.Account, why app.Why) (app.Account, error)
	SaveMeter(ctx context.Context, by app.Actor, was, now app.Meter, why app.Why) error
	Assign(context.Context, app.Actor, app.Assignment) error
	NoteFacts(context.Context, app.Actor, app.FactsDraft) error
	ConfirmFacts(ctx context.Context, by app.Actor, facts []app.Fact, source string) error
	SaveImportantUser(ctx context.Context, by app.Actor, was, now app.ImportantUser, why app.Why) error
	SaveSpecialCare(ctx context.Context, by app.Actor, was, now app.SpecialCare, why app.Why) error
	SaveRelation(ctx context.Context, by app.Actor, was, now app.Relation, why app.Why) error
	SaveAgreement(ctx context.Context, by app.Actor, was, now app.Agreement, why app.Why) error
	Suspects(context.Context, app.Actor, app.CustomerDraft) ([]app.Suspect, error)
	History(ctx context.Context, by app.Actor, table string, id [16]byte) ([]app.FieldChange, error)
	PutBack(context.Context, app.Actor, app.PutBack) error
	TransformerAreas(context.Context, app.Actor) ([]app.TransformerArea, error)
	UsageOf(ctx context.Context, by app.Actor, id app.CustomerID, months int) ([]app.MonthUse, error)
	UsageProfile(context.Context, app.Actor, app.CustomerID) (app.UsageProfile, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(context.Context, app.Actor, string) error
}

// lists is what the fields of these forms choose from beside the code tables.
type lists struct {
	staff []app.Staff
	areas []app.TransformerArea
}

// readLists reads what can be chosen, away from the UI thread.
func readLists(ctx context.Context, store Store, by app.Actor) (lists, error) {
	staff, err := store.Staff(ctx, by)
	if err != nil {
		return lists{}, err
	}
	areas, err := store.TransformerAreas(ctx, by)
	return lists{staff, areas}, err
}

// managers offers the people who work here on a day.
func (l lists) managers(on app.Day) []widgets.Option {
	var out []widgets.Option
	for _, s := range l.staff {
		if s.ActiveOn(on) {
			out = append(out, desk.Option(s.ID.String(), s.Name, s.StaffNo))
		}
	}
	return out
}

func (l lists) areaOptions() []widgets.Option {
	var out []widgets.Option
	for _, a := range l.areas {
		if a.WithdrawnAt == 0 {
			out = append(out, desk.Option(a.ID.String(), a.Name, a.Code))
		}
	}
	return out
}

// area is the transformer area of an id, if it is known.
func (l lists) area(id app.TransformerAreaID) (app.TransformerArea, bool) {
	for _, a := range l.areas {
		if a.ID == id {
			return a, true
		}
	}
	return app.TransformerArea{}, false
}

// kindOptions offers the kinds of customers.
func kindOptions() []widgets.Option {
	var out []widgets.Option
	for _, kind := range []app.CustomerKind{app.Person, app.Organisation} {
		out = append(out, desk.Option(string(kind), kindLabel(kind), string(kind)))
	}
	return out
}

// codeLists says which code table words a column.
var codeLists = map[string]string{
	"id_type": "id_type", "class": "customer_class", "segment": "segment", "important_grade": "important_grade", "industry": "industry", "role": "contact_role",
	"usage_category": "usage_category", "price_class": "price_class", "voltage": "voltage", "supply_mode": "supply_mode",
	"metering_mode": "metering_mode", "ownership": "ownership", "status": "account_status", "type": "meter_type", "source": "channel",
	"emergency_kind": "emergency_source", "emergency_supply": "emergency_source", "care_kind": "care_kind", "relation_kind": "relation_kind",
	"agreement_kind": "agreement_kind", "agreement_status": "agreement_status",
}

// masked shows of a personal number only what tells it from another at the
// counter: six signs at the beginning and four at the end.
func masked(no string) string {
	signs := []rune(no)
	if len(signs) <= 10 {
		return no
	}
	for i := 6; i < len(signs)-4; i++ {
		signs[i] = '*'
	}
	return string(signs)
}
