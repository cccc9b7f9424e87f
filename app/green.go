package app

// GreenFactor is what is left of the company's own limits in the green channel
// (product 4.4; the paper gives no number).
const GreenFactor = 0.5

// Shortened is the rule with its limit cut by a factor, at least one unit of
// it left. What law and promise say stays as it is.
func (r LimitRule) Shortened(factor float64) LimitRule {
	if r.RuleSet == SetCompany {
		r.Amount = max(1, int64(float64(r.Amount)*factor+0.999))
	}
	return r
}
