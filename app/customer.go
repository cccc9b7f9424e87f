package app

import "strings"

// CustomerKind tells a person from an organisation.
type CustomerKind string

// The kinds of customers.
const (
	Person       CustomerKind = "person"       // 自然人
	Organisation CustomerKind = "organisation" // 法人及其他组织
)

// Customer is a person or an organisation that uses electricity; one customer
// may hold many accounts.
type Customer struct {
	ID             CustomerID
	Area           Area
	Kind           CustomerKind
	Name           string
	IDType         string // code list id_type; personal
	IDNo           string `field:"customers.id_no"` // personal, sensitive
	USCC           string `field:"customers.uscc"`  // 统一社会信用代码
	LegalRep       string `field:"customers.legal_rep"`
	Class          string // code list customer_class: 高压 / 低压非居民 / 居民
	Segment        string
	ImportantGrade string // code list important_grade; empty: not an important user
	Industry       string // GB/T 4754, letter and two to four digits
	Size           string
	CreditNote     string
	Preference     string // how and when the customer wishes to be reached
	Care           string // special care, with its basis
	Note           string
	ConfirmedOn    Day // last day somebody confirmed these data
	MergedInto     CustomerID
	CreatedAt      int64 // Unix ms
	WithdrawnAt    int64 // Unix ms; 0 while in use
	Keeping        Keeping
	Seen           Seen
}

// NameMax is the longest name kept, in characters: Yi and company names are long.
const NameMax = 120

// Check refuses a customer who could not be kept. Identity numbers are never a
// reason: they warn (see Warnings) and do not block.
func (c Customer) Check() error {
	switch {
	case strings.TrimSpace(c.Name) == "":
		return Refuse("name", Missing)
	case len([]rune(c.Name)) > NameMax:
		return Refuse("name", TooLong)
	case c.Kind != Person && c.Kind != Organisation:
		return Refuse("kind", Unknown)
	}
	return nil
}

// Contact is a person to speak to about a customer.
type Contact struct {
	ID          ContactID
	Area        Area
	Customer    CustomerID
	Name        string
	Role        string // code list contact_role
	Mobile      string `field:"contacts.mobile"` // personal
	Landline    string `field:"contacts.landline"`
	Email       string `field:"contacts.email"`
	Hours       string // preferred channel and time
	VerifiedOn  Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// Check refuses a contact nobody could reach or address.
func (c Contact) Check() error {
	if c.Name == "" && c.Mobile == "" && c.Landline == "" {
		return Refuse("contact", Missing)
	}
	return nil
}

// AccountClosed is the status of an account that draws nothing any more, 销户.
const AccountClosed = "closed"

// Account is 用电户: one 户号 with its place, capacity and contract.
type Account struct {
	ID              AccountID
	Area            Area
	Customer        CustomerID
	AccountNo       string `field:"accounts.account_no"` // 户号; text, leading zeros count
	Address         string
	Division        string
	UsageCategory   string // code list usage_category
	PriceClass      string
	Voltage         string // code list voltage
	ContractedVA    int64  // volt-amperes: 8 kVA is 8000
	RunningVA       int64
	SupplyMode      string
	MeteringMode    string
	Substation      string
	Line            string
	TransformerArea TransformerAreaID
	Ownership       string // 公变 public / 专变 private
	OpenedOn        Day
	Status          string // code list account_status
	ReadingBook     string // 抄表段
	ArrearsFen      int64  // as handed over with the last list; this is no billing system
	Industry        string // 用电行业, where it differs from the customer's
	PVW             int64  // watts of photovoltaics behind the meter
	ChargerW        int64
	StorageWh       int64
	Note            string
	WithdrawnAt     int64 // Unix ms; 0 while in use
	Seen            Seen
}

// Check refuses an account that could not be kept.
func (a Account) Check() error {
	switch {
	case a.AccountNo == "":
		return Refuse("account_no", Missing)
	case a.ContractedVA < 0:
		return Refuse("contracted_va", Impossible)
	case a.RunningVA < 0:
		return Refuse("running_va", Impossible)
	}
	return nil
}

// Meter is a meter on an account, by its asset number.
type Meter struct {
	ID          MeterID
	Area        Area
	Account     AccountID
	AssetNo     string `field:"meters.asset_no"`
	Type        string // code list meter_type
	Multiplier  int64  // 倍率
	Accuracy    string
	InstalledOn Day
	Status      string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// TransformerArea is 台区: the customers behind one distribution transformer.
type TransformerArea struct {
	ID          TransformerAreaID
	Area        Area
	Code        string
	Name        string
	CapacityVA  int64
	Grid        string // 网格
	Unit        OrgUnitID
	Substation  string
	Line        string
	AreaType    string // code list area_type: urban, rural, remote; decides the arrival limit
	WithdrawnAt int64  // Unix ms; 0 while in use
	Seen        Seen
}

// Assignment makes a manager responsible for a customer or for a whole
// transformer area, from one day to another.
type Assignment struct {
	ID              AssignmentID
	Area            Area
	Customer        CustomerID // one of the two is set
	TransformerArea TransformerAreaID
	Manager         StaffID
	Deputy          StaffID
	FromOn          Day
	ToOn            Day // empty: until further notice
	Reason          string
	WithdrawnAt     int64 // Unix ms; 0 while in use
	Seen            Seen
}

// CoversDay reports whether the assignment holds on that day.
func (a Assignment) CoversDay(day Day) bool {
	return a.WithdrawnAt == 0 && a.FromOn <= day && (a.ToOn == "" || day <= a.ToOn)
}

// Check refuses an assignment without a person, an object or a sensible span.
func (a Assignment) Check() error {
	switch {
	case a.Manager.IsZero():
		return Refuse("manager", NeedsOwner)
	case a.Customer.IsZero() == a.TransformerArea.IsZero():
		return Refuse("customer", Missing)
	case !a.FromOn.Valid():
		return Refuse("from_on", Missing)
	case a.ToOn != "" && a.ToOn < a.FromOn:
		return Refuse("to_on", EndsBeforeStart)
	}
	return nil
}

// ManagerOn picks who is responsible on a day: an assignment of the customer
// comes before one of the transformer area, the later start before the earlier.
func ManagerOn(assignments []Assignment, day Day) (Assignment, bool) {
	var best Assignment
	found := false
	for _, a := range assignments {
		if !a.CoversDay(day) {
			continue
		}
		own, bestOwn := !a.Customer.IsZero(), !best.Customer.IsZero()
		if !found || own && !bestOwn || own == bestOwn && a.FromOn > best.FromOn {
			best, found = a, true
		}
	}
	return best, found
}

// CustomerDraft is a customer as typed at the counter: with the account, the
// contact and the meter that usually come along.
type CustomerDraft struct {
	Customer Customer
	Contact  Contact
	Account  Account
	MeterNo  string `field:"meters.asset_no"`
	Manager  StaffID
}

// HasAccount reports whether anything was typed about an account.
func (d CustomerDraft) HasAccount() bool { return d.Account.AccountNo != "" || d.Account.Address != "" }

// HasContact reports whether anything was typed about a contact.
func (d CustomerDraft) HasContact() bool {
	return d.Contact.Name != "" || d.Contact.Mobile != "" || d.Contact.Landline != ""
}

// Check refuses what could not be kept; the first reason names its field.
func (d CustomerDraft) Check() error {
	if err := d.Customer.Check(); err != nil {
		return err
	}
	if d.HasAccount() {
		if err := d.Account.Check(); err != nil {
			return err
		}
	}
	if d.MeterNo != "" && !d.HasAccount() {
		return Refuse("account_no", Missing)
	}
	return nil
}
