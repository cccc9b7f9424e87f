package inside

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// reading asks what the registers of a meter show; beside each stands what it
// showed last and what was used since.
type reading struct {
	matter
	asked []string // the registers on the sheet
}

func (r *reading) title() string { return words.MadeKind(app.LinkReading) }

// householdRegisters and allRegisters are those asked for.
var (
	householdRegisters = []string{"total", "peak", "valley"}
	allRegisters       = []string{"total", "sharp", "peak", "flat", "valley", app.RegisterDemand, "reactive", "export"}
)

func (r *reading) lay(in *inputs) {
	in.choice("account", words.Field("account"), r.accounts()).Required()
	in.day("read_on", words.Field("read_on")).Required()
	for _, register := range allRegisters {
		if r.asks(register) {
			r.asked = append(r.asked, register)
			in.line(register, r.register(register))
		}
	}
	in.choice("turn", words.Field("turn"), []widgets.Option{
		desk.Option(string(app.RolledOver), lang.L("The register rolled over"), "fz"), desk.Option(string(app.MeterChanged), lang.L("The meter was changed"), "hb"),
	})
	in.line("note", words.Field("note"))
}

// asks reports whether the sheet asks for a register: those every meter of the
// kind has, and those that were read before.
func (r *reading) asks(register string) bool {
	if slices.Contains(householdRegisters, register) || r.page.Customer.Kind == app.Organisation && register != "export" {
		return true
	}
	for _, states := range r.registers {
		if slices.ContainsFunc(states, func(s app.RegisterState) bool { return s.Register == register }) {
			return true
		}
	}
	return false
}

func (r *reading) register(name string) string {
	if !slices.Contains(allRegisters, name) {
		return ""
	}
	return r.desk.Codes.Label("meter_register", name)
}

func (r *reading) begin() values {
	return values{"account": r.firstAccount(), "read_on": string(r.today())}
}

func (r *reading) follow(in *inputs, _ string) {
	v := in.values()
	for _, register := range r.asked {
		row := in.all[register].row
		row.Hinted(r.says(register, v))
		if r.jumps(register, v) {
			row.Note.Warn(r.says(register, v) + " " + lang.L("Far more a day than before. Check it; it can be stored as it is."))
		}
	}
}

// says is the last reading of a register, or what was used since.
func (r *reading) says(register string, v values) string {
	last, known := r.last(register, v)
	if !known {
		return lang.L("Not read before.")
	}
	use, err := r.use(register, v)
	said := map[string]any{"Last": app.RegisterText(last.Last.Hundredths), "Day": string(last.Last.ReadOn)}
	if err != nil || v[register] == "" || use == (app.ReadingUse{}) {
		return lang.L("Last {{.Last}} on {{.Day}}", said)
	}
	said["Used"], said["Days"] = app.RegisterText(use.Hundredths), use.Days
	if times := r.multiplier(v); times > 1 {
		said["Times"] = times
		return lang.L("Last {{.Last}} on {{.Day}} · used {{.Used}} in {{.Days}} days (× {{.Times}})", said)
	}
	return lang.L("Last {{.Last}} on {{.Day}} · used {{.Used}} in {{.Days}} days", said)
}

func (r *reading) jumps(register string, v values) bool {
	last, known := r.last(register, v)
	use, err := r.use(register, v)
	use.Hundredths /= r.multiplier(v)
	return known && err == nil && v[register] != "" && use.JumpsFrom(last.Use)
}

func (r *reading) use(register string, v values) (app.ReadingUse, error) {
	last, _ := r.last(register, v)
	now, err := r.typed(register, v)
	if err != nil {
		return app.ReadingUse{}, err
	}
	return now.Since(last.Last, r.multiplier(v))
}

func (r *reading) last(register string, v values) (app.RegisterState, bool) {
	account, _ := app.ParseID[app.Account](v["account"])
	states := r.registers[account]
	i := slices.IndexFunc(states, func(s app.RegisterState) bool { return s.Register == register })
	if i < 0 {
		return app.RegisterState{}, false
	}
	return states[i], true
}

// meter is the first meter of the chosen account; the zero meter for none.
func (r *reading) meter(v values) app.Meter {
	i := slices.IndexFunc(r.page.Meters, func(m app.Meter) bool { return m.Account.String() == v["account"] })
	if i < 0 {
		return app.Meter{}
	}
	return r.page.Meters[i]
}

func (r *reading) multiplier(v values) int64 { return max(r.meter(v).Multiplier, 1) }

func (r *reading) typed(register string, v values) (app.Reading, error) {
	out := app.Reading{
		Meter: r.meter(v).ID, Visit: r.visit.ID, ReadOn: app.Day(v["read_on"]), Register: register, Turn: app.ReadingTurn(v["turn"]), Note: v["note"],
	}
	out.Account, _ = app.ParseID[app.Account](v["account"])
	var err error
	out.Hundredths, err = app.ParseRegister(register, v[register])
	return out, err
}

func (r *reading) store(ctx context.Context, v values) error {
	var taken []app.Reading
	for _, register := range r.asked {
		if v[register] == "" {
			continue
		}
		one, err := r.typed(register, v)
		if err != nil {
			return err
		}
		taken = append(taken, one)
	}
	if len(taken) == 0 {
		return app.Refuse("total", app.Missing)
	}
	_, err := r.matter.store.TakeReadings(ctx, r.desk.By, r.visit.Customer, taken)
	return err
}
