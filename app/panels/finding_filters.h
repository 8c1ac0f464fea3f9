// Which findings of the check are listed: what somebody looks for, how they stand, strategy, place and cause.
#pragma once

#include "app/models/finding_filter.h"

#include <QWidget>

#include <array>

class QAbstractButton;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace prospect::app {

class FindingFilters : public QWidget {
    Q_OBJECT
public:
    explicit FindingFilters(QWidget* parent = nullptr);

    // What can be chosen and how much each choice lists; outcome: whose places they are.
    void show(const assessment::Assessment& outcome, const FindingFilter& filter, const FilterCounts& counts);
    void focusWords();

Q_SIGNALS:
    void changed(const prospect::app::FindingFilter& filter);

private:
    QWidget* makeSigns();
    QComboBox* makeChoice(const char* id, const QString& name, const QString& tip);
    void tell();

    FindingFilter filter_;
    QLineEdit* words_;
    QTimer* typing_;
    std::array<QAbstractButton*, render::sign_count> signs_{};
    QComboBox* strategy_;
    QComboBox* place_;
    QComboBox* cause_;
    QLabel* count_;
    QPushButton* clear_;
};

} // namespace prospect::app
