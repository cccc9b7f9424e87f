package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// Articles are reference data: area 0.

const articleColumns = "id, sy_hlc, sy_dev, sy_ovr, title_zh, title_en, body_zh, body_en, kinds, keys, valid_from, valid_to, source, mark, confirmed_by, confirmed_on, withdrawn_at"

func scanArticle(r scanner) (app.Article, error) {
	var a app.Article
	var kinds string
	err := r.Scan(idInto(&a.ID), &a.Seen.HLC, &a.Seen.Device, laterInto(&a.Seen), &a.TitleZH, &a.TitleEN, &a.BodyZH, &a.BodyEN, &kinds, &a.Keys,
		&a.ValidFrom, &a.ValidTo, &a.Source, &a.Mark, &a.ConfirmedBy, &a.ConfirmedOn, orZero(&a.WithdrawnAt))
	for _, kind := range strings.FieldsFunc(kinds, func(r rune) bool { return r == ',' }) {
		a.Kinds = append(a.Kinds, app.CaseKind(kind))
	}
	return a, err
}

func articleRow(a app.Article) row {
	kinds := make([]string, len(a.Kinds))
	for i, kind := range a.Kinds {
		kinds[i] = string(kind)
	}
	return row{id: a.ID, seen: a.Seen, fields: []field{
		{"title_zh", a.TitleZH},
		{"title_en", a.TitleEN},
		{"body_zh", a.BodyZH},
		{"body_en", a.BodyEN},
		{"kinds", strings.Join(kinds, ",")},
		{"keys", a.Keys},
		{"valid_from", string(a.ValidFrom)},
		{"valid_to", string(a.ValidTo)},
		{"source", a.Source},
		{"mark", a.Mark},
		{"confirmed_by", a.ConfirmedBy},
		{"confirmed_on", string(a.ConfirmedOn)},
		{"withdrawn_at", timeOf(a.WithdrawnAt)},
	}}
}

func (x *tx) putArticle(ctx context.Context, was, now app.Article) error {
	return x.put(ctx, "articles", before(was.ID.IsZero(), was, articleRow), articleRow(now))
}

// SaveArticle writes an article, or changes it when was is given. Who vouches
// for it stands as who found it right, from today on.
func (s *Store) SaveArticle(ctx context.Context, by app.Actor, was, now app.Article, vouches bool) (app.Article, error) {
	if err := by.May(app.EditArticles); err != nil {
		return app.Article{}, err
	}
	now = now.Revise(was, vouches, by.Name, app.DayOf(s.now()))
	if err := now.Check(); err != nil {
		return app.Article{}, err
	}
	if now.ID.IsZero() {
		now.ID = newID[app.ArticleID]()
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error { return x.putArticle(ctx, was, now) })
	return now, wrap("save article", err)
}

// WithdrawArticle takes an article out of use.
func (s *Store) WithdrawArticle(ctx context.Context, by app.Actor, a app.Article) error {
	if err := by.May(app.EditArticles); err != nil {
		return err
	}
	return wrap("withdraw article", s.write(ctx, by, app.Why{}, func(x *tx) error {
		gone := a
		gone.WithdrawnAt = x.now.UnixMilli()
		return x.putArticle(ctx, a, gone)
	}))
}

// Article reads one article, also one that is withdrawn.
func (s *Store) Article(ctx context.Context, by app.Actor, id app.ArticleID) (app.Article, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadArticles); err != nil {
		return app.Article{}, err
	}
	a, err := one(ctx, s.reader, scanArticle, "SELECT "+articleColumns+" FROM articles WHERE id = ?", id[:])
	return a, wrap("article", err)
}

// articlesAtMost are shown of a list; who does not find among them types on.
const articlesAtMost = 100

// Articles lists articles in the order of the filter: the first of them, and
// how many there are.
func (s *Store) Articles(ctx context.Context, by app.Actor, f app.ArticleFilter) ([]app.Article, int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadArticles); err != nil {
		return nil, 0, err
	}
	if f.AtMost == 0 {
		f.AtMost = articlesAtMost
	}
	rows, err := s.articleOrder(ctx, f)
	if err != nil {
		return nil, 0, wrap("articles", err)
	}
	found, missed, err := s.articlesSaying(ctx, rows, f)
	return found, len(rows) - missed, wrap("articles", err)
}
