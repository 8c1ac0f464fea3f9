// Over everything: which place, which stage, which option, at what time.
#pragma once

#include "app/document/site_document.h"
#include "geometry/site/time_context.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;

namespace prospect::app {

// Stages re-arrange the side columns; the map never changes.
enum class Stage { plan, check, review };

class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(SiteDocument& document, QWidget* parent = nullptr);

    void setStage(Stage stage);
    Stage stage() const;
    TimeContext time() const;
    void setTime(const TimeContext& time);

Q_SIGNALS:
    void stageChosen(prospect::app::Stage stage);
    void timeChanged(const prospect::TimeContext& time);

private:
    void onDocumentChanged();
    QWidget* makeStages();
    void makeTimes();

    SiteDocument& document_;
    QLabel* title_;
    QLabel* reference_;
    QButtonGroup* stages_;
    QLabel* option_label_;
    QComboBox* option_;
    QComboBox* band_;
    QComboBox* season_;
    QComboBox* year_;
};

} // namespace prospect::app
