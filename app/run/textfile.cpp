// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/textfile.h"

#include "core/formats/textstart.h"

#include <QCoreApplication>
#include <QSaveFile>
#include <QStringDecoder>

#include <array>
#include <ostream>
#include <streambuf>

namespace interleave::run {
namespace {

/// Standard stream over a device, so that the writers of core need neither Qt nor the whole file in memory.
class DeviceBuffer : public std::streambuf
{
public:
    explicit DeviceBuffer(QIODevice& device) : m_device(device)
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
        const qint64 size = pptr() - pbase();
        const bool written = m_device.write(pbase(), size) == size;
        setp(m_bytes.data(), m_bytes.data() + m_bytes.size());
        return written ? 0 : -1;
    }

private:
    QIODevice& m_device;
    std::array<char, 64 * 1024> m_bytes{};
};

} // namespace

std::optional<QByteArray> plainText(QByteArray bytes, QString& error)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Experiment", text); };
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

QString writeTextFile(const QString& path, const std::function<void(std::ostream&)>& write)
{
    QSaveFile file(path);
    const auto sentence = [&] {
        return QCoreApplication::translate("Experiment",
                                           "%1 could not be written: %2; what was there before is as it was.")
            .arg(path, file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly))
        return sentence();
    DeviceBuffer buffer(file);
    std::ostream stream(&buffer);
    write(stream);
    stream.flush();
    // commit() does not notice that what was still buffered could not be written: flush() does.
    return stream.good() && file.flush() && file.commit() ? QString() : sentence();
}

} // namespace interleave::run
