package synchronise

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Exchange is the page behind F9: a folder, then a look at what lies in it that
// changes nothing, then Enter takes in and sends, then what happened.
type Exchange struct {
	// OnAnew lets the file begin anew from a snapshot; nil: not offered.
	OnAnew func(snapshot string)
	// OnExchanged hears of an exchange that has ended, however it did.
	OnExchanged func()

	desk  *desk.Desk
	store Store

	at     step
	folder string
	stop   func() // of the work in hand
	runs   int    // tells work that was overtaken from the latest
	failed bool   // why stands over the page

	start    *start
	preview  *Preview
	done     *Done
	alert    *widgets.HeaderAlert
	progress *widgets.Progress
	stage    *fyne.Container
	body     *fyne.Container
}

// step is where the page stands.
type step int

const (
	choosing   step = iota // of a folder
	looking                // what lies in it is read
	ready                  // the look is on view
	exchanging             // changes are taken in and sent
	finished               // what happened is on view
)

// New is the page at its first step.
func New(d *desk.Desk, store Store) *Exchange {
	p := &Exchange{desk: d, store: store, stop: func() {}, OnExchanged: func() {}, alert: widgets.NewHeaderAlert(), progress: widgets.NewProgress(d.Now), stage: container.NewStack()}
	p.start = newStart(d, store, p.LookAt, func(s app.SyncState) { p.warn(s) })
	p.preview = newPreview(d, store, p.Save, func() { p.Leave() }, p.anew)
	p.done = newDone(d, store, p.send, func() { p.turn(choosing) })
	p.body = container.NewBorder(container.NewVBox(p.alert, container.NewPadded(p.progress)), nil, nil, nil, p.stage)
	p.stage.Objects = []fyne.CanvasObject{p.start.Content()}
	return p
}

// Content is the page.
func (p *Exchange) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view: whatever is written here waits to be sent.
func (p *Exchange) Shows() app.Changes { return app.Everything &^ app.Drafts }

// Reload asks again for what is on view; a look at a folder stays as it was.
func (p *Exchange) Reload() {
	switch p.at {
	case choosing:
		p.start.Reload()
	case finished:
		p.done.Reload()
	}
}

// Tick notices a stick that was plugged in.
func (p *Exchange) Tick(time.Time) {
	if p.at == choosing {
		p.start.Reload()
	}
}

// Show answers F9: from what happened one begins anew; a look at a folder stays.
func (p *Exchange) Show(desk.Route) {
	switch p.at {
	case choosing:
		p.start.Reload() // a stick may have been plugged in
	case finished:
		p.turn(choosing)
	}
}

// Catch looks at a folder that was dropped on the window, or at that of a
// package.
func (p *Exchange) Catch(paths []string) bool {
	if p.at == exchanging {
		return true
	}
	path := paths[0]
	if strings.HasSuffix(path, app.PackageEnding) {
		path = filepath.Dir(path)
	}
	p.LookAt(path)
	return true
}

// Focus puts the keyboard where work goes on.
func (p *Exchange) Focus() {
	switch p.at {
	case choosing:
		p.start.Focus()
	case ready:
		p.preview.Focus()
	case finished:
		p.done.Focus()
	default:
		p.desk.Canvas.Unfocus()
	}
}

// Save answers Ctrl+Enter with the next step.
func (p *Exchange) Save() {
	switch p.at {
	case choosing:
		p.start.Go()
	case ready:
		p.send()
	case finished:
		p.done.Save()
	}
}

// New answers Ctrl+N with another value for the conflict on view.
func (p *Exchange) New() bool { return p.at == finished && p.done.inbox.New() }

// GoOn answers Ctrl+G with the rules for many conflicts, or on the look at a
// folder with the snapshot that lies there.
func (p *Exchange) GoOn() {
	switch p.at {
	case ready:
		p.anew()
	case finished:
		p.done.inbox.GoOn()
	}
}

// anew asks, and hands the snapshot on.
func (p *Exchange) anew() {
	found := p.preview.found.Anew
	if p.at != ready || found.Path == "" {
		return
	}
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Begin anew from the snapshot?"),
		Text:  lang.L("The records of this computer are replaced by those of the snapshot. What was written here and not sent is brought along, and half-done forms too. A copy of the file as it is now stays beside it."),
		Yes:   lang.L("Begin anew"), No: lang.L("Cancel"),
	}, func() { p.OnAnew(found.Path) })
}

// Leave answers Esc: one step back; work in hand is stopped first.
func (p *Exchange) Leave() bool {
	switch p.at {
	case looking, exchanging:
		p.stop() // its end says so
		return true
	case ready, finished:
		p.turn(choosing)
		return true
	}
	return false
}

// Busy reports whether an exchange runs.
func (p *Exchange) Busy() bool { return p.at == exchanging }

// LookAt reads what lies in a folder, and changes nothing.
func (p *Exchange) LookAt(folder string) {
	if p.at == exchanging {
		return
	}
	p.folder = folder
	var found app.SyncPreview
	p.run(looking, func(ctx context.Context, report func(app.SyncStep, int64, int64)) (err error) {
		found, err = p.store.LookAt(ctx, p.desk.By, folder, report)
		return err
	}, func(err error) bool {
		if err == nil {
			if p.OnAnew == nil {
				found.Anew = app.SnapshotFound{}
			}
			p.preview.Open(found)
			p.turn(ready)
		}
		return err == nil
	})
}

// send takes in and sends, and again after decisions that are to go out as well.
func (p *Exchange) send() {
	if p.at != ready && p.at != finished {
		return
	}
	var result app.SyncResult
	folder := p.folder
	p.run(exchanging, func(ctx context.Context, report func(app.SyncStep, int64, int64)) (err error) {
		result, err = p.store.Exchange(ctx, p.desk.By, folder, report)
		return err
	}, func(err error) bool {
		p.OnExchanged()
		if err != nil && len(result.Taken)+len(result.Written) == 0 {
			return false
		}
		p.done.Open(folder, result)
		p.turn(finished)
		return true
	})
}

// run does one of the two long things, telling which step it is at. What it
// brought is shown by then, which answers false where there is nothing to show.
func (p *Exchange) run(as step, do func(context.Context, func(app.SyncStep, int64, int64)) error, then func(error) bool) {
	p.stop()
	p.runs++
	mine, before := p.runs, p.at
	var now atomic.Value // the step, written away from the UI thread
	now.Store(app.SyncReads)
	told := app.SyncReads
	p.at, p.failed = as, false
	p.alert.Clear()
	p.stop = p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, tell func(done, total int)) error {
			return do(ctx, func(s app.SyncStep, done, total int64) {
				now.Store(s)
				tell(int(done), int(total))
			})
		},
		Progress: func(done, total int) {
			if mine != p.runs {
				return
			}
			if s := now.Load().(app.SyncStep); s != told {
				told = s
				p.progress.Begin(words.SyncStep(s), p.stop)
			}
			p.progress.Set(done, total)
		},
		Done: func(err error) {
			if mine == p.runs {
				p.ended(before, err, then)
			}
		},
	})
	if p.at == as {
		p.preview.Lock(true)
		p.start.Lock(true)
		p.progress.Begin(words.SyncStep(told), p.stop)
		p.body.Refresh()
	}
}

func (p *Exchange) ended(before step, err error, then func(error) bool) {
	p.progress.End()
	p.stop = func() {}
	p.preview.Lock(false)
	p.start.Lock(false)
	if !then(err) {
		p.back(before)
	}
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled):
		p.say(widgets.ToneWarn, lang.L("Stopped. What is whole was kept, nothing is half-done; go on whenever you like."))
	default:
		p.say(widgets.ToneBad, words.Error(err))
	}
}

// back goes to where work in hand was begun, which did not go well.
func (p *Exchange) back(to step) {
	p.at, p.failed = to, true
	p.Focus()
}

// say shows a sentence over the page; the page makes room for it.
func (p *Exchange) say(tone widgets.Tone, sentence string) {
	p.alert.Say(tone, sentence)
	p.body.Refresh()
}

// warn tells over the choice of a folder what is wrong with this device.
func (p *Exchange) warn(s app.SyncState) {
	if p.at == choosing && !p.failed {
		p.say(Alarm(s))
	}
}

func (p *Exchange) turn(to step) {
	p.at, p.failed = to, false
	p.alert.Clear()
	switch to {
	case choosing:
		p.stage.Objects = []fyne.CanvasObject{p.start.Content()}
		p.start.Reload()
	case ready:
		p.stage.Objects = []fyne.CanvasObject{p.preview.Content()}
	case finished:
		p.stage.Objects = []fyne.CanvasObject{p.done.Content()}
	}
	p.body.Refresh()
	p.stage.Refresh()
	p.Focus()
}
