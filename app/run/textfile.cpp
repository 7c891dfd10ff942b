// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/textfile.h"

#include "core/formats/textstart.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <array>
#include <ostream>
#include <streambuf>

namespace interleave::run {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

/// Standard stream over a file, so that the writers of core need neither it nor the whole text in memory.
class FileBuffer : public std::streambuf
{
public:
    explicit FileBuffer(observe::OutputFile& file) : m_file(file)
    {
        setp(m_bytes.data(), m_bytes.data() + m_bytes.size());
    }

protected:
    int_type overflow(int_type next) override
    {
        if (sync() != 0)
            return traits_type::eof();
        if (!traits_type::eq_int_type(next, traits_type::eof()))
            sputc(traits_type::to_char_type(next));
        return traits_type::not_eof(next);
    }
    int sync() override
    {
        const bool written = m_file.write({pbase(), static_cast<std::size_t>(pptr() - pbase())});
        setp(m_bytes.data(), m_bytes.data() + m_bytes.size());
        return written ? 0 : -1;
    }

private:
    observe::OutputFile& m_file;
    std::array<char, 64 * 1024> m_bytes{};
};

QString failureOf(const observe::OutputFile& file, const QString& path)
{
    if (file.readerMissing())
        return tr("%1 could not be written: it is a pipe that nobody reads; let a program read it meanwhile.")
            .arg(shown(path));
    if (file.readerLeft())
        return tr("%1 could not be written to its end: whoever read it has left.").arg(shown(path));
    const QString problem = QString::fromStdString(file.problem());
    return file.isStream() ? tr("%1 could not be written to its end: %2.").arg(shown(path), problem)
                           : tr("%1 could not be written: %2; what was there before is as it was.")
                                 .arg(shown(path), problem);
}

Written write(const QString& path, observe::NobodyReads nobody,
              const std::function<void(observe::OutputFile&)>& fill)
{
    const observe::Destination destination = destinationOf(path);
    if (const QString refusal = refusalOf(destination, path); !refusal.isEmpty())
        return {refusal};
    observe::OutputFile file(destination);
    if (file.open(nobody))
        fill(file);
    if (file.commit())
        return {};
    if (file.readerLeft() && destination.descriptor >= 0)
        return {{}, true};
    return {failureOf(file, path)};
}

} // namespace

std::optional<QByteArray> plainText(QByteArray bytes, QString& error)
{
    const formats::TextStart start =
        formats::textStart({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    error.clear();
    if (!start.instead.empty())
        error = tr("It %1.").arg(QLatin1StringView(start.instead.data(), qsizetype(start.instead.size())));
    bytes.remove(0, static_cast<qsizetype>(start.mark));
    if (!bytes.contains('\n')) // the line end of old Macs
        bytes.replace('\r', '\n');
    const QByteArrayList lines = bytes.split('\n');
    for (qsizetype k = 0; k < lines.size() && error.isEmpty(); ++k) {
        QStringDecoder utf8(QStringDecoder::Utf8);
        const QString line = utf8(lines[k]);
        if (line.contains(QChar(u'\0')))
            error = tr("Line %1 holds a zero byte: it is no text.").arg(k + 1);
        else if (utf8.hasError())
            error = tr("Line %1 is not in UTF-8: save the file as UTF-8.").arg(k + 1);
    }
    return error.isEmpty() ? std::optional(std::move(bytes)) : std::nullopt;
}

QString shown(const QString& text)
{
    QString line;
    for (const QChar c : text)
        line += c.category() == QChar::Other_Control
                    ? QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QChar(u'0'))
                    : QString(c);
    return line;
}

observe::Destination destinationOf(const QString& path)
{
    return observe::destinationOf(QFile::encodeName(path).toStdString());
}

QString refusalOf(const observe::Destination& destination, const QString& path)
{
    using enum observe::DestinationFault;
    switch (destination.fault) {
    case None:
        return {};
    case NoFolder:
        return tr("%1 cannot be written: the folder does not exist; make it first, or choose another.")
            .arg(shown(path));
    case IsFolder:
        return tr("%1 cannot be written: it is a folder; give the name of a file.").arg(shown(path));
    case NotWritable:
        return tr("%1 cannot be written: it is neither a file nor an open stream that takes a text; choose "
                  "another name.")
            .arg(shown(path));
    case NotOpen:
        return tr("%1 cannot be written: no such stream is open; choose another, or the name of a file.")
            .arg(shown(path));
    case Protected:
        return tr("%1 may not be written: its folder or the file itself is protected; choose another place.")
            .arg(shown(path));
    case TooLong:
        return tr("%1 cannot be written: the name is too long; choose a shorter one.").arg(shown(path));
    case Loop:
        return tr("%1 cannot be written: its links lead round in a circle; choose another name.")
            .arg(shown(path));
    }
    return {};
}

Written writeTextFile(const QString& path, const std::function<void(std::ostream&)>& text,
                      observe::NobodyReads nobody)
{
    return write(path, nobody, [&](observe::OutputFile& file) {
        FileBuffer buffer(file);
        std::ostream stream(&buffer);
        text(stream);
        stream.flush();
    });
}

Written writeFile(const QString& path, const QByteArray& bytes, observe::NobodyReads nobody)
{
    return write(path, nobody, [&](observe::OutputFile& file) {
        file.write({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    });
}

std::optional<QByteArray> readBytes(const QString& path, qsizetype most, QString& reason)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        reason = tr("it is a folder");
    else if (!file.open(QIODevice::ReadOnly))
        reason = file.errorString();
    else if (QByteArray bytes = file.read(most + 1); file.error() == QFileDevice::NoError)
        return bytes;
    else
        reason = file.errorString();
    return {};
}

} // namespace interleave::run
