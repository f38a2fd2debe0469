/* What it makes is its output: whoever calls the program removes it. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int quiet;

/* That says where something is, which makes it nobody else's. */
int made_in_passing(void)
{
    char dir[] = "/tmp/build.XXXXXXXXXX";

    if (mkdtemp(dir) == NULL) //~ temp-never-removed
        return 1;
    printf("%s\n", dir);
    return 0;
}

int main(void)
{
    char dir[] = "/tmp/build.XXXXXXXXXX";
    char log[] = "/tmp/log.XXXXXXXXXX";
    int fd;

    if (mkdtemp(dir) == NULL) //~ ok: temp-never-removed
        return 1;
    fd = mkstemp(log); //~ temp-never-removed
    if (fd < 0) {
        rmdir(dir);
        return 1;
    }
    if (!quiet)
        printf("the log is in %s\n", log);
    printf("%s\n", dir);
    return 0;
}
