/* Strings of a project's own, and functions of the library one inside the other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>
#include "strings.h"

/* What stpcpy gives back is the end of what it wrote. */
void in_one_go(const char *user)
{
    char name[64];
    FILE *out;

    stpcpy(stpcpy(name, "/tmp/"), user);
    out = fopen(name, "w"); /*~ predictable-temp-path */
    fclose(out);
}

void in_three(const char *user)
{
    char name[256];
    int fd;

    strcpy(stpcpy(stpcpy(name, getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp"), "/spool."), user);
    fd = open(name, O_CREAT | O_WRONLY, 0600); /*~ predictable-temp-path */
    close(fd);
}

void onto_what_was_copied(const char *user)
{
    char name[256];
    FILE *out;

    strcat(strcat(strcpy(name, getenv("HOME")), "/tmp/"), user);
    out = fopen(name, "w");
    fclose(out);
    strcat(strcpy(name, P_tmpdir), "/copied");
    out = fopen(name, "w"); /*~ predictable-temp-path */
    fclose(out);
}

/* Piece by piece at a position. */
void at_a_position(const char *name)
{
    char path[256];
    size_t pos = 0, length = strlen(name);
    int fd;

    memcpy(&path[pos], "/tmp", 4);
    pos += 4;
    path[pos] = '/';
    pos++;
    memcpy(&path[pos], name, length);
    pos += length;
    path[pos] = '\0';
    fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644); /*~ predictable-temp-path */
    close(fd);
}

void from_somewhere(const char *dir, const char *name)
{
    char path[256];
    size_t length = strlen(dir);
    int fd;

    memcpy(path, dir, length);
    path[length] = '/';
    strcpy(&path[length + 1], name);
    fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644);
    close(fd);
}

/* Gathered in an object. */
void gathered(void)
{
    struct buffer *b = buffer_new();
    FILE *out;

    buffer_append_str(b, "/tmp/report.");
    buffer_append_fmt(b, "%d", getpid());
    out = fopen(buffer_str(b), "w"); /*~ predictable-temp-path */
    fclose(out);
}

void gathered_in_place(void)
{
    struct ds name = DS_EMPTY_INITIALIZER;
    FILE *out;

    ds_put_format(&name, "/tmp/switch.%ld", (long) getpid());
    out = fopen(ds_cstr(&name), "w"); /*~ predictable-temp-path */
    fclose(out);
}

void gathered_in_a_structure(struct session *s)
{
    s->log = string_new();
    string_add(s->log, "/var/tmp/session.");
    string_add(s->log, s->user);
    open(string_get(s->log), O_CREAT | O_APPEND | O_WRONLY, 0600); /*~ predictable-temp-path */
}

/* A text that grows from something else stays unknown. */
void gathered_elsewhere(struct buffer *b)
{
    FILE *out;

    buffer_append_str(b, "/tmp/report.");
    out = fopen(buffer_str(b), "w");
    fclose(out);
}

/* In one call. */
void printed(const char *program)
{
    char *path = str_printf("/tmp/%s.%d", program, getpid());

    fclose(fopen(path, "w")); /*~ predictable-temp-path */
}

void concatenated(const char *program)
{
    char *path = xstrconcat("/tmp/", program, ".log", NULL);

    fclose(fopen(path, "w")); /*~ predictable-temp-path */
}

void joined(const char *program)
{
    char path[256];

    path_combine(path, sizeof path, "/tmp", program);
    fclose(fopen(path, "w")); /*~ predictable-temp-path */
}

/* A pointer that goes along a list of directories. */
FILE *first_that_works(const char *base)
{
    static const char *dirs[] = { "/tmp", "/var/tmp", 0 };
    const char **dir;
    char path[1024];
    FILE *out;

    for (dir = dirs; *dir; dir++) {
        sprintf(path, "%s/%s", *dir, base);
        out = fopen(path, "w"); /*~ predictable-temp-path */
        if (out)
            return out;
    }
    return NULL;
}

/* A macro that spells out and pastes its argument. */
#define DUMP(what) \
    { \
        char path[64]; \
        FILE *out; \
        sprintf(path, "/tmp/%s.dump", #what); \
        out = fopen(path, "w"); \
        if (out) { dump_##what(out); fclose(out); } \
    }

void dump_all(void)
{
    DUMP(registers) /*~ predictable-temp-path */
    DUMP(memory) /*~ predictable-temp-path */
}
