// C++, as far as the C grammar reads it.
#include <fstream>
#include <string>

namespace tool {

class Log {
public:
    explicit Log(const std::string &name) : name_(name) { }

    void write(const char *text)
    {
        std::ofstream out("/tmp/tool.log", std::ios::app); //~ predictable-temp-path
        out << text;
    }

    static int number();

private:
    std::string name_ = "/tmp/member.log";

    void flush()
    {
        FILE *file = fopen(name_.c_str(), "w"); //~ predictable-temp-path
        fclose(file);
    }
};

int Log::number()
{
    std::string path = "/tmp/number." + std::to_string(getpid());
    std::ofstream out(path); //~ predictable-temp-path
    out << 1;
    return 1;
}

void braces(const char *text)
{
    std::ofstream out{"/tmp/braces"}; //~ predictable-temp-path
    out << text;
}

int by_copy()
{
    std::string path("/tmp/by-copy");
    return ::open(path.c_str(), O_CREAT | O_WRONLY, 0600); //~ predictable-temp-path
}

const char *name()
{
    return std::tmpnam(nullptr); //~ insecure-temp-name-api
}

void anywhere(const std::string &directory)
{
    std::ofstream out(directory + "/list"); //~ ok: predictable-temp-path
    std::ifstream in("/tmp/input"); //~ ok: predictable-temp-path
    out << in.rdbuf();
}

int reserved()
{
    char path[] = "/tmp/reservedXXXXXX";
    int fd = mkstemp(path); //~ ok: temp-never-removed
    if (fd >= 0)
        std::remove(path);
    return fd;
}

void in_lambda()
{
    auto make = [&](int number) {
        std::ofstream out("/tmp/lambda"); //~ predictable-temp-path
        out << number;
    };
    make(1);
}

}
