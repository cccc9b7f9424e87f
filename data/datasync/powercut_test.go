package datasync_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/powercut"
)

var powerCuts = flag.Int("cuts", 40, "at how many moments the power is cut")

// recorded is a hall of which is known what was done to its files and what it
// had acknowledged when.
type recorded struct {
	t    *testing.T
	hall *data.Store
	log  *powercut.Log

	acknowledged []acknowledged
	sets         []data.Change             // all change sets in the end, in the order of their arrival
	stood        map[int]map[string]string // the records, by how many change sets there were
}

type acknowledged struct{ noted, sets int }

// acknowledge is called whenever something was told to be done.
func (r *recorded) acknowledge() {
	r.t.Helper()
	more, err := r.hall.Changes(r.t.Context(), int64(len(r.sets)), 1<<20)
	if err != nil {
		r.t.Fatal(err)
	}
	r.sets = append(r.sets, more...)
	r.acknowledged = append(r.acknowledged, acknowledged{r.log.Len(), len(r.sets)})
	r.stood[len(r.sets)] = datatest.Dump(r.t, r.hall.Path())
}

// TestAPowerCutCostsNothingThatWasAcknowledged lets a hall work, take in what a
// laptop sends, and write packages, and cuts its power at any moment: the file
// opens and is whole, and its records are those of a moment not before what was
// acknowledged.
func TestAPowerCutCostsNothingThatWasAcknowledged(t *testing.T) {
	layer, err := powercut.Lay("power", "")
	if err == nil {
		err = layer.Usual()
	}
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(max(*oneSeed, 1))
	chance := rand.New(rand.NewPCG(seed, 21))
	r := worked(t, companyOf(t), layer, chance)
	t.Logf("seed %d: %d things were done to the files by %d change sets", seed, r.log.Len(), len(r.sets))
	for range *powerCuts {
		r.cut(chance.IntN(r.log.Len()+1), chance)
	}
}

// worked is a hall after its work.
func worked(t *testing.T, c company, layer *powercut.Layer, chance *rand.Rand) *recorded {
	t.Helper()
	log, err := layer.Record(filepath.Dir(c.paths[0]))
	if err != nil {
		t.Fatal(err)
	}
	r := &recorded{t: t, hall: companyFile(t, c.paths[0]), log: log, stood: map[int]map[string]string{}}
	laptop := companyFile(t, c.paths[1])
	here, there := worker{t: t, store: r.hall, by: c.by, chance: chance}, worker{t: t, store: laptop, by: c.by, chance: chance}
	for n := range 60 {
		here.works()
		r.acknowledge()
		there.works()
		if n%8 == 7 {
			for _, s := range []*data.Store{laptop, r.hall} {
				if _, err := s.Exchange(t.Context(), c.by, c.folder, nil); err != nil {
					t.Fatal(err)
				}
			}
			r.acknowledge()
		}
		if n == 40 {
			if err := r.hall.Close(); err != nil {
				t.Fatal(err)
			}
			r.hall = companyFile(t, c.paths[0])
			here.store = r.hall
		}
	}
	return r
}

// cut cuts the power and looks at what is left.
func (r *recorded) cut(after int, chance *rand.Rand) {
	r.t.Helper()
	folder := r.t.TempDir()
	if err := r.log.Cut(after, chance, folder); err != nil {
		r.t.Fatal(err)
	}
	path := filepath.Join(folder, filepath.Base(r.hall.Path()))
	s, err := data.Open(r.t.Context(), path, data.Options{DeviceName: "computer"})
	if err != nil {
		r.t.Errorf("after a cut at %d: %v", after, err)
		return
	}
	defer func() { _ = s.Close() }()
	if err := data.Check(r.t.Context(), path); err != nil {
		r.t.Errorf("after a cut at %d: %v", after, err)
	}
	found, err := s.Changes(r.t.Context(), 0, 1<<20)
	if err != nil {
		r.t.Fatal(err)
	}
	if must := r.told(after); len(found) < must || len(found) > len(r.sets) {
		r.t.Errorf("after a cut at %d there are %d change sets, want those %d that were acknowledged", after, len(found), must)
		return
	}
	for i, set := range found {
		if want := r.sets[i]; set.Dev != want.Dev || set.Area != want.Area || set.Seq != want.Seq || !bytes.Equal(set.Body, want.Body) {
			r.t.Fatalf("after a cut at %d change set %d is another", after, i)
		}
	}
	if want, got := r.standing(len(found)), datatest.Dump(r.t, path); !maps.Equal(got, want) {
		r.t.Errorf("after a cut at %d the records are not what %d change sets say", after, len(found))
	}
}

// told is how many change sets were acknowledged by then.
func (r *recorded) told(noted int) int {
	i, _ := slices.BinarySearchFunc(r.acknowledged, noted+1, func(a acknowledged, noted int) int { return a.noted - noted })
	if i == 0 {
		return 0
	}
	return r.acknowledged[i-1].sets
}

// standing are the records after so many change sets. Those in the middle of an
// exchange are told by taking the sets into an empty file.
func (r *recorded) standing(sets int) map[string]string {
	r.t.Helper()
	if known := r.stood[sets]; known != nil {
		return known
	}
	path := filepath.Join(r.t.TempDir(), fmt.Sprint(sets, ".lamp"))
	s, err := data.Open(r.t.Context(), path, data.Options{Create: true})
	if err == nil {
		err = s.Apply(r.t.Context(), r.sets[:sets])
	}
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	r.stood[sets] = datatest.Dump(r.t, path)
	return r.stood[sets]
}
