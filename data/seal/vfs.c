// A virtual file system that lies between SQLite and the system's: pages of the
// database and of its write-ahead log are sealed on their way to the disk and
// opened on their way back. All else goes through as it is.

#include <stdlib.h>
#include <string.h>

#include "sqlite.h"
#include "_cgo_export.h"

enum { PAGE = 4096, RESERVE = 32, FILE_HEADER = 100, HEADER = 32, FRAME_HEADER = 24, FRAME = FRAME_HEADER + PAGE };

// Where a page belongs: it opens nowhere else. Of a page of the log, that is its
// place in the log and what the frame's header begins with: its number, and
// how large a commit left the database. The rest of that header SQLite may write
// later than the page.
enum { WHERE_PAGE = 9, WHOSE = 8, WHERE_FRAME = WHERE_PAGE + WHOSE };

typedef struct sealed_file {
	sqlite3_file base;
	int log;                     // it is a write-ahead log
	uint64_t key;                // as package seal numbers it
	int64_t frame;               // where the header below belongs; the size of a journal
	unsigned char header[WHOSE]; // the beginning of the frame's header written last
	unsigned char out[PAGE];     // a page on its way to the disk; a journal
	unsigned char whole[FRAME];  // a frame on its way back
} sealed_file;

static sqlite3_vfs *under;

static sqlite3_file *real(sqlite3_file *f) { return (sqlite3_file *)((sealed_file *)f + 1); }

static void number(unsigned char *to, int64_t n) {
	for (int i = 7; i >= 0; i--, n >>= 8) to[i] = (unsigned char)n;
}

static int is_first(const unsigned char *header) { return memcmp(header, "\0\0\0\1", 4) == 0; }

// guard refuses what would be lost: a page without room for the seal. Once page
// 1 says that there is none, every other page would be cut.
static int guard(const unsigned char *page, int first) {
	static const unsigned char nothing[RESERVE];
	if (memcmp(page + PAGE - RESERVE, nothing, RESERVE) != 0) return SQLITE_IOERR_WRITE;
	if (first && (memcmp(page, "SQLite format 3", 16) != 0 || page[16] != PAGE >> 8 || page[17] != 0 || page[20] != RESERVE)) return SQLITE_IOERR_WRITE;
	return SQLITE_OK;
}

// read_page reads a whole page of the database. What the system has none of is
// told as SQLite expects it: zeros, and that the read was short.
static int read_page(sealed_file *f, unsigned char *page, int64_t at) {
	unsigned char where[WHERE_PAGE] = "D";
	int64_t size = 0;
	int rc = real(&f->base)->pMethods->xRead(real(&f->base), page, PAGE, at);
	if (rc == SQLITE_IOERR_SHORT_READ && real(&f->base)->pMethods->xFileSize(real(&f->base), &size) == SQLITE_OK && at < size) return SQLITE_IOERR_DATA; // cut
	if (rc != SQLITE_OK) return rc;
	number(where + 1, at / PAGE + 1);
	return lampOpen(f->key, where, WHERE_PAGE, page, page) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int read_database(sealed_file *f, unsigned char *to, int amount, int64_t at) {
	if (amount == PAGE && at % PAGE == 0) return read_page(f, to, at);
	int64_t in = at % PAGE;
	if (in + amount > PAGE) return SQLITE_IOERR_READ;
	int rc = read_page(f, f->out, at - in);
	// SQLite looks at the header before it asks the log. A torn first page may
	// stand whole there, so this is not the place to complain.
	if (rc == SQLITE_IOERR_DATA && at + amount <= FILE_HEADER) {
		memset(f->out, 0, PAGE);
		rc = SQLITE_OK;
	}
	if (rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ) memcpy(to, f->out + in, amount);
	memset(f->out, 0, PAGE);
	return rc;
}

static int open_frame(sealed_file *f, const unsigned char *header, const unsigned char *sealed, unsigned char *page, int64_t at) {
	unsigned char where[WHERE_FRAME] = "W";
	number(where + 1, at);
	memcpy(where + WHERE_PAGE, header, WHOSE);
	return lampOpen(f->key, where, WHERE_FRAME, (void *)sealed, page);
}

static int read_log(sealed_file *f, unsigned char *to, int amount, int64_t at) {
	sqlite3_file *below = real(&f->base);
	int64_t in = at < HEADER ? 0 : (at - HEADER) % FRAME;
	if (at < HEADER || in + amount <= FRAME_HEADER) return below->pMethods->xRead(below, to, amount, at);
	if (in == 0 && amount == FRAME) { // after a kill or a power cut: what is not whole ends the log, as its sum does not agree
		int rc = below->pMethods->xRead(below, to, amount, at);
		if (rc == SQLITE_OK && !open_frame(f, to, to + FRAME_HEADER, to + FRAME_HEADER, at)) memset(to + FRAME_HEADER, 0, PAGE);
		return rc;
	}
	if (in != FRAME_HEADER || amount != PAGE) return SQLITE_IOERR_READ;
	int rc = below->pMethods->xRead(below, f->whole, FRAME, at - FRAME_HEADER);
	if (rc != SQLITE_OK) return rc;
	return open_frame(f, f->whole, f->whole + FRAME_HEADER, to, at - FRAME_HEADER) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int seal_read(sqlite3_file *file, void *to, int amount, int64_t at) {
	sealed_file *f = (sealed_file *)file;
	return f->log ? read_log(f, to, amount, at) : read_database(f, to, amount, at);
}

static int write_page(sealed_file *f, const unsigned char *page, int first, unsigned char *where, int length, int64_t at) {
	int rc = guard(page, first);
	if (rc != SQLITE_OK) return rc;
	if (!lampSeal(f->key, where, length, (void *)page, f->out)) return SQLITE_IOERR_WRITE;
	return real(&f->base)->pMethods->xWrite(real(&f->base), f->out, PAGE, at);
}

static int write_database(sealed_file *f, const unsigned char *from, int amount, int64_t at) {
	unsigned char where[WHERE_PAGE] = "D";
	if (amount != PAGE || at % PAGE != 0) return SQLITE_IOERR_WRITE;
	number(where + 1, at / PAGE + 1);
	return write_page(f, from, at == 0, where, WHERE_PAGE, at);
}

static int write_log(sealed_file *f, const unsigned char *from, int amount, int64_t at) {
	sqlite3_file *below = real(&f->base);
	unsigned char where[WHERE_FRAME] = "W";
	if (at == 0 && amount == HEADER) {
		if (memcmp(from + 8, "\0\0\x10\0", 4) != 0) return SQLITE_IOERR_WRITE; // pages of another size
		return below->pMethods->xWrite(below, from, amount, at);
	}
	if (at < HEADER) return SQLITE_IOERR_WRITE;
	int64_t in = (at - HEADER) % FRAME, frame = at - in;
	if (in == 0 && amount == FRAME_HEADER) {
		memcpy(f->header, from, WHOSE);
		f->frame = frame;
		return below->pMethods->xWrite(below, from, amount, at);
	}
	if (in != FRAME_HEADER || amount != PAGE) return SQLITE_IOERR_WRITE;
	if (f->frame != frame) { // SQLite writes a page of the same transaction again
		int rc = below->pMethods->xRead(below, f->header, WHOSE, frame);
		if (rc != SQLITE_OK) return rc;
		f->frame = frame;
	}
	number(where + 1, frame);
	memcpy(where + WHERE_PAGE, f->header, WHOSE);
	return write_page(f, from, is_first(f->header), where, WHERE_FRAME, at);
}

static int seal_write(sqlite3_file *file, const void *from, int amount, int64_t at) {
	sealed_file *f = (sealed_file *)file;
	return f->log ? write_log(f, from, amount, at) : write_database(f, from, amount, at);
}

static int seal_close(sqlite3_file *file) {
	sealed_file *f = (sealed_file *)file;
	int rc = real(file)->pMethods->xClose(real(file));
	lampForget(f->key);
	file->pMethods = 0;
	return rc;
}

static int seal_control(sqlite3_file *f, int op, void *arg) {
	if (op == SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND; // pages come by reading alone
	return real(f)->pMethods->xFileControl(real(f), op, arg);
}

static int seal_truncate(sqlite3_file *f, int64_t size) { return real(f)->pMethods->xTruncate(real(f), size); }
static int seal_sync(sqlite3_file *f, int flags) { return real(f)->pMethods->xSync(real(f), flags); }
static int seal_size(sqlite3_file *f, int64_t *size) { return real(f)->pMethods->xFileSize(real(f), size); }
static int seal_lock(sqlite3_file *f, int level) { return real(f)->pMethods->xLock(real(f), level); }
static int seal_unlock(sqlite3_file *f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
static int seal_reserved(sqlite3_file *f, int *is) { return real(f)->pMethods->xCheckReservedLock(real(f), is); }
static int seal_sector(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }
static int seal_device(sqlite3_file *f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
static int seal_shm_map(sqlite3_file *f, int n, int size, int extend, void volatile **at) { return real(f)->pMethods->xShmMap(real(f), n, size, extend, at); }
static int seal_shm_lock(sqlite3_file *f, int offset, int n, int flags) { return real(f)->pMethods->xShmLock(real(f), offset, n, flags); }
static void seal_shm_barrier(sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); }
static int seal_shm_unmap(sqlite3_file *f, int delete) { return real(f)->pMethods->xShmUnmap(real(f), delete); }

static const sqlite3_io_methods methods = {
	2, seal_close, seal_read, seal_write, seal_truncate, seal_sync, seal_size, seal_lock, seal_unlock, seal_reserved, seal_control,
	seal_sector, seal_device, seal_shm_map, seal_shm_lock, seal_shm_barrier, seal_shm_unmap,
};

// A rollback journal would hold records in clear, so that there is none on the
// disk. What SQLite puts there while it makes a new file, whose pages need no
// undoing, has room in memory: the journal's header. More is refused.

static int journal_close(sqlite3_file *file) {
	file->pMethods = 0;
	return SQLITE_OK;
}

static int journal_read(sqlite3_file *file, void *to, int amount, int64_t at) {
	sealed_file *f = (sealed_file *)file;
	int64_t there = at < f->frame ? f->frame - at : 0;
	if (there >= amount) {
		memcpy(to, f->out + at, amount);
		return SQLITE_OK;
	}
	if (there > 0) memcpy(to, f->out + at, there);
	memset((char *)to + there, 0, amount - there);
	return SQLITE_IOERR_SHORT_READ;
}

static int journal_write(sqlite3_file *file, const void *from, int amount, int64_t at) {
	sealed_file *f = (sealed_file *)file;
	if (at + amount > PAGE) return SQLITE_IOERR_WRITE;
	memcpy(f->out + at, from, amount);
	if (f->frame < at + amount) f->frame = at + amount;
	return SQLITE_OK;
}

static int journal_truncate(sqlite3_file *file, int64_t size) {
	if (((sealed_file *)file)->frame > size) ((sealed_file *)file)->frame = size;
	return SQLITE_OK;
}

static int journal_size(sqlite3_file *file, int64_t *size) {
	*size = ((sealed_file *)file)->frame;
	return SQLITE_OK;
}

static int journal_sync(sqlite3_file *file, int flags) { return SQLITE_OK; }
static int journal_control(sqlite3_file *file, int op, void *arg) { return SQLITE_NOTFOUND; }
static int journal_sector(sqlite3_file *file) { return PAGE; }
static int journal_device(sqlite3_file *file) { return 0; }

static const sqlite3_io_methods journal = {
	1, journal_close, journal_read, journal_write, journal_truncate, journal_sync, journal_size, 0, 0, 0, journal_control, journal_sector, journal_device,
};

// seal_open opens a database and its log; a temporary file would hold the same
// records in clear.
static int seal_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out) {
	sealed_file *f = (sealed_file *)file;
	memset(f, 0, sizeof *f);
	if (flags & SQLITE_OPEN_MAIN_JOURNAL) {
		if (flags_out) *flags_out = flags;
		file->pMethods = &journal;
		return SQLITE_OK;
	}
	if (name == 0 || !(flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL))) return SQLITE_CANTOPEN;
	const char *key = sqlite3_uri_parameter(name, "seal");
	if (key == 0) return SQLITE_CANTOPEN;
	f->key = strtoull(key, 0, 10);
	f->log = (flags & SQLITE_OPEN_WAL) != 0;
	if (!lampTake(f->key)) return SQLITE_CANTOPEN;
	int rc = under->xOpen(under, name, real(file), flags, flags_out);
	if (rc != SQLITE_OK) {
		if (real(file)->pMethods) real(file)->pMethods->xClose(real(file));
		lampForget(f->key);
		return rc;
	}
	file->pMethods = &methods;
	return SQLITE_OK;
}

// seal_delete deletes; a journal that is in memory alone is deleted already.
static int seal_delete(sqlite3_vfs *vfs, const char *name, int sync) {
	int rc = under->xDelete(under, name, sync);
	return rc == SQLITE_IOERR_DELETE_NOENT ? SQLITE_OK : rc;
}

int lamp_register(const char *name) {
	static sqlite3_vfs sealing;
	if (!sqlite3_vfs_find || !(under = sqlite3_vfs_find(0))) return SQLITE_NOTFOUND;
	sealing = *under;
	sealing.pNext = 0;
	sealing.zName = name;
	sealing.szOsFile = (int)sizeof(sealed_file) + under->szOsFile;
	sealing.xOpen = seal_open;
	sealing.xDelete = seal_delete;
	return sqlite3_vfs_register(&sealing, 0);
}
