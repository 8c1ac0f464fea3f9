#include "app/panels/tab_row.h"

#include "app/panels/look.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int tab_height = 36;

class Tab : public QAbstractButton {
public:
    explicit Tab(const QString& word) {
        setText(word);
        setCheckable(true);
        setAccessibleName(word);
        setFocusPolicy(Qt::TabFocus);
        auto semibold = render::font(render::TextStyle::body);
        semibold.setWeight(QFont::DemiBold);
        setFont(semibold);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override {
        return {fontMetrics().horizontalAdvance(text()) + 2 * render::space::inside, tab_height};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const bool on = isChecked();
        painter.setPen(
            palette().color(on || underMouse() ? QPalette::WindowText : QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (on)
            painter.fillRect(
                QRect(render::space::inside, height() - 2, width() - 2 * render::space::inside, 2),
                palette().color(QPalette::Highlight));
        if (hasFocus()) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 4.5, -1.5, -4.5), 4, 4);
        }
    }
};

} // namespace

TabRow::TabRow(const QStringList& words, QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this)) {
    make_panel(this);
    auto* outer = column_layout(this, 0, 0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(render::space::inside, 0, render::space::inside, 0);
    row->setSpacing(render::space::inside);
    for (const auto& word : words) {
        auto* tab = new Tab(word);
        group_->addButton(tab, group_->buttons().size());
        row->addWidget(tab);
    }
    row->addStretch();
    outer->addLayout(row);
    outer->addWidget(hairline());
    setCurrent(0);
    connect(group_, &QButtonGroup::idClicked, this, &TabRow::chosen);
}

void TabRow::setCurrent(int index) {
    if (auto* button = group_->button(index)) button->setChecked(true);
}

int TabRow::current() const {
    return group_->checkedId();
}

} // namespace prospect::app
