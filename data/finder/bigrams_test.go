package finder

import (
	"database/sql"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"
	"pgregory.net/rapid"
)

func TestBigrams(t *testing.T) {
	tests := []struct{ name, text, want, query string }{
		{"characters and pairs", "新村村", "新 新村 村 村村 村", `"新村" AND "村村"`},
		{"a lone character", "村", "村", `"村"`},
		{"numbers are words", "新村8组", "新 新村 村 8 组", `"新村" AND "8"* AND "组"`},
		{"full-width numbers and capitals", "Ａ座１２", "a 座 12", `"a"* AND "座" AND "12"*`},
		{"punctuation parts", "白马镇，挂榜", "白 白马 马 马镇 镇 挂 挂榜 榜", `"白马" AND "马镇" AND "挂榜"`},
		{"a quotation mark does no harm", `白"马`, "白 马", `"白" AND "马"`},
		{"a character newer than the tokenizer", "鿏", "u9fcf", `"u9fcf"`},
		{"nothing", " ，", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Bigrams(tt.text); got != tt.want {
				t.Errorf("Bigrams = %q, want %q", got, tt.want)
			}
			if got := BigramQuery(tt.text); got != tt.query {
				t.Errorf("BigramQuery = %q, want %q", got, tt.query)
			}
		})
	}
}

func TestVerify(t *testing.T) {
	const address = "米易县麻陇彝族乡新村村8组78号（Ａ座）"
	for query, want := range map[string]bool{
		"新村村8组": true, "麻陇 78号": true, "a座": true, "7": true, "": true,
		"新村8组": false, "陇麻": false, "8号": false, "78号a座": false,
	} {
		if got := Verify(address, query); got != want {
			t.Errorf("Verify(%q) = %v, want %v", query, got, want)
		}
	}
}

func TestHasHan(t *testing.T) {
	for query, want := range map[string]bool{"李": true, "l李": true, "𠅤": true, "lina 12": false, "ＬＮ·": false, "": false} {
		if got := hasHan(query); got != want {
			t.Errorf("hasHan(%q) = %v, want %v", query, got, want)
		}
	}
}

// gramTable is the table the grams are for.
func gramTable(t *testing.T) *sql.DB {
	db, err := sql.Open("sqlite3", "file::memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE VIRTUAL TABLE g USING fts5 (grams, content = '', contentless_delete = 1,
		detail = none, tokenize = "unicode61 remove_diacritics 0")`); err != nil {
		t.Fatal(err)
	}
	return db
}

// TestTheTableFindsWhatVerifyTakes holds the promise of Verify with SQLite's
// own tokenizer.
func TestTheTableFindsWhatVerifyTakes(t *testing.T) {
	db := gramTable(t)
	letter := rapid.SampledFrom([]rune("米易县8组7aＢé鿏𠅤𰻞ꀀ〇々ぁ̀ \"，*·"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(letter, 0, 12, -1).Draw(t, "text")
		query := rapid.StringOfN(letter, 1, 4, -1).Draw(t, "query")
		if runes := []rune(text); len(runes) > 0 && rapid.Bool().Draw(t, "from the text") {
			from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
			query = string(runes[from:rapid.IntRange(from+1, len(runes)).Draw(t, "to")])
		}
		grams := BigramQuery(query)
		if grams == "" || !Verify(text, query) {
			return
		}
		if _, err := db.Exec("DELETE FROM g WHERE rowid = 1"); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec("INSERT INTO g (rowid, grams) VALUES (1, ?)", Bigrams(text)); err != nil {
			t.Fatal(err)
		}
		var found int
		if err := db.QueryRow("SELECT count(*) FROM g WHERE g MATCH ?", grams).Scan(&found); err != nil {
			t.Fatalf("asking %s: %v", grams, err)
		}
		if found != 1 {
			t.Fatalf("%q is in %q, but %s does not find %q", query, text, grams, Bigrams(text))
		}
	})
}

func FuzzBigrams(f *testing.F) {
	f.Add("米易县8组", "县8")
	f.Add("a\x00\xff\"", "*\"")
	f.Fuzz(func(t *testing.T, text, query string) {
		if !Verify(text, text) {
			t.Errorf("%q does not hold itself", text)
		}
		if !Verify(text, query) {
			return
		}
		have := " " + Bigrams(text) + " "
		for gram := range strings.SplitSeq(BigramQuery(query), " AND ") {
			word, open := strings.CutSuffix(gram, "*")
			word = " " + strings.Trim(word, `"`)
			if !open {
				word += " "
			}
			if gram != "" && !strings.Contains(have, word) {
				t.Errorf("%q holds %q, but not its gram %q", text, query, gram)
			}
		}
	})
}
