// Which rings of human recognition stand around a spot on the map.
#pragma once

#include "analysis/sightlines/recognition_rings.h"

#include <QWidget>

#include <vector>

class QListWidget;

namespace prospect::app {

class RingChoice : public QWidget {
    Q_OBJECT
public:
    explicit RingChoice(QWidget* parent = nullptr);

    // Those that are on, the nearest first.
    std::vector<const sightlines::RecognitionRing*> chosen() const;
    // "15 m: limit of a dependable eyewitness".
    static QString label(const sightlines::RecognitionRing& ring);

Q_SIGNALS:
    void changed();

private:
    QListWidget* list_;
};

} // namespace prospect::app
