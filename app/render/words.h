// Words of the file as people read them: the same on the screen, on the map and on paper.
#pragma once

#include <QString>

#include <string_view>

namespace prospect::render {

// "street_lamp" → "Street lamp".
QString in_words(std::string_view identifier);
// Of a note's status, severity or strategy: "open" → "Open", "mended" → "Resolved", "natural_surveillance" →
// "Natural surveillance"; other words stay as they are.
QString annotation_word(std::string_view word);

} // namespace prospect::render
