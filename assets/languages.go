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
// as the one JSON object Fyne's package lang reads: the files of the
// language's folder together. In "en" stand only the texts whose key is not
// the sentence itself. Fyne's own texts are among them, since its Chinese is
// rough in places.
func Translations(language string) ([]byte, error) {
	folder := path.Join("languages", language)
	files, err := languages.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read translations: %w", err)
	}
	all := map[string]json.RawMessage{}
	for _, file := range files {
		texts, err := readTexts(path.Join(folder, file.Name()))
		if err != nil {
			return nil, fmt.Errorf("read translations: %w", err)
		}
		maps.Copy(all, texts)
	}
	return json.Marshal(all)
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
