// The rules the plan is checked by: what each asks and who says so. A copy made for the plan can be changed
// and travels with it.
#pragma once

#include "app/document/site_document.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace prospect::app {

class RuleDetail;
class RuleModel;

class RulesDialog : public QDialog {
    Q_OBJECT
public:
    explicit RulesDialog(SiteDocument& document, QWidget* parent = nullptr);

    // Chooses that rule; "" leaves it.
    void showRule(const std::string& code);

Q_SIGNALS:
    void helpRequested(const QString& page);

private:
    QWidget* makeHead();
    QWidget* makeFilter();
    QWidget* makeFoot();
    void refresh();
    void makeCopy();
    void rename();
    void saveAs();
    void load();
    void remove();

    SiteDocument& document_;
    std::string chosen_; // name in the site sheet
    RuleModel* model_;
    QSortFilterProxyModel* shown_;
    RuleDetail* detail_;
    QTableView* table_;
    QComboBox* profile_;
    QLineEdit* title_;
    QLabel* says_;
    QLabel* faults_;
    QLabel* count_;
    QPushButton* copy_;
    QPushButton* remove_;
};

} // namespace prospect::app
