package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// permissions shows the table of roles and permissions, which goes on paper too.
type permissions struct {
	list *listing.List[app.Matter]
	body fyne.CanvasObject
}

// seesPermissions reports whether somebody is shown the table: who gives roles,
// and who looks after it that all is in order.
func seesPermissions(by app.Actor) bool {
	return by.May(app.ChangeCompany) == nil || by.Reach(app.MatterRules)[app.ReachAll]
}

func newPermissions(p *Page) *permissions {
	s := &permissions{}
	columns := []widgets.Column{{Title: lang.L("Matter of permission"), Width: 190, Weight: 2}}
	for _, role := range app.Roles() {
		columns = append(columns, widgets.Column{Title: words.Role(role), Width: 130, Weight: 1})
	}
	s.list = listing.New(p.desk, columns, func(m app.Matter) widgets.Row {
		row := widgets.Row{Key: string(m), Cells: []widgets.Cell{{Text: words.Matter(m)}}}
		for _, role := range app.Roles() {
			row.Cells = append(row.Cells, widgets.Cell{Text: words.Permission(app.Permitted(m, role))})
		}
		return row
	})
	hint := widgets.NewMutedText(lang.L("Each cell says what a role may do, and how far it reaches. It follows from the program and cannot be changed here; who has which role stands under Company."))
	s.body = container.NewBorder(nil, container.NewPadded(hint), nil, nil, s.list.Table)
	s.Reload()
	return s
}

// Content is the part.
func (s *permissions) Content() fyne.CanvasObject { return s.body }

// Reload shows the table.
func (s *permissions) Reload() { s.list.Set(app.Matters()) }

// Prints is the table for paper.
func (s *permissions) Prints() desk.Printed {
	title := lang.L("Roles and permissions")
	return desk.Printed{Figures: []app.Figures{s.list.Figures(title, "")}, Title: title, Nobody: true}
}
