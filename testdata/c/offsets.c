/* Names put together piece by piece in one buffer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct print_job {
    char *file;
    int id;
};

int continued_behind_the_end(void)
{
    char buffer[256];
    FILE *out;

    strcpy(buffer, "/tmp/");
    sprintf(buffer + strlen(buffer), "job.%d", (int)getpid());
    out = fopen(buffer, "w"); //~ predictable-temp-path
    return out == NULL;
}

static void append_number(char *buffer, int number)
{
    sprintf(buffer + strlen(buffer), "-%d", number);
}

int continued_by_a_helper(int number)
{
    char buffer[256];
    FILE *out;

    strcpy(buffer, "/var/tmp/queue");
    append_number(buffer, number);
    out = fopen(buffer, "a"); //~ predictable-temp-path
    return out == NULL;
}

int kept_in_a_structure(struct print_job *job)
{
    const char *directory = getenv("TMPDIR");
    char buffer[1024];
    FILE *out;

    if (directory == NULL || *directory == '\0')
        directory = "/tmp";
    strcpy(buffer, directory);
    strcat(buffer, "/job");
    snprintf(buffer + strlen(buffer), 16, "%d", job->id);
    job->file = strdup(buffer);
    out = fopen(job->file, "w+"); //~ predictable-temp-path
    return out == NULL;
}

/* The directory is not known. */
int behind_something_unknown(char *buffer)
{
    sprintf(buffer + strlen(buffer), "/tmp/job.%d", (int)getpid());
    return fopen(buffer, "w") == NULL; //~ ok: predictable-temp-path
}

int a_template_continued(void)
{
    char buffer[256];
    int fd;

    strcpy(buffer, "/tmp/");
    sprintf(buffer + 5, "job.%d.XXXXXX", (int)getpid());
    fd = mkstemp(buffer); //~ ok: temp-never-removed
    if (fd >= 0)
        unlink(buffer);
    return fd;
}

/* A pointer that goes along with what is put into the buffer. */
int behind_a_pointer(void)
{
    char buffer[256], *end = buffer;
    FILE *out;

    end += sprintf(end, "/tmp/");
    end += sprintf(end, "job.%d", (int)getpid());
    sprintf(end, ".log");
    out = fopen(buffer, "w"); //~ predictable-temp-path
    return out == NULL;
}

int behind_a_pointer_set_later(const char *name)
{
    char *end;
    char buffer[256];
    FILE *out;

    end = buffer;
    strcpy(end, "/var/tmp/queue-");
    end += strlen(end);
    while (*name)
        *end++ = *name++;
    *end = '\0';
    out = fopen(buffer, "w"); //~ predictable-temp-path
    return out == NULL;
}

int template_behind_a_pointer(void)
{
    char buffer[256], *end = buffer;
    int fd;

    end = stpcpy(end, "/tmp/");
    strcpy(end, "job.XXXXXX");
    fd = mkstemp(buffer); //~ ok: weak-temp-template, temp-never-removed
    if (fd >= 0)
        unlink(buffer);
    return fd;
}

/* It starts somewhere else. */
int along_something_unknown(char *line)
{
    char buffer[256], *word = strrchr(line, ' ');

    strcpy(buffer, "/tmp/list");
    while (*word == ' ')
        word++;
    return fopen(word, "w") == NULL; //~ ok: predictable-temp-path
}
