// The results of the open project, newest first.
#pragma once

#include "app/document/result_list.h"

#include <QAbstractListModel>

namespace prospect::app {

class ResultModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum DataRole {
        when_role = Qt::UserRole, // "10:42", or the date when not today
        option_role,              // "" = base
        out_of_date_role,
        result_id_role,
    };

    explicit ResultModel(ResultList& results, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QModelIndex indexOf(const Uuid& result) const;

private:
    ResultList& results_;
};

} // namespace prospect::app
