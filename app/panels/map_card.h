// A small card that lies on the map and holds tools.
#pragma once

#include <QWidget>

namespace prospect::app {

class MapCard : public QWidget {
    Q_OBJECT
public:
    explicit MapCard(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace prospect::app
