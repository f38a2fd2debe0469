/* What is looked up in the project's own way, with a directory of the system if there is none. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char *mygetenv(char *name, char *fallback);
const char *conf_get(struct conf *conf, const char *key, const char *fallback);
const char *lookup_default(const char *name, const char *fallback);
char *translate(const char *language, const char *path);

static char name[256];
static char *directory;

static void prepare(void)
{
    directory = mygetenv("TMPDIR", "/tmp");
    sprintf(name, "%s/xref%d.1", directory, getpid());
}

int cross_reference(void)
{
    FILE *found;

    prepare();
    found = fopen(name, "wb"); //~ predictable-temp-path
    if (found == NULL)
        return -1;
    return fclose(found);
}

int configured(struct conf *conf)
{
    const char *path = conf_get_option(conf, "statefile", "/var/tmp/spool.state");
    FILE *state = fopen(path, "w"); //~ predictable-temp-path

    return state ? fclose(state) : -1;
}

int widget(void)
{
    char path[200];
    FILE *out;

    snprintf(path, sizeof path, "%s/clip.xbm", lookup_default("clipDirectory", "/tmp"));
    out = fopen(path, "w"); //~ predictable-temp-path
    return out ? fclose(out) : -1;
}

/* Nothing says that this gives back what it is given. */
int translated(void)
{
    FILE *out = fopen(translate("de", "/tmp/words"), "w");

    return out ? fclose(out) : -1;
}

/* A place that only its owner writes to. */
int own_place(struct conf *conf)
{
    FILE *out = fopen(conf_get_option(conf, "pidfile", "/run/spool/pid"), "w");

    return out ? fclose(out) : -1;
}
