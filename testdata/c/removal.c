/* What becomes of created files on each way out, and what counts as their removal. */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct filter {
    char temp[64];
    int fd;
};

static char scratch[64];
static int work(int fd);

int never(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name); //~ temp-never-removed

    if (fd < 0)
        return -1;
    return work(fd);
}

int early_return(int fast)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        return -1;
    if (fast)
        return 0;
    unlink(name);
    return work(fd);
}

int early_exit(int fast)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        exit(1);
    if (work(fd) < 0)
        exit(2);
    unlink(name);
    return 0;
}

int early_errx(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        err(1, "mkstemp");
    if (work(fd) < 0)
        errx(2, "work");
    unlink(name);
    return 0;
}

int goto_fail(void)
{
    char name[] = "/tmp/appXXXXXX";
    FILE *in = NULL;
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        return -1;
    if (work(fd) < 0)
        goto fail;
    in = fopen("/etc/app.conf", "r");
    if (!in)
        goto fail;
    fclose(in);
    unlink(name);
    return 0;
fail:
    close(fd);
    return -1;
}

int goto_out(void)
{
    char name[] = "/tmp/appXXXXXX";
    int ret = -1;
    int fd = mkstemp(name); //~ ok: temp-leak-on-error

    if (fd < 0)
        return -1;
    if (work(fd) < 0)
        goto out;
    ret = 0;
out:
    unlink(name);
    return ret;
}

static void cleanup(void)
{
    if (*scratch)
        unlink(scratch);
}

int by_atexit(void)
{
    int fd;

    atexit(cleanup);
    strcpy(scratch, "/tmp/appXXXXXX");
    fd = mkstemp(scratch); //~ ok: temp-leak-on-error, temp-never-removed
    if (fd < 0)
        exit(1);
    if (work(fd) < 0)
        exit(2);
    return 0;
}

int by_atexit_bypassed(void)
{
    int fd;

    atexit(cleanup);
    strcpy(scratch, "/tmp/appXXXXXX");
    fd = mkstemp(scratch); //~ ok: temp-leak-on-error, temp-never-removed
    if (fd < 0)
        exit(1);
    if (work(fd) < 0)
        _exit(2); //~ cleanup-bypassed
    return 0;
}

static int filter_open(struct filter *f)
{
    strcpy(f->temp, "/tmp/filterXXXXXX");
    f->fd = mkstemp(f->temp); //~ ok: temp-never-removed, temp-leak-on-error
    return f->fd < 0 ? -1 : 0;
}

static void filter_close(struct filter *f)
{
    close(f->fd);
    unlink(f->temp);
}

int by_structure(void)
{
    struct filter f;

    if (filter_open(&f) < 0)
        return -1;
    work(f.fd);
    filter_close(&f);
    return 0;
}

int by_structure_forgotten(int fast)
{
    struct filter f;

    strcpy(f.temp, "/tmp/filterXXXXXX");
    f.fd = mkstemp(f.temp); //~ temp-leak-on-error
    if (f.fd < 0)
        return -1;
    if (fast)
        return 1;
    filter_close(&f);
    return 0;
}

char *handed_to_caller(void)
{
    char *name = strdup("/tmp/appXXXXXX");
    int fd = mkstemp(name); //~ ok: temp-never-removed

    if (fd < 0) {
        free(name);
        return NULL;
    }
    close(fd);
    return name;
}

int handed_by_parameter(char **out)
{
    char *name = strdup("/tmp/appXXXXXX");
    int fd = mkstemp(name); //~ ok: temp-never-removed

    *out = name;
    return fd;
}

int renamed(const char *final)
{
    char name[256];
    int fd;

    snprintf(name, sizeof name, "/tmp/newXXXXXX");
    fd = mkstemp(name); //~ ok: temp-never-removed
    if (fd < 0)
        return -1;
    work(fd);
    if (rename(name, final) < 0) {
        unlink(name);
        return -1;
    }
    return 0;
}

/* The directory itself stays, whatever is removed in it. */
int directory_never(void)
{
    char dir[] = "/tmp/appXXXXXX";
    char path[128];
    FILE *f;

    if (!mkdtemp(dir)) //~ temp-leak-on-error
        return -1;
    snprintf(path, sizeof path, "%s/data", dir);
    f = fopen(path, "w");
    if (!f)
        return -1;
    fclose(f);
    unlink(path);
    return 0;
}

int directory_removed(void)
{
    char dir[] = "/tmp/appXXXXXX";
    char path[128];
    FILE *f;

    if (!mkdtemp(dir)) //~ ok: temp-never-removed, temp-leak-on-error
        return -1;
    snprintf(path, sizeof path, "%s/data", dir);
    f = fopen(path, "w");
    if (!f) {
        rmdir(dir);
        return -1;
    }
    fclose(f);
    unlink(path);
    rmdir(dir);
    return 0;
}

int unlinked_at_once(void)
{
    char name[] = "/tmp/appXXXXXX";
    int fd = mkstemp(name); //~ ok: temp-never-removed, temp-leak-on-error

    if (fd < 0)
        return -1;
    unlink(name);
    if (work(fd) < 0)
        exit(1);
    return 0;
}

int main(int argc, char **argv)
{
    char name[] = "/tmp/mainXXXXXX";
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        return 1;
    if (argc < 2)
        return 2;
    unlink(name);
    return 0;
}

int removed_by_command(void)
{
    char dir[] = "/tmp/appXXXXXX";
    char command[128];

    if (!mkdtemp(dir)) //~ ok: temp-never-removed, temp-leak-on-error
        return -1;
    snprintf(command, sizeof command, "rm -rf %s", dir);
    return system(command);
}

/* What is removed later was only lent to code that is not seen. */
char *read_back(const char *vg)
{
    char name[] = "/tmp/vgmetaXXXXXX";
    int fd = mkstemp(name); //~ temp-leak-on-error
    char *text;

    if (fd < 0)
        return NULL;
    close(fd);
    if (backup_group(vg, name) < 0)
        return NULL;
    text = read_whole(name);
    unlink(name);
    return text;
}

struct job {
    char *name;
};

int lent_by_pointer(struct job *job)
{
    char *name = strdup("/tmp/jobXXXXXX");
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        return -1;
    if (fill(fd, name) < 0)
        goto failed;
    unlink(name);
    return 0;
failed:
    close(fd);
    return -1;
}

int lent_and_removed_on_all_ways(const char *vg)
{
    char name[] = "/tmp/vgmetaXXXXXX";
    int fd = mkstemp(name); //~ ok: temp-leak-on-error
    int status;

    if (fd < 0)
        return -1;
    status = backup_group(vg, name);
    if (status < 0)
        log_failure(name);
    unlink(name);
    return status;
}

/* It is removed only if it could not be handed over. */
int handed_over_after_all(struct job *job)
{
    char name[] = "/tmp/jobXXXXXX";
    int fd = mkstemp(name); //~ ok: temp-leak-on-error, temp-never-removed

    if (fd < 0)
        return -1;
    if (write(fd, "x", 1) != 1) {
        unlink(name);
        return -1;
    }
    queue_job(job, name);
    return 0;
}

static void drop_file(const char *path)
{
    if (path[0])
        remove(path);
}

/* A function of the file removes it. */
int lent_and_dropped_by_a_helper(void)
{
    char name[] = "/tmp/listXXXXXX";
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        return -1;
    if (fill_list(name) < 0)
        return -2;
    drop_file(name);
    return 0;
}
