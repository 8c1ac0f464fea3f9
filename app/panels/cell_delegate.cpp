#include "app/panels/cell_delegate.h"

#include "app/models/attribute_model.h"
#include "app/models/words.h"

#include <QComboBox>
#include <QLineEdit>

namespace prospect::app {

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return QStyledItemDelegate::sizeHint(option, index);
}

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(AttributeModel::assumed_role).toBool())
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
}

QWidget* CellDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                    const QModelIndex& index) const {
    const auto choices = index.data(AttributeModel::choices_role).toStringList();
    if (choices.isEmpty()) return new QLineEdit(parent);
    auto* combo = new QComboBox(parent);
    combo->addItem(AttributeDelegate::tr("Not given"), QString());
    for (const auto& choice : choices) {
        const QString words = choice == QLatin1String("1")   ? AttributeDelegate::tr("Yes")
                              : choice == QLatin1String("0") ? AttributeDelegate::tr("No")
                                                             : in_words(choice.toStdString());
        combo->addItem(words, choice);
    }
    combo->setEditable(index.data(AttributeModel::open_choices_role).toBool());
    return combo;
}

} // namespace prospect::app
