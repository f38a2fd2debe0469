// Names given to functions of other files, which make what the program then reads or removes.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int thumbnail(const char *source)
{
    char name[64];
    sprintf(name, "/tmp/thumbnail.%d.jpg", (int)getpid()); //~ predictable-temp-path
    if (scale_image(source, name, 128) != 0)
        return -1;
    FILE *scaled = fopen(name, "rb");
    if (scaled) {
        show_image(scaled);
        fclose(scaled);
    }
    return 0;
}

static char control[64];

void announce_control(void)
{
    snprintf(control, sizeof control, "/tmp/browser.%d.control", getpid()); //~ predictable-temp-path
    put_in_environment("BROWSER_CONTROL", control);
}

void obey_control(void)
{
    FILE *file = fopen(control, "r");
    if (!file)
        return;
    obey(file);
    fclose(file);
    unlink(control);
}

struct page {
    char name[64];
};

int print_page(struct page *page, int number)
{
    snprintf(page->name, sizeof page->name, "/tmp/page-%d.ps", getpid()); //~ predictable-temp-path
    render_postscript(page->name, number);
    spool(page->name);
    unlink(page->name);
    return 0;
}

// Nothing tells that these make anything.
void attach(int display)
{
    char name[64];
    sprintf(name, "/tmp/.X11-unix/X%d", display); //~ ok: predictable-temp-path
    use_display(name);
    set_title(name);
}

// They only look at it, or say it.
void forget_old_socket(void)
{
    const char *old = "/tmp/old-socket"; //~ ok: predictable-temp-path
    log_path(old);
    app_note("removing %s", old);
    unlink(old);
}

void forget_another(void)
{
    const char *old = "/tmp/another-socket"; //~ ok: predictable-temp-path
    safe_unlink(old);
    unlink(old);
}

// What opens does what its mode says.
int look(void)
{
    const char *name = "/tmp/state-to-read"; //~ ok: predictable-temp-path
    FILE *file = xfopen_checked(name, "r");
    unlink(name);
    return file != NULL;
}

// The name of a library stands before the verb.
void write_behind_a_prefix(struct picture *picture)
{
    vector_handle_write_file(picture, "/tmp/picture.svg"); //~ predictable-temp-path
}

int copy_by_other_file(const char *file)
{
    return copy_file(file, "/tmp/copy.bak"); //~ predictable-temp-path
}

int copy_from_there(const char *file)
{
    return copy_file("/tmp/original", file); //~ ok: predictable-temp-path
}

int listen_by_other_file(void)
{
    return unix_listen("/tmp/control.socket", 5); //~ ipc-endpoint-in-shared-tmp
}
