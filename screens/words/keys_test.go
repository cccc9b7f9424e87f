package words_test

import (
	"encoding/json"
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fyneOwn are texts of the toolkit that its Chinese words badly or not at all;
// no line of ours need say them. A blank is written as _ here.
var fyneOwn = strings.Fields(`Advanced Confirm Copy Create_Folder Cut Enter_filename Error Favourites New_Folder No OK Paste Quit Redo Select_all
	Show_Hidden_Files Yes file.name file.parent
	monday tuesday wednesday thursday friday saturday sunday
	monday.short tuesday.short wednesday.short thursday.short friday.short saturday.short sunday.short`)

func TestEverySentenceHasChineseAndNoChineseIsIdle(t *testing.T) {
	said := map[string]string{} // the key, and a file that says it
	for _, folder := range []struct {
		path  string
		below bool
	}{{"../..", false}, {"../../screens", true}} {
		for path, file := range parse(t, folder.path, folder.below) {
			for _, key := range sentences(t, path, file) {
				said[key] = path
			}
		}
	}
	chinese := keys(t, "../../assets/languages/zh")
	for _, key := range slices.Sorted(maps.Keys(said)) {
		if chinese[key] == "" {
			t.Errorf("%s says %q, which has no Chinese", said[key], key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(chinese)) {
		if said[key] == "" && !slices.Contains(fyneOwn, strings.ReplaceAll(key, " ", "_")) {
			t.Errorf("%s has Chinese for %q, which nobody says", chinese[key], key)
		}
	}
}

// sentences lists the keys a file looks up. A key that is put together at run
// time cannot be translated ahead, so it is an error.
func sentences(t *testing.T, path string, file *ast.File) (out []string) {
	t.Helper()
	ast.Inspect(file, func(n ast.Node) bool {
		call, is := n.(*ast.CallExpr)
		if !is {
			return true
		}
		name, is := call.Fun.(*ast.SelectorExpr)
		if !is {
			return true
		}
		from, is := name.X.(*ast.Ident)
		if !is || from.Name != "lang" || !slices.Contains([]string{"L", "X", "N", "XN", "Localize", "LocalizeKey", "LocalizePlural", "LocalizePluralKey"}, name.Sel.Name) {
			return true
		}
		if key := text(call.Args[0]); key != "" {
			out = append(out, key)
		} else {
			t.Errorf("%s: lang.%s takes no literal, so nobody can tell which sentence it is", path, name.Sel.Name)
		}
		return true
	})
	return out
}

// keys lists the keys of a language and the file each stands in.
func keys(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files in %s: %v", len(files), folder, err)
	}
	out := map[string]string{}
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(content, &texts); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for key := range texts {
			out[key] = strings.TrimPrefix(filepath.ToSlash(path), "../../")
		}
	}
	return out
}
