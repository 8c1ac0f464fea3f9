// Plan, right: what is known of the selected things.
#pragma once

#include "app/models/attribute_model.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QTableView;
class QVBoxLayout;

namespace prospect::app {

class SelectionPanel : public QWidget {
    Q_OBJECT
public:
    explicit SelectionPanel(AttributeModel& model, QWidget* parent = nullptr);

    QTableView* table() const { return table_; }
    // A button for it stands below the title while it is enabled.
    void offer(QAction* action);

Q_SIGNALS:
    void zoomRequested();

private:
    void updateState();
    void showLayer();

    AttributeModel& model_;
    QWidget* empty_;
    QWidget* content_;
    QLabel* title_;
    QLabel* measure_;
    QLabel* origin_;
    QVBoxLayout* acts_;
    QWidget* layer_row_;
    QComboBox* layer_;
    QLabel* why_;
    QTableView* table_;
};

} // namespace prospect::app
