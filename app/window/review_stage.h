// Review: notes and marks on the plan, their photos and links, and how they leave.
#pragma once

#include "app/jobs/attach_job.h"
#include "app/window/stage.h"
#include "geometry/site/annotation.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

class QMenu;

namespace prospect::app {

class AnnotationModel;
class CheckCommands;
class FileCommands;
class NotePanel;
class PageCommands;
class ReviewCommands;
class ReviewPanel;

class ReviewStage : public StageController {
    Q_OBJECT
public:
    // `window` is the parent of dialogs.
    ReviewStage(Workspace workspace, FileCommands& files, CheckCommands& check, QWidget& window);

    QWidget* leftColumn() const override;
    QWidget* rightColumn() const override;
    QString prompt() const override;
    void leave() override;

    void fillMenu(QMenu& menu);
    // Hands over what was typed and not yet told.
    void commit();
    // A note at the place with those words, about those findings (by key).
    void writeNote(Point where, const QString& text, const std::vector<std::string>& findings);
    // Photos become a note at the place, without one they go to the note that is shown; returns the files
    // left.
    QStringList takePhotos(const QStringList& dropped, std::optional<Point> where);

Q_SIGNALS:
    // Somebody wants to see a finding again.
    void findingRequested(const QString& key);

private:
    void connectPanels();
    void connectNote();
    void showSelection(const std::vector<Uuid>& selection);
    void showAgain();
    void zoomTo(const Geometry& shape);
    void addNoteHere();
    void addNoteAt(Point place);
    void draw(const std::string& kind);
    void chooseFiles();
    // `then` gets what could be read; the rest is told.
    void attach(std::vector<std::filesystem::path> files, std::function<void(const AttachOutcome&)> then);
    // The files are kept with the document, for a note to have.
    std::vector<AttachedFile> kept(const AttachOutcome& outcome);
    void offerPlace(const AttachOutcome& outcome);
    void attachTo(const Uuid& note, const AttachOutcome& outcome);
    void openCopy(const AttachedFile& file);
    void saveCopy(const AttachedFile& file);
    void linkSelection();
    void followLink(const Link& link);
    void saveNotes();
    void savePage();
    Link link_to(const Feature& feature, Role role) const;

    FileCommands& files_;
    CheckCommands& check_;
    QWidget& window_;
    AnnotationModel* notes_;
    ReviewCommands* commands_;
    PageCommands* pages_;
    ReviewPanel* list_;
    NotePanel* note_;
    std::vector<Uuid> selection_;
    std::optional<Point> cursor_; // on the map
    // Copies of files that other programs show; only this user may read them, and they go with the window.
    std::unique_ptr<QTemporaryDir> copies_;
};

} // namespace prospect::app
