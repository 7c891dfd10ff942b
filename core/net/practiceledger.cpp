// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/practiceledger.h"

namespace interleave::net {

using std::chrono::milliseconds;

namespace {

/// As one word of one line, whatever a client has sent.
QByteArray word(std::string_view path)
{
    return QByteArray(path.data(), static_cast<qsizetype>(path.size())).toPercentEncoding("/%:@!$&'()*+,;=");
}

} // namespace

PracticeLedger::PracticeLedger(const PracticeServerOptions& options)
    : m_latency(options.latency), m_mostJitter(options.jitter), m_jitter(options.seed)
{
}

std::string PracticeLedger::logTo(const QString& path)
{
    m_log.setFileName(path);
    if (!m_log.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Text))
        return path.toStdString() + ": " + m_log.errorString().toStdString();
    m_log.write("# path status received-ns done-ns\n");
    return {};
}

milliseconds PracticeLedger::arrived()
{
    ++m_counts.requests;
    if (m_mostJitter.count() == 0)
        return m_latency;
    // Not std::uniform_int_distribution: its numbers differ between standard libraries.
    return m_latency + milliseconds(m_jitter() % static_cast<unsigned>(m_mostJitter.count() + 1));
}

void PracticeLedger::answered(std::string_view path, unsigned status, std::int64_t received,
                              std::int64_t done)
{
    ++m_counts.answers;
    if (!m_log.isOpen())
        return;
    m_log.write(word(path) + ' ' + QByteArray::number(status) + ' ' + QByteArray::number(received) + ' ' +
                QByteArray::number(done) + '\n');
    m_log.flush();
}

} // namespace interleave::net
