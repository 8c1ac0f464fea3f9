// Finding a command or a named thing by a few typed letters.
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace prospect::app {

struct SearchItem {
    QString text;   // "Check this place", "Block C"
    QString detail; // where it is: "Check menu", "Building"
    QString keys;   // "Ctrl+Return", may be empty
    QString icon;   // name in our set, may be empty
    std::function<void()> act;
};

// Indices of at most `most` items in which every typed word begins a word of text or detail, best first: the
// text itself begins with what was typed, then all words are in the text, then some only in the detail;
// equals keep their order. Case and accents are ignored. Nothing typed: the first items. Linear in the items.
std::vector<std::size_t> search(const QString& typed, const std::vector<SearchItem>& items, std::size_t most);

} // namespace prospect::app
