//go:build !windows

#include <errno.h>
#include <stdatomic.h>
#include <sys/types.h>

#include "sqlite.h"

typedef ssize_t (*write_call)(int, const void *, size_t, off_t);

static write_call system_write;
static atomic_llong left = -1; // -1: there is room
static atomic_llong refused;

static ssize_t full_write(int fd, const void *from, size_t amount, off_t at) {
	long long was = atomic_load(&left);
	while (was > 0 && !atomic_compare_exchange_weak(&left, &was, was - 1)) {
	}
	if (was != 0) return system_write(fd, from, amount, at);
	atomic_fetch_add(&refused, 1);
	errno = ENOSPC;
	return -1;
}

int64_t lamp_refused(void) { return atomic_exchange(&refused, 0); }

int lamp_fill_disk(int64_t writes) {
	sqlite3_vfs *vfs = sqlite3_vfs_find ? sqlite3_vfs_find(0) : 0;
	if (!vfs) return 1;
	if (!system_write) {
		atomic_store(&left, -1);
		system_write = (write_call)vfs->xGetSystemCall(vfs, "pwrite");
		if (!system_write || vfs->xSetSystemCall(vfs, "pwrite", (void (*)(void))full_write) != SQLITE_OK) return 1;
	}
	atomic_store(&left, writes);
	return 0;
}
