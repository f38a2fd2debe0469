/* Guessable paths, however they are put together and whatever is done with them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <paths.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SPOOL_DIR "/var/tmp"
#define STATUS_FILE SPOOL_DIR "/daemon.status"
#define PID_FILE(name) "/tmp/" name ".pid"

static char log_path[256];
static const char *const dump_files[] = { "/tmp/dump.0", "/tmp/dump.1", NULL };
static int serial;

struct session {
    char socket_path[108];
    char *cache;
    const char *lock;
};

int literal(void)
{
    return open("/tmp/app.log", O_WRONLY | O_CREAT | O_APPEND, 0644); //~ predictable-temp-path
}

FILE *by_define(void)
{
    return fopen(STATUS_FILE, "w"); //~ predictable-temp-path
}

FILE *by_function_macro(void)
{
    return fopen(PID_FILE("daemon"), "w"); //~ predictable-temp-path
}

FILE *by_p_tmpdir(void)
{
    char path[256];

    snprintf(path, sizeof path, "%s/app-%d", P_tmpdir, (int)getpid());
    return fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_p_tmpdir_joined(void)
{
    return fopen(P_tmpdir "/app.state", "w"); //~ predictable-temp-path
}

FILE *by_path_tmp(void)
{
    return fopen(_PATH_TMP "app.state", "w"); //~ predictable-temp-path
}

FILE *by_path_vartmp(void)
{
    char path[256] = _PATH_VARTMP;

    strcat(path, "app.state");
    return fopen(path, "w"); //~ predictable-temp-path
}

static const char *temporary_directory(void)
{
    const char *dir;

    if ((dir = getenv("TMPDIR")) == NULL && (dir = getenv("TEMP")) == NULL)
        dir = "/tmp";
    return dir;
}

FILE *by_environment(void)
{
    char *path;

    if (asprintf(&path, "%s/report-%ld.txt", temporary_directory(), (long)time(NULL)) < 0)
        return NULL;
    return fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_user(void)
{
    char path[PATH_MAX];

    sprintf(path, "/tmp/cache-%u", (unsigned)getuid());
    return fopen(path, "a"); //~ predictable-temp-path
}

FILE *by_weak_random(void)
{
    char path[PATH_MAX];

    srand(time(NULL));
    sprintf(path, "/tmp/%08x", rand());
    return fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_counter(void)
{
    char path[PATH_MAX];

    sprintf(path, "/tmp/frame%05d.ppm", serial++);
    return fopen(path, "wb"); //~ predictable-temp-path
}

FILE *by_strcpy(const char *name)
{
    char path[PATH_MAX];

    strcpy(path, "/tmp");
    strcat(path, "/");
    strcat(path, name);
    return fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_strlcpy(const char *name)
{
    char path[PATH_MAX];

    strlcpy(path, "/tmp/", sizeof path);
    strlcat(path, name, sizeof path);
    return fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_stpcpy(const char *name)
{
    char path[PATH_MAX], *end;

    end = stpcpy(path, "/tmp/");
    end = stpcpy(end, name);
    strcpy(end, ".out");
    return fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_memcpy(void)
{
    char path[PATH_MAX];

    memcpy(path, "/tmp/list", sizeof "/tmp/list");
    return fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_glib(const char *name)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), name, NULL);

    return g_fopen(path, "w"); //~ predictable-temp-path
}

FILE *by_glib_printf(void)
{
    gchar *path = g_strdup_printf("/tmp/%s-%d", g_get_user_name(), getpid());
    FILE *f = fopen(path, "w"); //~ predictable-temp-path

    g_free(path);
    return f;
}

FILE *by_glib_strings(const char *name)
{
    GString *path = g_string_new("/tmp/");
    FILE *f;

    g_string_append(path, name);
    g_string_append_printf(path, ".%d", getpid());
    f = fopen(path->str, "w"); //~ predictable-temp-path
    g_string_free(path, TRUE);
    return f;
}

FILE *by_strbuf(const char *name)
{
    struct strbuf path = STRBUF_INIT;
    FILE *f;

    strbuf_addstr(&path, "/tmp/");
    strbuf_addf(&path, "%s.%d", name, getpid());
    f = fopen(path.buf, "w"); //~ predictable-temp-path
    strbuf_release(&path);
    return f;
}

static void set_log_path(const char *program)
{
    snprintf(log_path, sizeof log_path, "/tmp/%s.log", program);
}

FILE *by_global_buffer(void)
{
    set_log_path("daemon");
    return fopen(log_path, "a"); //~ predictable-temp-path
}

static char *work_file(void)
{
    static char path[64];

    snprintf(path, sizeof path, "/tmp/work.%d", (int)getpid());
    return path;
}

int by_static_buffer(void)
{
    return creat(work_file(), 0600); //~ predictable-temp-path
}

static int make_path(char *buffer, size_t size, const char *ending)
{
    return snprintf(buffer, size, "/tmp/app%s", ending) < (int)size ? 0 : -1;
}

int by_helper(void)
{
    char path[128];

    if (make_path(path, sizeof path, ".core") != 0)
        return -1;
    return open(path, O_RDWR | O_CREAT, 0600); //~ predictable-temp-path
}

static void new_session(struct session *s, int number)
{
    s->cache = malloc(64);
    sprintf(s->cache, "/tmp/session.%d", number);
    s->lock = "/tmp/session.lock";
}

int by_member(int number)
{
    struct session s;

    new_session(&s, number);
    return open(s.cache, O_RDWR | O_CREAT | O_TRUNC, 0600); //~ predictable-temp-path
}

int by_member_of_parameter(struct session *s)
{
    s->lock = "/tmp/session.lock";
    return open(s->lock, O_RDWR | O_CREAT, 0600); //~ predictable-temp-path
}

int by_choice(int verbose)
{
    const char *path = verbose ? "/tmp/verbose.log" : "/dev/null";

    return open(path, O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
}

int by_array(int number)
{
    return open(dump_files[number], O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
}

void by_array_in_loop(void)
{
    static char *names[] = { "/tmp/a.out", "/tmp/b.out" };
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        FILE *f = fopen(names[i], "w"); //~ predictable-temp-path

        if (f)
            fclose(f);
    }
}

void by_pointer_in_loop(void)
{
    const char *const *name;

    for (name = dump_files; *name; name++)
        fclose(fopen(*name, "w")); //~ predictable-temp-path
}

int positional_initialiser(void)
{
    struct output {
        int fd;
        const char *path;
    } out = { -1, "/tmp/output.bin" };

    out.fd = open(out.path, O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
    return out.fd;
}

struct target {
    const char *path;
    int flags;
};

static struct target targets[] = {
    { "/tmp/target.one", O_CREAT | O_WRONLY },
    { "/tmp/target.two", O_CREAT | O_WRONLY },
};

int positional_table(int n)
{
    return open(targets[n].path, O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
}

static struct target main_target = { "/tmp/target.main", 0 };

int positional_global(void)
{
    return open(main_target.path, O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
}

static const struct target named_target = { .path = "/tmp/target.named", .flags = 0 };

int designated_global(void)
{
    return open(named_target.path, O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
}

int accepted_directory(void)
{
    if (mkdir("/tmp/app-cache", 0700) < 0 && errno != EEXIST) //~ shared-dir-assumed-private
        return -1;
    return open("/tmp/app-cache/index", O_RDWR | O_CREAT, 0600);
}

int unchecked_directory(void)
{
    char dir[64];

    snprintf(dir, sizeof dir, "/tmp/app-%d", (int)getuid());
    mkdir(dir, 0700); //~ shared-dir-assumed-private
    return chdir(dir);
}

int own_fifo(void)
{
    mkfifo("/tmp/app.fifo", 0600); //~ ipc-endpoint-in-shared-tmp
    return open("/tmp/app.fifo", O_RDONLY);
}

int own_socket(int s)
{
    struct sockaddr_un address;

    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    snprintf(address.sun_path, sizeof address.sun_path, "/tmp/app-%d.sock", getpid());
    return bind(s, (struct sockaddr *)&address, sizeof address); //~ ipc-endpoint-in-shared-tmp
}

static int listen_on(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    struct sockaddr *generic = (struct sockaddr *)&address;
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    unlink(address.sun_path);
    if (bind(s, generic, SUN_LEN(&address)) < 0) //~ ipc-endpoint-in-shared-tmp
        return -1;
    return s;
}

int own_socket_by_helper(void)
{
    return listen_on("/tmp/.app-socket");
}

int socket_in_union(int s)
{
    union {
        struct sockaddr sa;
        struct sockaddr_un un;
    } address;

    strcpy(address.un.sun_path, "/tmp/app.ctl");
    return bind(s, &address.sa, sizeof address.un); //~ ipc-endpoint-in-shared-tmp
}

int renamed_onto(const char *fresh)
{
    return rename(fresh, "/tmp/app.current"); //~ guessable-temp-name-dos (pedantic)
}

int linked(const char *target)
{
    return symlink(target, "/tmp/app.link"); //~ guessable-temp-name-dos (pedantic)
}

int reopened_stream(void)
{
    return freopen("/tmp/app.err", "a", stderr) == NULL; //~ predictable-temp-path
}
