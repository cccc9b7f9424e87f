package app

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// DeliveredArticle is an article that comes with the program. Its name never
// changes, so that a later edition finds it again.
type DeliveredArticle struct {
	Name string
	Article
}

// ParseArticles reads articles as a person writes them: a heading with the
// name, a list of what is known of it, and under it the text in Chinese and in
// English, each under a heading of its own.
//
//	# meter-test
//
//	- kinds: service, consultation
//	- keys: 校表
//	- source: 供电监管办法
//	- mark: V
//	- from: 2010-01-01
//
//	## 电能表校验要几天
//
//	…
//
//	## How long a meter test takes
//
//	…
//
// A kind of * is every kind.
func ParseArticles(r io.Reader) ([]DeliveredArticle, error) {
	p := articleParser{named: map[string]bool{}}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		p.line++
		if err := p.take(strings.TrimSpace(lines.Text())); err != nil {
			return nil, fmt.Errorf("parse articles: line %d: %w", p.line, err)
		}
	}
	err := lines.Err()
	if err == nil {
		err = p.finish()
	}
	if err != nil {
		return nil, fmt.Errorf("parse articles: line %d: %w", p.line, err)
	}
	return p.done, nil
}

type articleParser struct {
	line  int
	done  []DeliveredArticle
	now   DeliveredArticle // Name "" before the first heading
	parts int              // headings of texts so far
	named map[string]bool
	known map[string]bool // what the list of now said
}

func (p *articleParser) take(line string) error {
	switch {
	case line == "":
		return nil
	case strings.HasPrefix(line, "# "):
		return p.begin(line[2:])
	case p.now.Name == "":
		return fmt.Errorf("%q stands before the first article", line)
	case strings.HasPrefix(line, "## "):
		return p.title(line[3:])
	case p.parts == 0:
		return p.fact(line)
	case p.parts == 1:
		p.now.BodyZH += line + "\n"
	default:
		p.now.BodyEN += line + "\n"
	}
	return nil
}

func (p *articleParser) begin(name string) error {
	if err := p.finish(); err != nil {
		return err
	}
	if p.named[name] {
		return &Refusal{Field: "name", Reason: AlreadyThere, Value: name}
	}
	p.named[name] = true
	p.now, p.parts, p.known = DeliveredArticle{Name: name}, 0, map[string]bool{}
	return nil
}

func (p *articleParser) title(text string) error {
	p.parts++
	switch p.parts {
	case 1:
		p.now.TitleZH = text
	case 2:
		p.now.TitleEN = text
	default:
		return fmt.Errorf("a third text %q", text)
	}
	return nil
}

// fact is a line of the list, "- key: value".
func (p *articleParser) fact(line string) error {
	key, value, colon := strings.Cut(strings.TrimPrefix(line, "- "), ":")
	value = strings.TrimSpace(value)
	if !colon || !strings.HasPrefix(line, "- ") || p.known[key] {
		return malformed("list", line)
	}
	p.known[key] = true
	switch key {
	case "kinds":
		return p.kinds(value)
	case "keys":
		p.now.Keys = value
	case "source":
		p.now.Source = value
	case "mark":
		p.now.Mark = value
	case "from":
		p.now.ValidFrom = Day(value)
	case "to":
		p.now.ValidTo = Day(value)
	default:
		return unknown("list", key)
	}
	return nil
}

func (p *articleParser) kinds(list string) error {
	if list == "*" {
		return nil
	}
	for word := range strings.SplitSeq(list, ",") {
		kind := CaseKind(strings.TrimSpace(word))
		if slices.Contains(p.now.Kinds, kind) {
			return &Refusal{Field: "kinds", Reason: AlreadyThere, Value: string(kind)}
		}
		p.now.Kinds = append(p.now.Kinds, kind)
	}
	return nil
}

// finish checks the article in hand: what is delivered speaks both languages
// and says which kinds it is for.
func (p *articleParser) finish() error {
	if p.now.Name == "" {
		return nil
	}
	p.now.Article = p.now.tidy()
	switch {
	case !p.known["kinds"]:
		return fmt.Errorf("%s: %w", p.now.Name, Refuse("kinds", Missing))
	case p.now.TitleEN == "":
		return fmt.Errorf("%s: %w", p.now.Name, Refuse("title_en", Missing))
	}
	if err := p.now.Check(); err != nil {
		return fmt.Errorf("%s: %w", p.now.Name, err)
	}
	p.done = append(p.done, p.now)
	return nil
}
