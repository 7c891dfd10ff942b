// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/formsection.h"
#include "core/workloads/downloads.h"

namespace interleave::panels {

class ChoiceBox;
class ChoiceList;
class Disclosure;
class NumberBox;

/// How a page is downloaded, and what is done with it.
class ClientControls : public FormSection
{
    Q_OBJECT

public:
    explicit ClientControls(QFormLayout* form);

    void setOptions(const workloads::DownloadsOptions& options);
    /// Writes what is shown here into `options`, and the settings of the client that are shown nowhere.
    void writeTo(workloads::DownloadsOptions& options) const;

    void setSeed(std::uint32_t seed);
    std::uint32_t seed() const;

    /// The seed is the practice server's.
    enum class Shown { No, WithoutSeed, WithSeed };
    void setShown(Shown shown);

private:
    void addRare();
    void showRare();

    net::ClientOptions m_given;
    ChoiceList* m_kind;
    NumberBox* m_passes;
    ChoiceBox* m_fresh;
    NumberBox* m_idle = nullptr;
    NumberBox* m_deadline = nullptr;
    NumberBox* m_seed = nullptr;
    Disclosure* m_more = nullptr;
    FormSection m_rare, m_seedRow;
    Shown m_shown = Shown::WithSeed;
};

} // namespace interleave::panels
