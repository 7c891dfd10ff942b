// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/address.h"

using namespace interleave;
using net::Address;
using net::parseAddress;

class TestAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongAddressIsRefused_data();
    void wrongAddressIsRefused();
    void addressIsTakenApart_data();
    void addressIsTakenApart();
    void requestIsComplete();
    void nothingCanBeSmuggledIntoTheRequest();
    void redirectIsResolved_data();
    void redirectIsResolved();
    void shownTextIsHarmless_data();
    void shownTextIsHarmless();
};

void TestAddress::wrongAddressIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const QString& text, const char* error) {
        QTest::newRow(name) << text << QString::fromLatin1(error);
    };
    row("empty", QString(), "an address is empty: write it out, such as http://example.org/");
    row("file", QStringLiteral("file:///etc/passwd"),
        "file:///etc/passwd: only http and https addresses can be downloaded");
    row("ftp", QStringLiteral("ftp://a:b@h/"), "ftp://h/: only http and https addresses can be downloaded");
    row("no scheme", QStringLiteral("example.org/x"), "example.org/x: write http:// or https:// first");
    row("no host", QStringLiteral("http:///x"), "http:///x: the address names no host");
    row("port out of range", QStringLiteral("http://h:70000/"), "http://h:70000/: is not a valid address");
    row("open bracket", QStringLiteral("http://[::1/"), "http://[::1/: is not a valid address");
}

void TestAddress::wrongAddressIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    std::string said;
    QVERIFY(!parseAddress(text.toStdString(), said));
    QCOMPARE(QString::fromStdString(said), error);
}

void TestAddress::addressIsTakenApart_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* text, const char* host, int port, bool tls, const char* shown) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(host) << port << tls
                            << QString::fromLatin1(shown);
    };
    row("http://h", "h", 80, false, "http://h");
    row("https://h/x?y=1#part", "h", 443, true, "https://h/x?y=1");
    row("HTTP://User:Secret@Example.ORG:8080/a b", "example.org", 8080, false,
        "http://example.org:8080/a%20b");
    row("http://[::1]:81/", "::1", 81, false, "http://[::1]:81/");
    row("https://b\xc3\xbc"
        "cher.example/\xc3\xbc",
        "xn--bcher-kva.example", 443, true, "https://xn--bcher-kva.example/%C3%BC");
    row("  http://h/  ", "h", 80, false, "http://h/");
}

void TestAddress::addressIsTakenApart()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, tls);
    QFETCH(QString, shown);
    std::string error;
    const auto address = parseAddress(text.toStdString(), error);
    QVERIFY2(address, error.c_str());
    QCOMPARE(QString::fromStdString(address->origin.host), host);
    QCOMPARE(int(address->origin.port), port);
    QCOMPARE(address->origin.tls, tls);
    QCOMPARE(QString::fromStdString(address->shown), shown);
}

void TestAddress::requestIsComplete()
{
    std::string error;
    QCOMPARE(parseAddress("http://u:p@h:81/x?y", error)->request,
             std::string(
                 "GET /x?y HTTP/1.1\r\nHost: h:81\r\nUser-Agent: Interleave/7.8\r\nAccept: */*\r\n"
                 "Accept-Encoding: identity\r\nConnection: keep-alive\r\nAuthorization: Basic dTpw\r\n\r\n"));
    QVERIFY(parseAddress("https://[::1]", error)->request.starts_with("GET / HTTP/1.1\r\nHost: [::1]\r\n"));
}

void TestAddress::nothingCanBeSmuggledIntoTheRequest()
{
    std::string error;
    const auto address = parseAddress("http://h/a\r\nX-Evil: 1\r\n\r\n", error);
    if (address)
        QVERIFY(address->request.find("\nX-Evil") == std::string::npos);
    const auto from = parseAddress("http://h/", error);
    const auto redirected = redirectedAddress(*from, "/b\r\nX-Evil: 1 \x01?\n", error);
    if (redirected)
        QVERIFY(redirected->request.find("\nX-Evil") == std::string::npos);
}

void TestAddress::redirectIsResolved_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("credentials");
    const auto row = [](const char* location, const char* shown, bool credentials) {
        QTest::newRow(location) << QString::fromLatin1(location) << QString::fromLatin1(shown) << credentials;
    };
    row("/y", "http://h:81/y", true);
    row("y?z", "http://h:81/a/y?z", true);
    row("http://h:81/y", "http://h:81/y", true);
    row("http://other:x@h:81/y", "http://h:81/y", true);
    row("http://h:82/y", "http://h:82/y", false);
    row("https://h:81/y", "https://h:81/y", false);
    row("//elsewhere/y", "http://elsewhere/y", false);
    row("http://planted:x@elsewhere/y", "http://elsewhere/y", false);
}

void TestAddress::redirectIsResolved()
{
    QFETCH(QString, location);
    QFETCH(QString, shown);
    QFETCH(bool, credentials);
    std::string error;
    const auto from = parseAddress("http://user:secret@h:81/a/x", error);
    const auto to = redirectedAddress(*from, location.toStdString(), error);
    QVERIFY2(to, error.c_str());
    QCOMPARE(QString::fromStdString(to->shown), shown);
    QCOMPARE(to->request.find("Authorization: Basic dXNlcjpzZWNyZXQ=") != std::string::npos, credentials);
    QCOMPARE(to->request.find("Authorization") != std::string::npos, credentials);
}

void TestAddress::shownTextIsHarmless_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("user info") << QByteArray("http://u:p@h/x@y") << QByteArray("http://h/x@y");
    QTest::newRow("two at signs") << QByteArray("http://u:p@q@h/") << QByteArray("http://h/");
    QTest::newRow("control characters") << QByteArray("a\x1b[31m\nb") << QByteArray("a?[31m?b");
    QTest::newRow("right to left override") << QByteArray("a\xe2\x80\xae"
                                                          "b")
                                            << QByteArray("a?b");
    QTest::newRow("too long") << QByteArray(9000, 'x') << QByteArray(200, 'x') + "...";
}

void TestAddress::shownTextIsHarmless()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(net::shownAddress(text.toStdString())), shown);
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral("7.8"));
    TestAddress test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_address.moc"
