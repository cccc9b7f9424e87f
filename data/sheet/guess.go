package sheet

import (
	"cmp"
	"slices"
	"strings"
)

// enough is the score from which a guess is made at all.
const enough = 45

// telling is how many cells of a column are looked at.
const telling = 60

// Guess says what the columns of a list hold, by their titles and by what
// stands in them. A title that is known word for word wins unless its column
// plainly holds something else; a column with a title that says nothing is
// known by its contents only where these speak for themselves.
func Guess(profile Profile, header []string, sample [][]string) Mapping {
	m := Mapping{Profile: profile.Name, Columns: make([]Column, len(header))}
	known := profile.byTitle()
	var offers []offer
	for i, title := range header {
		m.Columns[i].Title = title
		offers = append(offers, offersFor(profile, i, namesOf(title, known), columnOfSample(sample, i))...)
	}
	slices.SortStableFunc(offers, func(a, b offer) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.rank, b.rank))
	})
	taken := map[int]bool{}
	for _, o := range offers {
		field := profile.Fields[o.field]
		if column := &m.Columns[o.column]; column.Field == "" && (!taken[o.field] || o.part && m.isPart(field.Key)) {
			column.Field, column.Score = field.Key, o.score
			taken[o.field] = true
		}
	}
	m.takeParts(profile, sample)
	return m
}

// offer is one way to understand one column.
type offer struct {
	column, field, score int
	rank                 int  // of the title among those of the field: the earlier, the surer
	part                 bool // the column holds a part of the field
}

// columnNames are the ways to read a title.
type columnNames struct {
	whole string
	names []string
	group int  // the field its common heading means, -1 for none
	fits  bool // whether the last name alone may be trusted with any field
}

// namesOf reads 客户经理/姓名 as 客户经理姓名, and as 姓名 only where that means
// the same; 联系人/电话 is a phone all the same.
func namesOf(title string, known map[string]int) columnNames {
	n := columnNames{whole: titleForm(title), names: []string{titleForm(title)}, group: -1, fits: true}
	at := strings.LastIndex(title, titleBreak)
	if at < 0 {
		return n
	}
	if field, ok := known[titleForm(title[:at])]; ok {
		n.group, n.fits = field, false
	}
	n.names = append(n.names, titleForm(title[at+1:]))
	return n
}

func (n columnNames) likeness(p Profile, field int) (score, rank int) {
	f := p.Fields[field]
	owner := n.group >= 0 && (p.Fields[n.group].Key == "name" || p.Fields[n.group].Key == "contact")
	for i, name := range n.names {
		if i > 0 && !n.fits && n.group != field && !owner {
			continue
		}
		for j, known := range append([]string{f.Key}, f.Titles...) {
			if like := titleLikeness(name, titleForm(known)); like > score {
				score, rank = like, j
			}
		}
	}
	return score, rank
}

func offersFor(profile Profile, column int, names columnNames, cells []string) []offer {
	var out []offer
	for i, f := range profile.Fields {
		if f.Joins && names.group == i && len(names.names) > 1 {
			out = append(out, offer{column: column, field: i, score: 100, part: true})
			continue
		}
		score, rank := names.likeness(profile, i)
		if score < 100 && contradicts(f.Key, names.whole) {
			continue
		}
		share, sure := evidence(f, cells)
		switch {
		case len(cells) == 0:
		case score == 0 && sure && share >= 0.8 && (f.IsKey || saysNothing(names.whole)):
			score = int(60 * share)
		case score > 0 && sure && share >= 0.5:
			score = min(score+10, 110)
		case score > 0 && share < 0.2:
			score -= 40
		}
		if score >= enough {
			out = append(out, offer{column: column, field: i, score: score, rank: rank})
		}
	}
	return out
}

// saysNothing recognises a title that leaves open what its column holds: none,
// A, 第三栏, Column 4.
func saysNothing(title string) bool {
	return strings.Trim(title, "第列栏字段项一二三四五六七八九十abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// otherThings are the words by which a title like a field's means something
// else: the telephone of the manager is not the customer's.
var otherThings = map[string][]string{
	"account_no":       strings.Fields("旧 原 老 历史 上级 关联 主户 合同 资产 工单 终端 表 计量 台区 身份 批次 电话 手机"),
	"name":             strings.Fields("经理 台区 法人 开户行 银行 抄表 线路 曾用 旧 原 联系人 变电站 供电所 班组"),
	"kind":             strings.Fields("行业 用电"),
	"address":          strings.Fields("身份证 户籍 通讯 邮寄 邮件 通信 电子 法人 办公"),
	"contracted_kva":   strings.Fields("台区 变压器 配变 公变 表计 电表 日期 变更"),
	"running_kva":      strings.Fields("台区 变压器 配变 公变 日期 变更"),
	"contact":          strings.Fields("经理 抄表 责任人 网格 管户 电话 手机"),
	"phone":            strings.Fields("经理 抄表 责任人 网格 管户 供电所 班组 催费 法人 法定"),
	"phone_other":      strings.Fields("经理 抄表 责任人 网格 管户 供电所 班组 催费 法人 法定"),
	"id_no":            strings.Fields("类型 类别 有效 经理 法人 法定 地址"),
	"transformer_area": strings.Fields("容量 经理 编号 编码 电话 类型 性质 负责"),
	"manager":          strings.Fields("电话 手机 联系方式 编号 工号"),
	"opened_on":        strings.Fields("打印 抄表 停电 截止 销户 到期 有效 出生 更新 缴费 检定 轮换"),
	"arrears":          strings.Fields("月数 期数 次数 笔数 天数 户数 日期 时间 年月 状态 原因 标志 是否 起始"),
	"meter_no":         strings.Fields("箱 互感器 终端"),
	"kwh":              strings.Fields("上网 发电 退补 无功 尖 峰 平 谷 上月 上期 同期 去年 上年 线损 变损 基本 电价 电费 容量 单价"),
	"sharp_kwh":        strings.Fields("电价 电费 示数 单价"),
	"peak_kwh":         strings.Fields("电价 电费 示数 单价 尖"),
	"flat_kwh":         strings.Fields("电价 电费 示数 单价 平均"),
	"valley_kwh":       strings.Fields("电价 电费 示数 单价"),
	"month":            strings.Fields("立户 开户 生产 出厂 检定 欠费 发行 上次"),
	"read_on":          strings.Fields("上次 上月 打印 立户 开户"),
	"line":             strings.Fields("容量 电压 长度 编号 下线 上线"),
	"reading_book":     strings.Fields("经理 员 日期 电话"),
}

func contradicts(field, title string) bool {
	return slices.ContainsFunc(otherThings[field], func(word string) bool { return strings.Contains(title, word) })
}

// columnOfSample is what stands in a column, without blanks.
func columnOfSample(sample [][]string, column int) []string {
	var out []string
	for _, row := range sample {
		if len(out) == telling {
			break
		}
		if column < len(row) {
			if text := trim(row[column]); text != "" && !isNothing(text) {
				out = append(out, text)
			}
		}
	}
	return out
}
