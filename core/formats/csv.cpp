// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/csv.h"

#include "core/formats/jsonwriter.h"

#include <ostream>

namespace interleave::formats {

void writeCsvRecord(std::ostream& out, std::span<const std::string> fields)
{
    const char* separator = "";
    for (const std::string& field : fields) {
        out << separator;
        separator = ",";
        const std::string text = validUtf8(field);
        if (text.find_first_of(",\"\r\n") == std::string::npos) {
            out << text;
            continue;
        }
        out << '"';
        for (const char c : text)
            out << (c == '"' ? "\"\"" : std::string(1, c));
        out << '"';
    }
    out << "\r\n";
}

} // namespace interleave::formats
