package app

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ArticleID names an article of the knowledge base.
type ArticleID = ID[Article]

// Article is a short text that helps to answer: what holds, how long it takes,
// what to bring. It stands in Chinese, in English or in both, and like a limit
// rule it says where it is from and how sure that is.
type Article struct {
	ID          ArticleID
	TitleZH     string
	TitleEN     string
	BodyZH      string // a paragraph a line
	BodyEN      string
	Kinds       []CaseKind // the kinds of cases it helps with; none: every kind
	Keys        string     // further words it is found by, with blanks between
	ValidFrom   Day
	ValidTo     Day // the last day; empty: until further notice
	Source      string
	Mark        string // MarkRead, MarkRecalled, MarkDoubtful
	ConfirmedBy string // who of the company found it right; empty: nobody yet
	ConfirmedOn Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// An article is short, so that it can be read while the customer waits.
const (
	titleMax = 60   // characters
	bodyMax  = 3000 // characters
)

// Title is the article's title in a language, "zh" or "en"; in the other one
// where it has none in this.
func (a Article) Title(language string) string {
	if a.speaks(language) {
		return a.TitleEN
	}
	return a.TitleZH
}

// Body is the text that belongs to Title.
func (a Article) Body(language string) string {
	if a.speaks(language) {
		return a.BodyEN
	}
	return a.BodyZH
}

// speaks reports whether English is what a reader gets.
func (a Article) speaks(language string) bool {
	return a.TitleEN != "" && (language == "en" || a.TitleZH == "")
}

// ValidOn reports whether the article holds on a day.
func (a Article) ValidOn(day Day) bool {
	return (a.ValidFrom == "" || a.ValidFrom <= day) && (a.ValidTo == "" || day <= a.ValidTo)
}

// Helps reports whether the article is about a kind of case, or about all.
func (a Article) Helps(kind CaseKind) bool {
	return len(a.Kinds) == 0 || slices.Contains(a.Kinds, kind)
}

// Check refuses an article that nobody could read or trace to its source.
func (a Article) Check() error {
	switch {
	case a.TitleZH == "" && (a.TitleEN == "" || a.BodyZH != ""):
		return Refuse("title_zh", Missing)
	case a.TitleEN == "" && a.BodyEN != "":
		return Refuse("title_en", Missing)
	case a.TitleZH != "" && a.BodyZH == "":
		return Refuse("body_zh", Missing)
	case a.TitleEN != "" && a.BodyEN == "":
		return Refuse("body_en", Missing)
	}
	for _, text := range []struct {
		field, text string
		max         int
	}{{"title_zh", a.TitleZH, titleMax}, {"title_en", a.TitleEN, 2 * titleMax}, {"body_zh", a.BodyZH, bodyMax}, {"body_en", a.BodyEN, 2 * bodyMax}} {
		if utf8.RuneCountInString(text.text) > text.max {
			return Refuse(text.field, TooLong)
		}
	}
	return a.checkOrigin()
}

func (a Article) checkOrigin() error {
	for _, kind := range a.Kinds {
		if !slices.Contains(CaseKinds(), kind) {
			return unknown("kinds", string(kind))
		}
	}
	switch {
	case a.Source == "":
		return Refuse("source", Missing)
	case !slices.Contains(Marks(), a.Mark):
		return unknown("mark", a.Mark)
	case a.ValidFrom != "" && !a.ValidFrom.Valid():
		return malformed("valid_from", string(a.ValidFrom))
	case a.ValidTo != "" && !a.ValidTo.Valid():
		return malformed("valid_to", string(a.ValidTo))
	case a.ValidTo != "" && a.ValidTo < a.ValidFrom:
		return Refuse("valid_to", EndsBeforeStart)
	}
	return nil
}

// Revise is the article as an editor hands it in, who may vouch for it on that
// day. What was vouched for before holds no longer once the text is another.
func (a Article) Revise(was Article, vouches bool, name string, on Day) Article {
	a = a.tidy()
	a.ConfirmedBy, a.ConfirmedOn = was.ConfirmedBy, was.ConfirmedOn
	switch {
	case vouches:
		a.ConfirmedBy, a.ConfirmedOn = name, on
	case a.says() != was.says():
		a.ConfirmedBy, a.ConfirmedOn = "", ""
	}
	return a
}

// says is what somebody vouches for.
func (a Article) says() [5]string {
	return [...]string{a.TitleZH, a.TitleEN, a.BodyZH, a.BodyEN, a.Source + a.Mark}
}

// tidy takes blanks and empty lines away that nobody reads.
func (a Article) tidy() Article {
	for _, text := range []*string{&a.TitleZH, &a.TitleEN, &a.Keys} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	a.Source = strings.TrimSpace(a.Source)
	a.BodyZH, a.BodyEN = paragraphs(a.BodyZH), paragraphs(a.BodyEN)
	return a
}

// paragraphs is a text with a paragraph a line and no empty lines.
func paragraphs(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// ArticleFilter says which articles are wanted, and in which order: those whose
// title answers to the text first; then by kind of case, its own before those
// for every kind before others; then those whose key words answer to the text.
type ArticleFilter struct {
	Text     string   // every word of it stands in the article
	Kind     CaseKind // empty: none in mind
	OnlyKind bool     // leave the articles for other kinds out
	On       Day      // leave out what does not hold on that day; empty: all
	AtMost   int      // so many articles; 0: as many as a person looks through
}
