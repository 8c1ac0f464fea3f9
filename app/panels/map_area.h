// The map with what stands on it: tools and time at the top left, a message below them.
#pragma once

#include "app/panels/message_bar.h"
#include "geometry/base/geometry.h"
#include "geometry/site/role.h"

#include <QWidget>

#include <vector>

class QActionGroup;
class QHBoxLayout;
class QVBoxLayout;
class QSplitter;

namespace prospect::app {

class DrawingTools;
class MapCanvas;
class MapOverlay;
struct MapSheet;
class MapSwipe;
class MapPicker;
class TimeBar;

class MapArea : public QWidget {
    Q_OBJECT
public:
    explicit MapArea(QWidget* parent = nullptr);

    MapCanvas& canvas() const { return *canvas_; }
    MapOverlay& overlay() const { return *overlay_; }
    MapSwipe& swipe() const { return *swipe_; }
    MapPicker& picker() const { return *picker_; }
    DrawingTools& drawing() const { return *drawing_; }
    TimeBar& timeBar() const { return *time_; }
    MessageBar& messages() const { return *messages_; }
    // Select, pan, measure; for the menu.
    QList<QAction*> toolActions() const;
    // Zoom in, out, all; for the menu.
    const QList<QAction*>& zoomActions() const { return zooms_; }
    // A list that can be shown below the map, one at a time; null hides all.
    void addBelow(QWidget* list);
    void showBelow(const QWidget* list);
    // Whether something on the map is hatched: then a note says what that means.
    void setHatched(bool hatched); // NOLINT: a state of the widget
    // The map as shown, with what lies over it.
    QImage picture() const;
    // The same on a sheet of its own, whatever the size of the screen; `title` and `lines` stand above it.
    MapSheet sheet(const QString& title, const QStringList& lines) const;
    // Puts a card below the tools at the top left of the map.
    void addCard(QWidget* card);
    // Puts a button beside the tools at the top left of the map.
    void addTool(QAction* action);
    // Puts a button before the times, below the tools.
    void addLook(QAction* action);
    // One thing at a time has the mouse on the map: what else has it gives it up, and no tool is chosen.
    void takeMouse(const QObject* by);
    // The tool of the map's mode is the chosen one again.
    void giveMouseBack();

Q_SIGNALS:
    // By a tool, by drawing, by picking places, or by what called takeMouse().
    void mouseTaken(const QObject* by);
    // The map of a result is to go, by the button on its legend.
    void fieldHideRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    // Checks the action of the tool that has the mouse.
    void showTool();
    QWidget* makeBar();
    // Below the cards, beside the legend.
    void placeMessage();
    void fitTimes();
    QWidget* makeLegendShield();
    void placeLegendShield();
    // Of those that keys name, in that part of the plan.
    std::vector<Role> thingsShown(const Box& box) const;

    MapCanvas* canvas_;
    MapSwipe* swipe_; // below what lies over the map
    MapOverlay* overlay_;
    MapPicker* picker_;
    DrawingTools* drawing_;
    TimeBar* time_;
    QWidget* hatched_;
    MessageBar* messages_;
    QWidget* legend_ = nullptr; // over it
    QVBoxLayout* cards_ = nullptr;
    QHBoxLayout* bar_ = nullptr;
    QHBoxLayout* looks_ = nullptr;
    QActionGroup* tools_;
    QSplitter* split_; // the map and what stands below it
    QList<QAction*> zooms_;
};

} // namespace prospect::app
