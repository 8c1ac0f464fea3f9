// What a right click on the map offers for the thing under it.
#pragma once

#include "app/window/stage.h"

class QMenu;

namespace prospect::app {

// While no tool is at work. A thing that is not selected is selected first; beside things one can look from
// there, and ask who sees the spot.
class MapMenu : public QObject {
    Q_OBJECT
public:
    explicit MapMenu(Workspace workspace, QObject* parent = nullptr);

Q_SIGNALS:
    void selectionRequested(const std::vector<prospect::Uuid>& features);
    // Show what is known of the selection.
    void factsRequested();
    void zoomRequested();
    // See what is seen from there.
    void lookRequested(prospect::Point from);
    // See who sees that spot.
    void watchersRequested(prospect::Point spot);
    // See how one gets there.
    void waysInRequested(prospect::Point spot);
    // See what is seen along it.
    void walkRequested(const prospect::Uuid& line);
    // Turn a camera and see what it shows.
    void aimRequested(const prospect::Uuid& thing);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool open(QPoint at, QPoint on_screen);
    void fill(QMenu& menu, const Feature& feature, const Layer& layer);

    Workspace workspace_;
};

} // namespace prospect::app
