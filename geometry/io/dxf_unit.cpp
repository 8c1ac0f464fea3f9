#include "geometry/io/dxf_unit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace prospect::io {

namespace {

constexpr double smallest_m = 2;
constexpr double largest_m = 20000;
// Coordinates beyond this are damage whatever the unit.
constexpr double believable = 1e12;
// With fewer shapes the middle of them says little about where the rest may be.
constexpr std::size_t many = 20;

// The units a user can name, the likelier first.
const std::array<DxfUnit, 5>& nameable() {
    static const std::array<DxfUnit, 5> units{{{"m", 1, "metres"},
                                               {"mm", 0.001, "millimetres"},
                                               {"cm", 0.01, "centimetres"},
                                               {"in", 0.0254, "inches"},
                                               {"ft", 0.3048, "feet"}}};
    return units;
}

// DXF reference, $INSUNITS; those that no site plan is drawn in are left out.
std::optional<DxfUnit> unit_of_code(int code) {
    switch (code) {
    case 1:
        return nameable()[3];
    case 2:
        return nameable()[4];
    case 3:
        return DxfUnit{"mi", 1609.344, "miles"};
    case 4:
        return nameable()[1];
    case 5:
        return nameable()[2];
    case 6:
        return nameable()[0];
    case 7:
        return DxfUnit{"km", 1000, "kilometres"};
    case 10:
        return DxfUnit{"yd", 0.9144, "yards"};
    case 14:
        return DxfUnit{"dm", 0.1, "decimetres"};
    case 15:
        return DxfUnit{"dam", 10, "decametres"};
    case 16:
        return DxfUnit{"hm", 100, "hectometres"};
    case 21:
        return DxfUnit{"us-ft", 1200.0 / 3937, "US survey feet"};
    default:
        return std::nullopt;
    }
}

double larger_side(const Box& box) {
    return std::max(box.width(), box.height());
}

bool plausible_size(const Box& box, double metres) {
    const double size = larger_side(box) * metres;
    return size >= smallest_m && size <= largest_m;
}

// Arcs of a quarter turn with the radius of a door leaf.
std::size_t doors(const DxfScan& scan, double metres) {
    return static_cast<std::size_t>(
        std::count_if(scan.quarter_arcs.begin(), scan.quarter_arcs.end(),
                      [&](double r) { return r * metres > 0.6 && r * metres < 1.25; }));
}

// Coordinates of a national grid or UTM zone: small site, far from the origin.
bool like_map_metres(const Box& box) {
    const Point c = box.center();
    const double size = larger_side(box);
    return size > 0 && size < 5000 && length(c) > 50 * size && std::min(c.x, c.y) > 1e4 &&
           std::max(c.x, c.y) > 1e5 && c.x < 9e6 && c.y < 1e7;
}

// Smaller is likelier: near 50 m across, doors that fit, metric unless the header is imperial.
double unlikelihood(const DxfScan& scan, const Box& box, const DxfUnit& unit) {
    if (!plausible_size(box, unit.metres)) return std::numeric_limits<double>::infinity();
    if (unit.name == "m" && like_map_metres(box)) return -10;
    double score = std::abs(std::log10(larger_side(box) * unit.metres / 50));
    const bool foot_or_inch = unit.name == "ft" || unit.name == "in";
    const bool imperial =
        scan.lunits.value_or(2) == 3 || scan.lunits.value_or(2) == 4 || scan.measurement.value_or(1) == 0;
    if (foot_or_inch != imperial) score += 0.4;
    if (unit.name == "cm" || unit.name == "ft") score += 0.2;
    if (scan.quarter_arcs.size() >= 3 && doors(scan, unit.metres) >= 2) score -= 2;
    return score;
}

const DxfUnit* proposal(const DxfScan& scan, const Box& box) {
    const DxfUnit* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const DxfUnit& unit : nameable())
        if (const double score = unlikelihood(scan, box, unit); score < least) {
            least = score;
            best = &unit;
        }
    return best;
}

[[noreturn]] void refuse(const DxfScan& scan, const Box& box, const std::string& what) {
    const DxfUnit* unit = proposal(scan, box);
    const std::string advice = unit != nullptr ? "name the unit: with --unit " + unit->name +
                                                     " it measures " + size_text(box, unit->metres)
                                               : "name the unit with --unit (m, cm, mm, ft, in)";
    throw Error(ErrorCode::refused, what, advice);
}

// Why the declared unit cannot be right, or "".
std::string doubt(const DxfScan& scan, const Box& box, const DxfUnit& unit) {
    if (!plausible_size(box, unit.metres)) return "would then measure " + size_text(box, unit.metres);
    const DxfUnit* better = proposal(scan, box);
    if (better == nullptr || better->name == unit.name) return {};
    if (unit.name != "m" && like_map_metres(box)) return "has the coordinates of a map in metres";
    if (doors(scan, unit.metres) == 0 && doors(scan, better->metres) >= 5)
        return "then has no door of a usual width (measuring " + size_text(box, unit.metres) + ")";
    return {};
}

// Range of the middle values: 80 % of many, half of few. Sorts them.
double middle_range(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    const double cut = values.size() >= many ? 0.1 : 0.25;
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>((1 - cut) * last)] - values[static_cast<std::size_t>(cut * last)];
}

bool placed_somewhere(const Box& box) {
    return !box.empty() && std::abs(box.xmin) < believable && std::abs(box.xmax) < believable &&
           std::abs(box.ymin) < believable && std::abs(box.ymax) < believable;
}

} // namespace

std::string size_text(const Box& box, double metres) {
    const double width = box.width() * metres;
    const double height = box.height() * metres;
    const int digits = std::max(width, height) < 10 ? 2 : 1;
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%.*f × %.*f m", digits, width, digits, height);
    return text.data();
}

DxfExtent robust_extent(const DxfDrawing& drawing) {
    DxfExtent result;
    std::vector<double> xs;
    std::vector<double> ys;
    std::vector<Box> boxes;
    for (const DxfDrawn& drawn : drawing.drawn) {
        boxes.push_back(drawn.geometry.box());
        if (!placed_somewhere(boxes.back())) continue;
        xs.push_back(boxes.back().center().x);
        ys.push_back(boxes.back().center().y);
    }
    if (xs.empty()) return result;
    const double spread = std::max(middle_range(xs), middle_range(ys));
    const Point center{xs[xs.size() / 2], ys[ys.size() / 2]};
    const double factor = xs.size() >= many ? 20 : 200;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Box& box = boxes[i];
        if (!placed_somewhere(box)) continue;
        const double off = std::max(std::abs(box.center().x - center.x), std::abs(box.center().y - center.y));
        if (xs.size() >= 4 && off > factor * std::max(spread, larger_side(box)))
            result.far_away.push_back(i);
        else
            result.box.add(box);
    }
    return result;
}

std::optional<DxfUnit> declared_unit(const DxfScan& scan) {
    const double scale = scan.geodata ? scan.geodata->unit_scale : 0;
    if (scale > 0 && std::isfinite(scale)) {
        for (const DxfUnit& unit : nameable())
            if (std::abs(unit.metres - scale) < 1e-9) return unit;
        return DxfUnit{std::to_string(scale) + " m", scale, std::to_string(scale) + " m (GEODATA)"};
    }
    return scan.insunits ? unit_of_code(*scan.insunits) : std::nullopt;
}

DxfUnit choose_unit(const DxfScan& scan, const Box& extent, const std::string& wanted) {
    if (!wanted.empty()) {
        for (const DxfUnit& unit : nameable())
            if (unit.name == wanted) return unit;
        throw Error(ErrorCode::usage, "\"" + wanted + "\" is no unit", "use m, cm, mm, ft or in");
    }
    const std::optional<DxfUnit> declared = declared_unit(scan);
    if (!declared) refuse(scan, extent, "the drawing does not say its unit");
    const std::string why = doubt(scan, extent, *declared);
    if (!why.empty()) refuse(scan, extent, "the drawing declares " + declared->words + " and " + why);
    return *declared;
}

} // namespace prospect::io
