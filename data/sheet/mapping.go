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

// Set gives a column to a field and takes the field away from any other column;
// the empty field leaves the column out.
func (m Mapping) Set(column int, field string) Mapping {
	m.Columns = slices.Clone(m.Columns)
	for i := range m.Columns {
		if field != "" && m.Columns[i].Field == field {
			m.Columns[i].Field = ""
		}
	}
	if column >= 0 && column < len(m.Columns) {
		m.Columns[column].Field = field
		m.Columns[column].Score = 100
	}
	return m
}

// For applies a kept mapping to another header, by the columns' titles. Columns
// the mapping has not met are left out.
func (m Mapping) For(header []string) Mapping {
	fields := map[string]string{}
	for _, column := range m.Columns {
		fields[titleForm(column.Title)] = column.Field
	}
	out := Mapping{Profile: m.Profile}
	taken := map[string]bool{"": true}
	for _, title := range header {
		column := Column{Title: title}
		if field := fields[titleForm(title)]; !taken[field] {
			column.Field, column.Score = field, 100
			taken[field] = true
		}
		out.Columns = append(out.Columns, column)
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
