package attach_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/attach"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is a strip and a signature of one case on a real store.
type bench struct {
	page   *screentest.Page
	store  *data.Store
	by     app.Actor
	of     app.RecordID
	strip  *attach.Strip
	sign   *attach.Signature
	opened []string
}

func open(t *testing.T, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	store := datatest.Open(t)
	return openOn(t, store, store, runner, opts...)
}

// openOn lets the parts ask another than the store itself.
func openOn(t *testing.T, store *data.Store, asked attach.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, opts...), store: store, by: datatest.Actor(t, store)}
	b.of = app.RecordID(datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001"), "申请校表").ID)
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(words.English, nil), Runner: runner, Now: datatest.Now, Keys: b.page.Keys(), Canvas: b.page.Window().Canvas(),
		Say: func(string) {}, Fail: func(err error) { t.Error(err) }, Folder: t.TempDir, OpenURL: func(path string) { b.opened = append(b.opened, path) },
	}
	b.strip, b.sign = attach.NewStrip(d, asked), attach.NewSignature(d, asked)
	page := container.NewVBox(b.strip.Content(), b.sign.Content())
	b.strip.Grown, b.sign.Grown = page.Refresh, page.Refresh
	b.page.Show(container.NewPadded(page))
	b.strip.Of("cases", b.of)
	b.sign.Of("cases", b.of)
	b.strip.Focus()
	return b
}

func (b *bench) rows(t *testing.T) []app.AttachmentRow {
	t.Helper()
	rows, err := b.store.Attachments(t.Context(), b.by, "cases", b.of)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// photo writes a photo of a meter box as nobody has it.
func photo(t testing.TB, name string, shade uint8) string {
	t.Helper()
	p := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			c := color.RGBA{shade, uint8(90 + y/4), uint8(120 + x/8), 255}
			if x > 200 && x < 440 && y > 120 && y < 380 {
				c = color.RGBA{220, 220, 210, 255}
			}
			p.SetRGBA(x, y, c)
		}
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

func TestAPhotoIsAddedByItsPathWithTheKeyboard(t *testing.T) {
	for name, add := range map[string]func(b *bench, path string){
		"F":      func(b *bench, _ string) { b.page.TypeHere("F") },
		"plus":   func(b *bench, _ string) { b.page.TypeHere("+") },
		"Insert": func(b *bench, _ string) { b.page.Press("Insert") },
		"Enter":  func(b *bench, _ string) { b.page.Press("Enter") }, // on the place where one adds
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, background.Inline())
			path := photo(t, "表箱.jpg", 90)
			add(b, path)
			b.page.Press("Ctrl+Enter")
			b.page.See("Please fill this in.")
			b.page.TypeHere(`"` + path + `"`)
			b.page.Press("Ctrl+Enter")
			b.page.See("表箱.jpg")
			if rows := b.rows(t); len(rows) != 1 || rows[0].Kind != app.Photo || b.strip.Count() != 1 {
				t.Errorf("attached %+v", rows)
			}
		})
	}
}

func TestAPathIsPasted(t *testing.T) {
	b := open(t, background.Inline())
	first, second := photo(t, "a.jpg", 90), photo(t, "b.jpg", 40)
	paste := func(text string) {
		clipboard := test.NewClipboard()
		clipboard.SetContent(text)
		b.page.Focusing().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	}
	paste("电表倒走")
	b.page.See("Copy a file or its path first, then paste it here.")
	paste("file://" + first + "\r\n\"" + second + "\"\r\n")
	if rows := b.rows(t); len(rows) != 2 {
		t.Errorf("attached %+v", rows)
	}
	b.page.DontSee("Copy a file or its path first")
}

func TestDroppedFilesAreTakenAndTheOthersToldOf(t *testing.T) {
	b := open(t, background.Inline())
	paper := fileOf(t, "协议.pdf", []byte("%PDF-1.4\n"))
	if b.strip.Catch([]string{"/home/hall/客户.xlsx"}) {
		t.Error("a sheet was taken for a photo")
	}
	if !b.strip.Catch([]string{photo(t, "a.jpg", 90), fileOf(t, "空.jpg", nil), paper}) {
		t.Error("photos were left to somebody else")
	}
	b.page.See("空.jpg: The file is empty.")
	b.page.See("PDF")
	if rows := b.rows(t); len(rows) != 2 || rows[0].Kind != app.Photo || rows[1].Kind != app.Scan {
		t.Errorf("attached %+v", rows)
	}
}

func TestAPhotoIsSeenLargeAndItsWordsAreKept(t *testing.T) {
	b := open(t, background.Inline())
	b.strip.Add(photo(t, "a.jpg", 90), photo(t, "b.jpg", 40))
	b.page.Press("Home", "Enter")
	b.page.See("a.jpg  ·  Photo")
	b.page.Press("PageDown")
	b.page.See("b.jpg  ·  Photo")
	b.page.Type("Words under the picture", "表箱正面")
	b.page.Press("Ctrl+Enter")
	if rows := b.rows(t); rows[1].Note != "表箱正面" {
		t.Errorf("kept %+v", rows)
	}
	b.page.See("表箱正面")
	b.page.DontSee("b.jpg")
	b.page.Tap("表箱正面")
	b.page.Tap("Open")
	if len(b.opened) != 1 || filepath.Ext(b.opened[0]) != ".jpg" {
		t.Errorf("opened %v", b.opened)
	}
}

func TestAPhotoIsWithdrawnAfterAQuestion(t *testing.T) {
	b := open(t, background.Inline())
	b.strip.Add(photo(t, "a.jpg", 90), photo(t, "b.jpg", 40))
	b.page.Press("Delete") // the place where one adds cannot be taken away
	b.page.Press("Left", "Delete")
	b.page.See("Withdraw «b.jpg»?")
	b.page.Press("Escape")
	if rows := b.rows(t); len(rows) != 2 {
		t.Fatalf("withdrawn without an answer: %+v", rows)
	}
	b.page.Press("Delete")
	b.page.Press("Ctrl+Enter")
	if rows := b.rows(t); len(rows) != 1 || rows[0].Name != "a.jpg" {
		t.Errorf("left %+v", rows)
	}
	b.page.DontSee("b.jpg")
}

func TestAPhotoThatIsNotHereKeepsItsPlace(t *testing.T) {
	b := open(t, background.Inline())
	b.strip.Add(photo(t, "a.jpg", 90))
	files, err := filepath.Glob(filepath.Join(b.store.Path()+".files", "*", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v: %v", files, err)
	}
	if err := os.Rename(files[0], filepath.Join(t.TempDir(), "away")); err != nil {
		t.Fatal(err)
	}
	b.strip.Reload()
	b.page.See("a.jpg")
	b.page.Press("Home", "Enter")
	b.page.See("The file is not on this computer.")
	b.page.Tap("Open")
	if len(b.opened) != 0 {
		t.Errorf("opened %v", b.opened)
	}
}

func TestWhileAPhotoIsKeptTheStripSaysSo(t *testing.T) {
	runner, release := background.Held()
	b := open(t, runner)
	release()
	path := photo(t, "a.jpg", 90)
	b.strip.Add(path)
	b.page.See("Making the photos smaller and keeping them")
	b.strip.Add(path) // an impatient second drop
	release()
	b.page.DontSee("Making the photos smaller")
	if rows := b.rows(t); len(rows) != 1 {
		t.Errorf("attached %d times", len(rows))
	}
}

// full answers that the disk is full.
type full struct{ *data.Store }

func (f full) Attach(context.Context, app.Actor, app.AttachmentDraft) (app.Attachment, error) {
	return app.Attachment{}, errors.Join(app.ErrDiskFull)
}

func TestADiskThatIsFullIsSaidOnce(t *testing.T) {
	store := datatest.Open(t)
	b := openOn(t, store, full{store}, background.Inline())
	b.strip.Add(photo(t, "a.jpg", 90), photo(t, "b.jpg", 40))
	if n := strings.Count(b.page.Text(), "The disk is full."); n != 1 {
		t.Errorf("said %d times:\n%s", n, b.page.Text())
	}
	draw(t, b)
	b.page.Tap("Keep the signature")
	if n := strings.Count(b.page.Text(), "The disk is full."); n != 2 {
		t.Errorf("the signature does not say so:\n%s", b.page.Text())
	}
	b.page.Tap("Keep the signature") // what was drawn is still there to be kept
}

// pen is the pad, which takes what a mouse does.
type pen interface {
	fyne.Draggable
	desktop.Mouseable
	Size() fyne.Size
}

func penOf(t *testing.T, root fyne.CanvasObject) pen {
	t.Helper()
	var found pen
	var visit func(fyne.CanvasObject)
	visit = func(o fyne.CanvasObject) {
		if p, is := o.(pen); is {
			found = p
		}
		if box, is := o.(*fyne.Container); is {
			for _, in := range box.Objects {
				visit(in)
			}
		}
	}
	visit(root)
	if found == nil {
		t.Fatal("there is nothing to sign on")
	}
	return found
}

// draw signs with three strokes and a dot.
func draw(t *testing.T, b *bench) {
	t.Helper()
	p := penOf(t, b.sign.Content())
	for _, s := range [][]fyne.Position{
		{{X: 60, Y: 60}, {X: 90, Y: 40}, {X: 130, Y: 70}, {X: 150, Y: 110}, {X: 190, Y: 60}},
		{{X: 210, Y: 40}, {X: 215, Y: 90}, {X: 240, Y: 120}, {X: 280, Y: 50}, {X: 320, Y: 100}},
		{{X: 120, Y: 100}, {X: 180, Y: 85}, {X: 300, Y: 75}},
		{{X: 340, Y: 90}},
	} {
		p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: s[0]}, Button: desktop.MouseButtonPrimary})
		for _, at := range s[1:] {
			p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
		}
		p.DragEnd()
		p.MouseUp(&desktop.MouseEvent{})
	}
}

func TestASignatureIsDrawnKeptAndDrawnAgain(t *testing.T) {
	b := open(t, background.Inline())
	var signers []string
	b.sign.OnSigned = func(name string) { signers = append(signers, name) }
	b.sign.Signer("李晓明")
	b.page.Tap("Keep the signature") // nothing drawn yet
	if rows := b.rows(t); len(rows) != 0 {
		t.Fatalf("kept an empty field: %+v", rows)
	}
	draw(t, b)
	b.page.Tap("Keep the signature")
	rows := b.rows(t)
	if len(rows) != 1 || rows[0].Kind != app.Signature || rows[0].Note != "李晓明" || rows[0].MIME != app.PNG || rows[0].Bytes > app.SignatureBytes {
		t.Fatalf("kept %+v", rows)
	}
	if rows[0].Width > 600 || rows[0].Height > 200 {
		t.Errorf("not cut to its strokes: %d by %d", rows[0].Width, rows[0].Height)
	}
	b.page.See("李晓明")
	b.page.DontSee("Keep the signature")
	if b.strip.Reload(); b.strip.Count() != 0 {
		t.Error("the signature stands among the photos")
	}
	b.page.Tap("Sign again")
	draw(t, b)
	b.page.Tap("Clear")
	b.page.Tap("Keep the signature")
	if again := b.rows(t); len(again) != 1 || again[0].ID != rows[0].ID {
		t.Errorf("an emptied field took the signature's place: %+v", again)
	}
	draw(t, b)
	b.page.Tap("Keep the signature")
	if again := b.rows(t); len(again) != 1 || again[0].ID == rows[0].ID {
		t.Errorf("the new signature is not the one: %+v", again)
	}
	if len(signers) != 2 || signers[1] != "李晓明" {
		t.Errorf("told of %q", signers)
	}
}

func TestTheFieldToSignFitsBesideAForm(t *testing.T) {
	b := open(t, background.Inline())
	const side = 300 // what stays beside a form on a window 1280 wide
	if least := b.sign.Content().MinSize().Width; least > side {
		t.Errorf("the field to sign is %v wide at least, and %v are there", least, side)
	}
}

func TestSignedOnPaperLeavesTheFieldEmpty(t *testing.T) {
	b := open(t, background.Inline())
	var onPaper []bool
	b.sign.OnPaper = func(is bool) { onPaper = append(onPaper, is) }
	draw(t, b)
	b.page.Into("Signed on paper")
	b.page.Press("Space")
	b.page.Tap("Keep the signature")
	if rows := b.rows(t); len(rows) != 0 || len(onPaper) != 1 || !onPaper[0] {
		t.Errorf("kept %+v, told %v", rows, onPaper)
	}
}

// TestGallery draws the parts for a person to judge.
func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, opts := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		b := open(t, background.Inline(), opts...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "attach-"+what+"-"+name+".png")) }
		shot("empty")
		b.strip.Add(photo(t, "IMG_20260302_093012.jpg", 90), photo(t, "示例养殖场配电房低压侧进线柜与电容补偿柜全景.jpg", 160), fileOf(t, "协议.pdf", []byte("%PDF-1.4\n")), photo(t, "c.jpg", 20), fileOf(t, "空.jpg", nil))
		rows := b.rows(t)
		path, err := b.store.AttachmentPath(t.Context(), b.by, rows[3].Attachment)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		b.strip.Of("cases", app.RecordID{1})
		b.strip.Of("cases", b.of)
		b.strip.Focus()
		draw(t, b)
		shot("strip")
		b.page.Press("Home", "Enter")
		shot("large")
		b.page.Press("PageDown", "PageDown", "PageDown")
		shot("absent")
		b.page.Press("Escape", "End", "Enter")
		shot("add")
		b.page.Press("Escape")
		b.page.Tap(map[bool]string{true: "保存签名", false: "Keep the signature"}[name == "zh-light"])
		shot("signed")
	}
}

func TestASignatureFitsBesideTheFormOfAVisit(t *testing.T) {
	b := open(t, background.Inline())
	if least := b.sign.Content().MinSize().Width; least > 320 { // what is left beside a form in a window of 1366
		t.Errorf("it needs a width of %v", least)
	}
}
