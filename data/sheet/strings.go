package sheet

import (
	"archive/zip"
	"io"
)

// sharedStrings reads the texts that cells refer to by number.
func (w *workbook) sharedStrings(f *zip.File) ([]string, error) {
	if f.UncompressedSize64 > maxStrings {
		return nil, w.fault(f.Name, errUnpacked)
	}
	in, err := f.Open()
	if err != nil {
		return nil, w.fault(f.Name, err)
	}
	defer func() { _ = in.Close() }() // only read from
	reader := stringReader{scan: newXMLScanner(&limited{in, maxStrings})}
	for {
		if err := reader.next(); err == io.EOF {
			return reader.out, nil
		} else if err != nil {
			return nil, w.fault(f.Name, err)
		}
	}
}

type stringReader struct {
	scan             *xmlScanner
	out              []string
	value            []byte
	phonetic, inText bool
}

// next goes one tag on.
func (s *stringReader) next() error {
	text, tag, err := s.scan.next()
	if err != nil {
		return err
	}
	if s.inText {
		s.value = append(s.value, text...)
	}
	name, end := nameOf(tag)
	switch string(name) {
	case "si":
		if end || selfClosing(tag) {
			s.out = append(s.out, plain(s.value))
			s.value = s.value[:0]
		}
	case "t":
		s.inText = !end && !s.phonetic && !selfClosing(tag)
	case "rPh":
		s.phonetic = !end && !selfClosing(tag)
	default:
		if s.inText {
			s.value = appendCDATA(s.value, tag)
		}
	}
	return nil
}
