// Lies invisible over words that are painted on the map: what is clicked there is not the map beneath.
#pragma once

#include <QWidget>

#include <vector>

namespace prospect::app {

// The wheel and the middle button go on to the map.
class MapShield : public QWidget {
    Q_OBJECT
public:
    // On the map's viewport.
    explicit MapShield(QWidget* map);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
};

// As many as there are rectangles to be covered, on the same map.
class MapShields : public QObject {
    Q_OBJECT
public:
    explicit MapShields(QWidget* map);
    // Pixels of the map. Takes effect with the next turn of the event loop: it may be called while painting.
    void cover(std::vector<QRect> rectangles);

private:
    void place();

    QWidget* map_;
    std::vector<QRect> covered_;
    std::vector<MapShield*> shields_;
};

} // namespace prospect::app
