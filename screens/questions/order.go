package questions

import (
	"context"

	"lamplighter/app"
)

// Shift answers Alt+Left and Alt+Right while a quiz is put together: the
// selected question changes places with the one before or after it.
func (p *Page) Shift(by int) {
	page, at := p.page.Load(), p.asked.SelectedIndex()
	if page == nil || !p.mayOrder(*page) || p.view != viewQuestions || at < 0 {
		return
	}
	to := at + by
	if to < 0 || to >= len(page.Items) {
		return
	}
	p.run(func(ctx context.Context, was app.Quiz) error {
		plan, err := p.store.QuizPlan(ctx, p.desk.By, was.ID)
		if err != nil {
			return err
		}
		if max(at, to) >= len(plan.Items) {
			return app.ErrChangedMeantime
		}
		plan.Items[at], plan.Items[to] = plan.Items[to], plan.Items[at]
		_, err = p.store.SaveQuiz(ctx, p.desk.By, was, plan)
		return err
	}, func(err error) {
		p.say(err)
		if err == nil {
			p.asked.Select(to)
		}
	})
}

// mayOrder reports whether whoever looks may put the questions in another order.
func (p *Page) mayOrder(q app.QuizPage) bool {
	return q.Status == app.QuizDraft && p.desk.By.May(app.ChangeTraining) == nil
}
