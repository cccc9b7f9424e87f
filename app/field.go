package app

import (
	_ "embed"
	"strings"
	"sync"
)

// FieldClass is how closely what a column holds is kept (PIPL 51).
type FieldClass string

// The classes, from the most open on.
const (
	Public    FieldClass = "public"
	Internal  FieldClass = "internal"
	Personal  FieldClass = "personal"
	Sensitive FieldClass = "sensitive"
)

// MaskKind is how a value reads to whoever may not see it in clear.
type MaskKind string

// The kinds of masks.
const (
	NoMask       MaskKind = "none"
	NameMask     MaskKind = "name"     // 张*, 欧阳**; organisations stay
	PhoneMask    MaskKind = "phone"    // 138****5678
	IDMask       MaskKind = "id"       // 110105********002X
	AccountMask  MaskKind = "account"  // 51040****0011
	AddressMask  MaskKind = "address"  // up to the village or the compound
	BankMask     MaskKind = "bank"     // the last four
	EmailMask    MaskKind = "email"    // z***@example.com
	PositionMask MaskKind = "position" // the degrees alone
	TextMask     MaskKind = "text"     // numbers of persons within it
	HiddenMask   MaskKind = "hidden"   // nothing at all
)

// FieldKind is what a column holds.
type FieldKind struct {
	Class FieldClass
	Mask  MaskKind
}

// OnScreens is the mask that holds wherever the column is shown: names, places
// and numbers of accounts are what people work with, and stay.
func (k FieldKind) OnScreens() MaskKind {
	if k.Class == Sensitive || k.Mask == TextMask {
		return k.Mask
	}
	return NoMask
}

// FieldOf is what a column of a synced table holds, by table and column with a
// dot between.
func FieldOf(column string) (FieldKind, bool) {
	k, known := fieldTable()[column]
	return k, known
}

//go:embed fields.txt
var fieldText string

// fieldTable reads the table of classes, once.
var fieldTable = sync.OnceValue(func() map[string]FieldKind {
	out := map[string]FieldKind{}
	for line := range strings.Lines(fieldText) {
		head, columns, found := strings.Cut(line, ":")
		if words := strings.Fields(head); found && len(words) == 3 {
			for _, c := range strings.Fields(columns) {
				out[words[0]+"."+c] = FieldKind{FieldClass(words[1]), MaskKind(words[2])}
			}
		}
	}
	return out
})
