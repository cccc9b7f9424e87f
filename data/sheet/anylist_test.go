package sheet

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever a list is put together of, each of its rows is taken, refused with a
// reason or passed over, and what was taken has a key and a name.
func TestEveryRowOfAnyListGetsAVerdict(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	pieces := []string{
		"", "户号", "户名", "用电地址", "联系电话", "乡镇", "村", "组", "合同容量(MVA)", "立户日期", "合计", "白马01台区（共2户）", "第1页", "5104210000011", "5104210000018",
		"5.1421E+12", "甲某某", "张三（已故）", "新村村", "13900000000/13900000001、1", "2021年", "二〇二一年月日", "21/3/5", "(12.5)万元", "-", "1", "2", "3", "（）", "/", "*", "**", "\"", "0.0", "#N/A", "E+", "1.E1",
	}
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 7), 1, 12).Draw(t, "rows")
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, ",") + "\n")
		}
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		book, err := Open(path, Options{Today: "2026-11-23"})
		if err != nil {
			mustBeProblem(t, err)
			return
		}
		defer func() { _ = book.Close() }()
		found, err := book.Table("", Customers())
		if err != nil {
			mustBeProblem(t, err)
			return
		}
		for r, err := range found.Records(found.Mapping) {
			if err != nil {
				mustBeProblem(t, err)
				return
			}
			if r.Taken() && (countDigits(r.Values[AccountNo].Text) == 0 || r.Values[CustomerName].Text == "") {
				t.Fatalf("row %d was taken without a key or a name: %q", r.Line, r.Cells)
			}
		}
	})
}

func mustBeProblem(t *rapid.T, err error) {
	if _, is := errors.AsType[*Problem](err); !is {
		t.Fatalf("got %v, want a problem of the file", err)
	}
}
