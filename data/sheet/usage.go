package sheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lamplighter/app"
)

// The fields of Usage, as indexes of Record.Values. The first two are those of
// Customers. In the wide form the months begin at WideMonths.
const (
	UsageAccount = iota
	UsageName
	UsageMonth
	UsageTotal
	UsageSharp
	UsagePeak
	UsageFlat
	UsageValley
	UsageDemand
	UsageFactor
	UsageReadOn
	UsagePrevious
	UsageCurrent
	UsageMultiplier
	UsageEstimated
	UsageSource

	WideMonths = UsageMonth
)

// Usage is a month sheet: an account and a month a row.
func Usage() Profile {
	return Profile{Name: "usage", repeats: true, Fields: []Field{
		UsageAccount: usageAccount(),
		UsageName:    usageName(),
		UsageMonth: {Key: "month", Kind: Month, Required: true, Titles: []string{
			"月份", "Month", "年月", "电费年月", "抄表年月", "用电月份", "用电年月", "结算年月", "账期", "核算年月", "应收年月", "数据年月", "统计年月", "Billing month", "Period",
		}},
		UsageTotal: {Key: "kwh", Kind: Energy, Required: true, Titles: []string{
			"用电量", "Electricity used", "电量", "总电量", "本月电量", "抄见电量", "结算电量", "月用电量", "月电量", "有功电量", "总有功电量", "有功总电量", "本期电量", "合计电量", "计费电量", "售电量", "总", "kWh", "Total", "Total kWh", "Energy", "Consumption", "Usage",
		}},
		UsageSharp:    {Key: "sharp_kwh", Kind: Energy, Titles: []string{"尖段电量", "Sharp hours", "尖电量", "尖", "尖峰电量", "尖时电量", "有功尖", "Sharp", "Sharp kWh"}},
		UsagePeak:     {Key: "peak_kwh", Kind: Energy, Titles: []string{"峰段电量", "Peak hours", "峰电量", "峰", "高峰电量", "峰时电量", "有功峰", "Peak", "Peak kWh"}},
		UsageFlat:     {Key: "flat_kwh", Kind: Energy, Titles: []string{"平段电量", "Flat hours", "平电量", "平", "平时电量", "有功平", "Flat", "Flat kWh", "Shoulder"}},
		UsageValley:   {Key: "valley_kwh", Kind: Energy, Titles: []string{"谷段电量", "Valley hours", "谷电量", "谷", "低谷电量", "谷时电量", "有功谷", "Valley", "Valley kWh", "Off-peak"}},
		UsageDemand:   {Key: "demand_kw", Kind: KVA, Titles: []string{"最大需量", "Maximum demand", "需量", "最大需量值", "月最大需量", "Max demand", "Demand", "Peak demand"}},
		UsageFactor:   {Key: "power_factor", Kind: Number, Titles: []string{"功率因数", "Power factor", "月功率因数", "实际功率因数", "力率", "PF"}},
		UsageReadOn:   {Key: "read_on", Kind: Day, Titles: []string{"抄表日期", "Read on", "抄表时间", "本次抄表日期", "抄表日", "抄表例日", "Reading date", "Date read", "Meter reading date"}},
		UsagePrevious: {Key: "previous_reading", Kind: Number, Titles: []string{"上次示数", "Previous reading", "上月示数", "上期示数", "起码", "上次读数", "上月读数", "上月表码", "上次表码", "起度", "Last reading", "Opening reading"}},
		UsageCurrent:  {Key: "current_reading", Kind: Number, Titles: []string{"本次示数", "Current reading", "本月示数", "本期示数", "止码", "本次读数", "本月读数", "本月表码", "本次表码", "止度", "Present reading", "Closing reading"}},
		UsageMultiplier: {Key: "multiplier", Kind: Number, Titles: []string{
			"倍率", "Multiplier", "综合倍率", "电能表倍率", "计量倍率", "CT ratio", "Factor",
		}},
		UsageEstimated: {Key: "estimated", Kind: Text, Titles: []string{"估算", "Estimated", "是否估算", "估抄", "估抄标志", "是否估抄", "估读", "抄表状态", "Estimate"}},
		UsageSource:    {Key: "use_source", Kind: Text, Titles: []string{"来源", "Source", "数据来源", "抄表方式", "抄表来源", "Reading method", "Read by"}},
	}}
}

func usageAccount() Field {
	account := Customers().Fields[AccountNo]
	return account
}

func usageName() Field {
	name := Customers().Fields[CustomerName]
	name.Required = false
	return name
}

// wideKey begins the keys of the months of a wide list: kwh_202401.
const wideKey = "kwh_"

// WideUsage is a list with an account a row and a column for each month. It is
// not known before the titles of the list are.
func WideUsage(titles []string) Profile {
	p := Profile{Name: "usage_wide", repeats: true, Fields: []Field{UsageAccount: usageAccount(), UsageName: usageName()}}
	seen := map[int64]bool{}
	for _, title := range titles {
		if month, ok := titleMonth(title); ok && !seen[month] {
			seen[month] = true
			p.Fields = append(p.Fields, Field{Key: wideKey + strconv.FormatInt(month, 10), Kind: Energy, Titles: []string{title}})
		}
	}
	return p
}

// WideMonth is the month whose column a key of WideUsage stands for.
func WideMonth(key string) (int64, bool) {
	text, is := strings.CutPrefix(key, wideKey)
	month, err := strconv.ParseInt(text, 10, 64)
	return month, is && err == nil && app.ValidMonth(month)
}

// UsageTable finds a list of use in a sheet, long or wide.
func (b *Book) UsageTable(sheet string) (*Table, error) {
	t, err := b.table(sheet, b.usageProfile)
	if err != nil {
		return nil, err
	}
	if again := monthsAgain(t.Header); len(again) > 0 && t.Profile.Name == "usage_wide" {
		t.Notes = append(t.Notes, Note{Reason: MonthColumnTwice, Text: strings.Join(again, "、")})
	}
	return t, nil
}

// usageProfile looks whether the names of columns are months.
func (b *Book) usageProfile(sheet string) Profile {
	rows, err := b.firstRows(sheet, headerWithin)
	if err != nil {
		return Usage() // whoever reads the sheet next says what is wrong
	}
	known := Profile{Fields: []Field{usageAccount(), usageName()}}.byTitle()
	for at, row := range rows {
		account := slices.IndexFunc(row.Cells, func(cell string) bool { field, is := known[titleForm(cell)]; return is && field == UsageAccount })
		if account < 0 {
			continue
		}
		if wide := WideUsage(row.Cells); len(wide.Fields) > WideMonths {
			return wide
		}
		if at+1 == len(rows) || account < len(rows[at+1].Cells) && !isBlankCell(rows[at+1].Cells[account]) {
			break
		}
		if wide := WideUsage(rows[at+1].Cells); len(wide.Fields) > WideMonths { // below a common heading
			return wide
		}
	}
	return Usage()
}

// monthsAgain are the titles of months that stood in the header already.
func monthsAgain(titles []string) []string {
	var again []string
	seen := map[int64]bool{}
	for _, title := range titles {
		month, ok := titleMonth(title)
		if ok && seen[month] {
			again = append(again, title)
		}
		seen[month] = seen[month] || ok
	}
	return again
}

// inBrackets are the units of titles.
var inBrackets = regexp.MustCompile(`[(\[【][^)\]】]*[)\]】]`)

// titleMonth reads a column's title that is a month, with 电量 or a unit around
// it or not: 202401, 2024-01, 2024年1月电量(kWh), 电量/2024.1.
func titleMonth(title string) (int64, bool) {
	title = inBrackets.ReplaceAllString(norm.NFKC.String(trim(title)), "")
	for _, word := range []string{"总电量", "用电量", "电量", "kwh", "kWh", "/电量"} {
		title = strings.TrimSuffix(strings.TrimPrefix(title, word), word)
	}
	return readMonth(strings.Trim(title, "/ _"))
}

// readMonth reads a month of the years 1990 to 2099 as sheets write it; of a
// day it takes the month.
func readMonth(text string) (int64, bool) {
	text = norm.NFKC.String(trim(text))
	if day, _, ok := readDay(text, "2099-12-31"); ok && len(text) >= len("2024-1-1") {
		return app.MonthOf(day), true
	}
	text = strings.TrimSuffix(text, "月")
	year, month := text, ""
	for _, sign := range []string{"年", "-", "/", "."} {
		if y, m, cut := strings.Cut(text, sign); cut {
			year, month = y, strings.TrimSuffix(m, "份")
			break
		}
	}
	if month == "" && len(text) == len("202401") {
		year, month = text[:4], text[4:]
	}
	y, errY := strconv.ParseInt(year, 10, 64)
	m, errM := strconv.ParseInt(month, 10, 64)
	at := y*100 + m
	return at, errY == nil && errM == nil && len(year) == 4 && len(month) <= 2 && y >= 1990 && y <= 2099 && app.ValidMonth(at)
}
