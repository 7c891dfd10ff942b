// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/destination.h"

#include <QString>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

namespace interleave::observe {
namespace {

constexpr int mostLinks = 40; // as Linux

std::string folderOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string nameOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// Whether what lies in this folder is made by the kernel: links that are no names, files that cannot be
/// replaced.
bool madeByKernel(const std::string& folder)
{
#ifdef __linux__
    constexpr auto proc = 0x9fa0, sys = 0x62656572;
    struct statfs system = {};
    return statfs(folder.c_str(), &system) == 0 && (system.f_type == proc || system.f_type == sys);
#else
    return folder == "/dev/fd";
#endif
}

std::string real(const std::string& path)
{
    const std::unique_ptr<char, void (*)(void*)> found(realpath(path.c_str(), nullptr), std::free);
    return found ? found.get() : std::string();
}

/// Whether the folder lists the open files of this process, under the name of any of its threads.
bool listsOwnStreams(const std::string& folder)
{
    const std::string path = real(folder), self = real("/proc/self");
    if (path.empty())
        return false;
    if (path == real("/dev/fd"))
        return true;
    return !self.empty() && path.ends_with("/fd") &&
           (path == self + "/fd" || path.starts_with(self + "/task/"));
}

std::optional<std::string> linkTarget(const std::string& path)
{
    std::array<char, PATH_MAX> target;
    const ssize_t size = readlink(path.c_str(), target.data(), target.size());
    if (size < 0 || size == static_cast<ssize_t>(target.size()))
        return {};
    const std::string to(target.data(), static_cast<std::size_t>(size));
    return to.starts_with('/') ? to : folderOf(path) + '/' + to;
}

DestinationFault faultOf(int error)
{
    switch (error) {
    case ENAMETOOLONG:
        return DestinationFault::TooLong;
    case ELOOP:
        return DestinationFault::Loop;
    case EACCES:
    case EPERM:
    case EROFS:
        return DestinationFault::Protected;
    default:
        return DestinationFault::NoFolder;
    }
}

bool mayWrite(const std::string& path) { return faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

void identify(Destination& destination, const struct stat& there)
{
    destination.device = there.st_dev;
    destination.number = there.st_ino;
    destination.character = S_ISCHR(there.st_mode) ? there.st_rdev : 0;
}

Destination failed(DestinationFault fault)
{
    Destination destination;
    destination.fault = fault;
    return destination;
}

/// A file that is to be, or why it cannot be made.
Destination absentFile(const std::string& path, int error)
{
    struct stat folder = {};
    const std::string parent = folderOf(path);
    if (error != ENOENT || stat(parent.c_str(), &folder) != 0 || !S_ISDIR(folder.st_mode))
        return failed(error == ENOENT ? DestinationFault::NoFolder : faultOf(error));
    if (madeByKernel(parent))
        return failed(DestinationFault::NotOpen);
    Destination destination;
    destination.path = path;
    destination.name = nameOf(path);
    identify(destination, folder);
    if (!mayWrite(parent))
        destination.fault = DestinationFault::Protected;
    return destination;
}

/// What is there and no link.
Destination presentFile(const std::string& path, const struct stat& there)
{
    Destination destination;
    destination.path = path;
    identify(destination, there);
    if (S_ISDIR(there.st_mode))
        destination.fault = DestinationFault::IsFolder;
    else if (S_ISBLK(there.st_mode) || S_ISSOCK(there.st_mode))
        destination.fault = DestinationFault::NotWritable;
    else if (!mayWrite(path))
        destination.fault = DestinationFault::Protected;
    if (!S_ISREG(there.st_mode) || madeByKernel(folderOf(path)))
        destination.kind = Destination::Kind::Stream;
    // The folder too: the file is written anew beside the old one, and then takes its name.
    else if (!mayWrite(folderOf(path)))
        destination.fault = DestinationFault::Protected;
    return destination;
}

/// A link of the kernel's, which leads to an open file whatever its name says.
Destination openStream(const std::string& path)
{
    if (listsOwnStreams(folderOf(path)))
        return destinationOf(std::atoi(nameOf(path).c_str()));
    struct stat there = {};
    if (stat(path.c_str(), &there) != 0)
        return failed(faultOf(errno));
    Destination destination = presentFile(path, there);
    destination.kind = Destination::Kind::Stream;
    destination.added = true;
    return destination;
}

} // namespace

std::string Destination::folder() const { return folderOf(path); }

bool Destination::isNull() const
{
    struct stat null = {};
    return kind == Kind::Stream && stat("/dev/null", &null) == 0 && S_ISCHR(null.st_mode) &&
           character == null.st_rdev;
}

bool Destination::isTerminal() const
{
    if (kind != Kind::Stream || character == 0)
        return false;
    const int opened = descriptor >= 0 ? descriptor : open(path.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC);
    const bool is = isatty(opened) == 1;
    if (opened >= 0 && opened != descriptor)
        close(opened);
    return is;
}

Destination destinationOf(int descriptor)
{
    struct stat there = {};
    const int flags = fcntl(descriptor, F_GETFL), own = fcntl(descriptor, F_GETFD);
    // What is closed on exec this program has opened itself, for its own ends.
    if (flags < 0 || (own & FD_CLOEXEC) != 0 || fstat(descriptor, &there) != 0)
        return failed(DestinationFault::NotOpen);
    Destination destination;
    destination.kind = Destination::Kind::Stream;
    destination.descriptor = descriptor;
    identify(destination, there);
    if (S_ISDIR(there.st_mode))
        destination.fault = DestinationFault::IsFolder;
    else if ((flags & O_ACCMODE) == O_RDONLY || S_ISBLK(there.st_mode))
        destination.fault = DestinationFault::NotWritable;
    return destination;
}

Destination destinationOf(const std::string& path)
{
    if (path == "-")
        return destinationOf(STDOUT_FILENO);
    std::string at = path;
    for (int links = 0; links < mostLinks; ++links) {
        if (at.ends_with('/'))
            return failed(DestinationFault::IsFolder);
        struct stat there = {};
        if (lstat(at.c_str(), &there) != 0)
            return absentFile(at, errno);
        if (!S_ISLNK(there.st_mode))
            return presentFile(at, there);
        if (madeByKernel(folderOf(at)))
            return openStream(at);
        const std::optional<std::string> target = linkTarget(at);
        if (!target)
            return failed(faultOf(errno));
        at = *target;
    }
    return failed(DestinationFault::Loop);
}

bool same(const Destination& a, const Destination& b)
{
    const auto folded = [](const std::string& name) { return QString::fromStdString(name).toCaseFolded(); };
    return a.number != 0 && a.device == b.device && a.number == b.number && a.exists() == b.exists() &&
           folded(a.name) == folded(b.name);
}

} // namespace interleave::observe
