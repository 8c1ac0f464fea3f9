#include "app/render/detail_style.h"

#include <QCoreApplication>

namespace prospect::render {

namespace {

struct DetailStyle {
    Q_DECLARE_TR_FUNCTIONS(DetailStyle)
};

constexpr float any_detail = 1e-6F;

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QRgb detail_color(sightlines::Edition edition, std::size_t level) {
    const auto& colors = ramp("viridis").colors;
    const std::size_t last = sightlines::detail_levels(edition).size() - 1;
    return colors[level * (colors.size() - 1) / last];
}

QRgb faint_detail_color() {
    return qRgb(0x8B, 0x93, 0x9D);
}

FieldStyle detail_style(sightlines::Edition edition, const QString& title) {
    FieldStyle style;
    style.title = DetailStyle::tr("%1 (EN 62676-4:%2)").arg(title, text_of(sightlines::name_of(edition)));
    style.unit = QStringLiteral("px/m");
    style.steps = true;
    const auto levels = sightlines::detail_levels(edition);
    style.max = levels.back().pixels_per_m;
    style.categories.push_back({any_detail, DetailStyle::tr("less than %1").arg(text_of(levels.front().name)),
                                faint_detail_color()});
    for (std::size_t i = 0; i < levels.size(); ++i)
        style.categories.push_back(
            {static_cast<float>(levels[i].pixels_per_m),
             DetailStyle::tr("%1: from %2 px/m").arg(text_of(levels[i].name)).arg(levels[i].pixels_per_m),
             detail_color(edition, i)});
    style.note = DetailStyle::tr("Uncoloured: no camera shows it");
    return style;
}

} // namespace prospect::render
