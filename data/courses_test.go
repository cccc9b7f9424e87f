package data_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// trainers is a file with the delivered catalogue and who looks after it.
type trainers struct {
	s  *data.Store
	by app.Actor
}

func newTrainers(t *testing.T) *trainers {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	by.Roles = []app.Role{app.Trainer}
	return &trainers{s, by}
}

func (r *trainers) course(t *testing.T, code string) app.Course {
	t.Helper()
	all, err := r.s.Courses(t.Context(), r.by)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(all, func(c app.Course) bool { return c.Code == code })
	if at < 0 {
		t.Fatalf("there is no course %s", code)
	}
	return all[at]
}

func TestTheDeliveredCatalogueHoldsThePaperAndWhatWasFound(t *testing.T) {
	r := newTrainers(t)
	all, err := r.s.Courses(t.Context(), r.by)
	if err != nil || len(all) < 25 {
		t.Fatalf("%d courses: %v", len(all), err)
	}
	categories, subjects := []string{"basic", "professional", "skill"}, []string{"policy", "usage", "marketing", "reading", "connection", "writing", "service"}
	app.SortCatalogue(all, categories, subjects)
	first := map[string][]string{} // of each category, its first courses
	for _, c := range all {
		if strings.Contains(c.Source, "（") && c.Minutes > 0 {
			first[c.Category] = append(first[c.Category], c.Code)
			continue
		}
		t.Errorf("%s has no source, or no hours", c.Code)
	}
	if b, p, s := first["basic"], first["professional"], first["skill"]; b[0] != "policy" || b[1] != "usage" || p[0] != "marketing" || p[1] != "reading" ||
		p[2] != "connection" || s[0] != "writing" || s[1] != "service" {
		t.Errorf("the catalogue begins with %v", first)
	}
	posts, err := r.s.CoursePosts(t.Context(), r.by)
	if err != nil || len(posts) < 40 {
		t.Fatalf("%d requirements: %v", len(posts), err)
	}
	for _, p := range posts {
		if !slices.ContainsFunc(all, func(c app.Course) bool { return c.ID == p.Course }) {
			t.Errorf("%s requires a course that is not there", p.Post)
		}
		if err := app.CheckCoursePost(posts, p); err != nil {
			t.Errorf("%s: %v", p.Post, err)
		}
	}
	qualifications, err := r.s.Qualifications(t.Context(), r.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range qualifications {
		if err := app.CheckQualification(qualifications, all, q, q); err != nil {
			t.Errorf("%s: %v", q.Code, err)
		}
	}
	triggers, err := r.s.TrainingTriggers(t.Context(), r.by)
	if err != nil || len(app.TrainingTriggersOn(triggers, "2026-03-02")) != len(triggers) {
		t.Errorf("%d triggers: %v", len(triggers), err)
	}
	for _, one := range triggers {
		if err := one.Check(); err != nil {
			t.Errorf("%s: %v", one.Code, err)
		}
	}
}

func TestACodeOfACourseStandsOnceAndForGood(t *testing.T) {
	r := newTrainers(t)
	fresh := app.Course{Code: "dangerous", Name: "危险点分析", Category: "basic", Subject: "safety", Mode: app.Central, Rule: "score 60"}
	tests := []struct {
		name   string
		change func(*app.Course)
		field  string
		reason app.Reason
	}{
		{"a new one", func(*app.Course) {}, "", ""},
		{"the code of another", func(c *app.Course) { c.Code = "policy" }, "course_code", app.AlreadyThere},
		{"in other letters", func(c *app.Course) { c.Code = "POLICY" }, "course_code", app.AlreadyThere},
		{"no code", func(c *app.Course) { c.Code = "" }, "course_code", app.Missing},
		{"a code with a comma", func(c *app.Course) { c.Code = "a,b" }, "course_code", app.Malformed},
		{"a code of many letters", func(c *app.Course) { c.Code = strings.Repeat("长", 25) }, "course_code", app.TooLong},
		{"no name", func(c *app.Course) { c.Code, c.Name = "b", "" }, "course_name", app.Missing},
		{"a name like a text", func(c *app.Course) { c.Code, c.Name = "b", strings.Repeat("长", 61) }, "course_name", app.TooLong},
		{"no such category", func(c *app.Course) { c.Code, c.Category = "b", "fun" }, "course_category", app.Unknown},
		{"no such subject", func(c *app.Course) { c.Code, c.Subject = "b", "fun" }, "course_subject", app.Unknown},
		{"a rule nobody can read", func(c *app.Course) { c.Code, c.Rule = "b", "now and then" }, "rule", app.Unknown},
		{"validity below nothing", func(c *app.Course) { c.Code, c.ValidityMonths = "b", -1 }, "validity_months", app.Impossible},
		{"a day that does not exist", func(c *app.Course) { c.Code, c.EndedOn = "b", "2026-02-30" }, "offered_until", app.Malformed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := fresh
			tt.change(&c)
			_, err := r.s.SaveCourse(t.Context(), r.by, app.Course{}, c)
			no, _ := errors.AsType[*app.Refusal](err)
			if (no == nil) != (tt.reason == "") || no != nil && (no.Field != tt.field || no.Reason != tt.reason) {
				t.Errorf("refused with %+v, %v", no, err)
			}
		})
	}
	was := r.course(t, "dangerous")
	now := was
	now.Code = "hazards"
	if _, err := r.s.SaveCourse(t.Context(), r.by, was, now); reason(err) != app.CodeFixed {
		t.Errorf("its code changes: %v", err)
	}
	now = was
	now.EndedOn = "2026-06-30"
	if _, err := r.s.SaveCourse(t.Context(), r.by, was, now); err != nil || r.course(t, "dangerous").EndedOn != "2026-06-30" {
		t.Errorf("it does not end: %v", err)
	}
	if _, err := r.s.SaveCourse(t.Context(), r.by, was, app.Course{}); err == nil {
		t.Error("an empty course is kept")
	}
	now.EndedOn = "2026-07-31"
	if _, err := r.s.SaveCourse(t.Context(), r.by, was, now); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("an older copy writes over the newer: %v", err)
	}
}

func TestOnlyWhatNobodyUsedOrNamesIsWithdrawn(t *testing.T) {
	r := newTrainers(t)
	ctx := t.Context()
	err := r.s.WithdrawCourse(ctx, r.by, r.course(t, "service"))
	no, _ := errors.AsType[*app.Refusal](err)
	if no == nil || no.Reason != app.CourseNamed || no.Value != "account_manager, counter, attitude, low_scores" {
		t.Errorf("named by two qualifications and two triggers it is refused with %+v", no)
	}
	solar := r.course(t, "solar")
	if err := r.s.WithdrawCourse(ctx, r.by, solar); err != nil {
		t.Fatal(err)
	}
	posts, err := r.s.CoursePosts(ctx, r.by)
	if err != nil || slices.ContainsFunc(posts, func(p app.CoursePost) bool { return p.Course == solar.ID }) {
		t.Errorf("a post still requires it: %v", err)
	}
	again := solar
	again.ID, again.Seen = app.CourseID{}, app.Seen{}
	if _, err := r.s.SaveCourse(ctx, r.by, app.Course{}, again); err != nil {
		t.Errorf("its code is not free again: %v", err)
	}
}

func TestAPostRequiresACourseOnceADay(t *testing.T) {
	r := newTrainers(t)
	writing := r.course(t, "writing")
	save := func(was, now app.CoursePost) (app.CoursePost, error) {
		return r.s.SaveCoursePost(t.Context(), r.by, was, now)
	}
	first, err := save(app.CoursePost{}, app.CoursePost{Course: writing.ID, Post: "counter", WithinMonths: 6, FromOn: "2026-03-02", ToOn: "2026-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		now    app.CoursePost
		reason app.Reason
	}{
		"from its last day on":   {app.CoursePost{Course: writing.ID, Post: "counter", FromOn: "2026-12-31"}, app.Overlaps},
		"always":                 {app.CoursePost{Course: writing.ID, Post: "counter"}, app.Overlaps},
		"from the day after":     {app.CoursePost{Course: writing.ID, Post: "counter", FromOn: "2027-01-01"}, ""},
		"of another post":        {app.CoursePost{Course: writing.ID, Post: "reading"}, ""},
		"of a post nobody knows": {app.CoursePost{Course: writing.ID, Post: "pilot"}, app.Unknown},
		"of no post":             {app.CoursePost{Course: writing.ID}, app.Missing},
		"ends before it begins":  {app.CoursePost{Course: writing.ID, Post: "repair", FromOn: "2026-05-01", ToOn: "2026-04-30"}, app.EndsBeforeStart},
		"a day that is none":     {app.CoursePost{Course: writing.ID, Post: "repair", FromOn: "2026-13-01"}, app.Malformed},
		"before one came":        {app.CoursePost{Course: writing.ID, Post: "repair", WithinMonths: -1}, app.Impossible},
	} {
		if _, err := save(app.CoursePost{}, tt.now); reason(err) != tt.reason || tt.reason == "" && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	longer := first
	longer.WithinMonths = 12
	kept, err := save(first, longer)
	if err != nil || kept.WithinMonths != 12 {
		t.Errorf("it is not changed: %v", err)
	}
	if err := r.s.WithdrawCoursePost(t.Context(), r.by, kept); err != nil {
		t.Error(err)
	}
}

func TestAQualificationNamesPostsAndCoursesThatThereAre(t *testing.T) {
	r := newTrainers(t)
	good := app.Qualification{Code: "reader", Name: "合格抄核收员", Posts: "reading", Courses: "reading,policy", PracticeMinutes: 2400, ValidityMonths: 36}
	for name, tt := range map[string]struct {
		change func(*app.Qualification)
		reason app.Reason
	}{
		"no name":                {func(q *app.Qualification) { q.Name = "" }, app.Missing},
		"a code with a blank":    {func(q *app.Qualification) { q.Code = "a b" }, app.Malformed},
		"that of another":        {func(q *app.Qualification) { q.Code = "Counter" }, app.AlreadyThere},
		"no post":                {func(q *app.Qualification) { q.Posts = "" }, app.Missing},
		"a post nobody knows":    {func(q *app.Qualification) { q.Posts = "reading,pilot" }, app.Unknown},
		"a course nobody knows":  {func(q *app.Qualification) { q.Courses = "flying" }, app.Unknown},
		"nothing asked":          {func(q *app.Qualification) { q.Courses, q.PracticeMinutes = "", 0 }, app.Missing},
		"practice below nothing": {func(q *app.Qualification) { q.PracticeMinutes = -1 }, app.Impossible},
		"study of ten years":     {func(q *app.Qualification) { q.StudyMinutes = 20000 * 60 }, app.Impossible},
		"ends before it begins":  {func(q *app.Qualification) { q.FromOn, q.ToOn = "2026-05-01", "2026-04-30" }, app.EndsBeforeStart},
	} {
		q := good
		tt.change(&q)
		if _, err := r.s.SaveQualification(t.Context(), r.by, app.Qualification{}, q); reason(err) != tt.reason {
			t.Errorf("%s: %v", name, err)
		}
	}
	kept, err := r.s.SaveQualification(t.Context(), r.by, app.Qualification{}, good)
	if err != nil {
		t.Fatal(err)
	}
	other := kept
	other.Code = "reader2"
	if _, err := r.s.SaveQualification(t.Context(), r.by, kept, other); reason(err) != app.CodeFixed {
		t.Errorf("its code changes: %v", err)
	}
	if err := r.s.WithdrawQualification(t.Context(), r.by, kept); err != nil {
		t.Error(err)
	}
}

func TestATriggerIsFollowedByItsNextVersionAndEnds(t *testing.T) {
	r := newTrainers(t)
	now := app.TrainingTrigger{Code: "attitude", Evidence: app.EvidenceComplaints, Detail: "service", Times: 2, Months: 6, Course: "hotline", ValidFrom: "2026-04-01"}
	for name, tt := range map[string]struct {
		change func(*app.TrainingTrigger)
		reason app.Reason
	}{
		"no course":         {func(t *app.TrainingTrigger) { t.Course = "" }, app.Missing},
		"of no such course": {func(t *app.TrainingTrigger) { t.Course = "flying" }, app.Unknown},
		"never":             {func(t *app.TrainingTrigger) { t.Times = 0 }, app.Impossible},
		"within no time":    {func(t *app.TrainingTrigger) { t.Months = 0 }, app.Impossible},
		"from hearsay":      {func(t *app.TrainingTrigger) { t.Evidence = "hearsay" }, app.Missing},
		"from yesterday":    {func(t *app.TrainingTrigger) { t.ValidFrom = "2026-03-01" }, app.StartsBeforeToday},
	} {
		one := now
		tt.change(&one)
		if _, err := r.s.SaveTrainingTrigger(t.Context(), r.by, one); reason(err) != tt.reason {
			t.Errorf("%s: %v", name, err)
		}
	}
	second, err := r.s.SaveTrainingTrigger(t.Context(), r.by, now)
	if err != nil || second.Version != 2 {
		t.Fatalf("kept is %+v: %v", second, err)
	}
	if _, err := r.s.SaveTrainingTrigger(t.Context(), r.by, now); reason(err) != app.NothingToDo {
		t.Errorf("the same again: %v", err)
	}
	now.ValidTo = "2026-12-31"
	if _, err := r.s.SaveTrainingTrigger(t.Context(), r.by, now); err != nil {
		t.Fatal(err)
	}
	all, err := r.s.TrainingTriggers(t.Context(), r.by)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[app.Day]int64{"2026-03-31": 1, "2026-04-01": 3, "2026-12-31": 3, "2027-01-01": 0} {
		var got int64
		for _, one := range app.TrainingTriggersOn(all, day) {
			if one.Code == "attitude" {
				got = one.Version
			}
		}
		if got != want {
			t.Errorf("on %s version %d is in force, want %d", day, got, want)
		}
	}
}

func TestWhoLearnsReadsTheCatalogueAndChangesNothing(t *testing.T) {
	r := newTrainers(t)
	clerk := app.Actor{Staff: r.by.Staff, Roles: []app.Role{app.Counter}}
	if _, err := r.s.Courses(t.Context(), clerk); err != nil {
		t.Error(err)
	}
	if _, err := r.s.TrainingTriggers(t.Context(), clerk); err != nil {
		t.Error(err)
	}
	if _, err := r.s.CourseHolders(t.Context(), clerk); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("she counts who has what: %v", err)
	}
	leader := app.Actor{Staff: r.by.Staff, Roles: []app.Role{app.Leader}}
	if _, err := r.s.SaveCourse(t.Context(), leader, app.Course{}, app.Course{}); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a leader changes the catalogue: %v", err)
	}
}

func TestEveryVerbOfTheCatalogueIsAnnouncedAndReplaysIntoAnEqualFile(t *testing.T) {
	var heard app.Changes
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true, OnChange: func(c app.Changes) { heard |= c },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	r := &trainers{s, datatest.Actor(t, s)}
	ctx := t.Context()
	solar, needs := r.course(t, "solar"), r.course(t, "needs")
	post := app.CoursePost{Course: needs.ID, Post: "reading", FromOn: "2026-03-02"}
	qualification := app.Qualification{Code: "reader", Name: "合格抄核收员", Posts: "reading", Courses: "reading"}
	for _, verb := range []struct {
		name string
		do   func() error
	}{
		{"save course", func() error {
			now := needs
			now.Rule, now.ValidityMonths = "practice 24 and assignment", 24
			_, err := s.SaveCourse(ctx, r.by, needs, now)
			return err
		}},
		{"withdraw course", func() error { return s.WithdrawCourse(ctx, r.by, solar) }},
		{"require", func() (err error) { post, err = s.SaveCoursePost(ctx, r.by, app.CoursePost{}, post); return err }},
		{"no longer require", func() error { return s.WithdrawCoursePost(ctx, r.by, post) }},
		{"save qualification", func() (err error) {
			qualification, err = s.SaveQualification(ctx, r.by, app.Qualification{}, qualification)
			return err
		}},
		{"withdraw qualification", func() error { return s.WithdrawQualification(ctx, r.by, qualification) }},
		{"save trigger", func() error {
			_, err := s.SaveTrainingTrigger(ctx, r.by, app.TrainingTrigger{Code: "x", Evidence: app.EvidenceFailed, Times: 1, Months: 12, ValidFrom: "2026-03-02"})
			return err
		}},
	} {
		heard = 0
		if err := verb.do(); err != nil || heard&app.Training == 0 {
			t.Errorf("%s announces %b: %v", verb.name, heard, err)
		}
	}
	changes, err := s.Changes(ctx, 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(ctx, filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(ctx, changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, s.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"courses", "course_posts", "qualifications", "training_triggers"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay", table)
		}
	}
}
