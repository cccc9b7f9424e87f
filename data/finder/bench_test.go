package finder

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lamplighter/app"
)

// surnames stand with how many of a thousand bear them; a rest gets rarer ones.
var surnames = []struct {
	name  string
	share int
}{
	{"王", 72},
	{"李", 71},
	{"张", 67},
	{"刘", 54},
	{"陈", 46},
	{"杨", 31},
	{"黄", 22},
	{"赵", 21},
	{"吴", 20},
	{"周", 19},
	{"徐", 15},
	{"孙", 15},
	{"马", 13},
	{"朱", 13},
	{"胡", 12},
	{"林", 12},
	{"郭", 12},
	{"何", 12},
	{"高", 10},
	{"罗", 10},
	{"郑", 9},
	{"梁", 9},
	{"谢", 8},
	{"宋", 8},
	{"唐", 8},
	{"许", 7},
	{"邓", 7},
	{"冯", 7},
	{"韩", 7},
	{"曹", 6},
	{"曾", 6},
	{"彭", 6},
	{"萧", 5},
	{"蔡", 5},
	{"潘", 5},
	{"田", 5},
	{"董", 5},
	{"袁", 5},
	{"于", 5},
	{"余", 5},
	{"叶", 5},
	{"蒋", 5},
	{"杜", 5},
	{"苏", 5},
	{"魏", 4},
	{"程", 4},
	{"吕", 4},
	{"丁", 4},
	{"沈", 4},
	{"任", 4},
	{"单", 1},
	{"解", 1},
	{"仇", 1},
	{"覃", 2},
	{"欧阳", 2},
	{"尉迟", 1},
	{"单于", 1},
	{"上官", 1},
}

var (
	rarer     = []rune("阿毕卜常崔戴邓段范方傅葛龚顾郝侯江姜金康孔赖雷黎廖龙卢陆毛孟莫倪牛欧庞齐钱秦邱尚邵施石史孙谭汤陶万汪韦文翁武夏向熊薛严颜易殷尹游俞岳詹章钟邹左")
	given     = []rune("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲玉萍红春华建国志海波鹏斌宇浩凯健俊帆雪晨阳欣怡佳雨婷思琪梦洁子涵梓轩浩然一诺天佑晓东小龙长乐重行朝翟琴云莲凤英素珍惠珠翠雅芝黛青倩婉娴瑾颖露瑶嫦凝纯毓悦昭冰爽琬茗羽希宁飘育滢馥筠柔竹霭香月莺媛艳瑞凡嘉琼勤贞莉嫣亮政谦亨奇固之轮翰朗伯宏言若鸣朋梁栋维启克伦翔旭")
	yi        = strings.Fields("阿木 曲比 吉克 阿苏 沙马 木呷 尔古 日火 拉马 依火 阿都 且沙 吉木 阿尔 的日 子古 金古 约布 拉且 乌呷")
	place     = strings.Fields("米易县 白马镇 撒莲镇 普威镇 得石镇 麻陇乡 新村 挂榜村 回龙村 龙滩村")
	trade     = strings.Fields("农机 建材 百货 农业 养殖 水泥 矿业 酒店 超市 电器 物流 蔬菜 果业 石材 汽修")
	formOfOrg = strings.Fields("有限公司 有限责任公司 专业合作社 经营部 小学 卫生院 村民委员会 加工厂 21店 KTV")
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// inventName makes a person as they are called in the county, 5 % of them Yi,
// or, once in forty, an organisation.
func inventName(r *rand.Rand) string {
	switch n := r.IntN(200); {
	case n < 5:
		return pick(r, place) + string(pick(r, given)) + string(pick(r, given)) + pick(r, trade) + pick(r, formOfOrg)
	case n < 15:
		return pick(r, yi) + "·" + pick(r, yi)
	}
	name := string(pick(r, rarer))
	at := r.IntN(1000)
	for _, s := range surnames {
		if at -= s.share; at < 0 {
			name = s.name
			break
		}
	}
	name += string(pick(r, given))
	if r.IntN(6) > 0 {
		name += string(pick(r, given))
	}
	return name
}

// invent makes a customer with a telephone, an account and a meter; the
// account numbers are alike at their beginning, as in one county.
func invent(r *rand.Rand, row int) Keys {
	name := inventName(r)
	full, short := app.Pinyin(name)
	prefixes := []int{130, 131, 135, 136, 137, 138, 139, 150, 151, 152, 158, 159, 177, 180, 181, 182, 187, 188, 189, 199}
	return Keys{Name: name, Pinyin: full, Initials: short, Digits: []string{
		fmt.Sprintf("%d%08d", pick(r, prefixes), r.IntN(1e8)),
		fmt.Sprintf("510421%07d", row),
		fmt.Sprintf("%012d", 11_30000_00000+r.Int64N(2e9)),
	}, Addresses: []string{inventAddress(r)}}
}

// inventAddress makes an address in one of 2,000 villages or, for a third, in
// the houses of a town.
func inventAddress(r *rand.Rand) string {
	village := pick(r, place[:10]) + string(given[r.IntN(20)]) + string(given[20+r.IntN(10)]) + "村"
	if r.IntN(3) > 0 {
		return fmt.Sprintf("四川省米易县%s%d组%d号", village, 1+r.IntN(12), 1+r.IntN(190))
	}
	return fmt.Sprintf("四川省米易县%s路%d号%d栋%d单元%d%02d", village, 1+r.IntN(60), 1+r.IntN(12), 1+r.IntN(4), 1+r.IntN(18), 1+r.IntN(4))
}

func inventAll(n int) []Keys {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	all := make([]Keys, n)
	for i := range all {
		all[i] = invent(r, i+1)
	}
	return all
}

type crowd struct {
	keys  []Keys
	index *Index
	took  time.Duration
	bytes uint64
}

func gather(n int) func() crowd {
	return sync.OnceValue(func() crowd {
		keys := inventAll(n)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		x := New(n)
		for i, k := range keys {
			x.Upsert(int64(i+1), k)
		}
		took := time.Since(start)
		runtime.GC()
		runtime.ReadMemStats(&after)
		return crowd{keys, x, took, after.HeapAlloc - before.HeapAlloc}
	})
}

var (
	gatherTown    = gather(20_000)
	gatherMillion = gather(1_000_000)
)

// queries are the kinds people type, each drawn from a customer there is.
var queries = []struct {
	name string
	of   func(k Keys) string
}{
	{"han-1", func(k Keys) string { return opening(k, 1) }},
	{"han-2", func(k Keys) string { return opening(k, 2) }},
	{"han-3", func(k Keys) string { return opening(k, 3) }},
	{"initials-1", func(k Keys) string { return k.Initials[:1] }},
	{"initials-3", func(k Keys) string { return k.Initials[:min(3, len(k.Initials))] }},
	{"pinyin-6", func(k Keys) string { return k.Pinyin[:min(6, len(k.Pinyin))] }},
	{"mixed-beginnings", func(k Keys) string { return k.Pinyin[:4] + k.Initials[1:] }},
	{"phone-1", func(k Keys) string { return k.Digits[0][10:] }},
	{"phone-3", func(k Keys) string { return k.Digits[0][:3] }},
	{"phone-tail-4", func(k Keys) string { return k.Digits[0][7:] }},
	{"phone-middle-7", func(k Keys) string { return k.Digits[0][3:10] }},
	{"account-first-6", func(k Keys) string { return k.Digits[1][:6] }},
	{"account-last-6", func(k Keys) string { return k.Digits[1][7:] }},
	{"account-whole", func(k Keys) string { return k.Digits[1] }},
	{"meter-last-6", func(k Keys) string { return k.Digits[2][6:] }},
	{"nobody-han", func(k Keys) string { return "龘" + opening(k, 1) }},
	{"nobody-latin", func(k Keys) string { return k.Pinyin[:3] + "zzqq" }},
	{"nobody-digits", func(k Keys) string { return "000000" + k.Digits[0][7:] }},
	{"han-and-tail", func(k Keys) string { return opening(k, 1) + " " + k.Digits[0][7:] }},
	{"pinyin-and-tail", func(k Keys) string { return k.Pinyin[:4] + " " + k.Digits[0][7:] }},
	{"address-village", func(k Keys) string { return string([]rune(k.Addresses[0])[6:12]) }},
	{"address-from-village", func(k Keys) string { return string([]rune(k.Addresses[0])[6:]) }},
	{"address-everyone", func(Keys) string { return "四川省米易县" }},
	{"address-in-two-words", func(k Keys) string { a := []rune(k.Addresses[0]); return string(a[6:11]) + " " + string(a[len(a)-3:]) }},
	{"address-nobody", func(Keys) string { return "米易县龘村3组" }},
	{"common-words", func(k Keys) string { return k.Initials[:1] + " " + k.Digits[0][:1] }},
}

// opening is the first characters of a name.
func opening(k Keys, n int) string {
	name := []rune(strings.ReplaceAll(k.Name, "·", ""))
	return string(name[:min(n, len(name))])
}

// BenchmarkFind asks for the first 50 hits and the count of all; a run reports
// the middle and the slowest twentieth of its queries.
func BenchmarkFind(b *testing.B) {
	for n, gathered := range map[int]func() crowd{20_000: gatherTown, 1_000_000: gatherMillion} {
		for _, q := range queries {
			b.Run(fmt.Sprintf("%d/%s", n, q.name), func(b *testing.B) {
				c, r := gathered(), rand.New(rand.NewPCG(7, 8))
				asked := make([]string, 200)
				for i := range asked {
					asked[i] = q.of(pick(r, c.keys))
				}
				var took []time.Duration
				hits := 0
				for b.Loop() {
					start := time.Now()
					hits += c.index.Search(asked[len(took)%len(asked)], 50).Total
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
				b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
				b.ReportMetric(float64(hits)/float64(len(took)), "hits")
			})
		}
	}
}

// BenchmarkFill reports how long the index of a million takes and what it
// weighs; it is built once, however long the benchmark runs.
func BenchmarkFill(b *testing.B) {
	c := gatherMillion()
	for b.Loop() {
		runtime.KeepAlive(c.index)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(c.took.Seconds(), "s/build")
	b.ReportMetric(float64(c.bytes)/(1<<20), "MiB")
}

// BenchmarkUpsert changes one customer of a million.
func BenchmarkUpsert(b *testing.B) {
	c := gatherMillion()
	row := 0
	for b.Loop() {
		c.index.Upsert(int64(row%len(c.keys)+1), c.keys[row%len(c.keys)])
		row += 7919
	}
}
