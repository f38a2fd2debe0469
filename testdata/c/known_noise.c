/* What is reported although nothing is wrong, and why it cannot be told yet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Returns a name for a caller that makes a directory of it, and minds if there is one. */
char *name_for_directory(char *template)
{
    return mktemp(template); //~ noise: insecure-temp-name-api -- its callers make a directory, which fails if it exists
}

/* mkstemp's own algorithm, for systems without it. */
int open_new(char *template)
{
    int fd;
    char pattern[64];

    do {
        strcpy(pattern, template);
        if (mktemp(pattern) == NULL) //~ noise: insecure-temp-name-api -- created exclusively, and tried again
            return -1;
        fd = open(pattern, O_RDWR | O_CREAT | O_EXCL, 0600);
    } while (fd < 0 && errno == EEXIST);
    return fd;
}

/* What an element of an array holds is not told from what another one does. */
int several(int *fds, int count)
{
    int i;

    for (i = 0; i < count; i++) {
        char name[] = "/tmp/manyXXXXXX";

        fds[i] = mkstemp(name); //~ noise: temp-leak-on-error -- only where there is no file
        if (fds[i] < 0)
            return -1;
        unlink(name);
    }
    return 0;
}
