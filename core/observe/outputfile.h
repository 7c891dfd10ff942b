// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/destination.h"
#include "core/observe/endsignals.h"

#include <optional>
#include <string>
#include <string_view>

namespace interleave::observe {

/// What to do with a named pipe that nobody reads yet.
enum class NobodyReads : std::uint8_t {
    Wait, ///< for a reader, until a signal asks for the end
    Fail,
};

/// One output while it is written. A file appears as a whole or not at all: until commit() an old one stays
/// as it was, and no other name is seen meanwhile where the system can do without. The new one has the owner,
/// the permissions and the access list of the old, as far as the system lets it; links lead to it as before,
/// but hard links go on naming the old one. A stream gets the bytes as they come.
class OutputFile
{
public:
    explicit OutputFile(Destination destination);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    // Each one false when it failed or an earlier one did.
    bool open(NobodyReads nobody);
    bool write(std::string_view bytes);
    bool commit();

    /// Why, as the system names it; empty while all goes well.
    std::string problem() const;
    /// Whether the reason is that nobody reads the stream any more, or that nobody came to.
    bool readerLeft() const;
    bool readerMissing() const { return m_readerMissing; }
    bool isStream() const { return m_destination.kind == Destination::Kind::Stream; }

private:
    bool openStream(NobodyReads nobody);
    bool openFile();
    bool openNamed();
    bool takeAfter();
    bool giveName();
    bool check(bool succeeded);

    Destination m_destination;
    std::optional<TemporaryName> m_temporary; // where the file has a name before its own
    int m_descriptor = -1;
    int m_error = 0;
    bool m_readerMissing = false;
};

} // namespace interleave::observe
