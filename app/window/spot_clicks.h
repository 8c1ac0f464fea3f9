// Clicks on the cells of a result's map, in the place of clicks that select.
#pragma once

#include "geometry/raster/field.h"

#include <QObject>
#include <QPointF>

#include <memory>
#include <optional>

class QMouseEvent;

namespace prospect::app {

class MapCanvas;

// While nothing is selected and no tool is at work: a click on a cell without a value, such as one in a
// building, selects as ever.
class SpotClicks : public QObject {
    Q_OBJECT
public:
    explicit SpotClicks(MapCanvas& canvas);

    // Null: no clicks are taken.
    void setField(std::shared_ptr<const Field> field) { field_ = std::move(field); }

Q_SIGNALS:
    // The middle of the cell, local.
    void clicked(prospect::Point centre);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takes(const QMouseEvent& mouse) const;

    MapCanvas& canvas_;
    std::shared_ptr<const Field> field_;
    std::optional<QPointF> pressed_;
};

} // namespace prospect::app
