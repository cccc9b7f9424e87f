package printing

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/paper"
)

// choice is one paper that can be had.
type choice struct {
	kind  app.PaperKind
	title string // names the file too, and no person
	make  func(context.Context) (paper.Document, error)
}

// choices are the papers that fit what is on view, the likeliest first.
func (p *Papers) choices(what desk.Printed) []choice {
	switch {
	case len(what.Cases) > 0:
		return []choice{{app.CasesPaper, lang.L("List of cases"), func(ctx context.Context) (paper.Document, error) { return p.cases(ctx, what) }}}
	case len(what.Customers) > 0:
		return []choice{{app.CustomersPaper, lang.L("List of customers"), func(ctx context.Context) (paper.Document, error) { return p.customers(ctx, what) }}}
	case len(what.Visits) > 0:
		return []choice{{app.VisitsPaper, lang.L("List of visits"), func(ctx context.Context) (paper.Document, error) { return p.visits(ctx, what) }}}
	case len(what.Practice) > 0:
		return []choice{{app.PracticePaper, lang.L("Practice log"), func(ctx context.Context) (paper.Document, error) { return p.practice(ctx, what) }}}
	case what.Route.Day != "":
		return []choice{
			{app.DaySheetPaper, lang.L("Visits of a day"), func(ctx context.Context) (paper.Document, error) { return p.daySheet(ctx, what.Route) }},
			{app.BriefsPaper, lang.L("Briefs of the day"), func(ctx context.Context) (paper.Document, error) { return p.briefs(ctx, what.Route) }},
		}
	case len(what.Papers) > 0:
		return []choice{{app.CertificatesPaper, lang.L("Certificates"), func(ctx context.Context) (paper.Document, error) { return p.certificates(ctx, what.Papers) }}}
	case len(what.Figures) > 0:
		return []choice{{figuresOf(what), titleOf(what), func(ctx context.Context) (paper.Document, error) { return p.figures(ctx, what) }}}
	case what.Later != nil:
		return []choice{{figuresOf(what), titleOf(what), func(ctx context.Context) (paper.Document, error) {
			var err error
			if what.Figures, err = what.Later(ctx); err != nil {
				return paper.Document{}, err
			}
			return p.figures(ctx, what)
		}}}
	case what.Use != nil:
		return []choice{{useOf(*what.Use), lang.L("Forecast of use"), func(ctx context.Context) (paper.Document, error) { return p.forecast(ctx, *what.Use) }}}
	case !what.Customer.IsZero():
		of := app.BriefOf{Customer: what.Customer, Visit: what.Visit}
		return []choice{{app.BriefPaper, lang.L("Visit brief"), func(ctx context.Context) (paper.Document, error) { return p.brief(ctx, of) }}}
	case !what.Visit.IsZero():
		return []choice{
			{app.VisitPaper, lang.L("Record of a visit"), func(ctx context.Context) (paper.Document, error) { return p.visit(ctx, what.Visit) }},
			{app.BriefPaper, lang.L("Visit brief"), func(ctx context.Context) (paper.Document, error) { return p.brief(ctx, app.BriefOf{Visit: what.Visit}) }},
		}
	case what.Case.IsZero():
		return p.ofClasses(what)
	}
	ofCase := func(kind app.PaperKind, title string, document func(paper.From) paper.Document) choice {
		return choice{kind, title, func(ctx context.Context) (paper.Document, error) {
			from, err := p.from(ctx, what.Case)
			if err != nil {
				return paper.Document{}, err
			}
			return document(from), nil
		}}
	}
	out := []choice{ofCase(app.ReceiptPaper, lang.L("Receipt of acceptance"), func(f paper.From) paper.Document { return f.Receipt().Document() })}
	if what.Kind == "" || applied(what.Kind) {
		out = append(out, ofCase(app.JourneyPaper, lang.L("How your application goes"), func(f paper.From) paper.Document { return f.Journey().Document() }))
	}
	if !applied(what.Kind) {
		out = append(out, ofCase(app.ReplyPaper, lang.L("Reply sheet"), func(f paper.From) paper.Document { return f.Reply().Document() }))
	}
	return out
}

// figuresOf is what a table of figures tells.
func figuresOf(what desk.Printed) app.PaperKind {
	if what.Nobody {
		return app.PlainPaper
	}
	return app.FiguresPaper
}

// useOf is what a forecast tells: of a customer or of a group.
func useOf(use app.UseForecast) app.PaperKind {
	if use.Of.Level == app.OfCustomer {
		return app.UsePaper
	}
	return app.GroupUsePaper
}

// applied reports whether a kind is an application, with a way to explain; the
// others end with an answer, which a reply sheet tells.
func applied(kind app.CaseKind) bool {
	return slices.Contains([]app.CaseKind{app.LVResident, app.LVBusiness, app.HVOrdinary, app.HVSpecial, app.DER, app.ChangeOfUse}, kind)
}

// from reads what the papers of a case are read off.
func (p *Papers) from(ctx context.Context, id app.CaseID) (paper.From, error) {
	by, f := p.desk.By, paper.From{Label: p.desk.Codes.Label, Name: p.desk.Flows.Name}
	var err error
	if f.Page, err = p.store.CasePage(ctx, by, id); err != nil {
		return f, err
	}
	if !f.Page.Case.Customer.IsZero() {
		if f.Customer, err = p.store.CustomerPage(ctx, by, f.Page.Case.Customer); err != nil {
			return f, err
		}
	}
	if account := f.Page.Case.Account; paper.AboutOutages(f.Page.Case.Case) && !account.IsZero() {
		today := app.DayOf(p.desk.Now())
		if f.History, err = p.store.OutageHistory(ctx, by, app.GridPlace{Account: account}, today.AddDays(-paper.HistoryDays), today); err != nil {
			return f, err
		}
	}
	if f.Staff, err = p.store.Staff(ctx, by); err != nil {
		return f, err
	}
	if f.Units, err = p.store.Units(ctx, by); err != nil {
		return f, err
	}
	f.Head = paper.HeadOf(f.Units, by, p.desk.Now())
	return f, nil
}

func (p *Papers) head(ctx context.Context) (paper.Head, error) {
	units, err := p.store.Units(ctx, p.desk.By)
	return paper.HeadOf(units, p.desk.By, p.desk.Now()), err
}

func (p *Papers) visit(ctx context.Context, id app.VisitID) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	page, err := p.store.VisitPage(ctx, p.desk.By, id)
	return paper.Visit{Head: head, Page: page, Codes: p.desk.Codes, Name: p.desk.Flows.Name}.Document(), err
}

func (p *Papers) practice(ctx context.Context, what desk.Printed) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	rows, err := p.store.PracticeAt(ctx, p.desk.By, what.Practice)
	return paper.PracticeLog{Head: head, Filter: what.Filter, Codes: p.desk.Codes, Rows: rows}.Document(), err
}

func (p *Papers) cases(ctx context.Context, what desk.Printed) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	rows, err := p.store.CasesAt(ctx, p.desk.By, what.Cases)
	return paper.CaseList(head, what.Filter, rows).Document(), err
}

func (p *Papers) customers(ctx context.Context, what desk.Printed) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	rows, err := p.store.CustomersAt(ctx, p.desk.By, what.Customers)
	return paper.CustomerList(head, what.Filter, p.desk.Codes.Label, rows).Document(), err
}

func (p *Papers) visits(ctx context.Context, what desk.Printed) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	rows, err := p.store.VisitsAt(ctx, p.desk.By, what.Visits)
	return paper.VisitList(head, what.Filter, p.desk.Codes.Label, rows).Document(), err
}

func (p *Papers) daySheet(ctx context.Context, of app.ManagerDay) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	sheet, err := p.store.DaySheet(ctx, p.desk.By, of.Manager, of.Day)
	return paper.DaySheet{Head: head, Sheet: sheet, Label: p.desk.Codes.Label}.Document(), err
}

func (p *Papers) figures(ctx context.Context, what desk.Printed) (paper.Document, error) {
	head, err := p.head(ctx)
	return paper.Figures{Head: head, Title: titleOf(what), About: what.Filter, Tables: what.Figures}.Document(), err
}

func (p *Papers) forecast(ctx context.Context, use app.UseForecast) (paper.Document, error) {
	head, err := p.head(ctx)
	return paper.Forecast{Head: head, Use: use, Label: p.desk.Codes.Label}.Document(), err
}

// titleOf heads a paper of figures.
func titleOf(what desk.Printed) string {
	if what.Title != "" {
		return what.Title
	}
	return lang.L("Service figures")
}

// certificates are those that still hold: what was withdrawn is not printed.
func (p *Papers) certificates(ctx context.Context, ids []app.CertificateID) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	all, err := p.store.CertificatesAt(ctx, p.desk.By, ids)
	all = slices.DeleteFunc(all, func(c app.CertificateRow) bool { return c.Gone })
	if err == nil && len(all) == 0 {
		err = app.Refuse("certificate", app.NotGranted)
	}
	return paper.Certificates(head, all), err
}

func (p *Papers) brief(ctx context.Context, of app.BriefOf) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	b, err := p.store.Brief(ctx, p.desk.By, of)
	return paper.Brief{Head: head, Brief: b, Label: p.desk.Codes.Label}.Document(), err
}

// briefs are the briefs of the visits of a day, with the route before them.
func (p *Papers) briefs(ctx context.Context, of app.ManagerDay) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	sheet, err := p.store.DaySheet(ctx, p.desk.By, of.Manager, of.Day)
	if err != nil {
		return paper.Document{}, err
	}
	visits := make([]app.VisitID, len(sheet.Visits))
	for i, v := range sheet.Visits {
		visits[i] = v.ID
	}
	all, err := p.store.Briefs(ctx, p.desk.By, visits)
	return paper.BriefPack(head, all, p.desk.Codes.Label), err
}

// fileName names the case, the paper and the time of day, so that none takes
// the place of one that a viewer shows.
func (p *Papers) fileName(c choice, number string) string {
	name := strings.TrimPrefix(number+"-"+c.title, "-") + p.desk.Now().In(app.Local).Format("-20060102-150405")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r <= ' ' {
			return '-'
		}
		return r
	}, name) + ".pdf"
}
