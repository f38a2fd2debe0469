/* Permissions: of what is created, what they are changed to, and what the mask leaves. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PRIVATE (S_IRUSR | S_IWUSR)

static int unguessable(char *path, size_t size)
{
    return snprintf(path, size, "/tmp/app.%08x%08x", arc4random(), arc4random());
}

int open_to_all(void)
{
    char path[64];

    unguessable(path, sizeof path);
    return open(path, O_RDWR | O_CREAT | O_EXCL, 0666); //~ permissive-temp-mode
}

int open_to_all_by_names(void)
{
    char path[64];

    unguessable(path, sizeof path);
    return open(path, O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH); //~ permissive-temp-mode
}

int open_to_group(void)
{
    return open("/tmp/app.group", O_RDWR | O_CREAT | O_EXCL, 0660); //~ permissive-temp-mode
}

int for_owner(void)
{
    char path[64];

    unguessable(path, sizeof path);
    return open(path, O_RDWR | O_CREAT | O_EXCL, PRIVATE); //~ ok: permissive-temp-mode
}

int opened_up(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name);

    if (fd < 0)
        return -1;
    fchmod(fd, 0666); //~ loosened-temp-mode
    unlink(name);
    return fd;
}

int opened_up_by_name(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name);

    if (fd < 0)
        return -1;
    chmod(name, S_IRWXU | S_IRWXG | S_IRWXO); //~ loosened-temp-mode
    unlink(name);
    return fd;
}

struct spool { char dir[64]; };

int directory_opened_up(struct spool *spool)
{
    snprintf(spool->dir, sizeof spool->dir, "%s/spool.XXXXXX", "/tmp");
    if (!mkdtemp(spool->dir))
        return -1;
    return chmod(spool->dir, 0777); //~ loosened-temp-mode
}

int readable(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name);

    if (fd < 0)
        return -1;
    fchmod(fd, 0644); //~ loosened-temp-mode (pedantic)
    unlink(name);
    return fd;
}

int directory_for_all(void)
{
    if (mkdir("/tmp/app.d", 0777) != 0) //~ permissive-temp-mode
        return -1;
    return 0;
}

int directory_for_all_by_names(void)
{
    if (mkdir("/tmp/app.d", S_IRWXU | S_IRWXG | S_IRWXO) != 0) //~ permissive-temp-mode
        return -1;
    return 0;
}

int no_mask(void)
{
    char path[64];

    umask(0); //~ wrong-umask
    unguessable(path, sizeof path);
    return mkdir(path, 0777);
}

int no_mask_for_stream(void)
{
    umask(000); //~ wrong-umask
    return fopen("/tmp/app.log", "a") == NULL; //~ predictable-temp-path
}

int inverted(void)
{
    char name[] = "/tmp/appXXXXXX";
    mode_t old = umask(0600); //~ wrong-umask
    int fd = mkstemp(name);

    umask(old);
    unlink(name);
    return fd;
}

int inverted_by_names(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd;

    umask(S_IRUSR | S_IWUSR); //~ wrong-umask
    fd = mkstemp(name);
    unlink(name);
    return fd;
}

int inverted_by_macro(void)
{
    char name[] = "/tmp/appXXXXXX";
    mode_t mask = PRIVATE;
    int fd;

    umask(mask); //~ wrong-umask
    fd = mkstemp(name);
    unlink(name);
    return fd;
}

int inverted_whole(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd;

    umask(0700); //~ wrong-umask
    fd = mkstemp(name);
    unlink(name);
    return fd;
}

static void narrow(void)
{
    umask(S_IRWXU); //~ wrong-umask
}

int inverted_in_helper(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd;

    narrow();
    fd = mkstemp(name);
    unlink(name);
    return fd;
}

int right(void)
{
    char name[] = "/tmp/appXXXXXX";
    mode_t old = umask(077); //~ ok: wrong-umask
    int fd = mkstemp(name);

    umask(old);
    unlink(name);
    return fd;
}

int right_by_names(void)
{
    char name[] = "/tmp/appXXXXXX";
    mode_t old = umask(S_IRWXG | S_IRWXO); //~ ok: wrong-umask
    int fd = mkstemp(name);

    umask(old);
    unlink(name);
    return fd;
}

int right_by_complement(void)
{
    char name[] = "/tmp/appXXXXXX";
    mode_t old = umask(~(S_IRUSR | S_IWUSR)); //~ ok: wrong-umask
    int fd = mkstemp(name);

    umask(old);
    unlink(name);
    return fd;
}

mode_t read_mask(void)
{
    mode_t mask = umask(0); //~ ok: wrong-umask

    umask(mask);
    return mask;
}

int restored(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd;
    mode_t mask = umask(0); //~ ok: wrong-umask

    umask(mask);
    fd = mkstemp(name);
    unlink(name);
    return fd;
}
