/* Ways out of a function that leave its temporary file behind. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The label stands behind the removal. */
int jumps_over_the_removal(FILE *in)
{
    char name[] = "/tmp/convXXXXXX";
    char line[512];
    int fd, status = -1;
    FILE *out = NULL;

    fd = mkstemp(name); //~ temp-leak-on-error
    if (fd < 0)
        return -1;
    out = fdopen(fd, "w");
    while (fgets(line, sizeof line, in)) {
        if (line[0] == '!')
            goto fail;
        fputs(line, out);
    }
    unlink(name);
    status = 0;
fail:
    if (out)
        fclose(out);
    return status;
}

int jumps_to_the_removal(FILE *in)
{
    char name[] = "/tmp/convXXXXXX";
    char line[512];
    int fd, status = -1;
    FILE *out = NULL;

    fd = mkstemp(name); //~ ok: temp-leak-on-error
    if (fd < 0)
        return -1;
    out = fdopen(fd, "w");
    if (!out)
        goto fail;
    while (fgets(line, sizeof line, in)) {
        if (line[0] == '!')
            goto fail;
        fputs(line, out);
    }
    status = 0;
fail:
    if (out)
        fclose(out);
    else
        close(fd);
    unlink(name);
    return status;
}

static int open_scratch(char *name)
{
    return mkstemp(name); //~ temp-leak-on-error
}

int leaves_early_past_a_helper(int wanted)
{
    char name[] = "/tmp/scratchXXXXXX";
    int fd = open_scratch(name);

    if (fd < 0)
        return -1;
    if (wanted > 10)
        return -2;
    unlink(name);
    close(fd);
    return 0;
}

/* Whoever set `keep` wants the file. */
int removes_unless_told_to_keep(int keep)
{
    char name[] = "/tmp/scratchXXXXXX";
    int fd = mkstemp(name); //~ ok: temp-leak-on-error

    if (fd < 0)
        return -1;
    close(fd);
    if (!keep)
        unlink(name);
    return 0;
}

/* The parent removes the file; the child only ends. */
int handed_to_a_child(void)
{
    char name[] = "/tmp/scratchXXXXXX";
    int fd = mkstemp(name); //~ ok: temp-leak-on-error, cleanup-bypassed
    pid_t pid;

    if (fd < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        execlp("sort", "sort", name, (char *)NULL);
        _exit(127);
    }
    waitpid(pid, NULL, 0);
    unlink(name);
    return close(fd);
}

static char registered[] = "/tmp/scratchXXXXXX";

static void clean_up(void)
{
    unlink(registered);
}

int registered_in_the_parent(void)
{
    int fd = mkstemp(registered); //~ ok: temp-leak-on-error

    if (fd < 0)
        return -1;
    atexit(clean_up);
    if (!fork())
        _exit(0); //~ ok: cleanup-bypassed
    return fd;
}

struct worker {
    pid_t pid;
};

int kept_in_a_worker(struct worker *worker)
{
    char name[] = "/tmp/scratchXXXXXX";
    int fd = mkstemp(name); //~ ok: temp-leak-on-error

    if (fd < 0)
        return -1;
    worker->pid = vfork();
    if (worker->pid == 0)
        _exit(1);
    unlink(name);
    return close(fd);
}

/* The program itself ends here. */
int ends_in_the_parent(int wanted)
{
    char name[] = "/tmp/scratchXXXXXX";
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        return -1;
    if (fork() > 0 && wanted == 0)
        exit(1);
    unlink(name);
    return close(fd);
}

/* The child's branch of a `switch`. */
int handed_on_by_a_switch(void)
{
    char name[] = "/tmp/scratchXXXXXX";
    int fd = mkstemp(name); //~ ok: temp-leak-on-error

    if (fd < 0)
        return -1;
    switch (fork()) {
    case 0:
        _exit(127);
    default:
        break;
    }
    unlink(name);
    return close(fd);
}
