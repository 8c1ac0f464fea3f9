// Aim camera: a camera of the plan with handles on the map, and what it shows, live, over the map and beside
// it.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/sightlines/live_camera.h"
#include "app/models/camera_words.h"
#include "app/panels/cover_painting.h"
#include "app/tools/camera_aim.h"
#include "app/tools/see_runner.h"
#include "app/window/stage.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <span>

class QAction;

namespace prospect::app {

class Answer;
class CameraPanel;
struct SightPicture;

// The ground and what stands on it are made beside the window, once for a plan and a season; what the camera
// shows is worked out there, too, again and again while it is moved, while the handles follow the hand at
// once. The plan changes when a handle is let go, and a moment after the last of several typed values or
// keys: one undo step. While a camera is aimed the map shows it as it is aimed alone.
class CameraCommands : public QObject {
    Q_OBJECT
public:
    CameraCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent);
    ~CameraCommands() override;

    // Checkable: aims the one camera that is selected, and ends. Enabled while there is one.
    QAction* action() const { return action_; }
    // In the place of the stage's right column while active.
    CameraPanel& panel() const { return *panel_; }
    bool isActive() const { return runner_->isActive(); }
    QString prompt() const;
    // Nothing for what is no camera of the plan.
    void aim(const Uuid& camera);
    // A new camera that is not on the plan yet: it turns with the mouse and comes onto the plan with the next
    // click, as one undo step with `drawing`. Whatever ends it before gives it up.
    void place(const SiteEdit& drawing);
    void stop();
    // What it showed when last looked through; null while nothing can be said, or it cannot look.
    const sightlines::CameraView* view() const;
    // The obstacles are being prepared, or it is being looked through.
    bool isWaiting() const;
    // The spots it is worked out for; null while there are none.
    std::shared_ptr<const sightlines::CameraGround> ground() const { return ground_; }
    const std::optional<CameraAim>& aimed() const { return aim_; }

Q_SIGNALS:
    void activeChanged(bool active);
    void promptChanged();
    // view() is another one.
    void looked();
    // How it shows somebody under the pointer, in words; empty: the pointer is elsewhere.
    void valueChanged(const QString& text);
    void helpRequested(const QString& page);
    void copyPictureRequested();
    void savePictureRequested();
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    void connectParts();
    void connectPlan();
    void onSelected(const std::vector<Uuid>& features);
    void onChanged(const SiteChange& change);
    FeaturePtr cameraOf(const Uuid& id) const;
    // As the plan has it; what was not yet put into the plan is given up.
    void takeUp(const FeaturePtr& camera);
    void showCamera();
    void begin();
    void giveUp();
    void setValues(const CameraAim::Values& values);
    void commit();
    // Asks for the ground unless it is that of the plan and the season.
    void refresh();
    bool groundIsWanting() const;
    void look();
    void forgetView();
    void showSoon();
    void showPicture();
    void showPointed(SightPicture& picture);
    void showBeside();
    QString warning() const;
    QString hint() const;
    KnownOfPlan known() const;
    void copyCommand();

    Workspace workspace_;
    std::span<const engine::Analysis> catalogue_;
    SeeRunner* runner_;
    CameraPanel* panel_;
    QAction* action_;
    Answer* answer_;  // of the ground
    Answer* looking_; // of what it shows
    std::optional<CameraAim> aim_;
    std::shared_ptr<const sightlines::CameraGround> ground_;
    bool plan_changed_ = true; // what the ground is made of, since it was asked for
    TimeContext asked_time_;
    bool is_current_ = false; // the ground is that of the plan and the season
    sightlines::CameraView view_;
    std::shared_ptr<const CoverPicture> cover_;
    std::optional<Point> pointer_;
    QTimer beside_pause_; // numbers and lists follow a drag at their own pace
    QTimer commit_pause_;
    bool dragged_ = false; // what is held has been moved
    bool committing_ = false;
    std::vector<Uuid> selected_;
    QString failed_; // why there is no ground
};

} // namespace prospect::app
