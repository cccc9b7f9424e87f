// Bits of row numbers that SQLite asks while Go changes them. What is asked is
// one word at a time, so no lock is needed; the room for the words is replaced
// when more are needed, and the old one kept until nobody holds the set.

#include <stdlib.h>

#include "rowset.h"
#include "sqlite.h"

typedef struct room {
	struct room *before;
	int64_t count;
	uint64_t words[];
} room;

struct lamp_rows {
	room *now;
	int64_t holders; // who made it, and each connection
};

static room *new_room(int64_t count, room *before) {
	room *r = calloc(1, sizeof(room) + (size_t)count * sizeof(uint64_t));
	if (r) {
		r->count = count;
		r->before = before;
	}
	return r;
}

lamp_rows *lamp_rows_new(void) {
	lamp_rows *rows = calloc(1, sizeof(lamp_rows));
	if (rows && !(rows->now = new_room(64, NULL))) {
		free(rows);
		return NULL;
	}
	if (rows)
		rows->holders = 1;
	return rows;
}

// One at a time fills. Answers 0 when there is no memory; nothing is changed then.
int lamp_rows_fill(lamp_rows *rows, const uint64_t *words, int64_t count) {
	room *was = rows->now, *now = was;
	if (count > was->count && !(now = new_room(count + count / 2, was)))
		return 0;
	for (int64_t i = 0; i < now->count; i++)
		__atomic_store_n(&now->words[i], i < count ? words[i] : 0, __ATOMIC_RELAXED);
	__atomic_store_n(&rows->now, now, __ATOMIC_RELEASE);
	return 1;
}

static void has(sqlite3_context *context, int n, sqlite3_value **values) {
	(void)n;
	lamp_rows *rows = sqlite3_user_data(context);
	room *now = __atomic_load_n(&rows->now, __ATOMIC_ACQUIRE);
	int64_t row = sqlite3_value_int64(values[0]);
	int is = row >= 0 && row / 64 < now->count && (__atomic_load_n(&now->words[row / 64], __ATOMIC_RELAXED) >> (row % 64) & 1);
	sqlite3_result_int(context, is);
}

// The connection holds the set until it is closed, or lets it go at once when
// it does not take the function.
int lamp_rows_give(lamp_rows *rows, void *connection, const char *name) {
	__atomic_add_fetch(&rows->holders, 1, __ATOMIC_ACQ_REL);
	return sqlite3_create_function_v2(connection, name, 1, SQLITE_UTF8 | SQLITE_INNOCUOUS, rows, has, NULL, NULL, lamp_rows_let_go);
}

void lamp_rows_let_go(void *held) {
	lamp_rows *rows = held;
	if (__atomic_sub_fetch(&rows->holders, 1, __ATOMIC_ACQ_REL) > 0)
		return;
	for (room *r = rows->now; r;) {
		room *before = r->before;
		free(r);
		r = before;
	}
	free(rows);
}

// The guarantee that the planner is steady.
int lamp_keep_plans(void *connection) {
	return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_QPSG, 1, (int *)NULL);
}
