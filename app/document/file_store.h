// The bytes of photos and other files of the open project, by their sum. Which of them a note has is on the
// plan; here they only lie, so that undo and redo never lose one.
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
    void add(io::StoredFile file);
    // Null when there is none.
    const io::StoredFile* find(const std::string& sha256) const;
    // What belongs into the project file: what notes of the plan or of an option have, and what never was a
    // note's (photometry).
    std::vector<io::StoredFile> to_save(const Site& base) const;

private:
    std::vector<io::StoredFile> others_;
    std::map<std::string, io::StoredFile> files_;
};

} // namespace prospect::app
