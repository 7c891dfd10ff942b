// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace interleave::tests {

/// An authority that nobody trusts; for 127.0.0.1, too, so that it can serve as a certificate that signs
/// itself. Valid from 2020 to 2119.
inline constexpr std::string_view authorityPem = R"(-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgICEAEwCgYIKoZIzj0EAwIwJDEiMCAGA1UEAwwZSW50ZXJs
ZWF2ZSB0ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAw
MDAwMFowJDEiMCAGA1UEAwwZSW50ZXJsZWF2ZSB0ZXN0IGF1dGhvcml0eTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABNwY6c1LK59TEsGWb1tPjJojRPMIWa9vU+1z
szW4UXGbNo0zqSdIgDObPHZg0KP/Z1zoGnEL0H/+QWLfE8iFraSjQzBBMA8GA1Ud
EQQIMAaHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQU6lCwt9jKhMYG
NYczru+x3BSmpmEwCgYIKoZIzj0EAwIDSAAwRQIhALYieijLl75iQz+ZcFMt5T7K
apZ+e+u/6nU5WFKVRQ+eAiB/QXbRcjMJZIX0E5XiDdE6tQyQl+TgIT7DJ7yNVdhW
qQ==
-----END CERTIFICATE-----
)";

/// Of that authority, for 127.0.0.1; valid in 2020 only.
inline constexpr std::string_view expiredPem = R"(-----BEGIN CERTIFICATE-----
MIIBVzCB/qADAgECAgIQAjAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBlJbnRlcmxl
YXZlIHRlc3QgYXV0aG9yaXR5MB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAw
MFowEjEQMA4GA1UEAwwHZXhwaXJlZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BNwY6c1LK59TEsGWb1tPjJojRPMIWa9vU+1zszW4UXGbNo0zqSdIgDObPHZg0KP/
Z1zoGnEL0H/+QWLfE8iFraSjMjAwMA8GA1UdEQQIMAaHBH8AAAEwHQYDVR0OBBYE
FOpQsLfYyoTGBjWHM67vsdwUpqZhMAoGCCqGSM49BAMCA0gAMEUCIQDJxeS5Zxwc
qVJ12Nna5f6nQ3D8e0o7NnqokmmSOBtT/gIgYbVoxcd4q63uMw4Q+EyIBJEfxCQh
OSVtaENB736WZsM=
-----END CERTIFICATE-----
)";

/// The key of both. It protects nothing.
inline constexpr std::string_view keyPem = R"(-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIINYWnSFPlQUpEe3pitOTKx08tAv+WmBUlv1S0W5s2b5oAoGCCqGSM49
AwEHoUQDQgAE3BjpzUsrn1MSwZZvW0+MmiNE8whZr29T7XOzNbhRcZs2jTOpJ0iA
M5s8dmDQo/9nXOgacQvQf/5BYt8TyIWtpA==
-----END EC PRIVATE KEY-----
)";

} // namespace interleave::tests
