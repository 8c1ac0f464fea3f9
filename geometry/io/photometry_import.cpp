#include "geometry/io/photometry_import.h"

#include "geometry/base/error.h"
#include "geometry/io/photometry.h"
#include "geometry/site/annotation.h"

#include <algorithm>
#include <set>

namespace prospect::io {

namespace {

constexpr const char* media_type = "text/plain"; // no other is registered for either format

PhotometryRow row_of(const std::string& name, const Photometry& photometry) {
    PhotometryRow row;
    row.name = name;
    row.format = photometry.format == PhotometryFormat::ies ? "IES" : "EULUMDAT";
    row.flux_lm = photometry.flux_lm;
    row.header_flux_lm = photometry.header_flux_lm;
    row.absolute = photometry.absolute;
    for (const PhotometryNote& note : photometry.notes)
        row.notes.push_back(note.text);
    return row;
}

bool is_kept(const std::string& name, const std::vector<StoredFile>& kept) {
    return std::any_of(kept.begin(), kept.end(), [&](const StoredFile& one) { return one.name == name; });
}

// A name is looked up letter for letter, then however letters are written, among the kept files before those
// beside the site.
void add_light(const std::string& name, std::shared_ptr<const Photometry> photometry,
               const std::vector<StoredFile>& kept, Photometries& photometries) {
    std::erase_if(photometries, [&](const auto& other) {
        return same_photometry_name(other.first, name) && !is_kept(other.first, kept);
    });
    photometries.insert_or_assign(name, std::move(photometry));
}

} // namespace

SourceDraft read_photometry_source(const std::filesystem::path& file) {
    SourceDraft draft;
    draft.file = file;
    const std::string name = file.filename().string();
    std::string bytes = photometry_bytes(file);
    auto photometry = std::make_shared<const Photometry>(read_photometry(bytes));
    draft.report.sources.push_back({name, "", "", 1, 1});
    draft.report.photometry.push_back(row_of(name, *photometry));
    for (const PhotometryNote& note : photometry->notes)
        if (note.doubt) draft.report.notes.push_back(std::string(doubt_mark) + name + ": " + note.text);
    draft.files.push_back(stored_file(name, media_type, std::move(bytes)));
    draft.photometries.emplace(name, std::move(photometry));
    return draft;
}

bool is_photometry_source(const SourceDraft& draft) {
    return !draft.photometries.empty();
}

bool would_replace(const SourceDraft& draft, const std::vector<StoredFile>& kept) {
    return std::any_of(draft.files.begin(), draft.files.end(), [&](const StoredFile& file) {
        return std::any_of(kept.begin(), kept.end(), [&](const StoredFile& one) {
            return one.name == file.name && one.sha256 != file.sha256;
        });
    });
}

void join_photometry(const Site& site, const SourceDraft& draft, const ImportOptions& options,
                     const std::vector<StoredFile>& kept, ImportOutcome& outcome) {
    const bool replaces = would_replace(draft, kept);
    const std::string name = draft.file.filename().string();
    if (replaces && !options.replace)
        throw Error(ErrorCode::usage, name + " is kept with the site already, with other content",
                    "add --force to replace it, or rename one of them");
    outcome.report.append(draft.report);
    for (const StoredFile& file : draft.files) {
        const auto light = draft.photometries.at(file.name);
        const auto known = site.photometries.find(file.name);
        // What is kept but cannot be used, because it is damaged, is kept anew.
        const bool usable = known != site.photometries.end() && known->second->sha256 == file.sha256;
        if (!replaces && usable && is_kept(file.name, kept)) {
            outcome.report.notes.push_back(name + " is kept with the site already, as it is");
            continue;
        }
        if (replaces) outcome.report.notes.push_back(name + " was kept with other content: it was replaced");
        outcome.files.push_back(file);
        add_light(file.name, light, kept, outcome.photometries);
    }
}

std::vector<StoredFile> files_with_outcome(const Site& site, std::vector<StoredFile> kept,
                                           const ImportOutcome& outcome) {
    std::set<std::string> of_notes;
    for (const AttachedFile& file : attached_files(site))
        of_notes.insert(file.sha256);
    for (const StoredFile& file : outcome.files) {
        std::erase_if(kept, [&](const StoredFile& one) {
            return one.name == file.name && !of_notes.contains(one.sha256);
        });
        kept.push_back(file);
    }
    return kept;
}

} // namespace prospect::io
