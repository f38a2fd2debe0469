/* What merely looks dangerous. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define TMPDIR "/tmp"
#define RUN_SOCKET "/run/app/control"
#define LOCK_FILE "/var/run/app/app.lock"
#define PIDFILE "/var/run/app.pid"

static const char *default_output = "/tmp/output";
static struct option { const char *name, *value; } defaults[] = {
    { "tmpdir", "/tmp" },
    { "socket", "/tmp/.X11-unix/X0" },
    { NULL, NULL }
};

static void usage(void)
{
    fprintf(stderr, "usage: app [-o FILE]  (default /tmp/output)\n");
    printf("temporary files go to %s\n", TMPDIR);
    puts("see /tmp/app.log");
    syslog(LOG_INFO, "wrote %s", "/tmp/app.log");
    exit(2);
}

int only_for_a_template(void)
{
    char name[64];
    int fd;

    snprintf(name, sizeof name, "%s/appXXXXXX", TMPDIR);
    fd = mkstemp(name);
    if (fd < 0)
        return -1;
    unlink(name);
    return fd;
}

int compared(const char *path)
{
    if (strcmp(path, "/tmp") == 0 || strncmp(path, "/tmp/", 5) == 0)
        return 1;
    return strstr(path, "/var/tmp/") != NULL;
}

int retry(void)
{
    char name[64];
    int fd, i;

    for (i = 0; i < 100; i++) {
        unsigned char random[8];
        if (getentropy(random, sizeof random) < 0)
            return -1;
        snprintf(name, sizeof name, "/tmp/app.%02x%02x%02x%02x", random[0], random[1], random[2], random[3]);
        fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
        if (fd >= 0) {
            unlink(name);
            return fd;
        }
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

int run_socket(int s)
{
    struct sockaddr_un a;

    memset(&a, 0, sizeof a);
    a.sun_family = AF_UNIX;
    strcpy(a.sun_path, RUN_SOCKET);
    unlink(RUN_SOCKET);
    return bind(s, (struct sockaddr *)&a, sizeof a);
}

int lock(void)
{
    int fd = open(LOCK_FILE, O_RDWR | O_CREAT, 0644);

    return fd < 0 ? -1 : flock(fd, LOCK_EX);
}

FILE *pidfile(void)
{
    return fopen(PIDFILE, "w");
}

int chrooted(const char *root)
{
    char path[256];

    snprintf(path, sizeof path, "%s/tmp", root);
    mkdir(path, 01777);
    snprintf(path, sizeof path, "%s/tmp/build.log", root);
    return creat(path, 0600);
}

int user_chose(int argc, char **argv)
{
    const char *path = NULL;
    int c;

    while ((c = getopt(argc, argv, "o:")) != -1) {
        if (c == 'o')
            path = optarg;
        else
            usage();
    }
    if (!path)
        return -1;
    return creat(path, 0666);
}

static char *mktemp(char *template)
{
    int fd = mkstemp(template);
    if (fd < 0)
        return NULL;
    close(fd);
    return template;
}

FILE *own_mktemp(void)
{
    char name[] = "/tmp/ownXXXXXX";
    FILE *f;

    if (!mktemp(name))
        return NULL;
    f = fopen(name, "r");
    unlink(name);
    return f;
}

#if 0
int off(void) { return creat("/tmp/off", 0666); }
#else
int on(void) { return 0; }
#endif

#undef APP_DEBUG
#ifdef APP_DEBUG
int debug_log(void) { return creat("/tmp/debug", 0666); } //~ ok: predictable-temp-path
#endif

#define NEVER 0
#if NEVER
int never_log(void) { return creat("/tmp/debug", 0666); } //~ ok: predictable-temp-path
#endif

int verified(void)
{
    struct stat st;

    if (mkdir("/tmp/app-verified", 0700) < 0 && errno != EEXIST)
        return -1;
    if (lstat("/tmp/app-verified", &st) < 0 || !S_ISDIR(st.st_mode) || st.st_uid != getuid() || (st.st_mode & 077))
        return -1;
    return creat("/tmp/app-verified/file", 0600);
}

int private_directory(void)
{
    char dir[] = "/tmp/privXXXXXX", path[64];
    int fd;

    if (!mkdtemp(dir))
        return -1;
    snprintf(path, sizeof path, "%s/socket", dir);
    fd = creat(path, 0600);
    close(fd);
    unlink(path);
    rmdir(dir);
    return 0;
}

int exists(void)
{
    return access("/tmp/.nologin", F_OK) == 0;
}

void expect(void)
{
    assert(strcmp(dirname_of("/tmp/a/b"), "/tmp/a") == 0);
    CHECK_EQ(path_join("/tmp", "a"), "/tmp/a");
    setenv("TMPDIR", "/tmp", 1);
    chdir("/tmp");
    unlink("/tmp/old-socket");
}
