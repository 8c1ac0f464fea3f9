#include "app/panels/attribute_delegate.h"

#include "app/models/attribute_model.h"
#include "app/models/words.h"
#include "app/panels/look.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace prospect::app {

namespace {

// Words of the file in words of the screen; basis texts are words already.
QString shown_choice(const QModelIndex& index, const QString& choice) {
    if (index.column() == AttributeModel::basis_column) return choice;
    if (choice == QLatin1String("1")) return AttributeDelegate::tr("Yes");
    if (choice == QLatin1String("0")) return AttributeDelegate::tr("No");
    // Names of files are no words.
    return choice.contains(u'.') ? choice : in_words(choice.toStdString());
}

constexpr int most_lines = 6; // of a value

// Between words, within them where one is longer than the room.
int wrapping(const QString& text, const QFontMetrics& metrics, int room) {
    const QStringList words = text.split(u' ');
    const bool fits = std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return metrics.horizontalAdvance(word) <= room;
    });
    return fits ? Qt::TextWordWrap : Qt::TextWrapAnywhere;
}

// The list of a narrow field is as wide as its words.
void widen_list(QComboBox& combo) {
    combo.view()->setMinimumWidth(combo.view()->sizeHintForColumn(0) + 2 * render::space::edge);
}

} // namespace

QSize AttributeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    // A label or a value that is too long stands in several lines.
    const bool value = index.column() == AttributeModel::value_column;
    if (!value && index.column() != AttributeModel::label_column)
        return {option.rect.width(), render::space::row};
    const QFontMetrics metrics(render::font(render::TextStyle::body));
    const int room = option.rect.width() - (value ? 2 : 1) * render::space::inside;
    const QString text = index.data().toString();
    if (room <= 0 || metrics.horizontalAdvance(text) <= room)
        return {option.rect.width(), render::space::row};
    const int height =
        metrics.boundingRect(QRect(0, 0, room, 0), wrapping(text, metrics, room), text).height();
    return {option.rect.width(),
            std::min(height, most_lines * metrics.lineSpacing()) + render::space::inside};
}

void AttributeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    const bool focused = option.state & QStyle::State_HasFocus;
    const QColor quiet = option.palette.color(QPalette::PlaceholderText);
    const bool assumed = index.data(AttributeModel::assumed_role).toBool();
    const bool mixed = index.data(AttributeModel::mixed_role).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.column() == AttributeModel::value_column) {
        const bool hover = option.state & QStyle::State_MouseOver;
        if (hover || focused) {
            painter->setPen(QPen(option.palette.color(focused ? QPalette::Highlight : QPalette::Mid), 1));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5), 4, 4);
        }
    }
    QRect rest =
        option.rect.adjusted(index.column() == AttributeModel::label_column ? 0 : render::space::inside, 0,
                             -render::space::inside, 0);
    auto font = render::font(index.column() == AttributeModel::basis_column ? render::TextStyle::secondary
                                                                            : render::TextStyle::body);
    if (index.column() == AttributeModel::value_column && (assumed || mixed)) font.setItalic(true);
    painter->setFont(font);
    const QFontMetrics metrics(font);
    const bool value = index.column() == AttributeModel::value_column;
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->setPen(!value || assumed || mixed ? quiet : option.palette.color(QPalette::Text));
    if (value) {
        const QString unit = index.data(AttributeModel::unit_role).toString();
        const int unit_width = unit.isEmpty() ? 0 : metrics.horizontalAdvance(unit) + render::space::grid;
        const QRect words = rest.adjusted(0, 0, -unit_width, 0);
        const bool in_lines = unit.isEmpty() && metrics.horizontalAdvance(text) > words.width();
        const QString shown = text.isEmpty() ? QStringLiteral("–")
                              : in_lines     ? text
                                             : metrics.elidedText(text, Qt::ElideRight, words.width());
        const int lines = in_lines ? wrapping(text, metrics, words.width()) : 0;
        painter->drawText(words, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | lines, shown);
        painter->setPen(quiet);
        const int after =
            std::min(words.left() + metrics.horizontalAdvance(shown) + render::space::grid, words.right());
        painter->drawText(QRect(after, rest.top(), unit_width + render::space::inside, rest.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, unit);
    } else if (index.column() == AttributeModel::label_column) {
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, text);
    } else {
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

QWidget* AttributeDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                         const QModelIndex& index) const {
    const auto choices = index.data(AttributeModel::choices_role).toStringList();
    if (choices.isEmpty()) {
        auto* edit = new QLineEdit(parent);
        edit->setPlaceholderText(index.data(Qt::DisplayRole).toString());
        edit->setAccessibleName(index.siblingAtColumn(AttributeModel::label_column).data().toString());
        return edit;
    }
    auto* combo = new QComboBox(parent);
    if (index.column() == AttributeModel::value_column) combo->addItem(tr("Not given"), QString());
    for (const auto& choice : choices)
        combo->addItem(shown_choice(index, choice), choice);
    widen_list(*combo);
    combo->setEditable(index.column() == AttributeModel::value_column &&
                       index.data(AttributeModel::open_choices_role).toBool());
    combo->setAccessibleName(index.siblingAtColumn(AttributeModel::label_column).data().toString());
    return combo;
}

void AttributeDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    const QString text = index.data(Qt::EditRole).toString();
    if (auto* combo = qobject_cast<QComboBox*>(editor)) {
        const int found = combo->findData(text);
        combo->setCurrentIndex(found >= 0 ? found : 0);
        if (combo->isEditable()) combo->setEditText(found >= 0 ? combo->itemText(found) : text);
        return;
    }
    if (auto* edit = qobject_cast<QLineEdit*>(editor)) edit->setText(text);
}

void AttributeDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                     const QModelIndex& index) const {
    QString text;
    if (const auto* combo = qobject_cast<QComboBox*>(editor)) {
        const int listed =
            combo->isEditable() ? combo->findText(combo->currentText()) : combo->currentIndex();
        text = listed >= 0 ? combo->itemData(listed).toString() : combo->currentText();
    } else if (const auto* edit = qobject_cast<QLineEdit*>(editor)) {
        text = edit->text();
    }
    model->setData(index, text, Qt::EditRole);
}

} // namespace prospect::app
