// Aim lamp: a lamp of the plan with handles on the map, and the light of all lamps, live, on the map and
// beside it.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/lighting/live_light.h"
#include "app/render/field_style.h"
#include "app/tools/lamp_aim.h"
#include "app/window/aim_commands.h"

#include <memory>
#include <optional>
#include <span>

namespace prospect::app {

class LampPanel;

// The light of all other lamps is worked out with the ground, a layer for each, and kept: another lamp costs
// one layer. While it is aimed the map shows lux, without lines while it moves and with them once it rests;
// what the map showed before comes back after.
class LampCommands : public AimCommands {
    Q_OBJECT
public:
    LampCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent);
    ~LampCommands() override;

    // In the place of the stage's right column while active.
    LampPanel& panel() const { return *panel_; }
    QString prompt() const override;
    bool isWaiting() const override;
    // What it lit when last looked at; null while nothing can be said.
    const lighting::LightView* view() const;
    std::shared_ptr<const lighting::LitGround> ground() const { return ground_; }

protected:
    std::unique_ptr<Aim> makeAim(const FeaturePtr& thing) const override;
    void showThing() override;
    void showValues() override;
    bool hasGround() const override;
    void dropGround() override;
    void askGround() override;
    void refreshOthers() override;
    void look() override;
    void forgetView() override;
    void showPicture() override;
    void showBeside() override;
    void ended() override;

private:
    LampCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, LampPanel* panel,
                 QObject* parent);
    LampAim& lamp() const { return static_cast<LampAim&>(*aim_); }
    void setValues(const LampAim::Values& values);
    TimeContext time() const;
    // The map of lux, as soon as the map has painted the last one.
    void showField();
    enum class Lines { none, drawn }; // of equal light
    void putField(Lines lines);
    QString pointedWords() const;
    void copyCommand();

    std::span<const engine::Analysis> catalogue_;
    LampPanel* panel_;
    Answer* layering_; // of the light of the other lamps
    std::shared_ptr<const lighting::LitGround> ground_;
    std::shared_ptr<const lighting::LightLayers> layers_;
    std::shared_ptr<const std::vector<float>> others_;         // what all lamps but `others_of_` give
    std::shared_ptr<const lighting::LitGround> others_ground_; // on which they do
    Uuid others_of_;
    SitePtr others_in_; // the plan they are of
    TimeContext others_at_;
    std::optional<lighting::LightView> view_;
    std::shared_ptr<const lighting::LitGround> view_ground_; // its places
    std::shared_ptr<const Field> field_;                     // its lux, taken out of it
    // What the map showed before, and shows now.
    std::shared_ptr<const Field> former_;
    render::FieldStyle former_style_;
    std::shared_ptr<const Field> shown_;
    bool hidden_ = false;      // somebody took the map of lux away
    bool field_waits_ = false; // for the map to have painted
    QTimer rest_pause_;
};

} // namespace prospect::app
