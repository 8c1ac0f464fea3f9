#include "app/document/file_store.h"

#include "geometry/site/annotation.h"

#include <utility>

namespace prospect::app {

namespace {

std::set<std::string> sums_of_notes(const Site& base) {
    std::set<std::string> sums;
    for (const AttachedFile& file : attached_files(base))
        sums.insert(file.sha256);
    return sums;
}

std::set<std::string> keys_of_photometry(const Site& base) {
    std::set<std::string> keys;
    for (const auto& [name, photometry] : base.photometries)
        keys.insert(io::key_of({name, {}, photometry->sha256, nullptr}));
    return keys;
}

} // namespace

void FileStore::reset(std::vector<io::StoredFile> files, const Site& site) {
    others_.clear();
    files_.clear();
    if (files.empty()) return; // the usual case: no option is looked through
    const auto sums = sums_of_notes(site);
    const auto lights = keys_of_photometry(site);
    for (io::StoredFile& file : files) {
        const std::string key = io::key_of(file);
        if (!sums.contains(file.sha256) && !lights.contains(key)) others_.push_back(file);
        files_.emplace(key, std::move(file));
    }
}

void FileStore::add(io::StoredFile file) {
    files_.insert_or_assign(io::key_of(file), std::move(file));
}

const io::StoredFile* FileStore::find(const std::string& sha256) const {
    const auto found = files_.lower_bound(sha256); // a key begins with the sum
    return found != files_.end() && found->second.sha256 == sha256 ? &found->second : nullptr;
}

std::vector<io::StoredFile> FileStore::to_save(const Site& base) const {
    std::vector<io::StoredFile> kept = others_;
    if (files_.empty()) return kept;
    std::set<std::string> written;
    for (const io::StoredFile& file : others_)
        written.insert(io::key_of(file));
    const auto keep = [&](const io::StoredFile& file) {
        if (written.insert(io::key_of(file)).second) kept.push_back(file);
    };
    for (const std::string& key : keys_of_photometry(base))
        if (const auto found = files_.find(key); found != files_.end()) keep(found->second);
    if (written.size() == files_.size()) return kept; // none are of notes
    for (const std::string& sum : sums_of_notes(base))
        if (const auto* found = find(sum)) keep(*found);
    return kept;
}

std::vector<io::StoredFile> FileStore::released(const std::vector<io::StoredFile>& to_save) const {
    std::set<std::string> saved;
    for (const io::StoredFile& file : to_save)
        saved.insert(io::key_of(file));
    std::vector<io::StoredFile> rest;
    for (const auto& [key, file] : files_)
        if (!saved.contains(key)) rest.push_back(file);
    return rest;
}

} // namespace prospect::app
