#include "app/document/file_store.h"

#include <algorithm>
#include <iterator>

namespace prospect::app {

namespace {

void add_files(const Site& site, std::vector<AttachedFile>& files) {
    for (Annotation& note : annotations(site))
        std::move(note.files.begin(), note.files.end(), std::back_inserter(files));
}

std::set<std::string> sums_of_notes(const Site& base) {
    std::set<std::string> sums;
    for (const AttachedFile& file : attached_files(base))
        sums.insert(file.sha256);
    return sums;
}

} // namespace

std::vector<AttachedFile> attached_files(const Site& base) {
    std::vector<AttachedFile> files;
    add_files(base, files);
    for (const auto& scenario : base.scenarios)
        add_files(*with_scenario(base, scenario->name), files);
    return files;
}

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
    const std::string sum = file.sha256;
    files_.insert_or_assign(sum, std::move(file));
}

const io::StoredFile* FileStore::find(const std::string& sha256) const {
    const auto found = files_.find(sha256);
    return found == files_.end() ? nullptr : &found->second;
}

std::vector<io::StoredFile> FileStore::to_save(const Site& base) const {
    std::vector<io::StoredFile> kept = others_;
    if (files_.empty()) return kept;
    std::set<std::string> written;
    for (const io::StoredFile& file : others_)
        written.insert(file.sha256);
    if (written.size() == files_.size()) return kept; // none are of notes
    for (const std::string& sum : sums_of_notes(base))
        if (const auto found = files_.find(sum); found != files_.end() && written.insert(sum).second)
            kept.push_back(found->second);
    return kept;
}

std::vector<io::StoredFile> FileStore::released(const std::vector<io::StoredFile>& to_save) const {
    std::set<std::string> saved;
    for (const io::StoredFile& file : to_save)
        saved.insert(file.sha256);
    std::vector<io::StoredFile> rest;
    for (const auto& [sum, file] : files_)
        if (!saved.contains(sum)) rest.push_back(file);
    return rest;
}

} // namespace prospect::app
