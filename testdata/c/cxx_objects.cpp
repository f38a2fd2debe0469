// C++: objects that are told later what to open, and members that hold names.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <QDir>
#include <QFile>

namespace fs = std::filesystem;

void opened_later(int number)
{
    std::ostringstream name;
    name << "/tmp/state." << number << ".dat";
    std::ofstream out;
    out.open(name.str().c_str()); //~ predictable-temp-path
    out << number;
}

void read_later()
{
    std::ifstream in;
    in.open("/tmp/state.dat"); //~ ok: predictable-temp-path
}

void elsewhere_later(const std::string &directory)
{
    std::ofstream out;
    out.open(directory + "/state.dat"); //~ ok: predictable-temp-path
}

class Cache {
    std::string path_;
    int size_;

public:
    Cache(const std::string &name) : path_("/tmp/cache_" + name), size_{0} { clear(); }

    void clear() { size_ = 0; }

    void flush()
    {
        std::ofstream out(path_.c_str()); //~ predictable-temp-path
        out << size_;
    }
};

struct Job {
    std::string log = "/tmp/job.log";

    void run()
    {
        std::ofstream out{log}; //~ predictable-temp-path
        out << 1;
    }
};

class Window {
    std::ofstream log_;

public:
    Window() { log_.open("/tmp/window.log", std::ios::app); } //~ predictable-temp-path
};

void joined(const std::string &key)
{
    fs::path file = fs::temp_directory_path() / ("spill-" + key);
    std::ofstream out(file.string()); //~ predictable-temp-path
    out << key;
}

void copied(const std::string &source)
{
    fs::copy_file(source, "/tmp/backup.db", fs::copy_options::overwrite_existing); //~ predictable-temp-path
}

void divided(int total, int count)
{
    char text[32];
    snprintf(text, sizeof text, "%d", total / count);
    std::ofstream out(std::string(text)); //~ ok: predictable-temp-path
}

void named_by_format(int number)
{
    auto name = fmt::format("/tmp/debug_{}.txt", number);
    std::ofstream out(name); //~ predictable-temp-path
}

void by_reference(const std::string &name)
{
    const std::string &path = "/tmp/" + name;
    std::ofstream out(path); //~ predictable-temp-path
}

void Report::save()
{
    QFile file(QDir::tempPath() + "/report.html");
    if (!file.open(QIODevice::WriteOnly | QIODevice::Text)) //~ predictable-temp-path
        return;
    file.write(html);
}

void Report::append()
{
    QFile file(QString("/tmp/report.%1").arg(getpid()));
    file.open(QIODevice::WriteOnly | QIODevice::Append); //~ predictable-temp-path
}

void Report::load()
{
    QFile file("/tmp/report.html");
    file.open(QIODevice::ReadOnly); //~ ok: predictable-temp-path
}

void Report::temporary()
{
    QTemporaryFile file(QDir::tempPath() + "/report");
    file.open(); //~ ok: predictable-temp-path
}

QString Report::directory()
{
    QString directory = QDir::tempPath() + QString("/reports-%1").arg(getuid());
    QDir().mkpath(directory); //~ shared-dir-assumed-private
    return directory;
}

namespace service {
namespace detail {
static std::string lock_name() { return "/tmp/service.lock"; }
}

bool acquire()
{
    int fd = ::open(detail::lock_name().c_str(), O_CREAT | O_RDWR, 0666); //~ predictable-temp-path
    return fd >= 0;
}
}

const std::string Server::socket_name = "/tmp/server.socket";

void Server::start()
{
    sockaddr_un address;
    memset(&address, 0, sizeof(address));
    strncpy(address.sun_path, socket_name.c_str(), sizeof(address.sun_path) - 1);
    ::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof(address)); //~ ipc-endpoint-in-shared-tmp
}

void by_unique_pointer()
{
    auto out = std::make_unique<std::ofstream>("/tmp/trace.json"); //~ predictable-temp-path
    *out << "{}";
}

void read_by_unique_pointer()
{
    auto in = std::make_unique<std::ifstream>("/tmp/trace.json"); //~ ok: predictable-temp-path
    use(*in);
}

// What a lambda returns is what a call of it gives, and does not leave the function around it.
void named_by_a_lambda(int id)
{
    auto name = [] { return std::string("/tmp/lambda.") + std::to_string(getpid()); };
    std::ofstream one(name()); //~ predictable-temp-path
    auto path = [&](const char *ending) -> std::string { return "/tmp/run" + std::to_string(id) + ending; };
    std::ofstream two(path(".log")); //~ predictable-temp-path
    std::for_each(ids.begin(), ids.end(), [](int each) { if (each) return 1; return use(each); });
    std::ofstream three("/tmp/three"); //~ predictable-temp-path
}
