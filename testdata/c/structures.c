/* Names that travel in structures, through functions that mention their fields and others. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct dump {
    char *table;
    char *path;
    int fd;
};

struct server {
    struct dump dump;
    int port;
};

static struct dump *dump_new(const char *table)
{
    struct dump *dump = calloc(1, sizeof *dump);

    if (dump == NULL)
        return NULL;
    dump->table = strdup(table);
    if (asprintf(&dump->path, "/tmp/dump.%s.%ld", table, (long)time(NULL)) < 0) {
        free(dump);
        return NULL;
    }
    return dump;
}

static int dump_open(struct dump *dump)
{
    dump->fd = creat(dump->path, 0600); //~ predictable-temp-path
    return dump->fd < 0 ? -1 : 0;
}

/* Its callers know nothing of the fields. */
int dump_table(const char *table)
{
    struct dump *dump = dump_new(table);

    if (dump == NULL)
        return 1;
    return dump_open(dump);
}

static void configure(struct server *server, int port)
{
    server->port = port;
    server->dump.path = "/var/tmp/server.dump";
}

static int server_dump(struct server *server)
{
    server->dump.fd = open(server->dump.path, O_WRONLY | O_CREAT, 0600); //~ predictable-temp-path
    return server->dump.fd;
}

int serve(int port)
{
    struct server server;

    configure(&server, port);
    return server_dump(&server);
}

/* The same, done right. */
static struct dump *spool_new(const char *table)
{
    struct dump *spool = calloc(1, sizeof *spool);

    if (spool == NULL)
        return NULL;
    if (asprintf(&spool->path, "/tmp/spool.%s.XXXXXX", table) < 0) {
        free(spool);
        return NULL;
    }
    spool->fd = mkstemp(spool->path); //~ ok: temp-leak-on-error, temp-never-removed
    if (spool->fd < 0) {
        free(spool);
        return NULL;
    }
    return spool;
}

static void spool_free(struct dump *spool)
{
    close(spool->fd);
    unlink(spool->path);
    free(spool->path);
    free(spool);
}

int spool_table(const char *table)
{
    struct dump *spool = spool_new(table);
    int failed;

    if (spool == NULL)
        return 1;
    failed = dprintf(spool->fd, "%s\n", table) < 0;
    spool_free(spool);
    return failed;
}

/* Forgotten in one place. */
int spool_quickly(const char *table, int wanted)
{
    struct dump spool;

    spool.path = strdup("/tmp/quick.XXXXXX");
    spool.fd = mkstemp(spool.path); //~ temp-leak-on-error
    if (spool.fd < 0)
        return -1;
    if (!wanted)
        return 0;
    spool_free(&spool);
    return 1;
}

/* A structure handed to code that is not seen is that code's. */
int register_spool(const char *table)
{
    struct dump spool;

    spool.path = strdup("/tmp/kept.XXXXXX");
    spool.fd = mkstemp(spool.path); //~ ok: temp-never-removed, temp-leak-on-error
    if (spool.fd < 0)
        return -1;
    return spool_registry_add(&spool);
}

/* Commands put together word by word. */
int compress(const char *name)
{
    char *words[8];
    int count = 0;

    words[count++] = "sort";
    words[count++] = "-o";
    words[count++] = "/tmp/sorted";
    words[count] = NULL;
    return execvp("sort", words); //~ predictable-temp-path
}
