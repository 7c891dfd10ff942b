// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace interleave::observe {

/// Why nothing can be written where a name leads, as far as that can be told beforehand.
enum class DestinationFault : std::uint8_t {
    None,
    NoFolder,    ///< the folder is missing
    IsFolder,    ///< a folder is there, or the name can only be one's
    NotWritable, ///< a disk, a socket, an open stream that is only read from
    NotOpen,     ///< a number of an open stream that none has
    Protected,   ///< the folder or the file
    TooLong,     ///< the name
    Loop,        ///< links that lead to each other
};

/// What the name of an output leads to: a file, which is replaced as a whole, or a stream (a pipe, a
/// terminal, a device, what standard output is), which is written to. Links are followed. Bytes of names are
/// kept as they are.
struct Destination
{
    enum class Kind : std::uint8_t { File, Stream };

    Kind kind = Kind::File;
    DestinationFault fault = DestinationFault::None;
    std::string path;    ///< of the file behind all links; of a stream to be opened
    int descriptor = -1; ///< of a stream that this process has open: it is written to as it is
    bool added = false;  ///< the stream is another process's: what is written comes behind what is there

    // Which it is, however it is named: device and number of what is there, and of a file that is not there
    // yet those of its folder and its name.
    std::uint64_t device = 0, number = 0;
    std::uint64_t character = 0; ///< of a character device which one; 0: it is none
    std::string name;

    std::string folder() const;
    bool exists() const { return name.empty(); }
    /// Reading ends at once and what is written vanishes: any number of outputs can share it.
    bool isNull() const;
    /// Lines of several outputs may follow each other there.
    bool isTerminal() const;
};

/// "-" is standard output. @param path not empty
Destination destinationOf(const std::string& path);

/// What one of this process's open streams leads to, such as 1, standard output.
Destination destinationOf(int descriptor);

/// Whether both lead to the same. Names in one folder that differ in case only are the same: on many file
/// systems they are.
bool same(const Destination& a, const Destination& b);

} // namespace interleave::observe
