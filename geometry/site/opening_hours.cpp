#include "geometry/site/opening_hours.h"

#include "geometry/site/time_context.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <charconv>
#include <string>
#include <vector>

namespace prospect {

namespace opening_hours {

std::optional<int> clock_of(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon < 1 || colon > 2 || text.size() != colon + 3)
        return std::nullopt;
    for (const char c : text)
        if (c != ':' && !std::isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    int hour = 0;
    int minute = 0;
    std::from_chars(text.data(), text.data() + colon, hour);
    std::from_chars(text.data() + colon + 1, text.data() + text.size(), minute);
    if (minute > 59 || hour * 60 + minute > 48 * 60) return std::nullopt;
    return hour * 60 + minute;
}

std::optional<int> weekday_of(std::string_view text) {
    constexpr std::array<std::string_view, 7> names{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return static_cast<int>(found - names.begin());
}

} // namespace opening_hours

namespace {

using opening_hours::clock_of;
using opening_hours::weekday_of;

constexpr int day_minutes = 24 * 60;

struct Span {
    int begin = 0; // minutes of the day it starts on
    int end = 0;   // exclusive; above day_minutes past midnight
    enum class Kind : std::uint8_t { clock, dark, light } kind = Kind::clock;
};

struct Rule {
    std::bitset<7> days;
    std::vector<Span> spans; // none: closed
};

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(by, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.remove_suffix(1);
    return text;
}

std::optional<Span> span_of(std::string_view text) {
    if (text == "dusk-dawn" || text == "sunset-sunrise") return Span{.kind = Span::Kind::dark};
    if (text == "dawn-dusk" || text == "sunrise-sunset") return Span{.kind = Span::Kind::light};
    if (text == "24/7" || text == "open") return Span{0, day_minutes};
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto begin = clock_of(trimmed(text.substr(0, dash)));
    const auto end = clock_of(trimmed(text.substr(dash + 1)));
    if (!begin || !end || *begin >= day_minutes) return std::nullopt;
    return Span{*begin, *end > *begin ? *end : *end + day_minutes};
}

// Adds the days of "Mo", "Mo-Fr" or "Sa-Mo"; false when it is none.
bool add_days(std::string_view text, std::bitset<7>& days) {
    const std::size_t dash = text.find('-');
    const auto first = weekday_of(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : weekday_of(text.substr(dash + 1));
    if (!first || !last) return false;
    for (int day = *first;; day = (day + 1) % 7) {
        days.set(static_cast<std::size_t>(day));
        if (day == *last) return true;
    }
}

bool is_holiday(std::string_view text) {
    return text == "PH" || text == "SH";
}

// The days a rule begins with, and the rest of it. Without any: every day. nullopt: for holidays alone.
std::optional<std::bitset<7>> take_days(std::string_view& rule) {
    const std::string_view head = rule.substr(0, rule.find(' '));
    std::bitset<7> days;
    bool any = false;
    for (const std::string_view one : split(head, ',')) {
        if (!is_holiday(one) && !add_days(one, days)) return std::bitset<7>().set();
        any = true;
    }
    if (any) rule = trimmed(rule.substr(head.size()));
    return days.any() ? std::optional(days) : std::nullopt;
}

// "08:00-12:00, 13:00-17:00" and "Mo, We" as one word each.
std::string without_blanks_after_commas(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (blank && (result.empty() || result.back() == ',' || result.back() == ' ')) continue;
        if (c == ',' && !result.empty() && result.back() == ' ') result.pop_back();
        result += blank ? ' ' : c;
    }
    return result;
}

// False when the text is not understood. A rule for holidays alone is left out: the day is never known to be
// one.
bool add_rule(std::string_view text, std::vector<Rule>& rules) {
    const auto days = take_days(text);
    Rule rule{.days = days.value_or(std::bitset<7>())};
    if (text.empty()) text = "open";
    if (text != "off" && text != "closed")
        for (const std::string_view one : split(text, ',')) {
            const auto span = span_of(trimmed(one));
            if (!span) return false;
            rule.spans.push_back(*span);
        }
    if (days) rules.push_back(std::move(rule));
    return true;
}

bool is_dark(const TimeContext& time) {
    return time.band == DayBand::night || (time.band == DayBand::evening && time.season == Season::winter);
}

// Whether the rule that counts on `day` covers `minute`, counted from that day's midnight.
bool covers(const std::vector<Rule>& rules, int day, int minute, const TimeContext& time) {
    const auto rule = std::find_if(rules.rbegin(), rules.rend(), [&](const Rule& one) {
        return one.days.test(static_cast<std::size_t>(day));
    });
    if (rule == rules.rend()) return false;
    return std::any_of(rule->spans.begin(), rule->spans.end(), [&](const Span& span) {
        if (span.kind == Span::Kind::clock) return minute >= span.begin && minute < span.end;
        return minute < day_minutes && is_dark(time) == (span.kind == Span::Kind::dark);
    });
}

} // namespace

std::optional<bool> open_at(std::string_view hours, const TimeContext& time) {
    const std::string text = without_blanks_after_commas(hours);
    std::vector<Rule> rules;
    for (const std::string_view one : split(text, ';')) {
        const std::string_view rule = trimmed(one);
        if (!rule.empty() && !add_rule(rule, rules)) return std::nullopt;
    }
    if (rules.empty()) return std::nullopt;
    const int yesterday = (time.weekday + 6) % 7;
    return covers(rules, time.weekday, time.minute, time) ||
           covers(rules, yesterday, time.minute + day_minutes, time);
}

} // namespace prospect
