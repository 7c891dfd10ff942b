// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/textfile.h"

#include <QCoreApplication>
#include <QSaveFile>

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
