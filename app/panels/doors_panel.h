// Below the map: doors, gates and gaps, and who can pass which one when.
#pragma once

#include "app/models/doors_model.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace prospect::app {

class DoorsPanel : public QWidget {
    Q_OBJECT
public:
    explicit DoorsPanel(QWidget* parent = nullptr);

    DoorsModel& model() const { return *model_; }
    QTableView& table() const { return *table_; }
    void show(std::vector<Door> doors, const TimeContext& time);
    // It is being worked out: what is listed stays.
    void showPending();
    // In place of the list, one sentence.
    void showFailure(const QString& why);

Q_SIGNALS:
    // A row was clicked.
    void chosen(const prospect::app::Door& door);
    void edited(const prospect::SiteEdit& edit);
    // To be put on the clipboard.
    void copyRequested(const QString& text);
    void closed();

private:
    DoorsModel* model_;
    QLabel* title_;
    QLabel* why_;
    QTableView* table_;
};

} // namespace prospect::app
