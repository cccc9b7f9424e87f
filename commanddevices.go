package main

import (
	"bufio"
	"cmp"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens/words"
)

// Passphrases come in by the standard input or the environment, never as an
// argument, which other people on the computer could read.
const passphraseVariable = "LAMPLIGHTER_PASSPHRASE"

func (t *terminal) passphrase() (string, error) {
	if text := os.Getenv(passphraseVariable); text != "" {
		return text, nil
	}
	t.say(lang.L("Passphrase:"))
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// enrol does what the settings page of devices does: makes the company's key,
// enrols, renews and revokes a computer, makes its records anew, lists them.
func (t *terminal) enrol() error {
	file := t.flags.String("file", "", "the file of the company's main computer")
	company := t.flags.Bool("company", false, "make this computer the company's main one")
	name := t.flags.String("name", "", "what people call the computer that is enrolled")
	areas := t.flags.String("areas", "", "codes of the units whose records it carries, with commas; all for every one")
	roles := t.flags.String("roles", "", "the roles of those who work on it, with commas; manager for a new one")
	staff := t.flags.String("staff", "", "the staff number of who works on it")
	until := t.flags.String("until", "", "the last day of its certificate; else a year from now")
	renew := t.flags.String("renew", "", "the code of a computer that gets its next certificate")
	revoke := t.flags.String("revoke", "", "the code of a computer that is taken out")
	reason := t.flags.String("reason", "", "why it is taken out")
	anew := t.flags.String("anew", "", "the code of a computer whose records are made anew")
	names, err := t.parseAnywhere()
	if err != nil {
		return err
	}
	if len(names) > 1 || len(names) == 0 && (*name != "" || *anew != "") {
		t.flags.Usage()
		return errUsage
	}
	return t.withStore(*file, false, func(s *data.Store, by app.Actor) error {
		e := enrolling{t, s, by}
		switch {
		case *company:
			return e.company()
		case *revoke != "":
			return e.revoke(*revoke, *reason)
		case *anew != "":
			return e.anew(*anew, names[0])
		case *renew == "" && *name == "":
			return e.list()
		}
		draft := app.DeviceDraft{Name: *name}
		if draft.ToOn, err = e.until(*until); err != nil {
			return err
		}
		if *renew != "" {
			return e.renew(*renew, draft, *areas, *roles)
		}
		draft.Folder = names[0]
		return e.enrol(draft, *areas, *roles, *staff)
	})
}

// enrolling is the command at work on an open file.
type enrolling struct {
	*terminal
	s  *data.Store
	by app.Actor
}

func (e enrolling) company() error {
	passphrase, err := e.passphrase()
	if err == nil {
		err = e.s.MakeCompany(e.ctx, e.by, passphrase)
	}
	if err != nil {
		return err
	}
	e.say(lang.L("The company's key is made. Other computers can be enrolled now."))
	return e.list()
}

func (e enrolling) list() error {
	all, err := e.s.Devices(e.ctx, e.by)
	for _, d := range all {
		e.say(strings.Join([]string{d.Code, d.Name, words.DeviceState(d.DeviceCertificate, d.State, app.DayOf(time.Now()))}, "  "))
	}
	return err
}

func (e enrolling) until(text string) (app.Day, error) {
	today := app.DayOf(time.Now())
	if text == "" {
		return today.AddDays(365), nil
	}
	day, err := app.ParseDay(text, today)
	if err != nil {
		return "", app.Refuse("device_to", app.Malformed)
	}
	return day, nil
}

// may reads areas and roles into a draft; empty ones stay as they are.
func (e enrolling) may(d *app.DeviceDraft, areas, roles string) error {
	if areas != "" {
		units, err := e.s.Units(e.ctx, e.by)
		if err != nil {
			return err
		}
		d.Areas = nil
		for code := range strings.SplitSeq(areas, ",") {
			at := slices.IndexFunc(units, func(u app.OrgUnit) bool { return u.Code == code && u.Area != 0 })
			switch {
			case code == "all":
				d.Areas = append(d.Areas, app.EveryArea)
			case at < 0:
				return &app.Refusal{Field: "device_areas", Reason: app.Unknown, Value: code}
			default:
				d.Areas = append(d.Areas, units[at].Area)
			}
		}
	}
	if roles != "" {
		d.Roles = nil
		for role := range strings.SplitSeq(roles, ",") {
			if words.Role(app.Role(role)) == role {
				return &app.Refusal{Field: "device_roles", Reason: app.Unknown, Value: role}
			}
			d.Roles = append(d.Roles, app.Role(role))
		}
	}
	return nil
}

func (e enrolling) enrol(d app.DeviceDraft, areas, roles, staff string) error {
	if err := e.may(&d, areas, cmp.Or(roles, string(app.Manager))); err != nil {
		return err
	}
	if staff != "" {
		people, err := e.s.Staff(e.ctx, e.by)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(people, func(p app.Staff) bool { return p.StaffNo == staff })
		if at < 0 {
			return &app.Refusal{Field: "staff_no", Reason: app.Unknown, Value: staff}
		}
		d.Staff = people[at].ID
	}
	passphrase, err := e.passphrase()
	if err != nil {
		return err
	}
	made, err := e.s.EnrolDevice(e.ctx, e.by, passphrase, d, noReport)
	if err != nil {
		return err
	}
	e.say(lang.L("Enrolled: {{.Name}}", map[string]any{"Name": made.Device.Code + " " + made.Device.Name}))
	e.say(made.Path)
	e.say(made.Snapshot)
	e.say(lang.L("Passphrase, shown this once: {{.Passphrase}}", map[string]any{"Passphrase": made.Passphrase}))
	return nil
}

// coded finds a computer by its code.
func (e enrolling) coded(code string) (app.Device, error) {
	all, err := e.s.Devices(e.ctx, e.by)
	if err != nil {
		return app.Device{}, err
	}
	for _, d := range all {
		if strings.EqualFold(d.Code, code) {
			return d, nil
		}
	}
	return app.Device{}, &app.Refusal{Field: "device", Reason: app.Unknown, Value: code}
}

func (e enrolling) renew(code string, draft app.DeviceDraft, areas, roles string) error {
	d, err := e.coded(code)
	if err != nil {
		return err
	}
	draft.Name, draft.Areas, draft.Roles = cmp.Or(draft.Name, d.Name), d.Areas, d.Roles
	if err := e.may(&draft, areas, roles); err != nil {
		return err
	}
	passphrase, err := e.passphrase()
	if err != nil {
		return err
	}
	c, err := e.s.RenewDevice(e.ctx, e.by, passphrase, d.Device, draft)
	if err == nil {
		e.say(lang.L("Renewed until {{.Day}}: {{.Name}}", map[string]any{"Day": string(c.ToOn), "Name": c.Name}))
	}
	return err
}

func (e enrolling) revoke(code, reason string) error {
	d, err := e.coded(code)
	if err != nil {
		return err
	}
	passphrase, err := e.passphrase()
	if err == nil {
		err = e.s.RevokeDevice(e.ctx, e.by, passphrase, d.Device, reason)
	}
	if err == nil {
		e.say(lang.L("Revoked: {{.Name}}", map[string]any{"Name": d.Name}))
	}
	return err
}

func (e enrolling) anew(code, folder string) error {
	d, err := e.coded(code)
	if err != nil {
		return err
	}
	path, err := e.s.SnapshotFor(e.ctx, e.by, d.Device, folder, noReport)
	if err == nil {
		e.say(lang.L("Written: {{.Path}}", map[string]any{"Path": path}))
	}
	return err
}

// join makes the file of a new computer out of its enrolment file, or lets one
// that was away for long begin anew from its records.
func (t *terminal) join() error {
	file := t.flags.String("file", "", "the file that is made, or begins anew")
	anew := t.flags.Bool("anew", false, "begin anew from records made for this computer; what was never sent is kept")
	if err := t.parse(1); err != nil {
		return err
	}
	path := cmp.Or(*file, t.prefs.Get("file"))
	if path == "" {
		t.flags.Usage()
		return errUsage
	}
	if *anew {
		if err := data.Restart(t.ctx, path, t.flags.Arg(0), storeOptions(false, nil), noReport); err != nil {
			return err
		}
		t.say(lang.L("The file begins anew. As it was it lies beside it, named for the time."))
		return nil
	}
	passphrase, err := t.passphrase()
	if err == nil {
		err = data.Join(t.ctx, path, t.flags.Arg(0), passphrase, noReport)
	}
	if err != nil {
		return err
	}
	return t.withStore(path, false, func(s *data.Store, by app.Actor) error {
		t.say(lang.L("This computer has joined as {{.Code}}: {{.File}}", map[string]any{"Code": s.DeviceCode(), "File": path}))
		return enrolling{t, s, by}.list()
	})
}
