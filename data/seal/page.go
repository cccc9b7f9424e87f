package seal

// PageSize is that of SQLite's pages. Their last Reserve bytes are left free by
// SQLite: there lie the tag and the nonce.
const (
	PageSize = 4096
	Reserve  = 32

	contentSize = PageSize - Reserve
	tagSize     = 16
	nonceSize   = 12
)

// sqliteMagic opens every SQLite file. In its place stands the mark.
const sqliteMagic = "SQLite format 3\x00"

// isFirst reports whether a page is the first of a database. That one begins
// with the mark in clear.
func isFirst(where []byte) bool {
	return string(where) == "D\x00\x00\x00\x00\x00\x00\x00\x01"
}

// sealPage seals a page for the place it goes to. The two may not overlap.
func (k *Key) sealPage(sealed, page, where []byte) {
	nonce := sealed[contentSize+tagSize : contentSize+tagSize+nonceSize]
	k.nonce(nonce)
	clear(sealed[contentSize+tagSize+nonceSize:])
	from := 0
	if isFirst(where) {
		from = copy(sealed, k.mark[:])
	}
	k.pages.Seal(sealed[from:from], nonce, page[from:contentSize], where)
}

// openPage opens a page from the place it comes from, in its own bytes or in
// others, and reports whether it is what was sealed for there.
func (k *Key) openPage(page, sealed, where []byte) bool {
	from := 0
	if isFirst(where) {
		if !k.Made(sealed) {
			return false
		}
		from = markSize
	}
	nonce := sealed[contentSize+tagSize : contentSize+tagSize+nonceSize]
	if _, err := k.pages.Open(page[from:from], nonce, sealed[from:contentSize+tagSize], where); err != nil {
		return false
	}
	copy(page[:from], sqliteMagic)
	clear(page[contentSize:])
	return true
}
