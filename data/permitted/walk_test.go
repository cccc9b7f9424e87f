package permitted_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	"lamplighter/app"
)

// walk asks every read of the store as somebody and answers, of each mark, by
// which reads it was told. It hands over zero values, row numbers of all there
// is, and in turn the ids, number and words of each customer.
func (c *county) walk(t *testing.T, by app.Actor) map[string]map[string]bool {
	t.Helper()
	told := map[string]map[string]bool{}
	methods := asking()
	for _, e := range entries(t) {
		m, is := methods[e.name]
		if !is || e.writes || slices.Contains(leftOut, e.name) {
			continue
		}
		for _, k := range append([]kit{{}}, c.planted()...) {
			for _, words := range wordsOf(m, k) {
				for _, mark := range c.marksIn(t, m, by, k, words) {
					if strings.HasPrefix(mark, "学员") && (e.rows != "training" && e.rows != "figures" || slices.Contains(offering, e.name)) {
						continue // the name of a person of the company
					}
					if told[mark] == nil {
						told[mark] = map[string]bool{}
					}
					told[mark][e.name] = true
				}
			}
		}
	}
	return told
}

// leftOut are reads that look for a stick or a folder, or for a person at it.
var leftOut = []string{"NotePaper", "SyncPlaces", "LookAt", "SnapshotFor", "ReadSheet", "ReadCalendar", "PreviewChanges", "ReadQuestions"}

// offering are reads of training that offer whomever the company has: as mentors.
var offering = []string{"PracticeChoices", "ForeseePractice"}

func (c *county) planted() []kit {
	all := []kit{{ofCase: c.secret, customer: c.kits[markOne].customer}}
	for _, mark := range []string{markOne, markTwo, markNobody, markOther, markPupil, markAway} {
		all = append(all, c.kits[mark])
	}
	return all
}

// wordsOf are what a read that takes words is asked with.
func wordsOf(m reflect.Method, k kit) []string {
	if !slices.ContainsFunc(parameters(m), func(in reflect.Type) bool { return in.Kind() == reflect.String && in.PkgPath() == "" }) {
		return []string{""}
	}
	words := []string{"customers", k.customer.Name, k.ofCase.Number}
	if k.pupil.staff.Name != "" {
		return []string{k.pupil.staff.Name, "enrolments", "completions", "practice", "classes", "certificates"}
	}
	if k.account.AccountNo != "" {
		words = append(words, k.account.AccountNo, "cases", "contacts", "visits", "promises")
	}
	return words
}

func parameters(m reflect.Method) []reflect.Type {
	var all []reflect.Type
	for i := range m.Type.NumIn() {
		all = append(all, m.Type.In(i))
	}
	return all
}

var everyMark = []string{markOne, markTwo, markNobody, markOther, markSecret, markPupil, markAway, markPupilName, markAwayName}

// marksIn calls one read and looks for the marks in all it tells.
func (c *county) marksIn(t *testing.T, m reflect.Method, by app.Actor, k kit, words string) []string {
	t.Helper()
	var heard strings.Builder
	file := filepath.Join(t.TempDir(), "out.csv")
	args := []reflect.Value{reflect.ValueOf(c.Store), reflect.ValueOf(t.Context())}
	for i := 2; i < m.Type.NumIn(); i++ {
		args = append(args, c.argument(m.Type.In(i), by, k, words, file, &heard))
	}
	func() {
		defer func() {
			if went := recover(); went != nil {
				t.Errorf("%s: %v", m.Name, went)
			}
		}()
		for _, out := range m.Func.Call(args) {
			hear(&heard, out, 0)
		}
	}()
	if content, err := os.ReadFile(file); err == nil {
		heard.Write(content)
	}
	said := heard.String()
	if words != "" {
		said = strings.ReplaceAll(said, words, "") // what it was asked for it may say
	}
	var found []string
	for _, mark := range everyMark {
		if strings.Contains(said, mark) {
			found = append(found, mark)
		}
	}
	return found
}

// argument fills what a read takes.
func (c *county) argument(in reflect.Type, by app.Actor, k kit, words, file string, heard *strings.Builder) reflect.Value {
	v := reflect.New(in).Elem()
	switch {
	case in == actorType:
		return reflect.ValueOf(by)
	case in == reflect.TypeFor[[]int64]():
		rows := make([]int64, 40)
		for i := range rows {
			rows[i] = int64(i + 1)
		}
		return reflect.ValueOf(rows)
	case in == reflect.TypeFor[[]app.TrainingGap]():
		return v
	case in == reflect.TypeFor[app.ExportJob]():
		return reflect.ValueOf(app.ExportJob{Path: file, Format: app.CSV, Title: func(c string) string { return c }, Label: func(_, c string) string { return c }})
	case in == reflect.TypeFor[app.ViewList]():
		return reflect.ValueOf(app.CaseViews)
	case in.Kind() == reflect.Int || in.Kind() == reflect.Int64:
		v.SetInt(200)
		if strings.Contains(in.Name(), "Month") {
			v.SetInt(202602)
		}
	case in.Kind() == reflect.String && in.PkgPath() == "":
		v.SetString(words)
	case in.Kind() == reflect.Func:
		return reflect.MakeFunc(in, func(args []reflect.Value) []reflect.Value {
			for _, a := range args {
				hear(heard, a, 0)
			}
			var out []reflect.Value
			for i := range in.NumOut() {
				out = append(out, reflect.Zero(in.Out(i)))
			}
			return out
		})
	default:
		fill(v, k, 0)
	}
	return v
}

// fill sets the ids of a value to those of a customer's records, and the whole
// record where one is taken.
func fill(v reflect.Value, k kit, deep int) {
	for _, known := range []any{
		k.pupil.staff.ID, k.pupil.class, k.pupil.class.ID, k.pupil.enrolment, k.pupil.practice, k.pupil.practice.ID, k.pupil.completion,
		k.pupil.quiz, k.pupil.course, k.pupil.course.ID, k.pupil.qualified, k.pupil.paper,
		k.customer, k.account, k.ofCase, k.visit, k.promise, k.contact, k.meter,
		k.customer.ID, k.account.ID, k.ofCase.ID, k.visit.ID, k.promise.ID, k.contact.ID, k.meter.ID,
	} {
		if reflect.TypeOf(known) == v.Type() {
			v.Set(reflect.ValueOf(known))
			return
		}
	}
	switch {
	case v.Type() == reflect.TypeFor[app.RecordID]():
		v.Set(reflect.ValueOf(app.RecordID(k.ofCase.ID)))
		if !k.pupil.practice.ID.IsZero() {
			v.Set(reflect.ValueOf(app.RecordID(k.pupil.practice.ID)))
		}
	case v.Kind() == reflect.Struct && deep < 3:
		for i := range v.NumField() {
			if v.Field(i).CanSet() && v.Type().Field(i).IsExported() {
				fill(v.Field(i), k, deep+1)
			}
		}
	case v.Kind() == reflect.Slice && deep < 2:
		one := reflect.New(v.Type().Elem()).Elem()
		fill(one, k, deep+1)
		v.Set(reflect.Append(v, one))
	}
}

// hear writes down every text within a value.
func hear(into *strings.Builder, v reflect.Value, deep int) {
	if !v.IsValid() || deep > 12 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		into.WriteString(v.String())
		into.WriteByte('\n')
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			if v.CanInterface() {
				if err, is := v.Interface().(error); is {
					into.WriteString(err.Error())
					return
				}
			}
			hear(into, v.Elem(), deep+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			hear(into, v.Field(i), deep+1)
		}
	case reflect.Slice, reflect.Array:
		if k := v.Type().Elem().Kind(); k == reflect.Uint8 {
			if v.Kind() == reflect.Slice {
				into.Write(v.Bytes())
			}
			return
		}
		for i := range v.Len() {
			hear(into, v.Index(i), deep+1)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			hear(into, key, deep+1)
			hear(into, v.MapIndex(key), deep+1)
		}
	}
}

func TestNoReadTellsAnybodyOfWhatHeDoesNotReach(t *testing.T) {
	t.Chdir(t.TempDir()) // some take what they are given for the name of a file
	c := newCounty(t)
	if err := c.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		who   string
		sees  []string
		least int // reads that must tell of each mark within reach, or the walk does not walk
	}{
		{"counter", []string{markOne, markTwo, markNobody}, 15},
		{"manager", []string{markOne}, 15},
		{"colleague", []string{markTwo}, 15},
		{"elsewhere", []string{markOther}, 15},
		{"supervisor", []string{markOne, markTwo, markNobody, markPupil, markPupilName}, 8},
		{"named", []string{markOne, markTwo, markNobody, markSecret, markPupil, markPupilName}, 3},
		{"trainer", []string{markPupil, markAway, markPupilName, markAwayName}, 8},
		{"appraiser", nil, 0},
		{"secretary", []string{markOne, markTwo, markNobody}, 10},
		{"leader", []string{markOne, markTwo, markNobody, markPupil, markPupilName}, 8},
		{"head", []string{markOne, markTwo, markNobody, markOther, markPupil, markAway, markPupilName, markAwayName}, 8},
		{"admin", nil, 0},
		{"auditor", []string{markOne, markTwo, markNobody, markOther, markPupil, markAway, markPupilName, markAwayName}, 8},
	} {
		t.Run(tt.who, func(t *testing.T) {
			told := c.walk(t, c.actor(tt.who))
			for _, mark := range everyMark {
				by := make([]string, 0, len(told[mark]))
				for name := range told[mark] {
					by = append(by, name)
				}
				sort.Strings(by)
				switch {
				case !slices.Contains(tt.sees, mark) && len(by) > 0:
					t.Errorf("told of %s by %s", mark, strings.Join(by, " "))
				case slices.Contains(tt.sees, mark) && len(by) < tt.least:
					t.Errorf("%s is told of by %d reads only: %s", mark, len(by), strings.Join(by, " "))
				}
			}
			t.Log(fmt.Sprint(tt.who, " is told by so many reads: "), counted(told))
		})
	}
}

func counted(told map[string]map[string]bool) map[string]int {
	out := map[string]int{}
	for mark, by := range told {
		out[mark] = len(by)
	}
	return out
}
