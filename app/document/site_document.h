// The open project: current snapshot, undo, file. One signal tells of every change.
#pragma once

#include "geometry/io/import.h"
#include "geometry/io/project_file.h"
#include "geometry/site/site.h"

#include <QObject>
#include <QUndoStack>

#include <filesystem>
#include <memory>
#include <set>

namespace prospect::app {

struct SiteChange {
    enum class Kind { opened, edited, scenario, saved, runs } kind = Kind::edited;
    std::set<Role> roles; // touched; all of them for opened and scenario
};

class SiteDocument : public QObject {
    Q_OBJECT
public:
    explicit SiteDocument(QObject* parent = nullptr);

    // Base with the active scenario applied: what is shown and analysed.
    SitePtr site() const;
    SitePtr base() const;
    QString activeScenario() const; // "" = base
    void setActiveScenario(const QString& name);
    const std::filesystem::path& file() const;
    bool isReadOnly() const;
    bool isModified() const;
    QUndoStack& undoStack();

    // One undo step; goes to the active scenario when there is one.
    void apply(const SiteEdit& edit);
    // An import: sets the frame too when the site had none.
    void apply(const io::ImportOutcome& outcome);

    void clear();
    void open(const std::filesystem::path& file);   // throws Error
    void save(const std::filesystem::path& file);   // throws Error
    const std::vector<io::StoredRun>& runs() const; // stored with the project
    void setRuns(std::vector<io::StoredRun> runs);

Q_SIGNALS:
    void changed(const prospect::app::SiteChange& change);

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

} // namespace prospect::app
