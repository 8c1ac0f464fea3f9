#include "app/panels/start_page.h"

#include "app/panels/file_drops.h"
#include "app/panels/look.h"
#include "app/render/icons.h"

#include <QAbstractButton>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int drop_icon = 48;

class DropArea : public QWidget {
public:
    void setHot(bool hot) { // NOLINT: a state of the widget, not a mode of a call
        hot_ = hot;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor edge = palette().color(hot_ ? QPalette::Highlight : QPalette::Mid);
        painter.setBrush(palette().color(QPalette::Base));
        painter.setPen(QPen(edge, hot_ ? 2 : 1.5, Qt::CustomDashLine));
        QPen pen(edge, hot_ ? 2 : 1.5);
        pen.setDashPattern({5, 4});
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
    }

private:
    bool hot_ = false;
};

class BigIcon : public QWidget {
public:
    explicit BigIcon(const char* name) : name_(name) { setFixedSize(drop_icon, drop_icon); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        render::paint_icon(painter, name_, palette().color(QPalette::Highlight), rect());
    }

private:
    const char* name_;
};

// A plan that was open before: its picture, what it is called, when.
class PlanCard : public QAbstractButton {
public:
    explicit PlanCard(RecentPlan plan) : plan_(std::move(plan)) {
        setText(plan_.title);
        setToolTip(plan_.file);
        setAccessibleName(plan_.title);
        setAccessibleDescription(detail());
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setContextMenuPolicy(Qt::CustomContextMenu);
        setFixedHeight(card_height);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {300, card_height}; }

protected:
    void paintEvent(QPaintEvent*) override {
        using namespace render::space;
        const auto& theme = theme_of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const bool hot = underMouse() || hasFocus();
        painter.setPen(QPen(hot ? theme.accent : theme.line, 1));
        painter.setBrush(theme.panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        const QRectF picture(inside, inside, picture_size.width(), picture_size.height());
        QPainterPath corners;
        corners.addRoundedRect(picture, 4, 4);
        painter.save();
        painter.setClipPath(corners);
        painter.fillRect(picture, theme.map_ground);
        if (plan_.picture.isNull())
            render::paint_icon(painter, "layers", theme.secondary,
                               QRectF(picture.center() - QPointF(12, 12), QSizeF(24, 24)));
        else
            painter.drawImage(picture, plan_.picture);
        painter.restore();
        const int left = static_cast<int>(picture.right()) + between;
        const QRect words(left, 0, width() - left - between, height());
        const auto line = [&](int middle, const QString& text, render::TextStyle style, const QColor& color) {
            painter.setFont(render::font(style));
            painter.setPen(color);
            const QRect where(words.left(), middle - 10, words.width(), 20);
            painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, where.width()));
        };
        const bool two = !plan_.detail.isEmpty();
        const int middle = height() / 2;
        line(two ? middle - 20 : middle - 10, plan_.title, render::TextStyle::panel_title, theme.text);
        if (two) line(middle, plan_.detail, render::TextStyle::secondary, theme.text);
        line(two ? middle + 20 : middle + 11, when(), render::TextStyle::secondary, theme.secondary);
    }

private:
    static constexpr QSize picture_size{104, 68};
    static constexpr int card_height = picture_size.height() + 2 * render::space::inside;

    QString when() const {
        const auto days = plan_.when.date().daysTo(QDate::currentDate());
        if (days == 0)
            return StartPage::tr("Today %1").arg(QLocale().toString(plan_.when.time(), QLocale::ShortFormat));
        return days == 1 ? StartPage::tr("Yesterday")
                         : QLocale().toString(plan_.when.date(), QLocale::LongFormat);
    }
    QString detail() const { return plan_.detail.isEmpty() ? when() : plan_.detail + u' ' + when(); }

    RecentPlan plan_;
};

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent), drop_area_(makeDropArea()) {
    setAcceptDrops(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(40, 40, 40, 40);
    row->setSpacing(40);
    row->addWidget(drop_area_, 2);
    row->addWidget(makeContinue(), 1);
}

QWidget* StartPage::makeDropArea() {
    auto* area = new DropArea;
    auto* column = column_layout(area, 40, render::space::between);
    column->addStretch(2);
    column->addWidget(new BigIcon("import"), 0, Qt::AlignHCenter);
    column->addWidget(text_label(tr("Drop a site plan, map or table here"), render::TextStyle::start_page), 0,
                      Qt::AlignHCenter);
    column->addWidget(
        text_label(tr("PDF · DXF · OpenStreetMap · GeoPackage · Shapefile · Excel · CSV · image"),
                   render::TextStyle::body, Tone::quiet),
        0, Qt::AlignHCenter);
    column->addSpacing(render::space::between);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(render::space::between);
    auto* open = push_button(tr("Open…"), Emphasis::primary);
    auto* example = push_button(tr("Look at the example: Riverside estate"));
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(example);
    buttons->addStretch();
    column->addLayout(buttons);
    auto* files = push_button(tr("What file do I need?"), Emphasis::quiet, QStringLiteral("help"));
    column->addWidget(files, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(files, &QPushButton::clicked, this, &StartPage::filesHelpRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(example, &QPushButton::clicked, this, &StartPage::exampleRequested);
    return area;
}

QWidget* StartPage::makeContinue() {
    auto* side = new QWidget;
    auto* column = column_layout(side, 0, render::space::between);
    column->addWidget(text_label(tr("Prospect"), render::TextStyle::score));
    column->addWidget(paragraph(
        tr("See what a place lets people see: sightlines, eyes on the street and hidden corners.")));
    column->addSpacing(render::space::between);
    recover_ = new QWidget;
    auto* recover_column = column_layout(recover_, 0);
    recover_column->addWidget(text_label(tr("Recover unsaved work"), render::TextStyle::panel_title));
    recover_list_ = new QVBoxLayout;
    recover_list_->setSpacing(2);
    recover_column->addLayout(recover_list_);
    recover_->hide();
    column->addWidget(recover_);
    column->addWidget(text_label(tr("Continue"), render::TextStyle::panel_title));
    recent_ = new QVBoxLayout;
    recent_->setSpacing(render::space::inside);
    column->addLayout(recent_);
    column->addStretch(1);
    column->addWidget(paragraph(tr("Nothing leaves this computer."), Tone::quiet));
    setRecent({});
    return side;
}

void StartPage::setRecoverable(const std::vector<Recoverable>& work) {
    clear_layout(*recover_list_);
    for (const auto& one : work) {
        auto* button =
            push_button(tr("%1, %2").arg(one.title, QLocale().toString(one.when, QLocale::ShortFormat)),
                        Emphasis::quiet, QStringLiteral("time"));
        connect(button, &QPushButton::clicked, this, [this, one] { Q_EMIT recoverRequested(one); });
        recover_list_->addWidget(button, 0, Qt::AlignLeft);
    }
    recover_->setVisible(!work.empty());
}

void StartPage::setRecent(const QList<RecentPlan>& plans) {
    clear_layout(*recent_);
    for (const auto& plan : plans) {
        auto* card = new PlanCard(plan);
        connect(card, &QAbstractButton::clicked, this,
                [this, file = plan.file] { Q_EMIT fileRequested(file); });
        connect(card, &QWidget::customContextMenuRequested, this,
                [this, card, file = plan.file](QPoint where) {
                    QMenu menu;
                    menu.addAction(icon(QStringLiteral("remove")), tr("Forget this plan"), this,
                                   [this, file] { Q_EMIT forgetRequested(file); });
                    menu.exec(card->mapToGlobal(where));
                });
        recent_->addWidget(card);
    }
    if (plans.isEmpty()) recent_->addWidget(paragraph(tr("Plans you open appear here."), Tone::quiet));
}

void StartPage::dragEnterEvent(QDragEnterEvent* event) {
    if (local_files(*event->mimeData()).isEmpty()) return;
    static_cast<DropArea*>(drop_area_)->setHot(true);
    event->acceptProposedAction();
}

void StartPage::dragLeaveEvent(QDragLeaveEvent*) {
    static_cast<DropArea*>(drop_area_)->setHot(false);
}

void StartPage::dropEvent(QDropEvent* event) {
    static_cast<DropArea*>(drop_area_)->setHot(false);
    event->acceptProposedAction();
    Q_EMIT filesDropped(local_files(*event->mimeData()));
}

} // namespace prospect::app
