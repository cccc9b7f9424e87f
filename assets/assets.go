// Package assets holds the bytes the program is dressed in: fonts, icons,
// translations, and the tables it is delivered with. Everything is built in,
// so that nothing hangs on what a machine has installed.
//
// It gives bytes and names. It does not draw, translate, or judge a table:
// what the rows mean is said in app, how they are kept in data. Callers do not
// change what they are handed.
package assets

import (
	"bytes"
	"embed"
	"strconv"
)

//go:embed fonts/LamplighterSansSC-Regular.otf
var fontRegular []byte

//go:embed fonts/LamplighterSansSC-Bold.otf
var fontBold []byte

//go:embed fonts/LamplighterSansSC-Regular.ttf
var paperRegular []byte

//go:embed fonts/LamplighterSansSC-Bold.ttf
var paperBold []byte

//go:embed icons
var icons embed.FS

//go:embed calendar/holidays-cn.csv
var calendar []byte

//go:embed codes rules
var tables embed.FS

//go:embed knowledge
var articles embed.FS

// FontRegular is the font of the window. It draws all of GBK and every rarer
// character its source has. Its outlines are read as they are drawn, which
// keeps the window 45 MB smaller than PaperRegular would. Callers do not
// change it.
func FontRegular() []byte { return fontRegular }

// FontBold is FontRegular's bold companion, for headings: it draws GB2312 and
// the state list of 8105 standard characters, which hold all but the rarest
// names. Callers do not change it.
func FontBold() []byte { return fontBold }

// PaperRegular is the same face with TrueType outlines, which PDF files need.
// Callers do not change it.
func PaperRegular() []byte { return paperRegular }

// PaperBold is PaperRegular's bold companion. Callers do not change it.
func PaperBold() []byte { return paperBold }

// AppIcon is the program's picture as a PNG of 256 by 256.
func AppIcon() []byte { return Icon("app.png") }

// Icon is the picture of that file name, "phone.svg", in black on nothing, to
// be tinted by the theme; nil when there is none. Where Fyne's theme has an
// icon for something, there is none here.
func Icon(file string) []byte {
	content, err := icons.ReadFile("icons/" + file)
	if err != nil {
		return nil
	}
	return content
}

// Calendar is the statutory days off and adjusted working days of China as
// CSV: date, name, kind (off or work).
func Calendar() []byte { return calendar }

// LimitRules is the limits of an edition of the delivered tables, from 1 on, as
// CSV, one row for each version of a rule; its header names the columns.
func LimitRules(edition int) []byte { return ofEdition("rules/limits", edition) }

// Codes is the code tables of an edition as CSV: list, code, zh, en,
// valid_from, valid_to, sort, source, mark. Marks are V read in a public
// source, R recalled, ? doubtful. In the list case_kind_code the words are the
// two letters people type for a kind of case, one pair for each language.
func Codes(edition int) []byte { return ofEdition("codes/codes", edition) }

// Tables are the tables of one edition.
type Tables = struct {
	Codes, Days, Limits []byte
	Flows               []string
	Articles            []byte
	Rhythms             []byte
	Forms               []string

	Segments, Plans, Freshness []byte

	Courses, CoursePosts, Qualifications, Triggers []byte

	Watch []byte
}

// Edition is the tables that came with an edition, from 1 on.
func Edition(n int) Tables {
	t := Tables{
		Codes: Codes(n), Limits: LimitRules(n), Rhythms: ofEdition("rules/rhythms", n),
		Segments: ofEdition("rules/segments", n), Plans: ofEdition("rules/plans", n), Freshness: ofEdition("rules/freshness", n),
		Courses: ofEdition("rules/courses", n), CoursePosts: ofEdition("rules/courseposts", n), Qualifications: ofEdition("rules/qualifications", n),
		Triggers: ofEdition("rules/triggers", n), Watch: ofEdition("rules/watch", n),
	}
	switch n {
	case 1:
		t.Days = Calendar()
	case 2:
		t.Flows = texts("rules/flows")
	case 3:
		t.Articles = Articles()
	case 4:
		t.Forms = VisitForms()
	case 5:
		t.Flows = texts("rules/flows-5")
	}
	return t
}

// Editions is how many editions of the tables there are. A file made under an
// earlier one gets the later ones when it is opened; a row that was delivered
// is never edited.
const Editions = 6

func ofEdition(name string, edition int) []byte {
	if edition > 1 {
		name += "-" + strconv.Itoa(edition)
	}
	content, _ := tables.ReadFile(name + ".csv") // empty when the edition has none
	return content
}

// Flows is the lives of the kinds of cases, a text for each kind and version.
func Flows() []string { return append(texts("rules/flows"), texts("rules/flows-5")...) }

// VisitForms is what is asked on visits, a text for each form and version.
func VisitForms() []string { return texts("rules/visitforms") }

// texts are the files of a folder.
func texts(folder string) []string {
	files, err := tables.ReadDir(folder)
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	out := make([]string, len(files))
	for i, f := range files {
		text, err := tables.ReadFile(folder + "/" + f.Name())
		if err != nil {
			panic(err)
		}
		out[i] = string(text)
	}
	return out
}

// Articles is the articles of the knowledge base, file after file by name, as
// Markdown: a heading with each article's name, a list of what is known of it,
// its text in Chinese and in English.
func Articles() []byte {
	files, err := articles.ReadDir("knowledge")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	var all [][]byte
	for _, file := range files {
		content, err := articles.ReadFile("knowledge/" + file.Name())
		if err != nil {
			panic(err)
		}
		all = append(all, content)
	}
	return bytes.Join(all, []byte("\n"))
}
