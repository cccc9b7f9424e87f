package words

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// FeatureName names a feature of what a customer uses.
func FeatureName(name app.FeatureName) string {
	switch name {
	case app.LoadFactor:
		return lang.L("Load factor")
	case app.PeakShare:
		return lang.L("Share of peak hours")
	case app.ValleyShare:
		return lang.L("Share of valley hours")
	case app.Season:
		return lang.L("Season")
	case app.TopMonth:
		return lang.L("Highest month")
	case app.Growth:
		return lang.L("Growth")
	case app.CapacityUse:
		return lang.L("Use of capacity")
	case app.Volatility:
		return lang.L("Volatility")
	case app.PowerFactor:
		return lang.L("Power factor")
	}
	return string(name)
}

// FeatureLevel says where a feature stands within its bounds.
func FeatureLevel(level app.FeatureLevel) string {
	switch level {
	case app.LevelLow:
		return lang.L("low")
	case app.LevelMiddle:
		return lang.L("middle")
	case app.LevelHigh:
		return lang.L("high")
	}
	return lang.L("Too little history")
}

// Feature tells a feature of a profile: its value and whether that is much;
// "" for one that the customer's meters do not tell.
func Feature(p app.UsageProfile, b app.FeatureBound) string {
	f := p.Feature(b.Name)
	switch {
	case f.Months == 0:
		return ""
	case !f.Known:
		return FeatureLevel(app.LevelUnknown)
	}
	var value string
	switch b.Name {
	case app.PowerFactor:
		value = fmt.Sprintf("%.2f", f.Value)
	case app.Growth:
		value = fmt.Sprintf("%+.0f%%", f.Value*100)
	case app.TopMonth:
		value = lang.L("{{.Times}} × the mean, {{.Month}}", map[string]any{"Times": fmt.Sprintf("%.1f", f.Value), "Month": Month(p.Top)})
	default:
		value = fmt.Sprintf("%.0f%%", f.Value*100)
	}
	return lang.L("{{.Value}}, {{.Level}}", map[string]any{"Value": value, "Level": FeatureLevel(p.Level(b))})
}
