#include "app/render/field_style.h"

#include "app/render/shown_as.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <QLocale>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

namespace prospect::render {

namespace {

QRgb mixed(QRgb a, QRgb b, double t) {
    const auto channel = [t](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * t));
    };
    return qRgb(channel(qRed(a), qRed(b)), channel(qGreen(a), qGreen(b)), channel(qBlue(a), qBlue(b)));
}

// Absent for a file that holds other colours than a ramp.
std::optional<Ramp> read_ramp(const std::string& name) {
    const nlohmann::json json = nlohmann::json::parse(read_resource("palettes/" + name + ".json"));
    if (!json.contains("colors")) return std::nullopt;
    if (json.at("kind").get<std::string>() == "categorical") return std::nullopt;
    Ramp ramp;
    ramp.name = QString::fromStdString(json.at("name").get<std::string>());
    ramp.title = QString::fromStdString(json.at("title").get<std::string>());
    ramp.diverging = json.at("kind").get<std::string>() == "diverging";
    std::vector<QRgb> stops;
    for (const auto& color : json.at("colors"))
        stops.push_back(QColor(QString::fromStdString(color.get<std::string>())).rgb());
    const double steps = static_cast<double>(stops.size() - 1);
    for (std::size_t i = 0; i < ramp.colors.size(); ++i) {
        const double place = static_cast<double>(i) / 255.0 * steps;
        const auto stop = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        ramp.colors[i] = mixed(stops[stop], stops[stop + 1], place - static_cast<double>(stop));
    }
    return ramp;
}

const std::map<std::string, Ramp>& ramps() {
    static const std::map<std::string, Ramp> all = [] {
        std::map<std::string, Ramp> read;
        for (const auto& entry : std::filesystem::directory_iterator(resource_path("palettes"))) {
            if (entry.path().extension() != ".json") continue;
            const std::string name = entry.path().stem().string();
            try {
                if (auto one = read_ramp(name)) read.emplace(name, std::move(*one));
            } catch (const nlohmann::json::exception& error) {
                throw Error(ErrorCode::internal, "the palette " + name + " cannot be read: " + error.what());
            }
        }
        return read;
    }();
    return all;
}

// At most this many cells decide the range: enough for percentiles, quick on the largest terrain.
constexpr std::size_t sampled_cells = 2'000'000;

// `counted`: for each cell, or empty for all.
std::vector<float> sample(const Field& field, const std::vector<char>& counted = {}) {
    const std::size_t stride = std::max<std::size_t>(1, field.values.size() / sampled_cells);
    std::vector<float> values;
    values.reserve(field.values.size() / stride + 1);
    for (std::size_t i = 0; i < field.values.size(); i += stride) {
        if (!counted.empty() && counted[i] == 0) continue;
        if (field.values[i] != nodata && std::isfinite(field.values[i])) values.push_back(field.values[i]);
    }
    return values;
}

double percentile(std::vector<float>& values, double share) {
    const auto place =
        static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<std::size_t>(place)];
}

struct Range {
    double low = 0;
    double high = 1;

    bool is_flat() const { return high - low <= 1e-6 * std::max(std::abs(low), std::abs(high)); }
};

// What most of the values span, all of them where most are alike: a map of few ones among zeros is one of
// zeros and ones. Never flat, and below zero only where values are.
Range range_of(std::vector<float>& values) {
    if (values.empty()) return {};
    Range range{percentile(values, 0.01), percentile(values, 0.99)};
    // Most measures start at nothing: a scale that starts just above zero misleads.
    if (range.low > 0 && range.low < 0.2 * range.high) range.low = 0;
    if (!range.is_flat()) return range;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    range = {*least, *most};
    if (!range.is_flat()) return range;
    const double value = range.low;
    if (value == 0) return {0, 1};
    return {value - std::abs(value) / 10, value + std::abs(value) / 10};
}

bool are_whole(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float value) { return value == std::floor(value); });
}

// 1, 2 or 5 times a power of ten, about a fifth of the span.
double round_step(double span) {
    const double raw = span / 5;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double share = raw / power;
    return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
}

} // namespace

const Ramp& ramp(const std::string& name) {
    const auto found = ramps().find(name);
    if (found != ramps().end()) return found->second;
    std::string known;
    for (const std::string& one : ramp_names())
        known += (known.empty() ? "" : ", ") + one;
    throw Error(ErrorCode::usage, "there is no palette \"" + name + "\"", "use one of: " + known);
}

std::vector<std::string> ramp_names() {
    std::vector<std::string> names;
    for (const auto& [name, ramp] : ramps())
        names.push_back(name);
    return names;
}

void spread_colors(std::vector<Category>& categories, const std::string& ramp_name) {
    constexpr QRgb none = 0xff8b939d;
    const auto& colors = ramp(ramp_name).colors;
    std::vector<Category*> ranked;
    for (Category& one : categories)
        if (one.none)
            one.color = none;
        else
            ranked.push_back(&one);
    const std::size_t steps = std::max<std::size_t>(2, ranked.size()) - 1;
    for (std::size_t i = 0; i < ranked.size(); ++i)
        ranked[i]->color = colors[i * (colors.size() - 1) / steps];
}

const std::vector<QRgb>& categorical_colors(const std::string& name) {
    static const std::map<std::string, std::vector<QRgb>> all = [] {
        std::map<std::string, std::vector<QRgb>> read;
        for (const char* one : {"strategies"}) {
            const auto json = nlohmann::json::parse(read_resource(std::string("palettes/") + one + ".json"));
            for (const auto& color : json.at("colors"))
                read[one].push_back(QColor(QString::fromStdString(color.get<std::string>())).rgb());
        }
        return read;
    }();
    const auto found = all.find(name);
    if (found != all.end()) return found->second;
    throw Error(ErrorCode::usage, "there are no colours \"" + name + "\"", "use: strategies");
}

FieldStyle FieldStyle::for_field(const Field& field, const std::string& ramp_name, QString title) {
    return for_cells(field, ramp_name, std::move(title), {});
}

FieldStyle FieldStyle::for_words(const std::vector<std::pair<float, QString>>& words,
                                 const std::string& ramp_name, QString title) {
    FieldStyle style;
    style.ramp = ramp_name;
    style.title = std::move(title);
    style.has_nodata = true;
    for (const auto& [value, title_of_value] : words)
        style.categories.push_back({.value = value, .title = title_of_value, .none = value < 0});
    spread_colors(style.categories, ramp_name);
    return style;
}

FieldStyle FieldStyle::for_cells(const Field& field, const std::string& ramp_name, QString title,
                                 const std::vector<char>& counted) {
    FieldStyle style;
    style.ramp = ramp_name;
    style.title = std::move(title);
    style.of_things = !field.shapes.empty();
    const ShownAs shown = shown_as(field.name, field.unit);
    style.unit = shown_unit(shown.unit);
    style.factor = shown.factor;
    const bool diverging = render::ramp(ramp_name).diverging;
    for (const float value : field.values)
        style.has_nodata |= value == nodata;
    std::vector<float> values = sample(field, counted);
    if (values.empty()) values = sample(field);
    const bool whole = are_whole(values);
    auto [low, high] = range_of(values);
    if (diverging) {
        high = std::max(std::abs(low), std::abs(high));
        low = -high;
    }
    if (shown.of_100) { // maps of one score are compared with each other
        low = 0;
        high = 1;
    }
    if (style.of_things && whole && field.unit.empty() && style.unit.isEmpty() && style.factor == 1) {
        constexpr double most_boxes = 8; // as many colours can be told apart
        const std::set<float> counts(values.begin(), values.end());
        if (static_cast<double>(counts.size()) <= most_boxes) {
            for (const float count : counts)
                style.categories.push_back({count, shown_number(static_cast<double>(count), 1)});
            spread_colors(style.categories, ramp_name);
            return style;
        }
    }
    // Between two counts there is nothing.
    const double step = whole ? std::max(1.0, round_step(high - low)) : round_step(high - low);
    style.min = std::floor(low / step + 1e-9) * step;
    style.max = std::ceil(high / step - 1e-9) * step;
    const auto steps = static_cast<int>(std::lround((style.max - style.min) / step));
    for (int i = 1; i < steps; ++i)
        style.contour_levels.push_back(style.min + i * step);
    const float slack = static_cast<float>(1e-6 * (style.max - style.min));
    if (!counted.empty()) values = sample(field);
    for (const float value : values) {
        style.values_below |= value < static_cast<float>(style.min) - slack;
        style.values_above |= value > static_cast<float>(style.max) + slack;
    }
    return style;
}

QRgb FieldStyle::color_of(float value) const {
    return FieldColors(*this)(value);
}

FieldColors::FieldColors(const FieldStyle& style)
    : ramp_(&render::ramp(style.ramp)), categories_(style.categories), steps_(style.steps), min_(style.min),
      per_step_(style.max > style.min ? 256.0 / (style.max - style.min) : 0) {}

QRgb FieldColors::operator()(float value) const {
    if (value == nodata || !std::isfinite(value)) return qRgba(0, 0, 0, 0);
    if (steps_) {
        QRgb reached = qRgba(0, 0, 0, 0);
        for (const Category& step : categories_)
            if (value >= step.value) reached = step.color;
        return reached;
    }
    if (!categories_.empty())
        return std::min_element(categories_.begin(), categories_.end(),
                                [value](const Category& a, const Category& b) {
                                    return std::abs(a.value - value) < std::abs(b.value - value);
                                })
            ->color;
    const double place = per_step_ > 0 ? (static_cast<double>(value) - min_) * per_step_ : 128;
    return ramp_->colors[static_cast<std::size_t>(std::clamp(place, 0.0, 255.0))];
}

QString shown_number(double value, double step) {
    const double magnitude = std::max(std::abs(value), std::abs(step));
    const QLocale locale;
    if (magnitude >= 1e7 || (magnitude > 0 && magnitude < 1e-4)) return locale.toString(value, 'g', 3);
    int decimals = 0;
    for (double left = std::abs(step);
         decimals < 6 && left > 0 && std::abs(left - std::round(left)) > 1e-6 * left; left *= 10)
        ++decimals;
    const double shown = std::abs(value) < 1e-9 * std::abs(step) ? 0.0 : value;
    return locale.toString(shown, 'f', decimals);
}

} // namespace prospect::render
