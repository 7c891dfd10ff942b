// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/names.h"

#include <map>
#include <mutex>
#include <utility>

#include <dlfcn.h>
#include <netdb.h>

namespace interleave::tests {

namespace {

struct Known
{
    std::mutex mutex;
    std::map<std::string, std::vector<std::string>> names;

    static Known& all()
    {
        static Known shared;
        return shared;
    }
};

} // namespace

KnownName::KnownName(std::string name, std::vector<std::string> addresses) : m_name(std::move(name))
{
    const std::lock_guard guard(Known::all().mutex);
    Known::all().names[m_name] = std::move(addresses);
}

KnownName::~KnownName()
{
    const std::lock_guard guard(Known::all().mutex);
    Known::all().names.erase(m_name);
}

} // namespace interleave::tests

/// Stands before the C library's in every program that KnownName is linked into.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** result)
{
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto system = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    std::vector<std::string> addresses;
    {
        auto& known = interleave::tests::Known::all();
        const std::lock_guard guard(known.mutex);
        if (const auto found = known.names.find(name ? name : ""); found != known.names.end())
            addresses = found->second;
    }
    if (addresses.empty())
        return system(name, service, hints, result);
    addrinfo* all = nullptr; // chained as the library does it, so its freeaddrinfo() takes them all
    addrinfo** next = &all;
    for (const std::string& address : addresses) {
        addrinfo literal{};
        literal.ai_flags = AI_NUMERICHOST;
        literal.ai_socktype = SOCK_STREAM;
        if (system(address.c_str(), nullptr, &literal, next) != 0)
            continue;
        while (*next)
            next = &(*next)->ai_next;
    }
    *result = all;
    return all ? 0 : EAI_NONAME;
}
