package assets

import (
	"encoding/json"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"
)

func TestBothLanguagesCanBeLoaded(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		content, err := Translations(language)
		if err != nil {
			t.Fatal(err)
		}
		if err := lang.AddTranslationsForLocale(content, lang.SystemLocale()); err != nil {
			t.Errorf("%s: %v", language, err)
		}
	}
	if _, err := Translations("fr"); err == nil {
		t.Error("a language nobody wrote was found")
	}
}

func TestFynesOwnTextsAreInNaturalChinese(t *testing.T) {
	content, err := Translations("zh")
	if err != nil {
		t.Fatal(err)
	}
	if err := lang.AddTranslationsForLocale(content, lang.SystemLocale()); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"OK": "确定", "No": "否", "Cancel": "取消", "Undo": "撤销"} {
		if got := lang.L(key); got != want {
			t.Errorf("%s reads %q, want %q", key, got, want)
		}
	}
}

func TestTheLanguageCanBeSwitchedBackAndForth(t *testing.T) {
	for _, step := range []struct{ language, sentence, own string }{
		{"zh", "已受理", "确定"},
		{"en", "Accepted", "OK"},
		{"zh", "已受理", "确定"},
	} {
		content, err := Translations(step.language)
		if err != nil {
			t.Fatal(err)
		}
		if err := lang.AddTranslationsForLocale(content, lang.SystemLocale()); err != nil {
			t.Fatal(err)
		}
		if got := lang.L("Accepted"); got != step.sentence {
			t.Errorf("in %s a case is %q, want %q", step.language, got, step.sentence)
		}
		if got := lang.L("OK"); got != step.own {
			t.Errorf("in %s a dialog offers %q, want %q", step.language, got, step.own)
		}
	}
}

// A key such as case.close.verb is no sentence, so both languages write it.
func TestKeysThatAreNoSentencesAreWrittenInEnglish(t *testing.T) {
	english := map[string]json.RawMessage{}
	for _, texts := range textFiles(t, "en") {
		maps.Copy(english, texts)
	}
	dotted := regexp.MustCompile(`^\w+(\.\w+)+$`)
	for name, texts := range textFiles(t, "zh") {
		for key := range texts {
			if _, written := english[key]; dotted.MatchString(key) && !written {
				t.Errorf("%s: %q has no English", name, key)
			}
		}
	}
}

func TestEachTextStandsInOneFile(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		where := map[string]string{}
		for name, texts := range textFiles(t, language) {
			for key := range texts {
				if other, twice := where[key]; twice {
					t.Errorf("%s: %q stands in %s and in %s", language, key, other, name)
				}
				where[key] = name
			}
		}
	}
}

// A key that go-i18n keeps for itself would make it refuse the whole language.
func TestNoTextIsAReservedWord(t *testing.T) {
	reserved := []string{
		"id", "description", "hash", "leftdelim", "rightdelim",
		"zero", "one", "two", "few", "many", "other", "translation",
	}
	for name, texts := range textFiles(t, "zh") {
		for key := range texts {
			if slices.Contains(reserved, strings.ToLower(key)) {
				t.Errorf("%s: %q cannot be a key; use lang.X with a dotted one", name, key)
			}
		}
	}
}

func TestBothLanguagesNameTheSameValues(t *testing.T) {
	english := map[string]json.RawMessage{}
	for _, texts := range textFiles(t, "en") {
		maps.Copy(english, texts)
	}
	chinese := map[string]bool{}
	for name, texts := range textFiles(t, "zh") {
		for key, text := range texts {
			chinese[key] = true
			source := key
			if own, written := english[key]; written {
				source = string(own)
			}
			if got, want := values(string(text)), values(source); !slices.Equal(got, want) {
				t.Errorf("%s: %q names the values %v, want %v", name, key, got, want)
			}
			if string(text) == `""` {
				t.Errorf("%s: %q has no Chinese", name, key)
			}
		}
	}
	for key := range english {
		if !chinese[key] {
			t.Errorf("%q is in English only", key)
		}
	}
}

var value = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// values lists the names of the values a text takes in, each once, sorted.
func values(text string) []string {
	found := map[string]bool{}
	for _, match := range value.FindAllStringSubmatch(text, -1) {
		found[match[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

func textFiles(t *testing.T, language string) map[string]map[string]json.RawMessage {
	t.Helper()
	folder := path.Join("languages", language)
	files, err := languages.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]json.RawMessage{}
	for _, file := range files {
		texts, err := readTexts(path.Join(folder, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[file.Name()] = texts
	}
	return out
}
