#include "app/models/rule_model.h"

#include "geometry/site/value.h"

#include <QCoreApplication>
#include <QFont>
#include <QLocale>

#include <algorithm>

namespace prospect::app {

namespace {

using assessment::Criterion;
using assessment::Kind;
using assessment::Level;
using assessment::Profile;

QString text_of(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

const Criterion* find(const std::vector<Criterion>& rules, const std::string& wanted) {
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const Criterion& one) { return one.code == wanted; });
    return found == rules.end() ? nullptr : &*found;
}

const std::vector<Criterion>& base_of(const Profile& profile) {
    for (const Profile& one : assessment::profiles())
        if (one.name == profile.based_on) return one.criteria;
    return assessment::criteria();
}

} // namespace

Criterion with_threshold(Criterion rule, const Criterion& usual, double threshold) {
    if (threshold == rule.threshold) return rule;
    rule.threshold = threshold;
    if (threshold == usual.threshold) {
        rule.source = usual.source;
        rule.status = usual.status;
        return rule;
    }
    rule.status = assessment::Status::our_default;
    rule.source =
        "Set for this plan; usually " + assessment::threshold_text(usual) + " (" + usual.source + ")";
    return rule;
}

QString asked_text(const Criterion& rule) {
    if (rule.kind == Kind::recorded) return RuleModel::tr("your judgement");
    if (rule.kind == Kind::unmeasured) return RuleModel::tr("can't be told yet");
    return text_of(assessment::threshold_text(rule));
}

QString missed_text(const Criterion& rule) {
    return text_of(assessment::word_of(rule.missed));
}

void RuleModel::setProfile(const Profile& profile) {
    if (profile == profile_ && !rows_.empty()) return;
    std::vector<Row> rows;
    const auto& usual = profile.own ? base_of(profile) : profile.criteria;
    for (const Criterion& one : usual) {
        const Criterion* own = find(profile.criteria, one.code);
        const Criterion* left = own == nullptr ? find(profile.left_out, one.code) : nullptr;
        rows.push_back({own != nullptr ? *own : left != nullptr ? *left : one, one, own != nullptr, false});
    }
    for (const auto* rules : {&profile.criteria, &profile.left_out})
        for (const Criterion& one : *rules)
            if (find(usual, one.code) == nullptr)
                rows.push_back({one, one, rules == &profile.criteria, true});
    const bool same_rules = rows.size() == rows_.size() && profile.name == profile_.name &&
                            std::equal(rows.begin(), rows.end(), rows_.begin(),
                                       [](const Row& a, const Row& b) { return a.rule.code == b.rule.code; });
    profile_ = profile;
    if (same_rules) { // keeps what is chosen and how far it is scrolled
        rows_ = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        return;
    }
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

Profile RuleModel::profile() const {
    Profile made = profile_;
    made.criteria.clear();
    made.left_out.clear();
    for (const Row& row : rows_)
        (row.counts ? made.criteria : made.left_out).push_back(row.rule);
    return made;
}

int RuleModel::rowOf(const std::string& wanted) const {
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i].rule.code == wanted) return static_cast<int>(i);
    return -1;
}

void RuleModel::tell(int row) {
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
    Q_EMIT edited(tr("Change rule %1").arg(text_of(rows_[static_cast<std::size_t>(row)].rule.code)));
}

void RuleModel::setRule(int row, const Criterion& rule) {
    if (row < 0 || row >= rowCount() || !profile_.own) return;
    Row& changed = rows_[static_cast<std::size_t>(row)];
    if (changed.rule == rule) return;
    changed.rule = rule;
    tell(row);
}

void RuleModel::setBack(int row) {
    if (row < 0 || row >= rowCount()) return;
    setRule(row, rows_[static_cast<std::size_t>(row)].usual);
}

int RuleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RuleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QString RuleModel::textOf(const Row& row, int column) const {
    const Criterion& rule = row.rule;
    switch (column) {
    case code:
        return text_of(rule.code);
    case title:
        return text_of(rule.title);
    case asked:
        return asked_text(rule);
    case missed:
        return rule.kind == Kind::unmeasured ? QString() : missed_text(rule);
    case weight:
        return QLocale().toString(rule.weight);
    case status:
        return text_of(assessment::words_of(rule.status));
    default:
        return {};
    }
}

QVariant RuleModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const bool changed = row.counts && (row.added || row.rule != row.usual);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::EditRole:
        if (index.column() == asked) return row.rule.threshold;
        if (index.column() == weight) return row.rule.weight;
        return textOf(row, index.column());
    case Qt::CheckStateRole:
        if (index.column() == counts) return row.counts ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::ToolTipRole: {
        QString tip = text_of(row.rule.source);
        if (changed && !row.added && row.rule.threshold != row.usual.threshold)
            tip += QStringLiteral("\n") + tr("Usually: %1").arg(asked_text(row.usual));
        if (row.rule.kind == Kind::unmeasured) tip = text_of(row.rule.why_not);
        return tip;
    }
    case Qt::AccessibleTextRole:
        if (index.column() == counts)
            return row.counts ? tr("%1 counts").arg(text_of(row.rule.code))
                              : tr("%1 is left out").arg(text_of(row.rule.code));
        return {};
    case Qt::FontRole:
        if (changed && index.column() != counts) {
            QFont strong;
            strong.setWeight(QFont::DemiBold);
            return strong;
        }
        return {};
    case code_role:
        return text_of(row.rule.code);
    case changed_role:
        return changed || !row.counts;
    case search_role:
        return text_of(row.rule.code) + u' ' + text_of(row.rule.title) + u' ' + text_of(row.rule.source);
    default:
        return {};
    }
}

QVariant RuleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    const QStringList titles{tr("Counts"), tr("Rule"),   tr("What it is about"), tr("Asked"),
                             tr("Missed"), tr("Weight"), tr("Who says so")};
    return titles.value(section);
}

bool RuleModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || !profile_.own) return false;
    Row& row = rows_[static_cast<std::size_t>(index.row())];
    Row changed = row;
    if (index.column() == counts && role == Qt::CheckStateRole) changed.counts = value.toInt() == Qt::Checked;
    if (role == Qt::EditRole) {
        bool number = false;
        const double typed = value.typeId() == QMetaType::QString
                                 ? QLocale().toDouble(value.toString(), &number)
                                 : value.toDouble(&number);
        if (index.column() == asked && number) changed.rule = with_threshold(row.rule, row.usual, typed);
        if (index.column() == weight && number && typed > 0) changed.rule.weight = typed;
        if (index.column() == missed)
            for (const Level level : {Level::fail, Level::look, Level::info})
                if (value.toString() == text_of(assessment::word_of(level))) changed.rule.missed = level;
    }
    if (changed == row) return false;
    const auto counting =
        std::count_if(rows_.begin(), rows_.end(), [](const Row& one) { return one.counts; });
    if (!changed.counts && row.counts && counting == 1) return false; // something has to be asked
    row = std::move(changed);
    tell(index.row());
    return true;
}

Qt::ItemFlags RuleModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || !profile_.own) return flags;
    const Kind kind = rows_[static_cast<std::size_t>(index.row())].rule.kind;
    if (index.column() == counts) flags |= Qt::ItemIsUserCheckable;
    if (index.column() == weight || (index.column() == missed && kind == Kind::measured) ||
        (index.column() == asked && kind == Kind::measured))
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace prospect::app
