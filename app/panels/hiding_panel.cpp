#include "app/panels/hiding_panel.h"

#include "app/panels/look.h"

#include <QLabel>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int first_rows = 4;
constexpr int lines_kept = 5; // of the sentences about where one is: two of two lines, and what is between

} // namespace

HidingPanel::HidingPanel(QWidget* parent)
    : QWidget(parent), summary_(paragraph({}, Tone::quiet)), here_(new QWidget), sentences_(new QVBoxLayout),
      list_(new RowList(QStringLiteral("hiding-places"), tr("Hiding places along the path"), first_rows)) {
    auto* column = column_layout(this, 0, render::space::inside);
    auto* title = sub_heading(tr("Where somebody could hide"));
    title->setToolTip(
        tr("Ground beside the path where somebody who crouches could be unseen until one is nearer than it "
           "takes to turn away (concealment), and how far the path ahead is seen (forward sight). What the "
           "map tints as seen is seen at eye height: somebody may crouch there and still be hidden."));
    column->addWidget(title);
    here_->setObjectName(QStringLiteral("hiding-here"));
    auto* here = column_layout(here_, 0, 0);
    sentences_->setSpacing(render::space::grid);
    here->addLayout(sentences_);
    here->addStretch(1);
    column->addWidget(here_);
    summary_->setObjectName(QStringLiteral("hiding-summary"));
    column->addWidget(summary_);
    column->addWidget(list_);
    connect(list_, &RowList::pointedAt, this, &HidingPanel::pointedAt);
    connect(list_, &RowList::taken, this, [this](const QString& key) { Q_EMIT placeChosen(key.toUInt()); });
    hide();
}

void HidingPanel::setSummary(const QString& sentence) {
    summary_->setText(sentence);
    setVisible(!sentence.isEmpty());
}

void HidingPanel::setHere(const Sentence& near, const Sentence& ahead) {
    if (near == near_ && ahead == ahead_) return;
    near_ = near;
    ahead_ = ahead;
    clear_layout(*sentences_);
    if (!near.text.isEmpty())
        sentences_->addWidget(status_row(near.warns ? Status::serious : Status::info, near.text));
    if (!ahead.text.isEmpty())
        sentences_->addWidget(status_row(ahead.warns ? Status::look : Status::info, ahead.text));
    const int line = QFontMetrics(render::font(render::TextStyle::body)).lineSpacing();
    here_->setMinimumHeight(near.text.isEmpty() && ahead.text.isEmpty() ? 0 : lines_kept * line);
}

std::optional<std::size_t> HidingPanel::pointed() const {
    const auto key = list_->pointed();
    return key ? std::optional<std::size_t>(key->toUInt()) : std::nullopt;
}

std::optional<std::size_t> HidingPanel::chosen() const {
    const auto key = list_->chosen();
    return key ? std::optional<std::size_t>(key->toUInt()) : std::nullopt;
}

} // namespace prospect::app
