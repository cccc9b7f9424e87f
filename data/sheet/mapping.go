package sheet

import "slices"

// Column says which field a column of a list holds.
type Column struct {
	Title string `json:"title"`
	Field string `json:"field,omitempty"` // the key of the field; empty: left out
	Score int    `json:"-"`               // how sure the guess is, 0 to 100
}

// Mapping says of every column of a list what it holds. It can be kept as JSON
// and used for the next list of the same origin.
type Mapping struct {
	Profile string   `json:"profile"`
	Columns []Column `json:"columns"`
}

// With gives the columns to other fields, in their order; the empty field
// leaves a column out.
func (m Mapping) With(fields []string) Mapping {
	m.Columns = slices.Clone(m.Columns)
	for i, field := range fields[:min(len(fields), len(m.Columns))] {
		m.Columns[i].Field, m.Columns[i].Score = field, 100
	}
	return m
}

// For applies a kept mapping to the guess at another list, by the columns'
// titles. Columns the mapping has not met keep the guess, if their field is free.
func (m Mapping) For(guess Mapping) Mapping {
	fields := map[string]string{}
	taken := map[string]bool{}
	for _, column := range m.Columns {
		fields[titleForm(column.Title)] = column.Field
		taken[column.Field] = true
	}
	out := Mapping{Profile: guess.Profile, Columns: slices.Clone(guess.Columns)}
	for i := range out.Columns {
		column := &out.Columns[i]
		name := titleForm(column.Title)
		field, met := fields[name]
		switch {
		case met:
			column.Field, column.Score = field, 100
			fields[name] = "" // a second column of that title is another one
		case taken[column.Field]:
			column.Field = ""
		}
	}
	return out
}

// Fits reports whether every column this mapping uses stands in the header.
func (m Mapping) Fits(header []string) bool {
	present := map[string]bool{}
	for _, title := range header {
		present[titleForm(title)] = true
	}
	for _, column := range m.Columns {
		if column.Field != "" && !present[titleForm(column.Title)] {
			return false
		}
	}
	return len(m.Columns) > 0
}

// Holds reports whether this mapping is of a kind of list: every field it gives
// columns to is one of that kind's.
func (m Mapping) Holds(p Profile) bool {
	return !slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Field != "" && p.Index(c.Field) < 0 })
}

// Missing names the required fields no column holds.
func (m Mapping) Missing(p Profile) []string {
	var missing []string
	for _, f := range p.Fields {
		has := slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Field == f.Key })
		if f.Required && !has {
			missing = append(missing, f.Key)
		}
	}
	return missing
}
