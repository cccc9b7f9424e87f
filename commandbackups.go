package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"lamplighter/data"
	"lamplighter/screens/words"
)

// restore puts a backup in the place of a file.
func (t *terminal) restore() error {
	file := t.flags.String("file", "", "the file whose place it takes; that one is kept beside it")
	save := t.flags.Bool("save", false, "add what can be saved of the file as it is")
	names, err := t.parseAnywhere()
	if err == nil && (len(names) != 1 || *file == "") {
		t.flags.Usage()
		err = errUsage
	}
	if err != nil {
		return err
	}
	options, err := t.optionsFor(*file)
	if err != nil {
		return err
	}
	done, err := data.Rescue(t.ctx, *file, names[0], *save, options)
	if err != nil {
		return err
	}
	t.say(lang.L("The backup is in the place of {{.File}}", map[string]any{"File": *file}))
	if said := words.Restored(done); said != "" {
		t.say(said)
	}
	return nil
}

// salvage saves what can be read of a damaged file into a new one.
func (t *terminal) salvage() error {
	if err := t.parse(2); err != nil {
		return err
	}
	from, to := t.flags.Arg(0), t.flags.Arg(1)
	if _, err := os.Stat(to); err == nil {
		return fmt.Errorf("%w: %s is there already", fs.ErrExist, filepath.Base(to))
	}
	options, err := t.optionsFor(from)
	if err != nil {
		return err
	}
	found, err := data.Salvage(t.ctx, from, to, options)
	if err != nil {
		return err
	}
	t.say(words.Salvaged(found))
	t.say(lang.L("What was saved is in {{.File}}; {{.Damaged}} was not touched.", map[string]any{"File": to, "Damaged": from}))
	return nil
}
