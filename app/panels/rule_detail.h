// One rule of a profile: what it asks, who says so, and its further numbers, to read and to change.
#pragma once

#include "app/models/rule_model.h"

#include <QWidget>

#include <map>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace prospect::app {

class RuleDetail : public QWidget {
    Q_OBJECT
public:
    explicit RuleDetail(RuleModel& model, QWidget* parent = nullptr);

    // -1: none.
    void setRow(int row);

Q_SIGNALS:
    void helpRequested(const QString& page);

private:
    void refresh();
    void fillSettings(const assessment::Criterion& rule, bool editable);
    void keep();

    RuleModel& model_;
    int row_ = -1;
    bool filling_ = false;
    QLabel* title_;
    QLabel* says_;
    QWidget* fields_;
    QDoubleSpinBox* asked_;
    QLabel* unit_;
    QComboBox* status_;
    QLineEdit* source_;
    QLabel* source_says_; // where it can only be read
    QGridLayout* settings_;
    std::string metric_; // whose words the fields have
    std::map<std::string, QDoubleSpinBox*> numbers_;
    QPushButton* back_;
    QPushButton* help_;
};

} // namespace prospect::app
