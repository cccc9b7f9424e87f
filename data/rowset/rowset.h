#ifndef LAMP_ROWSET_H
#define LAMP_ROWSET_H

#include <stdint.h>

typedef struct lamp_rows lamp_rows;

lamp_rows *lamp_rows_new(void);
int lamp_rows_fill(lamp_rows *rows, const uint64_t *words, int64_t count);
int lamp_rows_give(lamp_rows *rows, void *connection, const char *name);
void lamp_rows_let_go(void *rows);
int lamp_keep_plans(void *connection);

#endif
