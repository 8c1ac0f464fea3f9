// The window: one map, side columns that change with the stage, and the wiring between them.
#pragma once

#include "analysis/engine/analysis.h"
#include "app/document/result_list.h"
#include "app/jobs/job_runner.h"
#include "app/panels/message_bar.h"
#include "app/panels/top_bar.h"
#include "app/render/style.h"

#include <QMainWindow>

#include <map>
#include <optional>
#include <span>

class QSplitter;
class QStackedWidget;

namespace prospect::app {

class CameraCommands;
class CheckCommands;
class CheckStage;
class CompareStage;
class DescribeStage;
class FileCommands;
class HelpWindow;
class LampCommands;
class LampRowCommands;
class MapArea;
class PictureCommands;
class PlanLists;
class PlanStage;
class ReviewStage;
class RulerPanel;
class ScheduleCommands;
class SearchPopup;
class SeeCommands;
class SeeWalk;
class StageController;
class StartPage;
class StatusStrip;
class WatchCommands;
class WaysInCommands;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(std::span<const engine::Analysis> catalogue, QWidget* parent = nullptr);
    ~MainWindow() override;

    SiteDocument& document() { return document_; }
    JobRunner& jobs() { return jobs_; }
    ResultList& results() { return results_; }
    FileCommands& files() { return *files_; }
    MapArea& map() { return *map_; }
    TopBar& topBar() { return *top_; }
    const std::vector<Uuid>& selection() const { return selection_; }
    PlanLists& lists() { return *lists_; }

    void setTheme(render::ThemeKind theme);
    void setStage(Stage stage);
    // Chooses a measurement and runs it with its settings.
    void runMeasurement(const std::string& analysis);
    CheckCommands& placeCheck();
    CompareStage& comparison() { return *compare_; }
    SeeCommands& see() { return *see_; }
    SeeWalk& walk() { return *walk_; }
    WatchCommands& watch() { return *watch_; }
    WaysInCommands& waysIn() { return *ways_in_; }
    CameraCommands& camera() { return *camera_; }
    LampCommands& lamp() { return *lamp_; }
    LampRowCommands& lampRow() { return *lamp_row_; }
    ScheduleCommands& schedule() { return *schedule_; }
    // The example that comes with the program.
    void openExample();
    void tell(MessageBar::Level level, const QString& text);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    // main_window.cpp: parts and wiring
    void makeStages();
    QWidget* makeWorkspace();
    void addStage(const QString& text, StageController& controller);
    void connectMap();
    void connectFiles();
    void connectStages();
    void tellUnapplied();
    void tellTime(const TimeContext& time);
    void onDocumentChanged(const SiteChange& change);
    void showStartPage();
    void updatePrompt();
    void select(const std::vector<Uuid>& features, Qt::KeyboardModifiers modifiers);
    // The whole plan, or the part of it that matters.
    void showFirst();
    void zoomTo(const Box& box);
    // Keeps what is typed in panels and not yet left.
    void commitTexts();
    // main_window_spots.cpp
    void connectSpots();
    void connectRuler();
    template <class Commands>
    void connectSpot(Commands& commands);
    // What has the right column while it lasts.
    template <class Commands>
    void connectColumn(Commands& commands);
    void makeLampCommands();
    void leaveColumns(const QObject* but);
    void stopColumns();
    // main_window_menus.cpp
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makePlanMenu();
    void makeCheckMenu();
    void addMeasurements(QMenu& menu);
    void makeHelpMenu();
    void foldColumns();
    void findAnything();

    SiteDocument document_;
    JobRunner jobs_;
    std::span<const engine::Analysis> catalogue_;
    ResultList results_;
    FileCommands* files_;
    QStackedWidget* pages_;
    StartPage* start_;
    TopBar* top_;
    MapArea* map_;
    PictureCommands* pictures_;
    PlanStage* plan_ = nullptr;
    DescribeStage* describe_ = nullptr;
    CheckStage* check_ = nullptr;
    ReviewStage* review_ = nullptr;
    CompareStage* compare_ = nullptr;
    SeeCommands* see_ = nullptr;
    SeeWalk* walk_ = nullptr;
    WatchCommands* watch_ = nullptr;
    WaysInCommands* ways_in_ = nullptr;
    CameraCommands* camera_ = nullptr;
    LampCommands* lamp_ = nullptr;
    LampRowCommands* lamp_row_ = nullptr;
    ScheduleCommands* schedule_ = nullptr;
    RulerPanel* ruler_ = nullptr;
    std::map<Stage, StageController*> stages_;
    Stage stage_ = Stage::plan;
    std::optional<Stage> see_stage_; // that was left while somebody looked from a spot
    PlanLists* lists_ = nullptr;
    QSplitter* columns_;
    QStackedWidget* left_;
    QStackedWidget* right_;
    StatusStrip* status_;
    HelpWindow* help_;
    SearchPopup* search_;
    QAction* cancel_action_ = nullptr;
    std::vector<Uuid> selection_;
    bool closing_ = false;
};

} // namespace prospect::app
