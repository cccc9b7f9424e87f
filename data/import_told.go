package data

import (
	"strconv"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// rowsTold is what an import has to say of single rows: the first of it for the
// report, all of it for the two files.
type rowsTold struct {
	refused *sheet.RowsOut // nil where none was asked for
	doubted *sheet.RowsOut
	width   int // of the header

	refusals, passed, doubts []app.ImportProblem
}

// intake is an import as it was ordered, what it did so far, and what it has to
// say of single rows.
type intake struct {
	job app.ImportJob
	rep app.ImportReport
	rowsTold
}

func (t *intake) tells() *intake { return t }

func openTold(job app.ImportJob, header []string) (rowsTold, error) {
	t := rowsTold{width: len(header)}
	if job.DryRun {
		return t, nil
	}
	var err error
	if job.RefusedPath != "" {
		if t.refused, err = sheet.CreateRows(job.RefusedPath, append(header[:len(header):len(header)], job.ReasonTitle)); err != nil {
			return rowsTold{}, err
		}
	}
	if job.DoubtsPath != "" {
		if t.doubted, err = sheet.CreateRows(job.DoubtsPath, job.DoubtTitles[:]); err != nil {
			t.abandon()
			return rowsTold{}, err
		}
	}
	return t, nil
}

func (t *rowsTold) abandon() {
	for _, f := range []*sheet.RowsOut{t.refused, t.doubted} {
		if f != nil {
			f.Abandon()
		}
	}
}

// done puts the files that have rows into their places, and says where.
func (t *rowsTold) done(rep *app.ImportReport) error {
	var err error
	if rep.RefusedPath, err = finish(t.refused, rep.Refused > 0); err != nil {
		return err
	}
	rep.DoubtsPath, err = finish(t.doubted, rep.Warned+rep.Skipped > 0)
	return err
}

func finish(f *sheet.RowsOut, any bool) (string, error) {
	switch {
	case f == nil:
		return "", nil
	case !any:
		f.Abandon()
		return "", nil
	}
	return f.Path, f.Done()
}

// shown are the first problems: what was not taken before what was.
func (t *rowsTold) shown() []app.ImportProblem {
	all := append(append(t.refusals, t.passed...), t.doubts...)
	return all[:min(len(all), app.ProblemsShown)]
}

// keep holds on to the first problems of a kind.
func keep(list *[]app.ImportProblem, p app.ImportProblem) {
	if len(*list) < app.ProblemsShown {
		*list = append(*list, p)
	}
}

// problemOf is a note about a row as people are told. The first two fields of
// every list are the number and the name that tell its rows apart.
func problemOf(r *sheet.Record, n sheet.Note) app.ImportProblem {
	p := app.ImportProblem{Line: r.Line, Field: n.Field, Reason: reasonOf(&n), Text: n.Text, Refers: n.Line, Check: n.Check}
	if len(r.Values) > 0 {
		p.Account, p.Name = r.Values[sheet.AccountNo].Text, r.Values[sheet.CustomerName].Text
	}
	return p
}

func reasonOf(n *sheet.Note) string {
	if n.Reason == sheet.NumberLooksWrong {
		return string(n.Check.Reason)
	}
	return string(n.Reason)
}

func (t *intake) refuse(r *sheet.Record, p app.ImportProblem) error {
	t.countRefused(p)
	return t.tellRefused(r, p)
}

func (t *intake) countRefused(p app.ImportProblem) {
	p.Verdict = app.RowRefused
	t.rep.Refused++
	t.rep.Refusals[p.Reason]++
	keep(&t.refusals, p)
}

// tellRefused writes a row that is not taken into the file of those.
func (t *intake) tellRefused(r *sheet.Record, p app.ImportProblem) error {
	p.Verdict = app.RowRefused
	if t.refused == nil {
		return nil
	}
	return t.refused.Add(r.WithReason(t.width, t.job.Say(p)))
}

func passedOver(r *sheet.Record) app.ImportProblem {
	return app.ImportProblem{Line: r.Line, Verdict: app.RowPassed, Reason: string(r.Skipped), Text: firstText(r.Cells)}
}

// pass counts a line that is no record; the file of doubts tells which.
func (t *intake) pass(p app.ImportProblem) error {
	t.rep.Skipped++
	keep(&t.passed, p)
	return t.doubt(p)
}

func firstText(cells []string) string {
	for _, cell := range cells {
		if cell != "" {
			return cell
		}
	}
	return ""
}

// warn tells what is odd about a row that is taken.
func (t *intake) warn(r *sheet.Record, number, name string) error {
	if len(r.Notes) == 0 {
		return nil
	}
	t.rep.Warned++
	for i := range r.Notes {
		n := &r.Notes[i]
		t.rep.Warnings[n.Field+"/"+reasonOf(n)]++
		if t.doubted == nil && len(t.doubts) == app.ProblemsShown {
			continue // of so many only the number is told
		}
		p := problemOf(r, *n)
		p.Account, p.Name, p.Verdict = number, name, app.RowDoubted
		keep(&t.doubts, p)
		if err := t.doubt(p); err != nil {
			return err
		}
	}
	return nil
}

func (t *intake) doubt(p app.ImportProblem) error {
	if t.doubted == nil {
		return nil
	}
	column := ""
	if p.Field != "" && t.job.Column != nil {
		column = t.job.Column(p.Field)
	}
	return t.doubted.Add([]string{strconv.Itoa(p.Line), p.Account, p.Name, column, p.Text, t.job.Say(p)})
}
