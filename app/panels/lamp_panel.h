// Beside the map while a lamp is aimed: how it hangs, how it gives its light, and what comes of it on the
// ground, along paths and on windows.
#pragma once

#include "analysis/lighting/live_light.h"
#include "app/panels/spot_panel.h"
#include "app/panels/thing_list.h"
#include "app/tools/lamp_aim.h"

namespace prospect::app {

class AimSays;
class LampFields;
class LightDiagram;

class LampPanel : public SpotPanel {
    Q_OBJECT
public:
    explicit LampPanel(QWidget* parent = nullptr);

    // Which lamp.
    void showLamp(const QString& name);
    LampFields& fields() const { return *fields_; }
    // What is wrong with it, in one sentence, in the place of the hint; empty: nothing.
    void showWarning(const QString& sentence);
    // What comes of what one does.
    void showHint(const QString& sentence);
    // Null: nothing is known yet.
    void showView(const lighting::LightView* view, const lighting::LitGround* ground);

private:
    QWidget* makeNumbers();
    QWidget* makeLight();

    QLabel* name_;
    AimSays* says_;
    QString wrong_;   // with the lamp
    QString refused_; // of what was typed
    QLabel* mean_ = nullptr;
    QLabel* least_ = nullptr;
    QLabel* evenness_ = nullptr;
    QLabel* lit_ = nullptr;
    LampFields* fields_;
    QWidget* light_; // how it gives its light
    LightDiagram* diagram_;
    QLabel* facts_;
    ThingList* paths_;
    ThingList* windows_;
};

} // namespace prospect::app
