package paper

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// A certificate speaks Chinese, and English below it, whatever the language of
// the window: it is shown to others. So its words stand here and are not looked
// up.

// Certificates are certificates, each on a page of its own.
func Certificates(head Head, all []app.CertificateRow) Document {
	var d Document
	for i, c := range all {
		one := Document{
			Title: lang.L("Certificates"), Size: A4Wide, Head: head, Bare: true, Blocks: []Block{certificate{c.Certificate, head.Company}},
		}
		if i == 0 {
			d = one
			continue
		}
		d.After = append(d.After, one)
	}
	return d
}

// certificate is the face of one.
type certificate struct {
	app.Certificate
	company string
}

// The measures of its face, in points.
const (
	frameOut   = 26 // of the outer line from the edge of the paper
	frameIn    = 33
	faceSide   = 96
	nameSize   = 30
	faceSize   = 15
	smallSize  = 10.5
	headSize   = 46
	sealRoom   = 92 // the side of the place for the seal
	footFace   = 118
	betweenAll = 6
)

func (c certificate) lay(l *layout) {
	for _, f := range []struct{ inset, weight float32 }{{frameOut, 2.2}, {frameIn, 0.6}} {
		l.add(mark{kind: boxMark, x: f.inset, y: f.inset, w: l.width - 2*f.inset, h: l.height - 2*f.inset, size: f.weight})
	}
	l.y = 62
	c.middle(l, c.company, faceSize, false)
	l.y += 10
	c.middle(l, strings.Join(strings.Split(c.kindZH(), ""), "  "), headSize, true)
	c.middle(l, c.kindEN(), faceSize-2, false)
	l.y += 20
	c.middle(l, c.Holder, nameSize, true)
	c.middle(l, "工号 Staff No. "+c.StaffNo, smallSize, false)
	l.y += 14
	c.middle(l, c.saysZH(), faceSize, false)
	l.y += 2
	c.middle(l, "《"+c.Title+"》", faceSize+5, true)
	if c.TitleEN != "" {
		c.middle(l, c.saysEN()+" “"+c.TitleEN+"”", smallSize+1, false)
	}
	if c.Minutes > 0 {
		l.y += betweenAll
		hours := words.Hours(c.Minutes)
		c.middle(l, "共 "+hours+" 学时  ·  "+hours+" hours of training", smallSize+1, false)
	}
	l.y += betweenAll
	c.middle(l, c.validity(), smallSize+1, false)
	c.foot(l)
}

// middle writes a line in the middle of the paper, smaller if it were too long.
func (c certificate) middle(l *layout, text string, size float32, bold bool) {
	text = l.face.drawable(text)
	room := l.width - 2*faceSide
	for size > 6 && l.face.width(text, bold)*size > room {
		size -= 0.5
	}
	l.sayMiddle(text, size, bold)
	l.y += size * leading
}

// foot is what proves it on the left, and at the right the place for the seal
// with company and day.
func (c certificate) foot(l *layout) {
	top := l.height - frameIn - footFace
	put := func(y float32, text string, faint bool) {
		l.y = y
		l.say(text, faceSide-20, smallSize, false, faint)
	}
	put(top+30, "证书编号 No.  "+c.Number, false)
	put(top+48, "防伪验证码 Code  "+c.Code, false)
	put(top+66, "验证 Verify:  lamplighter check FILE -certificate NUMBER CODE", true)
	right := l.width - faceSide + 20
	l.add(mark{kind: boxMark, x: right - sealRoom, y: top + 2, w: sealRoom, h: sealRoom, size: 0.4, faint: true})
	l.y = top + sealRoom/2 - 6
	c.sayCentred(l, "（盖章 Seal）", right-sealRoom/2)
	l.y = top + 30
	l.sayRight(c.company, right-sealRoom-16, smallSize)
	l.y = top + 48
	l.sayRight(chineseDay(c.IssuedOn)+"  "+string(c.IssuedOn), right-sealRoom-16, smallSize)
}

func (c certificate) sayCentred(l *layout, text string, x float32) {
	text = l.face.drawable(text)
	l.say(text, x-l.face.width(text, false)*smallSize/2, smallSize, false, true)
}

func (c certificate) qualification() bool { return !c.Qualified.IsZero() }

func (c certificate) kindZH() string {
	if c.qualification() {
		return "岗位资格证书"
	}
	return "培训合格证书"
}

func (c certificate) kindEN() string {
	if c.qualification() {
		return "CERTIFICATE OF QUALIFICATION"
	}
	return "CERTIFICATE OF TRAINING"
}

func (c certificate) saysZH() string {
	if c.qualification() {
		return "经培训、学习和实践考核合格，具备岗位资格"
	}
	return "完成下列培训课程，考核合格"
}

func (c certificate) saysEN() string {
	if c.qualification() {
		return "has met the requirements of training, study and practice of"
	}
	return "has successfully completed the course"
}

func (c certificate) validity() string {
	if c.UntilOn == "" {
		return "长期有效  ·  Valid without limit"
	}
	return "有效期至 " + chineseDay(c.UntilOn) + "  ·  Valid until " + string(c.UntilOn)
}

// chineseDay is a day as Chinese papers write it.
func chineseDay(d app.Day) string {
	if !d.Valid() {
		return ""
	}
	return d.Time().Format("2006 年 1 月 2 日")
}
