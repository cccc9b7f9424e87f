package data

import (
	"context"
	"crypto/ed25519"
	"os"
	"slices"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// An exchange is a visit to a folder in which others leave packages: what is
// new is copied beside the database and checked there, then taken in; what was
// written here is put into packages; what others still need is laid into the
// folder; and a have file says what is safe here. Each step can end at any
// moment: what it did stays, and the next exchange goes on from there. Nothing
// is ever removed because something is absent from a folder.
type exchange struct {
	s      *Store
	report func(step app.SyncStep, done, total int64)
	folder bundle.Transport // where others come by
	kept   bundle.Transport // beside the database
	result app.SyncResult

	trust  *trust
	me     app.DeviceCertificate
	keys   map[app.DeviceID]ed25519.PrivateKey // of this device and of those the file was before
	have   bundle.Vector
	folded map[bundle.Stream]foldedTo
	heads  map[bundle.Stream][]byte // of streams taken in or looked at now
	peers  map[app.DeviceID]peer
	known  map[string]keptPackage // by file

	forks map[app.Area]int64 // from where on somebody else wrote under this device's name
	lies  map[string]bool    // what is in the folder
	found []keptPackage      // packages of the folder that are not known
	haves map[app.DeviceID]readHave
	anew  bool     // this device had better begin anew from a snapshot
	wants [][]byte // files of attachments that are awaited here
}

// keptFolder is where packages lie beside the database: those written here, and
// those of others until they have arrived everywhere.
func (s *Store) keptFolder() string { return s.path + ".packages" }

// Exchange takes in what lies in a folder for this device and leaves there what
// others need. What it did is told also when it ends with an error:
// app.ErrNotEnrolled, ErrFolderGone, ErrFolderFull, ErrFolderReadOnly,
// ErrForked, ErrDiskFull, or a fault.
func (s *Store) Exchange(ctx context.Context, by app.Actor, folder string, report func(step app.SyncStep, done, total int64)) (app.SyncResult, error) {
	if err := by.May(app.Synchronise); err != nil {
		return app.SyncResult{}, err
	}
	result, err := s.exchangeThrough(ctx, bundle.OpenFolder(folder, s.device.code), folder, report)
	return result, errorsFirst(err, s.obeyForbidding(ctx, by))
}

func (s *Store) exchangeThrough(ctx context.Context, through bundle.Transport, folder string, report func(app.SyncStep, int64, int64)) (app.SyncResult, error) {
	s.exchanging.Lock()
	defer s.exchanging.Unlock()
	e, err := s.beginExchange(ctx, through, report)
	if err != nil {
		return app.SyncResult{}, wrap("exchange", err)
	}
	if err = e.makeKeptFolder(ctx); err == nil {
		err = e.run(ctx, folder)
	}
	return e.result, wrap("exchange", plain(err))
}

func (s *Store) beginExchange(ctx context.Context, through bundle.Transport, report func(app.SyncStep, int64, int64)) (*exchange, error) {
	e := s.newExchange(through, report)
	if err := e.recall(ctx); err != nil {
		return e, err
	}
	return e, e.recallPackages(ctx, "")
}

func (s *Store) newExchange(through bundle.Transport, report func(app.SyncStep, int64, int64)) *exchange {
	if report == nil {
		report = func(app.SyncStep, int64, int64) {}
	}
	return &exchange{s: s, report: report, folder: through, kept: bundle.OpenFolder(s.keptFolder(), s.device.code), haves: map[app.DeviceID]readHave{}, lies: map[string]bool{}, forks: map[app.Area]int64{}, heads: map[bundle.Stream][]byte{}}
}

// recall reads whom to trust, and what this device and the others have.
func (e *exchange) recall(ctx context.Context) error {
	var err error
	if e.trust, err = e.s.trusts(ctx, e.s.reader); err != nil {
		return err
	}
	if e.trust.Good(e.s.device.id) != nil {
		return app.ErrNotEnrolled
	}
	e.me, _ = e.trust.CertificateOf(e.s.device.id)
	if e.keys, err = e.s.signers(); err != nil {
		return err
	}
	if e.have, err = e.s.vector(ctx); err != nil {
		return err
	}
	if e.folded, err = e.s.folded(ctx); err != nil {
		return err
	}
	e.peers, err = e.s.peers(ctx)
	return err
}

// recallPackages reads which packages are known.
func (e *exchange) recallPackages(ctx context.Context, which string, args ...any) error {
	all, err := e.s.keptPackages(ctx, which, args...)
	e.known = make(map[string]keptPackage, len(all))
	for _, p := range all {
		e.known[p.File] = p
	}
	return err
}

func (e *exchange) run(ctx context.Context, folder string) error {
	if err := e.look(ctx, e.keep); err != nil {
		return err
	}
	if err := errorsFirst(e.learnHaves(ctx), e.takeAll(ctx)); err != nil {
		return err
	}
	e.result.Left = e.left()
	e.trust.name(e.result.Taken)
	e.trust.name(e.result.Left)
	e.result.Missing = e.missing()
	var err error
	if e.result.Conflicts, err = one(ctx, e.s.reader, scanInt, "SELECT count(*) FROM sy_lost"); err != nil {
		return err
	}
	if err := e.noteForks(); err != nil {
		return err
	}
	if err := e.leave(ctx); err != nil {
		return err
	}
	if err := e.askAnew(ctx); err != nil {
		return err
	}
	if err := errorsFirst(e.s.noteHeads(ctx, e.s.reader), e.send(ctx), e.tidy(ctx)); err != nil {
		return err
	}
	e.trust.name(e.result.Written)
	if err := e.layAnew(ctx, folder); err != nil {
		return err
	}
	if err := errorsFirst(e.fold(ctx), e.eraseLog(ctx)); err != nil {
		return err
	}
	return e.s.noteExchange(ctx, folder)
}

// left are the packages of the folder, and earlier ones, that are of no use yet
// or never will be.
func (e *exchange) left() []app.Package {
	var out []app.Package
	for _, p := range e.found {
		if !p.good() {
			out = append(out, p.Package)
		}
	}
	for _, p := range e.known {
		if p.waits() {
			out = append(out, p.Package)
		}
	}
	slices.SortFunc(out, byStream)
	return out
}

// makeKeptFolder makes the folder beside the database, and takes away what was
// half-written there when the program ended, and files nobody noted.
func (e *exchange) makeKeptFolder(ctx context.Context) error {
	if err := os.MkdirAll(e.s.keptFolder(), 0o700); err != nil {
		return err
	}
	lying, err := e.kept.List(ctx)
	for _, f := range lying {
		if _, noted := e.known[f.Name]; !noted && !bundle.IsHave(f.Name) {
			err = errorsFirst(err, e.kept.Remove(ctx, f.Name))
		}
	}
	return err
}

// LookAt tells what lies in a folder and what an exchange would do. Nothing is
// changed, neither here nor there.
func (s *Store) LookAt(ctx context.Context, by app.Actor, folder string, report func(step app.SyncStep, done, total int64)) (app.SyncPreview, error) {
	if err := by.May(app.Synchronise); err != nil {
		return app.SyncPreview{}, err
	}
	s.exchanging.Lock()
	defer s.exchanging.Unlock()
	e, err := s.beginExchange(ctx, bundle.OpenFolder(folder, s.device.code), report)
	if err != nil {
		return app.SyncPreview{}, wrap("look at folder", err)
	}
	p, err := e.preview(ctx, by)
	p.Folder = folder
	if err == nil {
		p.Anew, err = e.snapshotIn(ctx, folder)
	}
	return p, wrap("look at folder", plain(err))
}

func (e *exchange) preview(ctx context.Context, by app.Actor) (app.SyncPreview, error) {
	var p app.SyncPreview
	if err := e.look(ctx, nil); err != nil {
		return p, err
	}
	e.learnPeers()
	changes, err := e.fitting(ctx)
	if err != nil {
		return p, err
	}
	if len(changes) > 0 {
		if p.Merge, err = e.s.PreviewChanges(ctx, by, changes); err != nil {
			return p, err
		}
	}
	if p.Files, err = e.foreseeFiles(ctx, changes); err != nil {
		return p, err
	}
	p.Missing = e.missing()
	for _, f := range e.found {
		p.Packages = append(p.Packages, f.Package)
	}
	for file := range e.lies {
		if was, is := e.known[file]; is {
			p.Packages = append(p.Packages, was.Package)
		}
	}
	slices.SortFunc(p.Packages, byStream)
	e.trust.name(p.Packages)
	p.Send, err = e.unsent(ctx)
	return p, err
}
