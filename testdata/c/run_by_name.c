/* Functions of other files that run commands, to go by their names. */
#include <stdio.h>
#include <unistd.h>

extern int ast_safe_system(const char *command);
extern int xsystem(const char *command);
extern int run_command(const char *format, ...);
extern FILE *my_popen(const char *command, const char *mode);
extern int sqlite3_exec(void *db, const char *sql, void *f, void *a, char **e);
extern void log_command(const char *command);

void list_queue(void)
{
    ast_safe_system("ls /var/spool > /tmp/queue.lst"); //~ predictable-temp-path
}

void sort_names(const char *names)
{
    char command[512];
    snprintf(command, sizeof command, "sort %s > /tmp/sorted.%d", names, (int) getpid()); //~ predictable-temp-path
    xsystem(command);
}

FILE *read_report(void)
{
    return my_popen("tee /tmp/report.txt | mail root", "r"); //~ predictable-temp-path
}

void questions(void *db)
{
    sqlite3_exec(db, "select * from files where path > '/tmp/a'", NULL, NULL, NULL);
    log_command("touch /tmp/marker");
    run_command("ls /tmp");
}

void make_in_one_word(void)
{
    char path[64];
    sprintf(path, "/tmp/session_%d", (int)getpid());
    createdirectory(path); //~ predictable-temp-path
    Writefile("/tmp/session.log"); //~ predictable-temp-path
    createview("/tmp/view");
}
