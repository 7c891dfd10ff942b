// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/terminal.h"
#include "app/cli/text.h"

#include <QByteArray>

namespace interleave::cli {
namespace {

/// The bytes as a shell would take them, those that are no letters as \xE9.
QString spelled(const QByteArray& bytes)
{
    QString text;
    for (const char byte : bytes) {
        if (byte >= ' ' && byte <= '~')
            text += QLatin1Char(byte);
        else
            text += QStringLiteral("\\x%1").arg(static_cast<unsigned char>(byte), 2, 16, QLatin1Char('0'));
    }
    return text;
}

} // namespace

std::optional<QStringList> decodedArguments(int argc, char** argv)
{
    QStringList arguments;
    for (int k = 1; k < argc; ++k) {
        const QByteArray bytes(argv[k]);
        const QString text = QString::fromUtf8(bytes);
        if (text.toUtf8() != bytes) {
            complain(
                Text::tr(
                    "the argument %1 is not UTF-8; write it in UTF-8, or where it names a file, give the "
                    "name of a link to it.")
                    .arg(spelled(bytes)));
            return {};
        }
        arguments << text;
    }
    return arguments;
}

} // namespace interleave::cli
