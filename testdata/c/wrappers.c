/* Every project's own way to print a path and to open it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int lock_mailbox(const struct mailbox *box)
{
    char lock[64];

    xsnprintf(lock, sizeof lock, "/tmp/.%lx.%lx", box->device, box->inode);
    return Uopen(lock, O_RDWR | O_CREAT, 0600); //~ predictable-temp-path
}

static FILE *open_report(const char *name)
{
    return xfopen(string_sprintf("/tmp/report-%s", name), "w"); //~ predictable-temp-path
}

static FILE *open_summary(void)
{
    char *path = mem_strdup("/var/tmp/summary");
    FILE *out = fopen_or_die(path, "a"); //~ predictable-temp-path

    mem_free(path);
    return out;
}

static int open_index(void *context, const char *user)
{
    char path[256];

    my_strlcpy(path, "/tmp/index.", sizeof path);
    my_strlcat(path, user, sizeof path);
    return creat(path, 0600); //~ predictable-temp-path
}

static int open_cache(void *context, int number)
{
    char *path = talloc_asprintf(context, "/tmp/cache.%d", number);

    return open(path, O_CREAT | O_WRONLY, 0600); //~ predictable-temp-path
}

/* What reads, or claims to take care, is not taken for writing. */
static int read_or_careful(void)
{
    FILE *in = xfopen("/tmp/input", "r"); //~ ok: predictable-temp-path
    int first = Uopen("/tmp/.input", O_RDONLY, 0); //~ ok: predictable-temp-path
    int second = xopen("/tmp/.input", O_RDWR | O_CREAT | O_EXCL, 0600); //~ ok: predictable-temp-path
    int third = safe_open("/tmp/.input", O_RDWR | O_CREAT, 0600); //~ ok: predictable-temp-path

    return in && first + second + third;
}

/* A function that ends the program, to go by its name. */
static void make_spool(void)
{
    if (mkdir("/tmp/spool", 0700) < 0) //~ ok: shared-dir-assumed-private
        die("mkdir: %m");
    fclose(fopen("/tmp/spool/a", "w"));
}

static void make_queue(void)
{
    if (mkdir("/tmp/queue", 0700) == -1) { //~ ok: shared-dir-assumed-private
        perror("mkdir");
        errExit("queue");
    }
    fclose(fopen("/tmp/queue/a", "w"));
}

static void make_outbox(void)
{
    if (mkdir("/tmp/outbox", 0700) != 0) //~ ok: shared-dir-assumed-private
        error_msg_and_die("cannot make the outbox");
    fclose(fopen("/tmp/outbox/a", "w"));
}

static void make_inbox(void)
{
    if (mkdir("/tmp/inbox", 0700) != 0) //~ shared-dir-assumed-private
        die_if(verbose);
    fclose(fopen("/tmp/inbox/a", "w"));
}

/* The name tells the day, and everybody knows it. */
static FILE *open_log(const struct tm *now)
{
    char path[64];

    strftime(path, sizeof path, "/tmp/log-%Y%m%d", now);
    return fopen(path, "a"); //~ predictable-temp-path
}

static void report_to_user(void)
{
    char *path = NULL;
    int out = g_file_open_tmp("reportXXXXXX", &path, NULL); //~ ok: temp-never-removed

    close(out);
    g_unlink(path);
    g_free(path);
}
