/* What the C standard library and POSIX offer, judged as CERT FIO43-C does. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef _WIN32
#define MKTEMP _mktemp
#else
#define MKTEMP mktemp
#endif

int hard_coded_stream(void)
{
    char file_name[] = "/tmp/hard-coded";
    FILE *fp = fopen(file_name, "wb+"); //~ predictable-temp-path

    return fp == NULL;
}

/* Published guidelines leave the string out; the code around it is read all the same. */
int left_out(void)
{
    char file_name[] = /* hard coded string */;
    FILE *fp;

    if (!(fp = fopen(file_name, "wb+"))) {
        return -1;
    }
    return 0;
}

int hard_coded_exclusively(void)
{
    char file_name[] = "/tmp/hard-coded";
    int fd = open(file_name, O_CREAT | O_EXCL | O_TRUNC | O_RDWR, 0600); //~ guessable-temp-name-dos (pedantic)

    return fd;
}

int name_then_stream(void)
{
    char file_name[L_tmpnam];
    FILE *fp;

    if (!tmpnam(file_name)) { //~ insecure-temp-name-api
        return -1;
    }
    if (!(fp = fopen(file_name, "wb+"))) {
        return -1;
    }
    return 0;
}

int name_then_exclusive(void)
{
    char file_name[L_tmpnam];
    int fd;

    if (!(tmpnam(file_name))) { //~ insecure-temp-name-api
        return -1;
    }
    if ((fd = open(file_name, O_CREAT | O_EXCL | O_TRUNC | O_RDWR, 0600)) < 0) {
        return -1;
    }
    return fd;
}

int annex_k_name(void)
{
    FILE *fp;
    char file_name[L_tmpnam_s];

    if (tmpnam_s(file_name, L_tmpnam_s) != 0) { //~ insecure-temp-name-api
        return -1;
    }
    if (!(fp = fopen(file_name, "wb+"))) {
        return -1;
    }
    return 0;
}

/* The working directory may be anywhere. */
int relative_name(void)
{
    char file_name[] = "tmp-XXXXXX";
    FILE *fp;

    if (!MKTEMP(file_name)) { //~ insecure-temp-name-api
        return -1;
    }
    fp = fopen(file_name, "wb+");
    return fp == NULL;
}

FILE *without_a_name(void)
{
    return tmpfile(); //~ ok: insecure-temp-name-api
}

FILE *annex_k_stream(void)
{
    FILE *fp;

    if (tmpfile_s(&fp)) { //~ nonportable-temp-api (pedantic)
        return NULL;
    }
    return fp;
}

int from_a_template(void)
{
    char name[] = "/tmp/tempnamXXXXXX";
    FILE *fp;
    int fd;

    if ((fd = mkstemp(name)) == -1) { //~ ok: temp-never-removed, weak-temp-template
        return -1;
    }
    if (unlink(name) == -1) {
        return -1;
    }
    if ((fp = fdopen(fd, "w+")) == NULL) {
        close(fd);
        return -1;
    }
    fclose(fp);
    return 0;
}
