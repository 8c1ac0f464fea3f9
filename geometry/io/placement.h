// Brings drafts from their own reference systems to the site's frame.
#pragma once

#include "geometry/io/crs.h"
#include "geometry/io/import.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::io {

// First admit() every draft, which settles frame and place; then place() each.
class Placement {
public:
    // site and options must outlive it; `drafts` are all that will be admitted.
    Placement(const Site& site, const ImportOptions& options, const std::vector<SourceDraft>& drafts);

    // Settles the draft's system and, with the first draft of a new site, the frame; brings coordinates and
    // directions to the frame's system. Throws Error(refused): no system and no option (names --crs and a
    // proposal); nothing that can be placed; too far from the rest (names both). The draft is spent then.
    void admit(SourceDraft& draft);
    // Origin: the whole kilometre to the south-west of all drafts admitted so far.
    Frame frame() const;
    const std::vector<std::string>& notes() const { return notes_; }

    // Makes coordinates local, drops and counts what cannot be placed, clips what reaches beyond the site,
    // counts defaults.
    void place(SourceDraft& draft, const Progress& progress) const;

private:
    void settle_system(SourceDraft& draft) const;
    void admit_unplaced(SourceDraft& draft);
    Frame frame_for(const SourceDraft& draft);
    bool place_feature(Feature& feature, SourceCount& count, ImportReport& report) const;
    Box window() const;

    const Site& site_;
    const ImportOptions& options_;
    bool source_needs_option_; // it says what a source is in that names no system
    Frame frame_;              // without origin until frame() is asked
    std::vector<std::string> notes_;
    std::optional<Point> middle_; // of what came first, in full coordinates of the frame's system
    std::string middle_name_;
    Box box_; // of all that was admitted
};

} // namespace prospect::io
