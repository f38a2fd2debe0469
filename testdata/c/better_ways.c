/* Files that are made safely, and could be made better. All of it is for those who ask for more. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

struct job {
    char path[64];
    int fd;
};

/* The name is there to be removed. */
int spool(int from)
{
    char path[] = "/var/tmp/spoolXXXXXX";
    char block[512];
    int fd = mkstemp(path); /*~ prefer-anonymous-temp (pedantic) */
    ssize_t count;

    if (fd < 0)
        return -1;
    while ((count = read(from, block, sizeof block)) > 0)
        write(fd, block, count);
    close(fd);
    unlink(path);
    return 0;
}

int spool_in_structure(int from)
{
    struct job job;

    strcpy(job.path, "/var/tmp/spoolXXXXXX");
    job.fd = mkstemp(job.path); /*~ prefer-anonymous-temp (pedantic) */
    if (job.fd < 0)
        return -1;
    sendfile(job.fd, from, NULL, 4096);
    close(job.fd);
    unlink(job.path);
    return 0;
}

static void forget(const char *path)
{
    unlink(path);
}

int spool_with_helper(int from)
{
    char path[] = "/var/tmp/spoolXXXXXX";
    FILE *file;
    int fd = mkstemp(path); /*~ prefer-anonymous-temp (pedantic) */

    if (fd < 0)
        return -1;
    file = fdopen(fd, "w+");
    fputs("text", file);
    fclose(file);
    forget(path);
    return 0;
}

/* Removed right after it was made: as good as a file without a name. */
int spool_at_once(int from)
{
    char path[] = "/var/tmp/spoolXXXXXX";
    char block[512];
    int fd = mkstemp(path); /*~ ok: prefer-anonymous-temp, ok: temp-leak-on-signal */

    if (fd < 0) {
        perror(path);
        return -1;
    }
    unlink(path);
    read(from, block, sizeof block);
    write(fd, block, sizeof block);
    return fd;
}

/* Others work by the name. */
int edit(const char *text)
{
    char path[] = "/var/tmp/editXXXXXX";
    char command[64];
    int fd = mkostemp(path, O_CLOEXEC); /*~ ok: prefer-anonymous-temp, ok: temp-fd-inherited */

    if (fd < 0)
        return -1;
    write(fd, text, strlen(text));
    snprintf(command, sizeof command, "vi %s", path);
    system(command);
    close(fd);
    unlink(path);
    return 0;
}

/* Programs that are started get the descriptor. */
int page(const char *text)
{
    char path[] = "/var/tmp/pageXXXXXX";
    int fd = mkstemp(path); /*~ temp-fd-inherited (pedantic) */

    if (fd < 0)
        return -1;
    unlink(path);
    write(fd, text, strlen(text));
    system("date");
    close(fd);
    return 0;
}

int list(char *const words[])
{
    FILE *file = tmpfile(); /*~ temp-fd-inherited (pedantic) */

    if (fork() == 0) {
        execv("/bin/ls", words);
        _exit(127);
    }
    fclose(file);
    return 0;
}

int in_memory(void)
{
    int fd = memfd_create("list", 0); /*~ temp-fd-inherited (pedantic) */

    popen("ls", "r");
    return fd;
}

int marked(void)
{
    char path[] = "/var/tmp/pageXXXXXX";
    int fd = mkstemp(path); /*~ ok: temp-fd-inherited */
    int memory = memfd_create("list", MFD_CLOEXEC); /*~ ok: temp-fd-inherited */

    if (fd < 0)
        return -1;
    unlink(path);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    system("date");
    return fd + memory;
}

int closed_before(void)
{
    char path[] = "/var/tmp/pageXXXXXX";
    int fd = mkstemp(path); /*~ ok: temp-fd-inherited */

    if (fd < 0)
        return -1;
    unlink(path);
    close(fd);
    return system("date");
}

int meant_for_it(char *const words[])
{
    char path[] = "/var/tmp/pageXXXXXX";
    int fd = mkstemp(path); /*~ ok: temp-fd-inherited */

    if (fd < 0)
        return -1;
    unlink(path);
    dup2(fd, 0);
    execv("/bin/cat", words);
    return -1;
}

/* Where the user wants temporary files is not asked. */
int fixed(void)
{
    char path[] = "/tmp/fixedXXXXXX";
    int fd = mkstemp(path); /*~ tmpdir-ignored (pedantic) */

    if (fd >= 0)
        unlink(path);
    return fd;
}

int fixed_by_macro(void)
{
    char path[64];
    int fd;

    snprintf(path, sizeof path, "%s/%sXXXXXX", P_tmpdir, "fixed");
    fd = mkstemp(path); /*~ tmpdir-ignored (pedantic) */
    if (fd >= 0)
        unlink(path);
    return fd;
}

char *fixed_directory(void)
{
    return mkdtemp(strdup("/tmp/fixedXXXXXX")); /*~ tmpdir-ignored (pedantic) */
}

int asked_for(void)
{
    char path[4096];
    const char *directory = getenv("TMPDIR");
    int fd;

    snprintf(path, sizeof path, "%s/askedXXXXXX", directory ? directory : "/tmp");
    fd = mkstemp(path); /*~ ok: tmpdir-ignored */
    if (fd >= 0)
        unlink(path);
    return fd;
}

int shared_memory(void)
{
    char path[] = "/dev/shm/blockXXXXXX";
    int fd = mkstemp(path); /*~ dev-shm-temp (pedantic) */

    if (fd >= 0)
        unlink(path);
    return fd;
}

/* A directory that has to last as long as the program. */
void serve(void)
{
    char directory[] = "/var/tmp/serveXXXXXX";

    if (mkdtemp(directory) == NULL) /*~ ageing-unprotected (audit) */
        exit(1);
    for (;;)
        answer(directory);
}

void serve_until_told(void)
{
    char directory[] = "/var/tmp/serveXXXXXX";

    if (mkdtemp(directory) == NULL) /*~ ok: ageing-unprotected */
        exit(1);
    while (waiting())
        answer(directory);
    rmdir(directory);
}

/* Nothing here handles signals. */
int sorted(void)
{
    char path[] = "/var/tmp/sortedXXXXXX";
    char command[64];
    int fd = mkstemp(path); /*~ temp-leak-on-signal (audit) */

    if (fd < 0)
        return -1;
    close(fd);
    snprintf(command, sizeof command, "ps ax | sort > %s", path);
    system(command);
    unlink(path);
    return 0;
}
