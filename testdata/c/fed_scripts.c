/* Scripts that are written to a shell or to a file, and those that stand in constants. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;

void words_with_a_buffer(const char *name)
{
    pid_t child;
    char command[200];
    char *words[] = {"sh", "-c", command, NULL};

    snprintf(command, sizeof command, "sort %s > /tmp/words.out", name); /*~ predictable-temp-path */
    posix_spawn(&child, "/bin/sh", NULL, NULL, words, environ);
}

void fed(const char *name)
{
    FILE *shell = popen("/bin/sh", "w");

    fputs("cd /srv\n", shell);
    fprintf(shell, "sort %s > /tmp/fed.out\n", name); /*~ predictable-temp-path */
    fputs("date > /tmp/fed.date\n", shell); /*~ predictable-temp-path */
    pclose(shell);
}

void fed_to_another(void)
{
    FILE *mail = popen("mail root", "w");

    fputs("see > /tmp/mail.out\n", mail);
    pclose(mail);
}

void line_by_line(const char *name)
{
    FILE *hook = fopen("/usr/local/bin/hook", "w");

    fprintf(hook, "#!/bin/sh\n");
    fprintf(hook, "sort %s > /tmp/hook.out\n", name); /*~ predictable-temp-path */
    fputs("rm -f /tmp/hook.out\n", hook);
    fclose(hook);
}

void at_once(void)
{
    FILE *hook = fopen("/usr/local/bin/once", "w");

    fputs("#!/bin/sh\n"
          "date > /tmp/once.out\n", hook); /*~ predictable-temp-path */
    fclose(hook);
}

void text_only(void)
{
    FILE *page = fopen("/usr/share/doc/x/README", "w");

    fputs("Run this:\n", page);
    fputs("sort > /tmp/x\n", page);
    fclose(page);
}

/* Nothing in this file writes or runs these. */
const char kept[] =
    "#!/bin/sh\n"
    "out=/tmp/kept.$$\n"
    "touch \"$out\"\n"
    "rm -f \"$out\"\n";

const char *pointed_at = "#!/bin/bash\n\nsort > /tmp/pointed.out\n";

const char careful[] =
    "#!/bin/sh\n"
    "out=$(mktemp) || exit 1\n"
    "trap 'rm -f \"$out\"' EXIT HUP INT TERM\n"
    "sort > \"$out\"\n";

const char usage[] = "usage: sort > /tmp/x\n";
