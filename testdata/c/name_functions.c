/* Names made without a file: each function, directly, through buffers, helpers and structures. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct upload {
    char path[256];
    char *spool;
    FILE *out;
};

int by_tmpnam(void)
{
    char name[L_tmpnam];
    int fd;

    tmpnam(name); //~ insecure-temp-name-api
    fd = open(name, O_CREAT | O_RDWR, 0600);
    return fd;
}

int by_tmpnam_null(void)
{
    char *name = tmpnam(NULL); //~ insecure-temp-name-api

    return mkdir(name, 0700);
}

int by_tmpnam_r(struct upload *up)
{
    if (tmpnam_r(up->path) == NULL) //~ insecure-temp-name-api
        return -1;
    up->out = fopen(up->path, "w");
    return up->out == NULL;
}

int by_tmpnam_s(struct upload *up)
{
    if (tmpnam_s(up->path, sizeof up->path) != 0) //~ insecure-temp-name-api
        return -1;
    up->out = fopen(up->path, "w");
    return up->out == NULL;
}

static char *scratch_name(const char *directory, const char *prefix)
{
    return tempnam(directory, prefix); //~ insecure-temp-name-api
}

FILE *by_tempnam(void)
{
    char *name = scratch_name("/tmp", "scr");
    FILE *f;

    if (!name)
        return NULL;
    f = fopen(name, "w+");
    free(name);
    return f;
}

FILE *by_tempnam_environment(void)
{
    const char *dir = getenv("TMPDIR");
    char *name = tempnam(dir ? dir : P_tmpdir, "app"); //~ insecure-temp-name-api
    FILE *f = fopen(name, "wb");

    free(name);
    return f;
}

static void name_into(char *buffer, size_t size)
{
    snprintf(buffer, size, "/tmp/cropXXXXXX");
    mktemp(buffer); //~ insecure-temp-name-api
}

int by_mktemp(void)
{
    char buffer[64];

    name_into(buffer, sizeof buffer);
    return open(buffer, O_WRONLY | O_CREAT | O_TRUNC, 0644);
}

int by_mktemp_static(void)
{
    static char buffer[] = "/tmp/mailXXXXXX";
    FILE *f;

    if (mktemp(buffer) == NULL || *buffer == '\0') //~ insecure-temp-name-api
        return -1;
    f = fopen(buffer, "w");
    return f == NULL;
}

int by_microsoft_mktemp(struct upload *up)
{
    strcpy(up->path, "fnXXXXXX");
    if (_mktemp_s(up->path, strlen(up->path) + 1) != 0) //~ insecure-temp-name-api
        return -1;
    up->out = fopen(up->path, "wb");
    return 0;
}

int by_microsoft_mktemp_old(void)
{
    char name[] = "fnXXXXXX";
    char *result = _mktemp(name); //~ insecure-temp-name-api

    if (result == NULL)
        return -1;
    return fopen(result, "w") == NULL;
}

int by_microsoft_tempnam(void)
{
    char *name = _tempnam("c:\\tmp", "stq"); //~ insecure-temp-name-api

    return fopen(name, "w") == NULL;
}

int by_windows(void)
{
    char directory[260], name[260];
    HANDLE file;

    GetTempPathA(sizeof directory, directory);
    GetTempFileNameA(directory, "app", 0, name); //~ insecure-temp-name-api
    file = CreateFileA(name, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    return file == NULL;
}

/* A name that is only made. */
char *for_whoever_asks(void)
{
    return tempnam(NULL, "x"); //~ insecure-temp-name-api
}

/* A table of functions, prototypes and constants make no name. */
extern char *mktemp(char *);
char *tmpnam(char *);
static const struct {
    const char *name;
    char *(*call)(char *);
} functions[] = {
    { "mktemp", mktemp }, //~ ok: insecure-temp-name-api
    { "tmpnam", tmpnam }, //~ ok: insecure-temp-name-api
};

size_t longest_name(void)
{
    return L_tmpnam + sizeof "mktemp"; //~ ok: insecure-temp-name-api
}

#if 0
void switched_off(void)
{
    char name[L_tmpnam];
    fopen(tmpnam(name), "w"); //~ ok: insecure-temp-name-api
}
#endif
