package data

import (
	"lamplighter/app"
	"lamplighter/data/sheet"
)

// refusedFile is the file of refused rows, or nothing where none was asked for.
type refusedFile struct{ rows *sheet.RefusedRows }

func openRefused(job app.ImportJob, header []string) (*refusedFile, error) {
	if job.RefusedPath == "" || job.DryRun {
		return &refusedFile{}, nil
	}
	rows, err := sheet.CreateRefusedRows(job.RefusedPath, header, job.ReasonTitle, sheet.UTF8)
	return &refusedFile{rows}, err
}

func (f *refusedFile) add(r *sheet.Record, say func(app.ImportProblem) string, p app.ImportProblem) error {
	if f.rows == nil {
		return nil
	}
	return f.rows.Add(r, say(p))
}

func (f *refusedFile) abandon() {
	if f.rows != nil {
		f.rows.Abandon()
	}
}

func (f *refusedFile) done(any bool) error {
	switch {
	case f.rows == nil:
		return nil
	case !any:
		f.rows.Abandon()
		return nil
	}
	return f.rows.Done()
}
