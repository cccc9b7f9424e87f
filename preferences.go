package main

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// preferences are this computer's choices, which must be known before a file
// is open: which file, which language, how it looks. They lie in one small
// file of the user's configuration folder.
type preferences struct {
	mu     sync.Mutex
	path   string
	values map[string]string
	once   map[string]string // for this start only, from the command line
	apply  func()            // puts a changed choice into force; nil before the window is there
}

// configFolder is where the preferences and the log lie;
// LAMPLIGHTER_CONFIG moves it.
func configFolder() string {
	if folder := os.Getenv("LAMPLIGHTER_CONFIG"); folder != "" {
		return folder
	}
	folder, err := os.UserConfigDir()
	if err != nil {
		folder = os.TempDir()
	}
	return filepath.Join(folder, "lamplighter")
}

func openPreferences() *preferences {
	p := &preferences{path: filepath.Join(configFolder(), "settings.json"), values: map[string]string{}, once: map[string]string{}}
	text, err := os.ReadFile(p.path)
	if err == nil {
		if err := json.Unmarshal(text, &p.values); err != nil {
			p.values = map[string]string{} // unreadable: begin with the defaults
		}
	}
	return p
}

// Get reads a choice; "" when it was never made.
func (p *preferences) Get(name string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if value, is := p.once[name]; is {
		return value
	}
	return p.values[name]
}

// Set keeps a choice; the file is replaced whole.
func (p *preferences) Set(name, value string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.once, name)
	p.values[name] = value
	if err := p.write(); err != nil {
		slog.Warn("keep preferences", "err", err)
	}
}

// Apply puts changed choices into force at once.
func (p *preferences) Apply() {
	if p.apply != nil {
		p.apply()
	}
}

func (p *preferences) write() error {
	text, err := json.MarshalIndent(p.values, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(p.path+".tmp", text, 0o600); err != nil {
		return err
	}
	return os.Rename(p.path+".tmp", p.path)
}

func (p *preferences) override(name, value string) { p.once[name] = value }
