package bundle

import "context"

// Entry is a file that a transport shows.
type Entry struct {
	Name  string
	Bytes int64
}

// Transport is a place where packages and have files lie for others: a folder
// on a stick or in the network. It may lose, repeat and reorder what it is
// given, and others may use it at the same time; it never shows half a file.
// Its errors are app.ErrFolderGone, ErrFolderFull and ErrFolderReadOnly,
// fs.ErrNotExist for a file that is not there, and faults. Package synctest
// holds every transport to this.
type Transport interface {
	// List names the files there are, in no order.
	List(ctx context.Context) ([]Entry, error)
	// Read answers a file's bytes; ErrDamaged for more than so many.
	Read(ctx context.Context, name string, atMost int64) ([]byte, error)
	// Write keeps a file whole and safe from a power cut, or not at all. One of
	// the same name is replaced.
	Write(ctx context.Context, name string, content []byte) error
	// Remove takes a file away; there being none is fine.
	Remove(ctx context.Context, name string) error
}
