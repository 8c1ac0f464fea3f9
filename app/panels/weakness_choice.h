// Over the map of a check: the plan alone, how weak the design is, or what makes it so.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/panels/map_card.h"
#include "app/render/field_style.h"

#include <memory>

class QButtonGroup;
class QVBoxLayout;

namespace prospect::app {

// A map and how it looks; null when there is none to show.
struct WeaknessMap {
    std::shared_ptr<const Field> field;
    render::FieldStyle style;
};

class WeaknessChoice : public MapCard {
    Q_OBJECT
public:
    explicit WeaknessChoice(QWidget* parent = nullptr);

    enum class Map { none, weakness, worst_cause };
    void choose(Map map);
    void setOutcome(std::shared_ptr<const assessment::Assessment> outcome);
    // How far outcome and numbered places hold for what the plan shows, one sentence on the card and on the
    // legend; empty: they do.
    void setStanding(const QString& sentence);
    // The chosen one of the outcome: the same field until either changes.
    const WeaknessMap& map() const { return map_; }

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override; // another theme: another ramp

private:
    void makeMap();

    QButtonGroup* group_;
    QVBoxLayout* column_;
    QWidget* note_ = nullptr; // on the card; null: none
    QString standing_;
    std::shared_ptr<const assessment::Assessment> outcome_;
    WeaknessMap map_;
};

} // namespace prospect::app
