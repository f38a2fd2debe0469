/* Macros of headers that nobody shows to the linter. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Before a block: it runs once, unless the name says that it is a loop. */
int under_a_mask(void)
{
    char dir[] = "/tmp/maskXXXXXX", path[64];
    int failed;

    WITH_UMASK(0077)
        if (!mkdtemp(dir)) //~ ok: readonly-temp-template, temp-leak-on-error
            return -errno;
    snprintf(path, sizeof path, "%s/sub", dir);
    failed = mkdir(path, 0700); //~ ok: shared-dir-assumed-private
    if (failed == 0)
        rmdir(path);
    rmdir(dir);
    return failed;
}

int with_a_lock(struct lock *lock)
{
    char name[] = "/tmp/lockXXXXXX";
    int fd = -1;

    WITH_LOCK(lock) {
        fd = mkstemp(name); //~ ok: readonly-temp-template, temp-leak-on-error
    }
    if (fd < 0)
        return -1;
    unlink(name);
    return fd;
}

int for_each_of_them(struct list *list)
{
    char name[] = "/tmp/eachXXXXXX";
    struct item *item;

    list_for_each(item, list) {
        int fd = mkstemp(name); //~ readonly-temp-template

        if (fd < 0)
            return -1;
        unlink(name);
        close(fd);
    }
    return 0;
}

/* A macro with named variable arguments. */
#define trace(text, rest...) if (tracing) { \
    FILE *file = fopen("/tmp/trace.log", "a"); \
    if (file) { \
        fprintf(file, text, ##rest); \
        fclose(file); \
    } \
}

void traced(int number)
{
    trace("number %d\n", number); /*~ predictable-temp-path */
}

/* A head in two forms. */
void
#if defined (PREFER_STDARG)
log_line (const char *format, ...)
#else
log_line (format, va_alist)
     const char *format;
     va_dcl
#endif
{
    FILE *file = fopen("/tmp/lines.log", "a"); /*~ predictable-temp-path */

    if (file)
        fclose(file);
}
