package data

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"lamplighter/app"
	"lamplighter/data/keys"
)

// A sealed file is opened by a key that a person's password gives (package
// keys), and the records then say whether the password is still right and the
// person still works here.

// AsksSignIn reports whether a file has keys beside it, so that somebody must
// sign in before it can be opened.
func AsksSignIn(path string) bool { return keys.There(path) }

// AsksSignIn reports whether somebody is known to sign in to the open file.
func (s *Store) AsksSignIn(ctx context.Context) (bool, error) {
	n, err := one(ctx, s.reader, scanInt, "SELECT EXISTS (SELECT 1 FROM sign_ins WHERE withdrawn_at IS NULL)")
	return n == 1, wrap("sign in", err)
}

// WantsAdministrator reports whether the first administrator of the open file is
// to be asked for: nobody signs in to it, it is no sample, and whoever works on
// this computer may let people in. A file of the company is not worked with
// before; another may be.
func (s *Store) WantsAdministrator(ctx context.Context) (wanted, later bool, err error) {
	asks, err := s.AsksSignIn(ctx)
	if err != nil || asks {
		return false, false, err
	}
	invented, err := s.Setting(ctx, inventedSetting)
	if err != nil || invented != "" {
		return false, false, err
	}
	by, err := s.worksHere(ctx)
	return err == nil && by.May(app.ChangeCompany) == nil, s.member.Load().company == nil, wrap("sign in", err)
}

// inventedSetting marks a file of sample records, to which nobody signs in.
const inventedSetting = "invented"

// SignInTo opens a file in the name of somebody who signs in. A store comes with
// a refusal where the key was opened and the records then refused: the password
// was changed elsewhere, or one of his own must be chosen; SignIn goes on there.
func SignInTo(ctx context.Context, path string, o Options, staffNo, password string) (*Store, app.Actor, error) {
	if !keys.There(path) {
		s, err := Open(ctx, path, o)
		if err != nil {
			return nil, app.Actor{}, err
		}
		by, err := s.SignIn(ctx, staffNo, password)
		return s, by, err
	}
	if s := openForNew(ctx, path, o, staffNo); s != nil {
		by, err := s.SignIn(ctx, staffNo, password)
		return s, by, err
	}
	try, failed, err := tryKey(path, o, staffNo, password)
	if err != nil {
		return nil, app.Actor{}, err
	}
	o.Key = try.Key
	s, err := OpenWith(ctx, path, o)
	if err != nil {
		return nil, app.Actor{}, err
	}
	by, _, kept, err := s.identifyBy(ctx, staffNo, password, func() *keys.Try { return try })
	if err == nil && failed > 0 {
		err = s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditSignInFailed, Details: map[string]string{"times": strconv.Itoa(failed)}})
	}
	if err == nil {
		by, err = s.enter(ctx, by, kept)
	}
	return s, by, changedElsewhere(err, try, kept)
}

// changedElsewhere says of a password that opens the file here and that the
// records refuse when another took its place.
func changedElsewhere(err error, try *keys.Try, kept keptSignIn) error {
	no, is := errors.AsType[*app.Refusal](err)
	if !is || no.Reason != app.WrongPassword || try == nil || try.Key == nil {
		return err
	}
	changed := &app.Refusal{Field: "password", Reason: app.PasswordElsewhere}
	if kept.ChangedAt != 0 {
		changed.Value = string(app.DayOf(time.UnixMilli(kept.ChangedAt)))
	}
	return changed
}

// KeyFor is the key of a file for somebody who knows his password, though the
// file itself does not open: for what saves it.
func KeyFor(path string, o Options, staffNo, password string) ([]byte, error) {
	try, _, err := tryKey(path, o, staffNo, password)
	if err != nil {
		return nil, err
	}
	return try.Key, nil
}

// tryKey opens the key of a file by a password, and tells how often one was wrong
// before, while the file could not be written to.
func tryKey(path string, o Options, staffNo, password string) (try *keys.Try, failed int, err error) {
	ring, err := keys.Read(path)
	if err != nil {
		return nil, 0, wrap("sign in", err)
	}
	tries := triesOf(path, o.Now)
	if err := tries.begin(staffNo); err != nil {
		return nil, 0, err
	}
	try, err = ring.Try(staffNo, password)
	switch {
	case errors.Is(err, keys.ErrNoSlot):
		return nil, 0, app.Refuse("staff_no", app.NotKnownHere)
	case err != nil:
		return nil, 0, wrap("sign in", err)
	case try.Key == nil:
		return nil, 0, app.Refuse("password", app.WrongPassword)
	}
	return try, tries.good(staffNo), nil
}

// OpenWith opens a file with the key of Options, where it has one. A plain file,
// because its first administrator was only just made or a plain backup was put
// in its place, is sealed with it.
func OpenWith(ctx context.Context, path string, o Options) (*Store, error) {
	if len(o.Key) > 0 && !isSealed(path) {
		if err := SealFile(ctx, path, o.Key); err != nil {
			return nil, err
		}
	}
	return Open(ctx, path, o)
}

// SignIn lets a person in who knows his password and works here today. A wrong
// password, or a number that nobody has, makes the next try wait.
// app.ErrMustChange when a password of his own comes first.
func (s *Store) SignIn(ctx context.Context, staffNo, password string) (app.Actor, error) {
	var try *keys.Try
	by, who, kept, err := s.identifyBy(ctx, staffNo, password, func() *keys.Try { try = s.tryHere(staffNo, password); return try })
	if err != nil {
		return app.Actor{}, changedElsewhere(err, try, kept)
	}
	if try == nil || try.Key == nil { // he does not open the file on this computer yet
		err = s.giveKey(who.StaffNo, password)
	} else {
		s.keepKey(try.Key)
	}
	if err != nil {
		return app.Actor{}, wrap("sign in", err)
	}
	return s.enter(ctx, by, kept)
}

// SignInAnew lets a person in who chooses a password of his own in place of one
// that was set for him.
func (s *Store) SignInAnew(ctx context.Context, staffNo, password, own string) (app.Actor, error) {
	by, who, kept, err := s.identify(ctx, staffNo, password)
	if err != nil {
		return app.Actor{}, err
	}
	if kept, err = s.ownPassword(ctx, by, who, kept, password, own); err != nil {
		return app.Actor{}, err
	}
	return s.enter(ctx, by, kept)
}

// identify compares a number and a password with what the records know.
func (s *Store) identify(ctx context.Context, staffNo, password string) (by app.Actor, who app.Staff, kept keptSignIn, err error) {
	return s.identifyBy(ctx, staffNo, password, func() *keys.Try { return nil })
}

// identifyBy is identify for who tried the password on the keys of the file, or
// does so once nothing speaks against a try; nil: he has none here.
func (s *Store) identifyBy(ctx context.Context, staffNo, password string, tried func() *keys.Try) (by app.Actor, who app.Staff, kept keptSignIn, err error) {
	tries := triesOf(s.path, s.now)
	if err := tries.begin(staffNo); err != nil {
		return by, who, kept, err
	}
	who, known, err := s.staffNumbered(ctx, s.reader, staffNo)
	if err == nil && known {
		kept, err = s.signInOf(ctx, s.reader, who.ID)
	}
	if err != nil {
		return by, who, kept, wrap("sign in", err)
	}
	if s.isRight(tried(), password, cmp.Or(kept.verifier, nobody)) {
		tries.good(staffNo)
		err = s.letIn(who, kept)
	} else {
		err = app.Refuse("password", app.WrongPassword)
	}
	if err != nil {
		note := s.noteAudit(ctx, app.Actor{Staff: who.ID}, app.AuditEntry{Kind: app.AuditSignInFailed})
		return by, who, kept, errorsFirst(note, err)
	}
	by, err = s.actorOf(ctx, who)
	return by, who, kept, err
}

// tryHere tries a password on the keys beside the open file; nil: it opens nothing
// of them.
func (s *Store) tryHere(staffNo, password string) *keys.Try {
	s.keysMu.Lock()
	defer s.keysMu.Unlock()
	ring, err := keys.Read(s.path)
	if err != nil {
		return nil
	}
	try, err := ring.Try(staffNo, password)
	if err != nil {
		return nil
	}
	return try
}

func (s *Store) keepKey(key []byte) {
	s.keysMu.Lock()
	defer s.keysMu.Unlock()
	s.key = key
}

// isRight compares a password with a verifier. Of one that was tried on the keys
// and was compared before, that is known without stretching it again.
func (s *Store) isRight(try *keys.Try, password, verifier string) bool {
	if try == nil {
		return keys.Verify(password, verifier)
	}
	if right, known := try.Right(verifier); known {
		return right
	}
	right := keys.Verify(password, verifier)
	if right && try.Key != nil {
		_ = s.editRing(func(ring *keys.Ring) (bool, error) { return ring.NoteRight(try, verifier), nil }) // else the next one takes longer again
	}
	return right
}

// letIn refuses who knows a password and may not come in by it any more.
func (s *Store) letIn(who app.Staff, kept keptSignIn) error {
	switch {
	case kept.DisabledAt != 0:
		return app.Refuse("staff_no", app.IsDisabled)
	case !who.ActiveOn(app.DayOf(s.now())):
		return app.Refuse("staff_no", app.NotWorkingHere)
	}
	return nil
}

// nobody is what the password of an unknown number is compared with, so that it
// takes the time that anybody's does.
const nobody = "$argon2id$v=19$m=65536,t=3,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// enter lets a person in whose password was right.
func (s *Store) enter(ctx context.Context, by app.Actor, kept keptSignIn) (app.Actor, error) {
	if kept.MustChange {
		return app.Actor{}, app.ErrMustChange
	}
	err := s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditSignedIn})
	return by, wrap("sign in", errorsFirst(err, s.obeyForbidding(ctx, by)))
}

// SignOut notes that a person has gone.
func (s *Store) SignOut(ctx context.Context, by app.Actor) error {
	if err := by.May(app.ReadCompany); err != nil {
		return err
	}
	return wrap("sign out", s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditSignedOut}))
}

// Lock notes that a person's window was covered until somebody signs in again.
func (s *Store) Lock(ctx context.Context, by app.Actor) error {
	if err := by.May(app.ReadCompany); err != nil {
		return err
	}
	return wrap("lock", s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditLocked}))
}

// actorOf is a person with the roles he has on this computer: his own, and on a
// computer of the company no more than its certificate allows.
func (s *Store) actorOf(ctx context.Context, who app.Staff) (app.Actor, error) {
	found, err := collect(ctx, s.reader, scanActor, selectActors+" WHERE p.id = ?", who.ID[:])
	if err != nil || len(found) == 0 {
		return app.Actor{}, wrap("sign in", errorsFirst(err, app.ErrNotFound))
	}
	by := found[0]
	by.Roles = who.Roles
	member := s.member.Load()
	if member.company == nil {
		return by, nil
	}
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return app.Actor{}, wrap("sign in", err)
	}
	if c, there := known.CertificateOf(s.device.id); there {
		by = allowedBy(by, c)
	}
	return by, nil
}

// allowedBy cuts an actor to what the certificate of the computer allows.
func allowedBy(by app.Actor, c app.DeviceCertificate) app.Actor {
	if !slices.Contains(c.Roles, app.Sole) {
		by.Roles = slices.DeleteFunc(slices.Clone(by.Roles), func(r app.Role) bool { return !slices.Contains(c.Roles, r) })
	}
	return inAreaOf(by, c)
}

// inAreaOf lets records that somebody makes belong to an area that the computer
// carries.
func inAreaOf(by app.Actor, c app.DeviceCertificate) app.Actor {
	if at := slices.IndexFunc(c.Areas, func(a app.Area) bool { return a > 0 }); at >= 0 && (by.Area == 0 || !c.Carries(by.Area)) {
		by.Area = c.Areas[at]
	}
	return by
}

// Key is the key of the file, for who seals it; nil: nobody signs in to it.
func (s *Store) Key() []byte { return s.key }

// giveKey keeps the key of the file under somebody's password. It is written only
// where it was not so before; a file that people sign in to and that has no keys
// yet, as one that was put back, gets them.
func (s *Store) giveKey(staffNo, password string) error {
	return s.editRing(func(ring *keys.Ring) (bool, error) {
		if key, err := ring.Open(staffNo, password); err == nil {
			s.key = key
			return false, nil
		}
		return true, ring.Give(s.key, staffNo, password)
	})
}

// editRing changes what lies beside the file, or makes it; edit reports whether
// there is anything to be written.
func (s *Store) editRing(edit func(*keys.Ring) (bool, error)) error {
	s.keysMu.Lock()
	defer s.keysMu.Unlock()
	ring, err := keys.Read(s.path)
	if errors.Is(err, keys.ErrNone) && s.key == nil {
		err = nil
		ring, s.key = keys.Make(s.path, s.cost())
	}
	if err != nil {
		return err
	}
	changed, err := edit(ring)
	if err != nil || !changed {
		return err
	}
	return ring.Write()
}

// cost is what a new password costs on this computer.
func (s *Store) cost() keys.Cost {
	if s.passwords != (keys.Cost{}) {
		return s.passwords
	}
	if ring, err := keys.Read(s.path); err == nil {
		return ring.Cost()
	}
	return keys.Measure()
}

func numberOf(staffNo string) string { return strings.ToUpper(strings.TrimSpace(staffNo)) }
