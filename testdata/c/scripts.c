/* Shell scripts that a program puts together and runs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REPORT "/tmp/report"

void formatted(const char *name)
{
    char command[256];

    snprintf(command, sizeof command, "sort %s > /tmp/out.%d", name, getpid()); //~ predictable-temp-path
    system(command);
}

FILE *piped(void)
{
    return popen("tee -a " REPORT, "w"); //~ predictable-temp-path
}

void appended(const char *name)
{
    char command[256];

    strcpy(command, "cat ");
    strcat(command, name);
    strcat(command, " > /tmp/");
    strcat(command, "copy.txt");
    system(command); //~^^ predictable-temp-path
}

static void run(const char *command)
{
    if (system(command) != 0)
        perror(command);
}

void through_a_function(void)
{
    run("dmesg > /tmp/dmesg"); //~ predictable-temp-path
}

void words(void)
{
    char *args[] = {"sh", "-c", "echo \"hi\" >> /tmp/e.log", NULL}; //~ predictable-temp-path

    if (fork() == 0) {
        execv("/bin/sh", args);
        _exit(1);
    }
}

void listed(void)
{
    if (fork() == 0) {
        execl("/bin/cp", "cp", "a", "/tmp/c.txt", (char *)NULL); //~ copy-or-move-into-shared-path
        _exit(127);
    }
}

int file_of_the_host_removed_by_the_script(void)
{
    char name[] = "/tmp/sortXXXXXX";
    char command[128];
    int descriptor = mkstemp(name);

    if (descriptor < 0)
        return -1;
    close(descriptor);
    snprintf(command, sizeof command, "sort > '%s'", name);
    system(command);
    snprintf(command, sizeof command, "rm -f '%s'", name);
    system(command);
    return 0;
}

void text_only(const char *name)
{
    char command[128];

    printf("run: sort > /tmp/x\n");
    system("echo 'see > /tmp/x'");
    snprintf(command, sizeof command, "cat '/tmp/%s' | wc -l > /dev/null", name);
    system(command);
    snprintf(command, sizeof command, "sort > /tmp/x");
    puts(command);
}

/* Wrappers of `system`. */
int through_a_wrapper(const char *host)
{
    char command[128];

    snprintf(command, sizeof command, "ping -c 1 %s > /tmp/ping.out", host); /*~ predictable-temp-path */
    return my_safe_system(command);
}

int through_another(const char *host)
{
    log_system("see /tmp/ping.out"); /*~ ok: predictable-temp-path */
    return agent_popen("date > /tmp/date.out", "r") != NULL; /*~ predictable-temp-path */
}

static int open_page(char *name, size_t size, const char *suffix)
{
    int length = snprintf(name, size, "/tmp/pageXXXXXX.%s", suffix);

    if (length < 0 || (size_t) length >= size)
        return -1;
    return mkstemps(name, (int) strlen(suffix) + 1);
}

/* The template is filled in by a helper; the viewer only reads. */
int shown(const char *viewer, const char *suffix)
{
    char name[64], command[256];
    int descriptor = open_page(name, sizeof name, suffix);

    if (descriptor < 0)
        return -1;
    close(descriptor);
    snprintf(command, sizeof command, "%s %s", viewer, name);
    system(command);
    unlink(name);
    return 0;
}

int shown_by_name(const char *viewer)
{
    char command[256];

    snprintf(command, sizeof command, "%s --into /tmp/page.txt", viewer); /*~ predictable-temp-path */
    system(command);
    return unlink("/tmp/page.txt");
}
