package data

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lamplighter/app"
)

// county is a hall that has everything, and areas with a laptop each that has
// its own alone.
type county struct {
	*moves
	all   []app.Area
	each  []*Store // the laptop of each area
	heard map[[2]*Store]int64
}

func countyOf(t *testing.T, areas int) *county {
	t.Helper()
	c := &county{moves: &moves{devOffice: devMain(t)}, heard: map[[2]*Store]int64{}}
	for i := range areas {
		area := app.Area(1000 + i)
		laptop, _ := c.laptop(area)
		c.all, c.each = append(c.all, area), append(c.each, laptop)
	}
	return c
}

// meets lets a laptop exchange with the hall, and looks that it has nothing of
// others.
func (c *county) meets(i int) {
	c.t.Helper()
	laptop := c.each[i]
	c.hears(laptop, c.main)
	c.hears(c.main, laptop)
	for _, table := range laptop.tables {
		areas := texts(c.t, laptop, "SELECT DISTINCT area FROM "+table.name)
		if slices.ContainsFunc(areas, func(a string) bool { return a != "0" && a != fmt.Sprint(c.all[i]) }) {
			c.t.Errorf("the laptop of area %d has %s of %v", c.all[i], table.name, areas)
		}
	}
}

// hears takes over what is new in a file and for this one.
func (c *county) hears(s, from *Store) {
	c.t.Helper()
	way := [2]*Store{s, from}
	fresh, err := from.Changes(c.t.Context(), c.heard[way], 1_000_000)
	if err != nil {
		c.t.Fatal(err)
	}
	c.heard[way] += int64(len(fresh))
	if i := slices.Index(c.each, s); i >= 0 {
		fresh = slices.DeleteFunc(fresh, func(set Change) bool { return set.Area != 0 && app.Area(set.Area) != c.all[i] })
	}
	if err := s.Apply(c.t.Context(), fresh); err != nil {
		c.t.Fatal(err)
	}
}

// Customers move between many areas while the managers of their former areas go
// on writing, having heard of nothing: no laptop ever has a record of another
// area, and all together have what the hall has.
func TestALaptopNeverHasARecordOfAnotherArea(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 51))
	c := countyOf(t, *areasCarried)
	var customers []app.CustomerID
	lives := map[app.CustomerID]int{}
	for i, area := range c.all {
		by := c.by
		by.Area = area
		for n := range *areasCustomers {
			id := c.customer(c.main, by, "李晓明", fmt.Sprintf("51%03d%05d", i, n)).ID
			customers, lives[id] = append(customers, id), i
		}
	}
	for i := range c.each {
		c.meets(i)
	}
	late := 0
	for n := range *areasMoves {
		id := customers[chance.IntN(len(customers))]
		former := c.each[lives[id]]
		if page, err := former.CustomerPage(t.Context(), c.by, id); err == nil && page.Customer.ID == id && chance.IntN(4) > 0 {
			late++
			c.renamed(former, id, fmt.Sprint("晓明", n))
			c.contact(former, id, fmt.Sprint("联系人", n))
		}
		lives[id] = chance.IntN(len(c.all))
		c.move(c.all[lives[id]], id)
		if chance.IntN(3) == 0 {
			c.meets(chance.IntN(len(c.each)))
		}
	}
	if late < *areasMoves/4 {
		t.Errorf("only %d of %d were changed by somebody who had not heard", late, *areasMoves)
	}
	for range 3 {
		for i := range c.each {
			c.meets(i)
		}
	}
	rows := 0
	for i, area := range append(c.all, 0) {
		want := c.told(c.main, area)
		rows += len(want)
		for k, s := range c.each {
			if got := c.told(s, area); (k == i || area == 0) && !slices.Equal(got, want) {
				t.Errorf("the laptop of area %d differs from the hall in %d:\n%s", c.all[k], area, mixedDiffer(got, want))
			}
		}
	}
	if rows < len(customers)*4 {
		t.Errorf("all areas together have only %d rows", rows)
	}
	for id, i := range lives {
		if got := texts(t, c.each[i], fmt.Sprintf("SELECT count(*) FROM customers WHERE hex(id) = '%X'", id[:])); got[0] != "1" {
			t.Errorf("the laptop of area %d lacks a customer who moved there", c.all[i])
		}
	}
}
