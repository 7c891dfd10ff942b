// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace interleave {

/// A column of values that takes no memory for as long as all of them are equal.
template <class T>
class CompactColumn
{
public:
    void append(T value)
    {
        if (m_values.empty()) {
            if (m_size == 0)
                m_common = value;
            if (value == m_common) {
                ++m_size;
                return;
            }
            m_values.assign(m_size, m_common);
        }
        m_values.push_back(value);
        ++m_size;
    }

    /// @pre index < the number of values
    T operator[](std::size_t index) const { return m_values.empty() ? m_common : m_values[index]; }

    /// Keeps the first `size` values.
    void truncate(std::size_t size)
    {
        m_size = size;
        if (size < m_values.size())
            m_values.resize(size);
    }

    void shrinkToFit() { m_values.shrink_to_fit(); }
    std::size_t bytes() const { return m_values.capacity() * sizeof(T); }

private:
    T m_common{}; // meaningless while there are values
    std::size_t m_size = 0;
    std::vector<T> m_values; // empty while all are equal
};

} // namespace interleave
