#include "app/panels/status_strip.h"

#include "app/models/describe_rows.h"
#include "app/models/place_words.h"
#include "app/panels/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTime>
#include <QToolButton>

#include <cmath>

namespace prospect::app {

namespace {

constexpr int strip_height = 28;

} // namespace

StatusStrip::StatusStrip(SiteDocument& document, QWidget* parent)
    : QWidget(parent), document_(document), assumptions_(new QToolButton) {
    make_panel(this);
    setFixedHeight(strip_height);
    auto* outer = column_layout(this, 0, 0);
    outer->addWidget(hairline());
    auto* row = new QHBoxLayout;
    row->setContentsMargins(render::space::edge, 0, render::space::edge, 0);
    row->setSpacing(render::space::edge);
    outer->addLayout(row, 1);
    for (auto** label : {&prompt_, &busy_, &value_, &scale_, &place_, &saved_})
        *label = text_label({}, render::TextStyle::secondary, label == &value_ ? Tone::plain : Tone::quiet);
    prompt_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    prompt_->setObjectName(QStringLiteral("prompt"));
    prompt_->installEventFilter(this);
    row->addWidget(prompt_, 1);
    assumptions_->setObjectName(QStringLiteral("assumptions"));
    assumptions_->setAutoRaise(true);
    assumptions_->setFont(render::font(render::TextStyle::secondary));
    assumptions_->setToolTip(tr("What is assumed of this plan, and where usual values stand in"));
    row->addWidget(assumptions_);
    assumptions_->hide();
    connect(assumptions_, &QToolButton::clicked, this, &StatusStrip::assumptionsClicked);
    for (auto* label : {busy_, value_, scale_, place_, saved_})
        row->addWidget(label);
    connect(&document_, &SiteDocument::changed, this, &StatusStrip::onDocumentChanged);
    showSaved();
}

void StatusStrip::setPrompt(const QString& prompt) {
    full_prompt_ = prompt;
    prompt_->setToolTip(prompt);
    showPrompt();
}

// What does not fit ends with "…" rather than in the middle of a letter.
void StatusStrip::showPrompt() {
    const int width = prompt_->contentsRect().width();
    prompt_->setText(prompt_->fontMetrics().elidedText(full_prompt_, Qt::ElideRight, width));
}

bool StatusStrip::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Resize) showPrompt();
    return false;
}

void StatusStrip::setValue(const QString& value) {
    value_->setText(value);
}

void StatusStrip::setPlace(Point local) {
    const auto& frame = document_.base()->frame;
    place_->setText(place_text(frame, local));
    if (frame.set())
        place_->setToolTip(tr("Place under the cursor in metres of the map grid %1 (%2)")
                               .arg(grid_name(frame), QString::fromStdString(frame.crs).left(40)));
}

void StatusStrip::setScale(double denominator) {
    scale_->setText(std::isfinite(denominator) && denominator > 0 ? tr("1:%1").arg(grouped_text(denominator))
                                                                  : QString());
}

void StatusStrip::setBusy(const QString& what) {
    busy_->setText(what);
}

void StatusStrip::setAssumptions(std::size_t count, std::size_t usual) {
    assumptions_->setText(assumptions_text(count, usual));
    assumptions_->setVisible(count + usual > 0);
}

void StatusStrip::onDocumentChanged(const SiteChange& change) {
    if (change.kind == SiteChange::Kind::saved)
        saved_at_ = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
    if (change.kind == SiteChange::Kind::opened) saved_at_.clear();
    showSaved();
}

void StatusStrip::showSaved() {
    if (document_.isEmpty())
        saved_->clear();
    else if (document_.isModified() || document_.file().empty())
        saved_->setText(tr("Not saved"));
    else if (document_.isReadOnly())
        saved_->setText(tr("The file stays as it is"));
    else
        saved_->setText(saved_at_.isEmpty() ? tr("Saved") : tr("Saved %1").arg(saved_at_));
}

} // namespace prospect::app
