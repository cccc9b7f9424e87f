package synchronise

import (
	"context"
	"slices"
	"strings"

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

// Done tells what an exchange did. Conflicts stand below it at once; when the
// last is decided, Enter sends the decisions through the same folder.
type Done struct {
	desk  *desk.Desk
	store Store
	again func() // exchange once more

	result  app.SyncResult
	decided int // conflicts since the exchange

	title  *widgets.Text
	alert  *widgets.HeaderAlert
	gap    *widgets.HeaderAlert
	inbox  *Inbox
	moved  *listing.List[app.Package]
	units  []app.OrgUnit
	undo   *widgets.Button
	end    *widgets.Button
	stage  *fyne.Container
	body   *fyne.Container
	onview bool // the inbox is
}

func newDone(d *desk.Desk, store Store, again, anew func()) *Done {
	p := &Done{desk: d, store: store, again: again, title: widgets.NewTitle(""), alert: widgets.NewHeaderAlert(), gap: widgets.NewHeaderAlert(), stage: container.NewStack()}
	p.title.Shrinks = true
	p.inbox = NewInbox(d, store)
	p.inbox.OnDecided = p.wereDecided
	p.inbox.OnShown = p.settle
	p.moved = listing.New(d, []widgets.Column{
		{Title: lang.L("Device"), Width: 150, Weight: 1},
		{Title: lang.L("Area"), Width: 130, Weight: 1},
		{Title: lang.L("Packages"), Width: 110},
		{Title: lang.L("Changes"), Width: 90, Kind: widgets.KindNumber},
		{Title: "", Width: 150, Kind: widgets.KindBadge},
	}, func(one app.Package) widgets.Row {
		what := widgets.Cell{Text: lang.X("package.taken", "Taken in"), Tone: widgets.ToneGood}
		switch one.State {
		case app.PackageNew, app.PackageKnown:
		case app.PackageOwn:
			what = widgets.Cell{Text: lang.L("Sent"), Tone: widgets.ToneInfo}
		default:
			what = widgets.Cell{Text: words.PackageState(one.State), Tone: packageTone(one.State)}
		}
		return widgets.Row{Key: string(one.State) + one.File, Cells: []widgets.Cell{
			{Text: words.DeviceName(one.Code, one.Name), Strong: true}, {Text: words.Area(one.Area, p.units)}, {Text: span(one.First, one.Last)}, {Text: words.Count(one.Rows)}, what,
		}}
	})
	p.moved.Empty.SetText(lang.L("Nothing had to be taken in and nothing had to be sent."))
	p.moved.Table.OnOpen = func(widgets.Row) { showPackage(d, p.units, p.moved.Chosen(), p.takeBack) }
	loadUnits(d, store, func(units []app.OrgUnit) { p.units = units })
	p.undo = widgets.NewButton(lang.L("Take back…"), func() { p.takeBack(p.result.Taken...) })
	p.end = widgets.NewPrimaryButton("", p.Save)
	anewButton := widgets.NewButton(lang.L("Another exchange")+"  Esc", anew)
	head := container.NewBorder(nil, nil, nil, container.NewVBox(container.NewHBox(anewButton, p.undo, p.end)), p.title)
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(head), p.alert, p.gap), nil, nil, nil, p.stage)
	return p
}

// Content is what happened.
func (p *Done) Content() fyne.CanvasObject { return p.body }

// Open tells an exchange.
func (p *Done) Open(folder string, r app.SyncResult) {
	p.result, p.decided, p.onview = r, 0, r.Conflicts > 0
	p.title.SetText(lang.L("Exchanged through {{.Folder}}", map[string]any{"Folder": folder}))
	p.gap.Clear()
	var odd []string
	for _, one := range r.Left {
		if tone := packageTone(one.State); tone >= widgets.ToneWarn && len(odd) < 2 {
			odd = append(odd, words.DeviceName(one.Code, one.Name)+lang.X("paper.colon", ": ")+words.PackageAdvice(one.State))
		}
	}
	if len(r.Leaving) > 0 {
		odd = append(odd, words.Leaving(r.Leaving))
	}
	if len(r.Missing) > 0 {
		odd = append(odd, gaps(r.Missing))
	}
	if len(odd) > 0 {
		p.gap.Say(widgets.ToneWarn, strings.Join(odd, "\n"))
	}
	sent := make([]app.Package, len(r.Written))
	for i, one := range r.Written {
		one.State = app.PackageOwn
		sent[i] = one
	}
	p.moved.Set(slices.Concat(r.Left, r.Taken, sent))
	p.inbox.Forget()
	p.undo.Hidden = len(r.Taken) == 0 || p.desk.By.May(app.ImportRecords) != nil
	p.settle()
	p.Reload()
}

// happened says what an exchange did, and what is left to decide.
func happened(r app.SyncResult) string {
	values := map[string]any{"Taken": words.Count(int64(len(r.Taken))), "Written": words.Count(int64(len(r.Written)))}
	in, _ := total(r.Taken)
	out, size := total(r.Written)
	values["In"], values["Out"], values["Size"] = words.Count(in), words.Count(out), words.AttachmentSize(size)
	said := []string{lang.L("Taken in: packages {{.Taken}}, changes {{.In}}. Sent: packages {{.Written}}, changes {{.Out}}, {{.Size}}.", values)}
	if f := r.Files; f.In+f.Out > 0 {
		said = append(said, lang.L("Photos and documents: {{.In}} came, {{.Out}} went.", map[string]any{"In": words.Count(f.In), "Out": words.Count(f.Out)}))
	}
	if r.Conflicts > 0 {
		said = append(said, lang.L("Conflicts to decide: {{.N}}.", map[string]any{"N": words.Count(r.Conflicts)}))
	}
	for _, a := range r.Gone {
		said = append(said, words.Gone(a))
	}
	return strings.Join(said, " ")
}

// Reload asks for the open conflicts again.
func (p *Done) Reload() {
	if p.onview {
		p.inbox.Reload()
	}
}

// settle shows the conflicts while there are any, and what is to be done next.
func (p *Done) settle() {
	now := p.result
	if p.inbox.asked {
		now.Conflicts = p.inbox.all.All
	}
	p.alert.Say(widgets.ToneGood, happened(now))
	p.end.SetText(lang.L("Back to work") + "  Ctrl+Enter")
	if p.decided > 0 {
		p.end.SetText(lang.L("Send the decisions: {{.N}}", map[string]any{"N": words.Count(int64(p.decided))}) + "  Ctrl+Enter")
	}
	if p.decided == 0 && p.inbox.None() {
		p.onview = false // they are for others to decide
	}
	p.stage.Objects = []fyne.CanvasObject{container.NewPadded(p.moved.Table)}
	if p.onview {
		p.stage.Objects = []fyne.CanvasObject{p.inbox.Content()}
	}
	p.stage.Refresh()
	p.body.Refresh()
	if !p.onview || p.inbox.None() {
		widgets.Focus(p.end)
	}
}

func (p *Done) wereDecided(n int) { p.decided += n }

// Focus puts the keyboard on the conflicts, or where Enter goes on.
func (p *Done) Focus() {
	if p.onview && !p.inbox.None() {
		p.inbox.Focus()
		return
	}
	widgets.Focus(p.end)
}

// Save sends what was decided since; else it is done.
func (p *Done) Save() {
	if p.decided > 0 {
		p.again()
		return
	}
	p.desk.Back()
}

// takeBack takes back what packages brought, once the person has agreed.
func (p *Done) takeBack(packages ...app.Package) {
	takeBack(p.desk, p.store, packages, func() {
		p.undo.Hide()
		p.Reload()
		p.settle()
	})
}

// takeBack asks, takes back what packages brought and says what became of it.
func takeBack(d *desk.Desk, store Store, packages []app.Package, then func()) {
	changes, _ := total(packages)
	sets := make([]app.ReceivedSets, len(packages))
	for i, one := range packages {
		sets[i] = app.ReceivedSets{Device: one.Device, Area: one.Area, First: one.First, Last: one.Last}
	}
	widgets.Confirm(d.Keys, widgets.Question{
		Title: lang.L("Take back what came?"),
		Text: lang.L("Packages {{.Packages}}, changes {{.N}}: what they made is withdrawn, what they changed gets its former value. What somebody changed or used since stays as it is. The others learn of it with the next exchange.",
			map[string]any{"Packages": words.Count(int64(len(packages))), "N": words.Count(changes)}),
		Yes: lang.L("Take it back"), Danger: true,
	}, func() { undo{d, store, sets, then}.run(d.By) })
}

// undo takes back what packages brought.
type undo struct {
	desk  *desk.Desk
	store Store
	sets  []app.ReceivedSets
	then  func()
}

// run does it in the name of one person, or of two where it takes two.
func (u undo) run(by app.Actor) {
	var report app.UndoReport
	u.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			report, err = u.store.UndoReceived(ctx, by, u.sets)
			return err
		},
		Done: func(err error) {
			if (witness.Act{Desk: u.desk, Store: u.store, What: lang.L("Take back what came"), Agreed: u.run}).Needed(err) {
				return
			}
			if err != nil {
				u.desk.Fail(err)
				return
			}
			u.desk.Say(words.TakenBack(report))
			u.then()
		},
	})
}
