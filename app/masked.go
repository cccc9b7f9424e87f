package app

import (
	"reflect"
	"sync"
)

// Masked is v as it leaves the store for somebody who may not see protected
// fields in clear. Each text in it is masked as its column says that the tag
// "field" names; one without a tag as running text. What is shared with others
// is copied, never written to.
func Masked[T any](v T) T {
	mine := reflect.ValueOf(&v).Elem()
	maskerOf(mine.Type()).mask(mine, TextMask)
	return v
}

// HoldsText reports whether a value of that type may hold what Masked hides.
func HoldsText(t reflect.Type) bool { return maskerOf(t).holds }

// ofColumn is a record whose texts are those of a column that it names itself,
// such as a change of a field.
type ofColumn interface{ columnOf() string }

// columnOf implements ofColumn.
func (c FieldChange) columnOf() string { return c.Table + "." + c.Field }

// columnOf implements ofColumn.
func (f MergeField) columnOf() string { return "customers." + f.Name }

// columnOf implements ofColumn.
func (c Conflict) columnOf() string { return c.Record.Table + "." + c.Field }

// asRecordSays is the tag of a text that is of the column its record names.
const asRecordSays = "*"

// masker masks the values of one type where they stand, in memory that is ours,
// and tells whether one changed. of is how texts read that their record speaks for.
type masker struct {
	holds bool // any text
	mask  func(v reflect.Value, of MaskKind) bool
}

var maskers sync.Map // of types

func maskerOf(t reflect.Type) masker {
	if m, known := maskers.Load(t); known {
		return m.(masker)
	}
	m := newMasker(t, map[reflect.Type]bool{})
	maskers.Store(t, m)
	return m
}

// newMasker looks at a type once. Above are the types it is part of: one that
// holds itself is looked up when there is a value.
func newMasker(t reflect.Type, above map[reflect.Type]bool) masker {
	if above[t] {
		return masker{true, func(v reflect.Value, of MaskKind) bool { return maskerOf(t).mask(v, of) }}
	}
	above[t] = true
	defer delete(above, t)
	switch t.Kind() {
	case reflect.String:
		if t == reflect.TypeFor[string]() {
			return masker{true, maskText}
		}
	case reflect.Struct:
		return structMasker(t, above)
	case reflect.Slice:
		if m := newMasker(t.Elem(), above); m.holds {
			return masker{true, m.slice}
		}
	case reflect.Map:
		if m := newMasker(t.Elem(), above); m.holds {
			return masker{true, m.table}
		}
	case reflect.Pointer:
		if m := newMasker(t.Elem(), above); m.holds {
			return masker{true, m.pointer}
		}
	}
	return masker{false, func(reflect.Value, MaskKind) bool { return false }}
}

func maskText(v reflect.Value, of MaskKind) bool {
	is := v.String()
	shown := of.Mask(is)
	if shown == is {
		return false
	}
	v.SetString(shown)
	return true
}

// maskOf is how a column reads on screens; what is no column, as running text.
func maskOf(column string) MaskKind {
	if kind, known := FieldOf(column); known {
		return kind.OnScreens()
	}
	return TextMask
}

// part is a field of a struct that may hold text.
type part struct {
	place  int
	of     MaskKind
	spoken bool // it reads as its record says
	masker masker
}

func structMasker(t reflect.Type, above map[reflect.Type]bool) masker {
	var parts []part
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		if m := newMasker(f.Type, above); m.holds {
			tag := f.Tag.Get("field")
			spoken := tag == asRecordSays || tag == "" && f.Type.Kind() != reflect.String // for what stands within
			parts = append(parts, part{i, maskOf(tag), spoken, m})
		}
	}
	speaks := t.Implements(reflect.TypeFor[ofColumn]())
	return masker{len(parts) > 0, func(v reflect.Value, of MaskKind) bool {
		if speaks {
			of = maskOf(v.Interface().(ofColumn).columnOf())
		}
		changed := false
		for _, p := range parts {
			as := p.of
			if p.spoken {
				as = of
			}
			changed = p.masker.mask(v.Field(p.place), as) || changed
		}
		return changed
	}}
}

func (m masker) slice(v reflect.Value, of MaskKind) bool {
	if v.Len() == 0 {
		return false
	}
	mine, changed := reflect.MakeSlice(v.Type(), v.Len(), v.Len()), false
	reflect.Copy(mine, v)
	for i := range mine.Len() {
		changed = m.mask(mine.Index(i), of) || changed
	}
	if changed {
		v.Set(mine)
	}
	return changed
}

func (m masker) table(v reflect.Value, of MaskKind) bool {
	mine := reflect.Value{}
	for each := v.MapRange(); each.Next(); {
		to := reflect.New(v.Type().Elem()).Elem()
		to.Set(each.Value())
		if !m.mask(to, of) {
			continue
		}
		if !mine.IsValid() {
			mine = reflect.MakeMapWithSize(v.Type(), v.Len())
			for all := v.MapRange(); all.Next(); {
				mine.SetMapIndex(all.Key(), all.Value())
			}
		}
		mine.SetMapIndex(each.Key(), to)
	}
	if mine.IsValid() {
		v.Set(mine)
	}
	return mine.IsValid()
}

func (m masker) pointer(v reflect.Value, of MaskKind) bool {
	if v.IsNil() {
		return false
	}
	mine := reflect.New(v.Type().Elem())
	mine.Elem().Set(v.Elem())
	changed := m.mask(mine.Elem(), of)
	if changed {
		v.Set(mine)
	}
	return changed
}
