// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace interleave::tests {

/// While it lives, this process gets about so many threads more: each is given a stack so large that no more
/// fit into the memory that it may map. It may be less, if other things need memory.
class FewThreads
{
public:
    explicit FewThreads(std::size_t more);
    ~FewThreads();
    FewThreads(const FewThreads&) = delete;
    FewThreads& operator=(const FewThreads&) = delete;

    bool held() const { return m_held; }

private:
    bool m_held = false;
    unsigned long long m_memory = 0;
    std::size_t m_stack = 0;
};

/// While it lives, this process and those that it starts may open so many files beyond those that it has
/// open.
class FewFiles
{
public:
    explicit FewFiles(unsigned more);
    ~FewFiles();
    FewFiles(const FewFiles&) = delete;
    FewFiles& operator=(const FewFiles&) = delete;

    bool held() const { return m_held; }

private:
    bool m_held = false;
    unsigned long long m_files = 0;
};

} // namespace interleave::tests
