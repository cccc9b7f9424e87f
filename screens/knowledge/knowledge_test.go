package knowledge_test

import (
	"fmt"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/knowledge"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

var (
	_ desk.Screen   = (*knowledge.Area)(nil)
	_ desk.Focuser  = (*knowledge.Area)(nil)
	_ desk.Maker    = (*knowledge.Area)(nil)
	_ desk.Leaver   = (*knowledge.Area)(nil)
	_ desk.Narrower = (*knowledge.Area)(nil)
	_ desk.Stepper  = (*knowledge.Area)(nil)
)

// bench is the knowledge tab on a real store, driven without a display.
type bench struct {
	*screentest.Page
	store *data.Store
	by    app.Actor
	area  *knowledge.Area
	said  string
}

func open(t *testing.T, opts ...screentest.Option) *bench {
	t.Helper()
	store := datatest.Open(t)
	return openAs(t, words.English, store, datatest.Actor(t, store), opts...)
}

// deskFor is a clerk's place of work on a page.
func deskFor(t *testing.T, language string, page *screentest.Page, store *data.Store, by app.Actor, runner *background.Runner) *desk.Desk {
	t.Helper()
	codes, err := store.Codes(t.Context(), datatest.Actor(t, store))
	if err != nil {
		t.Fatal(err)
	}
	return &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: runner, Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(),
		Say: func(string) {}, Fail: func(err error) { t.Errorf("it failed: %v", err) },
	}
}

func openAs(t *testing.T, language string, store *data.Store, by app.Actor, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{Page: screentest.New(t, opts...), store: store, by: by}
	d := deskFor(t, language, b.Page, store, by, background.Inline())
	d.Say = func(text string) { b.said = text }
	b.area = knowledge.New(d, store)
	b.Show(b.area.Content())
	b.area.Focus()
	return b
}

func (b *bench) articles(t *testing.T, text string) []app.Article {
	t.Helper()
	found, _, err := b.store.Articles(t.Context(), b.by, app.ArticleFilter{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAnAnswerIsReadWhileItIsTypedFor(t *testing.T) {
	b := open(t)
	b.TypeHere("meter te")
	b.See("How soon a meter test is answered")
	b.See("The result is given within 5 working days of the request.")
	b.See("Public source")
	b.See("国家电网供电服务十项承诺第7条")
	b.See("Nobody of the company has confirmed this yet.")
	b.DontSee("How soon a resident gets a new connection")
	b.Press("Escape")
}

func TestWhatIsDoubtfulSaysSo(t *testing.T) {
	b := open(t)
	b.TypeHere("suspension")
	b.See("What a suspension asks for")
	b.See("Check the rules")
	b.See("how often and how long is as the company rules today")
}

func TestTheArrowsTurnFromArticleToArticle(t *testing.T) {
	b := open(t)
	b.TypeHere("12398")
	b.Press("Enter", "Down")
	b.See("Where to turn with a complaint")
	first := "The regulator decides within 7 days"
	b.DontSee(first)
	b.Press("Up")
	b.See(first)
	b.area.Step(1)
	b.DontSee(first)
}

func TestAKindLeavesTheOthersOut(t *testing.T) {
	b := open(t)
	b.Type("All kinds", "fa")
	b.Press("Enter")
	b.See("How soon a repair crew arrives")
	b.See("What first-asked responsibility means") // helps with every kind
	b.DontSee("Which price classes there are")
	if !b.area.Leave() {
		t.Error("Esc has nothing to take off")
	}
	b.See("Which price classes there are")
	if b.area.Leave() {
		t.Error("Esc takes off what is not there")
	}
}

func TestWhatNobodyWroteIsSaidWithAWayOn(t *testing.T) {
	b := open(t)
	b.TypeHere("核聚变")
	b.See("No article answers to this. Try fewer or other words.")
	b.See("0 articles")
}

func TestAnArticleIsWrittenAndFound(t *testing.T) {
	b := open(t)
	b.area.New()
	b.Type("Title in Chinese", "米易营业厅几点开门")
	b.Press("Ctrl+Enter")
	b.See("Please fill in Text in Chinese.")
	b.Type("Text in Chinese", "08:30 至 17:30，周末有人值班。")
	b.Press("Ctrl+Enter")
	b.See("Please fill in Source.")
	b.Type("Source", "营业厅公示")
	b.Type("From", "2026-02-30")
	b.Press("Ctrl+Enter")
	b.See("From cannot be read.")
	b.Type("From", "2026-01-01")
	b.Into("Consultation")
	b.Press("Space")
	b.Into("I have checked today that this is right")
	b.Press("Space")
	b.Press("Ctrl+Enter")
	b.DontSee("New article\n")
	if want := "Saved: 米易营业厅几点开门"; b.said != want {
		t.Errorf("said %q, want %q", b.said, want)
	}
	b.See("Confirmed by 沈丽 on 2026-03-02")
	found := b.articles(t, "几点开门")
	if len(found) != 1 || found[0].Mark != app.MarkDoubtful || len(found[0].Kinds) != 1 || found[0].ValidFrom != "2026-01-01" || found[0].BodyZH != "08:30 至 17:30，周末有人值班。" {
		t.Errorf("kept %+v", found)
	}
}

func TestAnArticleIsChangedByItsFields(t *testing.T) {
	b := open(t)
	b.TypeHere("校验结果")
	b.Press("Enter", "Enter")
	b.See("Change the article")
	b.Type("Text in English", "Within 4 working days.")
	b.Press("Ctrl+Enter")
	b.See("Within 4 working days.")
	found := b.articles(t, "怀疑电表不准")
	if len(found) != 1 || found[0].BodyEN != "Within 4 working days." || len(found[0].Kinds) != 2 || found[0].Mark != app.MarkRead {
		t.Errorf("kept %+v", found)
	}
}

func TestTwoEditorsOfOneArticle(t *testing.T) {
	b := open(t)
	b.TypeHere("校验结果")
	b.Press("Enter", "Enter")
	b.Type("Text in English", "Within 4 working days.")
	was := b.articles(t, "怀疑电表不准")[0]
	theirs := was
	theirs.BodyEN, theirs.Keys = "Within 6 working days.", "校表 快慢"
	if _, err := b.store.SaveArticle(t.Context(), b.by, was, theirs, false); err != nil {
		t.Fatal(err)
	}
	b.Press("Ctrl+Enter")
	b.See("Someone else changed this meanwhile.")
	b.See("Meanwhile changed to: Within 6 working days.")
	b.See("Within 4 working days.")
	b.See("校表 快慢") // nobody typed there
	b.Press("Ctrl+Enter")
	b.DontSee("Change the article")
	if now := b.articles(t, "怀疑电表不准")[0]; now.BodyEN != "Within 4 working days." || now.Keys != "校表 快慢" {
		t.Errorf("kept %q and %q", now.BodyEN, now.Keys)
	}
}

func TestAnArticleIsWithdrawnAfterAsking(t *testing.T) {
	b := open(t)
	b.TypeHere("校验结果")
	b.Press("Enter", "Enter")
	b.Tap("Withdraw…")
	b.See("Withdraw this article?")
	b.Tap("Withdraw the article")
	if found := b.articles(t, "怀疑电表不准"); len(found) != 0 {
		t.Errorf("%d are still found", len(found))
	}
	b.DontSee("How soon a meter test is answered")
}

func TestWhatWasTypedIsNotThrownAwayUnasked(t *testing.T) {
	b := open(t)
	b.area.New()
	b.Press("Escape")
	b.DontSee("Title in Chinese")
	b.area.New()
	b.Type("Title in Chinese", "半句")
	b.Press("Escape")
	b.See("Close without saving?")
	b.Tap("Go on typing")
	b.See("半句")
}

func TestACounterClerkReadsAndDoesNotWrite(t *testing.T) {
	store := datatest.Open(t)
	clerk := datatest.Actor(t, store)
	clerk.Roles = []app.Role{app.Counter}
	b := openAs(t, words.English, store, clerk)
	b.TypeHere("meter test")
	b.See("How soon a meter test is answered")
	b.DontSee("New article  Ctrl+N")
	b.Press("Enter", "Enter")
	b.DontSee("Change the article")
	if b.area.New() {
		t.Error("Ctrl+N writes an article")
	}
}

func TestANewsOfAnArticleReachesThePageThatIsRead(t *testing.T) {
	b := open(t)
	b.TypeHere("校验结果")
	was := b.articles(t, "怀疑电表不准")[0]
	now := was
	now.BodyEN = "Within 3 working days."
	if _, err := b.store.SaveArticle(t.Context(), b.by, was, now, false); err != nil {
		t.Fatal(err)
	}
	b.area.Reload()
	b.See("Within 3 working days.")
}

func TestALongArticleIsReadByTheArrows(t *testing.T) {
	b := open(t, screentest.Size(900, 300))
	b.TypeHere("high-voltage connection")
	b.Press("Enter", "Tab")
	if at := fmt.Sprintf("%T", b.Focusing()); at != "*knowledge.page" {
		t.Fatalf("Tab comes to %s", at)
	}
	b.Press("Down", "PageDown", "PageUp", "End", "Home") // none of them fails or leaves the text
	b.See("How long a high-voltage connection takes")
}
