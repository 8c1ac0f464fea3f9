#include "app/models/detail_words.h"

#include "app/models/words.h"

#include <QCoreApplication>

#include <cmath>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DetailWords)
};

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

// Cut, not rounded: 124.7 is not the 125 of a level.
QString pixels_text(double pixels_per_m) {
    const double shown = pixels_per_m >= 10 ? std::floor(pixels_per_m) : std::floor(pixels_per_m * 10) / 10;
    return quantity_text(shown, "px/m");
}

QString edition_text(sightlines::Edition edition) {
    return QStringLiteral("EN 62676-4:") + text_of(sightlines::name_of(edition));
}

QString level_name(sightlines::Edition edition, double pixels_per_m) {
    if (const auto* level = sightlines::detail_reached(edition, pixels_per_m)) return text_of(level->name);
    return Words::tr("less than %1").arg(text_of(sightlines::detail_levels(edition).front().name));
}

QString level_words(sightlines::Edition edition, double pixels_per_m) {
    const auto* level = sightlines::detail_reached(edition, pixels_per_m);
    const QString name = level_name(edition, pixels_per_m);
    return level ? Words::tr("%1: %2").arg(name, text_of(level->meaning))
                 : Words::tr("%1: nobody is made out").arg(name);
}

} // namespace prospect::app
