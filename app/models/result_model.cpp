#include "app/models/result_model.h"

#include <QLocale>

namespace prospect::app {

ResultModel::ResultModel(ResultList& results, QObject* parent)
    : QAbstractListModel(parent), results_(results) {
    connect(&results_, &ResultList::listChanged, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(&results_, &ResultList::marksChanged, this, [this] {
        if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

int ResultModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(results_.results().size());
}

QVariant ResultModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Result& result = results_.results()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return result.title;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        const QString text = tr("%1, %2").arg(result.title, data(index, when_role).toString());
        return result.out_of_date ? tr("%1. Out of date: the plan has changed since.").arg(text) : text;
    }
    case when_role:
        if (!result.when.isValid()) return QString();
        return result.when.date() == QDate::currentDate()
                   ? QLocale().toString(result.when.time(), QLocale::ShortFormat)
                   : QLocale().toString(result.when.date(), QLocale::ShortFormat);
    case option_role:
        return result.option;
    case out_of_date_role:
        return result.out_of_date;
    case result_id_role:
        return QString::fromStdString(result.id.text());
    default:
        return {};
    }
}

QModelIndex ResultModel::indexOf(const Uuid& result) const {
    for (int row = 0; row < rowCount(); ++row)
        if (results_.results()[static_cast<std::size_t>(row)].id == result) return index(row);
    return {};
}

} // namespace prospect::app
