#include "app/panels/note_links.h"

#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int chip_width = 280;

} // namespace

NoteLinks::NoteLinks(QWidget* parent)
    : QWidget(parent), chips_(new QVBoxLayout),
      link_(push_button({}, Emphasis::quiet, QStringLiteral("link"))) {
    auto* column = column_layout(this, 0, render::space::grid);
    chips_->setSpacing(render::space::grid);
    column->addLayout(chips_);
    column->addWidget(link_, 0, Qt::AlignLeft);
    link_->setToolTip(tr("Ctrl+click things on the map, then link them to this note"));
    connect(link_, &QPushButton::clicked, this, &NoteLinks::linkRequested);
    setLinkable(0);
}

void NoteLinks::show(const std::vector<Link>& links) {
    if (links == links_) return;
    links_ = links;
    clear_layout(*chips_);
    for (const Link& link : links_) {
        auto* chip = new QWidget;
        auto* row = new QHBoxLayout(chip);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(0);
        const bool finding = link.to == Link::To::finding;
        auto* go =
            push_button({}, Emphasis::plain, finding ? QStringLiteral("look") : QStringLiteral("link"));
        const QString words = QString::fromStdString(link.words);
        go->setText(go->fontMetrics().elidedText(words, Qt::ElideRight, chip_width - 48));
        go->setToolTip(words);
        go->setAccessibleName(tr("About %1").arg(words));
        auto* remove = tool_button(QStringLiteral("close"), tr("No longer about this"));
        row->addWidget(go);
        row->addWidget(remove);
        row->addStretch(1);
        chips_->addWidget(chip);
        // Not within the button's own event: the chips are made anew.
        connect(
            go, &QPushButton::clicked, this, [this, link] { Q_EMIT chosen(link); }, Qt::QueuedConnection);
        connect(
            remove, &QToolButton::clicked, this,
            [this, link] {
                std::vector<Link> rest = links_;
                std::erase(rest, link);
                Q_EMIT changed(rest);
            },
            Qt::QueuedConnection);
    }
}

void NoteLinks::setLinkable(int things) {
    link_->setEnabled(things > 0);
    link_->setText(things > 1 ? tr("Link the %1 selected things").arg(things) : tr("Link what is selected"));
    link_->setVisible(things > 0);
}

} // namespace prospect::app
