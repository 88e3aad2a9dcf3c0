/* A disk that fails: loaded before the C library, it fails the N-th call on files under one folder. Built and used by fault_process.py.

   fault_arm(folder, kind, at) begins to count; fault_calls() says how many calls of that kind there were. Descriptors are remembered
   when they are opened, so arm it before the program opens anything. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, CRASH, TORN, FULL_ONCE, FULL, BROKEN, NO_RIGHTS, UNSYNCED, SHORT };
enum { OPENS = 1, WRITES = 2, SYNCS = 4, NAMES = 8 };

#define MOST 4096
static char folder[4096];
static size_t length;
static int kind;
static long at, calls;
static int happened;
static char ours[MOST];

void fault_arm(const char *where, int which, long number) {
    snprintf(folder, sizeof folder, "%s", where);
    length = strlen(folder);
    kind = which, at = number, calls = 0, happened = 0;
}
long fault_calls(void) { return calls; }
int fault_happened(void) { return happened; }

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int concerns(const char *path) { return kind && path && !strncmp(path, folder, length); }
static int is_ours(int number) { return kind && number >= 0 && number < MOST && ours[number]; }

/* Which calls each kind of fault can strike. */
static int struck(int call) {
    switch (kind) {
    case CRASH: return 1;
    case TORN: case SHORT: return call == WRITES;
    case FULL: case FULL_ONCE: return call == WRITES || call == OPENS;
    case NO_RIGHTS: return call == OPENS || call == NAMES;
    case UNSYNCED: return call == SYNCS;
    default: return 1;
    }
}

/* Count a call; say whether it has to fail, with errno set. */
static int fails(int call) {
    if (!struck(call)) return 0;
    if (happened) {
        if (kind != FULL) return 0;
    } else if (++calls != at) return 0;
    happened = 1;
    if (kind == CRASH) _exit(9);
    errno = kind == FULL || kind == FULL_ONCE ? ENOSPC : kind == NO_RIGHTS ? EACCES : EIO;
    return 1;
}

static int opened(int number, const char *path) {
    if (number >= 0 && number < MOST) ours[number] = (char)concerns(path);
    return number;
}

#define OPENER(name) \
    int name(const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
        REAL(int, #name, const char *, int, ...); \
        if (concerns(path) && !((kind == FULL || kind == FULL_ONCE) && !(flags & O_CREAT)) && fails(OPENS)) return -1; \
        return opened(real(path, flags, mode), path); \
    }
OPENER(open)
OPENER(open64)

int close(int number) {
    REAL(int, "close", int);
    if (number >= 0 && number < MOST) ours[number] = 0;
    return real(number);
}

/* A write that is torn dies half-way; one that is short tells so. */
#define HALF(write_half) \
    if (fails(WRITES)) { \
        if (kind == TORN) { ssize_t gone = write_half; (void)gone; _exit(9); } \
        if (kind == SHORT) return write_half; \
        return -1; \
    }

ssize_t write(int number, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (is_ours(number)) HALF(real(number, data, (size + 1) / 2))
    return real(number, data, size);
}

#define PWRITER(name, offset_type) \
    ssize_t name(int number, const void *data, size_t size, offset_type place) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset_type); \
        if (is_ours(number)) HALF(real(number, data, (size + 1) / 2, place)) \
        return real(number, data, size, place); \
    }
PWRITER(pwrite, off_t)
PWRITER(pwrite64, off64_t)

#define SENDER(name, offset_type) \
    ssize_t name(int to, int from, offset_type *place, size_t size) { \
        REAL(ssize_t, #name, int, int, offset_type *, size_t); \
        if (is_ours(to)) HALF(real(to, from, place, size > 4096 ? 4096 : (size + 1) / 2)) \
        return real(to, from, place, size); \
    }
SENDER(sendfile, off_t)
SENDER(sendfile64, off64_t)

#define ON_NUMBER(name, call) \
    int name(int number) { \
        REAL(int, #name, int); \
        if (is_ours(number) && fails(call)) return -1; \
        return real(number); \
    }
ON_NUMBER(fsync, SYNCS)
ON_NUMBER(fdatasync, SYNCS)

#define CUTTER(name, offset_type) \
    int name(int number, offset_type size) { \
        REAL(int, #name, int, offset_type); \
        if (is_ours(number) && fails(WRITES)) { if (kind == TORN) _exit(9); if (kind == SHORT) return real(number, size); return -1; } \
        return real(number, size); \
    }
CUTTER(ftruncate, off_t)
CUTTER(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (concerns(to) && fails(NAMES)) return -1;
    return real(from, to);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (concerns(path) && fails(NAMES)) return -1;
    return real(path);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (concerns(path) && fails(OPENS)) return -1;
    return real(path, mode);
}
