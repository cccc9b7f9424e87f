// What our C needs of SQLite's interface, which is the same since 2012:
// the driver's own header is not on our path, and the system's is of another
// version. The functions come with the driver, which is linked beside us.
// go build does not look whether this file changed: go clean -cache after it has.

#ifndef LAMP_SQLITE_H
#define LAMP_SQLITE_H

#include <stdint.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_context sqlite3_context;
typedef struct sqlite3_value sqlite3_value;
typedef struct sqlite3_file sqlite3_file;
typedef struct sqlite3_vfs sqlite3_vfs;
typedef struct sqlite3_io_methods sqlite3_io_methods;

struct sqlite3_file {
	const sqlite3_io_methods *pMethods;
};

struct sqlite3_io_methods {
	int iVersion; // 2: with shared memory, without memory-mapped reading
	int (*xClose)(sqlite3_file *);
	int (*xRead)(sqlite3_file *, void *, int, int64_t);
	int (*xWrite)(sqlite3_file *, const void *, int, int64_t);
	int (*xTruncate)(sqlite3_file *, int64_t);
	int (*xSync)(sqlite3_file *, int);
	int (*xFileSize)(sqlite3_file *, int64_t *);
	int (*xLock)(sqlite3_file *, int);
	int (*xUnlock)(sqlite3_file *, int);
	int (*xCheckReservedLock)(sqlite3_file *, int *);
	int (*xFileControl)(sqlite3_file *, int, void *);
	int (*xSectorSize)(sqlite3_file *);
	int (*xDeviceCharacteristics)(sqlite3_file *);
	int (*xShmMap)(sqlite3_file *, int, int, int, void volatile **);
	int (*xShmLock)(sqlite3_file *, int, int, int);
	void (*xShmBarrier)(sqlite3_file *);
	int (*xShmUnmap)(sqlite3_file *, int);
};

struct sqlite3_vfs {
	int iVersion;
	int szOsFile;
	int mxPathname;
	sqlite3_vfs *pNext;
	const char *zName;
	void *pAppData;
	int (*xOpen)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
	int (*xDelete)(sqlite3_vfs *, const char *, int);
	int (*xAccess)(sqlite3_vfs *, const char *, int, int *);
	int (*xFullPathname)(sqlite3_vfs *, const char *, int, char *);
	void *(*xDlOpen)(sqlite3_vfs *, const char *);
	void (*xDlError)(sqlite3_vfs *, int, char *);
	void (*(*xDlSym)(sqlite3_vfs *, void *, const char *))(void);
	void (*xDlClose)(sqlite3_vfs *, void *);
	int (*xRandomness)(sqlite3_vfs *, int, char *);
	int (*xSleep)(sqlite3_vfs *, int);
	int (*xCurrentTime)(sqlite3_vfs *, double *);
	int (*xGetLastError)(sqlite3_vfs *, int, char *);
	int (*xCurrentTimeInt64)(sqlite3_vfs *, int64_t *);
	int (*xSetSystemCall)(sqlite3_vfs *, const char *, void (*)(void));
	void (*(*xGetSystemCall)(sqlite3_vfs *, const char *))(void);
	const char *(*xNextSystemCall)(sqlite3_vfs *, const char *);
};

#define SQLITE_OK 0
#define SQLITE_NOTFOUND 12
#define SQLITE_CANTOPEN 14
#define SQLITE_IOERR_READ (10 | 1 << 8)
#define SQLITE_IOERR_SHORT_READ (10 | 2 << 8)
#define SQLITE_IOERR_WRITE (10 | 3 << 8)
#define SQLITE_IOERR_DATA (10 | 32 << 8)
#define SQLITE_OPEN_MAIN_DB 0x00000100
#define SQLITE_IOERR_DELETE_NOENT (10 | 23 << 8)
#define SQLITE_OPEN_MAIN_JOURNAL 0x00000800
#define SQLITE_OPEN_WAL 0x00080000
#define SQLITE_FCNTL_MMAP_SIZE 18

#define SQLITE_UTF8 1
#define SQLITE_INNOCUOUS 0x000200000
#define SQLITE_DBCONFIG_ENABLE_QPSG 1007

// Weak, so that each package can be linked by itself; without the driver they
// are nowhere.
extern sqlite3_vfs *sqlite3_vfs_find(const char *) __attribute__((weak));
extern int sqlite3_vfs_register(sqlite3_vfs *, int) __attribute__((weak));
extern const char *sqlite3_uri_parameter(const char *, const char *) __attribute__((weak));
extern int sqlite3_create_function_v2(sqlite3 *, const char *, int, int, void *, void (*)(sqlite3_context *, int, sqlite3_value **),
	void (*)(sqlite3_context *, int, sqlite3_value **), void (*)(sqlite3_context *), void (*)(void *)) __attribute__((weak));
extern void *sqlite3_user_data(sqlite3_context *) __attribute__((weak));
extern int64_t sqlite3_value_int64(sqlite3_value *) __attribute__((weak));
extern void sqlite3_result_int(sqlite3_context *, int) __attribute__((weak));
extern int sqlite3_db_config(sqlite3 *, int, ...) __attribute__((weak));

#endif
