#include "app/models/attribute_model.h"

#include "app/models/attribute_words.h"
#include "app/models/words.h"
#include "geometry/site/defaults.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace prospect::app {

namespace {

constexpr Basis all_bases[] = {Basis::surveyed, Basis::drawn, Basis::tagged, Basis::assumed, Basis::unknown};

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

AttributeModel::AttributeModel(SiteDocument& document, QObject* parent)
    : QAbstractTableModel(parent), document_(document) {
    connect(&document_, &SiteDocument::changed, this, &AttributeModel::onDocumentChanged);
}

void AttributeModel::setFeatures(std::vector<Uuid> features) {
    features_ = std::move(features);
    beginResetModel();
    rebuild();
    endResetModel();
}

void AttributeModel::onDocumentChanged(const SiteChange& change) {
    if (change.kind == SiteChange::Kind::saved || change.kind == SiteChange::Kind::runs ||
        change.kind == SiteChange::Kind::looks || change.kind == SiteChange::Kind::accepted)
        return;
    // The same rows with other values: an editor that is open stays.
    auto shown = shown_;
    auto rows = rows_;
    rebuild();
    const bool alike =
        !rows.empty() && std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                                    [](const Row& a, const Row& b) { return a.attribute == b.attribute; });
    if (alike) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
        return;
    }
    shown_.swap(shown);
    rows_.swap(rows);
    beginResetModel();
    shown_.swap(shown);
    rows_.swap(rows);
    endResetModel();
}

void AttributeModel::rebuild() {
    shown_.clear();
    rows_.clear();
    const std::unordered_set<Uuid> wanted(features_.begin(), features_.end());
    if (wanted.empty()) return;
    const auto site = document_.site();
    for (const auto& layer : site->layers)
        for (const auto& feature : layer->features)
            if (wanted.contains(feature->id)) shown_.emplace_back(layer->role, feature);
    if (shown_.empty()) return;
    Row name;
    if (const auto& first = shown_.front().second->name; !first.empty()) name.value = first;
    name.mixed = std::any_of(shown_.begin(), shown_.end(), [&](const auto& entry) {
        return entry.second->name != shown_.front().second->name;
    });
    rows_.push_back(name);
    const Role role = shown_.front().first;
    if (std::any_of(shown_.begin(), shown_.end(), [role](const auto& entry) { return entry.first != role; }))
        return;
    for (const auto& attribute : info(role).attributes)
        rows_.push_back(rowFor(attribute));
}

AttributeModel::Row AttributeModel::rowFor(const AttributeInfo& attribute) const {
    Row row;
    row.attribute = &attribute;
    bool first = true;
    for (const auto& [role, feature] : shown_) {
        const auto resolved = Defaults::bundled().resolve(role, *feature, attribute.name);
        const auto value = resolved ? std::optional(resolved->value) : std::nullopt;
        if (first) {
            row.value = value;
            row.basis = resolved ? resolved->basis : Basis::unknown;
            row.assumed = resolved && !feature->find(attribute.name);
        } else if (row.value != value) {
            row.mixed = true;
            break; // nothing more to be known of it
        }
        first = false;
    }
    return row;
}

QString AttributeModel::title() const {
    if (shown_.empty()) return {};
    const Role role = shown_.front().first;
    if (shown_.size() == 1) return kind_title(role, *shown_.front().second);
    const bool one_kind =
        std::all_of(shown_.begin(), shown_.end(), [role](const auto& entry) { return entry.first == role; });
    const int count = static_cast<int>(shown_.size());
    return one_kind ? QStringLiteral("%1 %2").arg(number_text(count), kind_plural(role).toLower())
                    : tr("%n things", nullptr, count);
}

QString AttributeModel::origin() const {
    if (shown_.size() != 1) return {};
    const auto& source = shown_.front().second->source;
    QStringList parts;
    for (const auto& part : {source.file, source.layer, source.id})
        if (!part.empty()) parts += QString::fromStdString(part);
    return parts.join(QStringLiteral(" · "));
}

QString AttributeModel::measure() const {
    double square = 0;
    double metres = 0;
    for (const auto& [role, feature] : shown_) {
        square += area(feature->geometry);
        metres += length(feature->geometry);
    }
    if (square > 0) return tr("%1, %2 around").arg(quantity_text(square, "m2"), quantity_text(metres, "m"));
    return metres > 0 ? tr("%1 long").arg(quantity_text(metres, "m")) : QString();
}

AttributeModel::LayerChoice AttributeModel::layers() const {
    LayerChoice choice;
    const auto site = document_.site();
    std::unordered_set<Uuid> ids;
    for (const auto& [role, feature] : shown_)
        ids.insert(feature->id);
    const auto holds = [&](const Layer& layer) {
        return std::any_of(layer.features.begin(), layer.features.end(),
                           [&](const FeaturePtr& one) { return ids.contains(one->id); });
    };
    const bool one_role = std::all_of(shown_.begin(), shown_.end(), [this](const auto& entry) {
        return entry.first == shown_.front().first;
    });
    for (auto layer = site->layers.rbegin(); layer != site->layers.rend(); ++layer) {
        const QString name = QString::fromStdString((*layer)->name);
        const bool held = !ids.empty() && holds(**layer);
        if (held) choice.names += name;
        if (shown_.empty() || !one_role || (*layer)->role != shown_.front().first || (*layer)->raster ||
            (*layer)->picture)
            continue;
        if (held) choice.chosen = choice.layers.size();
        choice.layers.emplace_back((*layer)->id, name);
    }
    if (choice.names.size() != 1) choice.chosen.reset();
    return choice;
}

void AttributeModel::moveTo(const Uuid& layer) {
    const auto site = document_.site();
    const Layer* target = site->layer(layer);
    if (!target || shown_.empty()) return;
    const std::unordered_set<Uuid> wanted(features_.begin(), features_.end());
    std::vector<Uuid> moved;
    for (const auto& from : site->layers)
        for (const auto& feature : from->features)
            if (from->id != layer && from->role == target->role && wanted.contains(feature->id))
                moved.push_back(feature->id);
    if (moved.empty()) return;
    SiteEdit edit;
    edit.title = tr("Move %1 to layer %2").arg(title(), QString::fromStdString(target->name)).toStdString();
    edit.steps.push_back(MoveFeatures{layer, std::move(moved)});
    document_.apply(edit);
}

int AttributeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int AttributeModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : column_count;
}

QVariant AttributeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == label_column) return row.attribute ? label_of(*row.attribute) : tr("Name");
        if (index.column() == basis_column)
            return row.attribute && row.value && !row.mixed ? value_basis_text(row.basis) : QString();
        if (row.mixed) return tr("several");
        if (!row.value) return QString();
        return row.attribute ? shown_text(*row.attribute, *row.value) : edit_text(*row.value);
    case Qt::EditRole:
        if (index.column() == basis_column) return value_basis_text(row.basis);
        return row.value && !row.mixed && !row.assumed ? edit_text(*row.value) : QString();
    case Qt::ToolTipRole:
        return row.attribute
                   ? tr("%1 Field: %2").arg(text_of(row.attribute->help), text_of(row.attribute->name))
                   : QString();
    case unit_role:
        return row.attribute && row.value && !row.mixed ? unit_text(row.attribute->unit) : QString();
    case choices_role: {
        QStringList choices;
        if (index.column() == basis_column)
            for (const auto basis : all_bases)
                choices += value_basis_text(basis);
        else if (row.attribute)
            choices = value_choices(*row.attribute, *document_.site());
        return choices;
    }
    case open_choices_role:
        return row.attribute && are_open(*row.attribute);
    case assumed_role:
        return row.assumed;
    case mixed_role:
        return row.mixed;
    default:
        return {};
    }
}

bool AttributeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
    const Row row = rows_[static_cast<std::size_t>(index.row())];
    const QString text = value.toString().trimmed();
    if (text == data(index, Qt::EditRole).toString() && !row.mixed) return true; // looked at, not changed
    return index.column() == basis_column ? setBasis(row, text) : setValue(row, text);
}

bool AttributeModel::setValue(const Row& row, const QString& text) {
    SiteEdit edit;
    if (!row.attribute) {
        edit.title = tr("Rename %1").arg(title()).toStdString();
        for (const auto& [role, feature] : shown_)
            edit.steps.push_back(ChangeName{feature->id, text.toStdString()});
        document_.apply(edit);
        return true;
    }
    std::optional<Value> parsed;
    if (!text.isEmpty()) {
        auto result = parse_value(*row.attribute, text);
        if (!result.value) {
            Q_EMIT rejected(result.why);
            return false;
        }
        parsed = std::move(result.value);
    }
    edit.title = tr("Change %1 of %2").arg(label_of(*row.attribute).toLower(), title()).toStdString();
    for (const auto& [role, feature] : shown_)
        edit.steps.push_back(
            ChangeAttribute{feature->id, std::string(row.attribute->name), parsed, Basis::drawn});
    document_.apply(edit);
    return true;
}

bool AttributeModel::setBasis(const Row& row, const QString& text) {
    if (!row.attribute || !row.value || row.mixed) return false;
    for (const auto basis : all_bases) {
        if (value_basis_text(basis) != text) continue;
        SiteEdit edit;
        edit.title = tr("Change how well %1 is known").arg(label_of(*row.attribute).toLower()).toStdString();
        for (const auto& [role, feature] : shown_)
            edit.steps.push_back(
                ChangeAttribute{feature->id, std::string(row.attribute->name), row.value, basis});
        document_.apply(edit);
        return true;
    }
    return false;
}

Qt::ItemFlags AttributeModel::flags(const QModelIndex& index) const {
    auto flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || index.column() == label_column) return flags;
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (index.column() == value_column || (row.attribute && row.value && !row.mixed))
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace prospect::app
