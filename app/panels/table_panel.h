// Below the map: all things of one kind as a table.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QTimer;

namespace prospect::app {

class FeatureTableModel;

class TablePanel : public QWidget {
    Q_OBJECT
public:
    explicit TablePanel(SiteDocument& document, QWidget* parent = nullptr);

    FeatureTableModel& model() const { return *model_; }
    QTableView& table() const { return *table_; }
    QLineEdit& filter() const { return *filter_; }
    void setKind(Role role);
    // What is selected on the map: the rows of the kind that is shown.
    void setSelection(const std::vector<Uuid>& features);

Q_SIGNALS:
    void selectionRequested(const std::vector<prospect::Uuid>& features);
    void zoomRequested(const std::vector<prospect::Uuid>& features);
    // A row was clicked: what it stands for must be in view.
    void showRequested(const std::vector<prospect::Uuid>& features);
    void closed();

private:
    void fillKinds();
    void onTableSelection();
    void showSelection();
    void showCount();

    SiteDocument& document_;
    FeatureTableModel* model_;
    QComboBox* kinds_;
    QLineEdit* filter_;
    QLabel* count_;
    QLabel* why_;
    QTableView* table_;
    QTimer* typing_;
    std::vector<Uuid> selection_;
    bool selecting_ = false;
};

} // namespace prospect::app
