// Cells of tables of attributes: they look as the table wants them, editors are those of the selection.
#pragma once

#include "app/panels/attribute_delegate.h"

namespace prospect::app {

class CellDelegate : public AttributeDelegate {
    Q_OBJECT
public:
    using AttributeDelegate::AttributeDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
};

} // namespace prospect::app
