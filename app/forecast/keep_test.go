package forecast

import (
	"bytes"
	"context"
	"math"
	"reflect"
	"testing"
)

func TestKeptPoolsForecastToTheLastBit(t *testing.T) {
	var rows List
	for i := range 60 {
		h := History{Class: []string{"C", "home"}[i%2], First: 202101, ReadDay: i % 20}
		for m := range 20 + i {
			h.Values = append(h.Values, float32(1000+i*10+m*(i%7))*float32(1+0.2*math.Sin(float64(m+i)/12*2*math.Pi)))
		}
		rows = append(rows, h)
	}
	o := Options{Origin: 202512, Horizon: 12, Workers: 2, Kinds: map[string]Kind{"C": {Festival: 1, LoadFactor: 0.3}}}
	names := func(row int, into []string) []string { return append(into, rows[row].Class) }
	_, pools, err := RunGroups(context.Background(), rows, names, o, func(int, *Forecast) {})
	if err != nil {
		t.Fatal(err)
	}
	body, err := pools.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var kept Pools
	if err := kept.UnmarshalBinary(body); err != nil {
		t.Fatal(err)
	}
	for i, h := range append(rows, History{Class: "nobody", First: 202506, Values: []float32{5, 6, 7}}) {
		want, err := One(h, pools, o)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := One(h, &kept, o); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("row %d with kept pools: %+v: %v\nwant %+v", i, got, err, want)
		}
	}
	if again, err := kept.MarshalBinary(); err != nil || !bytes.Equal(again, body) {
		t.Errorf("kept pools are kept as %d bytes, not %d: %v", len(again), len(body), err)
	}
	for _, damaged := range []string{"", "{}", `{"Version":2,"Bands":[{"Family":99,"Margins":[[1,1,1,1,1,1]]}]}`, `{"Version":1}`} {
		if err := new(Pools).UnmarshalBinary([]byte(damaged)); err == nil {
			t.Errorf("%q was taken for pools", damaged)
		}
	}
}
