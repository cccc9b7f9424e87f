#include "vfs.h"

#include <stdlib.h>
#include <string.h>

#include "_cgo_export.h"

enum { wrote, cutOff, synced, removed }; // as in powercut.go

// laid is what a layer knows of itself.
typedef struct {
	sqlite3_vfs vfs;
	sqlite3_vfs *over;
	int number;
} laid;

// noted is a file. The one of the layer below lies behind it.
typedef struct {
	sqlite3_file file;
	sqlite3_file *below;
	const char *name; // NULL: nobody's, gone when it is closed
	int layer;
} noted;

#define BELOW(f) ((noted *)(f))->below
#define DO(f, call, ...) BELOW(f)->pMethods->call(BELOW(f), ##__VA_ARGS__)

static void note(sqlite3_file *f, int what, int64_t at, const void *bytes, int n) {
	noted *own = (noted *)f;
	if (own->name) powercutNoted(own->layer, what, (char *)own->name, at, (void *)bytes, n);
}

static int fileClose(sqlite3_file *f) { return DO(f, xClose); }
static int fileRead(sqlite3_file *f, void *into, int n, int64_t at) { return DO(f, xRead, into, n, at); }
static int fileWrite(sqlite3_file *f, const void *bytes, int n, int64_t at) {
	int rc = DO(f, xWrite, bytes, n, at);
	if (rc == 0) note(f, wrote, at, bytes, n);
	return rc;
}
static int fileTruncate(sqlite3_file *f, int64_t size) {
	int rc = DO(f, xTruncate, size);
	if (rc == 0) note(f, cutOff, size, NULL, 0);
	return rc;
}
static int fileSync(sqlite3_file *f, int flags) {
	int rc = DO(f, xSync, flags);
	if (rc == 0) note(f, synced, 0, NULL, 0);
	return rc;
}
static int fileSize(sqlite3_file *f, int64_t *size) { return DO(f, xFileSize, size); }
static int fileLock(sqlite3_file *f, int how) { return DO(f, xLock, how); }
static int fileUnlock(sqlite3_file *f, int how) { return DO(f, xUnlock, how); }
static int fileReserved(sqlite3_file *f, int *is) { return DO(f, xCheckReservedLock, is); }
static int fileControl(sqlite3_file *f, int op, void *arg) { return DO(f, xFileControl, op, arg); }
static int fileSector(sqlite3_file *f) { return DO(f, xSectorSize); }
static int fileDevice(sqlite3_file *f) { return DO(f, xDeviceCharacteristics); }
static int fileShmMap(sqlite3_file *f, int page, int size, int extend, void volatile **at) { return DO(f, xShmMap, page, size, extend, at); }
static int fileShmLock(sqlite3_file *f, int from, int n, int flags) { return DO(f, xShmLock, from, n, flags); }
static void fileShmBarrier(sqlite3_file *f) { DO(f, xShmBarrier); }
static int fileShmUnmap(sqlite3_file *f, int gone) { return DO(f, xShmUnmap, gone); }

// Version 2: a file that is mapped into memory would be written past the layer.
static const sqlite3_io_methods methods = {
	2, fileClose, fileRead, fileWrite, fileTruncate, fileSync, fileSize, fileLock, fileUnlock, fileReserved, fileControl,
	fileSector, fileDevice, fileShmMap, fileShmLock, fileShmBarrier, fileShmUnmap,
};

#define OVER(v) ((laid *)(v))->over
#define ASK(v, call, ...) OVER(v)->call(OVER(v), ##__VA_ARGS__)

static int layerOpen(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out) {
	noted *own = (noted *)f;
	own->below = (sqlite3_file *)(own + 1);
	own->name = name;
	own->layer = ((laid *)v)->number;
	own->below->pMethods = NULL;
	int rc = ASK(v, xOpen, name, own->below, flags, out);
	f->pMethods = own->below->pMethods ? &methods : NULL;
	return rc;
}
static int layerDelete(sqlite3_vfs *v, const char *name, int syncFolder) {
	int rc = ASK(v, xDelete, name, syncFolder);
	if (rc == 0) powercutNoted(((laid *)v)->number, removed, (char *)name, syncFolder, NULL, 0);
	return rc;
}
static int layerAccess(sqlite3_vfs *v, const char *name, int flags, int *out) { return ASK(v, xAccess, name, flags, out); }
static int layerPath(sqlite3_vfs *v, const char *name, int n, char *out) { return ASK(v, xFullPathname, name, n, out); }
static int layerRandom(sqlite3_vfs *v, int n, char *out) { return ASK(v, xRandomness, n, out); }
static int layerSleep(sqlite3_vfs *v, int micro) { return ASK(v, xSleep, micro); }
static int layerTime(sqlite3_vfs *v, double *out) { return ASK(v, xCurrentTime, out); }
static int layerError(sqlite3_vfs *v, int n, char *out) { return ASK(v, xGetLastError, n, out); }
static int layerTime64(sqlite3_vfs *v, int64_t *out) { return ASK(v, xCurrentTimeInt64, out); }

int layPowercut(int number, const char *name, const char *over) {
	sqlite3_vfs *base = sqlite3_vfs_find(over);
	if (!base) return 1;
	laid *own = calloc(1, sizeof *own); // for as long as the program runs, as SQLite wants it
	own->over = base;
	own->number = number;
	own->vfs = (sqlite3_vfs){
		.iVersion = 2, .szOsFile = sizeof(noted) + base->szOsFile, .mxPathname = base->mxPathname, .zName = strdup(name),
		.xOpen = layerOpen, .xDelete = layerDelete, .xAccess = layerAccess, .xFullPathname = layerPath,
		.xRandomness = layerRandom, .xSleep = layerSleep, .xCurrentTime = layerTime, .xGetLastError = layerError,
		.xCurrentTimeInt64 = layerTime64,
	};
	return sqlite3_vfs_register(&own->vfs, 0);
}

int usePowercut(const char *name) {
	sqlite3_vfs *own = sqlite3_vfs_find(name);
	return own ? sqlite3_vfs_register(own, 1) : 1;
}
