// Numbers, units and kinds as they stand on the screen.
#pragma once

#include "app/render/shown_as.h"
#include "app/render/words.h"
#include "geometry/site/role.h"

#include <QString>

#include <string_view>

namespace prospect::app {

// "m2" → "m²", "deg" → "°", "1/m2" → "1/m²".
inline QString unit_text(std::string_view unit) {
    return render::shown_unit(unit);
}
// At most four significant digits, thousands always separated, by the locale: 1234.56 → "1,235".
QString number_text(double value);
// number_text and unit: "12.5 m", "90°".
QString quantity_text(double value, std::string_view unit);
// As quantity_text, but no finer than anybody measures by eye: whole above 100, else tenths: "181 m".
QString seen_text(double value, std::string_view unit);
// "62": of what files hold from 0 to 1; "under 1" and "over 99" for what is not nothing and not sure.
QString score_text(double share);
// A number of a result as people read it: "62 of 100" of the field "guardianship_day", "43 %" of the metric
// "covered_share", "12.5 m²" of "mean_area_m2". unit: where the name carries none.
QString result_text(double value, std::string_view name, std::string_view unit = {});
// "mean_radial_m" → {"Mean radial", "m"}: a metric's name split into words and its unit.
struct NamedUnit {
    QString words;
    std::string unit;
};
NamedUnit split_name(std::string_view name);
// "mean_radial_m" → "mean_radial".
std::string bare_name(std::string_view name);
using render::annotation_word;
using render::in_words;
// Plural of a kind: "Buildings"; and the name of its pictogram in resources/icons.
QString kind_plural(Role role);
QString kind_label(Role role);
QString kind_icon(Role role);
// A sentence from below without what only helps on the command line: "…; --crs names another",
// " (building.base_m)".
QString without_options(const QString& sentence);
// "3.4 MB"-like texts are Qt's; this is "about 40 s left", "about 3 min left".
QString time_left_text(double seconds);

} // namespace prospect::app
