// Drawing in the window: the menu of what can be drawn, the tool at work, its preview on the map.
#pragma once

#include "app/tools/copies.h"
#include "app/tools/drawables.h"
#include "app/tools/grip_runner.h"
#include "app/tools/tool_runner.h"

#include <QObject>

class QAction;
class QMenu;
class QToolButton;

namespace prospect::app {

class MapCanvas;
class MapOverlay;

class DrawingTools : public QObject {
    Q_OBJECT
public:
    DrawingTools(MapCanvas& canvas, MapOverlay& overlay, QWidget* parent);

    ToolRunner& runner() const { return *runner_; }
    // "Draw" with its menu, for the bar on the map.
    QToolButton* makeDrawButton();
    // What can be done with the selection: "Edit", for the bar on the map and the menu.
    QToolButton* makeEditButton();
    const QList<QAction*>& editActions() const { return edits_; }
    // Puts an action at the top of the menu.
    void addToMenu(QAction* action);
    // Draws things of that kind until it is stopped; areas as rectangles where that is chosen.
    void draw(const Drawable& drawable);
    // Areas are drawn as rectangles; whether the pointer is pulled to what is on the plan.
    QAction* rectangleAction() const { return rectangle_; }
    QAction* snapAction() const { return snap_; }
    // Whether the tool at work draws an area corner by corner or as a rectangle.
    bool drawsArea() const;
    // What the next click does; empty while no tool is at work.
    QString prompt() const;

Q_SIGNALS:
    // One undo step.
    void edited(const prospect::SiteEdit& edit);
    // A camera was drawn: who hears of it aims it before it comes onto the plan.
    void cameraDrawn(const prospect::SiteEdit& drawing);
    void selectionRequested(const std::vector<prospect::Uuid>& features);
    void promptChanged();
    // Something to know about what was just done, or why it was not; one sentence.
    void told(const QString& text);

private:
    void makeSwitches();
    void fillMenu();
    void makeEdits();
    void enableEdits();
    void join();
    std::vector<Copied> selected() const;
    // Starts the tool that `make` gives for what is selected; nothing selected: nothing.
    template <class Start>
    void startWithSelection(Start make);
    bool drawsCamera() const;
    // What the tool at work does is not yet what the switch for rectangles says.
    bool awaitsRectangle() const;
    // The tool for the next area, where that is another one now; what is begun is finished as it was.
    void followRectangle();
    void showPreview();

    MapCanvas& canvas_;
    MapOverlay& overlay_;
    ToolRunner* runner_;
    GripRunner* grips_;
    QMenu* menu_;
    QAction* again_;
    QAction* rectangle_;
    QAction* snap_;
    Drawable last_;
    QList<QAction*> edits_;
    QAction* paste_ = nullptr;
    std::vector<Copied> clipboard_;
};

} // namespace prospect::app
