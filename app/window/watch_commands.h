// Who sees this spot?: a spot on the map that is dragged about, and who sees it, live.
#pragma once

#include "analysis/engine/analysis.h"
#include "app/panels/watch_panel.h"
#include "app/tools/see_runner.h"
#include "app/window/stage.h"
#include "app/window/watch_words.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <span>

class QAction;

namespace prospect::app {

class Answer;

// Guardians, cameras and what stands are prepared beside the window, once for a plan, a season and a weekday;
// a spot is then answered at once with every move. While they are prepared anew the spot goes on with those
// it has.
class WatchCommands : public QObject {
    Q_OBJECT
public:
    WatchCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent);
    ~WatchCommands() override;

    // Checkable: begins at the cursor, else in the middle of what is shown (see_start.h); ends.
    QAction* action() const { return action_; }
    // In the place of the stage's right column while active.
    WatchPanel& panel() const { return *panel_; }
    bool isActive() const { return runner_->isActive(); }
    QString prompt() const;
    Point spot() const { return runner_->tool().eye().at; }
    // What is asked for stays as it was.
    void askAbout(Point spot);
    // A spot of a result's map, asked about as the result was worked out.
    struct FromMap {
        std::shared_ptr<const Field> field;
        QString title; // of the field
        std::optional<double> height_m;
        std::optional<bool> assume_windows;
        std::filesystem::path esc_file; // light in place of the lamps; empty for none
        std::optional<sightlines::Edition> edition;
    };
    void askAboutSpot(Point spot, const FromMap& map);
    void ask(const WatchPanel::Asked& asked);
    const WatchPanel::Asked& asked() const { return asked_; }
    void stop();
    // Null while nothing can be said yet, and where nothing can be (SpotStatus).
    const sightlines::SpotWatch* watch() const;
    const sightlines::SpotWatchers* watchers() const { return watchers_.get(); }
    // Something is being prepared.
    bool isWaiting() const;

Q_SIGNALS:
    void activeChanged(bool active);
    void promptChanged();
    void helpRequested(const QString& page);
    void copyPictureRequested();
    void savePictureRequested();
    void thingChosen(const prospect::Uuid& feature);
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    void connectParts();
    void connectMap();
    void start(Point spot);
    void refresh(int settle_ms = 0);
    bool isOfPlan() const;
    void prepare(int settle_ms);
    void look();
    void showPicture();
    // Numbers and lists, which follow a drag at their own pace.
    void showBeside();
    // Why the chosen row counts as it does.
    void showReason();
    QString spotSentence() const;
    void copyCommand();
    std::optional<SpotAnswer> answer() const;

    Workspace workspace_;
    std::span<const engine::Analysis> catalogue_;
    SeeRunner* runner_;
    WatchPanel* panel_;
    QAction* action_;
    Answer* answer_;
    WatchPanel::Asked asked_;
    FromMap map_;
    std::shared_ptr<const sightlines::SpotWatchers> watchers_;
    std::shared_ptr<const ThingNames> names_;
    sightlines::SpotWatch watch_;
    std::vector<sightlines::SpotBlocker> blockers_;
    QTimer list_pause_; // of what stands beside the map
    std::optional<Point> cursor_;
    QString failed_; // why nothing is prepared
};

} // namespace prospect::app
