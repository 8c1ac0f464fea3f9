#include "app/render/light_style.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace prospect::render {

namespace {

struct LightStyle {
    Q_DECLARE_TR_FUNCTIONS(LightStyle)
};

// 0.2 is about moonlight; 1, 2, 5, 10 and 20 are asked for on paths; 50 is a bright crossing.
constexpr std::array<double, 8> band_ends_lx{0.2, 0.5, 1, 2, 5, 10, 20, 50};

QString lux(double value) {
    return QLocale().toString(value, 'g', 3);
}

} // namespace

bool is_light(const Field& field) {
    return field.unit == "lx";
}

FieldStyle light_style(const Field& field, const QString& title) {
    FieldStyle style;
    style.ramp = "cividis";
    style.title = title;
    style.unit = QStringLiteral("lx");
    style.steps = true;
    style.contour_lines = true;
    style.opacity = 0.85; // bands that lie next to one another differ little
    const FieldStatistics found = statistics(field);
    style.has_nodata = found.nodata_cells > 0;
    style.min = 0;
    style.max = std::max(found.max, band_ends_lx.front());
    const auto& colors = ramp(style.ramp).colors;
    const auto color = [&](std::size_t band) {
        return colors[band * (colors.size() - 1) / band_ends_lx.size()];
    };
    style.categories.push_back(
        {0, LightStyle::tr("less than %1 lx").arg(lux(band_ends_lx.front())), color(0)});
    for (std::size_t i = 0; i < band_ends_lx.size(); ++i) {
        if (band_ends_lx[i] > style.max) break;
        style.contour_levels.push_back(band_ends_lx[i]);
        style.categories.push_back({static_cast<float>(band_ends_lx[i]),
                                    LightStyle::tr("from %1 lx").arg(lux(band_ends_lx[i])), color(i + 1)});
    }
    return style;
}

} // namespace prospect::render
