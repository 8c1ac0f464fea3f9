// The window: one map, side columns that change with the stage, and the wiring between them.
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/engine/analysis.h"
#include "app/document/result_list.h"
#include "app/jobs/job_runner.h"
#include "app/panels/message_bar.h"
#include "app/panels/top_bar.h"
#include "app/render/style.h"

#include <QMainWindow>

#include <map>
#include <span>

class QSplitter;
class QStackedWidget;

namespace prospect::app {

class AnalysisCommands;
class CheckCommands;
class CheckPanel;
class CompareStage;
class DescribeStage;
class AttributeModel;
class FileCommands;
class HelpWindow;
class LayerModel;
class LayerPanel;
class MapArea;
class MeasurementPanel;
class OutlineCommands;
class PlacesPanel;
class PlanSide;
class PlanLists;
class ResultModel;
class ResultPanel;
class ReviewStage;
class RunStrip;
class SearchPopup;
class SelectionPanel;
class SettingsPanel;
class StageController;
class StartPage;
class StatusStrip;
class TabRow;
class WeaknessChoice;

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
    CheckCommands& placeCheck() { return *place_check_; }
    CompareStage& comparison() { return *compare_; }
    // The example that comes with the program.
    void openExample();
    void tell(MessageBar::Level level, const QString& text);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    // main_window.cpp: parts and wiring
    QWidget* makeWorkspace();
    QWidget* makeRightColumn();
    void addStage(Stage stage, const QString& text, QWidget* left, QWidget* right);
    void addStage(const QString& text, StageController& controller);
    void connectMap();
    void connectChecks();
    void connectFiles();
    void connectOptions();
    void tellUnapplied();
    void onDocumentChanged(const SiteChange& change);
    void showStartPage();
    void updatePrompt();
    void select(const std::vector<Uuid>& features, Qt::KeyboardModifiers modifiers);
    void zoomTo(const Box& box);
    // Keeps what is typed in panels and not yet left.
    void commitTexts();
    // main_window_results.cpp: running and showing
    void runChosen();
    void showResult(const Uuid& result);
    void showFieldOnMap();
    void showShapesOnMap();
    void pickFor(const QString& parameter);
    void copyPicture();
    void copyCommand();
    void savePicture();
    void showValueAt(Point plan);
    // main_window_check.cpp: the check and its places
    void connectPlaces();
    void checkPlace();
    void checkOrRun();
    void showOutcome();
    void showFinding(const QString& key);
    void showWeakness();
    void refreshMap();
    void glow(const std::vector<assessment::Evidence>& evidence);
    std::vector<assessment::Evidence> placeEvidence() const;
    // main_window_menus.cpp
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makePlanMenu();
    void makeCheckMenu();
    void makeHelpMenu();
    void foldColumns();
    void findAnything();

    SiteDocument document_;
    JobRunner jobs_;
    std::span<const engine::Analysis> catalogue_;
    ResultList results_;
    LayerModel* layers_;
    AttributeModel* attributes_;
    ResultModel* result_model_;
    FileCommands* files_;
    AnalysisCommands* checks_;
    CheckCommands* place_check_;
    OutlineCommands* outlines_ = nullptr;

    QStackedWidget* pages_;
    StartPage* start_;
    TopBar* top_;
    MapArea* map_;
    CompareStage* compare_;
    ReviewStage* review_;
    QSplitter* columns_;
    struct Columns {
        QWidget* left = nullptr;
        QWidget* right = nullptr;
        StageController* controller = nullptr; // null for the stages wired in this class
    };
    std::map<Stage, Columns> stages_;
    QStackedWidget* left_;
    QStackedWidget* right_;
    LayerPanel* layer_panel_;
    MeasurementPanel* measurement_panel_;
    CheckPanel* check_panel_;
    PlacesPanel* places_panel_;
    SelectionPanel* selection_panel_;
    PlanSide* plan_side_;
    SettingsPanel* settings_panel_;
    ResultPanel* result_panel_;
    WeaknessChoice* weakness_;    // over the map
    QStackedWidget* check_pages_; // places, settings, result
    TabRow* check_tabs_;
    RunStrip* run_strip_;
    StatusStrip* status_;
    DescribeStage* describe_ = nullptr;
    PlanLists* lists_ = nullptr;
    HelpWindow* help_;
    SearchPopup* search_;
    QAction* cancel_action_ = nullptr;
    std::vector<Uuid> selection_;
    bool closing_ = false;
};

} // namespace prospect::app
