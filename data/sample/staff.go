package sample

import (
	"fmt"

	"lamplighter/app"
)

// stations are the units besides the hall that the file begins with.
func stations() []app.OrgUnit {
	var out []app.OrgUnit
	for i, name := range []string{"丙谷供电所", "普威供电所", "白马供电所"} {
		out = append(out, app.OrgUnit{Code: fmt.Sprintf("%02d", i+2), Name: name, Kind: "station", Division: "510421", ValidFrom: "2015-01-01"})
	}
	return append(out, app.OrgUnit{Code: "05", Name: "装表抢修班", Kind: "team", Division: "510421", ValidFrom: "2015-01-01"})
}

// Colleague is somebody of the county besides the account managers.
type Colleague struct {
	Staff app.Staff
	Unit  int // index into Units; -1: the hall
}

// crews are the people by trade: how their numbers begin, their post, where they work and
// who they are.
var crews = []struct {
	letters, post string
	unit          int
	role          app.Role
	names         []string
}{
	{"YY", "counter", -1, app.Counter, []string{"赵雪", "钱秀兰", "冯倩", "陶敏", "孔令芳", "白玉洁"}},
	{"YY", "counter", 0, app.Counter, []string{"施桂芬", "窦文静"}},
	{"YY", "counter", 1, app.Counter, []string{"章小燕", "云中鹤"}},
	{"TQ", "area_manager", 0, app.Counter, []string{"苏建华", "潘勇", "葛志强", "奚明"}},
	{"TQ", "area_manager", 1, app.Counter, []string{"范国平", "彭海", "沙马·木呷", "鲁刚"}},
	{"TQ", "area_manager", 2, app.Counter, []string{"韦成龙", "昌磊", "马海·伍呷"}},
	{"SZ", "station_head", 0, app.Leader, []string{"苗永胜"}},
	{"SZ", "station_head", 1, app.Leader, []string{"花建国"}},
	{"ZB", "meter_fitter", 3, app.Counter, []string{"方涛", "俞杰", "任飞", "袁鹏"}},
	{"QX", "repair", 3, app.Counter, []string{"柳军", "鲍龙", "史超", "唐志永"}},
	{"YK", "connection", -1, app.Counter, []string{"费静", "廉洁"}},
	{"SF", "reading", -1, app.Counter, []string{"岑丽娟", "薛春梅", "雷晓红"}},
	{"ZG", "supervisor", -1, app.Supervisor, []string{"贺文", "倪红"}},
	{"PX", "trainer", -1, app.Trainer, []string{"汤慧"}},
}

// colleagues are the people besides the account managers; one clerk has left. Their
// numbers sort behind those of the managers.
func (c *County) colleagues() []Colleague {
	var out []Colleague
	given := map[string]int{}
	for _, crew := range crews {
		for i, name := range crew.names {
			given[crew.letters]++
			from := app.Day(fmt.Sprintf("%d-03-01", 2016+(given[crew.letters]*3+i)%8))
			out = append(out, Colleague{Unit: crew.unit, Staff: app.Staff{
				StaffNo: fmt.Sprintf("%s%03d", crew.letters, given[crew.letters]), Name: name, Post: crew.post, Roles: []app.Role{crew.role}, ValidFrom: from,
			}})
		}
	}
	out[5].Staff.ValidTo = app.DayOf(c.now).AddDays(-45)
	out[0].Staff.ValidFrom = app.DayOf(c.now).AddDays(-40) // came lately, and owes everything
	return out
}

// Trainer is who plans the classes, once she is in the file.
func (c *County) Trainer() app.StaffID { return c.Colleagues[len(c.Colleagues)-1].Staff.ID }
