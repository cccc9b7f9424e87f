package app

// OrgUnit is a part of the company: 公司, 营业厅, 供电所, 班组, 客户所.
type OrgUnit struct {
	ID          OrgUnitID
	Code        string
	Name        string
	Kind        string // code list org_kind
	Parent      OrgUnitID
	Division    string // 行政区划, six digits of GB/T 2260
	Area        Area   // the area whose records this unit keeps; 0 for units above the areas
	ValidFrom   Day
	ValidTo     Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// Staff is a person of the company.
type Staff struct {
	ID          StaffID
	StaffNo     string // 工号
	Name        string
	Post        string // code list post
	Unit        OrgUnitID
	Mobile      string `field:"staff.mobile"`
	Roles       []Role
	ValidFrom   Day
	ValidTo     Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// ActiveOn reports whether the person works here on that day.
func (s Staff) ActiveOn(day Day) bool {
	return s.WithdrawnAt == 0 && (s.ValidFrom == "" || s.ValidFrom <= day) && (s.ValidTo == "" || day <= s.ValidTo)
}

// Check refuses a person who could not be kept.
func (s Staff) Check() error {
	switch {
	case s.Name == "":
		return Refuse("name", Missing)
	case s.StaffNo == "":
		return Refuse("staff_no", Missing)
	case s.ValidTo != "" && s.ValidTo < s.ValidFrom:
		return Refuse("valid_to", EndsBeforeStart)
	}
	return nil
}
