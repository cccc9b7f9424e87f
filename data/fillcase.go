package data

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// story lives a case through at the times it is told to have happened, along
// the flow of its kind: from each stage the likeliest way on.
func (f *filling) story(ctx context.Context, x *tx, s sample.Story) error {
	now := x.now
	defer func() { x.now = now }()
	x.now = s.At
	if err := f.learnCodes(ctx, x); err != nil {
		return err
	}
	c, err := x.openCase(ctx, f.complete(s), f.book)
	if err != nil {
		return err
	}
	waits := s.Waits
	for _, gap := range s.Gaps {
		at := x.now.Add(gap)
		if at.After(now) {
			return nil
		}
		x.now = at
		file, err := x.caseFile(ctx, c, f.book)
		if err != nil {
			return err
		}
		p, more := f.next(file.CaseFile, s, &waits)
		if !more {
			return nil
		}
		if err := f.bringDocuments(ctx, x, file.CaseFile); err != nil {
			return err
		}
		if c, err = x.moveCase(ctx, c, p, f.book); err != nil {
			return err
		}
	}
	return nil
}

// complete fills in what the flow of the kind asks on acceptance.
func (f *filling) complete(s sample.Story) app.CaseDraft {
	d := s.Draft
	flow := f.book.flowOn(d.Kind, app.DayOf(s.At))
	d.Fields, d.Documents = map[string]string{}, map[string]app.CaseDocument{}
	for _, field := range flow.Fields {
		named := d.Kind == app.Complaint && (field.Name == "about" || field.Name == "matter")
		if (field.Ask == app.AskRequired || named) && field.When.Holds(d.Value) && d.Value(field.Name) == "" {
			d.Fields[field.Name] = f.entry(field, app.DayOf(s.At).AddDays(7), s.Owner)
		}
	}
	if d.Fields[app.ToField] != "" {
		d.Fields[app.ToField] = string(app.Day(d.Fields[app.ToField]).AddDays(60))
	}
	for _, doc := range flow.Documents {
		if doc.Need == app.DocumentRequired {
			d.Documents[doc.Code] = app.CaseDocument{ReceivedOn: app.DayOf(s.At)}
		}
	}
	return d
}

// next is the step a case takes: the first of those offered that leads on.
func (f *filling) next(file app.CaseFile, s sample.Story, waits *bool) (app.Progress, bool) {
	moves := file.Moves()
	verbs := []string{"cancel", "return", "reopen", "pass_on", "wait_internal", "wait_approval", "take_up_again", "rectify", "reject"}
	if !*waits {
		verbs = append(verbs, "wait_customer")
	}
	for _, m := range moves {
		if m.Verb == "wait_customer" {
			*waits = false
		} else if *waits && file.Case.Status == app.Working {
			continue
		}
		if !slices.Contains(verbs, m.Verb) {
			return f.progress(file, m, s), true
		}
	}
	return app.Progress{}, false
}

func (f *filling) progress(file app.CaseFile, m app.Move, s sample.Story) app.Progress {
	p := app.Progress{To: m.To, Fields: map[string]string{}}
	for _, need := range m.Needs {
		switch need {
		case app.NeedOwner:
			p.Owner = f.county.Managers[s.Owner].ID
		case app.NeedAnswer:
			p.Answer = s.Answer
		case app.NeedResult:
			p.Result = s.Answer
		case app.NeedOpinion:
			p.Opinion = s.Opinion
		case app.NeedReason:
			p.Reason = "待客户补充材料"
		case app.NeedEvidence:
			p.Evidence = "已电话告知客户"
		case app.NeedContact:
			p.Contact = "phone"
		default:
			if field, known := file.Flow.Field(string(need)); known {
				p.Fields[field.Name] = f.entry(field, app.DayOf(s.At), s.Owner+1)
			}
		}
	}
	return p
}

// entry is a believable value of a field's type.
func (f *filling) entry(field app.Field, day app.Day, staff int) string {
	switch field.Type {
	case app.FieldDay:
		return string(day)
	case app.FieldKVA:
		return "8000"
	case app.FieldCount, app.FieldKWh, app.FieldMoney:
		return "0"
	case app.FieldYes:
		return "1"
	case app.FieldStaff:
		return f.county.Managers[staff%len(f.county.Managers)].ID.String()
	case app.FieldCode:
		switch codes := f.codes[field.List]; {
		case len(codes) == 0:
			return "other"
		case field.Name == "conclusion" || field.Name == "matter": // most complaints are true, and about attitude
			return codes[0]
		default:
			return codes[len(codes)-1]
		}
	}
	return sample.Words(field.Name)
}

func (f *filling) bringDocuments(ctx context.Context, x *tx, file app.CaseFile) error {
	for _, d := range file.Owed() {
		there := d
		there.ReceivedOn = app.DayOf(x.now)
		if err := x.putCaseDocument(ctx, d, there); err != nil {
			return err
		}
	}
	return nil
}

func (f *filling) learnCodes(ctx context.Context, x *tx) error {
	if f.codes != nil {
		return nil
	}
	lines, err := collect(ctx, x.s.conn, scanText, "SELECT list || ' ' || code FROM codes WHERE withdrawn_at IS NULL ORDER BY list, sort")
	f.codes = map[string][]string{}
	for _, line := range lines {
		list, code, _ := strings.Cut(line, " ")
		f.codes[list] = append(f.codes[list], code)
	}
	return wrap(fmt.Sprintf("learn %d codes", len(lines)), err)
}
