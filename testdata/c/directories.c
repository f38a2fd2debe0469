/* Directories under guessable names: who made them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Another name is tried until one is free. */
int first_free(char *path, size_t size)
{
    int number;

    for (number = 0; number < 100; number++) {
        snprintf(path, size, "/tmp/first-free.%d", number);
        if (mkdir(path, 0700) == 0) /*~ ok: shared-dir-assumed-private */
            break;
        if (errno != EEXIST)
            return -1;
    }
    return number < 100 ? 0 : -1;
}

char *next_name(int number)
{
    char *name = malloc(32);

    sprintf(name, "/tmp/next.%d", number);
    return name;
}

char *first_free_by_name(void)
{
    char *name;
    int number = 0;
    int made;

    do {
        name = next_name(number++);
        made = mkdir(name, 0700); /*~ ok: shared-dir-assumed-private */
        if (made == 0)
            break;
        free(name);
        name = NULL;
    } while (made < 0 && errno == EEXIST);
    return name;
}

/* The components one after the other: what is there is taken. */
int all_of(char *path)
{
    char whole[] = "/tmp/all/of/it";
    char *slash;

    for (slash = whole + 5; slash != NULL; slash = strchr(slash + 1, '/')) {
        if (mkdir(whole, 0755) != 0 && errno != EEXIST) /*~ shared-dir-assumed-private */
            return -1;
    }
    return 0;
}

/* A stale one is looked for, and then it has to be made. */
int after_a_look(void)
{
    struct stat answer;

    while (lstat("/tmp/after-a-look", &answer) == 0)
        remove_stale("/tmp/after-a-look");
    if (mkdir("/tmp/after-a-look", 0700) != 0) /*~ ok: shared-dir-assumed-private */
        return -1;
    return 0;
}
