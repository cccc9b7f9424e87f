package permitted_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// entry is a line of the registry.
type entry struct {
	name   string
	writes bool
	all    []app.Right // that are asked
	any    []app.Right // of which one is
	matter string
	rows   string
}

func entries(t testing.TB) []entry {
	t.Helper()
	var all []entry
	for line := range strings.Lines(strings.TrimSpace(registry)) {
		f := strings.Fields(line)
		if len(f) != 5 {
			t.Fatalf("the registry says %q", line)
		}
		e := entry{name: f[0], writes: f[1] == "writes", matter: f[3], rows: f[4]}
		switch {
		case f[2] == "argument":
		case strings.Contains(f[2], "/"):
			e.any = rightsIn(f[2], "/")
		default:
			e.all = rightsIn(f[2], "+")
		}
		all = append(all, e)
	}
	return all
}

func rightsIn(text, between string) []app.Right {
	var rights []app.Right
	for name := range strings.SplitSeq(text, between) {
		rights = append(rights, app.Right(name))
	}
	return rights
}

// may reports whether the registry lets somebody call; known is false where
// that hangs on an argument.
func (e entry) may(by app.Actor) (may, known bool) {
	if len(e.all)+len(e.any) == 0 {
		return false, false
	}
	lacks := func(r app.Right) bool { return by.May(r) != nil }
	return !slices.ContainsFunc(e.all, lacks) && (len(e.any) == 0 || !allOf(e.any, lacks)), true
}

func allOf(rights []app.Right, is func(app.Right) bool) bool {
	return !slices.ContainsFunc(rights, func(r app.Right) bool { return !is(r) })
}

var actorType = reflect.TypeFor[app.Actor]()

// asking are the methods of the store that take an actor.
func asking() map[string]reflect.Method {
	methods := map[string]reflect.Method{}
	store := reflect.TypeFor[*data.Store]()
	for i := range store.NumMethod() {
		m := store.Method(i)
		for at := range m.Type.NumIn() {
			if m.Type.In(at) == actorType {
				methods[m.Name] = m
			}
		}
	}
	return methods
}

func TestEveryVerbAndReadIsRegistered(t *testing.T) {
	methods := asking()
	known := map[string]bool{}
	for _, e := range entries(t) {
		if known[e.name] {
			t.Errorf("%s is registered twice", e.name)
		}
		known[e.name] = true
		if _, is := methods[e.name]; !is {
			t.Errorf("%s is registered and is no verb or read of the store", e.name)
		}
		if !slices.Contains([]string{"reach", "training", "everybody", "whole", "figures"}, e.rows) {
			t.Errorf("%s narrows its rows to %q", e.name, e.rows)
		}
	}
	for name := range methods {
		if !known[name] {
			t.Errorf("%s takes an actor and is not registered: say which right it asks for and which rows it shows", name)
		}
	}
}

// given are the arguments without which a verb would not come to ask.
func given(name string, in reflect.Type) (reflect.Value, bool) {
	switch {
	case in == reflect.TypeFor[app.AttachmentDraft]():
		return reflect.ValueOf(app.AttachmentDraft{OfTable: "visits"}), true
	case in == reflect.TypeFor[app.Attachment]():
		return reflect.ValueOf(app.Attachment{OfTable: "visits"}), true
	case name == "Attachments" && in.Kind() == reflect.String:
		return reflect.ValueOf("visits"), true
	case name == "SavedViews":
		return reflect.ValueOf(app.ViewList("cases")), in == reflect.TypeFor[app.ViewList]()
	case in == reflect.TypeFor[app.SavedView]():
		return reflect.ValueOf(app.SavedView{List: "cases", Name: "x", Columns: []string{"number"}}), true
	case in == reflect.TypeFor[[]app.Decision]():
		return reflect.ValueOf([]app.Decision{{Record: app.RecordRef{Table: "customers"}}}), true
	case name == "History" && in.Kind() == reflect.String:
		return reflect.ValueOf("customers"), true
	}
	return reflect.Value{}, false
}

// call calls a verb with nothing but who and what is given.
func call(t testing.TB, s *data.Store, m reflect.Method, by app.Actor) error {
	args := []reflect.Value{reflect.ValueOf(s)}
	for i := 1; i < m.Type.NumIn(); i++ {
		in := m.Type.In(i)
		switch value, is := given(m.Name, in); {
		case in == actorType:
			args = append(args, reflect.ValueOf(by))
		case i == 1:
			args = append(args, reflect.ValueOf(t.Context()))
		case is:
			args = append(args, value)
		default:
			args = append(args, reflect.Zero(in))
		}
	}
	for _, out := range m.Func.Call(args) {
		if err, is := out.Interface().(error); is {
			return err
		}
	}
	return nil
}

func TestWhoLacksTheRightIsRefusedByEveryVerbAndRead(t *testing.T) {
	s := datatest.Open(t)
	methods := asking()
	sole := datatest.Actor(t, s)
	nobody := app.Actor{Staff: sole.Staff, Unit: sole.Unit, Area: sole.Area, Name: "访客"}
	refused := 0
	for _, e := range entries(t) {
		m, is := methods[e.name]
		if !is {
			continue
		}
		if err := call(t, s, m, nobody); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("%s, of somebody without any role: %v", e.name, err)
		}
		for _, role := range app.Roles() {
			by := nobody
			by.Roles = []app.Role{role}
			if role == app.Auditor && e.writes {
				if err := call(t, s, m, by); !errors.Is(err, app.ErrNotAllowed) {
					t.Errorf("%s writes for the auditor: %v", e.name, err)
				}
				refused++
				continue
			}
			if may, known := e.may(by); known && !may {
				refused++
				if err := call(t, s, m, by); !errors.Is(err, app.ErrNotAllowed) {
					t.Errorf("%s, of the %s: %v", e.name, role, err)
				}
			}
		}
	}
	t.Logf("%d verbs and reads; %d calls of roles without the right, all refused", len(methods), refused)
}
