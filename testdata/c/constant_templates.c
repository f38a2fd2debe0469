/* Templates that cannot be filled in, or whose X's are not where they are looked for. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char template[] = "/tmp/jobXXXXXX";
static char shared_template[] = "/tmp/jobXXXXXX";
#define TEMPLATE "/tmp/macroXXXXXX"

struct job { char name[64]; char *file; };

int literal_argument(void)
{
    int fd = mkstemp("/tmp/litXXXXXX"); //~ readonly-temp-template
    return fd;
}

int literal_by_pointer(void)
{
    char *name = "/tmp/ptrXXXXXX";
    int fd = mkstemp(name); //~ readonly-temp-template

    if (fd >= 0)
        unlink(name);
    return fd;
}

char *literal_directory(void)
{
    char *name = TEMPLATE;

    return mkdtemp(name); //~ readonly-temp-template
}

int literal_by_member(struct job *job)
{
    job->file = "/tmp/memXXXXXX";
    return mkostemp(job->file, O_CLOEXEC); //~ readonly-temp-template
}

static int open_template(char *name)
{
    int fd = mkstemp(name); //~ readonly-temp-template

    if (fd >= 0)
        unlink(name);
    return fd;
}

int literal_by_helper(void)
{
    return open_template("/tmp/helpXXXXXX");
}

int copied(void)
{
    char *name = strdup(TEMPLATE);
    int fd = mkstemp(name); //~ ok: readonly-temp-template

    unlink(name);
    free(name);
    return fd;
}

int array(void)
{
    char name[] = TEMPLATE;
    int fd = mkstemp(name); //~ ok: readonly-temp-template

    unlink(name);
    return fd;
}

int array_by_pointer(void)
{
    char buffer[] = TEMPLATE;
    char *name = buffer;
    int fd = mkstemp(name); //~ ok: readonly-temp-template

    unlink(name);
    return fd;
}

int copied_into(struct job *job)
{
    strcpy(job->name, TEMPLATE);
    return mkstemp(job->name); //~ ok: readonly-temp-template
}

int cast_away(void)
{
    int fd = mkstemp((char *)template); //~ readonly-temp-template
    return fd;
}

int compound(void)
{
    int fd = mkstemp((char[]){"/tmp/cmpXXXXXX"}); //~ ok: readonly-temp-template
    return fd;
}

int twice(void)
{
    int a = mkstemp(shared_template);
    unlink(shared_template);
    return a;
}

int in_a_loop(int n)
{
    char name[] = "/tmp/loopXXXXXX";
    int i;
    for (i = 0; i < n; i++) {
        int fd = mkstemp(name); //~ readonly-temp-template
        if (fd < 0)
            return -1;
        unlink(name);
        close(fd);
    }
    return 0;
}

int in_a_loop_renewed(int n)
{
    int i;
    for (i = 0; i < n; i++) {
        char name[] = "/tmp/loopXXXXXX";
        int fd = mkstemp(name); //~ ok: readonly-temp-template
        if (fd < 0)
            return -1;
        unlink(name);
        close(fd);
    }
    return 0;
}

int five(void)
{
    char name[] = "/tmp/fiveXXXXX";
    int fd = mkstemp(name); //~ weak-temp-template
    unlink(name);
    return fd;
}

int none(void)
{
    char name[] = "/tmp/none";
    int fd = mkstemp(name); //~ weak-temp-template
    unlink(name);
    return fd;
}

int five_in_struct(struct job *job)
{
    snprintf(job->name, sizeof job->name, "/var/tmp/%s.XXXX", "job");
    return mkstemp(job->name); //~ weak-temp-template
}

int directory_with_suffix(void)
{
    char name[] = "/tmp/dirXXXXXX.d";

    if (mkdtemp(name) == NULL) //~ weak-temp-template
        return -1;
    return rmdir(name);
}

int suffix_wrong_in_buffer(const char *what)
{
    char name[128];
    int fd;

    snprintf(name, sizeof name, "/tmp/%s-XXXXXX.jpeg", what);
    fd = mkstemps(name, 4); //~ weak-temp-template
    unlink(name);
    return fd;
}

int suffix_strlen(void)
{
    char name[] = "/tmp/pageXXXXXX.html";
    int fd = mkstemps(name, strlen(".html")); //~ ok: weak-temp-template
    unlink(name);
    return fd;
}

int suffix_strlen_wrong(void)
{
    char name[] = "/tmp/pageXXXXXX.html";
    int fd = mkstemps(name, strlen("html")); //~ weak-temp-template
    unlink(name);
    return fd;
}

int suffix_too_long(void)
{
    char name[] = "/tmp/pageXXXXXX.html";
    int fd = mkostemps(name, sizeof ".html", O_CLOEXEC); //~ weak-temp-template
    unlink(name);
    return fd;
}

int suffix_zero(void)
{
    char name[] = "/tmp/pageXXXXXX";
    int fd = mkstemps(name, 0); //~ ok: weak-temp-template
    unlink(name);
    return fd;
}

int appended(void)
{
    char name[64] = "/tmp/";
    int fd;

    strcat(name, "page");
    strcat(name, "XXXXXX");
    strcat(name, ".ps");
    fd = mkstemp(name); //~ weak-temp-template
    unlink(name);
    return fd;
}

// The second of two calls finds no X's any more.
static char two_calls[] = "/tmp/twoXXXXXX";

int first_of_two(void)
{
    int fd = mkstemp(two_calls);

    if (fd >= 0)
        unlink(two_calls);
    return fd;
}

int second_of_two(void)
{
    int fd = mkstemp(two_calls); //~ readonly-temp-template

    if (fd >= 0)
        unlink(two_calls);
    return fd;
}

static char written_anew[] = "/tmp/anewXXXXXX";

int first_anew(void)
{
    strcpy(written_anew, "/tmp/anewXXXXXX");
    int fd = mkstemp(written_anew); //~ ok: readonly-temp-template

    if (fd >= 0)
        unlink(written_anew);
    return fd;
}

int second_anew(void)
{
    strcpy(written_anew, "/tmp/anewXXXXXX");
    int fd = mkstemp(written_anew); //~ ok: readonly-temp-template

    if (fd >= 0)
        unlink(written_anew);
    return fd;
}
