#include "analysis/engine/near_name.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace prospect::engine {

namespace {

std::string folded(std::string_view name) {
    std::string text(name);
    for (char& c : text)
        c = c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::size_t edits(const std::string& a, const std::string& b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> table((a.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return table[i * width + j]; };
    for (std::size_t i = 0; i <= a.size(); ++i)
        at(i, 0) = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        at(0, j) = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = at(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
            at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
        }
    return at(a.size(), b.size());
}

} // namespace

std::optional<std::string> near_name(std::string_view name, std::span<const std::string> candidates) {
    const std::string wanted = folded(name);
    std::optional<std::string> nearest;
    std::size_t fewest = 0;
    for (const std::string& candidate : candidates) {
        const std::size_t allowed = std::max<std::size_t>(2, candidate.size() / 3);
        const std::size_t count = edits(wanted, folded(candidate));
        if (count <= allowed && count < candidate.size() && (!nearest || count < fewest)) {
            nearest = candidate;
            fewest = count;
        }
    }
    return nearest;
}

std::string joined(std::span<const std::string> names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace prospect::engine
