package courses

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// editPost opens the sheet of a post that requires a course; a zero was for
// another one of the course it names.
func editPost(d *desk.Desk, store Store, was app.CoursePost, done func()) {
	begin := was
	if was.ID.IsZero() {
		begin.FromOn = app.DayOf(d.Now())
	}
	post := choice(d.CodeOptions("post"), begin.Post)
	months, source := text(figure(float64(begin.WithinMonths))), text(begin.Source)
	from, to := d.DayField(begin.FromOn), d.DayField(begin.ToOn)
	form := widgets.NewForm(
		widgets.NewFormRow("post", words.Field("post"), post).Required(),
		widgets.NewFormRow("within_months", words.Field("within_months"), months).Hinted(lang.L("After coming to the post, or after the first day below. Empty: at once.")),
		widgets.NewFormRow("from_on", words.Field("from_on"), from), widgets.NewFormRow("to_on", words.Field("to_on"), to),
		widgets.NewFormRow("source", words.Field("source"), source),
	)
	form.OneColumn = true
	wrong := widgets.NewFieldNote()
	title := lang.L("A post requires this course")
	if !was.ID.IsZero() {
		title = d.Codes.Label("post", was.Post)
	}
	sheet := widgets.NewSheet(title, container.NewVBox(form, wrong), widgets.Action{Label: lang.L("Save")})
	refuse := func(err error) { desk.ShowRefusal(form, wrong, err) }
	sheet.Primary.Do = func() {
		var r reader
		now := was
		now.Post, now.Source = chosen(post), typed(source)
		now.WithinMonths, now.FromOn, now.ToOn = r.figure("within_months", months, 1), r.day("from_on", from), r.day("to_on", to)
		if r.err != nil {
			refuse(r.err)
			return
		}
		d.StoreSheet(sheet, refuse, func(ctx context.Context) error {
			_, err := store.SaveCoursePost(ctx, d.By, was, now)
			return err
		}, done)
	}
	if !was.ID.IsZero() {
		sheet.Others = []widgets.Action{{Label: lang.L("Withdraw"), Do: func() {
			d.StoreSheet(sheet, refuse, func(ctx context.Context) error { return store.WithdrawCoursePost(ctx, d.By, was) }, done)
		}}}
	}
	sheet.Width = 560
	sheet.Show(d.Keys)
}
