/* What a forked child leaves behind is its parent's to remove. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int print_page(const char *text)
{
    char path[] = "/tmp/pageXXXXXX";
    int status, fd = mkstemp(path); //~ ok: temp-leak-on-error

    if (fd < 0)
        return -1;
    write(fd, text, strlen(text));
    switch (fork()) {
    case -1:
        unlink(path);
        return -1;
    case 0:
        execlp("lpr", "lpr", path, (char *)NULL);
        _exit(127);
    default:
        wait(&status);
    }
    unlink(path);
    return status;
}

/* Forking by a function of some library. */
struct viewer {
    pid_t pid;
    int terminal;
};

static int view_page(struct viewer *viewer, const char *text)
{
    char path[] = "/tmp/pageXXXXXX";
    int fd = mkstemp(path); //~ ok: temp-leak-on-error

    if (fd < 0)
        return -1;
    write(fd, text, strlen(text));
    viewer->pid = safe_forkpty(&viewer->terminal);
    if (viewer->pid != 0) {
        waitpid(viewer->pid, NULL, 0);
        unlink(path);
        return 0;
    }
    execlp("less", "less", path, (char *)NULL);
    _exit(1);
}

/* The parent itself leaves. */
static int mail_page(const char *text)
{
    char path[] = "/tmp/pageXXXXXX";
    int fd = mkstemp(path); //~ temp-leak-on-error

    if (fd < 0)
        return -1;
    switch (fork()) {
    case -1:
        return -1;
    case 0:
        execlp("mail", "mail", path, (char *)NULL);
        _exit(127);
    }
    wait(NULL);
    unlink(path);
    return 0;
}

/* A structure keeps a copy of the name. */
struct editor {
    char *path;
    pid_t pid;
};

static struct editor *edit_page(const char *text)
{
    struct editor *editor;
    char path[] = "/tmp/pageXXXXXX";
    int fd = mkstemp(path); //~ ok: temp-leak-on-error

    if (fd < 0)
        return NULL;
    if (write(fd, text, strlen(text)) < 0) {
        close(fd);
        unlink(path);
        return NULL;
    }
    close(fd);
    editor = xcalloc(1, sizeof *editor);
    editor->path = xstrdup(path);
    editor->pid = start_editor(editor);
    if (editor->pid < 0)
        exit(1);
    return editor;
}
