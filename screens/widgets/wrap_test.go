package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lamplighter/screens/look"
)

func TestTextIsBrokenAsItsLanguageIs(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, look.Normal))
	rule := newRuler(13, fyne.TextStyle{})
	hanzi := rule.char('国')
	tests := []struct {
		name, text string
		room       float32
		want       string // lines divided by |
	}{
		{"what fits is one line", "已受理", 4 * hanzi, "已受理"},
		{"Chinese breaks between any two characters", "已受理今日到期", 4 * hanzi, "已受理今|日到期"},
		{"no line begins with a comma", "已受理了，请等候", 4 * hanzi, "已受理|了，请等|候"},
		{"no line ends with an opening bracket", "已受理（急）件", 4 * hanzi, "已受理|（急）件"},
		{"a number is not broken", "户号 0512345678 停电", 6 * hanzi, "户号|0512345678|停电"},
		{"one Latin word leaves the Chinese around it whole", "编号 K7 已保存不受影响", 6 * hanzi, "编号 K7 已保|存不受影响"},
		{"English breaks at spaces", "a row of words", rule.width("a row of w"), "a row of|words"},
		{"a word too long for its line is broken", "aaaaaaaa", rule.width("aaaaa"), "aaaaa|aaa"},
		{"lines that were there stay", "一\n\n二", 4 * hanzi, "一||二"},
		{"no room still shows every character", "三个字", 1, "三|个|字"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(rule.wrap(tt.text, tt.room), "|"); got != tt.want {
				t.Errorf("broken into %q, want %q", got, tt.want)
			}
		})
	}
}
