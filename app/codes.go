package app

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// codeColumns head the file of code tables.
var codeColumns = []string{"list", "code", "zh", "en", "valid_from", "valid_to", "sort", "source", "mark"}

// ParseCodes reads code tables: list, code, both languages, validity, order,
// then the source with its mark, which stay in the file.
func ParseCodes(r io.Reader) ([]Code, error) {
	rows := csv.NewReader(r)
	rows.FieldsPerRecord = len(codeColumns)
	lines, err := rows.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("parse codes: %w", err)
	}
	var out []Code
	seen := map[[2]string]bool{}
	for i, line := range lines {
		if i == 0 {
			continue
		}
		c := Code{List: line[0], Code: line[1], ZH: line[2], EN: line[3], ValidFrom: Day(line[4]), ValidTo: Day(line[5])}
		if c.Sort, err = strconv.ParseInt(line[6], 10, 64); err != nil {
			return nil, fmt.Errorf("parse codes: line %d: %w", i+1, err)
		}
		key := [2]string{c.List, c.Code}
		if c.List == "" || c.Code == "" || c.ZH == "" || c.EN == "" || seen[key] {
			return nil, fmt.Errorf("parse codes: line %d: %s %s is incomplete or stands twice", i+1, c.List, c.Code)
		}
		seen[key] = true
		out = append(out, c)
	}
	return out, nil
}
