#include "app/models/finding_model.h"

#include "app/models/finding_words.h"

namespace prospect::app {

using assessment::Finding;

void FindingModel::setOutcome(std::shared_ptr<const assessment::Assessment> outcome, const Site* site) {
    std::vector<ListedFinding> all;
    if (outcome) all = listed_findings(*outcome, site);
    beginResetModel();
    outcome_ = std::move(outcome);
    all_ = std::move(all);
    shown_.clear();
    endResetModel();
    counts_ = counts_of(filter_, all_);
    // Places go by their rank, which another outcome gives to others.
    filter_.place.reset();
    if (!counts_.strategies.contains(filter_.strategy)) filter_.strategy.clear();
    if (!counts_.causes.contains(filter_.cause)) filter_.cause.clear();
    refresh();
}

void FindingModel::setFilter(const FindingFilter& filter) {
    if (filter == filter_) return;
    filter_ = filter;
    refresh();
}

void FindingModel::refresh() {
    beginResetModel();
    shown_.clear();
    for (std::size_t i = 0; i < all_.size(); ++i)
        if (matches(filter_, all_[i])) shown_.push_back(i);
    counts_ = counts_of(filter_, all_);
    endResetModel();
    Q_EMIT listed();
}

int FindingModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QString FindingModel::detailOf(const Finding& finding) const {
    QStringList parts{QString::fromStdString(finding.code), strategy_title(finding.strategy)};
    if (finding.place) parts += place_title(*outcome_, *finding.place);
    return parts.join(QStringLiteral(" · "));
}

QVariant FindingModel::data(const QModelIndex& index, int role) const {
    const Finding* finding = at(index);
    if (!finding) return {};
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(finding->message);
    case Qt::ToolTipRole:
        // Rich text breaks lines.
        return QStringLiteral("<p>%1</p>").arg(QString::fromStdString(finding->message).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return tr("%1: %2. %3")
            .arg(word_of(sign_of(*finding)), QString::fromStdString(finding->message), detailOf(*finding));
    case sign_role:
        return static_cast<int>(sign_of(*finding));
    case detail_role:
        return detailOf(*finding);
    case finding_role:
        return static_cast<qulonglong>(finding - outcome_->findings.data());
    default:
        return {};
    }
}

const Finding* FindingModel::at(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount()) return nullptr;
    return &outcome_->findings[all_[shown_[static_cast<std::size_t>(index.row())]].finding];
}

QModelIndex FindingModel::indexOf(const std::string& key) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(index(row))->key == key) return index(row);
    return {};
}

} // namespace prospect::app
