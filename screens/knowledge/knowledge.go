// Package knowledge shows the articles that help to answer: the list with its
// text beside, the sheet that changes one, and the picker that writes one into
// an answer. It asks its Store, ranks nothing itself and knows no case.
package knowledge

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// Reader is what looking an article up asks of the records.
type Reader interface {
	Articles(context.Context, app.Actor, app.ArticleFilter) (found []app.Article, total int, err error)
}

// Store is what these screens ask of the records.
type Store interface {
	Reader
	Article(context.Context, app.Actor, app.ArticleID) (app.Article, error)
	SaveArticle(ctx context.Context, by app.Actor, was, now app.Article, vouches bool) (app.Article, error)
	WithdrawArticle(context.Context, app.Actor, app.Article) error
}

// markTone is the colour of how sure an article is.
func markTone(mark string) widgets.Tone {
	switch mark {
	case app.MarkRead:
		return widgets.ToneGood
	case app.MarkDoubtful:
		return widgets.ToneWarn
	}
	return widgets.ToneNeutral
}
