/* Names that are looked for by hand until nothing stands there, or that a function makes which is
 * not in the file. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"

/* Asked in a loop, by a function that is not seen. */
char *spare_directory(void)
{
    static int count;
    char *name = NULL;
    int tries = 0;

    do {
        free(name);
        name = g_strdup_printf("%s/unpack.%d.%d", g_get_tmp_dir(), getpid(), count++);
    } while (path_exists(name) && tries++ < 50); /*~ insecure-temp-name-api */
    return name;
}

/* Into the caller's buffer. */
char *next_edit(char *buffer)
{
    int i;

    for (i = 0; i < 1000; i++) {
        sprintf(buffer, "/tmp/edit%05d.%d", getpid(), i);
        if (access(buffer, F_OK) != 0) /*~ insecure-temp-name-api */
            return buffer;
    }
    return NULL;
}

/* Into a static one. */
static char *spool_name(const char *prefix)
{
    static char path[4096];
    struct stat st;
    unsigned n = 0;

    do
        snprintf(path, sizeof path, "/tmp/%s-%u-%u", prefix, (unsigned) getpid(), n++);
    while (stat(path, &st) == 0); /*~ insecure-temp-name-api */
    return path;
}

/* The caller is in the file: it is said where the file is made. */
static char *numbered(void)
{
    static char path[64];
    int n = 0;

    do {
        sprintf(path, "/tmp/numbered.%d", n++);
    } while (access(path, F_OK) == 0);
    return path;
}

void write_numbered(void)
{
    FILE *out = fopen(numbered(), "w"); /*~ check-then-create */

    fclose(out);
}

/* What is looked for is there. */
char *find_running(char *path)
{
    int i;

    for (i = 0; i < 16; i++) {
        sprintf(path, "/tmp/server-%d.sock", i);
        if (access(path, F_OK) == 0)
            return path;
    }
    return NULL;
}

/* Waited for until it goes. */
const char *wait_until_gone(void)
{
    while (access("/tmp/upgrade.running", F_OK) == 0)
        sleep(1);
    return "/tmp/upgrade.running";
}

/* Asked once, and made where it is asked. */
int own_directory(char *path)
{
    int n;

    for (n = 0; n < 100; n++) {
        sprintf(path, "/tmp/own.%d.%d", getpid(), n);
        if (mkdir(path, 0700) == 0)
            return 0;
    }
    return -1;
}

/* A function that is not seen is told the directory. */
char *fetch(const char *url, int keep)
{
    const char *where = keep ? "" : "/tmp/";
    char *name = unique_filename(where, url);
    FILE *out = fopen(name, "w"); /*~ predictable-temp-path */

    fclose(out);
    return name;
}

void fetch_into(struct job *job)
{
    job->name = make_tempname(P_tmpdir, "job");
    job->fd = open(job->name, O_CREAT | O_WRONLY, 0600); /*~ predictable-temp-path */
}

void fetch_by_environment(void)
{
    char name[256];
    const char *dir = getenv("TMPDIR");

    if (!dir)
        dir = "/tmp";
    snprintf(name, sizeof name, "%s", get_temp_path(dir));
    if (mkfifo(name, 0600) == 0) /*~ ipc-endpoint-in-shared-tmp */
        listen_to(name);
}

/* Such a function makes the file as well. */
void fetch_safely(void)
{
    int fd;
    char *name = create_temp_file("/tmp/", &fd);
    FILE *in = fopen(name, "w");

    fclose(in);
}

/* The result of mkdir is thrown away by a macro. */
int serve(int s)
{
    struct sockaddr_un address;
    char dir[64];

    snprintf(dir, sizeof dir, "/tmp/.serve-%d", (int) geteuid());
    ignore_value(mkdir(dir, 0700)); /*~ shared-dir-assumed-private */
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", dir);
    return bind(s, (struct sockaddr *) &address, sizeof address);
}

/* Orders are taken from a file that anyone can write. */
int load_options(void)
{
    char line[100];
    FILE *in = fopen("/tmp/daemon.options", "r"); /*~ untrusted-temp-input */

    if (!in)
        return 0;
    while (fgets(line, sizeof line, in))
        set_option(line);
    fclose(in);
    return 1;
}

int read_config(const char *user)
{
    char path[64];
    int fd;

    sprintf(path, "/var/tmp/%s", user);
    fd = open(path, O_RDONLY); /*~ untrusted-temp-input */
    return parse(fd);
}

/* Written by this file, where it is reported. */
int save_settings(void)
{
    return open("/tmp/panel.settings", O_CREAT | O_WRONLY, 0600); /*~ predictable-temp-path */
}

int restore_settings(void)
{
    return open("/tmp/panel.settings", O_RDONLY);
}

/* Data, not orders. */
int show_log(void)
{
    return copy_out(fopen("/tmp/panel.log", "r"));
}
