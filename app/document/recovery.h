// Unsaved work survives a crash: a copy in the state folder every two minutes, offered at the next start.
#pragma once

#include "app/document/site_document.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QLockFile;
class QTimer;

namespace prospect::app {

// A copy whose program is gone.
struct Recoverable {
    std::filesystem::path copy;
    std::filesystem::path original; // empty: it was never saved
    QString title;
    QDateTime when;
    bool original_read_only = false; // it must not be written over
    io::FileMark original_mark;      // as the lost program knew the original
    // Sums of the files that belonged to the work; others of the original do not come back. Absent in copies
    // of older programs: all do.
    std::optional<std::set<std::string>> files = std::nullopt;
};

// $XDG_STATE_HOME/prospect/recovery, else ~/.local/state/prospect/recovery.
std::filesystem::path recovery_folder();
// Copies of programs that no longer run, newest first.
std::vector<Recoverable> recoverable_work(const std::filesystem::path& folder);
// Takes a copy away, once it is recovered or not wanted.
void forget(const Recoverable& work);

// What a copy holds. Files of the notes that lie in the original stay there; those that lie in no file yet,
// or in another project, are written beside the copy, each once; photometry is written into it.
struct RecoveryWork {
    SitePtr site;
    std::vector<io::StoredRun> runs;
    std::optional<std::vector<io::StoredFinding>> findings;
    std::vector<io::StoredFile> elsewhere; // not in the original
    std::set<std::string> files;           // sums of all that belong to it
    std::filesystem::path copy;
};
// The two halves that belong on a worker's thread; throw Error. What was read holds in memory all files that
// lie with the copy, and knows those of `original`.
void write_recovery(const RecoveryWork& work, const Progress& progress);
io::Opened read_recovery(const Recoverable& work, const Progress& progress);

class RecoveryKeeper : public QObject {
    Q_OBJECT
public:
    // What has to be written, and what to call once it is: the owner decides on which thread.
    using Write = std::function<void(RecoveryWork work, std::function<void()> written)>;

    RecoveryKeeper(SiteDocument& document, std::filesystem::path folder, Write write,
                   QObject* parent = nullptr);
    ~RecoveryKeeper() override;

    // Writes the copy now when there is unsaved work; the timer calls this. `kept` is called once the work is
    // safe in the copy, and never when it could not be written.
    void keep(std::function<void()> kept = {});

private:
    void onDocumentChanged(const SiteChange& change);
    RecoveryWork work() const;
    void removeCopy();
    bool lock();

    SiteDocument& document_;
    std::filesystem::path folder_;
    std::filesystem::path copy_;
    Write write_;
    QTimer* timer_;
    std::unique_ptr<QLockFile> lock_;
    DocumentMark kept_; // what the copy holds; null base: nothing
};

} // namespace prospect::app
