// Check, left: the measurements there are, and the results so far.
#pragma once

#include "analysis/engine/analysis.h"
#include "app/models/result_model.h"

#include <QWidget>

#include <span>

class QListView;
class QListWidget;

namespace prospect::app {

class MeasurementPanel : public QWidget {
    Q_OBJECT
public:
    MeasurementPanel(std::span<const engine::Analysis> catalogue, ResultModel& results,
                     QWidget* parent = nullptr);

    void choose(const std::string& analysis);
    std::string chosen() const;
    void chooseResult(const Uuid& result);

Q_SIGNALS:
    void measurementChosen(const QString& analysis);
    void resultChosen(const prospect::Uuid& result);
    void removeRequested(const prospect::Uuid& result);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void updateState();
    void showMenu(const QPoint& where);

    std::span<const engine::Analysis> catalogue_;
    ResultModel& results_;
    QListWidget* measurements_;
    QListView* list_;
    QWidget* empty_;
};

} // namespace prospect::app
