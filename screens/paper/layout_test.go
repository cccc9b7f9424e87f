package paper

import (
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/screens/screentest"
)

// pagesOf lays a document out.
func pagesOf(t *testing.T, d Document) ([][]mark, *typeface) {
	t.Helper()
	screentest.New(t)
	face, err := newTypeface()
	if err != nil {
		t.Fatal(err)
	}
	d.Head = Head{Company: "灯河县供电公司", By: "沈丽", At: time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC)}
	return lay(d, face), face
}

func textOf(page []mark) string {
	var all strings.Builder
	for _, m := range page {
		all.WriteString(m.text)
	}
	return all.String()
}

// matter is an account of a matter as long as one may be.
func matter(signs int) string {
	const sentence = "客户反映（第三次）停电频繁，“要求书面答复”；电压低于198 V，户号5104000000011、表号M5104000000011。阿木·曲比·石一。"
	return string([]rune(strings.Repeat(sentence, signs/50))[:signs])
}

func TestNothingIsDrawnBeyondTheMargins(t *testing.T) {
	long := matter(4000)
	rows := [][]string{{"1", long, "12"}, {"2", "短", strings.Repeat("9", 200)}}
	table := Table{Columns: []Column{{Title: "序号", Weight: 1}, {Title: "内容", Weight: 5}, {Title: "数", Weight: 1, Number: true}}, Rows: rows}
	for name, size := range map[string]Size{"A4": A4, "A4 across": A4Wide, "A5 across": A5Wide} {
		t.Run(name, func(t *testing.T) {
			pages, face := pagesOf(t, Document{Title: "回单", Size: size, Blocks: []Block{
				Grid{{Name: "诉求内容", Text: long, Wide: true}, {Name: "A name in several English words", Text: "x"}, {Name: "电话", Text: "y"}},
				table,
				UseChart{Used: []app.MonthUse{{Month: 202502, Total: 4}, {Month: 202602, Total: app.MostUse, Estimated: true}}, Months: 24},
				Signatures{"客户签字：", "日期："},
			}})
			s := sheets[size]
			for n, page := range pages {
				for _, m := range page {
					right := m.x + m.w
					if m.kind == textMark {
						right = m.x + face.width(m.text, m.bold)*m.size
					}
					if m.x < s.side-1 || right > s.width-s.side+1 || m.y+m.h > s.height-s.bottom*0.5 {
						t.Errorf("page %d: %q from %.0f to %.0f, down to %.0f", n+1, m.text, m.x, right, m.y+m.h)
					}
				}
			}
		})
	}
}

func TestALongTextIsDividedAndNothingOfItIsLost(t *testing.T) {
	long := matter(4000)
	pages, _ := pagesOf(t, Document{Title: "回单", Blocks: []Block{Grid{{Name: "诉求内容", Text: long, Wide: true}, {Name: "结果", Text: "已办结"}}}})
	if len(pages) < 2 {
		t.Fatalf("4000 characters on %d page", len(pages))
	}
	var all string
	for n, page := range pages {
		text := textOf(page)
		if !strings.Contains(text, "诉求内容") {
			t.Errorf("page %d does not name what goes on there", n+1)
		}
		all += strings.ReplaceAll(text, " ", "")
	}
	end := strings.ReplaceAll(long[len(long)-300:], " ", "")
	if !strings.Contains(all, end[strings.Index(end, "。"):]) {
		t.Error("the end of the text is lost")
	}
	if got, want := strings.Count(all, "频繁"), strings.Count(long, "频繁"); got < want-len(pages)*2 {
		t.Errorf("%d of %d sentences are there", got, want)
	}
}

func TestARowGoesOverWholeWhereItCan(t *testing.T) {
	rows := make([][]string, 60)
	for i := range rows {
		rows[i] = []string{"一\n二\n三"}
	}
	pages, _ := pagesOf(t, Document{Title: "清单", Blocks: []Block{Table{Columns: []Column{{Title: "内容", Weight: 1}}, Rows: rows}}})
	for n, page := range pages {
		text := textOf(page)
		if strings.Count(text, "一") != strings.Count(text, "三") {
			t.Errorf("page %d holds a part of a row", n+1)
		}
	}
}

func TestNoLineBeginsWithWhatMustNotBegin(t *testing.T) {
	pages, _ := pagesOf(t, Document{Title: "回单", Blocks: []Block{Paragraph{Text: matter(3000)}, Grid{{Name: "内容", Text: matter(3000)}}}})
	for _, page := range pages {
		for _, m := range page {
			if m.kind != textMark || m.text == "" {
				continue
			}
			runes := []rune(m.text)
			if strings.ContainsRune("，。、；：）”·", runes[0]) {
				t.Errorf("a line begins with %q", m.text)
			}
			if len(runes) > 5 && strings.ContainsRune("（“", runes[len(runes)-1]) {
				t.Errorf("a line ends with %q", m.text)
			}
		}
	}
}

func TestAHeadingIsNotLeftAloneAtTheFoot(t *testing.T) {
	for lines := 30; lines < 60; lines++ {
		pages, _ := pagesOf(t, Document{Title: "表", Blocks: []Block{
			Paragraph{Text: strings.Repeat("行\n", lines)}, Heading("办理进程"), Table{Columns: []Column{{Title: "步骤", Weight: 1}}, Rows: [][]string{{"受理"}}},
		}})
		for n, page := range pages {
			if text := textOf(page); strings.Contains(text, "办理进程") != strings.Contains(text, "步骤") {
				t.Errorf("with %d lines before, page %d has the heading without its table", lines, n+1)
			}
		}
	}
}

func TestALongCellIsCutWithDots(t *testing.T) {
	pages, _ := pagesOf(t, Document{Title: "清单", Size: A4Wide, Blocks: []Block{
		Table{Columns: []Column{{Title: "内容", Weight: 1, Lines: 2}, {Title: "其他", Weight: 2}}, Rows: [][]string{{matter(500), ""}}},
	}})
	if len(pages) != 1 || strings.Count(textOf(pages[0]), "…") != 1 {
		t.Errorf("the cell is not cut: %s", textOf(pages[0]))
	}
}
