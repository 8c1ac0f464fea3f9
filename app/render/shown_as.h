// How numbers of results stand on the screen and on paper, where that is not as in files.
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace prospect::render {

// Files hold shares and the guardianship (eyes on this spot) from 0 to 1; people read per cent, and a score
// from 0 to 100.
struct ShownAs {
    double factor = 1;   // what is shown = factor × what files hold
    std::string unit;    // of what is shown, as in files: "m2", "percent"
    bool of_100 = false; // a score

    bool operator==(const ShownAs&) const = default;
};

// name: of a field, a metric or a column ("guardianship_day", "watched_share_evening"); unit: of the file, ""
// where it has none.
ShownAs shown_as(std::string_view name, std::string_view unit);

// A unit as people write it: "m2" becomes "m²", "deg" "°", "percent" "%", "1" nothing; others stay.
QString shown_unit(std::string_view unit);

} // namespace prospect::render
