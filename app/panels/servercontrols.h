// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "app/panels/formsection.h"
#include "core/net/practiceserverprocess.h"

namespace interleave::panels {

class ChoiceBox;
class NumberBox;

/// How the practice server behaves, and which of its pages are downloaded.
class ServerControls : public FormSection
{
    Q_OBJECT

public:
    explicit ServerControls(QFormLayout* form);

    void setOptions(const net::PracticeServerOptions& options, const QStringList& pages);
    /// The seed is shown elsewhere; here it is what setOptions() was given.
    net::PracticeServerOptions options() const;
    QStringList pages() const;

    /// A script names the pages itself.
    enum class Shown { No, WithoutPages, WithPages };
    void setShown(Shown shown);

private:
    void addQuantities();
    void addPages();

    FormSection m_pagesRow;
    net::PracticeServerOptions m_given;
    QStringList m_givenPages;
    NumberBox* m_latency = nullptr;
    NumberBox* m_jitter = nullptr;
    NumberBox* m_bandwidth = nullptr;
    ChoiceBox* m_jython = nullptr;
    ChoiceBox* m_dice = nullptr;
    ChoiceBox* m_tls = nullptr;
};

} // namespace interleave::panels
