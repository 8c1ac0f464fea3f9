// A stage of the window: the columns that stand beside the map, and what it does on the map while it is
// shown.
#pragma once

#include "app/panels/message_bar.h"
#include "app/panels/top_bar.h"
#include "geometry/base/box.h"
#include "geometry/base/uuid.h"

#include <QObject>

#include <vector>

class QWidget;

namespace prospect::app {

class JobRunner;
class MapArea;

// What every stage works with; all of it outlives the stage.
struct Workspace {
    SiteDocument& document;
    JobRunner& jobs;
    MapArea& map;
};

// One stage: makes its two columns, wires them to the workspace and speaks to the window by signals only.
// A new stage is a class of its own in app/window and one line in the window's constructor.
class StageController : public QObject {
    Q_OBJECT
public:
    StageController(Stage stage, Workspace workspace, QObject* parent)
        : QObject(parent), workspace_(workspace), stage_(stage) {}

    Stage stage() const { return stage_; }
    // The columns; owned by the window once it shows them.
    virtual QWidget* leftColumn() const = 0;
    virtual QWidget* rightColumn() const = 0;
    // The next step, as the status strip says it.
    virtual QString prompt() const = 0;
    // Called when the stage comes into view and when it leaves it (what lies over the map goes with it).
    virtual void enter() {}
    virtual void leave() {}

Q_SIGNALS:
    void told(prospect::app::MessageBar::Level level, const QString& text);
    void promptChanged();
    void selectionRequested(const std::vector<prospect::Uuid>& features);
    void stageRequested(prospect::app::Stage stage);
    void zoomRequested(const prospect::Box& box);
    // A page of resources/help, by its name.
    void helpRequested(const QString& page);

protected:
    Workspace workspace_;

private:
    Stage stage_;
};

} // namespace prospect::app
