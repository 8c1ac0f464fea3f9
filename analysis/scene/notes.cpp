#include "analysis/scene/notes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace prospect::scene {

namespace {

std::string metres(double value) {
    std::array<char, 400> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 1);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string("?");
}

} // namespace

void add_listed(std::vector<engine::Note>& notes, std::vector<engine::Note> found,
                const std::string& summary) {
    if (found.empty()) return;
    const engine::Note total{found[0].level, found[0].code, std::to_string(found.size()) + " " + summary};
    const bool many = found.size() > listed_notes;
    if (many) notes.push_back(total);
    found.resize(std::min(found.size(), listed_notes));
    for (engine::Note& note : found)
        notes.push_back(std::move(note));
}

std::string place_text(const Frame& frame, Point local) {
    const Point full = frame.to_full(local);
    return metres(full.x) + "," + metres(full.y);
}

std::string plural_in_text(Role role) {
    std::string text(info(role).plural);
    if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

} // namespace prospect::scene
