/* Where the X's of a template have to stand. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PLOT_TEMPLATE "/tmp/plotXXXXXX.svg"

int followed_by_a_suffix(void)
{
    char name[] = PLOT_TEMPLATE;
    int fd = mkstemp(name); //~ weak-temp-template

    if (fd >= 0)
        unlink(name);
    return fd;
}

int suffix_of_another_length(void)
{
    char name[] = PLOT_TEMPLATE;
    int fd = mkstemps(name, 3); //~ weak-temp-template

    if (fd >= 0)
        unlink(name);
    return fd;
}

int suffix_said(void)
{
    char name[] = PLOT_TEMPLATE;
    int fd = mkstemps(name, 4); //~ ok: weak-temp-template

    if (fd >= 0)
        unlink(name);
    return fd;
}

int suffix_computed(size_t length)
{
    char name[] = PLOT_TEMPLATE;
    int fd = mkstemps(name, length); //~ ok: weak-temp-template

    if (fd >= 0)
        unlink(name);
    return fd;
}

int anywhere_for_glib(void)
{
    char name[] = PLOT_TEMPLATE;
    int fd = g_mkstemp(name); //~ ok: weak-temp-template

    if (fd >= 0)
        unlink(name);
    return fd;
}

static void fill(char *buffer, size_t size, const char *program)
{
    snprintf(buffer, size, "/tmp/%s-XXXX", program);
}

int too_few(void)
{
    char name[64];
    int fd;

    fill(name, sizeof name, "zap");
    fd = mkstemp(name); //~ weak-temp-template
    if (fd >= 0)
        unlink(name);
    return fd;
}

/* The zero that ends the arguments is no character of the name. */
int by_concatenation(const char *directory)
{
    char *path = concat(directory, "/backupXXXXXX", (char *) 0);
    int fd = mkstemp(path); /*~ ok: weak-temp-template */

    if (fd >= 0)
        unlink(path);
    return fd;
}

/* X's by memset: nobody has counted them. */
int with_suffix(char *path, size_t length, size_t count)
{
    memcpy(path, "/tmp/", 5);
    memset(path + 5, 'X', count);
    memcpy(path + 5 + count, ".suffix", 8);
    return mkstemps(path, 7); /*~ ok: weak-temp-template */
}
