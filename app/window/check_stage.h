// Check: the check of the place with its places and reasons, and single measurements with their results.
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/engine/analysis.h"
#include "app/document/result_list.h"
#include "app/window/see_commands.h"
#include "app/window/stage.h"
#include "app/window/watch_commands.h"
#include "geometry/site/edit.h"

#include <span>

class QStackedWidget;

namespace prospect::app {

class AnalysisCommands;
class CheckCommands;
class CheckPanel;
class FileCommands;
class MeasurementPanel;
class PictureCommands;
class PlacesPanel;
class ProblemsPanel;
class QuestionsPanel;
class ResultPanel;
class RulesDialog;
class RunStrip;
class SpotClicks;
class SettingsPanel;
class TabRow;
class WeaknessChoice;
class WhyPanel;

class CheckStage : public StageController {
    Q_OBJECT
public:
    struct Commands {
        FileCommands& files;
        PictureCommands& pictures;
    };
    CheckStage(Workspace workspace, ResultList& results, std::span<const engine::Analysis> catalogue,
               Commands commands, QObject* parent);

    QWidget* leftColumn() const override;
    QWidget* rightColumn() const override;
    QString prompt() const override;
    void enter() override;
    void leave() override;

    CheckCommands& placeCheck() const { return *check_; }
    bool isRunning() const;
    // What is going on, for every stage; empty when nothing runs.
    QString runningPrompt() const;
    // Checks the place.
    void check();
    // Measures when a measurement is what is shown, else checks the place.
    void checkOrRun();
    void cancel();
    // Chooses a measurement and runs it with its settings.
    void runMeasurement(const std::string& analysis);
    // Hands over what was typed and not yet told.
    void commit();
    // The rules the plan is checked by, with that one chosen; "" chooses none.
    void showRules(const std::string& code = {});
    // The reason of the place that finding belongs to, when the last check found it; of one that belongs to
    // none its own.
    void showFinding(const QString& key);
    // The problem listed before or after the chosen one, round the ends.
    void stepProblem(int by);

Q_SIGNALS:
    // A change that might mend a problem is to be made.
    void tryRequested(const prospect::SiteEdit& edit);
    // A note about those findings is wanted there.
    void noteRequested(prospect::Point where, const QString& text, const std::vector<std::string>& findings);
    // What a rule waits for is to be described: an id of assessment::subjects().
    void describeRequested(const QString& subject);
    // What the map shows under the cursor, in words; empty: nothing.
    void valueChanged(const QString& text);
    // A click on a spot of the map of a result of sight.
    void spotChosen(prospect::Point centre, const prospect::app::Spots& spots);
    // The same of a result that says who sees each spot.
    void watchersRequested(prospect::Point centre, const prospect::app::WatchCommands::FromMap& map);
    // Said once in the place of the prompt.
    void ended(const QString& text);

private:
    // check_stage.cpp: the check and its places
    QWidget* makeRightColumn();
    void connectPlaces();
    void onDocumentChanged(const SiteChange& change);
    bool showsPlaces() const;
    bool showsProblems() const;
    // Either of them: the map is about the check.
    bool showsCheck() const { return showsPlaces() || showsProblems(); }
    void idle();
    void showOutcome();
    // Of which option the outcome is, or that it is out of date: at the left, over the places, on the map.
    void showStanding();
    void showPlace(std::optional<std::size_t> place);
    // The map shows what the right column is about.
    void refreshMap();
    void showWeakness();
    void glow(const std::vector<assessment::Evidence>& evidence);
    QString checkMark() const;
    // Things that are on the plan, and shapes of their own.
    std::vector<Geometry> shapesOf(const std::vector<assessment::Evidence>& evidence) const;
    // Of the place or the problem that is shown.
    std::vector<assessment::Evidence> shownEvidence() const;
    void acceptFindings(const std::vector<std::string>& findings, const QString& reason,
                        const QString& author);
    // check_stage_why.cpp: why a spot of the map is red
    void connectWhy();
    void showWhy(Point at);
    void refreshWhy();
    void leaveWhy();
    // check_stage_problems.cpp: all findings of the check, one by one
    void connectProblems();
    void showProblem(std::optional<std::size_t> finding);
    void showSigns();
    std::vector<assessment::Evidence> problemEvidence() const;
    // check_stage_results.cpp: running measurements and showing their results
    void connectMeasurements();
    void connectResults();
    void connectProfile();
    QString judgedWordsAt(Point plan) const;
    std::optional<float> valueOfThingAt(const Field& map, Point plan) const;
    void showSpotOfPath(std::optional<Point> at);
    void runChosen();
    void turnToUsualTime(const std::string& analysis);
    void showResult(const Uuid& result);
    void showFieldOnMap();
    // In every stage, until the result is chosen again.
    void setMapHidden(bool hidden); // NOLINT: a state
    // In every stage, as long as the map of the result is shown.
    void updateLegend();
    void showShapesOnMap();
    Sensitivity sensitivityOfMap() const;
    // Whether the spots of the result shown are asked who sees them, rather than what they see.
    bool showsWatchers() const;
    void chooseSpot(Point centre);
    void askWhoSees(Point centre);
    void pickFor(const QString& parameter);
    void copyCommand();
    void showValueAt(Point plan);

    ResultList& results_;
    std::span<const engine::Analysis> catalogue_;
    FileCommands& files_;
    PictureCommands& pictures_;
    AnalysisCommands* measurements_;
    CheckCommands* check_;
    MeasurementPanel* measurement_panel_;
    CheckPanel* left_;
    PlacesPanel* places_;
    ProblemsPanel* problems_;
    QuestionsPanel* questions_;
    WhyPanel* why_;
    std::optional<Point> why_at_;   // while the panel tells of it
    QWidget* before_why_ = nullptr; // the page that was shown
    RulesDialog* rules_ = nullptr;  // made when first asked for
    SettingsPanel* settings_;
    ResultPanel* result_;
    QStackedWidget* pages_; // places, problems, settings, result
    TabRow* tabs_;
    RunStrip* strip_;
    QWidget* right_;
    WeaknessChoice* weakness_; // over the map
    SpotClicks* spots_;
    std::vector<std::size_t> signs_; // the findings behind the signs on the map
    bool in_view_ = false;
    bool shows_spot_ = false; // of a path whose curve is shown
    bool map_hidden_ = false; // of the result
};

} // namespace prospect::app
