#include "analysis/scene/building_use.h"

#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>

namespace prospect::scene {

namespace {

std::string trimmed(const std::string& text) {
    const auto blank = [](unsigned char c) { return std::isspace(c) != 0; };
    const auto first = std::find_if_not(text.begin(), text.end(), blank);
    const auto last = std::find_if_not(text.rbegin(), std::make_reverse_iterator(first), blank).base();
    return {first, last};
}

// Free words are compared whatever the case.
std::string lower_text(const Feature& feature, const char* attribute) {
    std::string text = AttributeReader::own_text(feature, attribute);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
    return text;
}

BuildingUse known_use(const std::string& word) {
    using enum BuildingUse;
    static const std::map<std::string, BuildingUse> uses{
        {"shop", shop},       {"shops", shop},      {"retail", shop},      {"supermarket", shop},
        {"commercial", shop}, {"restaurant", shop}, {"cafe", shop},        {"caf\u00e9", shop},
        {"pub", shop},        {"bar", shop},        {"takeaway", shop},    {"office", office},
        {"offices", office},  {"school", office},   {"community", office}, {"community hall", office},
        {"hall", office},     {"library", office},  {"surgery", office},   {"kindergarten", office},
        {"garage", empty},    {"garages", empty},   {"shed", empty},       {"substation", empty},
        {"store", empty},     {"storage", empty},   {"carport", empty},    {"cycle store", empty},
        {"bin store", empty}, {"boat store", empty}};
    const auto found = uses.find(word);
    return found == uses.end() ? other : found->second;
}

} // namespace

BuildingUse use_of(const Feature& building) {
    const std::string text = lower_text(building, "use");
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(",;/", begin), text.size());
        if (const BuildingUse use = known_use(trimmed(text.substr(begin, end - begin)));
            use != BuildingUse::other)
            return use;
        begin = end + 1;
    }
    return BuildingUse::other;
}

bool is_of_a_home(const Feature& window, const Feature* building) {
    static const std::set<std::string> other_rooms{"shop",   "office", "stair", "store",
                                                   "garage", "plant",  "hall",  "bin_store"};
    return (!building || use_of(*building) == BuildingUse::other) &&
           !other_rooms.contains(trimmed(lower_text(window, "room")));
}

} // namespace prospect::scene
