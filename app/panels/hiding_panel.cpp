#include "app/panels/hiding_panel.h"

#include "app/panels/look.h"

#include <QLabel>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int first_rows = 4;

} // namespace

HidingPanel::HidingPanel(QWidget* parent)
    : QWidget(parent), summary_(paragraph({}, Tone::quiet)), here_(new QVBoxLayout),
      list_(new RowList(QStringLiteral("hiding-places"), tr("Hiding places along the path"), first_rows)) {
    auto* column = column_layout(this, 0, render::space::inside);
    auto* title = sub_heading(tr("Where somebody could hide"));
    title->setToolTip(
        tr("Ground beside the path where somebody could stand unseen until one is nearer than it "
           "takes to turn away (concealment), and how far the path ahead is seen (forward "
           "sight)"));
    column->addWidget(title);
    here_->setSpacing(render::space::grid);
    column->addLayout(here_);
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

void HidingPanel::setHere(const QStringList& unseen, const QString& ahead,
                          bool ahead_is_short) { // NOLINT: as declared
    QStringList all = unseen;
    all += ahead;
    if (all == shown_ && ahead_is_short == short_) return;
    shown_ = all;
    short_ = ahead_is_short;
    clear_layout(*here_);
    for (const QString& sentence : unseen)
        here_->addWidget(status_row(Status::serious, sentence));
    if (!ahead.isEmpty()) here_->addWidget(status_row(ahead_is_short ? Status::look : Status::info, ahead));
}

std::optional<std::size_t> HidingPanel::pointed() const {
    const auto key = list_->pointed();
    return key ? std::optional<std::size_t>(key->toUInt()) : std::nullopt;
}

} // namespace prospect::app
