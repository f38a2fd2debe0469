/* Names made without a file, and what becomes of them. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

FILE *opened_by_name(void)
{
    char name[L_tmpnam];

    tmpnam(name); //~ insecure-temp-name-api
    return fopen(name, "w");
}

int opened_exclusively(void)
{
    char *name = tmpnam(NULL); //~ insecure-temp-name-api

    return open(name, O_CREAT | O_EXCL | O_RDWR, 0600);
}

/* The buffer still holds the last name when the loop comes round. */
int tried_several_times(int sock, char *name)
{
    struct sockaddr_un address;
    int try;

    for (try = 0; try < 5; try++) {
        tmpnam(name); //~ insecure-temp-name-api
        strlcpy(address.sun_path, name, sizeof(address.sun_path));
        if (bind(sock, (struct sockaddr *)&address, sizeof(address)) == 0)
            return 0;
    }
    return -1;
}

static int made_by_a_helper(char *template);

/* An unknown helper fills the template in: the name is not `/tmp/app-XXXXXX` any more. */
int filled_in_elsewhere(void)
{
    char name[] = "/tmp/app-XXXXXX";
    int fd = safe_mkostemp(name);
    FILE *f = fopen(name, "w"); //~ ok: predictable-temp-path

    return f ? fd : -1;
}

/* The project's own function of that name is not the library's. */
char *mktemp(char *template)
{
    return template;
}

char *uses_its_own(char *template)
{
    return mktemp(template); //~ ok: insecure-temp-name-api
}
