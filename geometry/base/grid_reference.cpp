#include "geometry/base/grid_reference.h"

#include "geometry/base/text.h"

#include <array>
#include <cmath>

namespace prospect {

namespace {

constexpr double square_m = 100'000;
constexpr int squares_east = 7;
constexpr int squares_north = 13;

// A = 0 … Z = 24; there is no I. -1: no letter of the grid.
int letter_number(char letter) {
    if (letter < 'A' || letter > 'Z' || letter == 'I') return -1;
    return letter - 'A' - (letter > 'I' ? 1 : 0);
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Letters, then digits, nothing between that counts; absent when anything else stands in the text.
struct Parts {
    std::string letters;
    std::string digits;
    std::array<std::size_t, 2> groups{}; // digits of the two numbers, where they are written apart
};
std::optional<Parts> parts_of(std::string_view text) {
    Parts parts;
    std::size_t group = 0;
    bool apart = false;
    for (const char c : text) {
        if (c == ' ' || c == '-' || c == '\t') {
            apart = !parts.digits.empty();
            continue;
        }
        if (is_digit(c)) {
            if (apart && ++group > 1) return std::nullopt;
            apart = false;
            parts.digits += c;
            ++parts.groups[group];
        } else if (parts.digits.empty() && upper(c) >= 'A' && upper(c) <= 'Z') {
            parts.letters += upper(c);
        } else {
            return std::nullopt;
        }
    }
    return parts;
}

} // namespace

GridReferenceReading read_grid_reference(std::string_view text) {
    const auto parts = parts_of(text);
    if (!parts || parts->letters.size() != 2 || parts->digits.size() < 2) return {};
    const std::string& digits = parts->digits;
    const bool uneven = parts->groups[1] > 0 && parts->groups[0] != parts->groups[1];
    if (digits.size() % 2 != 0 || digits.size() > 10 || uneven)
        return {{},
                "A grid reference has as many digits for east as for north, at most five each, as in TQ 302 "
                "805."};
    const int first = letter_number(parts->letters[0]);
    const int second = letter_number(parts->letters[1]);
    // The first letter names a square of 500 km, V at its south-west; the false origin of the letters is S.
    const int east = first < 0 || second < 0 ? -1 : (first % 5 - 2) * 5 + second % 5;
    const int north = first < 0 || second < 0 ? -1 : (3 - first / 5) * 5 + 4 - second / 5;
    if (east < 0 || east >= squares_east || north < 0 || north >= squares_north)
        return {{}, "There is no square " + parts->letters + " in the British grid."};
    const std::size_t each = digits.size() / 2;
    const std::string x = digits.substr(0, each);
    const std::string y = digits.substr(each);
    GridReference reference;
    reference.size_m = square_m / std::pow(10, static_cast<double>(each));
    reference.corner = {east * square_m + *number_from(x) * reference.size_m,
                        north * square_m + *number_from(y) * reference.size_m};
    reference.text = parts->letters + " " + x + " " + y;
    return {reference, {}};
}

} // namespace prospect
