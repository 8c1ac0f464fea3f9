#include "app/models/layer_model.h"

#include "app/models/words.h"

#include <QLocale>

namespace prospect::app {

LayerModel::LayerModel(SiteDocument& document, QObject* parent)
    : QAbstractListModel(parent), document_(document), site_(document.site()) {
    connect(&document_, &SiteDocument::changed, this, &LayerModel::onDocumentChanged);
}

int LayerModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(site_->layers.size());
}

const Layer& LayerModel::layerAt(int row) const {
    return *site_->layers[site_->layers.size() - 1 - static_cast<std::size_t>(row)];
}

QVariant LayerModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Layer& layer = layerAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(layer.name);
    case Qt::CheckStateRole:
        return layer.visible ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3")
            .arg(QString::fromStdString(layer.name), kind_plural(layer.role),
                 data(index, count_role).toString());
    case count_role:
        if (layer.raster)
            return tr("%1 × %2 cells").arg(layer.raster->grid.columns).arg(layer.raster->grid.rows);
        if (layer.picture) return tr("%1 × %2 px").arg(layer.picture->columns).arg(layer.picture->rows);
        return QLocale().toString(static_cast<qulonglong>(layer.features.size()));
    case kind_role:
        return layer.role == Role::underlay ? tr("Drawing only") : kind_plural(layer.role);
    case kind_icon_role:
        return kind_icon(layer.role);
    case opacity_role:
        return layer.opacity;
    case layer_id_role:
        return QString::fromStdString(layer.id.text());
    case site_role_role:
        return static_cast<int>(layer.role);
    default:
        return {};
    }
}

bool LayerModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
    const Layer& layer = layerAt(index.row());
    if (role == Qt::CheckStateRole)
        document_.setLooks(layer.id, value.toInt() == Qt::Checked, layer.opacity);
    else if (role == opacity_role)
        document_.setLooks(layer.id, layer.visible, value.toDouble());
    else
        return false;
    return true;
}

Qt::ItemFlags LayerModel::flags(const QModelIndex& index) const {
    const auto flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren : flags;
}

QModelIndex LayerModel::indexOf(const Uuid& layer) const {
    for (int row = 0; row < rowCount(); ++row)
        if (layerAt(row).id == layer) return index(row);
    return {};
}

void LayerModel::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::saved || change.kind == Kind::runs || change.kind == Kind::accepted) return;
    const auto next = document_.site();
    bool same_rows = next->layers.size() == site_->layers.size();
    for (std::size_t i = 0; same_rows && i < next->layers.size(); ++i)
        same_rows = next->layers[i]->id == site_->layers[i]->id;
    if (same_rows) { // keeps the view's current row while one layer changes
        site_ = next;
        if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    site_ = next;
    endResetModel();
}

} // namespace prospect::app
