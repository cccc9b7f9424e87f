// What the set needs of SQLite's interface. The functions come with the driver,
// which is linked beside us.

#ifndef LAMP_ROWSET_SQLITE_H
#define LAMP_ROWSET_SQLITE_H

#include <stdint.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_context sqlite3_context;
typedef struct sqlite3_value sqlite3_value;

#define SQLITE_UTF8 1
#define SQLITE_INNOCUOUS 0x000200000
#define SQLITE_DBCONFIG_ENABLE_QPSG 1007

// Weak, so that this package can be linked by itself.
extern int sqlite3_create_function_v2(sqlite3 *, const char *, int, int, void *, void (*)(sqlite3_context *, int, sqlite3_value **),
	void (*)(sqlite3_context *, int, sqlite3_value **), void (*)(sqlite3_context *), void (*)(void *)) __attribute__((weak));
extern void *sqlite3_user_data(sqlite3_context *) __attribute__((weak));
extern int64_t sqlite3_value_int64(sqlite3_value *) __attribute__((weak));
extern void sqlite3_result_int(sqlite3_context *, int) __attribute__((weak));
extern int sqlite3_db_config(sqlite3 *, int, ...) __attribute__((weak));

#endif
