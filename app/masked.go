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
	from := reflect.ValueOf(&v).Elem()
	if to, changed := maskerOf(from.Type()).mask(from, ""); changed {
		from.Set(to)
	}
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

// masker masks the values of one type.
type masker struct {
	holds bool // any text
	mask  func(v reflect.Value, column string) (reflect.Value, bool)
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

func unmasked(v reflect.Value, _ string) (reflect.Value, bool) { return v, false }

// newMasker looks at a type once. Above are the types it is part of: one that
// holds itself is looked up when there is a value.
func newMasker(t reflect.Type, above map[reflect.Type]bool) masker {
	if above[t] {
		return masker{true, func(v reflect.Value, column string) (reflect.Value, bool) { return maskerOf(t).mask(v, column) }}
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
	return masker{false, unmasked}
}

func maskText(v reflect.Value, column string) (reflect.Value, bool) {
	mask := TextMask
	if kind, known := FieldOf(column); known {
		mask = kind.OnScreens()
	}
	is := v.String()
	if shown := mask.Mask(is); shown != is {
		return reflect.ValueOf(shown), true
	}
	return v, false
}

// part is a field of a struct that may hold text.
type part struct {
	place  int
	column string // as its tag says
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
			parts = append(parts, part{i, f.Tag.Get("field"), m})
		}
	}
	if len(parts) == 0 {
		return masker{false, unmasked}
	}
	names := t.Implements(reflect.TypeFor[ofColumn]())
	return masker{true, func(v reflect.Value, column string) (reflect.Value, bool) {
		if names {
			column = v.Interface().(ofColumn).columnOf()
		}
		return maskParts(t, v, parts, column)
	}}
}

func maskParts(t reflect.Type, v reflect.Value, parts []part, column string) (reflect.Value, bool) {
	changed := false
	for _, p := range parts {
		of := p.column
		if of == asRecordSays || of == "" && v.Field(p.place).Kind() != reflect.String {
			of = column // for what stands within
		}
		to, differs := p.masker.mask(v.Field(p.place), of)
		if !differs {
			continue
		}
		if !changed {
			changed = true
			mine := reflect.New(t).Elem()
			mine.Set(v)
			v = mine
		}
		v.Field(p.place).Set(to)
	}
	return v, changed
}

func (m masker) slice(v reflect.Value, column string) (reflect.Value, bool) {
	changed := false
	for i := range v.Len() {
		to, differs := m.mask(v.Index(i), column)
		if !differs {
			continue
		}
		if !changed {
			changed = true
			mine := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(mine, v)
			v = mine
		}
		v.Index(i).Set(to)
	}
	return v, changed
}

func (m masker) table(v reflect.Value, column string) (reflect.Value, bool) {
	out := v
	changed := false
	for each := v.MapRange(); each.Next(); {
		to, differs := m.mask(each.Value(), column)
		if !differs {
			continue
		}
		if !changed {
			changed = true
			out = reflect.MakeMapWithSize(v.Type(), v.Len())
			for all := v.MapRange(); all.Next(); {
				out.SetMapIndex(all.Key(), all.Value())
			}
		}
		out.SetMapIndex(each.Key(), to)
	}
	return out, changed
}

func (m masker) pointer(v reflect.Value, column string) (reflect.Value, bool) {
	if v.IsNil() {
		return v, false
	}
	to, differs := m.mask(v.Elem(), column)
	if !differs {
		return v, false
	}
	out := reflect.New(v.Type().Elem())
	out.Elem().Set(to)
	return out, true
}
