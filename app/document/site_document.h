// The open project: current snapshot, undo, file. One signal tells of every change.
#pragma once

#include "analysis/assessment/acceptance.h"
#include "analysis/assessment/profile.h"
#include "app/document/file_store.h"
#include "app/document/shown_sites.h"
#include "geometry/io/import.h"
#include "geometry/io/project_file.h"
#include "geometry/site/options.h"
#include "geometry/site/site.h"

#include <QObject>
#include <QUndoStack>

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace prospect::app {

struct SiteChange {
    enum class Kind {
        opened,   // another site altogether
        edited,   // things on the plan
        looks,    // only how layers are shown
        texts,    // what the site sheet says: title, reference, answers
        scenario, // another option is active
        saved,    // file or saved state
        runs,     // results stored with the project
        accepted, // other findings are accepted as they are
    } kind = Kind::edited;
    std::set<Role> roles; // touched; all of them for opened and scenario
};

// What a document holds at one moment: tells a worker's late answer whether it still concerns this document.
struct DocumentMark {
    int document = 0; // grows whenever another site takes the place of this one
    SitePtr base;
    int runs_version = 0;
    std::shared_ptr<const assessment::Acceptances> acceptances;
    bool operator==(const DocumentMark&) const = default;
};

// Lives on the GUI thread. Snapshots it hands out are immutable and may be read anywhere.
class SiteDocument : public QObject {
    Q_OBJECT
public:
    explicit SiteDocument(QObject* parent = nullptr);
    ~SiteDocument() override;

    // Base with the active scenario applied: what is shown and analysed.
    SitePtr site() const;
    SitePtr base() const;
    // Nothing has been opened or imported.
    bool isEmpty() const;
    // The title of the site sheet, else the file's name, else "Untitled plan".
    QString title() const;

    QString activeScenario() const; // "" = base
    // Throws Error(usage) when there is none so called.
    void setActiveScenario(const QString& name);
    // Edits of the active scenario that no longer fit the base.
    const std::vector<Unapplied>& unapplied() const;

    // Each one undo step; the option made or named is the active one then (of a removed one, the existing
    // place). A new option begins as the existing place is. Throw Error(usage), and nothing changes, when a
    // name will not do (options.h) or there is no such option.
    void addOption(const QString& name);
    void duplicateOption(const QString& name, const QString& copy);
    void renameOption(const QString& name, const QString& to);
    void removeOption(const QString& name);

    const std::filesystem::path& file() const; // empty: never saved
    // The file is another program's, newer, or may not be written: save under another name.
    bool isReadOnly() const;
    bool isModified() const;
    DocumentMark mark() const;
    // The file as it was when it was read or last saved.
    const io::FileMark& fileMark() const;
    // What opening the file had to say.
    const std::vector<std::string>& openingNotes() const;
    QUndoStack& undoStack();

    // One undo step; goes to the active scenario when there is one. An edit without effect is no step. Costs
    // what the edit itself costs, however many came before it.
    void apply(const SiteEdit& edit);
    // The base with its options as they become, worked out from `worked_on`. One undo step. False, and
    // nothing changes, when that is no longer base().
    [[nodiscard]] bool apply(const QString& title, const SitePtr& worked_on, SitePtr after);
    // What is to be done in whichever version of the plan. One undo step, none when there is nothing to do.
    void apply(const QString& title, const EditEverywhere& edit);
    // An import: goes to the base, whatever option is active, or makes the option it names the active one;
    // sets the frame when the site had none. Files it keeps come and go with it. One undo step.
    void apply(const io::ImportOutcome& outcome);
    // A text of the site sheet by its key in prospect_meta; empty takes it away. Never part of an option. One
    // undo step called `step`, none when nothing changes.
    void setText(const std::string& key, const QString& text, const QString& step);
    QString text(const std::string& key) const;
    // What people answered and wrote down (record.h). One undo step called `step`, none when nothing changes.
    void setAnswer(const RecordedAnswer& answer, const QString& step);
    void setLog(std::vector<LogEntry> log, const QString& step);
    // Rules of the plan's own with the answers they came with, as the ones that count.
    void setRules(const assessment::Profile& rules, std::vector<RecordedAnswer> answers, const QString& step);
    // Takes a copy of rules away; the program's own count again where it was chosen.
    void removeRules(const std::string& name, const QString& step);
    // What else changes when a text is set to another one: asked before, and part of the same undo step.
    using TextCompanion = std::function<EditEverywhere(const std::string& key, const QString& text)>;
    void setTextCompanion(TextCompanion companion);
    // How a layer is shown; part of an option only for a layer that the option made or renamed. Repeated
    // changes of one layer's opacity are one undo step.
    void setLooks(const Uuid& layer, bool visible, double opacity);

    void clear();
    void open(const std::filesystem::path& file); // throws Error
    void save(const std::filesystem::path& file); // throws Error
    // The two halves of open() and save() that belong on the GUI thread when a worker reads or writes the
    // file.
    void adopt(const std::filesystem::path& file, io::Opened opened);
    // As adopt(), but the content is newer than the file: it stays unsaved. `opened.read_only` and
    // `opened.mark` are those of the original.
    void adoptUnsaved(const std::filesystem::path& original, io::Opened opened);
    // What `written` marks is in the file, which was left as `mark` says; later edits stay unsaved. False,
    // and nothing changes, when another site has taken the place of the one that was written.
    bool confirmSaved(const std::filesystem::path& file, const DocumentMark& written,
                      const io::FileMark& mark);

    const std::vector<io::StoredRun>& runs() const; // stored with the project
    void setRuns(std::vector<io::StoredRun> runs);
    int runsVersion() const;

    // Problems that somebody accepted as they are, by key of their findings. A change is one undo step.
    const assessment::Acceptances& acceptances() const;
    void setAcceptances(const QString& title, assessment::Acceptances acceptances);
    // What the last check found, as it is kept when the project is saved; nothing is unsaved by it.
    void setFindings(std::vector<io::StoredFinding> findings);
    // Photos and files of the notes, photometry.
    FileStore& files();
    // What goes into the project file besides site and runs.
    io::SaveOptions saveOptions() const;

Q_SIGNALS:
    void changed(const prospect::app::SiteChange& change);

private:
    class SwapSnapshots;
    class SwapAcceptances;
    using AcceptancesPtr = std::shared_ptr<const assessment::Acceptances>;
    void showAcceptances(AcceptancesPtr acceptances);
    // Shows `base` with the option, if it has that, and tells everybody.
    void renameRuns(const Site& next);
    void show(SitePtr base, const QString& option, SiteChange change);
    void pushTexts(const QString& title, Site next);
    void pushEdited(const QString& title, SitePtr after);
    void push(const QString& title, SitePtr after, SiteChange change, int merge_id);
    void push(const QString& title, SitePtr after, const QString& option, SiteChange change, int merge_id);
    void pushOption(const QString& title, SitePtr after, const QString& option);

    SitePtr base_;
    SitePtr site_;
    SitePtr saved_base_;
    QString scenario_;
    std::vector<Unapplied> unapplied_;
    ShownSites shown_;
    std::filesystem::path file_;
    io::FileMark file_mark_;
    int number_ = 0;
    bool read_only_ = false;
    std::vector<std::string> opening_notes_;
    std::vector<io::StoredRun> runs_;
    int runs_version_ = 0;
    int saved_runs_version_ = 0;
    AcceptancesPtr acceptances_;
    AcceptancesPtr saved_acceptances_;
    std::vector<io::StoredFinding> findings_;
    FileStore files_;
    TextCompanion companion_;
    QUndoStack undo_;
};

} // namespace prospect::app
