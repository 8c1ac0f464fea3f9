#include "app/models/place_words.h"

#include <QCoreApplication>

#include <cmath>

namespace prospect::app {

namespace {

struct PlaceWords {
    Q_DECLARE_TR_FUNCTIONS(PlaceWords)
};

} // namespace

QString grouped_text(double value) {
    QString digits = QString::number(std::llround(std::abs(value)));
    for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3)
        digits.insert(i, QChar(0x2009));
    return value < -0.5 ? QStringLiteral("−") + digits : digits;
}

QString grid_name(const Frame& frame) {
    return frame.crs == "local" ? PlaceWords::tr("plan metres") : QString::fromStdString(frame.crs_name);
}

QString coordinates_text(const Frame& frame, Point local) {
    if (!frame.set()) return {};
    const Point full = frame.to_full(local);
    return PlaceWords::tr("x %1  y %2").arg(grouped_text(full.x), grouped_text(full.y));
}

QString place_text(const Frame& frame, Point local) {
    if (!frame.set()) return {};
    return PlaceWords::tr("%1  (%2)").arg(coordinates_text(frame, local), grid_name(frame));
}

} // namespace prospect::app
