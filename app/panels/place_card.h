// A place of the check as a card in the list, and its number in a disc as on the map.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/panels/look.h"

#include <QAbstractButton>

namespace prospect::app {

// How grave the gravest problem of the place is.
assessment::Level gravest(const assessment::Assessment& outcome, const assessment::Place& place);
Status status_of(assessment::Level level);
// "3 problems".
QString problems_text(std::size_t count);

class PlaceDisc : public QWidget {
public:
    explicit PlaceDisc(std::size_t number);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString number_;
};

// Number, name, how grave, how many problems.
class PlaceCard : public QAbstractButton {
public:
    PlaceCard(std::size_t number, const QString& name, const QString& detail, assessment::Level level);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::size_t number_;
    QString detail_;
    assessment::Level level_;
};

} // namespace prospect::app
