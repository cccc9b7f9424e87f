package app

import "testing"

// clerkFile is somebody with one course, and all the hours.
func clerkFile(until Day, last Qualified) QualificationFile {
	return QualificationFile{
		Staff:         &Staff{ID: StaffID{1}, Post: "counter"},
		Qualification: &Qualification{Posts: "repair,counter", StudyMinutes: 60, PracticeMinutes: 60, RenewStudyMinutes: 30, RenewPracticeMinutes: 30, ValidityMonths: 36},
		Held:          []HeldCourse{{Course: &Course{Code: "service"}, Had: true, UntilOn: until}},
		Study:         60, Practice: 60, Last: last,
	}
}

func TestHowSomebodyStands(t *testing.T) {
	ends := func(day Day) Qualified { return Qualified{ID: QualifiedID{1}, FromOn: "2023-03-02", UntilOn: day} }
	withdrawn := ends("2027-01-01")
	withdrawn.WithdrawnAt = 1
	tests := []struct {
		name  string
		file  QualificationFile
		on    Day
		want  QualifiedStatus
		until Day
	}{
		{"all parts are met", clerkFile("", Qualified{}), "2026-03-02", ReadyToQualify, "2029-03-02"},
		{"on 29 February for three years", clerkFile("", Qualified{}), "2024-02-29", ReadyToQualify, "2027-02-28"},
		{"a course ends before the qualification would", clerkFile("2027-01-31", Qualified{}), "2026-03-02", ReadyToQualify, "2027-01-31"},
		{"a course that ends on the same day", clerkFile("2029-03-02", Qualified{}), "2026-03-02", ReadyToQualify, "2029-03-02"},
		{"on the last day of a course", clerkFile("2026-03-02", Qualified{}), "2026-03-02", ReadyToQualify, "2026-03-02"},
		{"the day after", clerkFile("2026-03-02", Qualified{}), "2026-03-03", Unqualified, "2026-03-02"},
		{"91 days before its end", clerkFile("", ends("2026-06-01")), "2026-03-02", QualifiedToday, "2029-03-02"},
		{"90 days before its end it is renewed from there", clerkFile("", ends("2026-05-31")), "2026-03-02", ReadyToRenew, "2029-05-31"},
		{"on its last day", clerkFile("", ends("2026-03-02")), "2026-03-02", ReadyToRenew, "2029-03-02"},
		{"the day after its last it is granted anew", clerkFile("", ends("2026-03-01")), "2026-03-02", ReadyToQualify, "2029-03-02"},
		{"renewal gains nothing while its course ends with it", clerkFile("2026-05-31", ends("2026-05-31")), "2026-03-02", QualifiedExpiring, "2026-05-31"},
		{"over, and the course too", clerkFile("2026-03-01", ends("2026-03-01")), "2026-03-02", QualifiedExpired, "2026-03-01"},
		{"for good", clerkFile("", ends("")), "2050-03-02", QualifiedToday, "2053-03-02"},
		{"before the grant began", clerkFile("", Qualified{ID: QualifiedID{1}, FromOn: "2026-04-01", UntilOn: "2029-04-01"}), "2026-03-02", ReadyToQualify, "2029-03-02"},
		{"what was withdrawn does not hold", clerkFile("", withdrawn), "2026-03-02", ReadyToQualify, "2029-03-02"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tt.file.State(tt.on, nil)
			if s.Status != tt.want || s.Until != tt.until {
				t.Errorf("stands %s, would hold until %s; want %s until %s", s.Status, s.Until, tt.want, tt.until)
			}
		})
	}
}

func TestEachPartIsAsked(t *testing.T) {
	for name, less := range map[string]func(*QualificationFile){
		"study":    func(f *QualificationFile) { f.Study = 59 },
		"practice": func(f *QualificationFile) { f.Practice = 59 },
		"a course": func(f *QualificationFile) { f.Held[0].Had = false },
	} {
		f := clerkFile("", Qualified{})
		less(&f)
		s := f.State("2026-03-02", nil)
		if _, err := s.Grant(); s.Status != Unqualified || reasonOf(err) != PartsLacking {
			t.Errorf("without %s it stands %s, granting says %v", name, s.Status, err)
		}
	}
}

func TestAGrantIsRefusedWithItsReason(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*QualificationFile)
		want   Reason
	}{
		"to who is ready":               {func(*QualificationFile) {}, ""},
		"to who left the day before":    {func(f *QualificationFile) { f.Staff.ValidTo = "2026-03-01" }, LeftCompany},
		"to who leaves today":           {func(f *QualificationFile) { f.Staff.ValidTo = "2026-03-02" }, ""},
		"of what is no longer granted":  {func(f *QualificationFile) { f.Qualification.ToOn = "2026-03-01" }, NotActive},
		"of what holds for years":       {func(f *QualificationFile) { f.Last = Qualified{ID: QualifiedID{1}, UntilOn: "2028-01-01"} }, RenewalNotOpen},
		"to who is asked for elsewhere": {func(f *QualificationFile) { f.Staff.Post = "reading" }, ""},
	} {
		f := clerkFile("", Qualified{})
		tt.change(&f)
		if _, err := f.State("2026-03-02", nil).Grant(); reasonOf(err) != tt.want {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func TestAPostIsAskedByItsWholeCode(t *testing.T) {
	q := Qualification{Posts: "account_manager,counter"}
	for post, want := range map[string]bool{"counter": true, "account_manager": true, "manager": false, "": false, "account": false} {
		if q.AskedOf(post) != want {
			t.Errorf("asked of %q: %v", post, !want)
		}
	}
}

func TestTheGrantThatLastsLongestCounts(t *testing.T) {
	short, long, good := Qualified{UntilOn: "2026-01-01"}, Qualified{UntilOn: "2027-01-01"}, Qualified{}
	if !long.Outlasts(short) || short.Outlasts(long) || !good.Outlasts(long) || long.Outlasts(good) {
		t.Error("the longer grant does not outlast the shorter")
	}
}

func TestUnitsBelowTakesAllLevelsAndEndsInACircle(t *testing.T) {
	units := []OrgUnit{{ID: OrgUnitID{1}, Parent: OrgUnitID{3}}, {ID: OrgUnitID{2}, Parent: OrgUnitID{1}}, {ID: OrgUnitID{3}, Parent: OrgUnitID{2}}, {ID: OrgUnitID{4}}}
	if got := UnitsBelow(units, OrgUnitID{1}); len(got) != 3 {
		t.Errorf("%d units", len(got))
	}
}

func TestAFrozenListThatWasChangedIsRefused(t *testing.T) {
	s := clerkFile("", Qualified{}).State("2026-03-02", nil)
	l, err := FreezeQualifications(" 年末 ", []QualificationState{s}, nil)
	if err != nil || l.Title != "年末" || l.OnDay != "2026-03-02" {
		t.Fatal(l, err)
	}
	if rows, err := l.Rows(); err != nil || len(rows) != 1 || rows[0].Status != ReadyToQualify {
		t.Errorf("reads %+v: %v", rows, err)
	}
	l.Body = l.Body[:len(l.Body)-1] + " ]"
	if _, err := l.Rows(); reasonOf(err) != NotAsFrozen {
		t.Errorf("a changed list is read: %v", err)
	}
}
