// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/refusal.h"

#ifdef __linux__
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <vector>
#endif

namespace interleave::tests {

#ifdef __linux__

namespace {

/// These system calls fail with this error from now on.
bool refuse(std::initializer_list<std::uint32_t> calls, std::uint32_t error)
{
    std::vector<sock_filter> filter{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
    for (const std::uint32_t call : calls) {
        filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error));
    }
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

} // namespace

bool refuseSwitchRecords() { return refuse({SYS_perf_event_open}, EPERM); }
bool refuseThreads() { return refuse({SYS_clone3, SYS_clone}, EAGAIN); }

#else

bool refuseSwitchRecords() { return false; }
bool refuseThreads() { return false; }

#endif

} // namespace interleave::tests
