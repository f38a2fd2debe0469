/* How a file is opened decides what a guessable name is worth. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK "/tmp/app.state"

int exclusive(void)
{
    return open(LOCK, O_WRONLY | O_CREAT | O_EXCL, 0600); //~ guessable-temp-name-dos (pedantic)
}

int exclusive_by_variable(void)
{
    int flags = O_WRONLY | O_CREAT;

    flags |= O_EXCL;
    return open(LOCK, flags, 0600); //~ guessable-temp-name-dos (pedantic)
}

FILE *exclusive_stream(void)
{
    return fopen(LOCK, "wx"); //~ guessable-temp-name-dos (pedantic)
}

int not_following(void)
{
    return open(LOCK, O_WRONLY | O_CREAT | O_NOFOLLOW, 0600); //~ ineffective-exclusive-open
}

int exclusive_without_creation(void)
{
    return open(LOCK, O_WRONLY | O_EXCL); //~ ineffective-exclusive-open
}

int created(void)
{
    return creat(LOCK, 0600); //~ predictable-temp-path
}

int at_directory(void)
{
    return openat(AT_FDCWD, LOCK, O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
}

int at_shared_directory(void)
{
    int dir = open("/tmp", O_RDONLY | O_DIRECTORY);

    return openat(dir, "app.state", O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
}

int checked_by_access(void)
{
    if (access(LOCK, F_OK) == 0)
        return -1;
    return open(LOCK, O_WRONLY | O_CREAT, 0600); //~ check-then-create
}

FILE *checked_by_stat(void)
{
    struct stat st;

    if (stat(LOCK, &st) == 0)
        return NULL;
    return fopen(LOCK, "w"); //~ check-then-create
}

FILE *checked_by_lstat(void)
{
    struct stat st;

    if (lstat(LOCK, &st) != -1 || errno != ENOENT)
        return NULL;
    return fopen(LOCK, "w"); //~ check-then-create
}

FILE *checked_by_opening(void)
{
    FILE *f = fopen(LOCK, "r");

    if (f) {
        fclose(f);
        return NULL;
    }
    return fopen(LOCK, "w"); //~ check-then-create
}

static int taken(const char *path)
{
    return access(path, F_OK) == 0;
}

FILE *checked_by_helper(void)
{
    char path[64];
    int i = 0;

    do {
        sprintf(path, "/tmp/out.%d", i++);
    } while (taken(path));
    return fopen(path, "w"); //~ check-then-create
}

FILE *removed_first(void)
{
    unlink(LOCK);
    return fopen(LOCK, "w"); //~ ineffective-exclusive-open
}

FILE *reopened(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name);
    FILE *f;

    if (fd < 0)
        return NULL;
    close(fd);
    f = fopen(name, "w"); //~ reopen-temp-by-name (pedantic)
    unlink(name);
    return f;
}

int bound_after_removal(int fd, struct sockaddr_un *address)
{
    char name[] = "/tmp/boundXXXXXX";
    int made = mkstemp(name);

    if (made < 0)
        return -1;
    close(made);
    unlink(name);
    strcpy(address->sun_path, name);
    return bind(fd, (struct sockaddr *) address, sizeof *address); //~ temp-name-reuse-after-delete (pedantic)
}

FILE *reopened_after_removal(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name);

    if (fd < 0)
        return NULL;
    close(fd);
    unlink(name);
    return fopen(name, "w"); //~ temp-name-reuse-after-delete
}

int directory_made_of_it(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name);

    if (fd < 0)
        return -1;
    close(fd);
    unlink(name);
    return mkdir(name, 0700); //~ temp-name-reuse-after-delete (pedantic)
}

FILE *beside(void)
{
    char name[] = "/tmp/appXXXXXX", path[64];
    int fd = mkstemp(name);
    FILE *f;

    if (fd < 0)
        return NULL;
    snprintf(path, sizeof path, "%s.ps", name);
    f = fopen(path, "w"); //~ unreserved-sibling-name
    close(fd);
    unlink(name);
    return f;
}

int without_a_name(void)
{
    return open("/tmp", O_TMPFILE | O_RDWR, 0600); //~ ok: predictable-temp-path
}

int only_read(void)
{
    return open(LOCK, O_RDONLY); //~ ok: predictable-temp-path
}

int elsewhere(void)
{
    return open("/run/app/state", O_WRONLY | O_CREAT, 0600); //~ ok: predictable-temp-path
}

/* Flags put together from a choice: all of them are exclusive, or one is not. */
int exclusive_in_any_case(int both)
{
    return open("/tmp/any-case", O_CREAT | O_EXCL | (both ? O_RDWR : O_WRONLY), 0600); /*~ guessable-temp-name-dos (pedantic) */
}

#define EXCLUSIVELY (O_CREAT | O_TRUNC | O_EXCL | O_BINARY)

int exclusive_by_macro(int both)
{
    int access = both ? O_RDWR : O_WRONLY;
    return open("/tmp/by-macro", EXCLUSIVELY | access, 0600); /*~ guessable-temp-name-dos (pedantic) */
}

int exclusive_if_asked(int careful)
{
    return open("/tmp/if-asked", O_CREAT | O_WRONLY | (careful ? O_EXCL : O_TRUNC), 0600); /*~ predictable-temp-path */
}

/* A failed open asks as `access` does. */
int after_a_failed_open(void)
{
    int fd = open("/tmp/failed-open", O_RDWR); /*~ predictable-temp-path */

    if (fd < 0)
        fd = open("/tmp/failed-open", O_RDWR | O_CREAT, 0600); /*~ check-then-create */
    return fd;
}

FILE *after_a_failed_fopen(const char *user)
{
    char path[64];
    FILE *file;

    snprintf(path, sizeof path, "/tmp/settings.%s", user);
    file = fopen(path, "r");
    if (!file)
        file = fopen(path, "w"); /*~ check-then-create */
    return file;
}

static int look(const char *path)
{
    return open(path, O_RDONLY);
}

int after_a_failed_look(void)
{
    int fd = look("/tmp/look");

    if (fd == -1)
        return creat("/tmp/look", 0600); /*~ check-then-create */
    return fd;
}

int after_an_open_that_worked(void)
{
    int fd = open("/tmp/worked", O_RDONLY);

    if (fd < 0)
        return -1;
    close(fd);
    return creat("/tmp/worked", 0600); /*~ predictable-temp-path, ok: check-then-create */
}
