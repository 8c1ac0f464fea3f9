#include "app/panels/look.h"

#include "app/render/icons.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QIconEngine>
#include <QLabel>
#include <QPainter>
#include <QPixmapCache>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

class SvgIcon : public QIconEngine {
public:
    explicit SvgIcon(QString name) : name_(std::move(name)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        render::paint_icon(*painter, name_.toStdString(), color(mode, state), rect);
    }
    // Kept: the buttons on the map are painted with every frame of it.
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        const QString key = QStringLiteral("icon %1 %2 %3 %4")
                                .arg(name_, color(mode, state).name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }
    QIconEngine* clone() const override { return new SvgIcon(name_); }

private:
    static QColor color(QIcon::Mode mode, QIcon::State state) {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        // A checked tool shows the accent; a selected row keeps its text colour.
        const auto role =
            state == QIcon::On && mode != QIcon::Disabled ? QPalette::Highlight : QPalette::WindowText;
        return QApplication::palette().color(group, role);
    }

    QString name_;
};

constexpr int mark_size = 16;

class StatusMark : public QWidget {
public:
    explicit StatusMark(Status status) : status_(status) { setFixedSize(mark_size, mark_size + 2); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const auto& colors = theme_of(palette());
        const auto paint = [&](const char* name, const QColor& color) {
            render::paint_icon(painter, name, color, QRectF(0, 1, mark_size, mark_size));
        };
        switch (status_) {
        case Status::fine:
            return paint("fine", colors.fine);
        case Status::info:
            return paint("info", colors.secondary);
        case Status::look:
            return paint("look", colors.look);
        case Status::serious:
            return paint("serious", colors.serious);
        case Status::cannot_tell:
            return paint("cannot-tell", colors.cannot_tell);
        }
    }

private:
    Status status_;
};

} // namespace

QWidget* status_mark(Status status) {
    return new StatusMark(status);
}

QWidget* status_row(Status status, const QString& text) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(render::space::inside);
    layout->addWidget(status_mark(status), 0, Qt::AlignTop);
    auto* words = paragraph(text);
    words->setObjectName(QStringLiteral("status-words"));
    words->setTextFormat(Qt::PlainText);
    layout->addWidget(words, 1);
    return row;
}

QLabel* sub_heading(const QString& text) {
    auto* label = text_label(text, render::TextStyle::secondary, Tone::quiet);
    auto font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, render::space::inside, 0, 0);
    return label;
}

const render::Theme& theme_of(const QPalette& palette) {
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    return render::theme(dark ? render::ThemeKind::dark : render::ThemeKind::light);
}

QIcon icon(const QString& name) {
    return QIcon(new SvgIcon(name));
}

QLabel* text_label(const QString& text, render::TextStyle style, Tone tone) {
    auto* label = new QLabel(text);
    label->setFont(render::font(style));
    if (tone == Tone::quiet) label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel* paragraph(const QString& text, Tone tone) {
    auto* label =
        text_label(text, tone == Tone::quiet ? render::TextStyle::secondary : render::TextStyle::body, tone);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QPushButton* push_button(const QString& text, Emphasis emphasis, const QString& icon_name) {
    auto* button = new QPushButton(text);
    if (emphasis == Emphasis::primary) {
        button->setProperty("primary", true);
        auto font = button->font();
        font.setWeight(QFont::DemiBold);
        button->setFont(font);
    }
    if (emphasis == Emphasis::quiet) button->setProperty("quiet", true);
    if (!icon_name.isEmpty()) button->setIcon(icon(icon_name));
    return button;
}

QToolButton* tool_button(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    return button;
}

QToolButton* tool_button(const QString& icon_name, const QString& tip) {
    auto* button = new QToolButton;
    button->setIcon(icon(icon_name));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QFrame* hairline(Qt::Orientation orientation) {
    auto* line = new QFrame;
    line->setFrameShape(QFrame::NoFrame);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

void make_panel(QWidget* widget) {
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(QPalette::Base);
}

QVBoxLayout* column_layout(QWidget* widget, int margin, int spacing) {
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    return layout;
}

void clear_layout(QVBoxLayout& layout) {
    while (auto* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void leave_wheel_to_panel(QWidget* field) {
    class Filter : public QObject {
    public:
        using QObject::QObject;
        bool eventFilter(QObject*, QEvent* event) override {
            if (event->type() != QEvent::Wheel) return false;
            event->ignore(); // goes on to the parent
            return true;
        }
    };
    field->installEventFilter(new Filter(field));
}

void set_invalid(QWidget* field, const QString& why) {
    field->setProperty("invalid", !why.isEmpty());
    field->setAccessibleDescription(why);
    field->update();
}

} // namespace prospect::app
