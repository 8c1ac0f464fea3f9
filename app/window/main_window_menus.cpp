// Menus and their keys (ecosystem: Ctrl+N/O/S, Ctrl+Z, Ctrl+Enter, F9, F11).
#include "app/canvas/map_canvas.h"
#include "app/models/place_search.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/file_commands.h"
#include "app/panels/help_window.h"
#include "app/panels/key_list.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/open_list.h"
#include "app/panels/picture_commands.h"
#include "app/panels/search_popup.h"
#include "app/window/camera_commands.h"
#include "app/window/check_stage.h"
#include "app/window/compare_stage.h"
#include "app/window/lamp_commands.h"
#include "app/window/lamp_row_commands.h"
#include "app/window/main_window.h"
#include "app/window/plan_lists.h"
#include "app/window/plan_stage.h"
#include "app/window/review_stage.h"
#include "app/window/schedule_commands.h"
#include "app/window/see_commands.h"
#include "app/window/watch_commands.h"
#include "app/window/ways_in_commands.h"
#include "geometry/base/resources.h"

#include <QActionGroup>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>
#include <QUndoStack>

#include <algorithm>

namespace prospect::app {

void MainWindow::makeMenus() {
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makePlanMenu();
    makeCheckMenu();
    review_->fillMenu(*menuBar()->addMenu(tr("&Review")));
    makeHelpMenu();
}

void MainWindow::makeFileMenu() {
    auto* menu = menuBar()->addMenu(tr("&File"));
    const auto add = [&](const char* name, const QString& text, const QKeySequence& key, auto act) {
        auto* action = menu->addAction(icon(QLatin1String(name)), text);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    add("new", tr("&New plan"), QKeySequence::New, [this] { files_->newPlan(); });
    add("open", tr("&Open…"), QKeySequence::Open, [this] { files_->chooseAndOpen(); });
    add("import", tr("&Add a file to the plan…"), Qt::CTRL | Qt::Key_I,
        [this] { files_->chooseAndImport(); });
    menu->addSeparator();
    add("save", tr("&Save"), QKeySequence::Save, [this] {
        commitTexts();
        files_->save();
    });
    add("save", tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] {
        commitTexts();
        files_->chooseAndSave();
    });
    menu->addSeparator();
    add("picture", tr("Save &picture…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E, [this] { pictures_->save(); });
    add("copy", tr("&Copy picture"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { pictures_->copy(); });
    menu->addSeparator();
    add("close", tr("&Quit"), Qt::CTRL | Qt::Key_Q, [this] { close(); });
}

void MainWindow::makeEditMenu() {
    auto* menu = menuBar()->addMenu(tr("&Edit"));
    auto* undo = document_.undoStack().createUndoAction(menu, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setIcon(icon(QStringLiteral("undo")));
    auto* redo = document_.undoStack().createRedoAction(menu, tr("Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setIcon(icon(QStringLiteral("redo")));
    // What is typed and on its way into the plan is the step that is taken back.
    QUndoStack& stack = document_.undoStack();
    undo->disconnect(&stack);
    redo->disconnect(&stack);
    connect(undo, &QAction::triggered, this, [this, &stack] {
        commitTexts();
        stack.undo();
    });
    connect(redo, &QAction::triggered, this, [this, &stack] {
        commitTexts();
        stack.redo();
    });
    menu->addAction(undo);
    menu->addAction(redo);
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("search")), tr("&Find…"), Qt::CTRL | Qt::Key_K, this,
                    &MainWindow::findAnything);
    menu->addSeparator();
    menu->addActions(map_->drawing().editActions());
    menu->addSeparator();
    auto* remove = menu->addAction(icon(QStringLiteral("delete")), tr("Delete the selection"),
                                   QKeySequence(Qt::Key_Delete), this, [this] {
                                       if (selection_.empty()) return;
                                       SiteEdit edit;
                                       edit.title = tr("Delete the selection").toStdString();
                                       edit.steps.push_back(RemoveFeatures{selection_});
                                       select({}, Qt::NoModifier);
                                       document_.apply(edit);
                                   });
    remove->setObjectName(QStringLiteral("edit.delete"));
    top_->addHistory(undo, redo);
}

void MainWindow::makeViewMenu() {
    auto* menu = menuBar()->addMenu(tr("&View"));
    menu->addActions(map_->zoomActions());
    menu->addSeparator();
    menu->addActions(map_->toolActions());
    menu->addAction(see_->action());
    menu->addAction(watch_->action());
    menu->addAction(camera_->action());
    menu->addAction(lamp_->action());
    menu->addAction(compare_->swipeAction());
    menu->addSeparator();
    menu->addAction(ways_in_->ownersAction());
    menu->addAction(ways_in_->walkAction());
    menu->addSeparator();
    auto* fold = menu->addAction(icon(QStringLiteral("panel-left")), tr("Show or hide the side &columns"));
    fold->setShortcut(Qt::Key_F9);
    connect(fold, &QAction::triggered, this, &MainWindow::foldColumns);
    auto* full = menu->addAction(tr("&Full screen"));
    full->setShortcut(Qt::Key_F11);
    connect(full, &QAction::triggered, this,
            [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    auto* themes = menu->addMenu(icon(QStringLiteral("theme")), tr("&Colours"));
    auto* group = new QActionGroup(themes);
    const std::pair<QString, render::ThemeKind> kinds[] = {{tr("&Light"), render::ThemeKind::light},
                                                           {tr("&Dark"), render::ThemeKind::dark}};
    const auto current = theme_of(palette()).kind;
    for (const auto& [text, kind] : kinds) {
        auto* action = themes->addAction(text);
        action->setCheckable(true);
        action->setChecked(kind == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = kind] {
            setTheme(chosen);
            const bool dark = chosen == render::ThemeKind::dark;
            QSettings().setValue(QStringLiteral("theme"),
                                 dark ? QStringLiteral("dark") : QStringLiteral("light"));
        });
    }
}

void MainWindow::makePlanMenu() {
    auto* menu = menuBar()->addMenu(tr("&Plan"));
    menu->addAction(icon(QStringLiteral("info")), tr("&About this place"), this, [this] {
        setStage(Stage::plan);
        plan_->openSheet();
    });
    menu->addSeparator();
    menu->addActions(plan_->outlineActions());
    menu->addAction(lamp_row_->action());
    menu->addAction(lamp_row_->classAction());
    menu->addAction(schedule_->action());
    menu->addAction(lists_->doorsAction());
    menu->addAction(lists_->tableAction());
    menu->addAction(lists_->checkAction());
}

void MainWindow::makeCheckMenu() {
    auto* menu = menuBar()->addMenu(tr("&Check"));
    auto* check = menu->addAction(icon(QStringLiteral("run")), tr("&Check this place"));
    check->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    connect(check, &QAction::triggered, check_, &CheckStage::checkOrRun);
    cancel_action_ = menu->addAction(icon(QStringLiteral("stop")), tr("&Stop"));
    cancel_action_->setShortcut(Qt::Key_Escape);
    cancel_action_->setEnabled(false);
    connect(cancel_action_, &QAction::triggered, this, [this] {
        if (close_open_list()) return;
        check_->cancel();
        compare_->cancel();
    });
    menu->addSeparator();
    menu->addAction(tr("&Next problem"), Qt::Key_F8, check_, [this] { check_->stepProblem(1); });
    menu->addAction(tr("&Previous problem"), Qt::SHIFT | Qt::Key_F8, check_,
                    [this] { check_->stepProblem(-1); });
    menu->addAction(icon(QStringLiteral("check")), tr("&Rules…"), check_, [this] { check_->showRules(); });
    menu->addSeparator();
    menu->addAction(ways_in_->action());
    menu->addSeparator();
    addMeasurements(*menu);
}

// By their subject: a menu of all of them would be higher than the screen.
void MainWindow::addMeasurements(QMenu& menu) {
    const std::map<std::string, QString> titles{
        {"sightlines", tr("&Seeing and being seen")}, {"lighting", tr("&Light")},
        {"access", tr("&Movement and ways in")},      {"risk", tr("&Weakness, fear and crime")},
        {"crime", tr("&Weakness, fear and crime")},   {"threat", tr("&Vehicles and crowds")}};
    std::map<QString, QMenu*> menus;
    for (const auto& analysis : catalogue_) {
        const auto& info = analysis.info();
        QMenu* place = &menu;
        if (const auto title = titles.find(info.id.substr(0, info.id.find('.'))); title != titles.end()) {
            QMenu*& group = menus[title->second];
            if (group == nullptr) group = menu.addMenu(title->second);
            place = group;
        }
        place->addAction(QString::fromStdString(info.title), check_,
                         [this, id = info.id] { check_->runMeasurement(id); });
    }
}

void MainWindow::makeHelpMenu() {
    auto* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("Open the &example: Riverside estate"), this, &MainWindow::openExample);
    menu->addSeparator();
    menu->addAction(tr("About this &stage"), Qt::Key_F1, this, [this] {
        static const std::map<Stage, QString> pages{{Stage::plan, QStringLiteral("stage.plan")},
                                                    {Stage::describe, QStringLiteral("stage.describe")},
                                                    {Stage::check, QStringLiteral("stage.check")},
                                                    {Stage::review, QStringLiteral("stage.review")},
                                                    {Stage::compare, QStringLiteral("stage.compare")}};
        help_->showPage(pages.at(top_->stage()));
    });
    menu->addAction(tr("Mouse and &keys"), Qt::SHIFT | Qt::Key_F1, this,
                    [this] { help_->showExtendedPage(QStringLiteral("keys"), key_list(*menuBar())); });
    const std::pair<QString, const char*> pages[] = {{tr("What &file do I need?"), "files"},
                                                     {tr("A&dding a file to the plan"), "import"},
                                                     {tr("Export from a &CAD program"), "drawings"},
                                                     {tr("&Notes and photos"), "notes"},
                                                     {tr("&ISO 22341 and what is measured"), "iso-22341"}};
    for (const auto& [text, page] : pages)
        menu->addAction(text, this, [this, name = QLatin1String(page)] { help_->showPage(name); });
    menu->addSeparator();
    menu->addAction(tr("&About Prospect"), this, [this] {
        QMessageBox::about(
            this, tr("About Prospect"),
            tr("<b>Prospect %1</b><br>Crime prevention through environmental design: what a place lets "
               "people see.<br><br>Free software under the GNU General Public License, version 3 or "
               "later. Nothing leaves this computer.")
                .arg(QLatin1String(PROSPECT_VERSION)));
    });
}

void MainWindow::foldColumns() {
    const bool shown = left_->isVisible() || right_->isVisible();
    left_->setVisible(!shown);
    right_->setVisible(!shown);
}

void MainWindow::findAnything() {
    auto items = commands_of(*menuBar());
    auto things = things_of(*document_.site(), [this](const Uuid& id) {
        select({id}, Qt::NoModifier);
        if (const auto* layer = document_.site()->layer_of(id))
            for (const auto& feature : layer->features)
                if (feature->id == id) zoomTo(feature->geometry.box());
    });
    items.insert(items.end(), std::make_move_iterator(things.begin()), std::make_move_iterator(things.end()));
    search_->setReader([this](const QString& typed) {
        return places_of(typed, document_.base()->frame, [this](const Box& square) {
            constexpr double least_m = 60;
            zoomTo(square.grown(std::max(0.0, (least_m - square.width()) / 2)));
            map_->overlay().setPoints({square.center()});
        });
    });
    search_->open(std::move(items));
}

void MainWindow::openExample() {
    try {
        const auto resources = resource_path("packages.txt").parent_path();
        for (const auto& folder : {resources.parent_path() / "samples", resources / "samples"}) {
            const auto file = folder / "riverside" / "riverside.gpkg";
            if (std::filesystem::exists(file)) {
                files_->open(QString::fromStdString(file.string()));
                return;
            }
        }
    } catch (const Error&) {
        // said below: the example is missing either way
    }
    tell(MessageBar::Level::look, tr("The example is not installed. Open a plan of your own instead."));
}

} // namespace prospect::app
