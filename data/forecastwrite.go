package data

import (
	"context"
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// What a run says goes into tables of this device only and follows from records
// that have travelled already: other devices make their own. So it does not go
// through put, which would log every figure of every customer and send it to
// everybody.

// forecastChunk customers are written in one transaction: some tenth of a second
// in which a clerk's work waits.
const forecastChunk = 20_000

// forecastWriter writes customers on a goroutine of its own while the next are
// computed.
type forecastWriter struct {
	s       *Store
	ctx     context.Context
	run     int64
	filling *forecastRows
	free    chan *forecastRows
	todo    chan *forecastRows
	ended   chan struct{}
	failed  error // read after ended is closed
}

// forecastRows are some customers on their way into the table.
type forecastRows struct {
	rows   []forecastRow
	bodies []byte
}

type forecastRow struct {
	customer          int64
	sums              app.UseSums
	standing          app.UseStanding
	evidence          app.UseEvidence
	industry, segment string
	area              int64
	name              int32 // where he stands by name
	end               int   // of its body
}

func (s *Store) openForecastWriter(ctx context.Context) (*forecastWriter, error) {
	run, err := one(ctx, s.reader, scanInt, "SELECT 1 + max(coalesce((SELECT max(run) FROM forecasts), 0), coalesce((SELECT max(run) FROM forecast_run), 0))")
	if err != nil {
		return nil, err
	}
	w := &forecastWriter{s: s, ctx: ctx, run: run, filling: &forecastRows{}, free: make(chan *forecastRows, 1), todo: make(chan *forecastRows), ended: make(chan struct{})}
	w.free <- &forecastRows{}
	go w.writeAll()
	return w, nil
}

// add takes one customer more.
func (w *forecastWriter) add(b *useBook, u *bookUser, t *toldUse, print uint64) error {
	f := w.filling
	f.bodies = binary.LittleEndian.AppendUint64(f.bodies, print)
	f.bodies = appendAhead(f.bodies, t.ahead, len(t.ahead))
	area, err := strconv.ParseInt(b.areas.list[u.area], 10, 64)
	if err != nil {
		return err
	}
	f.rows = append(f.rows, forecastRow{
		customer: u.n, sums: t.sums, standing: t.standing, evidence: t.evidence, industry: b.trades.list[u.trade], segment: b.segments.list[u.segment], area: area, name: t.name,
		end: len(f.bodies),
	})
	if len(f.rows) < forecastChunk {
		return nil
	}
	return w.send()
}

// send hands the collected rows to the goroutine.
func (w *forecastWriter) send() error {
	select {
	case w.todo <- w.filling:
	case <-w.ended:
		return w.failed
	}
	select {
	case w.filling = <-w.free:
	case <-w.ended:
		return w.failed
	}
	return nil
}

// close writes what is left, unless what came before has failed, and waits.
func (w *forecastWriter) close(failed error) error {
	if failed == nil && len(w.filling.rows) > 0 {
		failed = w.send()
	}
	close(w.todo)
	<-w.ended
	return errorsFirst(failed, w.failed)
}

func (w *forecastWriter) writeAll() {
	defer close(w.ended)
	for rows := range w.todo {
		if w.failed = w.write(rows); w.failed != nil {
			return
		}
		rows.rows, rows.bodies = rows.rows[:0], rows.bodies[:0]
		w.free <- rows
	}
}

// forecastBatch rows go into the table in one statement.
const forecastBatch = 64

func (w *forecastWriter) write(f *forecastRows) error {
	const head, one = "INSERT INTO forecasts (run, customer, used, before, ahead, standing, evidence, industry, segment, area, name_order, body) VALUES ", "(?,?,?,?,?,?,?,?,?,?,?,?)"
	many := head + strings.Repeat(one+",", forecastBatch-1) + one
	return w.s.writeAs(w.ctx, &tx{s: w.s, dev: w.s.device.id}, func(x *tx) error {
		return x.s.conn.Raw(func(raw any) error {
			var values []any
			for rows, from := f.rows, 0; len(rows) > 0; {
				statement, n := head+one, 1
				if len(rows) >= forecastBatch {
					statement, n = many, forecastBatch
				}
				values = values[:0]
				for _, r := range rows[:n] {
					values = append(values, w.run, r.customer, r.sums.Used, r.sums.Before, r.sums.Ahead, string(r.standing), string(r.evidence), r.industry, r.segment,
						r.area, int64(r.name), f.bodies[from:r.end])
					from = r.end
				}
				if err := sendRows(raw.(*sqlite3.SQLiteConn), statement, x.batches.plain(values)); err != nil {
					return err
				}
				rows = rows[n:]
			}
			return nil
		})
	})
}

// progress tells of a run in thousandths: of the reading, then of the passes of
// the computing.
type progress struct {
	report func(done, total int64)
	pass   int
	done   int
}

const (
	wholeRun     = 1000
	readingShare = 250
)

// passShares are those of the passes: learning, the past of groups, at times the
// young, and the forecast itself.
var passShares = [...]int64{400, 50, 150, 150}

func (p *progress) reading(done, total int64) {
	p.report(readingShare*done/max(1, total), wholeRun)
}

func (p *progress) computing(done, total int) {
	if done < p.done && p.pass < len(passShares)-1 {
		p.pass++
	}
	p.done = done
	at := int64(readingShare) + passShares[p.pass]*int64(done)/int64(max(1, total))
	for _, before := range passShares[:p.pass] {
		at += before
	}
	p.report(at, wholeRun)
}
