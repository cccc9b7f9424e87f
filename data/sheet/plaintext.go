package sheet

import "io"

// ReadText reads a text that is no list, in whatever encoding lists are read;
// no more than so many bytes of it.
func ReadText(path string, most int64) (string, error) {
	book, err := Open(path, Options{})
	if err != nil {
		return "", err
	}
	defer func() { _ = book.Close() }() // only read from
	switch {
	case book.Format != CSV:
		return "", &Problem{Kind: NotASheet, Path: path}
	case book.size > most:
		return "", &Problem{Kind: TooBig, Path: path, Limit: most}
	}
	text, err := io.ReadAll(io.NewSectionReader(book.file, 0, book.size))
	if err != nil {
		return "", fileProblem(path, err)
	}
	if decoder := book.decoder(); decoder != nil {
		if text, err = decoder.Bytes(text); err != nil {
			return "", &Problem{Kind: WrongEncoding, Path: path, Err: err}
		}
	}
	return string(text), nil
}
