// All findings of the last check, filtered, the worst first.
#pragma once

#include "app/models/finding_filter.h"

#include <QAbstractListModel>

#include <memory>

namespace prospect::app {

class FindingModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum DataRole {
        sign_role = Qt::UserRole, // int of a Sign
        detail_role,              // "TR-04 · Territorial reinforcement · 3 Alley behind Block C"
        finding_role,             // its number in Assessment::findings
    };
    using QAbstractListModel::QAbstractListModel;

    // site: the plan that was checked. The filter stays, except for choices that the outcome does not have.
    void setOutcome(std::shared_ptr<const assessment::Assessment> outcome, const Site* site);
    const std::shared_ptr<const assessment::Assessment>& outcome() const { return outcome_; }
    void setFilter(const FindingFilter& filter);
    const FindingFilter& filter() const { return filter_; }
    const FilterCounts& counts() const { return counts_; }
    std::size_t total() const { return all_.size(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // Null where there is none.
    const assessment::Finding* at(const QModelIndex& index) const;
    // Invalid when it is filtered out or not there.
    QModelIndex indexOf(const std::string& key) const;

Q_SIGNALS:
    // Other findings are listed, or other choices are to be had: after the rows have changed.
    void listed();

private:
    void refresh();
    QString detailOf(const assessment::Finding& finding) const;

    std::shared_ptr<const assessment::Assessment> outcome_;
    std::vector<ListedFinding> all_;
    std::vector<std::size_t> shown_; // in all_
    FindingFilter filter_;
    FilterCounts counts_;
};

} // namespace prospect::app
