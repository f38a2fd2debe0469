/* Signals end the program: `atexit` does not help, a handler that removes the file does. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/var/tmp/listXXXXXX";

static void clean(void)
{
    unlink(path);
}

static void stop(int number)
{
    clean();
    _exit(128 + number);
}

int main(void)
{
    int fd;

    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    atexit(clean);
    fd = mkstemp(path); /*~ ok: temp-leak-on-signal */
    if (fd < 0)
        return 1;
    close(fd);
    system("sort");
    return 0;
}
