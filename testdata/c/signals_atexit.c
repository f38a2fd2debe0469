/* What is registered does not run when a signal ends the program, nor what comes after. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/var/tmp/listXXXXXX";

static void clean(void)
{
    unlink(path);
}

static void report(int number)
{
    write(2, "stopped\n", 8);
    _exit(number);
}

int main(void)
{
    int fd;

    atexit(clean);
    signal(SIGTERM, report);
    fd = mkstemp(path); /*~ temp-leak-on-signal (audit) */
    if (fd < 0)
        return 1;
    close(fd);
    system("sort");
    return 0;
}
