package app

import "encoding/json"

// QualificationOf names a qualification of somebody.
type QualificationOf struct {
	Staff         StaffID
	Qualification QualificationID
}

// Grant is the qualification as it may be granted on the day of a state, or a
// refusal: of who left, of what lacks a part, and of what is not to be renewed
// yet.
func (s QualificationState) Grant() (Qualified, error) {
	switch {
	case !s.Staff.ActiveOn(s.On):
		return Qualified{}, Refuse("staff", LeftCompany)
	case !s.Qualification.InForce(s.On):
		return Qualified{}, Refuse("qualification", NotActive)
	case s.Status == QualifiedToday:
		return Qualified{}, Refuse("qualification", RenewalNotOpen)
	case !s.Grantable():
		return Qualified{}, Refuse("qualification", PartsLacking)
	}
	because, err := json.Marshal(s.basis())
	return Qualified{
		Staff: s.Staff.ID, Qualification: s.Qualification.ID, FromOn: s.On, UntilOn: s.Until, Because: string(because),
	}, err
}

// GrantBasis is how the parts stood when a qualification was granted.
type GrantBasis struct {
	Courses  []BasisCourse `json:"courses"`
	Study    HoursPart     `json:"study"`
	Practice HoursPart     `json:"practice"`
	Renewal  bool          `json:"renewal,omitempty"`
	EndsBy   string        `json:"ends_by,omitempty"` // the course that ends it
}

// BasisCourse is one course of it.
type BasisCourse struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	UntilOn Day    `json:"until,omitempty"`
}

func (s QualificationState) basis() GrantBasis {
	b := GrantBasis{Study: s.Study, Practice: s.Practice, Renewal: s.Renews(), EndsBy: s.EndsBy}
	for _, c := range s.Courses {
		b.Courses = append(b.Courses, BasisCourse{c.Course.Code, c.Course.Name, c.UntilOn})
	}
	return b
}

// Basis reads how the parts stood; nothing where that was not kept.
func (q Qualified) Basis() (b GrantBasis) {
	if json.Unmarshal([]byte(q.Because), &b) != nil {
		return GrantBasis{}
	}
	return b
}

// QualificationGrants is what granting does, or would do.
type QualificationGrants struct {
	Done    []QualificationState // as they stood before
	Refused []RefusedGrant
}

// RefusedGrant is somebody who is not granted a qualification, and why.
type RefusedGrant struct {
	Of            QualificationOf
	Staff         Staff // zero: nobody of that id
	Qualification Qualification
	Why           error
}
