// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/pipe.h"

#include <array>
#include <cstdio>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#else
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace interleave::observe {

#ifdef _WIN32

void occupyStandardStreams() {}

void raiseOpenFileLimit() {}

void prepareStandardStreams()
{
    _setmode(0, _O_BINARY);
    _setmode(1, _O_BINARY);
}

InputState readStandardInput(std::vector<char>& bytes, std::size_t most)
{
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD held = 0;
    if (!PeekNamedPipe(input, nullptr, 0, nullptr, &held, nullptr))
        return InputState::Ended;
    std::array<char, 65536> chunk;
    while (held > 0 && most > 0) {
        DWORD length = 0;
        if (!ReadFile(input, chunk.data(),
                      static_cast<DWORD>(std::min<std::size_t>({chunk.size(), held, most})), &length,
                      nullptr) ||
            length == 0)
            return InputState::Ended;
        bytes.insert(bytes.end(), chunk.data(), chunk.data() + length);
        held -= length;
        most -= length;
    }
    return InputState::Open;
}

bool writeStandardOutput(std::string_view bytes)
{
    return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0;
}

#else

void occupyStandardStreams()
{
    // The lowest free number is taken: in this order each gets its own.
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(stream, F_GETFD) < 0) [[maybe_unused]]
            const int taken = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

void raiseOpenFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void prepareStandardStreams()
{
    fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    std::signal(SIGPIPE, SIG_IGN);
}

InputState readStandardInput(std::vector<char>& bytes, std::size_t most)
{
    std::array<char, 4096> chunk;
    std::size_t taken = 0;
    while (taken < most) {
        const ssize_t length = read(STDIN_FILENO, chunk.data(), chunk.size());
        if (length == 0)
            return InputState::Ended;
        if (length < 0) {
            if (errno == EINTR)
                continue;
            return errno == EAGAIN ? InputState::Open : InputState::Ended;
        }
        bytes.insert(bytes.end(), chunk.data(), chunk.data() + length);
        taken += static_cast<std::size_t>(length);
        if (static_cast<std::size_t>(length) < chunk.size())
            break;
    }
    return InputState::Open;
}

bool writeStandardOutput(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t length = write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (length > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(length));
        } else if (errno == EAGAIN) {
            pollfd output{STDOUT_FILENO, POLLOUT, 0};
            poll(&output, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

#endif

} // namespace interleave::observe
