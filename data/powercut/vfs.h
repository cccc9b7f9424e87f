// The layer as Go asks for it.
#ifndef POWERCUT_VFS_H
#define POWERCUT_VFS_H

#include "sqlite.h"

// layPowercut registers a layer over another (NULL: the usual one). It answers 0,
// or 1 when there is no such layer.
int layPowercut(int layer, const char *name, const char *over);

// usePowercut makes a layer the usual one.
int usePowercut(const char *name);

#endif
