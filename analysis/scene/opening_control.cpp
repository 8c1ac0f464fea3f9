#include "analysis/scene/opening_control.h"

#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::scene {

std::string_view name_of(Control control) {
    constexpr std::array<std::string_view, 4> names{"open", "unlocked", "admitted", "locked"};
    return names[static_cast<std::size_t>(control)];
}

std::string_view who_passes(Control control) {
    constexpr std::array<std::string_view, 4> words{"anybody", "whoever opens it", "those let in",
                                                    "those with a key"};
    return words[static_cast<std::size_t>(control)];
}

OpeningControl control_at(const Feature& opening, const TimeContext& time) {
    OpeningControl found{Control::open};
    if (AttributeReader::own_text(opening, "kind") == "gap") return found;
    const std::string text = AttributeReader::own_text(opening, "control");
    constexpr std::array<std::string_view, 5> words{"open", "closed", "locked", "controlled", "staffed"};
    found.known = std::find(words.begin(), words.end(), text) != words.end();
    found.control = text == "open"                              ? Control::open
                    : text == "controlled" || text == "staffed" ? Control::admitted
                    : text == "locked"                          ? Control::locked
                                                                : Control::unlocked;
    const std::string hours = AttributeReader::own_text(opening, "hours");
    if (hours.empty()) return found;
    const auto open = open_at(hours, time);
    found.hours_clear = open.has_value();
    if (!open) return found;
    found.outside_hours = !*open;
    if (found.outside_hours)
        found.control = Control::locked;
    else if (found.control == Control::locked)
        found.control = Control::unlocked;
    return found;
}

bool is_way_through(const Feature& opening) {
    const std::string kind = AttributeReader::own_text(opening, "kind");
    return (kind == "door" || kind == "gate" || kind == "gap") &&
           std::abs(AttributeReader::own_number(opening, "storey").value_or(0)) < 1;
}

} // namespace prospect::scene
