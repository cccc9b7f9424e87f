package signin

import (
	"context"
	"crypto/rand"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// People lists who signs in. Who works here, since when, in which roles and in
// which unit stands in the list of staff; here somebody is let in or kept out.
type People struct {
	desk   *desk.Desk
	store  Store
	print  Print
	loader *background.Loader[[]app.SignInPerson]
	list   *listing.List[app.SignInPerson]
	note   *widgets.FieldNote
	forbid *forbidSwitch
	body   fyne.CanvasObject
}

// NewPeople is that part of the settings.
func NewPeople(d *desk.Desk, store Store, print Print) *People {
	p := &People{desk: d, store: store, print: print, note: widgets.NewFieldNote()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Staff number"), Width: 100},
		{Title: lang.X("staff.name", "Name"), Width: 110, Weight: 1},
		{Title: lang.L("Roles"), Width: 160, Weight: 1},
		{Title: lang.X("signin.state", "State"), Width: 210, Kind: widgets.KindBadge},
		{Title: lang.L("On this computer"), Width: 120},
	}, p.row)
	p.list.Table.OnOpen = func(widgets.Row) { p.letIn() }
	p.list.Table.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDelete {
			return false
		}
		p.keepOut()
		return true
	}
	p.list.Empty.SetText(lang.L("Nobody is entered yet."))
	bar := container.NewHBox(widgets.NewPrimaryButton(lang.L("Let in, or new password …"), p.letIn), widgets.NewButton(lang.L("Keep out …"), p.keepOut),
		widgets.NewButton(lang.L("New recovery shares …"), func() { p.newShares(d.By) }))
	p.forbid = newForbidSwitch(d, store, func(err error) { p.note.Error(words.Error(err)) })
	head := container.NewVBox(bar, p.forbid.tick, p.note)
	hint := widgets.NewMutedText(lang.L("Enter gives the person on the line a password for the first time or again, Delete keeps him out. People are entered under Company, Staff."))
	p.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, p.list.Table)
	return p
}

// Content is the part.
func (p *People) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the list.
func (p *People) Focus() { widgets.Focus(p.list.Table) }

// Reload asks again who signs in.
func (p *People) Reload() {
	p.loader.Ask(func(ctx context.Context) ([]app.SignInPerson, error) { return p.store.SignIns(ctx, p.desk.By) })
	p.forbid.reload()
}

func (p *People) show(all []app.SignInPerson, err error) {
	p.note.SetText(words.Error(err))
	if err == nil {
		p.list.Set(all)
	}
}

var tones = map[app.SignInState]widgets.Tone{
	app.SignInGood: widgets.ToneGood, app.SignInFresh: widgets.ToneWarn, app.SignInDisabled: widgets.ToneBad, app.SignInEnded: widgets.ToneBad,
}

func (p *People) row(one app.SignInPerson) widgets.Row {
	state, here := one.State(app.DayOf(p.desk.Now())), "—"
	if one.Here {
		here = lang.L("has signed in")
	}
	return widgets.Row{Key: one.Staff.ID.String(), Cells: []widgets.Cell{
		{Text: one.Staff.StaffNo},
		{Text: one.Staff.Name, Strong: true},
		{Text: words.Roles(one.Staff.Roles)},
		{Text: words.SignInState(state), Tone: tones[state]},
		{Text: here},
	}}
}

func (p *People) chosen() (app.SignInPerson, bool) {
	all := p.list.Chosen()
	if len(all) == 0 {
		return app.SignInPerson{}, false
	}
	return all[0], true
}

// letIn gives the chosen person a password, which is told this once and must be
// changed at the first sign-in.
func (p *People) letIn() {
	one, is := p.chosen()
	if !is {
		return
	}
	password := widgets.NewEntry()
	password.SetText(invented())
	p.ask(lang.L("A password for {{.Name}}", map[string]any{"Name": one.Staff.Name}),
		widgets.NewFormRow("password", lang.L("Password"), password).Required().Hinted(lang.L("Tell it to the person alone. At the first sign-in a password of his own must be chosen.")),
		widgets.Action{Label: lang.L("Let in")}, func(ctx context.Context) error {
			return p.store.SetPassword(ctx, p.desk.By, one.Staff.ID, password.Text)
		})
}

func (p *People) keepOut() {
	one, is := p.chosen()
	if !is || one.SignIn.ID.IsZero() {
		return
	}
	reason := widgets.NewEntry()
	p.ask(lang.L("Keep {{.Name}} out", map[string]any{"Name": one.Staff.Name}), widgets.NewFormRow("reason", lang.L("Reason"), reason).Required(),
		widgets.Action{Label: lang.L("Keep out"), Danger: true}, func(ctx context.Context) error {
			return p.store.DisableSignIn(ctx, p.desk.By, one.Staff.ID, reason.Text)
		})
}

// ask is a sheet with one field.
func (p *People) ask(title string, row *widgets.FormRow, deed widgets.Action, do func(context.Context) error) {
	form, note := widgets.NewForm(row), widgets.NewFieldNote()
	form.OneColumn = true
	sheet := widgets.NewSheet(title, container.NewVBox(form, note), deed)
	sheet.Primary.Do = func() {
		p.desk.StoreSheet(sheet, func(err error) {
			form.Clear()
			if no, is := errors.AsType[*app.Refusal](err); !is || !form.Refuse(no.Field, words.Refusal(no)) {
				note.Error(words.Error(err))
			}
			sheet.Refresh()
		}, do, p.Reload)
	}
	sheet.Show(p.desk.Keys)
	form.FocusFirst()
}

// newShares makes new recovery shares, which takes two, and shows them once.
func (p *People) newShares(by app.Actor) {
	var made []app.RecoveryShare
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			made, err = p.store.NewShares(ctx, by)
			return err
		},
		Done: func(err error) {
			switch {
			case errors.Is(err, app.ErrNeedsWitness):
				witness.Act{Desk: p.desk, Store: p.store, What: lang.L("New recovery shares"), Agreed: p.newShares}.Ask()
			case err != nil:
				p.note.Error(words.Error(err))
			default:
				p.showShares(made)
			}
		},
	})
}

func (p *People) showShares(made []app.RecoveryShare) {
	sheet := widgets.NewSheet(lang.L("New recovery shares"), nil, widgets.Action{})
	shares := NewShares(p.desk.Runner, made, p.print, sheet.Close)
	sheet.Body = shares.Content()
	sheet.Show(p.desk.Keys)
	shares.Focus()
}

// invented is a password that somebody else gives: four groups that can be told
// over a counter.
func invented() string { return rand.Text()[:4] + "-" + rand.Text()[:4] + "-" + rand.Text()[:4] }
