// Notes: where they are written, and how they leave.
#include "app/canvas/map_canvas.h"
#include "app/models/annotation_model.h"
#include "app/panels/check_commands.h"
#include "app/panels/file_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/note_panel.h"
#include "app/panels/review_commands.h"
#include "app/panels/review_panel.h"
#include "app/panels/status_strip.h"
#include "app/tools/map_picker.h"
#include "app/window/main_window.h"

#include <QFileDialog>
#include <QLocale>

namespace prospect::app {

namespace {

constexpr double note_surroundings_m = 15;

} // namespace

void MainWindow::connectReview() {
    connect(review_panel_, &ReviewPanel::addRequested, this, &MainWindow::pickNotePlace);
    connect(review_panel_, &ReviewPanel::exportRequested, this, &MainWindow::saveNotes);
    connect(review_panel_, &ReviewPanel::pageRequested, this, &MainWindow::saveReviewPage);
    connect(review_panel_, &ReviewPanel::noteChosen, this, [this](const Uuid& note) {
        select({note}, Qt::NoModifier);
        if (const auto* chosen = notes_->find(note); chosen && !chosen->geometry.empty()) {
            auto view = map_->canvas().view();
            const Box box = chosen->geometry.box();
            if (view.box().contains(box.center())) return;
            view.center = box.center();
            map_->canvas().setView(view);
        }
    });
    connect(note_panel_, &NotePanel::changed, review_, &ReviewCommands::change);
    connect(note_panel_, &NotePanel::replied, review_, &ReviewCommands::reply);
    connect(note_panel_, &NotePanel::removeRequested, review_, &ReviewCommands::remove);
    connect(note_panel_, &NotePanel::signerChanged, review_, &ReviewCommands::setSigner);
    connect(note_panel_, &NotePanel::zoomRequested, this, [this](const Uuid& note) {
        if (const auto* chosen = notes_->find(note); chosen && !chosen->geometry.empty())
            map_->canvas().zoomToBox(chosen->geometry.box().grown(note_surroundings_m));
    });
}

void MainWindow::showNote(const Uuid& note) {
    const auto* found = notes_->find(note);
    note_panel_->show(found ? std::optional(*found) : std::nullopt);
    review_panel_->choose(note);
}

void MainWindow::addNoteAt(Point place) {
    note_panel_->commit();
    setStage(Stage::review);
    select({review_->addPin(place)}, Qt::NoModifier);
    note_panel_->writeText();
}

void MainWindow::addNoteHere() {
    if (document_.isEmpty()) return;
    if (cursor_)
        addNoteAt(*cursor_);
    else
        pickNotePlace();
}

void MainWindow::pickNotePlace() {
    if (document_.isEmpty()) return;
    setStage(Stage::review);
    auto& picker = map_->picker();
    picker.stop();
    picker.disconnect(this);
    connect(&picker, &MapPicker::pointsChanged, this, [this](const std::vector<Point>& points) {
        if (points.empty()) return;
        const Point place = points.front();
        // Not within the picker's own event.
        QMetaObject::invokeMethod(
            this,
            [this, place] {
                map_->picker().stop();
                addNoteAt(place);
            },
            Qt::QueuedConnection);
    });
    connect(&picker, &MapPicker::ended, this, &MainWindow::updatePrompt);
    picker.start({});
    status_->setPrompt(tr("Click where the note belongs. Esc gives up."));
}

void MainWindow::saveNotes() {
    note_panel_->commit();
    const QString table = tr("Table for everybody, without names (*.csv)");
    const QString map = tr("Map layer for everybody, without names (*.geojson)");
    const QString police = tr("Table for the police, with names and answers (*.csv)");
    QString chosen = table;
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save the list of notes"), document_.title() + tr(" notes") + QStringLiteral(".csv"),
        QStringList{table, map, police}.join(QStringLiteral(";;")), &chosen);
    if (file.isEmpty()) return;
    const QString ending = chosen == map ? QStringLiteral(".geojson") : QStringLiteral(".csv");
    if (!file.endsWith(ending, Qt::CaseInsensitive)) file += ending;
    const auto audience = chosen == police ? io::Audience::police : io::Audience::public_;
    files_->exportSite({{std::string(name_of(Role::annotation))}, audience}, file);
}

void MainWindow::saveReviewPage() {
    if (document_.isEmpty()) return;
    note_panel_->commit();
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save the page"), document_.title() + QStringLiteral(".pdf"), tr("PDF (*.pdf)"));
    if (file.isEmpty()) return;
    if (!file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) file += QStringLiteral(".pdf");
    report::ReviewPage page;
    page.notes = annotations(*document_.site());
    page.title = document_.title();
    page.option = document_.activeScenario();
    if (const auto& outcome = place_check_->outcome(); outcome && !place_check_->isOutOfDate())
        for (std::size_t p = 0; p < std::min<std::size_t>(3, outcome->places.size()); ++p) {
            const auto& place = outcome->places[p];
            page.worst_places +=
                QString::fromStdString(place.name + ". " + outcome->findings[place.findings.front()].message);
        }
    page.date = QLocale().toString(QDate::currentDate(), QLocale::LongFormat);
    files_->writeReviewPage(std::move(page), file);
}

} // namespace prospect::app
