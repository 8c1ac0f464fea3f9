#include "app/document/file_store.h"

#include "geometry/site/annotation.h"

namespace prospect::app {

namespace {

void add_sums(const Site& site, std::set<std::string>& sums) {
    for (const Annotation& note : annotations(site))
        for (const AttachedFile& file : note.files)
            sums.insert(file.sha256);
}

std::set<std::string> sums_of_notes(const Site& base) {
    std::set<std::string> sums;
    add_sums(base, sums);
    for (const auto& scenario : base.scenarios)
        add_sums(*with_scenario(base, scenario->name), sums);
    return sums;
}

} // namespace

void FileStore::reset(std::vector<io::StoredFile> files, const Site& site) {
    others_.clear();
    files_.clear();
    if (files.empty()) return; // the usual case: no option is looked through
    const auto sums = sums_of_notes(site);
    for (io::StoredFile& file : files) {
        if (!sums.contains(file.sha256)) others_.push_back(file);
        files_.emplace(file.sha256, std::move(file));
    }
}

void FileStore::add(io::StoredFile file) {
    files_.emplace(file.sha256, std::move(file));
}

const io::StoredFile* FileStore::find(const std::string& sha256) const {
    const auto found = files_.find(sha256);
    return found == files_.end() ? nullptr : &found->second;
}

std::vector<io::StoredFile> FileStore::to_save(const Site& base) const {
    std::vector<io::StoredFile> kept = others_;
    std::set<std::string> written;
    for (const io::StoredFile& file : others_)
        written.insert(file.sha256);
    if (written.size() == files_.size()) return kept; // none are of notes
    for (const std::string& sum : sums_of_notes(base))
        if (const auto found = files_.find(sum); found != files_.end() && written.insert(sum).second)
            kept.push_back(found->second);
    return kept;
}

} // namespace prospect::app
