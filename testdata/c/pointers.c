/* Several pointers to the text that the name is written over. */
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct job {
    char *name;
    int fd;
};

int open_for_caller(char **given)
{
    char *name = malloc(200);

    sprintf(name, "%s/archXXXXXX", getenv("TMPDIR"));
    *given = name;
    return mkstemp(name);
}

int rewrite(void)
{
    char *name;
    int fd = open_for_caller(&name);

    if (fd < 0)
        return 1;
    write(fd, "x", 1);
    close(fd);
    unlink(name);
    return 0;
}

int kept_in_the_job(struct job *job)
{
    char *name = strdup("/tmp/jobXXXXXX");

    job->name = name;
    job->fd = mkstemp(name);
    return job->fd < 0 ? -1 : 0;
}

/* The second name is a text of its own. */
int a_copy_stays_a_template(void)
{
    char first[] = "/tmp/partXXXXXX";
    char second[sizeof first];
    int one, two;

    strcpy(second, first);
    one = mkstemp(first);
    if (one < 0)
        return -1;
    unlink(first);
    two = mkstemp(second); //~ temp-never-removed
    if (two < 0)
        return -1;
    return 0;
}

int forgotten(void)
{
    char *name = strdup("/tmp/listXXXXXX");
    char *same = name;
    int fd = mkstemp(name); //~ temp-leak-on-error

    if (fd < 0)
        return -1;
    if (write(fd, "x", 1) != 1)
        return -1;
    close(fd);
    return unlink(same);
}
