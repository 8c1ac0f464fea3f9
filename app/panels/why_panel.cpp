#include "app/panels/why_panel.h"

#include "app/panels/bar_charts.h"
#include "app/panels/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace prospect::app {

WhyPanel::WhyPanel(QWidget* parent) : QWidget(parent) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget;
    make_panel(page);
    list_ = column_layout(page, render::space::edge);
    scroll->setWidget(page);
    column->addWidget(scroll);
    show({});
}

void WhyPanel::show(const Why& why) {
    why_ = why;
    clear_layout(*list_);
    auto* back = push_button(tr("Back"), Emphasis::quiet, QStringLiteral("chevron-left"));
    back->setObjectName(QStringLiteral("why-back"));
    list_->addWidget(back, 0, Qt::AlignLeft);
    connect(back, &QPushButton::clicked, this, &WhyPanel::closeRequested, Qt::QueuedConnection);
    list_->addWidget(text_label(tr("Why is it so here?"), render::TextStyle::panel_title));
    auto* says = paragraph(why.says);
    says->setObjectName(QStringLiteral("why-says"));
    list_->addWidget(says);
    if (!why.how.isEmpty()) list_->addWidget(paragraph(why.how, Tone::quiet));
    if (why.parts.empty() && !why.nothing.isEmpty()) list_->addWidget(status_row(Status::info, why.nothing));
    for (const WhyPart& part : why.parts)
        add(part);
    if (!why.near_here.empty()) {
        list_->addWidget(sub_heading(tr("Problems near here")));
        for (const WhyPart& part : why.near_here)
            add(part);
    }
    auto* help = push_button(tr("How is this worked out?"), Emphasis::quiet, QStringLiteral("help"));
    list_->addWidget(help, 0, Qt::AlignLeft);
    connect(help, &QPushButton::clicked, this, &WhyPanel::helpRequested);
    list_->addStretch();
}

void WhyPanel::add(const WhyPart& part) {
    auto* widget = new QWidget;
    auto* row = new QVBoxLayout(widget);
    row->setContentsMargins(0, render::space::grid, 0, render::space::grid);
    row->setSpacing(render::space::grid);
    row->addWidget(paragraph(part.title));
    row->addWidget(new ShareBar(part.share));
    auto* below = new QHBoxLayout;
    below->setSpacing(render::space::inside);
    below->addWidget(paragraph(part.detail, Tone::quiet), 1);
    if (!part.finding.empty()) {
        auto* go = push_button(tr("Reason"), Emphasis::quiet, QStringLiteral("chevron-right"));
        go->setToolTip(tr("Shows the place, what else speaks against it and what would mend it"));
        go->setAccessibleName(tr("Reason: %1").arg(part.title));
        below->addWidget(go, 0, Qt::AlignTop);
        connect(
            go, &QPushButton::clicked, this,
            [this, key = QString::fromStdString(part.finding)] { Q_EMIT findingRequested(key); },
            Qt::QueuedConnection);
        for (QWidget* pointed : {widget, static_cast<QWidget*>(go)}) {
            pointed->setProperty("finding", QString::fromStdString(part.finding));
            pointed->installEventFilter(this);
        }
        widget->setAttribute(Qt::WA_Hover);
    }
    row->addLayout(below);
    list_->addWidget(widget);
}

void WhyPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

bool WhyPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool in = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
    if (in || event->type() == QEvent::Leave || event->type() == QEvent::FocusOut)
        Q_EMIT findingPointed(in ? watched->property("finding").toString() : QString());
    return QWidget::eventFilter(watched, event);
}

} // namespace prospect::app
