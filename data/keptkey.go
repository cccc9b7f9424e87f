package data

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"

	"lamplighter/app"
	"lamplighter/data/keys"
)

// Somebody may ask that a computer keep the key of the file in the keyring of its
// system. The file then opens before anybody signs in, and nothing else is
// different: whoever works with it is asked for his number and password as ever.
// The keyring is never the only place of the key. An administrator may forbid it
// for the company: each computer then forgets the key as soon as it hears of that.

// Keyring keeps secrets by name for whoever is logged in to the computer. It
// answers app.ErrNotFound to a name that it does not know; with any other error it
// does not answer at all.
type Keyring interface {
	Get(name string) (string, error)
	Set(name, secret string) error
	Delete(name string) error
}

// OpenKept opens a file by the key that the computer keeps for it; nobody has
// signed in by that. app.ErrSignIn where it keeps none, and where the company
// forbids it or whoever asked for it may not sign in any more: the key is then
// forgotten.
func OpenKept(ctx context.Context, path string, o Options) (*Store, error) {
	ring, err := keys.Read(path)
	if err != nil || ring.KeptFor() == "" || o.Keyring == nil {
		return nil, app.ErrSignIn
	}
	if o.Key, err = keptKey(ring, o.Keyring); err != nil {
		return nil, app.ErrSignIn
	}
	s, err := OpenWith(ctx, path, o)
	if err != nil {
		return nil, err
	}
	asked, may, err := s.askedToKeep(ctx, ring.KeptFor())
	forbidden := false
	if err == nil {
		forbidden, err = s.keepingForbidden(ctx)
	}
	if err == nil && may && !forbidden {
		return s, nil
	}
	if err == nil {
		err = s.forgetKey(ctx, app.Actor{Staff: asked})
	}
	return nil, errorsFirst(err, s.Close(), app.ErrSignIn)
}

// openForNew opens a file by the kept key for somebody whose password opens
// nothing on this computer yet; nil: it does, or no key is kept.
func openForNew(ctx context.Context, path string, o Options, staffNo string) *Store {
	if ring, err := keys.Read(path); err != nil || ring.Knows(staffNo) {
		return nil
	}
	s, err := OpenKept(ctx, path, o)
	if err != nil {
		return nil
	}
	return s
}

// keptKey is the key of a ring as a keyring has it. One that does not fit goes.
func keptKey(ring *keys.Ring, from Keyring) ([]byte, error) {
	text, err := from.Get(ring.Mark())
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(text)
	if err != nil || ring.Fits(key) != nil {
		_ = from.Delete(ring.Mark()) // it opens nothing
		return nil, app.ErrNotFound
	}
	return key, nil
}

// askedToKeep answers whether the person who asked for the key to be kept may
// still sign in today.
func (s *Store) askedToKeep(ctx context.Context, marked string) (who app.StaffID, may bool, err error) {
	if who, err = app.ParseID[app.Staff](marked); err != nil {
		return who, false, nil
	}
	person, err := s.staffOf(ctx, s.reader, who)
	if errors.Is(err, app.ErrNotFound) {
		return who, false, nil
	}
	if err != nil {
		return who, false, err
	}
	kept, err := s.signInOf(ctx, s.reader, who)
	return who, err == nil && !kept.ID.IsZero() && s.letIn(person, kept) == nil, err
}

// KeptUnlocked says whether this computer keeps the key of the file, and who asked
// for it.
func (s *Store) KeptUnlocked(ctx context.Context, by app.Actor) (app.KeptKey, error) {
	if err := by.May(app.ReadCompany); err != nil {
		return app.KeptKey{}, err
	}
	forbidden, err := s.keepingForbidden(ctx)
	if err != nil {
		return app.KeptKey{}, err
	}
	state := app.KeptKey{Forbidden: forbidden}
	ring, err := keys.Read(s.path)
	if err != nil || s.keyring == nil || s.Key() == nil {
		return state, nil
	}
	_, err = keptKey(ring, s.keyring)
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		return state, nil
	}
	state.Answers, state.On = true, err == nil && ring.KeptFor() != ""
	who, err := app.ParseID[app.Staff](ring.KeptFor())
	if !state.On || err != nil {
		return state, nil
	}
	person, err := s.staffOf(ctx, s.reader, who)
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		return app.KeptKey{}, wrap("kept key", err)
	}
	state.Name = person.Name
	return state, nil
}

// KeepUnlocked lets this computer keep the key of the file, or forget it.
func (s *Store) KeepUnlocked(ctx context.Context, by app.Actor, on bool) error {
	if err := by.May(app.ReadCompany); err != nil {
		return err
	}
	if s.keyring == nil || s.Key() == nil {
		return app.ErrNoKeyring
	}
	if !on {
		return wrap("forget key", s.forgetKey(ctx, by))
	}
	forbidden, err := s.keepingForbidden(ctx)
	if err != nil {
		return err
	}
	if forbidden {
		return app.Refuse("", app.KeepingForbidden)
	}
	err = s.editRing(func(ring *keys.Ring) (bool, error) {
		ring.KeepFor(by.Staff.String())
		if s.keyring.Set(ring.Mark(), hex.EncodeToString(s.key)) != nil {
			return false, app.ErrNoKeyring
		}
		return true, nil
	})
	if err == nil {
		err = s.noteAudit(ctx, by, keptEntry("on"))
	}
	if err != nil {
		_ = s.dropKept() // nothing is kept that the audit log does not tell of
	}
	return wrap("keep key", err)
}

func keptEntry(what string) app.AuditEntry {
	return app.AuditEntry{Kind: app.AuditKeyKept, Details: map[string]string{"what": what}}
}

// forgetKey takes the key out of the keyring and notes that.
func (s *Store) forgetKey(ctx context.Context, by app.Actor) error {
	if err := s.dropKept(); err != nil {
		return err
	}
	return s.noteAudit(ctx, by, keptEntry("off"))
}

// dropKept takes the key out of the keyring; while that does not answer it stays
// noted that the key is there.
func (s *Store) dropKept() error {
	if s.keyring == nil {
		return app.ErrNoKeyring
	}
	return s.editRing(func(ring *keys.Ring) (bool, error) {
		if err := s.keyring.Delete(ring.Mark()); err != nil && !errors.Is(err, app.ErrNotFound) {
			return false, app.ErrNoKeyring
		}
		was := ring.KeptFor()
		ring.KeepFor("")
		return was != "", nil
	})
}

// keptFor is who asked for the key to be kept.
func (s *Store) keptFor() string {
	ring, err := keys.Read(s.path)
	if err != nil {
		return ""
	}
	return ring.KeptFor()
}

// What forbids the keeping stands among the codes, as a list of one line that
// nobody chooses from.
const (
	companyList = "company"
	noKeptKey   = "no_kept_key"
)

type codeID = app.ID[app.Code]

// forbidding is a line that forbids it; of two computers that wrote one each both
// hold.
type forbidding struct {
	id        codeID
	seen      app.Seen
	withdrawn int64
}

func scanForbidding(r scanner) (forbidding, error) {
	var f forbidding
	err := r.Scan(idInto(&f.id), &f.seen.HLC, &f.seen.Device, laterInto(&f.seen))
	return f, err
}

func forbiddingRow(f forbidding) row {
	fields := codeFields(app.Code{List: companyList, Code: noKeptKey, ZH: "不在电脑上保持文件解锁", EN: "No computer keeps the file unlocked"})
	at := slices.IndexFunc(fields, func(f field) bool { return f.name == "withdrawn_at" })
	fields[at].value = timeOf(f.withdrawn)
	return row{id: f.id, seen: f.seen, fields: fields}
}

func forbiddings(ctx context.Context, q querier) ([]forbidding, error) {
	return collect(ctx, q, scanForbidding, "SELECT id, sy_hlc, sy_dev, sy_ovr FROM codes WHERE list = ? AND code = ? AND withdrawn_at IS NULL", companyList, noKeptKey)
}

func (s *Store) keepingForbidden(ctx context.Context) (bool, error) {
	lines, err := forbiddings(ctx, s.reader)
	return len(lines) > 0, wrap("kept key", err)
}

// ForbidKeptKeys says for the company whether its computers may keep the key of
// the file. This one forgets it at once, the others when they hear of it.
func (s *Store) ForbidKeptKeys(ctx context.Context, by app.Actor, forbid bool) error {
	if err := by.May(app.ChangeCompany); err != nil {
		return err
	}
	err := s.write(ctx, by, app.Why{Source: "kept keys"}, func(x *tx) error {
		lines, err := forbiddings(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if forbid && len(lines) == 0 {
			return x.put(ctx, "codes", row{}, forbiddingRow(forbidding{id: newID[codeID]()}))
		}
		if forbid {
			return nil
		}
		for _, was := range lines {
			now := was
			now.withdrawn = x.now.UnixMilli()
			if err := x.put(ctx, "codes", forbiddingRow(was), forbiddingRow(now)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.obeyForbidding(ctx, by)
	}
	return wrap("forbid kept keys", err)
}

// obeyForbidding forgets a key that the company no longer lets this computer keep.
// A keyring that does not answer is asked again at the next occasion.
func (s *Store) obeyForbidding(ctx context.Context, by app.Actor) error {
	if s.keptFor() == "" {
		return nil
	}
	forbidden, err := s.keepingForbidden(ctx)
	if err != nil || !forbidden {
		return err
	}
	if err := s.forgetKey(ctx, by); !errors.Is(err, app.ErrNoKeyring) {
		return err
	}
	return nil
}
