#include "analysis/scene/notes.h"

#include <array>
#include <cctype>
#include <charconv>

namespace prospect::scene {

void add_merged(std::vector<Note>& notes, const std::vector<Note>& found, const std::string& summary,
                const Frame& frame) {
    if (found.empty()) return;
    Note note = found.front();
    if (found.size() > 1) {
        note.message = std::to_string(found.size()) + " " + summary;
        if (note.place) note.message += ", the first at " + place_text(frame, *note.place);
    }
    notes.push_back(std::move(note));
}

std::string metres_text(double value_m) {
    std::array<char, 400> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value_m, std::chars_format::fixed, 1);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string("?");
}

std::string place_text(const Frame& frame, Point local) {
    const Point full = frame.to_full(local);
    return metres_text(full.x) + "," + metres_text(full.y);
}

std::string title_of(const Feature& feature) {
    return feature.name.empty() ? feature.id.text() : feature.name;
}

std::string plural_in_text(Role role) {
    std::string text(info(role).plural);
    if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

} // namespace prospect::scene
