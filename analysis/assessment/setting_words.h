// What people read of the settings of a rule instead of their names: resources/criteria/settings.json.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace prospect::assessment {

struct SettingWords {
    std::string label; // short and plain, without the unit, which is in the name: "Seen at least this early"
    std::string tip;   // one sentence: what it does, and which way the rule grows stricter
};

// By metric, then by setting. Those of any_metric hold for each metric that has no words of its own for it.
using WordsOfSettings = std::map<std::string, std::map<std::string, SettingWords>>;
inline constexpr std::string_view any_metric = "*";

// Null when there are none, as of the settings of somebody's own rules. The file is read once. Throws
// Error(internal) naming the line that cannot be read.
const SettingWords* setting_words(const std::string& metric, const std::string& setting);
WordsOfSettings parse_setting_words(std::string_view json);

} // namespace prospect::assessment
