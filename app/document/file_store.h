// The photos and other files of the open project. Which of them a note has, and which give the light of
// lamps, is on the plan; here they are only known, so that undo and redo never lose one. Bytes stay in the
// project's file until they are used.
#pragma once

#include "geometry/io/project_file.h"
#include "geometry/site/site.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace prospect::app {

class FileStore {
public:
    // The content of another project.
    void reset(std::vector<io::StoredFile> files, const Site& site);
    // In place of one with its key, whose bytes may be gone or damaged.
    void add(io::StoredFile file);
    // Null when there is none.
    const io::StoredFile* find(const std::string& sha256) const;
    // What belongs into the project file: what notes of the plan or of an option have, its photometry, and
    // what never was either.
    std::vector<io::StoredFile> to_save(const Site& base) const;
    // The rest, beside what is to be saved: what the plan has no more and an undo may bring back.
    std::vector<io::StoredFile> released(const std::vector<io::StoredFile>& to_save) const;

private:
    std::vector<io::StoredFile> others_;
    std::map<std::string, io::StoredFile> files_; // by io::key_of
};

} // namespace prospect::app
