// C++ in a header.
#ifndef CXX_H
#define CXX_H
#include <fstream>

namespace tool {

class Trace {
public:
    Trace() { stream_ = fopen("/tmp/trace.log", "a"); } //~ predictable-temp-path
    ~Trace() { fclose(stream_); }

    void note(const std::string &text)
    {
        static const std::string path = "/tmp/notes";
        std::ofstream out(path, std::ios::app); //~ predictable-temp-path
        out << text;
    }

    static int reserve(char *name)
    {
        return mkstemp(name); //~ ok: temp-never-removed
    }

private:
    FILE *stream_;
};

}
#endif
