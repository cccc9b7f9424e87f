package signin

import (
	"context"
	"errors"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// Store is what the settings ask of the records.
type Store interface {
	witness.Store
	ChangePassword(ctx context.Context, by app.Actor, password, own string) error
	KeptUnlocked(context.Context, app.Actor) (app.KeptKey, error)
	KeepUnlocked(ctx context.Context, by app.Actor, on bool) error
	ForbidKeptKeys(ctx context.Context, by app.Actor, forbid bool) error
	SignIns(context.Context, app.Actor) ([]app.SignInPerson, error)
	SetPassword(ctx context.Context, by app.Actor, who app.StaffID, password string) error
	DisableSignIn(ctx context.Context, by app.Actor, who app.StaffID, reason string) error
	NewShares(context.Context, app.Actor) ([]app.RecoveryShare, error)
}

// Preferences are this computer's choices, by name.
type Preferences interface {
	Get(name string) string
	Set(name, value string)
}

// LockAfter names the preference of when an idle window locks, in minutes.
const LockAfter = "lock_after"

// usualMinutes is when it locks unless somebody chose otherwise.
const usualMinutes = 10

// Minutes is when an idle window locks.
func Minutes(prefs Preferences) time.Duration {
	n, err := strconv.Atoi(prefs.Get(LockAfter))
	if err != nil || n <= 0 {
		n = usualMinutes
	}
	return time.Duration(n) * time.Minute
}

// Own is one's own password, the lock of this computer's window, and whether the
// computer keeps the file unlocked.
type Own struct {
	desk  *desk.Desk
	store Store
	was   *widgets.Entry
	own   *widgets.Entry
	again *widgets.Entry
	form  *widgets.Form
	note  *widgets.FieldNote
	save  *widgets.Button
	kept  *keptSwitch
	body  fyne.CanvasObject
}

// NewOwn is that part of the settings.
func NewOwn(d *desk.Desk, store Store, prefs Preferences) *Own {
	o := &Own{desk: d, store: store, was: secret(), own: secret(), again: secret(), note: widgets.NewFieldNote()}
	rows := append([]*widgets.FormRow{
		widgets.NewFormSection(lang.L("My password")), widgets.NewFormRow("was", lang.L("Password so far"), o.was).Required(),
	}, passwordRows(o.own, o.again)...)
	o.form = widgets.NewForm(rows...)
	o.form.OneColumn = true
	o.again.OnSubmitted = func(string) { o.change() }
	o.save = widgets.NewPrimaryButton(lang.L("Change the password"), o.change)
	lock := widgets.NewForm(widgets.NewFormSection(lang.L("Lock")), widgets.NewFormRow("", lang.L("Lock after"), minutes(prefs)).
		Hinted(lang.L("When nobody has done anything for so long. Ctrl+L locks at once; half-typed forms stay as they are.")))
	lock.OneColumn = true
	o.kept = newKeptSwitch(d, store)
	line := container.New(&widgets.BarLayout{Widths: []float32{ownWidth}}, container.NewVBox(o.form, container.NewHBox(o.save), o.note, lock, o.kept.content))
	o.body = container.NewVScroll(container.NewPadded(container.NewPadded(container.NewVBox(line))))
	return o
}

const ownWidth = 620

// minutes is the field of when the window locks.
func minutes(prefs Preferences) *widgets.CodeField {
	var options []widgets.Option
	for _, n := range []int{2, 5, 10, 15, 30, 60} {
		options = append(options, widgets.Option{Code: strconv.Itoa(n), Label: lang.L("{{.N}} minutes", map[string]any{"N": n})})
	}
	return widgets.NewSettledField(options, strconv.Itoa(int(Minutes(prefs).Minutes())), func(code string) { prefs.Set(LockAfter, code) })
}

// Content is the part.
func (o *Own) Content() fyne.CanvasObject { return o.body }

// Focus puts the keyboard on the password so far.
func (o *Own) Focus() { widgets.Focus(o.was) }

// Reload asks again whether the computer keeps the file unlocked.
func (o *Own) Reload() { o.kept.reload() }

func (o *Own) change() {
	if o.save.Disabled() {
		return
	}
	o.form.Clear()
	o.note.Clear()
	was, own := o.was.Text, o.own.Text
	switch {
	case was == "":
		o.refuse(app.Refuse("was", app.Missing))
		return
	case own != o.again.Text:
		o.refuse(app.Refuse("again", app.PasswordsDiffer))
		return
	}
	o.save.Disable()
	o.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			return o.store.ChangePassword(ctx, o.desk.By, was, own)
		},
		Done: func(err error) {
			o.save.Enable()
			if err != nil {
				o.refuse(err)
				return
			}
			for _, e := range []*widgets.Entry{o.was, o.own, o.again} {
				e.SetText("")
			}
			o.note.Set(widgets.NoteGood, lang.L("The password is changed. The old one is good for nothing any more."))
			o.body.Refresh()
		},
	})
}

// refuse says a no under its field; a wrong password is the one so far.
func (o *Own) refuse(err error) {
	no, is := errors.AsType[*app.Refusal](err)
	if is && (no.Reason == app.WrongPassword || no.Reason == app.WaitsAfterFailure) {
		o.form.Refuse("was", words.Refusal(no))
		return
	}
	if !is || !o.form.Refuse(no.Field, words.Refusal(no)) {
		o.note.Error(words.Error(err))
	}
	o.body.Refresh()
}
