package app

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const writtenArticle = `# meter-test

- kinds: service_request, consultation
- keys: 校表 检定
- source: 十项承诺第7条
- mark: V
- from: 2023-08-08

## 校验几天出结果

5 个工作日内。

期间照常交费。

## How soon a meter test is answered

Within 5 working days.
`

func TestAnArticleIsReadAsItIsWritten(t *testing.T) {
	got, err := ParseArticles(strings.NewReader(writtenArticle + strings.Replace(writtenArticle, "# meter-test\n\n- kinds: service_request, consultation", "# first-asked\n- kinds: *", 1)))
	if err != nil {
		t.Fatal(err)
	}
	want := Article{
		TitleZH: "校验几天出结果", BodyZH: "5 个工作日内。\n期间照常交费。", TitleEN: "How soon a meter test is answered", BodyEN: "Within 5 working days.",
		Kinds: []CaseKind{ServiceRequest, Consultation}, Keys: "校表 检定", Source: "十项承诺第7条", Mark: MarkRead, ValidFrom: "2023-08-08",
	}
	every := want
	every.Kinds = nil
	if !reflect.DeepEqual(got, []DeliveredArticle{{"meter-test", want}, {"first-asked", every}}) {
		t.Errorf("read %+v", got)
	}
}

func TestAFileOfArticlesIsRefusedWithItsLine(t *testing.T) {
	for _, tt := range []struct{ name, old, new, line string }{
		{"text before the first article", "# meter-test", "hello", "line 1:"},
		{"a line of the list that says nothing", "- mark: V", "- mark V", "line 6:"},
		{"a fact nobody knows", "- mark: V", "- author: 沈丽", "line 6:"},
		{"a fact twice", "- mark: V", "- keys: 又一次", "line 6:"},
		{"a kind twice", "service_request, consultation", "consultation, consultation", "line 3:"},
		{"a kind nobody knows", "service_request, consultation", "gossip", "line 17:"},
		{"no kind said", "- kinds: service_request, consultation\n", "", "line 16:"},
		{"no source", "- source: 十项承诺第7条\n", "", "line 16:"},
		{"one language only", "## How soon a meter test is answered\n", "", "line 16:"},
		{"a third text", "Within 5 working days.\n", "Within.\n## Encore\n", "line 18:"},
		{"a name twice", "Within 5 working days.\n", "Within.\n# meter-test\n", "line 18:"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(writtenArticle, tt.old, tt.new, 1)
			if text == writtenArticle {
				t.Fatal("nothing was changed")
			}
			if got, err := ParseArticles(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), tt.line) {
				t.Errorf("read %d articles: %v, want a fault at %s", len(got), err, tt.line)
			}
		})
	}
}

func TestTheDeliveredArticlesHelpWithWhateverCustomersBring(t *testing.T) {
	files, err := filepath.Glob("../assets/knowledge/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	var all []byte
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, text...), '\n')
	}
	articles, err := ParseArticles(bytes.NewReader(all))
	if err != nil || len(articles) < 40 {
		t.Fatalf("%d articles: %v", len(articles), err)
	}
	helps := map[CaseKind]int{}
	for _, a := range articles {
		for _, kind := range a.Kinds {
			helps[kind]++
		}
		for _, body := range []string{a.BodyZH, a.BodyEN} {
			if doubt := strings.Contains(body, "本公司") || strings.Contains(body, "company rules"); a.Mark == MarkDoubtful && !doubt {
				t.Errorf("%s is doubtful and does not send to the company's rules: %s", a.Name, body)
			}
		}
	}
	ours := []CaseKind{Notice, Care, InternalDemand} // begun by the company
	for _, kind := range CaseKinds() {
		if helps[kind] == 0 && !slices.Contains(ours, kind) {
			t.Errorf("no article helps with %s", kind)
		}
	}
}

func FuzzParseArticles(f *testing.F) {
	f.Add(writtenArticle)
	f.Fuzz(func(t *testing.T, text string) {
		articles, err := ParseArticles(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, a := range articles {
			if err := a.Check(); err != nil {
				t.Errorf("%+v was let in: %v", a, err)
			}
		}
	})
}
