package app

import "slices"

// RecordMerge says that two records are one: what refers to the one that goes
// belongs to the one that stays. The record that goes keeps what it says, so
// that a merge can be taken back at any time, on any device.
type RecordMerge struct {
	ID          RecordMergeID
	Area        Area
	Table       string // customers, or the accounts and meters that both have
	Gone        RecordID
	Stays       RecordID
	With        RecordMergeID     // the merge of customers that an account or meter was merged with
	Known       Seen              // the record that goes, as it was seen: what was written later is told
	Replaced    map[string]string `field:"record_merges.replaced"` // what the record that stays said in the fields it took from the other
	Note        string
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while it holds
	Seen        Seen
}

// RecordMergeID names a merge.
type RecordMergeID = ID[RecordMerge]

// CustomersApart says that two customers who look like one are two.
type CustomersApart struct {
	ID          CustomersApartID
	Area        Area
	One, Other  CustomerID
	Note        string
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while it holds
	Seen        Seen
}

// CustomersApartID names such a decision.
type CustomersApartID = ID[CustomersApart]

// CustomerMerge is what somebody decides about a pair: which record stays, and
// in which fields it takes what the other says.
type CustomerMerge struct {
	Stays, Gone Customer // as they were seen
	Take        []string // names of fields, see MergeFields
	Note        string
}

// MergeField is a field in which two records of one customer differ.
type MergeField struct {
	Name        string
	Stays, Gone string `field:"*"`
	Take        bool   // proposed: the record that stays says nothing, or something older
}

// mergedFields are the fields of a customer that are chosen one by one.
var mergedFields = []string{
	"name", "kind", "id_type", "id_no", "uscc", "legal_rep", "class", "segment", "important_grade", "industry", "size",
	"credit_note", "preference", "care", "note", "confirmed_on",
}

// mergedField is where a customer has one of these fields.
func (c *Customer) mergedField(name string) *string {
	switch name {
	case "name":
		return &c.Name
	case "kind":
		return (*string)(&c.Kind)
	case "id_type":
		return &c.IDType
	case "id_no":
		return &c.IDNo
	case "uscc":
		return &c.USCC
	case "legal_rep":
		return &c.LegalRep
	case "class":
		return &c.Class
	case "segment":
		return &c.Segment
	case "important_grade":
		return &c.ImportantGrade
	case "industry":
		return &c.Industry
	case "size":
		return &c.Size
	case "credit_note":
		return &c.CreditNote
	case "preference":
		return &c.Preference
	case "care":
		return &c.Care
	case "note":
		return &c.Note
	case "confirmed_on":
		return (*string)(&c.ConfirmedOn)
	}
	return nil
}

// MergeFields are the fields in which two records of a customer differ.
func MergeFields(stays, gone Customer) []MergeField {
	var out []MergeField
	for _, name := range mergedFields {
		here, there := *stays.mergedField(name), *gone.mergedField(name)
		if here != there {
			out = append(out, MergeField{Name: name, Stays: here, Gone: there, Take: here == "" || name == "confirmed_on" && there > here})
		}
	}
	return out
}

// Check refuses a merge that makes no sense.
func (m CustomerMerge) Check() error {
	switch {
	case m.Stays.ID.IsZero() || m.Gone.ID.IsZero() || m.Stays.ID == m.Gone.ID:
		return Refuse("customer", Missing)
	case m.Stays.WithdrawnAt != 0 || m.Gone.WithdrawnAt != 0:
		return Refuse("customer", NotActive)
	}
	return m.CheckFields()
}

// CheckFields refuses a field that no customer has.
func (m CustomerMerge) CheckFields() error {
	for _, name := range m.Take {
		if !slices.Contains(mergedFields, name) {
			return Refuse(name, Unknown)
		}
	}
	return nil
}

// Merged is the record that stays with what it takes from the other, and what
// it said before in these fields.
func (m CustomerMerge) Merged() (Customer, map[string]string) {
	now, replaced := m.Stays, map[string]string{}
	for _, name := range m.Take {
		if here, there := now.mergedField(name), *m.Gone.mergedField(name); *here != there {
			replaced[name], *here = *here, there
		}
	}
	return now, replaced
}

// PutBack gives a customer what he said before a merge in some fields.
func (c Customer) PutBack(replaced map[string]string) Customer {
	for name, said := range replaced {
		if here := c.mergedField(name); here != nil {
			*here = said
		}
	}
	return c
}

// OtherRecord is a customer's other record, as his page tells of it.
type OtherRecord struct {
	Merge RecordMerge
	By    string
	Gone  Customer
	Late  []MergeField // what somebody wrote into it who did not know of the merge
}

// LateFields are what was written into the record that is gone since it was
// merged, and is not what the one that stays says. later tells whether a field
// was written since.
func LateFields(stays, gone Customer, later func(field string) bool) []MergeField {
	return slices.DeleteFunc(MergeFields(stays, gone), func(f MergeField) bool { return !later(f.Name) })
}

// Said is what a customer's records say or said in a field: the one that stays
// first, then those merged into it, and what merges replaced.
func (p CustomerPage) Said(field string) []string {
	said := []string{*p.Customer.mergedField(field)}
	for _, o := range p.Others {
		said = append(said, *o.Gone.mergedField(field))
		if before, is := o.Merge.Replaced[field]; is {
			said = append(said, before)
		}
	}
	return said
}
