#include "geometry/io/import.h"

#include <algorithm>

namespace prospect::io {

void ImportReport::add_reason(const std::string& reason, const std::string& example,
                              std::optional<Point> place) {
    const auto same =
        std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.reason == reason; });
    if (same != reasons.end())
        ++same->count;
    else
        reasons.push_back({reason, 1, example, place});
}

void ImportReport::append(const ImportReport& other) {
    sources.insert(sources.end(), other.sources.begin(), other.sources.end());
    photometry.insert(photometry.end(), other.photometry.begin(), other.photometry.end());
    for (const Reason& more : other.reasons) {
        const auto same = std::find_if(reasons.begin(), reasons.end(),
                                       [&](const Reason& r) { return r.reason == more.reason; });
        if (same != reasons.end())
            same->count += more.count;
        else
            reasons.push_back(more);
    }
    for (const std::string& note : other.notes)
        if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
}

} // namespace prospect::io
