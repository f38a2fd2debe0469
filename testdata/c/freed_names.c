// Names that were reserved and given up, and names made from a reserved one.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *reserve_name(void)
{
    char name[] = "/tmp/nameXXXXXX";
    int fd = mkstemp(name);
    if (fd < 0)
        return NULL;
    close(fd);
    unlink(name);
    return strdup(name); //~ temp-name-reuse-after-delete
}

char *reserve_in_static(void)
{
    static char name[64];
    strcpy(name, "/tmp/staticXXXXXX");
    int fd = mkstemp(name);
    if (fd == -1)
        return NULL;
    close(fd);
    remove(name);
    return name; //~ temp-name-reuse-after-delete
}

int reserve_for_caller(void)
{
    char name[] = "/tmp/descriptorXXXXXX";
    int fd = mkstemp(name);
    if (fd >= 0)
        unlink(name);
    return fd; //~ ok: temp-name-reuse-after-delete
}

char *keep_or_free(int failed)
{
    char *name = strdup("/tmp/keptXXXXXX");
    int fd = mkstemp(name);
    if (fd < 0)
        return NULL;
    close(fd);
    if (failed) {
        unlink(name);
        free(name);
        name = NULL;
    }
    return name; //~ ok: temp-name-reuse-after-delete
}

// Programs that are run make what nothing else does.
int amplify(const char *input, const char *format)
{
    char name[80], command[512];
    strcpy(name, "/tmp/amplifiedXXXXXX");
    int fd = mkstemp(name);
    if (fd < 0)
        return -1;
    close(fd);
    snprintf(command, sizeof command, "sox -v 2 %s.%s %s.%s", input, format, name, format); //~ unreserved-sibling-name
    system(command);
    unlink(name);
    return 0;
}

int amplify_elsewhere(const char *input)
{
    char name[80], command[512];
    copy_string(name, "/tmp/elsewhereXXXXXX", sizeof name);
    note_debug(3, "name: %s\n", name);
    int fd = mkstemp(name);
    if (fd < 0)
        return -1;
    close(fd);
    snprintf(command, sizeof command, "sox -v 2 %s %s.wav", input, name); //~ unreserved-sibling-name
    app_safe_system(command);
    unlink(name);
    return 0;
}

int amplify_in_place(const char *input)
{
    char name[80], command[512];
    strcpy(name, "/tmp/inplaceXXXXXX");
    int fd = mkstemp(name);
    if (fd < 0)
        return -1;
    close(fd);
    snprintf(command, sizeof command, "sox -v 2 %s -t wav %s", input, name); //~ ok: unreserved-sibling-name
    system(command);
    unlink(name);
    return 0;
}

// Permissions that are not given are whatever stands on the stack.
int without_mode(void)
{
    char name[64];
    sprintf(name, "/tmp/here%08x", arc4random());
    return open(name, O_RDWR | O_CREAT | O_EXCL); //~ permissive-temp-mode
}

int with_mode(mode_t mode)
{
    char name[64];
    sprintf(name, "/tmp/there%08x", arc4random());
    return open(name, O_RDWR | O_CREAT | O_EXCL, mode); //~ ok: permissive-temp-mode
}

// What allocates the text it appends to starts from nothing.
int appended(unsigned job)
{
    char *name = NULL;
    xstrfmtcat(name, "/tmp/job.%u", job);
    return creat(name, 0600); //~ predictable-temp-path
}

int after_chdir(void)
{
    chdir("/tmp");
    FILE *file = fopen("monitor.out", "w"); //~ predictable-temp-path
    return file != NULL;
}
