#include "app/models/feature_table_model.h"

#include "app/models/words.h"
#include "app/render/style.h"
#include "geometry/site/defaults.h"

#include <QApplication>
#include <QPalette>

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace prospect::app {

namespace {

constexpr int name_column = 0;

bool is_number(const AttributeInfo& attribute) {
    return attribute.type == AttributeType::number || attribute.type == AttributeType::integer;
}

QString source_text(const Feature& feature) {
    QStringList parts;
    for (const auto& part : {feature.source.file, feature.source.layer})
        if (!part.empty()) parts += QString::fromStdString(part);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

FeatureTableModel::FeatureTableModel(SiteDocument& document, QObject* parent)
    : QAbstractTableModel(parent), document_(document) {
    connect(&document_, &SiteDocument::changed, this, &FeatureTableModel::onDocumentChanged);
    readThings();
    arrange();
}

void FeatureTableModel::setKind(Role role) {
    beginResetModel();
    role_ = role;
    sorted_by_ = -1;
    readThings();
    arrange();
    endResetModel();
}

void FeatureTableModel::setFilter(const QString& text) {
    beginResetModel();
    filter_ = text.trimmed().toLower();
    arrange();
    endResetModel();
}

void FeatureTableModel::setChosen(std::vector<Uuid> features) {
    chosen_ = std::move(features);
}

void FeatureTableModel::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::saved || change.kind == Kind::runs || change.kind == Kind::looks) return;
    if (change.kind == Kind::edited && !change.roles.empty() && !change.roles.contains(role_)) return;
    beginResetModel();
    readThings();
    arrange();
    endResetModel();
}

void FeatureTableModel::readThings() {
    things_.clear();
    words_.clear();
    layer_of_.clear();
    for (const auto& [layer, feature] : document_.site()->features(role_)) {
        things_.push_back(feature);
        layer_of_.emplace(feature->id, layer->name);
    }
}

void FeatureTableModel::arrange() {
    rows_.clear();
    const QStringList wanted = filter_.split(u' ', Qt::SkipEmptyParts);
    if (!wanted.isEmpty() && words_.empty())
        for (const FeaturePtr& thing : things_) {
            QString all;
            for (int column = 0; column < columnCount(); ++column)
                all += text(*thing, column).toLower() + u'\n';
            words_.push_back(std::move(all));
        }
    for (std::uint32_t i = 0; i < things_.size(); ++i)
        if (wanted.isEmpty() || std::all_of(wanted.begin(), wanted.end(),
                                            [&](const QString& one) { return words_[i].contains(one); }))
            rows_.push_back(i);
    if (sorted_by_ >= 0) {
        // Numbers before words, empty cells last in either order.
        struct Key {
            int rank = 2;
            double number = 0;
            QString words;
        };
        std::vector<Key> keys(things_.size());
        for (const std::uint32_t i : rows_) {
            const Cell found = cell(*things_[i], sorted_by_);
            if (!found.value) continue;
            const auto number = as_number(*found.value);
            keys[i] = number ? Key{0, *number, {}} : Key{1, 0, text(*things_[i], sorted_by_).toLower()};
        }
        const bool down = order_ == Qt::DescendingOrder;
        std::stable_sort(rows_.begin(), rows_.end(), [&](std::uint32_t a, std::uint32_t b) {
            const Key& x = keys[a];
            const Key& y = keys[b];
            if (x.rank != y.rank) return x.rank < y.rank;
            if (x.rank == 0) return down ? y.number < x.number : x.number < y.number;
            return down ? y.words < x.words : x.words < y.words;
        });
    }
    row_of_.clear();
    for (std::size_t row = 0; row < rows_.size(); ++row)
        row_of_.emplace(things_[rows_[row]]->id, static_cast<int>(row));
}

Uuid FeatureTableModel::featureAt(int row) const {
    return things_[rows_[static_cast<std::size_t>(row)]]->id;
}

std::optional<int> FeatureTableModel::rowOf(const Uuid& feature) const {
    const auto found = row_of_.find(feature);
    return found == row_of_.end() ? std::nullopt : std::optional(found->second);
}

int FeatureTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int FeatureTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(info(role_).attributes.size()) + 3;
}

const AttributeInfo* FeatureTableModel::attribute(int column) const {
    const auto& all = info(role_).attributes;
    const auto at = static_cast<std::size_t>(column - 1);
    return column > name_column && at < all.size() ? &all[at] : nullptr;
}

FeatureTableModel::Cell FeatureTableModel::cell(const Feature& feature, int column) const {
    if (const AttributeInfo* known = attribute(column)) {
        const auto resolved = Defaults::bundled().resolve(role_, feature, known->name);
        if (!resolved) return {};
        return {resolved->value, feature.find(known->name) != nullptr, resolved->basis};
    }
    const bool is_layer = column == columnCount() - 2;
    const std::string words = column == name_column ? feature.name
                              : is_layer            ? layer_of_.at(feature.id)
                                                    : source_text(feature).toStdString();
    if (words.empty()) return {};
    return {Value(words), true, Basis::drawn};
}

QString FeatureTableModel::text(const Feature& feature, int column) const {
    const Cell found = cell(feature, column);
    if (!found.value) return {};
    const AttributeInfo* known = attribute(column);
    return known ? shown_text(*known, *found.value) : edit_text(*found.value);
}

QVariant FeatureTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Feature& feature = *things_[rows_[static_cast<std::size_t>(index.row())]];
    const AttributeInfo* known = attribute(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(feature, index.column());
    case Qt::EditRole: {
        const Cell found = cell(feature, index.column());
        return found.value && found.given ? edit_text(*found.value) : QString();
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(known && is_number(*known) ? Qt::AlignRight | Qt::AlignVCenter
                                                              : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole:
    case Qt::ForegroundRole:
    case AttributeModel::assumed_role: {
        const Cell found = cell(feature, index.column());
        const bool assumed = known && found.value && (!found.given || found.basis == Basis::assumed);
        if (role == AttributeModel::assumed_role) return assumed;
        if (!assumed) return {};
        if (role == Qt::ForegroundRole) return QApplication::palette().brush(QPalette::PlaceholderText);
        QFont font = render::font(render::TextStyle::body);
        font.setItalic(true);
        return font;
    }
    case Qt::ToolTipRole: {
        if (!known) return {};
        const Cell found = cell(feature, index.column());
        if (!found.value) return tr("Not known");
        return found.given ? basis_text(found.basis) : tr("Not given: the usual value counts");
    }
    case AttributeModel::choices_role:
        return known ? value_choices(*known, *document_.site()) : QStringList();
    case AttributeModel::open_choices_role:
        return known && are_open(*known);
    default:
        return {};
    }
}

QVariant FeatureTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const AttributeInfo* known = attribute(section);
    if (role == Qt::DisplayRole) {
        if (!known)
            return section == name_column         ? tr("Name")
                   : section == columnCount() - 2 ? tr("Layer")
                                                  : tr("From");
        const QString unit = unit_text(known->unit);
        return unit.isEmpty() ? label_of(*known) : QStringLiteral("%1 (%2)").arg(label_of(*known), unit);
    }
    if (role == Qt::ToolTipRole && known)
        return QString::fromUtf8(known->help.data(), static_cast<qsizetype>(known->help.size()));
    if (role == Qt::TextAlignmentRole && known && is_number(*known))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return role == Qt::TextAlignmentRole ? QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter) : QVariant();
}

void FeatureTableModel::applyToChosen(const Feature& feature, const QString& title,
                                      const std::function<SiteChangeStep(const Uuid&)>& step) {
    SiteEdit edit;
    const bool among = std::find(chosen_.begin(), chosen_.end(), feature.id) != chosen_.end();
    if (among)
        for (const Uuid& one : chosen_) {
            if (row_of_.contains(one)) edit.steps.push_back(step(one));
        }
    else
        edit.steps.push_back(step(feature.id));
    const auto count = edit.steps.size();
    edit.title = (count == 1 ? tr("%1 of one %2").arg(title, kind_label(role_).toLower())
                             : tr("%1 of %2 %3").arg(title).arg(count).arg(kind_plural(role_).toLower()))
                     .toStdString();
    document_.apply(edit);
}

bool FeatureTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
    const FeaturePtr feature = things_[rows_[static_cast<std::size_t>(index.row())]];
    const QString typed = value.toString().trimmed();
    if (typed == data(index, Qt::EditRole).toString()) return true; // looked at, not changed
    const AttributeInfo* known = attribute(index.column());
    if (!known) {
        if (index.column() != name_column) return false;
        applyToChosen(*feature, tr("Change name"), [&](const Uuid& id) {
            return ChangeName{id, typed.toStdString()};
        });
        return true;
    }
    std::optional<Value> wanted;
    if (!typed.isEmpty()) {
        ParsedValue parsed = parse_value(*known, typed);
        if (!parsed.value) {
            Q_EMIT rejected(parsed.why);
            return false;
        }
        wanted = std::move(parsed.value);
    }
    applyToChosen(*feature, tr("Change %1").arg(label_of(*known).toLower()), [&](const Uuid& id) {
        return ChangeAttribute{id, std::string(known->name), wanted, Basis::drawn};
    });
    return true;
}

Qt::ItemFlags FeatureTableModel::flags(const QModelIndex& index) const {
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && (index.column() == name_column || attribute(index.column())))
        flags |= Qt::ItemIsEditable;
    return flags;
}

void FeatureTableModel::sort(int column, Qt::SortOrder order) {
    beginResetModel();
    sorted_by_ = column;
    order_ = order;
    arrange();
    endResetModel();
}

} // namespace prospect::app
