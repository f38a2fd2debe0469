/* The handler only notes that the program is to end, which then cleans up as always. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t stopped;

static void stop(int number)
{
    stopped = number;
}

int main(void)
{
    char path[] = "/var/tmp/listXXXXXX";
    struct sigaction action = { 0 };
    int fd;

    action.sa_handler = stop;
    sigaction(SIGTERM, &action, NULL);
    fd = mkstemp(path); /*~ ok: temp-leak-on-signal */
    if (fd < 0)
        return 1;
    while (!stopped)
        system("sort");
    close(fd);
    unlink(path);
    return 0;
}
