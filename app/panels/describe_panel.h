// Describe, left: what the plan knows and lacks, a row a kind of thing.
#pragma once

#include "app/models/describe_rows.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace prospect::app {

class DescribePanel : public QWidget {
    Q_OBJECT
public:
    explicit DescribePanel(QWidget* parent = nullptr);

    void show(const std::vector<DescribeRow>& rows, const QString& counts);
    // The subject whose row is marked; "" for none.
    void setCurrent(const std::string& subject);

Q_SIGNALS:
    void chosen(const QString& subject);

private:
    QLabel* counts_;
    QVBoxLayout* rows_;
    QButtonGroup* group_;
    std::vector<std::string> subjects_; // by the group's ids
    std::string current_;
};

} // namespace prospect::app
