package data

import (
	"context"
	"strings"

	"lamplighter/app"
	"lamplighter/data/finder"
)

// noteArticle remembers an article that a transaction writes.
func (x *tx) noteArticle(t *table, id [16]byte) {
	if t.kinds == app.Articles {
		x.written = append(x.written, id)
	}
}

// followArticles keeps the index of articles up with a transaction about to be
// committed, whether they were written here or came from another device.
func (x *tx) followArticles(ctx context.Context) error {
	for _, id := range x.written {
		a, err := one(ctx, x.s.conn, func(r scanner) (indexed, error) {
			var a indexed
			err := r.Scan(&a.n, &a.TitleZH, &a.TitleEN, &a.Keys, &a.BodyZH, &a.BodyEN)
			return a, err
		}, "SELECT n, title_zh, title_en, keys, body_zh, body_en FROM articles WHERE id = ?", id[:])
		if err != nil {
			return err
		}
		err = x.exec(ctx, "INSERT OR REPLACE INTO article_grams (rowid, title, keys, body) VALUES (?, ?, ?, ?)",
			a.n, finder.Bigrams(titleOf(a.Article)), finder.Bigrams(a.Keys), finder.Bigrams(bodyOf(a.Article)))
		if err != nil {
			return err
		}
	}
	return nil
}

// indexed is an article by its row.
type indexed struct {
	n int64
	app.Article
}

// titleOf is the titles of an article, and the initials of the Chinese one.
func titleOf(a app.Article) string {
	_, initials := app.Pinyin(a.TitleZH)
	return a.TitleZH + "\n" + a.TitleEN + "\n" + initials
}

func bodyOf(a app.Article) string { return a.BodyZH + "\n" + a.BodyEN }

// says reports whether an article has every word of a text, as it is written.
func says(a app.Article, text string) bool {
	head := titleOf(a) + "\n" + a.Keys
	return finder.Verify(head, text) || finder.Verify(head+"\n"+bodyOf(a), text)
}

// articleOrder answers the row numbers of a filter in its order. A few of a
// text may have its pairs of characters, but not the text.
func (s *Store) articleOrder(ctx context.Context, f app.ArticleFilter) ([]int64, error) {
	var w, ranks where
	w.add("withdrawn_at IS NULL")
	if f.On != "" {
		w.add("valid_from <= ? AND (valid_to = '' OR valid_to >= ?)", string(f.On), string(f.On))
	}
	grams := finder.BigramQuery(f.Text)
	const matching = "IN (SELECT rowid FROM article_grams WHERE article_grams MATCH ?)"
	if grams != "" {
		w.add("n "+matching, grams)
		ranks.add("n NOT "+matching, "title : ("+grams+")")
	}
	if f.Kind != "" {
		const ofKind = "instr(',' || kinds || ',', ',' || ? || ',')"
		if f.OnlyKind {
			w.add("(kinds = '' OR "+ofKind+")", string(f.Kind))
		}
		ranks.add("CASE WHEN "+ofKind+" THEN 0 WHEN kinds = '' THEN 1 ELSE 2 END", string(f.Kind))
	}
	if grams != "" {
		ranks.add("n NOT "+matching, "keys : ("+grams+")")
	}
	ranks.add("n")
	return s.order(ctx, "SELECT n FROM articles"+w.text()+" ORDER BY "+strings.Join(ranks.terms, ", "), append(w.args, ranks.args...)...)
}

// articlesSaying reads the articles of these rows until there are enough that
// say what the filter asks, and counts those that do not.
func (s *Store) articlesSaying(ctx context.Context, rows []int64, f app.ArticleFilter) (found []app.Article, missed int, err error) {
	for len(rows) > 0 && len(found) < f.AtMost {
		next := rows[:min(len(rows), f.AtMost)]
		rows = rows[len(next):]
		read, err := collect(ctx, s.reader, scanArticle, "SELECT "+prefixed("a", articleColumns)+" FROM json_each(?) r JOIN articles a ON a.n = r.value ORDER BY r.key", jsonRows(next))
		if err != nil {
			return nil, 0, err
		}
		for _, a := range read {
			if says(a, f.Text) {
				found = append(found, a)
			} else {
				missed++
			}
		}
	}
	return found[:min(len(found), f.AtMost)], missed, nil
}
