package datatest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

// MixedWork does what people do at a counter, one thing after the other and for
// as long as nobody stops it, and tells a line for each thing once the store has
// acknowledged it. It is what a test kills at any moment.
func MixedWork(t testing.TB, s *data.Store, seed uint64, told io.Writer) {
	t.Helper()
	chance := rand.New(rand.NewPCG(seed, 2026))
	by := Actor(t, s)
	tell := func(kind string, id fmt.Stringer, n uint64) {
		if _, err := fmt.Fprintln(told, kind, id, n); err != nil {
			t.Fatal(err)
		}
	}
	c := Customer(t, s, "李晓明", mixedAccount(seed, 0), "12900001234")
	tell("customer", c.ID, 0)
	for n := uint64(1); ; n++ {
		switch chance.IntN(4) {
		case 0:
			c = Customer(t, s, "李晓明", mixedAccount(seed, n), "12900001234")
			tell("customer", c.ID, n)
		case 1:
			now := c
			now.Note = fmt.Sprint(n)
			if err := s.ChangeCustomer(t.Context(), by, c, now, app.Why{}); err != nil {
				t.Fatal(err)
			}
			page, err := s.CustomerPage(t.Context(), by, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			c = page.Customer
			tell("note", c.ID, n)
		case 2:
			tell("case", Case(t, s, c, "申请校表").ID, n)
		case 3:
			d := app.Draft{ID: "form/" + c.ID.String(), Form: "case", Title: "x", Fields: map[string]string{"content": fmt.Sprint(n)}}
			if err := s.SaveDraft(t.Context(), by, d); err != nil {
				t.Fatal(err)
			}
			tell("draft", c.ID, n)
		}
	}
}

// mixedAccount numbers the accounts of a run.
func mixedAccount(seed, n uint64) string { return fmt.Sprintf("51%06d%06d", seed%1_000_000, n) }

// Mixed is what mixed work was told to be done.
type Mixed struct {
	customers map[app.CustomerID]uint64 // with the newest note
	cases     []app.CaseID
	drafts    map[string]uint64
	Told      int
}

// Take reads what was told until enough is known or there is no more.
func (m *Mixed) Take(t testing.TB, told *bufio.Scanner, enough int) {
	t.Helper()
	if m.customers == nil {
		m.customers, m.drafts = map[app.CustomerID]uint64{}, map[string]uint64{}
	}
	for range enough {
		if !told.Scan() {
			return
		}
		var kind, id string
		var n uint64
		if _, err := fmt.Sscan(told.Text(), &kind, &id, &n); err != nil {
			continue // cut off by the kill
		}
		m.Told++
		switch kind {
		case "customer":
			m.customers[mixedID[app.Customer](t, id)] = 0
		case "note":
			m.customers[mixedID[app.Customer](t, id)] = n
		case "case":
			m.cases = append(m.cases, mixedID[app.Case](t, id))
		case "draft":
			m.drafts["form/"+id] = n
		}
	}
}

func mixedID[T any](t testing.TB, text string) app.ID[T] {
	t.Helper()
	id, err := app.ParseID[T](text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Held says what is missing of what was told to be done. Of the thing on its way
// at the kill, more may be there than was told.
func (m *Mixed) Held(ctx context.Context, s *data.Store, by app.Actor) error {
	for id, note := range m.customers {
		page, err := s.CustomerPage(ctx, by, id)
		if err != nil {
			return fmt.Errorf("customer %s: %w", id, err)
		}
		var now uint64
		if page.Customer.Note != "" {
			_, _ = fmt.Sscan(page.Customer.Note, &now)
		}
		if now < note {
			return fmt.Errorf("customer %s: the note is %d, told was %d", id, now, note)
		}
	}
	for _, id := range m.cases {
		if _, err := s.CasePage(ctx, by, id); err != nil {
			return fmt.Errorf("case %s: %w", id, err)
		}
	}
	drafts, err := s.Drafts(ctx, by)
	if err != nil {
		return err
	}
	found := map[string]uint64{}
	for _, d := range drafts {
		var n uint64
		_, _ = fmt.Sscan(d.Fields["content"], &n)
		found[d.ID] = n
	}
	for id, n := range m.drafts {
		if found[id] < n {
			return fmt.Errorf("draft %s: %d, told was %d", id, found[id], n)
		}
	}
	return nil
}
