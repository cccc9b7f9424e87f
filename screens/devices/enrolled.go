package devices

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"github.com/skip2/go-qrcode"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// qrSide is how large the picture is drawn: its dots stay whole at any scale.
const qrSide = 260

// tell shows the passphrase, once, with what belongs to it.
func (p *Page) tell(made app.DeviceEnrolment) {
	passphrase := widgets.NewText(made.Passphrase)
	passphrase.SizeName, passphrase.Bold = theme.SizeNameHeadingText, true
	facts := widgets.NewFacts()
	facts.Add(lang.X("device.code", "Code"), made.Device.Code)
	facts.Add(lang.L("Fingerprint"), made.Fingerprint)
	facts.AddWide(lang.L("Enrolment file"), filepath.Base(made.Path))
	facts.AddWide(lang.L("Records for the computer"), filepath.Base(made.Snapshot))
	facts.AddWide(lang.L("Folder"), filepath.Dir(made.Path))
	left := container.NewVBox(
		widgets.NewSectionHeader(lang.L("Passphrase")), passphrase,
		fixed(widgets.NewParagraph(lang.L("It is shown this once. Write it down and tell it by word of mouth; do not put it on the stick.")), tellWidth),
		widgets.NewSectionHeader(lang.L("What to do now")), facts,
		fixed(widgets.NewParagraph(lang.L("Bring both files to the new computer, start Lamplighter there, choose «Join a company» and type the passphrase. Delete the files afterwards: who joins by them twice makes a copy.")), tellWidth))
	body := container.NewHBox(left, container.NewVBox(picture(made), widgets.NewMutedText(caption(made))))
	sheet := widgets.NewSheet(lang.L("Enrolled: {{.Name}}", map[string]any{"Name": made.Device.Name}), body, widgets.Action{})
	copies := widgets.NewButton(lang.L("Copy the passphrase"), func() { fyne.CurrentApp().Clipboard().SetContent(made.Passphrase) })
	left.Add(container.NewHBox(copies))
	sheet.Show(p.desk.Keys)
}

const tellWidth = 460

// fixed gives a paragraph its width before it is asked for its height.
func fixed(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	o.Resize(fyne.NewSize(width, 0))
	return o
}

// fits reports whether the enrolment file itself goes into one picture.
func fits(sealed []byte) bool {
	_, err := qrcode.New(string(sealed), qrcode.Low)
	return err == nil
}

// picture is the enrolment file as a QR code where it fits, else its fingerprint.
func picture(made app.DeviceEnrolment) fyne.CanvasObject {
	text := made.Fingerprint
	if fits(made.Sealed) {
		text = string(made.Sealed)
	}
	code, err := qrcode.New(text, qrcode.Low)
	if err != nil {
		return container.NewStack() // a fingerprint always fits
	}
	image := canvas.NewImageFromImage(code.Image(-2)) // two pixels a dot
	image.ScaleMode = canvas.ImageScalePixels
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(qrSide))
	return image
}

func caption(made app.DeviceEnrolment) string {
	if fits(made.Sealed) {
		return lang.L("The enrolment file as a picture")
	}
	return lang.L("Its fingerprint as a picture")
}
