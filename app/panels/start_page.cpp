#include "app/panels/start_page.h"

#include "app/panels/look.h"
#include "app/render/icons.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int most_recent = 6;
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

void clear(QVBoxLayout& layout) {
    while (auto* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QStringList local_files(const QMimeData& data) {
    QStringList files;
    for (const auto& url : data.urls())
        if (url.isLocalFile()) files += url.toLocalFile();
    return files;
}

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
    column->addWidget(text_label(tr("DXF · OpenStreetMap · GeoPackage · Shapefile · GeoJSON · CSV · GeoTIFF"),
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
    column->addStretch(3);
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
    recent_->setSpacing(2);
    column->addLayout(recent_);
    column->addStretch(1);
    column->addWidget(paragraph(tr("Nothing leaves this computer."), Tone::quiet));
    setRecent({});
    return side;
}

void StartPage::setRecoverable(const std::vector<Recoverable>& work) {
    clear(*recover_list_);
    for (const auto& one : work) {
        auto* button =
            push_button(tr("%1, %2").arg(one.title, QLocale().toString(one.when, QLocale::ShortFormat)),
                        Emphasis::quiet, QStringLiteral("time"));
        connect(button, &QPushButton::clicked, this, [this, one] { Q_EMIT recoverRequested(one); });
        recover_list_->addWidget(button, 0, Qt::AlignLeft);
    }
    recover_->setVisible(!work.empty());
}

void StartPage::setRecent(const QStringList& files) {
    clear(*recent_);
    int shown = 0;
    for (const auto& file : files) {
        const QFileInfo info(file);
        if (!info.exists() || shown == most_recent) continue;
        ++shown;
        auto* button = push_button(info.fileName(), Emphasis::quiet, QStringLiteral("layers"));
        button->setToolTip(
            tr("%1, changed %2").arg(file, QLocale().toString(info.lastModified(), QLocale::ShortFormat)));
        connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT fileRequested(file); });
        recent_->addWidget(button, 0, Qt::AlignLeft);
    }
    if (shown == 0) recent_->addWidget(paragraph(tr("Plans you open appear here."), Tone::quiet));
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
