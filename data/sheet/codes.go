package sheet

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lamplighter/app"
)

// The words around what counts in a coded cell.
var (
	voltageWords  = strings.NewReplacer("交流", "", "三相", "", "单相", "", "ac", "", "电压", "", "等级", "", " ", "", "千伏", "kv", "伏", "v")
	categoryWords = strings.NewReplacer(" ", "", "(", "", ")", "")
)

// voltageCode reads a nominal voltage: 交流220V, 10千伏, 0.4kV, 35.
func voltageCode(text string) (string, bool) {
	plain := strings.ToLower(norm.NFKC.String(text))
	plain = voltageWords.Replace(plain)
	number, thousands := strings.CutSuffix(plain, "kv")
	if !thousands {
		number = strings.TrimSuffix(number, "v")
	}
	volts, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return "", false
	}
	if thousands || volts < 200 {
		volts *= 1000
	}
	switch volts {
	case 220:
		return "220V", true
	case 380, 400:
		return "380V", true
	case 6000, 10000, 20000, 35000, 66000, 110000, 220000, 330000, 500000:
		return strconv.Itoa(int(volts)/1000) + "kV", true
	}
	return "", false
}

// categories are the words for 用电类别, without 用电 and 电价 at their ends.
var categories = map[string]string{
	"大工业": "100", "大工业生产": "100", "两部制工商业": "100", "中小化肥": "101", "其它优待": "102", "其他优待": "102",
	"居民": "200", "居民生活": "200", "居民照明": "200", "城乡居民生活": "200", "城乡居民": "200",
	"乡村居民": "201", "乡村居民生活": "201", "农村居民": "201", "农村居民生活": "201", "乡镇居民生活": "201",
	"城镇居民": "202", "城镇居民生活": "202", "城市居民": "202", "城市居民生活": "202",
	"中小学教学": "203", "学校教学": "203", "学校": "203",
	"农业": "300", "农业生产": "300", "农业排灌": "301", "贫困县农业排灌": "302",
	"一般工商业": "400", "工商业": "400", "一般工商业及其他": "400", "一般工商业及其它": "400", "工商业及其他": "400", "单一制工商业": "400",
	"非居民照明": "401", "非居民": "401", "非工业": "402", "普通工业": "403", "非普工业": "403", "商业": "405",
	"趸售": "500", "其它": "900", "其他": "900",
}

// categoryCode reads a usage category, by its words or its number.
func categoryCode(text string) (string, bool) {
	plain := categoryWords.Replace(norm.NFKC.String(text))
	for _, end := range []string{"电价", "用电", "类"} {
		if shorter := strings.TrimSuffix(plain, end); shorter != "" {
			plain = shorter
		}
	}
	if code, ok := categories[plain]; ok {
		return code, true
	}
	if len(plain) >= 3 && countDigits(plain[:3]) == 3 && (len(plain) == 3 || hasHan(plain[3:])) {
		for _, code := range categories {
			if code == plain[:3] {
				return code, true
			}
		}
	}
	return "", false
}

// industries are the words lists use whose class is beyond doubt.
var industries = map[string]string{
	"谷物种植": "A011", "稻谷种植": "A0111", "小麦种植": "A0112", "玉米种植": "A0113", "农业": "A01", "林业": "A02", "畜牧业": "A03", "渔业": "A04",
	"餐饮业": "H62", "住宿业": "H61", "零售业": "F52", "批发业": "F51", "教育": "P83", "卫生": "Q84", "铁矿采选": "B0810", "水泥制造": "C3011",
}

// sections are the letters of GB/T 4754-2017 and the last division of each.
var sections = []struct {
	letter byte
	last   int
}{
	{'A', 5},
	{'B', 12},
	{'C', 43},
	{'D', 46},
	{'E', 50},
	{'F', 52},
	{'G', 60},
	{'H', 62},
	{'I', 65},
	{'J', 69},
	{'K', 70},
	{'L', 72},
	{'M', 75},
	{'N', 79},
	{'O', 82},
	{'P', 83},
	{'Q', 85},
	{'R', 90},
	{'S', 96},
	{'T', 97},
}

// sectionOf is the letter a division, the first two digits, belongs to.
func sectionOf(digits string) (byte, bool) {
	division, err := strconv.Atoi(digits[:2])
	if err != nil || division < 1 {
		return 0, false
	}
	for _, s := range sections {
		if division <= s.last {
			return s.letter, true
		}
	}
	return 0, false
}

// industryCode reads a class of GB/T 4754: Q8421, 8421, a certain word. When
// letter and digits contradict it says so; when nothing fits, the text stays.
func industryCode(text string) (string, Reason) {
	if code, ok := industries[text]; ok {
		return code, ""
	}
	code, _, _ := strings.Cut(strings.TrimSpace(norm.NFKC.String(text)), " ")
	for i, r := range code {
		if r >= 0x2e80 { // Q8421疾病预防
			code = code[:i]
			break
		}
	}
	code = app.NormaliseCode(code)
	digits := code
	if code != "" && code[0] >= 'A' && code[0] <= 'T' {
		digits = code[1:]
	}
	if len(code) == 1 && digits == "" {
		return code, ""
	}
	if len(digits) < 2 || len(digits) > 4 || countDigits(digits) != len(digits) {
		return text, IndustryUnknown
	}
	letter, ok := sectionOf(digits)
	switch {
	case !ok:
		return text, IndustryUnknown
	case len(digits) < len(code) && code[0] != letter:
		return code, IndustryMismatch
	}
	return string(letter) + digits, ""
}

// holderOf reads whether a customer is a person.
func holderOf(text string) (app.CustomerKind, bool) {
	switch strings.ToLower(text) {
	case "自然人", "个人", "居民", "个人客户", "居民客户", "person", "individual":
		return app.Person, true
	case "法人", "企业", "单位", "组织", "法人及其他组织", "法人或其他组织", "其他组织", "企事业单位", "非居民", "非居民客户",
		"企业客户", "个体工商户", "organisation", "organization", "company":
		return app.Organisation, true
	}
	return "", false
}
