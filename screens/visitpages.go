package screens

import (
	"context"
	"sync"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/attach"
	"lamplighter/screens/brief"
	"lamplighter/screens/desk"
	"lamplighter/screens/inside"
	"lamplighter/screens/practice"
	"lamplighter/screens/promises"
	"lamplighter/screens/review"
	"lamplighter/screens/services"
	"lamplighter/screens/visitform"
	"lamplighter/screens/visits"
)

// visits is the tab of visits with the pages that it takes in.
func (w *Window) visits() desk.Screen {
	var area *visits.Area
	form := sync.OnceValue(func() desk.Screen { return w.visitForm(area.Back) }) // and the page of a visit, which go over into each other
	area = visits.New(w.desk, w.set.Store, visits.Pages{
		Form: form, Visit: form,
		Brief: func() desk.Screen { return brief.New(w.desk, w.set.Store) },
		Sections: []visits.Section{
			{
				Name: lang.L("Promises"), Takes: func(r desk.Route) bool { return r.Promises != "" },
				Make: func() desk.Screen { return promises.New(w.desk, w.set.Store, w.give.Export) },
			},
			{Name: lang.L("Service plans"), Make: func() desk.Screen { return services.NewItems(w.desk, w.set.Store, w.give.Export) }},
			{Name: lang.L("Segments"), Make: func() desk.Screen { return services.NewProposals(w.desk, w.set.Store) }},
			{
				Name: lang.L("Figures"), Takes: func(r desk.Route) bool { return r.Review || r.FollowUps || r.Survey },
				Make: func() desk.Screen { return review.New(w.desk, w.set.Store) },
			},
		},
	})
	return area
}

// visitForm is where a visit is written down, with what others give to it.
func (w *Window) visitForm(back func()) desk.Screen {
	photos, signature := attach.NewStrip(w.desk, w.set.Store), attach.NewSignature(w.desk, w.set.Store)
	kept, signed := attach.NewStrip(w.desk, w.set.Store), attach.NewSignature(w.desk, w.set.Store)
	used := practice.NewUsed(w.desk, w.set.Store)
	area := visitform.New(w.desk, w.set.Store, visitform.Parts{
		Maker: inside.New(w.desk, w.set.Store), Made: w.madeInVisit,
		FormPhotos: photos, FormSignature: signature, PagePhotos: kept, PageSignature: signed, PageUsed: used,
	})
	area.OnLeft = back
	laid := func() { area.Content().Refresh() }
	photos.Grown, signature.Grown, kept.Grown, signed.Grown, used.Grown = laid, laid, laid, laid, laid
	signature.OnSigned = area.SignedBy
	signature.OnPaper, signed.OnPaper = area.OnPaper, area.OnPaper
	return area
}

// madeInVisit lists what was made in a visit, as the form tells it.
func (w *Window) madeInVisit(ctx context.Context, id app.VisitID) ([]visitform.Made, error) {
	all, err := w.set.Store.MadeInVisit(ctx, w.set.By, id)
	made := make([]visitform.Made, len(all))
	for i, m := range all {
		text, status := inside.Says(w.desk, m)
		made[i] = visitform.Made{Kind: m.Kind, Text: text, Status: status, Due: m.DueOn}
	}
	return made, err
}
