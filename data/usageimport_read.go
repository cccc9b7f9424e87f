package data

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// useRecord is a row of the list until its account is known.
type useRecord struct {
	record sheet.Record
	uses   []useCell
}

// useCell is a month of a row.
type useCell struct {
	field     string
	use       app.MonthUse
	more      bool // more than the total is told
	registers app.Registers
	register  bool
	odd       []string
	texts     []string // of odd, what stood there
}

// read takes the rows of the list, some at a time, since their accounts are
// looked up together.
func (in *useImporter) read(ctx context.Context, x *tx, table *sheet.Table, mapping sheet.Mapping, report func(done, total int64)) error {
	batch := make([]useRecord, 0, importBatch)
	for record, err := range table.Records(mapping) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if record.Skipped != "" {
			if err := in.pass(passedOver(record)); err != nil {
				return err
			}
			continue
		}
		if no := record.Refused; no.Reason != "" {
			if err := in.refuse(record, problemOf(record, no)); err != nil {
				return err
			}
			continue
		}
		r := useRecord{record: *record, uses: in.uses(record)}
		r.record.Cells, r.record.Values, r.record.Notes = slices.Clone(record.Cells), slices.Clone(record.Values), slices.Clone(record.Notes)
		if batch = append(batch, r); len(batch) == importBatch {
			if err := in.take(ctx, x, batch); err != nil {
				return err
			}
			batch = batch[:0]
			report(table.Progress())
		}
	}
	if err := in.take(ctx, x, batch); err != nil {
		return err
	}
	report(table.Progress())
	return nil
}

// uses are the months of a row.
func (in *useImporter) uses(r *sheet.Record) []useCell {
	if !in.wide {
		return []useCell{in.longUse(r)}
	}
	var out []useCell
	for i := sheet.WideMonths; i < len(r.Values); i++ {
		if v := r.Values[i]; v.Given {
			month, _ := sheet.WideMonth(in.keys[i])
			out = append(out, useCell{field: in.keys[i], use: app.MonthUse{Month: month, Total: inKWh(v)}})
		}
	}
	return out
}

// inKWh rounds watt-hours to kWh.
func inKWh(v sheet.Value) int64 {
	if v.Int < 0 {
		return -((-v.Int + 500) / 1000)
	}
	return (v.Int + 500) / 1000
}

func (in *useImporter) longUse(r *sheet.Record) useCell {
	v := r.Values
	u := useCell{field: "kwh", use: app.MonthUse{
		Month: v[sheet.UsageMonth].Int, Total: inKWh(v[sheet.UsageTotal]), Sharp: inKWh(v[sheet.UsageSharp]), Peak: inKWh(v[sheet.UsagePeak]),
		Flat: inKWh(v[sheet.UsageFlat]), Valley: inKWh(v[sheet.UsageValley]), DemandW: v[sheet.UsageDemand].Int,
	}}
	u.factor(v[sheet.UsageFactor])
	u.readOn(v[sheet.UsageReadOn])
	u.marks(v[sheet.UsageEstimated].Text, v[sheet.UsageSource].Text)
	u.registers = app.Registers{Previous: v[sheet.UsagePrevious].Int, Current: v[sheet.UsageCurrent].Int, Multiplier: v[sheet.UsageMultiplier].Int}
	u.register = v[sheet.UsagePrevious].Given && v[sheet.UsageCurrent].Given
	plain := app.MonthUse{Month: u.use.Month, Total: u.use.Total}
	u.more = u.use != plain
	return u
}

func (u *useCell) doubt(reason, text string) {
	u.odd, u.texts = append(u.odd, reason), append(u.texts, text)
}

// factor reads 0.93 and 93 alike.
func (u *useCell) factor(v sheet.Value) {
	permille := v.Int
	if permille > 1000 && permille <= 100_000 {
		permille /= 100
	}
	if permille < 0 || permille > 1000 {
		u.doubt(app.UseFactorOdd, "")
		return
	}
	u.use.PFPermille = permille
}

func (u *useCell) readOn(v sheet.Value) {
	if !v.Given {
		return
	}
	day, ok := app.ReadDayOf(u.use.Month, app.Day(v.Text))
	if !ok {
		u.doubt(app.UseReadOutside, v.Text)
		return
	}
	u.use.ReadDay = day
}

// The words by which lists mark what was reckoned, and what was not.
var (
	reckonedWords = strings.Fields("是 1 y yes true √ 估算 估抄 估读 估 估计 预估 estimated e")
	readWords     = strings.Fields("否 0 n no false 实抄 实际 正常 已抄 抄表 read actual")
)

// sourceWords are the words by which lists tell how a month was read.
var sourceWords = map[app.UseSource][]string{
	app.UseRemote:    strings.Fields("采集 远采 远程 远程采集 自动 自动采集 自动抄表 集抄 集中抄表 负控 用采 remote ami automatic"),
	app.UseOnSite:    strings.Fields("现场 手工 人工 手抄 现场抄表 人工抄表 手工抄表 抄表机 补抄 manual site on-site"),
	app.UseTold:      strings.Fields("自报 客户自报 电话 客户 customer told"),
	app.UseMarketing: strings.Fields("营销 营销系统 系统 marketing"),
	app.UseCorrected: strings.Fields("更正 修正 corrected"),
}

func (u *useCell) marks(estimated, source string) {
	word := strings.ToLower(strings.TrimSpace(estimated))
	switch {
	case slices.Contains(reckonedWords, word):
		u.use.Estimated = true
	case word != "" && !slices.Contains(readWords, word):
		u.doubt(app.UseMarkUnreadable, estimated)
	}
	if word = strings.ToLower(strings.TrimSpace(source)); word == "" {
		return
	}
	for from, words := range sourceWords {
		if slices.Contains(words, word) || word == string(from) {
			u.use.Source = from
			return
		}
	}
	u.doubt(app.UseSourceUnknown, source)
}

// take looks the accounts of some rows up and judges what they used.
func (in *useImporter) take(ctx context.Context, x *tx, batch []useRecord) error {
	if len(batch) == 0 {
		return nil
	}
	known, err := in.known(ctx, x, batch)
	if err != nil {
		return err
	}
	for i := range batch {
		if err := in.takeRow(&batch[i], known); err != nil {
			return err
		}
	}
	return nil
}

func (in *useImporter) takeRow(r *useRecord, known map[string]int64) error {
	number := r.record.Values[sheet.UsageAccount].Text
	n, is := known[number]
	if !is {
		return in.refuse(&r.record, app.ImportProblem{Line: r.record.Line, Account: number, Name: r.record.Values[sheet.UsageName].Text, Field: "account_no", Reason: app.UseUnknownAccount, Text: number})
	}
	a := in.accounts[n]
	doubts := in.doubtsOf(r, a)
	for i := range r.uses {
		u := &r.uses[i]
		reason, refers := in.judge(u, n, a, int32(r.record.Line))
		if reason != "" {
			if err := in.refuseUse(r, a, u, reason, refers); err != nil {
				return err
			}
			continue
		}
		for j, odd := range u.odd {
			doubts = append(doubts, in.problem(r.record.Line, a, u.field, odd, u.use.Month, u.texts[j]))
		}
		if err := in.hold(n, r.record.Line, u); err != nil {
			return err
		}
	}
	return in.doubtRow(doubts)
}

// doubtsOf is what is odd about a row as a whole.
func (in *useImporter) doubtsOf(r *useRecord, a *useAccount) []app.ImportProblem {
	var out []app.ImportProblem
	for _, n := range r.record.Notes {
		p := problemOf(&r.record, n)
		p.Account, p.Verdict = a.no, app.RowDoubted
		out = append(out, p)
	}
	if name := r.record.Values[sheet.UsageName].Text; name != "" && app.NameLikeness(a.holder, name) < 1 {
		out = append(out, app.ImportProblem{Line: r.record.Line, Account: a.no, Name: a.holder, Verdict: app.RowDoubted, Field: "name", Reason: app.UseNameDiffers, Text: name})
	}
	return out
}

// judge says why a month cannot be taken, and in which line it stood before.
func (in *useImporter) judge(u *useCell, n int64, a *useAccount, line int32) (reason string, refers int) {
	place := a.place
	place.GivenParts, place.Registers, place.HasRegister = in.given.Parts, u.registers, u.register
	place.NewMeter = a.newMeter == u.use.Month
	refused, odd := app.JudgeUse(u.use, place, in.today)
	if refused == "" && u.use.Check() != nil {
		refused = app.UseBeyond
	}
	if refused != "" {
		return refused, 0
	}
	key := uint64(n)<<20 | uint64(app.MonthsFrom(190001, u.use.Month))
	if first, again := in.lines[key]; again {
		return app.UseTwice, int(first)
	}
	in.lines[key] = line
	for _, reason := range odd {
		u.doubt(reason, "")
	}
	return "", 0
}

func (in *useImporter) hold(n int64, line int, u *useCell) error {
	if len(in.held) == mostImported {
		return &sheet.Problem{Kind: sheet.TooManyRows, Path: in.job.Path, Limit: mostImported}
	}
	h := heldUse{account: n, line: int32(line), month: int32(u.use.Month), total: u.use.Total}
	if u.more {
		use := u.use
		h.more = &use
	}
	in.held = append(in.held, h)
	in.months[u.use.Month] = true
	return nil
}

func (in *useImporter) problem(line int, a *useAccount, field, reason string, month int64, text string) app.ImportProblem {
	return app.ImportProblem{Line: line, Account: a.no, Name: a.holder, Field: field, Reason: reason, Text: text, Month: month, Verdict: app.RowDoubted}
}

// refuseUse leaves one month of a row out. The row goes into the file of refused
// rows once, however many of its months are refused.
func (in *useImporter) refuseUse(r *useRecord, a *useAccount, u *useCell, reason string, refers int) error {
	p := in.problem(r.record.Line, a, u.field, reason, u.use.Month, "")
	p.Refers = refers
	in.countRefused(p)
	if in.told == r.record.Line {
		return nil
	}
	in.told = r.record.Line
	return in.tellRefused(&r.record, p)
}

// doubtRow tells what is odd about a row and counts it once.
func (in *useImporter) doubtRow(doubts []app.ImportProblem) error {
	if len(doubts) == 0 {
		return nil
	}
	in.rep.Warned++
	for _, p := range doubts {
		key := p.Field + "/" + p.Reason
		if strings.HasPrefix(p.Field, "kwh") {
			key = "/" + p.Reason // months are many
		}
		in.rep.Warnings[key]++
		keep(&in.doubts, p)
		if err := in.doubt(p); err != nil {
			return err
		}
	}
	return nil
}

const useAccountQuery = `SELECT a.n, a.id, a.area, a.account_no, c.name, a.opened_on, ` + capacityOf + `, a.status, a.sy_hlc, a.sy_dev, a.sy_ovr,
	coalesce((SELECT max(installed_on) FROM meters WHERE account_id = a.id AND withdrawn_at IS NULL), '')
	FROM json_each(?) j JOIN accounts a ON a.account_no = j.value AND a.withdrawn_at IS NULL JOIN customers c ON c.id = a.customer_id`

// known looks accounts up by their numbers.
func (in *useImporter) known(ctx context.Context, x *tx, batch []useRecord) (map[string]int64, error) {
	numbers := make([]string, 0, len(batch))
	for i := range batch {
		if no := batch[i].record.Values[sheet.UsageAccount].Text; len(numbers) == 0 || numbers[len(numbers)-1] != no {
			numbers = append(numbers, no)
		}
	}
	list, _ := json.Marshal(numbers) // strings always marshal
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	out := make(map[string]int64, len(numbers))
	_, err = collect(ctx, q, func(r scanner) (struct{}, error) {
		var n int64
		var opened, installed app.Day
		var status string
		var seen app.Seen
		a := &useAccount{}
		err := r.Scan(&n, idInto(&a.id), &a.area, &a.no, &a.holder, &opened, &a.place.CapacityVA, &status, &seen.HLC, &seen.Device, laterInto(&seen), &installed)
		a.place.Opened, a.newMeter = app.MonthOf(opened), app.MonthOf(installed)
		if status == app.AccountClosed {
			a.place.Closed = app.MonthOf(x.s.statusNoted(seen))
		}
		in.accounts[n], out[a.no] = a, n
		return struct{}{}, err
	}, useAccountQuery, string(list))
	return out, err
}
