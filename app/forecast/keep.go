package forecast

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// keptPools are pools as they are kept: a text, in which every number comes back
// to the last bit.
type keptPools struct {
	Version  int
	All      keptClass
	Classes  map[string]keptClass
	Bands    []keptBand
	Lifted   map[string][]float64
	LiftedAt int64
}

// keptVersion says what the numbers mean: pools of another are of no use.
const keptVersion = 2

type keptClass struct {
	Profile       [year]float64
	Apart, Noise  float64
	Before, After float64
	LoadFactor    float64
	Restart       float64
}

// keptBand is a pool of errors; one without a class is everybody's.
type keptBand struct {
	Everybody  bool
	Class      string
	Family     family
	Scale, Rho float64
	Margins    [][6]float64
}

// MarshalBinary writes pools, so that One can be asked again on another day.
func (p *Pools) MarshalBinary() ([]byte, error) {
	k := keptPools{Version: keptVersion, All: p.all.keep(), Classes: map[string]keptClass{}, Lifted: p.lifted, LiftedAt: p.liftedAt}
	for name, c := range p.classes {
		k.Classes[name] = c.keep()
	}
	for f, b := range p.bands.all {
		if b != nil {
			k.Bands = append(k.Bands, b.keep(keptBand{Everybody: true, Family: family(f)}))
		}
	}
	for key, b := range p.bands.pools {
		k.Bands = append(k.Bands, b.keep(keptBand{Class: key.class, Family: key.family}))
	}
	slices.SortFunc(k.Bands, func(a, b keptBand) int {
		return cmp.Or(strings.Compare(a.Class, b.Class), cmp.Compare(a.Family, b.Family))
	})
	return json.Marshal(k)
}

// UnmarshalBinary reads what MarshalBinary wrote.
func (p *Pools) UnmarshalBinary(body []byte) error {
	var k keptPools
	if err := json.Unmarshal(body, &k); err != nil {
		return err
	}
	if k.Version != keptVersion {
		return Fault("version of pools")
	}
	*p = Pools{
		all: k.All.class(), classes: map[string]*class{}, maps: new(indexMaps), bands: calibration{pools: map[poolKey]*bandPool{}}, lifted: k.Lifted, liftedAt: k.LiftedAt,
	}
	for name, c := range k.Classes {
		p.classes[name] = c.class()
	}
	for _, b := range k.Bands {
		switch {
		case b.Family < 0 || b.Family >= families || len(b.Margins) == 0:
			return Fault("family of errors")
		case b.Everybody:
			p.bands.all[b.Family] = b.pool()
		default:
			p.bands.pools[poolKey{b.Class, b.Family}] = b.pool()
		}
	}
	return nil
}

func (c *class) keep() keptClass {
	return keptClass{c.profile, c.spread.apart, c.spread.noise, c.festival.before, c.festival.after, c.loadFactor, c.restart}
}

func (k keptClass) class() *class {
	return &class{profile: k.Profile, spread: spread{k.Apart, k.Noise}, festival: festive{k.Before, k.After}, loadFactor: k.LoadFactor, restart: k.Restart}
}

func (b *bandPool) keep(k keptBand) keptBand {
	k.Scale, k.Rho = b.scale, b.rho
	for _, m := range b.margins {
		k.Margins = append(k.Margins, [6]float64{m.low95, m.low80, m.high80, m.high95, m.up80, m.up95})
	}
	return k
}

func (k keptBand) pool() *bandPool {
	b := &bandPool{scale: k.Scale, rho: k.Rho}
	for _, m := range k.Margins {
		b.margins = append(b.margins, margins{low95: m[0], low80: m[1], high80: m[2], high95: m[3], up80: m[4], up95: m[5]})
	}
	return b
}
