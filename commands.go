package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/sample"
	"lamplighter/screens/words"
)

// command is one thing the program does without a window.
type command struct {
	usage string
	run   func(*terminal) error
}

// commands are known by the first argument. A function, because a command's
// usage asks for the list.
var commands = map[string]command{
	"import":   {"-file FILE [-list customers|usage|class|completions] [-class NUMBER] [-replace] [-dry-run] [-refused FILE] [-doubtful FILE] SHEET", (*terminal).importSheet},
	"export":   {"-file FILE -list customers|cases|usage|completions [-text WORDS] [-purpose WORDS] [-profile masked|field|full] [-from MONTH|DAY] [-to MONTH|DAY] [-wide] [-learner NUMBER] [-course CODE] [-unit CODE] [-state valid|expired|failed] [-names] [-home URL] OUT.xlsx|.csv|.json|.xapi.json", (*terminal).export},
	"backup":   {"-file FILE COPY", (*terminal).backup},
	"restore":  {"-file FILE [-save] BACKUP", (*terminal).restore},
	"salvage":  {"FILE OUT", (*terminal).salvage},
	"check":    {"FILE [-rows | -audit | -certificate NUMBER CODE | -export LIST]", (*terminal).check},
	"enrol":    {"-file FILE [-company | -name NAME [-areas CODES] [-roles ROLES] [-staff NUMBER] [-until DAY] FOLDER | -renew CODE [-until DAY] | -revoke CODE -reason WORDS | -anew CODE FOLDER]", (*terminal).enrol},
	"join":     {"-file FILE [-anew] ENROLMENT.lampjoin | RECORDS.lampsnap", (*terminal).join},
	"forecast": {"run [-out LIST] [-months N] FILE | eval [-out FILE.csv] [-months 60,36,24] [-workers N] [-canary] FILE…", (*terminal).forecast},
	"sync":     {"-file FILE [-look] FOLDER", (*terminal).synchronise},
	"sample":   {"-customers N -seed S [-cases=false] FILE", (*terminal).sample},
}

func commandNames() []string { return slices.Sorted(maps.Keys(commands)) }

// terminal is a command at work.
type terminal struct {
	ctx   context.Context
	flags *flag.FlagSet
	args  []string
	out   io.Writer
	prefs *preferences
	user  string // who signs in, where people do
}

var errUsage = errors.New("usage")

func runCommand(ctx context.Context, c command, args []string, prefs *preferences, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	t := &terminal{ctx: ctx, flags: flag.NewFlagSet("lamplighter "+args[0], flag.ContinueOnError), args: args[1:], out: out, prefs: prefs}
	t.flags.SetOutput(errOut)
	t.flags.Usage = func() {
		_, _ = fmt.Fprintln(errOut, "lamplighter", args[0], c.usage)
		t.flags.PrintDefaults()
	}
	t.flags.StringVar(&t.user, "user", "", "the staff number of who signs in; the password comes from "+passwordVariable+", the standard input or the terminal")
	t.flags.Func("lang", "zh or en", func(language string) error { prefs.override("language", language); return speak(prefs) })
	if err := speak(prefs); err != nil {
		_, _ = fmt.Fprintln(errOut, err)
		return 1
	}
	var verdict exit
	switch err := c.run(t); {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		return 2
	case errors.As(err, &verdict):
		return int(verdict)
	default:
		_, _ = fmt.Fprintln(errOut, words.Error(err))
		return 1
	}
}

// parse reads the flags and insists on so many names behind them.
func (t *terminal) parse(names int) error {
	if err := t.flags.Parse(t.args); err != nil {
		return errUsage
	}
	if t.flags.NArg() != names {
		t.flags.Usage()
		return errUsage
	}
	return nil
}

// parseAnywhere reads flags before, between and behind the names, which it
// answers.
func (t *terminal) parseAnywhere() (names []string, err error) {
	for rest := t.args; ; rest = t.flags.Args()[1:] {
		if t.flags.Parse(rest) != nil {
			return nil, errUsage
		}
		if t.flags.NArg() == 0 {
			return names, nil
		}
		names = append(names, t.flags.Arg(0))
	}
}

// say prints one line.
func (t *terminal) say(line string) { _, _ = fmt.Fprintln(t.out, line) }

// withStore opens the file for a command and closes it after.
func (t *terminal) withStore(path string, create bool, do func(*data.Store, app.Actor) error) error {
	return t.withStoreOf(lang.L("Our hall"), path, create, do)
}

// withStoreOf is withStore for a file that is named after a company when it is
// new.
func (t *terminal) withStoreOf(company, path string, create bool, do func(*data.Store, app.Actor) error) error {
	if path == "" {
		path = t.prefs.Get("file")
	}
	s, by, err := t.openAs(company, path, create)
	if err == nil {
		err = do(s, by)
	}
	if s != nil {
		err = errors.Join(err, s.Close())
	}
	return err
}

func noReport(int64, int64) {}

func (t *terminal) importSheet() error {
	file := t.flags.String("file", "", "the file to import into; made when it is not there")
	list := t.flags.String("list", "customers", "customers, usage, class (people and results of classes) or completions (of an older system)")
	class := t.flags.String("class", "", "the number of the class, for a list of one that does not name it")
	replace := t.flags.Bool("replace", false, "results that differ take the place of those that are noted")
	dry := t.flags.Bool("dry-run", false, "say what would happen, keep nothing")
	refused := t.flags.String("refused", "", "where refused rows go; else beside the sheet")
	doubtful := t.flags.String("doubtful", "", "where doubts and passed-over lines are told; else beside the sheet")
	if err := t.parse(1); err != nil {
		return err
	}
	kind, known := importKinds[*list]
	if !known {
		t.flags.Usage()
		return errUsage
	}
	sheet := t.flags.Arg(0)
	if _, err := os.Stat(sheet); errors.Is(err, os.ErrNotExist) { // or a mistyped name would leave an empty file of ours
		return &app.FileProblem{Kind: "not_found", Name: filepath.Base(sheet), Err: err}
	}
	name := strings.TrimSuffix(sheet, filepath.Ext(sheet))
	job := words.TellRows(app.ImportJob{Kind: kind, Replace: *replace, DryRun: *dry, RefusedPath: cmp.Or(*refused, name+".refused.xlsx"), DoubtsPath: cmp.Or(*doubtful, name+".doubtful.xlsx")})
	return t.withStore(*file, true, func(s *data.Store, by app.Actor) error {
		view, err := s.ReadSheet(t.ctx, by, kind, sheet, "")
		if err != nil {
			return err
		}
		if job.Class, err = t.classNumbered(s, by, *class); err != nil {
			return err
		}
		for _, n := range view.Notes {
			if said := words.SheetNote(n); said != "" {
				t.say(said)
			}
		}
		job.Kind, job.Path, job.Sheet, job.Columns = view.Kind, sheet, view.Sheet, view.Columns
		r, err := s.ImportList(t.ctx, by, job, noReport)
		if err != nil {
			return err
		}
		t.tell(r)
		return nil
	})
}

// usageList is what accounts used, as the command line names it.
const usageList = "usage"

// importKinds are the lists that come in, by the word of the command line.
var importKinds = map[string]app.ImportKind{"customers": app.ImportAccounts, usageList: app.ImportUsage, "class": app.ImportClassList, "completions": app.ImportCompletions}

// classNumbered finds a class by its number; none for no number.
func (t *terminal) classNumbered(s *data.Store, by app.Actor, number string) (app.ClassID, error) {
	if number == "" {
		return app.ClassID{}, nil
	}
	found, err := s.Classes(t.ctx, by, app.ClassFilter{Text: number})
	if err != nil {
		return app.ClassID{}, err
	}
	for _, c := range found {
		if c.Number == number {
			return c.ID, nil
		}
	}
	return app.ClassID{}, &app.Refusal{Field: "class_number", Reason: app.UnknownClass, Value: number}
}

func (t *terminal) tell(r app.ImportReport) {
	t.say(lang.L("New: {{.Created}} · updated: {{.Updated}} · unchanged: {{.Unchanged}} · refused: {{.Refused}} · passed over: {{.Skipped}} · lines in all: {{.Lines}} · doubtful: {{.Warned}}", map[string]any{
		"Created": r.Created, "Updated": r.Updated, "Unchanged": r.Unchanged, "Refused": r.Refused, "Skipped": r.Skipped, "Lines": r.Lines(), "Warned": r.Warned,
	}))
	for _, key := range slices.Sorted(maps.Keys(r.Warnings)) {
		field, reason, _ := strings.Cut(key, "/")
		t.say(lang.L("Doubtful, {{.N}} times: {{.Field}} {{.Text}}", map[string]any{"N": r.Warnings[key], "Field": words.Column(field), "Text": words.ImportReason(reason)}))
	}
	for _, p := range r.Problems {
		if p.Verdict != app.RowDoubted {
			t.say(lang.L("Line {{.Line}}: {{.Text}}", map[string]any{"Line": p.Line, "Text": words.ImportProblem(p)}))
		}
	}
	if r.DryRun {
		t.say(lang.L("Nothing was kept: this was a dry run."))
	}
	if r.RefusedPath != "" {
		t.say(lang.L("The refused rows are in {{.File}}", map[string]any{"File": r.RefusedPath}))
	}
	if r.DoubtsPath != "" {
		t.say(lang.L("What is doubtful or was passed over stands in {{.File}}", map[string]any{"File": r.DoubtsPath}))
	}
}

func (t *terminal) export() error {
	file := t.flags.String("file", "", "the file to export from")
	list := t.flags.String("list", "customers", "customers, cases, usage or completions")
	text := t.flags.String("text", "", "only what these words find")
	wide := t.flags.Bool("wide", false, "of usage: a column for each month")
	purpose := t.flags.String("purpose", "", "what the list is needed for; kept in the audit log and in the list")
	profile := t.flags.String("profile", "", "what it hides: masked, field, full or one of the company's own by its name")
	asked := t.completionFlags()
	if err := t.parse(1); err != nil {
		return err
	}
	path := t.flags.Arg(0)
	format := formatOf(path)
	if !slices.Contains([]app.Format{app.XLSX, app.CSV, app.JSON, app.XAPI}, format) || !slices.Contains([]string{"customers", "cases", usageList, completionList}, *list) ||
		format == app.XAPI && *list != completionList || *list == completionList && !asked.filter().Sound() {
		t.flags.Usage()
		return errUsage
	}
	return t.withStore(*file, false, func(s *data.Store, by app.Actor) error {
		job := app.ExportJob{
			Path: path, Format: format, Title: words.Column, Label: labels(t, s, by), XAPI: app.XAPIOptions{Home: asked.home, Named: asked.names},
			Purpose: *purpose, Profile: app.ExportProfile(*profile), Mark: words.ExportMark,
		}
		var n int
		var err error
		switch *list {
		case usageList:
			n, err = t.exportUsage(s, by, app.UsageOut{Wide: *wide}, asked.from, asked.to, job)
		case completionList:
			n, err = t.exportCompletions(s, by, asked, *text, job)
		default:
			n, err = t.exportList(s, by, *list, *text, job)
		}
		if err == nil {
			t.say(lang.L("{{.N}} rows are in {{.File}}", map[string]any{"N": n, "File": path}))
		}
		return err
	})
}

// formatOf is the format by the end of a file's name.
func formatOf(path string) app.Format {
	name := strings.ToLower(filepath.Base(path))
	if strings.HasSuffix(name, "."+string(app.XAPI)) {
		return app.XAPI
	}
	return app.Format(strings.TrimPrefix(filepath.Ext(name), "."))
}

func labels(t *terminal, s *data.Store, by app.Actor) func(list, code string) string {
	codes, err := s.Codes(t.ctx, by)
	if err != nil {
		return func(_, code string) string { return code }
	}
	return words.NewCodes(t.prefs.Get("language"), codes).Word
}

func (t *terminal) exportList(s *data.Store, by app.Actor, list, text string, job app.ExportJob) (int, error) {
	if text != "" {
		if err := s.WarmSearch(t.ctx); err != nil {
			return 0, err
		}
	}
	if list == "cases" {
		rows, err := s.CaseOrder(t.ctx, by, app.CaseFilter{Text: text, Sort: app.ByAccepted})
		if err != nil {
			return 0, err
		}
		return s.ExportCases(t.ctx, by, rows, job, noReport)
	}
	rows, err := s.CustomerOrder(t.ctx, by, app.CustomerFilter{Text: text})
	if err != nil {
		return 0, err
	}
	return s.ExportCustomers(t.ctx, by, rows, job, noReport)
}

// exportUsage writes the use of all accounts in some months.
func (t *terminal) exportUsage(s *data.Store, by app.Actor, o app.UsageOut, from, to string, job app.ExportJob) (int, error) {
	_, last, err := s.UsageMonths(t.ctx, by)
	if err != nil {
		return 0, err
	}
	today := app.DayOf(time.Now())
	if o.From, err = app.ParseMonth("from_month", from, today); err != nil {
		return 0, err
	}
	if o.To, err = app.ParseMonth("to_month", to, today); err != nil {
		return 0, err
	}
	o.To = cmp.Or(o.To, last)
	o.From = cmp.Or(o.From, app.AddMonths(o.To, -11))
	rows, err := s.UsageOrder(t.ctx, by, o)
	if err != nil {
		return 0, err
	}
	return s.ExportUsage(t.ctx, by, o, rows, job, noReport)
}

func (t *terminal) backup() error {
	file := t.flags.String("file", "", "the file to copy")
	if err := t.parse(1); err != nil {
		return err
	}
	return t.withStore(*file, false, func(s *data.Store, by app.Actor) error {
		found, err := s.Backup(t.ctx, by, t.flags.Arg(0))
		if err != nil {
			return err
		}
		t.say(lang.L("Copied and checked: {{.File}}", map[string]any{"File": t.flags.Arg(0)}))
		t.sayAttached(found)
		return nil
	})
}

// sayAttached tells how many attached files were looked at, and which of them
// are not as they were.
func (t *terminal) sayAttached(found app.AttachmentCheck) {
	if found.Files > 0 {
		t.say(lang.L("Attached files: {{.N}}", map[string]any{"N": found.Files}))
	}
	if said := words.AttachmentCheck(found); said != "" {
		t.say(said)
	}
}

func (t *terminal) check() error {
	number := t.flags.String("certificate", "", "the number of a certificate; its code follows the file")
	audit := t.flags.Bool("audit", false, "go through the audit log alone")
	export := t.flags.String("export", "", "a list or paper: who took it out, when and what for")
	rows := t.flags.Bool("rows", false, "compare each record with what the change log says of it, too; takes long")
	names, err := t.parseAnywhere()
	switch {
	case err != nil:
		return err
	case *audit && len(names) == 1 && *number == "":
		return t.checkAudit(names[0])
	case *export != "" && len(names) == 1 && *number == "" && !*audit:
		return t.checkExport(names[0], *export)
	case *number != "" && len(names) == 2:
		return t.checkCertificate(names[0], *number, names[1])
	case *number != "" || *export != "" || len(names) != 1:
		t.flags.Usage()
		return errUsage
	}
	found, err := data.CheckWhole(t.ctx, names[0])
	if err == nil && *rows {
		err = data.CheckRows(t.ctx, names[0], storeOptions(false, nil))
	}
	if err != nil {
		return err
	}
	t.say(lang.L("The file is sound, and its change log is unbroken."))
	t.sayAttached(found)
	orphans, err := data.CheckReferences(t.ctx, names[0])
	if err == nil && orphans.All > 0 {
		t.say(lang.L("{{.N}} records refer to others that are not in this file: of an area that it does not carry, or not arrived yet. Nothing is lost.", map[string]any{"N": orphans.All}))
	}
	return err
}

// checkAudit says whether the audit log is whole; 1 when it is not.
func (t *terminal) checkAudit(path string) error {
	v, err := data.CheckAudit(t.ctx, path)
	if err != nil {
		return err
	}
	t.say(words.AuditVerdict(v))
	if v.Fault != app.AuditWhole {
		return exit(1)
	}
	return nil
}

func (t *terminal) sample() error {
	customers := t.flags.Int("customers", 20000, "how many customers")
	cases := t.flags.Bool("cases", true, "invent three years of cases as well")
	seed := t.flags.Uint64("seed", 1, "the same seed invents the same county")
	if err := t.parse(1); err != nil {
		return err
	}
	path := t.flags.Arg(0)
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%w: %s is there already", os.ErrExist, filepath.Base(path))
	}
	return t.withStoreOf(sample.Company, path, true, func(s *data.Store, by app.Actor) error {
		county := sample.New(*customers, *seed, time.Now())
		county.Quiet = !*cases
		if err := s.Fill(t.ctx, by, county, int64(*customers), noReport); err != nil {
			return err
		}
		t.say(lang.L("{{.N}} invented customers are in {{.File}}", map[string]any{"N": *customers, "File": path}))
		return nil
	})
}
