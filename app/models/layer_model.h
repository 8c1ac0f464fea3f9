// The layers of the shown plan, topmost first.
#pragma once

#include "app/document/site_document.h"

#include <QAbstractListModel>

namespace prospect::app {

class LayerModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum DataRole {
        count_role = Qt::UserRole, // things in it; for a grid its columns × rows
        kind_role,                 // plain word for the kind
        kind_icon_role,            // name of the kind's pictogram
        opacity_role,              // 0 to 1, writable
        layer_id_role,             // text of its id
        site_role_role,            // prospect::Role as int
    };

    explicit LayerModel(SiteDocument& document, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // Qt::CheckStateRole shows or hides, opacity_role fades; both are undo steps.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // Invalid when the layer is not there.
    QModelIndex indexOf(const Uuid& layer) const;

private:
    const Layer& layerAt(int row) const;
    void onDocumentChanged(const SiteChange& change);

    SiteDocument& document_;
    SitePtr site_;
};

} // namespace prospect::app
