#include "geometry/site/water.h"

#include "geometry/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace prospect {

namespace {

// Some word of the name, whole, in any case, one or several: "Rivers and ponds".
bool names_water(std::string_view name) {
    std::string word;
    const auto says = [&] {
        if (is_water_word(word)) return true;
        if (word.size() > 1 && word.back() == 's') word.pop_back();
        return is_water_word(word);
    };
    for (const char c : name) {
        if (std::isalpha(static_cast<unsigned char>(c))) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            continue;
        }
        if (says()) return true;
        word.clear();
    }
    return says();
}

} // namespace

bool is_water_word(std::string_view word) {
    static constexpr std::array words{"water", "river",     "stream",  "canal",     "pond", "basin",
                                      "lake",  "reservoir", "wetland", "riverbank", "dock"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_water(const Layer& layer, const Feature& feature) {
    if (feature.geometry.kind != GeometryKind::polygon) return false;
    if (layer.role == Role::zone) {
        const Attribute* use = feature.find("use");
        return use != nullptr && is_water_word(as_text(use->value));
    }
    if (layer.role != Role::underlay) return false;
    bool tagged = false;
    for (const auto& [key, value] : feature.extra) {
        if (key != "natural" && key != "landuse" && key != "waterway" && key != "water") continue;
        tagged = true;
        if (is_water_word(as_text(value))) return true;
    }
    return !tagged && (names_water(feature.name) || names_water(layer.name));
}

} // namespace prospect
