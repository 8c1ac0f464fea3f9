// What begins at one spot of the map and has the right column while it lasts: See from here, Who sees this
// spot?, Aim camera, Aim lamp; and the lists of lamps that have it, too.
#include "app/canvas/map_canvas.h"
#include "app/panels/camera_panel.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/help_window.h"
#include "app/panels/lamp_panel.h"
#include "app/panels/lamp_row_panel.h"
#include "app/panels/map_area.h"
#include "app/panels/picture_commands.h"
#include "app/panels/ruler_panel.h"
#include "app/panels/schedule_panel.h"
#include "app/panels/see_panel.h"
#include "app/panels/status_strip.h"
#include "app/panels/watch_panel.h"
#include "app/panels/ways_in_panel.h"
#include "app/window/camera_commands.h"
#include "app/window/check_stage.h"
#include "app/window/lamp_commands.h"
#include "app/window/lamp_row_commands.h"
#include "app/window/main_window.h"
#include "app/window/plan_stage.h"
#include "app/window/schedule_commands.h"
#include "app/window/see_commands.h"
#include "app/window/see_walk.h"
#include "app/window/watch_commands.h"
#include "app/window/ways_in_commands.h"

#include <QStackedWidget>

namespace prospect::app {

template <class Commands>
void MainWindow::connectColumn(Commands& commands) {
    connect(&commands, &Commands::activeChanged, this, [this, &commands](bool active) {
        QWidget* column = &commands.panel();
        if (active) leaveColumns(&commands);
        if (active)
            right_->setCurrentWidget(column);
        else if (right_->currentWidget() == column)
            right_->setCurrentWidget(stages_.at(stage_)->rightColumn());
    });
}

// One thing at a time beside the map. What has the mouse of the map as well is ended by whoever takes that.
void MainWindow::leaveColumns(const QObject* but) {
    if (but != schedule_) schedule_->stop();
    if (but != lamp_row_) lamp_row_->stop();
    if (but != schedule_ && but != lamp_row_) return;
    see_->suspend();
    watch_->stop();
    ways_in_->stop();
    camera_->stop();
    lamp_->stop();
}

void MainWindow::makeLampCommands() {
    const Workspace workspace{document_, jobs_, *map_};
    lamp_ = new LampCommands(workspace, catalogue_, this);
    lamp_row_ = new LampRowCommands(workspace, catalogue_, this);
    schedule_ = new ScheduleCommands(workspace, this);
    right_->addWidget(&lamp_->panel());
    right_->addWidget(&lamp_row_->panel());
    right_->addWidget(&schedule_->panel());
    plan_->offer(lamp_->action());
    plan_->offer(lamp_row_->action());
    plan_->offer(lamp_row_->classAction());
}

// Another stage has columns of its own.
void MainWindow::stopColumns() {
    watch_->stop();
    ways_in_->stop();
    camera_->stop();
    lamp_->stop();
    lamp_row_->stop();
    schedule_->stop();
}

// What all of them want of the frame around them.
template <class Commands>
void MainWindow::connectSpot(Commands& commands) {
    connectColumn(commands);
    connect(&commands, &Commands::promptChanged, this, &MainWindow::updatePrompt);
    connect(&commands, &Commands::told, this, &MainWindow::tell);
    connect(&commands, &Commands::helpRequested, help_, &HelpWindow::showPage);
    connect(&commands, &Commands::copyPictureRequested, pictures_, &PictureCommands::copy);
    connect(&commands, &Commands::savePictureRequested, pictures_, &PictureCommands::save);
}

void MainWindow::connectSpots() {
    connectSpot(*see_);
    connectSpot(*watch_);
    connectSpot(*ways_in_);
    connectSpot(*camera_);
    connectSpot(*lamp_);
    connectColumn(*lamp_row_);
    connectColumn(*schedule_);
    connect(schedule_, &ScheduleCommands::told, this, &MainWindow::tell);
    connect(lamp_row_, &LampRowCommands::promptChanged, this, &MainWindow::updatePrompt);
    connectRuler();
    for (AimCommands* aiming : std::initializer_list<AimCommands*>{camera_, lamp_})
        connect(aiming, &AimCommands::valueChanged, status_, &StatusStrip::setValue);
    connect(plan_, &PlanStage::lookRequested, see_, &SeeCommands::lookFrom);
    connect(check_, &CheckStage::spotChosen, see_, &SeeCommands::lookFromSpot);
    connect(plan_, &PlanStage::walkRequested, walk_, &SeeWalk::walkAlong);
    const auto choose = [this](const Uuid& feature) {
        const bool on_plan = document_.site()->layer_of(feature) != nullptr; // not where it is assumed
        select(on_plan ? std::vector{feature} : std::vector<Uuid>{}, Qt::NoModifier);
    };
    connect(watch_, &WatchCommands::thingChosen, this, choose);
    connect(ways_in_, &WaysInCommands::thingChosen, this, choose);
    connect(plan_, &PlanStage::watchersRequested, watch_, &WatchCommands::askAbout);
    connect(plan_, &PlanStage::waysInRequested, ways_in_, &WaysInCommands::askAbout);
    connect(check_, &CheckStage::watchersRequested, watch_, &WatchCommands::askAboutSpot);
    connect(plan_, &PlanStage::aimRequested, this, [this](const Uuid& thing) {
        camera_->aim(thing);
        lamp_->aim(thing);
    });
    connect(&map_->drawing(), &DrawingTools::cameraDrawn, camera_, &CameraCommands::placeNew);
}

// In the place of what is seen from a spot, which waits for somebody who measures.
void MainWindow::connectRuler() {
    ruler_ = new RulerPanel(tr("Back to what you see from here"));
    right_->addWidget(ruler_);
    auto& canvas = map_->canvas();
    connect(&canvas, &MapCanvas::measured, ruler_, &RulerPanel::showNow);
    connect(&canvas, &MapCanvas::measurementEnded, ruler_, &RulerPanel::add);
    connect(see_, &SeeCommands::activeChanged, this, [this] {
        if (!see_->isSuspended() || map_->canvas().mode() != MapCanvas::Mode::measure) return;
        ruler_->clear();
        right_->setCurrentWidget(ruler_);
    });
    connect(&canvas, &MapCanvas::modeChanged, this, [this] {
        if (right_->currentWidget() == ruler_) right_->setCurrentWidget(stages_.at(stage_)->rightColumn());
    });
    connect(ruler_, &RulerPanel::backRequested, see_, &SeeCommands::resume);
}

} // namespace prospect::app
