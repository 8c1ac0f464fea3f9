// The rules of a profile, one row each, with what the program usually asks beside them.
#pragma once

#include "analysis/assessment/profile.h"

#include <QAbstractTableModel>

#include <vector>

namespace prospect::app {

class RuleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { counts, code, title, asked, missed, weight, status, columns };
    enum Role { code_role = Qt::UserRole, changed_role, search_role };
    struct Row {
        assessment::Criterion rule;
        assessment::Criterion usual; // as what the profile is based on has it
        bool counts = true;          // false: the profile leaves it out
        bool added = false;          // a rule of the profile's own
        bool operator==(const Row&) const = default;
    };
    using QAbstractTableModel::QAbstractTableModel;

    // Only a profile of the project can be edited.
    void setProfile(const assessment::Profile& profile);
    // What the rows say now.
    assessment::Profile profile() const;
    const std::vector<Row>& rows() const { return rows_; }
    // -1 where there is none.
    int rowOf(const std::string& code) const;
    // A whole rule at once: threshold, source, status, settings. Nothing happens where nothing differs.
    void setRule(int row, const assessment::Criterion& rule);
    void setBack(int row); // to what is usual

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    // Somebody edited something: profile() is to be kept. `step` names it.
    void edited(const QString& step);

private:
    void tell(int row);
    QString textOf(const Row& row, int column) const;

    assessment::Profile profile_;
    std::vector<Row> rows_;
};

// The rule with another threshold: who says so is the plan then, no longer who said what is usual.
assessment::Criterion with_threshold(assessment::Criterion rule, const assessment::Criterion& usual,
                                     double threshold);
// "at most 1 m", "your judgement", "can't be told yet".
QString asked_text(const assessment::Criterion& rule);
// "Serious", "Look", "For information": what missing it means.
QString missed_text(const assessment::Criterion& rule);

} // namespace prospect::app
