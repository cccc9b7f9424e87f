package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
)

//go:embed languages
var languages embed.FS

// Translations is everything the interface says in a language, "zh" or "en",
// as the one JSON object Fyne's package lang reads. Fyne's own texts are among
// them, since its Chinese is rough in places.
//
// A key the language does not write stands for itself: most English sentences
// do. So every answer names every text, and whichever is loaded last replaces
// the other while the program runs.
func Translations(language string) ([]byte, error) {
	own, err := readFolder(language)
	if err != nil {
		return nil, fmt.Errorf("read translations: %w", err)
	}
	written, err := readFolder("zh")
	if err != nil {
		return nil, fmt.Errorf("read translations: %w", err)
	}
	all := map[string]any{}
	for key := range written {
		all[key] = key
	}
	for key, text := range own {
		all[key] = text
	}
	return json.Marshal(all)
}

// readFolder puts the files of a language together.
func readFolder(language string) (map[string]json.RawMessage, error) {
	folder := path.Join("languages", language)
	files, err := languages.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	all := map[string]json.RawMessage{}
	for _, file := range files {
		texts, err := readTexts(path.Join(folder, file.Name()))
		if err != nil {
			return nil, err
		}
		maps.Copy(all, texts)
	}
	return all, nil
}

func readTexts(name string) (map[string]json.RawMessage, error) {
	content, err := languages.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var texts map[string]json.RawMessage
	if err := json.Unmarshal(content, &texts); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return texts, nil
}
