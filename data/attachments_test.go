package data_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sheet"
)

// album is a case that takes photos.
type album struct {
	s  *data.Store
	by app.Actor
	c  app.Case
}

func newAlbum(t *testing.T, s *data.Store) album {
	t.Helper()
	return album{s, datatest.Actor(t, s), datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001"), "申请校表")}
}

func (b album) draft(path string) app.AttachmentDraft {
	return app.AttachmentDraft{OfTable: "cases", Of: app.RecordID(b.c.ID), Kind: app.Photo, Path: path}
}

func (b album) attach(t *testing.T, path string) app.Attachment {
	t.Helper()
	a, err := b.s.Attach(t.Context(), b.by, b.draft(path))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (b album) list(t *testing.T) []app.AttachmentRow {
	t.Helper()
	rows, err := b.s.Attachments(t.Context(), b.by, "cases", app.RecordID(b.c.ID))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// photoFile writes a photo of one shade.
func photoFile(t testing.TB, name string, shade uint8) string {
	t.Helper()
	p := image.NewGray(image.Rect(0, 0, 320, 240))
	for i := range p.Pix {
		p.Pix[i] = shade
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, nil); err != nil {
		t.Fatal(err)
	}
	return fileOf(t, name, b.Bytes())
}

func fileOf(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// kept lists the files beside a database.
func kept(t testing.TB, s *data.Store) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.Path()+".files", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := filepath.Glob(filepath.Join(s.Path()+".files", "*", ".*"))
	if err != nil {
		t.Fatal(err)
	}
	return append(files, hidden...)
}

func TestAPhotoIsAttachedShownNotedAndWithdrawn(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	a := b.attach(t, photoFile(t, "表箱 正面.jpeg", 90))
	if a.Name != "表箱 正面.jpg" || a.MIME != app.JPEG || a.Width != 320 || a.Height != 240 || a.Area != b.c.Area {
		t.Errorf("attached as %+v", a)
	}
	if err := b.s.NoteAttachment(t.Context(), b.by, a, "表箱正面"); err != nil {
		t.Fatal(err)
	}
	rows := b.list(t)
	if len(rows) != 1 || rows[0].Note != "表箱正面" || rows[0].ByName != "沈丽" || rows[0].Absent {
		t.Fatalf("listed %+v", rows)
	}
	content, err := b.s.AttachmentBytes(t.Context(), b.by, rows[0].Attachment)
	if err != nil || int64(len(content)) != a.Bytes {
		t.Errorf("%d bytes of %d: %v", len(content), a.Bytes, err)
	}
	if err := b.s.WithdrawAttachment(t.Context(), b.by, rows[0].Attachment); err != nil {
		t.Fatal(err)
	}
	if rows := b.list(t); len(rows) != 0 {
		t.Errorf("a withdrawn photo is listed: %+v", rows)
	}
	if files := kept(t, b.s); len(files) != 1 {
		t.Errorf("the history names a file that went: %v", files)
	}
}

func TestTheSamePhotoTwiceIsOneFileAndTwoRows(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	path := photoFile(t, "a.jpg", 90)
	first, second := b.attach(t, path), b.attach(t, path)
	if !bytes.Equal(first.Hash, second.Hash) || first.ID == second.ID {
		t.Error("the same photo has two hashes")
	}
	if rows, files := b.list(t), kept(t, b.s); len(rows) != 2 || len(files) != 1 {
		t.Errorf("%d rows and %d files, want 2 and 1", len(rows), len(files))
	}
}

func TestASignatureAndAScanAreAttached(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	pad := image.NewGray(image.Rect(0, 0, 400, 160))
	for i := range pad.Pix {
		pad.Pix[i] = 255
	}
	for x := 100; x < 300; x++ {
		pad.SetGray(x, 80, color.Gray{})
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, pad); err != nil {
		t.Fatal(err)
	}
	d := b.draft("")
	d.Kind, d.Content, d.Note = app.Signature, drawn.Bytes(), "李晓明"
	signed, err := b.s.Attach(t.Context(), b.by, d)
	if err != nil || signed.MIME != app.PNG || signed.Name != "signature.png" || signed.Width >= 400 {
		t.Errorf("signed %+v: %v", signed, err)
	}
	paper := []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")
	d = b.draft(fileOf(t, "协议.PDF", paper))
	d.Kind = app.Scan
	scan, err := b.s.Attach(t.Context(), b.by, d)
	if err != nil || scan.MIME != app.PDF || scan.Name != "协议.pdf" {
		t.Fatalf("scanned %+v: %v", scan, err)
	}
	if content, err := b.s.AttachmentBytes(t.Context(), b.by, scan); err != nil || !bytes.Equal(content, paper) {
		t.Errorf("the paper was changed: %v", err)
	}
	if path, err := b.s.AttachmentPath(t.Context(), b.by, scan); err != nil || filepath.Ext(path) != ".pdf" {
		t.Errorf("lies at %s: %v", path, err)
	}
}

func TestWhatCannotBeAttachedIsRefusedAndLeavesNothing(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	whole, err := os.ReadFile(photoFile(t, "a.jpg", 90))
	if err != nil {
		t.Fatal(err)
	}
	good := photoFile(t, "a.jpg", 90)
	of := func(path string, change func(*app.AttachmentDraft)) app.AttachmentDraft {
		d := b.draft(path)
		if change != nil {
			change(&d)
		}
		return d
	}
	scan := func(d *app.AttachmentDraft) { d.Kind = app.Scan }
	for name, tt := range map[string]struct {
		draft app.AttachmentDraft
		want  app.Reason
	}{
		"an empty file":                   {of(fileOf(t, "a.jpg", nil), nil), app.EmptyFile},
		"a photo cut off":                 {of(fileOf(t, "a.jpg", whole[:len(whole)/2]), nil), app.BrokenPicture},
		"a text called a photo":           {of(fileOf(t, "a.jpg", []byte("一段文字")), nil), app.NotAPicture},
		"a folder":                        {of(t.TempDir(), nil), app.NotAPicture},
		"a text called a scan":            {of(fileOf(t, "a.pdf", []byte("一段文字")), scan), app.NotAScan},
		"a scan of eleven megabytes":      {of(fileOf(t, "a.pdf", append([]byte("%PDF-1.4"), make([]byte, 11<<20)...)), scan), app.FileTooLarge},
		"a photo of a customer's own":     {of(good, func(d *app.AttachmentDraft) { d.OfTable = "customers" }), app.NotAttachable},
		"a signature on special care":     {of(good, func(d *app.AttachmentDraft) { d.OfTable, d.Kind = "special_cares", app.Signature }), app.NotAttachable},
		"a photo of no kind":              {of(good, func(d *app.AttachmentDraft) { d.Kind = "" }), app.NotAttachable},
		"nothing at all":                  {of("", nil), app.Missing},
		"a caption as long as a letter":   {of(good, func(d *app.AttachmentDraft) { d.Note = strings.Repeat("字", 201) }), app.TooLong},
		"a signature without any strokes": {of(good, func(d *app.AttachmentDraft) { d.Kind = app.Signature; d.Path = ""; d.Content = blank(t) }), app.NothingDrawn},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := b.s.Attach(t.Context(), b.by, tt.draft)
			if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != tt.want {
				t.Errorf("answered %v, want %s", err, tt.want)
			}
		})
	}
	_, err = b.s.Attach(t.Context(), b.by, of(filepath.Join(t.TempDir(), "gone.jpg"), nil))
	if p, is := errors.AsType[*app.FileProblem](err); !is || p.Kind != "not_found" || p.Name != "gone.jpg" {
		t.Errorf("a file that is not there: %v", err)
	}
	_, err = b.s.Attach(t.Context(), b.by, of(good, func(d *app.AttachmentDraft) { d.Of = app.RecordID{1} }))
	if !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a record that is not there: %v", err)
	}
	if rows, files := b.list(t), kept(t, b.s); len(rows) != 0 || len(files) != 0 {
		t.Errorf("%d rows and %d files were left", len(rows), len(files))
	}
}

func blank(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestADiskThatFillsUpWhileAPhotoIsSavedKeepsNothingOfIt(t *testing.T) {
	full := true
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true,
		WriteFile: func(path string, content []byte) error {
			if full {
				return fullDisk(path)
			}
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
			return os.WriteFile(path, content, 0o600)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	b := newAlbum(t, s)
	path := photoFile(t, "a.jpg", 90)
	if _, err := s.Attach(t.Context(), b.by, b.draft(path)); !errors.Is(err, app.ErrDiskFull) {
		t.Errorf("no room for the file: %v", err)
	}
	full = false
	datatest.FillDisk(t, s)
	var last error
	for range 200 { // the pages there are take some rows yet
		if _, last = s.Attach(t.Context(), b.by, b.draft(photoFile(t, "b.jpg", 30))); last != nil {
			break
		}
	}
	if !errors.Is(last, app.ErrDiskFull) {
		t.Errorf("no room for the row: %v", last)
	}
	datatest.FreeDisk(t, s)
	rows, files := b.list(t), kept(t, s)
	if want := min(len(rows), 1); len(files) != want {
		t.Errorf("%d rows, %v", len(rows), files)
	}
	b.attach(t, path)
	if again := b.list(t); len(again) != len(rows)+1 || again[len(again)-1].Absent {
		t.Errorf("with room again it is attached as %+v", again)
	}
}

// fullDisk is what writing a file answers when there is no room.
func fullDisk(path string) error {
	return &sheet.Problem{Kind: sheet.DiskFull, Path: path, Err: syscall.ENOSPC}
}

func TestAPhotoWhoseRowIsRefusedLeavesNoFile(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := b.s.Attach(ctx, b.by, b.draft(photoFile(t, "a.jpg", 90))); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	d := b.draft(photoFile(t, "a.jpg", 90))
	d.Of = app.RecordID{9}
	if _, err := b.s.Attach(t.Context(), b.by, d); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("of no record: %v", err)
	}
	if files := kept(t, b.s); len(files) != 0 {
		t.Errorf("left %v", files)
	}
}

func TestAPhotoWhoseFileIsAbsentOrDamagedKeepsItsPlace(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	path := photoFile(t, "a.jpg", 90)
	a := b.attach(t, path)
	file := kept(t, b.s)[0]
	if err := errors.Join(os.Remove(file), os.WriteFile(file, []byte("x"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.s.AttachmentBytes(t.Context(), b.by, a); !errors.Is(err, app.ErrFileDamaged) {
		t.Errorf("a damaged file: %v", err)
	}
	found, err := data.CheckWhole(t.Context(), b.s.Path())
	if err != nil || found.Files != 1 || !slices.Equal(found.Damaged, []string{"a.jpg"}) {
		t.Errorf("found %+v: %v", found, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if rows := b.list(t); len(rows) != 1 || !rows[0].Absent {
		t.Errorf("listed %+v", rows)
	}
	if _, err := b.s.AttachmentBytes(t.Context(), b.by, a); !errors.Is(err, app.ErrFileAbsent) {
		t.Errorf("an absent file: %v", err)
	}
	if _, err := b.s.AttachmentPath(t.Context(), b.by, a); !errors.Is(err, app.ErrFileAbsent) {
		t.Errorf("an absent file: %v", err)
	}
	found, err = data.CheckWhole(t.Context(), b.s.Path())
	if err != nil || found.Whole() || !slices.Equal(found.Absent, []string{"a.jpg"}) {
		t.Errorf("found %+v: %v", found, err)
	}
	b.attach(t, path)
	if found, err := data.CheckWhole(t.Context(), b.s.Path()); err != nil || !found.Whole() {
		t.Errorf("attached again, found %+v: %v", found, err)
	}
}

func TestABackupTakesTheFilesAlong(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	b.attach(t, photoFile(t, "a.jpg", 90))
	lost := b.attach(t, photoFile(t, "b.jpg", 120))
	copied := filepath.Join(t.TempDir(), "copy.lamp")
	for range 2 { // over an older copy as well
		found, err := b.s.Backup(t.Context(), b.by, copied)
		if err != nil || found.Files != 2 || !found.Whole() {
			t.Fatalf("copied %+v: %v", found, err)
		}
	}
	if found, err := data.CheckWhole(t.Context(), copied); err != nil || found.Files != 2 || !found.Whole() {
		t.Errorf("the copy has %+v: %v", found, err)
	}
	path, err := b.s.AttachmentPath(t.Context(), b.by, lost)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	found, err := b.s.Backup(t.Context(), b.by, filepath.Join(t.TempDir(), "second.lamp"))
	if err != nil || !slices.Equal(found.Absent, []string{"b.jpg"}) {
		t.Errorf("copied %+v: %v", found, err)
	}
	s := datatest.OpenAt(t, copied)
	if rows, err := s.Attachments(t.Context(), b.by, "cases", app.RecordID(b.c.ID)); err != nil || len(rows) != 2 || rows[0].Absent || rows[1].Absent {
		t.Errorf("the copy lists %+v: %v", rows, err)
	}
}

func TestAFileThatNoRowNamesGoesInTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	s := datatest.OpenAt(t, path)
	b := newAlbum(t, s)
	a := b.attach(t, photoFile(t, "a.jpg", 90))
	if err := s.WithdrawAttachment(t.Context(), b.by, a); err != nil {
		t.Fatal(err)
	}
	named := kept(t, s)[0]
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(named)
	stray := func(name string, age time.Duration) string {
		file := filepath.Join(folder, name)
		at := datatest.Now().Add(-age)
		if err := errors.Join(os.WriteFile(file, []byte("x"), 0o600), os.Chtimes(file, at, at)); err != nil {
			t.Fatal(err)
		}
		return file
	}
	hash := func(c string) string { return strings.Repeat(c, 64) + ".jpg" }
	goes := []string{stray(".lamplighter-1.tmp", 25*time.Hour), stray(hash("a"), 31*24*time.Hour)}
	stays := []string{stray(".lamplighter-2.tmp", time.Hour), stray(hash("b"), 29*24*time.Hour), stray("笔记.txt", 99*24*time.Hour), stray(filepath.Base(named)+".txt", 99*24*time.Hour), named}
	if err := os.Chtimes(named, time.Unix(0, 0), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	datatest.OpenAt(t, path)
	for _, file := range goes {
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%s is still there", filepath.Base(file))
		}
	}
	for _, file := range stays {
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s went", filepath.Base(file))
		}
	}
}

func TestTheRowsOfAttachmentsTravelWithoutTheirFiles(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	a := b.attach(t, photoFile(t, "a.jpg", 90))
	gone := b.attach(t, photoFile(t, "b.jpg", 120))
	if err := errors.Join(b.s.NoteAttachment(t.Context(), b.by, a, "正面"), b.s.WithdrawAttachment(t.Context(), b.by, gone)); err != nil {
		t.Fatal(err)
	}
	changes, err := b.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, b.s.Path())["attachments"], datatest.Dump(t, copied.Path())["attachments"]
	if want == "" || want != got {
		t.Errorf("differs after replay:\n%s\n%s", want, got)
	}
	rows, err := copied.Attachments(t.Context(), b.by, "cases", app.RecordID(b.c.ID))
	if err != nil || len(rows) != 1 || !rows[0].Absent || rows[0].Note != "正面" {
		t.Errorf("over there it lists %+v: %v", rows, err)
	}
}

func TestAPhotoOfAProtectedCaseIsForThoseNamed(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c, err := s.OpenCase(t.Context(), by, app.CaseDraft{
		Kind: app.Wrongdoing, Channel: "counter", Anonymous: true, Content: "反映收费问题", Named: []app.StaffID{by.Staff},
	})
	if err != nil {
		t.Fatal(err)
	}
	b := album{s, by, c}
	a := b.attach(t, photoFile(t, "a.jpg", 90))
	if a.Area != c.Area || a.Area >= 0 {
		t.Errorf("it travels in area %d, its case in %d", a.Area, c.Area)
	}
	other := by
	other.Staff = app.StaffID{7}
	for name, ask := range map[string]func() error{
		"list":   func() error { _, err := s.Attachments(t.Context(), other, "cases", a.Of); return err },
		"bytes":  func() error { _, err := s.AttachmentBytes(t.Context(), other, a); return err },
		"attach": func() error { _, err := s.Attach(t.Context(), other, b.draft(photoFile(t, "b.jpg", 60))); return err },
		"take":   func() error { return s.WithdrawAttachment(t.Context(), other, a) },
	} {
		if err := ask(); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("%s by somebody not named: %v", name, err)
		}
	}
}

func TestTwoPeopleWriteUnderOnePhoto(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	a := b.attach(t, photoFile(t, "a.jpg", 90))
	if err := b.s.NoteAttachment(t.Context(), b.by, a, "甲"); err != nil {
		t.Fatal(err)
	}
	if err := b.s.NoteAttachment(t.Context(), b.by, a, "乙"); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the second is told %v", err)
	}
}

func TestTakingBackTheLastActionLeavesAPhotoAlone(t *testing.T) {
	b := newAlbum(t, datatest.Open(t))
	b.attach(t, photoFile(t, "a.jpg", 90))
	last, err := b.s.LastAction(t.Context(), b.by)
	if err != nil || last.Kind != app.OtherAction {
		t.Fatalf("the last action is %+v: %v", last, err)
	}
	if _, err := b.s.UndoLast(t.Context(), b.by, last.Token); err == nil {
		t.Error("it was said to be taken back")
	}
	if rows := b.list(t); len(rows) != 1 {
		t.Errorf("%d photos are left", len(rows))
	}
}

func TestEveryVerbOfAttachmentsIsAnnounced(t *testing.T) {
	var heard app.Changes
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true, OnChange: func(c app.Changes) { heard |= c },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	b := newAlbum(t, s)
	a := b.attach(t, photoFile(t, "a.jpg", 90))
	for name, verb := range map[string]func() error{
		"attach":   func() error { b.attach(t, photoFile(t, "a.jpg", 40)); return nil },
		"note":     func() error { return s.NoteAttachment(t.Context(), b.by, a, "正面") },
		"withdraw": func() error { return s.WithdrawAttachment(t.Context(), b.by, a) },
	} {
		heard = 0
		if err := verb(); err != nil || heard != app.Attachments {
			t.Errorf("%s announces %b: %v", name, heard, err)
		}
	}
}

func TestAnArchivedCaseTakesNoPhotosAndGivesNoneUp(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c, err := s.OpenCase(t.Context(), by, app.CaseDraft{
		Kind: app.Consultation, Channel: "counter", Customer: datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001").ID,
		Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied",
	})
	if err != nil {
		t.Fatal(err)
	}
	b := album{s, by, c}
	a := b.attach(t, photoFile(t, "a.jpg", 90)) // closed is not yet archived
	if b.c, err = s.MoveCase(t.Context(), by, c, app.Progress{To: "archived"}); err != nil {
		t.Fatal(err)
	}
	_, attaching := s.Attach(t.Context(), by, b.draft(photoFile(t, "b.jpg", 30)))
	for name, err := range map[string]error{"attach": attaching, "withdraw": s.WithdrawAttachment(t.Context(), by, a), "note": s.NoteAttachment(t.Context(), by, a, "x")} {
		if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.RecordEnded {
			t.Errorf("%s: %v", name, err)
		}
	}
	if rows, files := b.list(t), kept(t, s); len(rows) != 1 || len(files) != 1 {
		t.Errorf("%d rows and %d files", len(rows), len(files))
	}
}
