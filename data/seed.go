package data

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"lamplighter/app"
)

// Seed is what a file starts with. Its records have ids and stamps that come
// from their content, so that two files that start alike stay alike and
// anything a person changes wins over it.
type Seed struct {
	Codes    []app.Code
	Days     []app.CalendarDay
	Rules    []app.LimitRule
	Flows    []app.Flow
	Articles []app.DeliveredArticle
	Rhythms  []app.VisitRhythm
	Forms    []app.VisitForm

	Segments  []app.SegmentRule
	Templates []app.PlanTemplate
	Freshness []app.FreshnessLimit

	Courses        []app.Course
	CoursePosts    []app.CourseOfPost
	Qualifications []app.Qualification
	Triggers       []app.TrainingTrigger

	Watch []app.WatchRule
}

// Edition reads one edition of the seed. A new file gets all editions in their
// order; one made under an earlier program gets the later ones when it is
// opened. What an edition once held is never changed.
type Edition func() (Seed, error)

// Tables are the delivered tables of one edition as text: CSV for codes, days,
// limits and rhythms, a text each for the flows and the visit forms, one of
// Markdown for the articles. Empty ones are left out.
type Tables struct {
	Codes, Days, Limits []byte
	Flows               []string
	Articles            []byte
	Rhythms             []byte
	Forms               []string

	Segments, Plans, Freshness []byte

	Courses, CoursePosts, Qualifications, Triggers []byte

	Watch []byte
}

// Read reads the tables of an edition.
func (t Tables) Read() (Seed, error) {
	var s Seed
	var err error
	if len(t.Codes) > 0 {
		if s.Codes, err = app.ParseCodes(bytes.NewReader(t.Codes)); err != nil {
			return s, err
		}
	}
	if len(t.Days) > 0 {
		if s.Days, err = app.ParseCalendar(bytes.NewReader(t.Days)); err != nil {
			return s, err
		}
	}
	if len(t.Limits) > 0 {
		if s.Rules, err = app.ParseLimitRules(bytes.NewReader(t.Limits)); err != nil {
			return s, err
		}
	}
	if len(t.Rhythms) > 0 {
		if s.Rhythms, err = app.ParseRhythms(bytes.NewReader(t.Rhythms)); err != nil {
			return s, err
		}
	}
	for _, text := range t.Flows {
		flow, err := app.ParseFlow(text)
		if err != nil {
			return s, err
		}
		s.Flows = append(s.Flows, flow)
	}
	for _, text := range t.Forms {
		form, err := app.ParseVisitForm(text)
		if err != nil {
			return s, err
		}
		s.Forms = append(s.Forms, form)
	}
	if s.Articles, err = app.ParseArticles(bytes.NewReader(t.Articles)); err != nil {
		return s, err
	}
	if err := t.readServices(&s); err != nil {
		return s, err
	}
	if err := t.readTraining(&s); err != nil {
		return s, err
	}
	if len(t.Watch) > 0 {
		s.Watch, err = app.ParseWatchRules(bytes.NewReader(t.Watch))
	}
	return s, err
}

// seedSpace makes the ids of seeded records.
var seedSpace = uuid.NewSHA1(uuid.NameSpaceDNS, []byte("seed.desk.lamplighter.app"))

// SeedID is the id of a seeded record, from what names it.
func SeedID[T ~[16]byte](parts ...string) T {
	return T(uuid.NewSHA1(seedSpace, []byte(strings.Join(parts, "\x00"))))
}

// editionStamps is how many stamps an edition has for its change sets: the
// stamps of edition n begin at (n-1) times this.
const editionStamps = 1 << 20

// sow writes the editions of the seed that a file does not have yet. Which
// those are is told by the stamps of the seeds in its log.
func (s *Store) sow(ctx context.Context, editions []Edition) error {
	last, err := one(ctx, s.conn, scanInt, "SELECT coalesce(max(hlc), 0) FROM sy_changes WHERE dev = ?", seedDevice)
	if err != nil {
		return err
	}
	have := int((last + editionStamps - 1) / editionStamps)
	for n := have; n < len(editions); n++ {
		seed, err := editions[n]()
		if err != nil {
			return err
		}
		x := &tx{s: s, dev: seedDevice, edition: int64(n)}
		err = s.writeAs(ctx, x, func(x *tx) error {
			x.now = time.UnixMilli(0)
			return x.putSeed(ctx, seed)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) putSeed(ctx context.Context, seed Seed) error {
	for _, c := range seed.Codes {
		r := row{id: SeedID[app.ID[app.Code]]("codes", c.List, c.Code), fields: codeFields(c)}
		if err := x.put(ctx, "codes", row{}, r); err != nil {
			return err
		}
	}
	for _, d := range seed.Days {
		kept := keptDay{CalendarDay: d, id: SeedID[dayID]("calendar_days", string(d.Day))}
		if err := x.putDay(ctx, keptDay{}, kept); err != nil {
			return err
		}
	}
	for _, l := range seed.Rules {
		name := fmt.Sprint(l.RuleSet, l.Version, l.Kind, l.Step, l.Class)
		l.ID = SeedID[app.RuleID]("limit_rules", name)
		if err := x.putRule(ctx, app.LimitRule{}, l); err != nil {
			return err
		}
	}
	for _, f := range seed.Flows {
		r := row{id: SeedID[flowID]("flows", fmt.Sprint(f.Kind, f.Version)), fields: flowFields(f)}
		if err := x.put(ctx, "flows", row{}, r); err != nil {
			return err
		}
	}
	for _, r := range seed.Rhythms {
		r.ID = SeedID[app.VisitRhythmID]("visit_rhythms", r.Segment, string(r.FromOn))
		if err := x.putRhythm(ctx, app.VisitRhythm{}, r); err != nil {
			return err
		}
	}
	if err := x.putSeedForms(ctx, seed.Forms); err != nil {
		return err
	}
	for _, a := range seed.Articles {
		a.ID = SeedID[app.ArticleID]("articles", a.Name)
		if err := x.putArticle(ctx, app.Article{}, a.Article); err != nil {
			return err
		}
	}
	if err := x.putServiceSeed(ctx, seed); err != nil {
		return err
	}
	if err := x.putTrainingSeed(ctx, seed); err != nil {
		return err
	}
	return x.putWatchSeed(ctx, seed.Watch)
}

func codeFields(c app.Code) []field {
	return []field{
		{"list", c.List},
		{"code", c.Code},
		{"zh", c.ZH},
		{"en", c.EN},
		{"valid_from", string(c.ValidFrom)},
		{"valid_to", string(c.ValidTo)},
		{"sort", c.Sort},
		{"withdrawn_at", nil},
	}
}

// Codes reads all code tables, in the order they are offered.
func (s *Store) Codes(ctx context.Context, by app.Actor) ([]app.Code, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, func(r scanner) (app.Code, error) {
		var c app.Code
		err := r.Scan(&c.List, &c.Code, &c.ZH, &c.EN, &c.ValidFrom, &c.ValidTo, &c.Sort)
		return c, err
	}, "SELECT list, code, zh, en, valid_from, valid_to, sort FROM codes WHERE withdrawn_at IS NULL ORDER BY list, sort, code")
}
