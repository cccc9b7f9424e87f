package app

// FeatureLevel says whether a feature is low, middle or high.
type FeatureLevel string

// The levels.
const (
	LevelUnknown FeatureLevel = "" // too little history
	LevelLow     FeatureLevel = "low"
	LevelMiddle  FeatureLevel = "middle"
	LevelHigh    FeatureLevel = "high"
)

// FeatureBound says from which value on a feature is no longer low, and from
// which on it is high, with its source and mark.
type FeatureBound struct {
	Name   FeatureName
	Low    float64 // below it is low
	High   float64 // from it on it is high
	Source string
	Mark   string // MarkRead, MarkRecalled, MarkDoubtful
}

// FeatureBounds are the bounds in use. Those marked ? are the company's to set:
// no rule names them.
func FeatureBounds() []FeatureBound {
	const own = "内部约定，请按本公司情况核对"
	return []FeatureBound{
		{Name: LoadFactor, Low: 0.30, High: 0.60, Source: own, Mark: MarkDoubtful},
		{Name: PeakShare, Low: 0.25, High: 0.45, Source: own, Mark: MarkDoubtful},
		{Name: ValleyShare, Low: 0.20, High: 0.40, Source: own, Mark: MarkDoubtful},
		{Name: Season, Low: 0.30, High: 0.70, Source: own, Mark: MarkDoubtful},
		{Name: TopMonth, Low: 1.30, High: 1.80, Source: own, Mark: MarkDoubtful},
		{Name: Growth, Low: -0.10, High: 0.15, Source: own, Mark: MarkDoubtful},
		{Name: CapacityUse, Low: 0.40, High: 0.80, Source: "下限：需量电价按不低于容量的40%计收；上限：配变重载80%", Mark: MarkRecalled},
		{Name: Volatility, Low: 0.10, High: 0.30, Source: own, Mark: MarkDoubtful},
		{Name: PowerFactor, Low: 0.90, High: 0.95, Source: "下限：功率因数调整电费办法，160kVA以上高压工业用户；100kVA及以上其他0.85，农业、趸售0.80", Mark: MarkRecalled},
	}
}

// Level is where a feature of the profile stands within its bounds.
func (p UsageProfile) Level(b FeatureBound) FeatureLevel {
	f := p.Feature(b.Name)
	switch {
	case !f.Known:
		return LevelUnknown
	case f.Value < b.Low:
		return LevelLow
	case f.Value >= b.High:
		return LevelHigh
	}
	return LevelMiddle
}
