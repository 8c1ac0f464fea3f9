// Aim camera: a camera of the plan with handles on the map, and what it shows, live, over the map and beside
// it.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/sightlines/live_camera.h"
#include "app/models/camera_words.h"
#include "app/panels/cover_painting.h"
#include "app/tools/camera_aim.h"
#include "app/window/aim_commands.h"

#include <memory>
#include <optional>
#include <span>

namespace prospect::app {

class CameraPanel;

class CameraCommands : public AimCommands {
    Q_OBJECT
public:
    CameraCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent);
    ~CameraCommands() override;

    // In the place of the stage's right column while active.
    CameraPanel& panel() const { return *panel_; }
    QString prompt() const override;
    // A new camera that is not on the plan yet: it turns with the mouse and comes onto the plan with the next
    // click, as one undo step with `drawing`. Whatever ends it before gives it up.
    void placeNew(const SiteEdit& drawing);
    // What it showed when last looked through; null while nothing can be said, or it cannot look.
    const sightlines::CameraView* view() const;
    // The spots it is worked out for; null while there are none.
    std::shared_ptr<const sightlines::CameraGround> ground() const { return ground_; }

protected:
    std::unique_ptr<Aim> makeAim(const FeaturePtr& thing) const override;
    void showThing() override;
    void showValues() override;
    bool hasGround() const override;
    void dropGround() override { ground_.reset(); }
    void askGround() override;
    void look() override;
    void forgetView() override;
    void showPicture() override;
    void showBeside() override;

private:
    CameraCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, CameraPanel* panel,
                   QObject* parent);
    CameraAim& camera() const { return static_cast<CameraAim&>(*aim_); }
    void setValues(const CameraAim::Values& values);
    void showPointed(SightPicture& picture);
    QString warning() const;
    QString hint() const;
    KnownOfPlan known() const;
    void copyCommand();

    std::span<const engine::Analysis> catalogue_;
    CameraPanel* panel_;
    std::shared_ptr<const sightlines::CameraGround> ground_;
    sightlines::CameraView view_;
    std::shared_ptr<const CoverPicture> cover_;
};

} // namespace prospect::app
