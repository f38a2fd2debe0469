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
