#include "analysis/crime/incidents.h"

#include "analysis/engine/near_name.h"
#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace prospect::crime {

namespace {

constexpr std::size_t month_length = 7;
constexpr std::size_t day_length = 10;

bool digits_at(std::string_view text, std::size_t begin, std::size_t count) {
    for (std::size_t i = begin; i < begin + count; ++i)
        if (i >= text.size() || text[i] < '0' || text[i] > '9') return false;
    return true;
}

int number_at(std::string_view text, std::size_t begin) {
    return (text[begin] - '0') * 10 + (text[begin + 1] - '0');
}

std::string checked_date(const std::string& text, const char* parameter) {
    if (text.empty()) return {};
    const std::string date = date_in(text);
    if (date.empty() || date.size() != text.size())
        throw Error(ErrorCode::usage, std::string("parameter ") + parameter + " cannot be \"" + text + "\"",
                    "give a day or month such as 2024-05-17 or 2024-05");
    return date;
}

// As far as both say it: a record of a month is within a limit that falls into that month.
int compare(const std::string& date, const std::string& limit) {
    const std::size_t length = std::min(date.size(), limit.size());
    return date.compare(0, length, limit, 0, length);
}

Precision precision_of(const std::string& text) {
    if (text == "exact") return Precision::exact;
    if (text == "snapped") return Precision::snapped;
    return text == "masked" ? Precision::masked : Precision::unsaid;
}

void require_categories(const engine::Context& context, const IncidentFilter& filter) {
    std::set<std::string> known;
    for (const auto& [layer, feature] : context.site().features(Role::incident))
        if (present(*feature, context.time().phase))
            known.insert(scene::AttributeReader::own_text(*feature, "category"));
    known.erase("");
    for (const std::string& wanted : filter.categories)
        if (!known.contains(wanted))
            throw Error(ErrorCode::usage, "no recorded crime is of the category \"" + wanted + "\"",
                        known.empty()
                            ? "the records name no categories: leave the setting out"
                            : "the records have " +
                                  engine::joined(std::vector<std::string>(known.begin(), known.end())));
}

} // namespace

std::string date_in(std::string_view text) {
    if (!digits_at(text, 0, 4) || text.size() < month_length || (text[4] != '-' && text[4] != '/') ||
        !digits_at(text, 5, 2))
        return {};
    const int month = number_at(text, 5);
    if (month < 1 || month > 12) return {};
    std::string date = std::string(text.substr(0, 4)) + "-" + std::string(text.substr(5, 2));
    if (text.size() < day_length || text[7] != text[4] || !digits_at(text, 8, 2)) return date;
    const int day = number_at(text, 8);
    if (day < 1 || day > 31) return {};
    return date + "-" + std::string(text.substr(8, 2));
}

Incidents incidents(const engine::Context& context, const IncidentFilter& filter) {
    const std::string from = checked_date(filter.from, "from");
    const std::string to = checked_date(filter.to, "to");
    if (!from.empty() && !to.empty() && compare(from, to) > 0)
        throw Error(ErrorCode::usage, "from " + from + " is later than to " + to, "exchange the two");
    require_categories(context, filter);
    Incidents found;
    scene::AttributeReader reader;
    for (const auto& [layer, feature] : context.site().features(Role::incident)) {
        if (!present(*feature, context.time().phase)) continue;
        if (feature->geometry.kind != GeometryKind::point || feature->geometry.empty()) {
            ++found.without_place;
            continue;
        }
        const std::string category = scene::AttributeReader::own_text(*feature, "category");
        if (!filter.categories.empty() && std::find(filter.categories.begin(), filter.categories.end(),
                                                    category) == filter.categories.end()) {
            ++found.other_category;
            continue;
        }
        if (!from.empty() || !to.empty()) {
            const std::string date = date_in(scene::AttributeReader::own_text(*feature, "time"));
            if (date.empty()) {
                ++found.without_time;
                continue;
            }
            if ((!from.empty() && compare(date, from) < 0) || (!to.empty() && compare(date, to) > 0)) {
                ++found.other_time;
                continue;
            }
        }
        const double weight = reader.number(Role::incident, *feature, "weight");
        if (!(weight > 0)) {
            ++found.without_weight;
            continue;
        }
        found.used.push_back({feature->geometry.points.front(), weight,
                              precision_of(scene::AttributeReader::own_text(*feature, "precision"))});
    }
    found.notes = reader.notes();
    return found;
}

bool looks_snapped(std::span<const Incident> incidents) {
    return incidents.size() >= 10 &&
           2 * distinct_places(incidents) <= static_cast<std::int64_t>(incidents.size());
}

std::int64_t distinct_places(std::span<const Incident> incidents) {
    std::set<std::pair<std::int64_t, std::int64_t>> places;
    for (const Incident& one : incidents)
        places.emplace(std::llround(one.at.x * 10), std::llround(one.at.y * 10));
    return static_cast<std::int64_t>(places.size());
}

std::int64_t count_of(std::span<const Incident> incidents, Precision precision) {
    return std::count_if(incidents.begin(), incidents.end(),
                         [&](const Incident& one) { return one.precision == precision; });
}

} // namespace prospect::crime
