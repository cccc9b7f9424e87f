package app

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
)

var rhythmHeader = []string{"segment", "months", "on_site", "from_on", "source", "mark"}

// ParseRhythms reads the delivered rhythms of segments. The source of each, with
// its mark, becomes the reason people read.
func ParseRhythms(r io.Reader) ([]VisitRhythm, error) {
	sheet := csv.NewReader(r)
	sheet.FieldsPerRecord = len(rhythmHeader)
	header, err := sheet.Read()
	if err != nil {
		return nil, lineFault(err)
	}
	header[0] = trimBOM(header[0])
	if !slices.Equal(header, rhythmHeader) {
		return nil, &LineFault{Line: 1, Err: &Refusal{Field: "header", Reason: Malformed}}
	}
	var out []VisitRhythm
	for {
		row, err := sheet.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, lineFault(err)
		}
		months, err := strconv.ParseInt(row[1], 10, 64)
		rhythm := VisitRhythm{Segment: row[0], Months: months, OnSite: row[2] == "yes", FromOn: Day(row[3]), Reason: row[4] + "（" + row[5] + "）"}
		if err != nil {
			err = &Refusal{Field: "months", Reason: Malformed}
		}
		if err = errors.Join(err, rhythm.Check()); err != nil {
			line, _ := sheet.FieldPos(0)
			return nil, &LineFault{Line: line, Err: err}
		}
		out = append(out, rhythm)
	}
}
