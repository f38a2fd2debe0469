/* What a helper's result tells its caller about the file it made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fill(int fd, FILE *in)
{
    char line[256];

    while (fgets(line, sizeof line, in))
        if (write(fd, line, strlen(line)) < 0)
            return -1;
    return 0;
}

/* It leaves nothing behind where it fails. */
static int save(FILE *in, char *name)
{
    int fd;

    strcpy(name, "/tmp/saveXXXXXX");
    fd = mkstemp(name); //~ ok: temp-leak-on-error
    if (fd < 0)
        return -1;
    if (fill(fd, in) < 0) {
        close(fd);
        unlink(name);
        return -1;
    }
    close(fd);
    return 0;
}

int by_not_zero(void)
{
    char name[64];

    if (save(stdin, name) != 0)
        return 1;
    unlink(name);
    return 0;
}

int by_less_than_zero(void)
{
    char name[64];
    int status = save(stdin, name);

    if (status < 0)
        exit(1);
    unlink(name);
    return 0;
}

int by_minus_one(void)
{
    char name[64];

    if (save(stdin, name) == -1)
        goto fail;
    unlink(name);
    return 0;
fail:
    return -1;
}

static char *store(FILE *in)
{
    char *name = strdup("/tmp/storeXXXXXX");
    int fd = mkstemp(name); //~ ok: temp-leak-on-error

    if (fd < 0) {
        free(name);
        return NULL;
    }
    if (fill(fd, in) < 0) {
        close(fd);
        unlink(name);
        free(name);
        return NULL;
    }
    close(fd);
    return name;
}

int by_null(void)
{
    char *name = store(stdin);

    if (name == NULL)
        return 1;
    unlink(name);
    free(name);
    return 0;
}

static int stage(FILE *in, char *name)
{
    int fd;

    strcpy(name, "/var/tmp/stageXXXXXX");
    fd = mkstemp(name); //~ ok: temp-leak-on-error
    if (fd < 0)
        return 0;
    if (fill(fd, in) < 0) {
        unlink(name);
        return 0;
    }
    return 1;
}

int by_truth(void)
{
    char name[64];

    if (!stage(stdin, name))
        return 1;
    unlink(name);
    return 0;
}

/* It leaves the file behind where it fails, and its callers leave, too. */
static int careless(FILE *in, char *name)
{
    int fd;

    strcpy(name, "/tmp/careXXXXXX");
    fd = mkstemp(name); //~ temp-leak-on-error
    if (fd < 0)
        return -1;
    if (fill(fd, in) < 0)
        return -1;
    return close(fd) == 0 ? 0 : 1;
}

int misled(void)
{
    char name[64];

    if (careless(stdin, name) < 0)
        return 1;
    unlink(name);
    return 0;
}

/* It says that it worked, but its caller leaves for another reason. */
int leaves_all_the_same(int wanted)
{
    char name[64];

    if (hold(name) < 0)
        return 1;
    if (!wanted)
        return 2;
    unlink(name);
    return 0;
}

int hold(char *name)
{
    int fd;

    strcpy(name, "/tmp/holdXXXXXX");
    fd = mkstemp(name); //~ temp-leak-on-error
    return fd >= 0 ? close(fd) : -1;
}
