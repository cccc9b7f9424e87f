package finder

// splitter finds where the syllables of a reading begin, given their first
// letters: fangan with f, g is fan+gan, with f, a fang+an.
type splitter struct {
	full, initials string
	starts         []int
	tries          int
}

const (
	syllableMax = 6     // zhuang
	triesMax    = 2_000 // for a reading nobody could split
)

// syllables is nil if the reading does not fit its initials. The slice is
// valid until the next call.
func (s *splitter) syllables(full, initials string) []int {
	if initials == "" {
		return nil
	}
	s.full, s.initials, s.starts, s.tries = full, initials, s.starts[:0], 0
	if !s.from(0) {
		return nil
	}
	return s.starts
}

// from splits what begins at pos; a letter or digit that is no syllable stands
// for itself.
func (s *splitter) from(pos int) bool {
	n := len(s.starts)
	if n == len(s.initials) {
		return pos == len(s.full)
	}
	if s.tries++; pos == len(s.full) || s.full[pos] != s.initials[n] || s.tries > triesMax {
		return false
	}
	s.starts = append(s.starts, pos)
	for length := min(syllableMax, len(s.full)-pos); length > 0; length-- {
		if (length == 1 || isSyllable(s.full[pos:pos+length])) && s.from(pos+length) {
			return true
		}
	}
	s.starts = s.starts[:n]
	return false
}

// isSyllable asks for an initial, which may be missing, and a final.
func isSyllable(text string) bool {
	switch text[0] {
	case 'z', 'c', 's':
		if text = text[1:]; text != "" && text[0] == 'h' {
			text = text[1:]
		}
	case 'b', 'p', 'm', 'f', 'd', 't', 'n', 'l', 'g', 'k', 'h', 'j', 'q', 'x', 'r', 'y', 'w':
		text = text[1:]
	}
	switch text {
	case "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er",
		"i", "ia", "ian", "iang", "iao", "ie", "in", "ing", "iong", "iu",
		"o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v", "ve":
		return true
	}
	return false
}
