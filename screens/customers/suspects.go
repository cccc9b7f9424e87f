package customers

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// askSuspects asks who may be the customer being typed.
func (f *Form) askSuspects() {
	d, _ := draftFrom(f.fields.values(), f.lists) // a capacity that is no number changes nothing here
	if d.Customer.Name == "" && d.Customer.IDNo == "" && d.Customer.USCC == "" && d.Account.AccountNo == "" && d.Contact.Mobile == "" {
		f.suspects.Stop()
		f.showSuspects(nil, nil)
		return
	}
	f.suspects.Ask(func(ctx context.Context) ([]app.Suspect, error) { return f.store.Suspects(ctx, f.desk.By, d) })
}

func (f *Form) showSuspects(found []app.Suspect, err error) {
	f.twins.Objects = nil
	switch {
	case err != nil:
		f.twins.Add(aside(words.Error(err)))
	case len(found) == 0:
		f.twins.Add(aside(lang.L("Nobody like this is kept here so far. Who shares a name or a number shows up here while you type.")))
	default:
		f.twins.Add(aside(lang.L("Compare before you save: this may be the same customer.")))
	}
	for _, s := range found {
		f.twins.Add(f.twin(s))
	}
	f.twins.Refresh()
}

func aside(text string) *widgets.Paragraph {
	p := widgets.NewParagraph(text)
	p.Color, p.SizeName = look.ColorMuted, theme.SizeNameCaptionText
	return p
}

// twin is a card of one suspect: who, why, and a button to look.
func (f *Form) twin(s app.Suspect) fyne.CanvasObject {
	tone := widgets.ToneWarn
	if s.Score >= 0.9 {
		tone = widgets.ToneBad
	}
	open := widgets.NewButton(lang.L("Open"), func() { f.lookAt(s.ID) })
	open.Importance = widget.LowImportance
	name := widgets.NewText(s.Name)
	name.Bold, name.Shrinks = true, true
	number := widgets.NewMutedText(s.AccountNo)
	return container.NewVBox(
		container.NewBorder(nil, nil, nil, open, name), container.NewHBox(widgets.NewBadge(words.Suspicion(s.Reasons), tone)),
		number, aside(s.Address), widget.NewSeparator(),
	)
}

// lookAt opens a suspect's page; the form waits as it is.
func (f *Form) lookAt(id app.CustomerID) {
	f.keeper.now()
	f.desk.Say(lang.L("Esc goes back to the form; nothing of it is lost."))
	f.OnOpen(id)
}
