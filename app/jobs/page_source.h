// What a page for the hand is made from, again and again while its options are chosen.
#pragma once

#include "app/report/review_page.h"
#include "geometry/io/stored_file.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace prospect::app {

// Paper goes from hand to hand: no personal or protected thing is ever on it. What else an export for the
// public leaves out of a note, who has to act, its answers and its photos, is there where the options ask for
// it. Immutable but for what it remembers; any thread may ask.
class PageSource {
public:
    // `draft` has everything but the model, the photos and the options; `files` are those of its notes.
    PageSource(SitePtr site, report::ReviewPage draft, std::vector<io::StoredFile> files);

    const Site& site() const { return *site_; }
    const report::ReviewPage& draft() const { return draft_; }
    bool has_photos() const { return !files_.empty(); }
    bool has_answers() const;
    // With those options. The first page costs a model of the plan and the reading of its photos.
    report::ReviewPage page(const report::PageOptions& options, const Progress& progress = {}) const;

private:
    std::shared_ptr<const render::PaintModel> model(const report::PageOptions& options) const;
    const report::Photos& photos(const Progress& progress) const;

    SitePtr site_; // what is withheld is no longer in it
    std::size_t withheld_ = 0;
    report::ReviewPage draft_;
    std::vector<io::StoredFile> files_;
    mutable std::mutex mutex_; // of the rest
    mutable std::shared_ptr<const render::PaintModel> model_;
    mutable std::optional<std::vector<Uuid>> of_notes_; // that the model has
    mutable std::optional<report::Photos> photos_;
};

} // namespace prospect::app
