// Runs the built prospect-cli as its users do.
#pragma once

#include <QJsonDocument>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTest>

namespace prospect::test {

struct Outcome {
    int exit_code = -1;
    QByteArray out;
    QByteArray err;
    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

inline Outcome prospect_cli(const QStringList& words, int timeout_ms = 120000) {
    QProcess process;
    process.start(QStringLiteral(PROSPECT_BINARY_DIR "/app/prospect-cli"), words);
    if (!process.waitForFinished(timeout_ms)) return {-1, process.readAllStandardOutput(), "did not finish"};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

// The contract of a refusal: at most three lines, the first names program and file, an advice follows a dash.
inline void verify_refusal(const Outcome& outcome, int code, const QString& named) {
    const QString text = QString::fromUtf8(outcome.err).trimmed();
    QVERIFY2(outcome.exit_code == code, qPrintable(QString("exit %1: %2").arg(outcome.exit_code).arg(text)));
    QVERIFY2(text.startsWith("prospect-cli: "), qPrintable(text));
    QVERIFY2(text.count('\n') < 3, qPrintable(text));
    QVERIFY2(text.contains(named), qPrintable(text));
    QVERIFY2(text.contains(QString::fromUtf8(" — ")), qPrintable(text));
}

} // namespace prospect::test
