package permitted_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// BenchmarkReach asks what a clerk and a manager ask all day, once as whoever
// reaches everything and once as themselves, turn by turn, and reports how much
// longer they wait, masked numbers and all. The hall of the clerk and the
// supervisor has all the customers and all areas of the file. The one of a station
// works on the hall's records, too, but not on those of the other stations: she is
// shown the same rows, and each is asked for its area. The manager's customers are an eighth of them, so that his lists are
// shorter; on the pages of his customers he reads what everybody does.
func BenchmarkReach(b *testing.B) {
	s, sole, clerk, manager := benchCounty(b)
	station, supervisor := ofStation(b, s, clerk), clerk
	supervisor.Roles = []app.Role{app.Supervisor}
	ctx := b.Context()
	if err := s.WarmSearch(ctx); err != nil {
		b.Fatal(err)
	}
	his, err := s.CustomerOrder(ctx, manager, app.CustomerFilter{})
	if err != nil || len(his) == 0 {
		b.Fatal(len(his), err)
	}
	rows, err := s.CustomersAt(ctx, manager, his[:min(len(his), 50)])
	if err != nil {
		b.Fatal(err)
	}
	at := -1
	next := func() app.CustomerRow { at++; return rows[at/2%len(rows)] } // the same to both, one after the other
	open := func(by app.Actor, c app.CustomerID) error {
		_, err := s.OpenCase(ctx, by, app.CaseDraft{Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: c, ContactName: "示例", Content: "校表"})
		return err
	}
	for _, ask := range []struct {
		name string
		do   func(app.Actor) error
	}{
		{"customer list", func(by app.Actor) error {
			order, err := s.CustomerOrder(ctx, by, app.CustomerFilter{})
			if err == nil {
				_, err = s.CustomersAt(ctx, by, order[:min(len(order), 50)])
			}
			return err
		}},
		{"search a surname", func(by app.Actor) error { _, _, err := s.Search(ctx, by, "李", 20); return err }},
		{"search a number", func(by app.Actor) error { _, _, err := s.Search(ctx, by, rows[0].AccountNo, 20); return err }},
		{"customer page", func(by app.Actor) error { _, err := s.CustomerPage(ctx, by, next().ID); return err }},
		{"case list", func(by app.Actor) error {
			head, err := s.CaseHead(ctx, by, app.CaseFilter{OpenOnly: true}, 50)
			if err == nil {
				_, err = s.CasesAt(ctx, by, head)
			}
			return err
		}},
		{"own cases", func(by app.Actor) error {
			head, err := s.CaseHead(ctx, by, app.CaseFilter{OpenOnly: true, Owner: manager.Staff}, 50)
			if err == nil {
				_, err = s.CasesAt(ctx, by, head)
			}
			return err
		}},
		{"visit list", func(by app.Actor) error { // of one manager
			head, err := s.VisitHead(ctx, by, app.VisitFilter{Manager: manager.Staff}, 50)
			if err == nil {
				_, err = s.VisitsAt(ctx, by, head)
			}
			return err
		}},
		{"start page", func(by app.Actor) error { _, err := s.WorkCounts(ctx, by, app.ScopeAll); return err }},
		{"accept a case", func(by app.Actor) error { return open(by, next().ID) }},
	} {
		for _, who := range []struct {
			name string
			by   app.Actor
		}{{"clerk", clerk}, {"station", station}, {"manager", manager}, {"supervisor", supervisor}} {
			b.Run(ask.name+"/"+who.name, func(b *testing.B) {
				var free, bound []time.Duration
				for b.Loop() {
					for _, turn := range []struct {
						by   app.Actor
						took *[]time.Duration
					}{{sole, &free}, {who.by, &bound}} {
						start := time.Now()
						if err := ask.do(turn.by); err != nil {
							b.Fatal(err)
						}
						*turn.took = append(*turn.took, time.Since(start))
					}
				}
				b.ReportMetric(float64(median(bound))/float64(median(free)), "x-of-unchecked")
				b.ReportMetric(float64(median(bound).Microseconds())/1000, "ms")
			})
		}
	}
}

// ofStation is the clerk as one of a station, where records are made in the
// hall's area.
func ofStation(b *testing.B, s *data.Store, clerk app.Actor) app.Actor {
	b.Helper()
	units, err := s.Units(b.Context(), clerk)
	if err != nil {
		b.Fatal(err)
	}
	at := slices.IndexFunc(units, func(u app.OrgUnit) bool { return u.Area != 0 && u.Area != clerk.Area })
	if at < 0 {
		b.Fatal("no station")
	}
	clerk.Staff, clerk.Unit = app.StaffID{2}, units[at].ID
	return clerk
}

func median(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}

// benchCounty is the sample county, made anew since it is written to, with a
// clerk of its hall and the manager who has the fewest customers.
func benchCounty(b *testing.B) (s *data.Store, sole, clerk, manager app.Actor) {
	b.Helper()
	n := 100_000
	if text := os.Getenv("LAMPLIGHTER_BENCH_CUSTOMERS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	s, err := data.Open(b.Context(), filepath.Join(b.TempDir(), "county.lamp"), data.Options{Create: true, Seed: datatest.Seed(b), Now: datatest.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if sole, err = s.Start(b.Context(), "米易营业厅", "沈丽"); err != nil {
		b.Fatal(err)
	}
	invented := sample.New(n, 1, datatest.Now())
	invented.Months = 0 // nobody asks for use here
	if err := s.Fill(b.Context(), sole, invented, int64(n), func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	clerk, manager = sole, sole
	clerk.Staff, clerk.Roles = app.StaffID{1}, []app.Role{app.Counter}
	staff, err := s.Staff(b.Context(), sole)
	if err != nil {
		b.Fatal(err)
	}
	manager.Roles = []app.Role{app.Manager}
	fewest := 1 << 30
	for _, p := range staff {
		rows, err := s.CustomerOrder(b.Context(), sole, app.CustomerFilter{Manager: p.ID})
		if err != nil {
			b.Fatal(err)
		}
		if len(rows) > 0 && len(rows) < fewest {
			fewest, manager.Staff, manager.Name = len(rows), p.ID, p.Name
		}
	}
	b.Logf("the manager has %d customers", fewest)
	return s, sole, clerk, manager
}
