#include "app/window/review_stage.h"

#include "analysis/assessment/audience.h"
#include "app/canvas/map_canvas.h"
#include "app/models/annotation_model.h"
#include "app/models/words.h"
#include "app/panels/check_commands.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/file_commands.h"
#include "app/panels/file_dialogs.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/note_files.h"
#include "app/panels/note_links.h"
#include "app/panels/note_panel.h"
#include "app/panels/page_commands.h"
#include "app/panels/page_sheet.h"
#include "app/panels/review_commands.h"
#include "app/panels/review_panel.h"
#include "app/report/page_check.h"
#include "app/tools/map_picker.h"
#include "app/tools/note_tool.h"

#include <QDesktopServices>
#include <QDir>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QUrl>

namespace prospect::app {

namespace {

constexpr double note_surroundings_m = 15;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

} // namespace

ReviewStage::ReviewStage(Workspace workspace, FileCommands& files, CheckCommands& check, QWidget& window)
    : StageController(Stage::review, workspace, &window), files_(files), check_(check), window_(window),
      notes_(new AnnotationModel(workspace.document, this)),
      commands_(new ReviewCommands(workspace.document, this)),
      pages_(new PageCommands(workspace.document, workspace.jobs, window, this)),
      list_(new ReviewPanel(*notes_)), note_(new NotePanel(workspace.document)) {
    const auto& canvas = workspace_.map.canvas();
    connect(&canvas, &MapCanvas::cursorMoved, this, [this](Point plan) { cursor_ = plan; });
    connect(&canvas, &MapCanvas::cursorLeft, this, [this] { cursor_.reset(); });
    connect(&canvas, &MapCanvas::selectionSet, this, &ReviewStage::showSelection);
    connect(&workspace_.document, &SiteDocument::changed, this, &ReviewStage::showAgain);
    // An agency typed on the site sheet signs the notes written before it.
    workspace_.document.setTextCompanion(
        [commands = QPointer(commands_)](const std::string& key, const QString& text) {
            return commands && key == "agency" ? commands->signaturesFor(text) : EditEverywhere{};
        });
    connect(notes_, &AnnotationModel::modelReset, this, [this] {
        const auto out = notes_->leftOut();
        workspace_.map.canvas().setFaint({out.begin(), out.end()});
    });
    connectPanels();
    connectNote();
}

QWidget* ReviewStage::leftColumn() const {
    return list_;
}
QWidget* ReviewStage::rightColumn() const {
    return note_;
}

QString ReviewStage::prompt() const {
    if (note_->isWriting())
        return tr("Esc leaves the text; then N writes the next note where the cursor is.");
    return tr("N writes a note where the cursor is. Page up and down walk through the notes.");
}

void ReviewStage::leave() {
    commit();
}

void ReviewStage::commit() {
    note_->commit();
}

void ReviewStage::connectPanels() {
    connect(list_, &ReviewPanel::markRequested, this,
            [this](const QString& kind) { draw(kind.toStdString()); });
    connect(list_, &ReviewPanel::exportRequested, this, &ReviewStage::saveNotes);
    connect(list_, &ReviewPanel::pageRequested, this, &ReviewStage::savePage);
    connect(pages_, &PageCommands::told, this, &ReviewStage::told);
    connect(list_, &ReviewPanel::noteChosen, this, [this](const Uuid& note) {
        Q_EMIT selectionRequested({note});
        if (const auto* chosen = notes_->find(note); chosen && !chosen->geometry.empty()) {
            auto view = workspace_.map.canvas().view();
            const Box box = chosen->geometry.box();
            if (view.box().contains(box.center())) return;
            view.center = box.center();
            workspace_.map.canvas().setView(view);
        }
    });
}

void ReviewStage::connectNote() {
    connect(note_, &NotePanel::changed, commands_, &ReviewCommands::change);
    connect(note_, &NotePanel::replied, commands_, &ReviewCommands::reply);
    connect(note_, &NotePanel::removeRequested, commands_, &ReviewCommands::remove);
    connect(note_, &NotePanel::signerChanged, this,
            [this](const QString& author, const QString& agency, const std::optional<Annotation>& under) {
                commands_->setSigner(author, agency);
                commands_->completeSignatures(under);
            });
    connect(note_, &NotePanel::typing, notes_, &AnnotationModel::setDraft);
    connect(note_, &NotePanel::writing, this, &ReviewStage::promptChanged);
    connect(note_, &NotePanel::left, this,
            [this] { workspace_.map.canvas().setFocus(Qt::OtherFocusReason); });
    connect(note_, &NotePanel::zoomRequested, this, [this](const Uuid& note) {
        if (const auto* chosen = notes_->find(note)) zoomTo(chosen->geometry);
    });
    const auto& files = note_->files();
    connect(&files, &NoteFiles::addRequested, this, &ReviewStage::chooseFiles);
    connect(&files, &NoteFiles::openRequested, this, &ReviewStage::openCopy);
    connect(&files, &NoteFiles::saveRequested, this, &ReviewStage::saveCopy);
    connect(&files, &NoteFiles::removeRequested, this, [this](const AttachedFile& file) {
        if (note_->shown()) commands_->removeFile(note_->shown()->id, file);
    });
    connect(&files, &NoteFiles::moveRequested, this, [this](Point place) {
        if (note_->shown()) commands_->move(note_->shown()->id, place);
    });
    const auto& links = note_->links();
    connect(&links, &NoteLinks::linkRequested, this, &ReviewStage::linkSelection);
    connect(&links, &NoteLinks::chosen, this, &ReviewStage::followLink);
    connect(&links, &NoteLinks::changed, this, [this](const std::vector<Link>& wanted) {
        if (note_->shown()) commands_->setLinks(note_->shown()->id, wanted);
    });
}

void ReviewStage::fillMenu(QMenu& menu) {
    const auto add = [&](const QString& name, const QString& text, const QKeySequence& key, auto act) {
        auto* action = menu.addAction(icon(name), text);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, act);
    };
    add("note", tr("&New note where the cursor is"), key_of_mark("pin"), [this] { addNoteHere(); });
    for (const char* kind : {"area", "arrow", "cloud", "text", "measure"}) {
        const Drawable mark = note_mark(kind);
        add(mark.icon, tr("Mark: %1").arg(mark.label), key_of_mark(mark.kind),
            [this, kind = mark.kind] { draw(kind); });
    }
    menu.addSeparator();
    add("chevron-down", tr("N&ext note"), Qt::Key_PageDown, [this] {
        Q_EMIT stageRequested(Stage::review);
        list_->step(1);
    });
    add("chevron-up", tr("&Previous note"), Qt::Key_PageUp, [this] {
        Q_EMIT stageRequested(Stage::review);
        list_->step(-1);
    });
    menu.addSeparator();
    add("export", tr("Save the &list…"), {}, [this] { saveNotes(); });
    add("report", tr("Page as &PDF…"), Qt::CTRL | Qt::Key_P, [this] { savePage(); });
}

// The note among what is selected, if there is one.
void ReviewStage::showSelection(const std::vector<Uuid>& selection) {
    selection_ = selection;
    commit(); // changes the list of notes: nothing that points into it may be kept over this
    std::vector<Uuid> notes;
    for (const Uuid& id : selection_)
        if (notes_->find(id)) notes.push_back(id);
    const bool one = notes.size() == 1;
    note_->show(one ? std::optional(*notes_->find(notes.front())) : std::nullopt);
    note_->links().setLinkable(one ? static_cast<int>(selection_.size()) - 1 : 0);
    list_->choose(one ? notes.front() : Uuid{});
}

void ReviewStage::showAgain() {
    if (const auto& shown = note_->shown()) {
        const Uuid id = shown->id;
        const auto* found = notes_->find(id);
        note_->show(found ? std::optional(*found) : std::nullopt);
        if (found) list_->choose(id);
    }
}

void ReviewStage::zoomTo(const Geometry& shape) {
    if (!shape.empty()) workspace_.map.canvas().zoomToBox(shape.box().grown(note_surroundings_m));
}

void ReviewStage::addNoteAt(Point place) {
    commit();
    Q_EMIT stageRequested(Stage::review);
    Q_EMIT selectionRequested({commands_->addPin(place)});
    note_->writeText();
}

void ReviewStage::addNoteHere() {
    if (workspace_.document.isEmpty()) return;
    if (cursor_)
        addNoteAt(*cursor_);
    else
        draw("pin");
}

void ReviewStage::draw(const std::string& kind) {
    if (workspace_.document.isEmpty()) return;
    commit();
    Q_EMIT stageRequested(Stage::review);
    auto& runner = workspace_.map.drawing().runner();
    runner.start(std::make_unique<NoteTool>(
        note_mark(kind),
        [this](const std::string& of, Geometry shape) { return commands_->begun(of, std::move(shape)); },
        [this] { return commands_->signature(); }));
    // Once it stands, its words are written: the map has selected it by then.
    connect(
        &runner, &ToolRunner::ended, this,
        [this] {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    if (note_->shown() && note_->shown()->text.empty()) note_->writeText();
                },
                Qt::QueuedConnection);
        },
        Qt::SingleShotConnection);
}

void ReviewStage::writeNote(Point where, const QString& text, const std::vector<std::string>& findings) {
    // It begins with the judgement of the first rule it is about.
    Annotation note = commands_->begun("pin", Geometry::make_point(where));
    if (const auto& outcome = check_.outcome())
        for (const auto& finding : outcome->findings) {
            if (std::find(findings.begin(), findings.end(), finding.key) == findings.end()) continue;
            note.links.push_back(
                {Link::To::finding, finding.key, finding.code + " " + outcome->criterion(finding).title});
            if (note.links.size() > 1) continue;
            note.severity = finding.level == assessment::Level::fail ? "serious" : "moderate";
            note.strategy = finding.strategy;
        }
    commit();
    Q_EMIT stageRequested(Stage::review);
    Q_EMIT selectionRequested({commands_->add(note)});
    note_->text()->setPlainText(text);
    commit();
}

QStringList ReviewStage::takePhotos(const QStringList& dropped, std::optional<Point> where) {
    const bool can_take = where ? !workspace_.document.isEmpty() : note_->shown().has_value();
    QStringList others;
    std::vector<std::filesystem::path> photos;
    for (const QString& file : dropped) {
        if (can_take && is_called_photo(file))
            photos.emplace_back(file.toStdString());
        else
            others += file;
    }
    if (photos.empty()) return others;
    commit();
    if (where)
        attach(std::move(photos), [this, at = *where](const AttachOutcome& outcome) {
            if (outcome.attachments.empty()) return;
            Q_EMIT stageRequested(Stage::review);
            Q_EMIT selectionRequested({commands_->addPin(at, kept(outcome))});
            offerPlace(outcome);
            note_->writeText();
        });
    else
        attach(std::move(photos),
               [this, id = note_->shown()->id](const AttachOutcome& outcome) { attachTo(id, outcome); });
    return others;
}

void ReviewStage::chooseFiles() {
    if (!note_->shown()) return;
    const Uuid note = note_->shown()->id; // the dialog lets other things happen meanwhile
    commit();
    const QStringList chosen =
        ask_files(&window_, tr("Add photos or files"),
                  tr("Photos and files (*);;Photos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp)"));
    std::vector<std::filesystem::path> paths;
    for (const QString& file : chosen)
        paths.emplace_back(file.toStdString());
    if (paths.empty()) return;
    attach(std::move(paths), [this, note](const AttachOutcome& outcome) { attachTo(note, outcome); });
}

void ReviewStage::attach(std::vector<std::filesystem::path> files,
                         std::function<void(const AttachOutcome&)> then) {
    workspace_.jobs.queue(attach_job(
        std::move(files), workspace_.document.base()->frame,
        [this, document = workspace_.document.mark().document,
         then = std::move(then)](const AttachOutcome& outcome) {
            if (document != workspace_.document.mark().document) return; // another plan is open by now
            then(outcome);
            QStringList refused;
            for (const Error& error : outcome.refused)
                refused += sentence(error);
            if (!refused.isEmpty()) Q_EMIT told(MessageBar::Level::look, refused.join(u'\n'));
        },
        [this](const Error& error) { Q_EMIT told(MessageBar::Level::serious, sentence(error)); }));
}

std::vector<AttachedFile> ReviewStage::kept(const AttachOutcome& outcome) {
    std::vector<AttachedFile> files;
    for (const Attachment& one : outcome.attachments) {
        workspace_.document.files().add(one.file);
        files.push_back({one.file.name, one.file.media_type, one.file.sha256});
    }
    return files;
}

void ReviewStage::offerPlace(const AttachOutcome& outcome) {
    for (const Attachment& one : outcome.attachments)
        if (one.taken_at) {
            note_->files().offerPlace(one.taken_at);
            return;
        }
}

void ReviewStage::attachTo(const Uuid& note, const AttachOutcome& outcome) {
    commands_->addFiles(note, kept(outcome));
    if (note_->shown() && note_->shown()->id == note) offerPlace(outcome);
}

void ReviewStage::openCopy(const AttachedFile& file) {
    const auto* stored = workspace_.document.files().find(file.sha256);
    if (!stored) return;
    if (!copies_) copies_ = std::make_unique<QTemporaryDir>();
    // A folder of its own per content: another photo of that name may be open already.
    const QDir folder(copies_->filePath(text_of(file.sha256).left(12)));
    const QString path = folder.filePath(QFileInfo(text_of(file.name)).fileName());
    const auto cannot = [this, name = text_of(file.name)] {
        Q_EMIT told(MessageBar::Level::look,
                    tr("%1 cannot be opened here. Save a copy and open that.").arg(name));
    };
    if (!folder.mkpath(QStringLiteral("."))) {
        cannot();
        return;
    }
    workspace_.jobs.queue(copy_file_job(
        *stored, path.toStdString(),
        [path, cannot] {
            if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path))) cannot();
        },
        [this](const Error& error) { Q_EMIT told(MessageBar::Level::look, sentence(error)); }));
}

void ReviewStage::saveCopy(const AttachedFile& file) {
    const auto* stored = workspace_.document.files().find(file.sha256);
    if (!stored) return;
    const QString path = ask_new_file(&window_, tr("Save a copy"), text_of(file.name));
    if (path.isEmpty()) return;
    workspace_.jobs.queue(copy_file_job(
        *stored, path.toStdString(),
        [this, path] { Q_EMIT told(MessageBar::Level::fine, tr("Saved %1.").arg(path)); },
        [this](const Error& error) { Q_EMIT told(MessageBar::Level::serious, sentence(error)); }));
}

Link ReviewStage::link_to(const Feature& feature, Role role) const {
    const QString name = feature.name.empty() ? kind_label(role) : text_of(feature.name);
    return {Link::To::feature, feature.id.text(), name.toStdString()};
}

void ReviewStage::linkSelection() {
    const auto& note = note_->shown();
    if (!note) return;
    std::vector<Link> links = note->links;
    const auto site = workspace_.document.site();
    for (const Uuid& id : selection_) {
        const auto* layer = site->layer_of(id);
        if (!layer || layer->role == Role::annotation) continue;
        const Link link = link_to(*layer->features[*layer->index_of(id)], layer->role);
        if (std::find(links.begin(), links.end(), link) == links.end()) links.push_back(link);
    }
    const Uuid id = note->id;
    commands_->setLinks(id, links);
    Q_EMIT selectionRequested({id});
}

void ReviewStage::followLink(const Link& link) {
    if (link.to == Link::To::finding) {
        Q_EMIT findingRequested(text_of(link.key));
        return;
    }
    const auto id = Uuid::parse(link.key);
    const auto site = workspace_.document.site();
    const auto* layer = id ? site->layer_of(*id) : nullptr;
    if (!layer) {
        Q_EMIT told(MessageBar::Level::look, tr("“%1” is no longer on the plan.").arg(text_of(link.words)));
        return;
    }
    std::vector<Uuid> shown{*id};
    if (note_->shown()) shown.push_back(note_->shown()->id); // the note stays open beside it
    Q_EMIT selectionRequested(shown);
    zoomTo(layer->features[*layer->index_of(*id)]->geometry);
}

void ReviewStage::saveNotes() {
    commit();
    const QString table = tr("Table for everybody, without names (*.csv)");
    const QString map = tr("Map layer for everybody, without names (*.geojson)");
    const QString police = tr("Table for the police, with names and answers (*.csv)");
    QString chosen = table;
    QString file = ask_new_file(&window_, tr("Save the list of notes"),
                                workspace_.document.title() + tr(" notes") + QStringLiteral(".csv"),
                                QStringList{table, map, police}.join(QStringLiteral(";;")), &chosen);
    if (file.isEmpty()) return;
    const QString ending = chosen == map ? QStringLiteral(".geojson") : QStringLiteral(".csv");
    if (!file.endsWith(ending, Qt::CaseInsensitive)) file += ending;
    const auto audience = chosen == police ? io::Audience::police : io::Audience::public_;
    files_.exportSite({{std::string(name_of(Role::annotation))}, audience}, file);
}

void ReviewStage::savePage() {
    const auto& document = workspace_.document;
    if (document.isEmpty()) return;
    commit();
    report::ReviewPage page = pages_->draft();
    if (const auto& outcome = check_.outcome(); outcome && !check_.isOutOfDate())
        // Paper goes from hand to hand: what the public may not have is not on it.
        report::put_check(assessment::for_audience(*outcome, *document.site(), io::Audience::public_), page);
    else if (outcome)
        page.checked = tr("The plan has changed since it was checked.");
    pages_->open(std::move(page), {workspace_.map.canvas().view().box(), notes_->listed()});
}

} // namespace prospect::app
