// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/outputfile.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <random>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#include <sys/xattr.h>
#endif

namespace interleave::observe {
namespace {

constexpr int mostTries = 100;
constexpr int readerPatience = 20; // milliseconds between two looks for a reader

bool isNamedPipe(const std::string& path)
{
    struct stat there = {};
    const int before = errno;
    const bool is = stat(path.c_str(), &there) == 0 && S_ISFIFO(there.st_mode);
    errno = before;
    return is;
}

/// A name beside the file that no other has: short, since the file's own may be as long as names can be.
std::string temporaryPath(const std::string& folder)
{
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::random_device random;
    std::string name = "/.interleave-";
    for (int k = 0; k < 12; ++k)
        name += letters[random() % letters.size()];
    return folder + name;
}

std::string ownName(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

/// Whether a file without a name can be made there that is given one later. Network file systems and those in
/// user space take the first and may refuse the second.
bool takesNamelessFiles(const std::string& folder)
{
#ifdef __linux__
    // ext2 to ext4, xfs, btrfs, tmpfs, overlay, f2fs
    constexpr std::array<std::uint32_t, 6> known{0xef53,     0x58465342, 0x9123683e,
                                                 0x01021994, 0x794c7630, 0xf2f52010};
    struct statfs system = {};
    if (statfs(folder.c_str(), &system) != 0 || access("/proc/self/fd", X_OK) != 0)
        return false;
    for (const std::uint32_t type : known)
        if (static_cast<std::uint32_t>(system.f_type) == type)
            return true;
#else
    (void)folder;
#endif
    return false;
}

/// As far as the system lets it: an ordinary user cannot give a file to another.
void takeOwner(int descriptor, const std::string& old, const struct stat& as)
{
    if (fchown(descriptor, as.st_uid, as.st_gid) != 0) [[maybe_unused]]
        const int group = fchown(descriptor, static_cast<uid_t>(-1), as.st_gid);
    fchmod(descriptor, as.st_mode & 0777);
#ifdef __linux__
    std::array<char, 4096> list;
    const char* const accessList = "system.posix_acl_access";
    const ssize_t size = getxattr(old.c_str(), accessList, list.data(), list.size());
    if (size > 0)
        fsetxattr(descriptor, accessList, list.data(), static_cast<std::size_t>(size), 0);
#endif
}

} // namespace

OutputFile::OutputFile(Destination destination) : m_destination(std::move(destination)) {}

OutputFile::~OutputFile()
{
    if (m_descriptor >= 0 && m_descriptor != m_destination.descriptor)
        close(m_descriptor);
}

bool OutputFile::open(NobodyReads nobody) { return isStream() ? openStream(nobody) : openFile(); }

bool OutputFile::openStream(NobodyReads nobody)
{
    m_descriptor = m_destination.descriptor;
    if (m_descriptor >= 0)
        return true;
    // A named pipe must not hold up the program: it is asked again and again for a reader.
    const int flags = O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK | (m_destination.added ? O_APPEND : 0);
    while ((m_descriptor = ::open(m_destination.path.c_str(), flags)) < 0) {
        m_readerMissing = errno == ENXIO && isNamedPipe(m_destination.path);
        if (m_readerMissing && nobody == NobodyReads::Wait && !endAsked()) {
            pollfd end{endDescriptor(), POLLIN, 0};
            poll(&end, 1, readerPatience);
        } else if (errno != EINTR) {
            return check(false);
        }
    }
    return check(fcntl(m_descriptor, F_SETFL, flags & O_APPEND) == 0);
}

bool OutputFile::openFile()
{
#ifdef O_TMPFILE
    if (takesNamelessFiles(m_destination.folder()))
        m_descriptor = ::open(m_destination.folder().c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC,
                              m_destination.exists() ? 0600 : 0666);
#endif
    return m_descriptor >= 0 || openNamed();
}

bool OutputFile::openNamed()
{
    for (int tries = 0; tries < mostTries; ++tries) {
        m_temporary.emplace(temporaryPath(m_destination.folder()));
        m_descriptor = ::open(m_temporary->path(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC,
                              m_destination.exists() ? 0600 : 0666);
        if (m_descriptor >= 0)
            return true;
        m_temporary->release();
        if (errno != EEXIST)
            break;
    }
    return check(false);
}

bool OutputFile::write(std::string_view bytes)
{
    while (m_error == 0 && !bytes.empty()) {
        const ssize_t size = ::write(m_descriptor, bytes.data(), bytes.size());
        if (size >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(size));
        } else if (errno == EAGAIN) { // whoever gave us the stream does not want to wait; this must
            pollfd room{m_descriptor, POLLOUT, 0};
            poll(&room, 1, -1);
        } else if (errno != EINTR) {
            check(false);
        }
    }
    return m_error == 0;
}

bool OutputFile::commit()
{
    if (m_error != 0)
        return false;
    return isStream() || (takeAfter() && giveName());
}

/// The old file's owner and permissions; then all of it is brought to the disk.
bool OutputFile::takeAfter()
{
    struct stat there = {};
    if (stat(m_destination.path.c_str(), &there) == 0)
        takeOwner(m_descriptor, m_destination.path, there);
    return check(fsync(m_descriptor) == 0 || errno == EINVAL);
}

bool OutputFile::giveName()
{
    const char* const path = m_destination.path.c_str();
    if (!m_temporary) {
        const std::string own = ownName(m_descriptor);
        if (linkat(AT_FDCWD, own.c_str(), AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
            return true;
        // A link does not replace what is there; a name of a moment does.
        m_temporary.emplace(temporaryPath(m_destination.folder()));
        if (linkat(AT_FDCWD, own.c_str(), AT_FDCWD, m_temporary->path(), AT_SYMLINK_FOLLOW) != 0) {
            m_temporary->release();
            return check(false);
        }
    }
    if (rename(m_temporary->path(), path) != 0)
        return check(false);
    m_temporary->release();
    return true;
}

bool OutputFile::check(bool succeeded)
{
    if (!succeeded && m_error == 0)
        m_error = errno;
    return m_error == 0;
}

std::string OutputFile::problem() const
{
    return m_error == 0 ? std::string() : std::generic_category().message(m_error);
}

bool OutputFile::readerLeft() const { return m_error == EPIPE; }

} // namespace interleave::observe
