package printing

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/paper"
)

// ofClasses are the papers of a class, or of a list of them.
func (p *Papers) ofClasses(what desk.Printed) []choice {
	switch {
	case !what.Class.IsZero():
		return []choice{{app.ClassPaper, lang.L("Attendance sheet"), func(ctx context.Context) (paper.Document, error) { return p.class(ctx, what.Class) }}}
	case len(what.Classes) > 0:
		return []choice{{app.ClassesPaper, lang.L("List of classes"), func(ctx context.Context) (paper.Document, error) {
			head, err := p.head(ctx)
			return paper.ClassList(head, what.Filter, p.desk.Codes, what.Classes).Document(), err
		}}}
	}
	return nil
}

func (p *Papers) class(ctx context.Context, id app.ClassID) (paper.Document, error) {
	head, err := p.head(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	page, err := p.store.ClassPage(ctx, p.desk.By, id)
	return paper.ClassSheet{Head: head, Page: page, Codes: p.desk.Codes}.Document(), err
}
