// Compares a picture with the one kept in tests/golden. PROSPECT_UPDATE_GOLDEN=1 writes it instead: look at
// what changed before committing it.
#pragma once

#include <QDir>
#include <QFile>
#include <QImage>
#include <QString>
#include <QtGlobal>

#include <algorithm>
#include <cstdlib>

namespace prospect::test {

// Empty when they agree: fewer than `share` of the pixels differ by more than `threshold` in a channel. Else
// what is wrong and where the new picture was put. Glyph rasters differ a little between font versions;
// shapes and colours do not.
inline QString differs_from_golden(const QImage& picture, const QString& name, int threshold = 24,
                                   double share = 0.005) {
    const QString kept = QStringLiteral(PROSPECT_SOURCE_DIR "/tests/golden/") + name + QStringLiteral(".png");
    const QImage actual = picture.convertToFormat(QImage::Format_RGB32);
    if (qEnvironmentVariableIsSet("PROSPECT_UPDATE_GOLDEN")) {
        actual.save(kept);
        return {};
    }
    QImage expected(kept);
    const QString folder = QStringLiteral(PROSPECT_BINARY_DIR "/golden");
    QDir().mkpath(folder);
    const QString written = folder + QLatin1Char('/') + name + QStringLiteral(".png");
    const auto complain = [&](const QString& why) {
        actual.save(written);
        return why + QStringLiteral("; see ") + written;
    };
    if (expected.isNull()) return complain(kept + QStringLiteral(" is missing"));
    expected = expected.convertToFormat(QImage::Format_RGB32);
    if (expected.size() != actual.size()) return complain(QStringLiteral("the size is not that of ") + kept);
    qint64 different = 0;
    for (int y = 0; y < actual.height(); ++y)
        for (int x = 0; x < actual.width(); ++x) {
            const QRgb a = actual.pixel(x, y);
            const QRgb b = expected.pixel(x, y);
            const int most = std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                                       std::abs(qBlue(a) - qBlue(b))});
            different += most > threshold ? 1 : 0;
        }
    const double found =
        static_cast<double>(different) / (static_cast<double>(actual.width()) * actual.height());
    if (found <= share) return {};
    return complain(QString::number(100 * found, 'f', 2) + QStringLiteral(" % of the pixels differ from ") +
                    kept);
}

} // namespace prospect::test
