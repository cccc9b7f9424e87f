package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"strings"
)

// QualificationListRow is one line of a frozen list: all of it in words and days,
// so that nothing that changes later changes the list.
type QualificationListRow struct {
	StaffNo         string          `json:"staff_no"`
	Name            string          `json:"name"`
	Unit            string          `json:"unit"`
	Post            string          `json:"post"` // code list post
	Code            string          `json:"qualification"`
	Qualification   string          `json:"qualification_name"`
	QualificationEN string          `json:"qualification_name_en,omitempty"`
	Asked           bool            `json:"asked"`
	Status          QualifiedStatus `json:"status"`
	FromOn          Day             `json:"from,omitempty"`
	UntilOn         Day             `json:"until,omitempty"`
	Certificate     string          `json:"certificate,omitempty"` // its number
	Lacking         []string        `json:"lacking,omitempty"`     // names of courses
	Study           HoursPart       `json:"study"`
	Practice        HoursPart       `json:"practice"`
}

// FreezeQualifications makes the list of a day of what stands on it; numbers are
// those of the certificates.
func FreezeQualifications(title string, states []QualificationState, numbers map[CertificateID]string) (QualificationList, error) {
	title = strings.TrimSpace(title)
	switch {
	case title == "":
		return QualificationList{}, Refuse("list_title", Missing)
	case len(states) == 0:
		return QualificationList{}, Refuse("qualification", NothingToFreeze)
	}
	rows := make([]QualificationListRow, len(states))
	for i, s := range states {
		rows[i] = s.frozen(numbers[s.Certificate])
	}
	body, err := json.Marshal(rows)
	hash := sha256.Sum256(body)
	return QualificationList{Title: title, OnDay: states[0].On, Body: string(body), Hash: hash[:]}, err
}

func (s QualificationState) frozen(number string) QualificationListRow {
	r := QualificationListRow{
		StaffNo: s.Staff.StaffNo, Name: s.Staff.Name, Unit: s.UnitName, Post: s.Staff.Post,
		Code: s.Qualification.Code, Qualification: s.Qualification.Name, QualificationEN: s.Qualification.NameEN, Asked: s.Asked, Status: s.Status,
		FromOn: s.Last.FromOn, UntilOn: s.Last.UntilOn, Certificate: number, Study: s.Study, Practice: s.Practice,
	}
	for _, c := range s.Lacking() {
		r.Lacking = append(r.Lacking, c.Course.Name)
	}
	return r
}

// Rows reads a frozen list. It refuses one that is not as it was frozen.
func (l QualificationList) Rows() ([]QualificationListRow, error) {
	hash := sha256.Sum256([]byte(l.Body))
	if !bytes.Equal(hash[:], l.Hash) {
		return nil, Refuse("qualification_list", NotAsFrozen)
	}
	var rows []QualificationListRow
	err := json.Unmarshal([]byte(l.Body), &rows)
	return rows, err
}
