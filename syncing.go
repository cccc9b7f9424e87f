package main

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens/words"
)

func noSteps(app.SyncStep, int64, int64) {}

// synchronise exchanges packages through a folder, or tells what would be.
func (t *terminal) synchronise() error {
	file := t.flags.String("file", "", "the file whose changes are exchanged")
	look := t.flags.Bool("look", false, "say what lies in the folder, change nothing")
	if err := t.parse(1); err != nil {
		return err
	}
	folder := t.flags.Arg(0)
	return t.withStore(*file, false, func(s *data.Store, by app.Actor) error {
		if *look {
			p, err := s.LookAt(t.ctx, by, folder, noSteps)
			t.tellPackages(p.Packages)
			t.tellMissing(p.Missing)
			if p.Anew.Path != "" {
				t.say(lang.L("A snapshot for this computer lies in the folder. To begin anew from it: lamplighter join -anew {{.Path}}", map[string]any{"Path": p.Anew.Path}))
			}
			return err
		}
		r, err := s.Exchange(t.ctx, by, folder, noSteps)
		t.tellExchange(r)
		return err
	})
}

func (t *terminal) tellExchange(r app.SyncResult) {
	t.say(lang.L("Taken in: {{.In}} packages with {{.InRows}} rows · written: {{.Out}} packages with {{.OutRows}} rows",
		map[string]any{"In": len(r.Taken), "InRows": rowsOf(r.Taken), "Out": len(r.Written), "OutRows": rowsOf(r.Written)}))
	t.tellPackages(r.Left)
	t.tellMissing(r.Missing)
	for _, a := range r.Gone {
		t.say(words.Gone(a))
	}
	if len(r.Leaving) > 0 {
		t.say(words.Leaving(r.Leaving))
	}
	if r.Conflicts > 0 {
		t.say(lang.L("Values to decide between: {{.N}}. The program shows them.", map[string]any{"N": r.Conflicts}))
	}
}

func (t *terminal) tellPackages(packages []app.Package) {
	for _, p := range packages {
		t.say(p.File + ": " + words.PackageState(p.State) + ". " + words.PackageAdvice(p.State))
	}
}

func (t *terminal) tellMissing(missing []app.MissingPackages) {
	for _, m := range missing {
		t.say(words.Missing(m))
	}
}

func rowsOf(packages []app.Package) (n int64) {
	for _, p := range packages {
		n += p.Rows
	}
	return n
}
