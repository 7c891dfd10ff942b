// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/client.h"

#include "core/net/clientenvironment.h"
#include "core/net/errors.h"
#include "core/net/httpclient.h"
#include "core/net/qtclient.h"

namespace interleave::net {

std::unique_ptr<Client> makeClient(const ClientEnvironment& environment)
{
    if (environment.options().kind == ClientKind::Qt)
        return std::make_unique<QtClient>(environment);
    return std::make_unique<HttpClient>(environment);
}

bool redirects(unsigned status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Download judged(Download download, const std::string& statusLine, const Address& address,
                std::string_view beginning)
{
    download.complete = true;
    const bool lost = redirects(download.status);
    const bool isGood = download.status >= 200 && download.status < 400 && !lost;
    download.outcome = isGood ? Outcome::Finished : Outcome::Failed;
    if (download.outcome == Outcome::Failed)
        download.reason = "HTTP " + statusLine + " from " + address.shown;
    if (lost)
        download.reason += ", which does not say where to go";
    else if (download.status == 400 && !address.origin.tls && saysTlsIsExpected(beginning))
        download.reason += ": " + std::string(expectsTls);
    return download;
}

std::string tooManyRedirects(const Address& address, unsigned limit)
{
    return address.shown + ": more than " + std::to_string(limit) + " redirects";
}

} // namespace interleave::net
