#include "app/panels/places_panel.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/measure_first.h"
#include "analysis/assessment/near_change.h"
#include "analysis/assessment/places.h"
#include "app/models/words.h"
#include "app/panels/accept_form.h"
#include "app/panels/look.h"
#include "app/panels/place_card.h"
#include "app/panels/place_reason.h"
#include "app/panels/reason_parts.h"
#include "app/panels/rule_list.h"
#include "app/panels/standing_line.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

using assessment::Assessment;
using assessment::Finding;
using assessment::Level;
using assessment::Place;

constexpr std::size_t worst = 3;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

// What is not in an outcome of that depth; empty when all is.
QString depth_words(CheckDepth depth) {
    switch (depth) {
    case CheckDepth::near_change:
        return PlacesPanel::tr("New within %1 m of what has changed; elsewhere as checked before.")
            .arg(assessment::near_change_m);
    case CheckDepth::first_look:
        return PlacesPanel::tr("A first look: coarser, and without what would mend it.");
    case CheckDepth::all_findings:
        return PlacesPanel::tr("All is measured; what would mend it is not tried yet.");
    case CheckDepth::complete:
        break;
    }
    return {};
}

QScrollArea* scrolling(QVBoxLayout*& column) {
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget;
    make_panel(page);
    column = column_layout(page, render::space::edge);
    scroll->setWidget(page);
    return scroll;
}

} // namespace

PlacesPanel::PlacesPanel(QWidget* parent)
    : QWidget(parent), standing_(new StandingLine(QStringLiteral("places-standing"))),
      pages_(new QStackedWidget) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    pages_->addWidget(scrolling(list_));
    pages_->addWidget(scrolling(reason_));
    column->addWidget(standing_);
    column->addWidget(pages_);
    connect(standing_, &StandingLine::checkRequested, this, &PlacesPanel::checkRequested);
    show({});
}

void PlacesPanel::setStanding(const QString& sentence) {
    standing_->setStanding(sentence);
}

void PlacesPanel::show(const std::shared_ptr<const Assessment>& outcome, CheckDepth depth) {
    // By its first problem, which may have another rank now.
    std::string shown;
    if (place_ && outcome_) shown = outcome_->findings[outcome_->places[*place_].findings.front()].key;
    outcome_ = outcome;
    depth_ = depth;
    fillList();
    if (outcome_ && !shown.empty())
        for (const Finding& finding : outcome_->findings)
            if (finding.key == shown && finding.place) {
                fillReason(*finding.place); // the map stays where it is
                return;
            }
    showList();
}

void PlacesPanel::showList() {
    const bool was = place_.has_value();
    place_.reset();
    pages_->setCurrentIndex(0);
    Q_EMIT evidencePointed({});
    if (was) Q_EMIT placeChosen(std::nullopt);
}

void PlacesPanel::fillList() {
    clear_layout(*list_);
    if (!outcome_) {
        list_->addWidget(text_label(tr("Not checked yet"), render::TextStyle::panel_title));
        list_->addWidget(
            paragraph(tr("Press Check this place. The three worst places stand here, each with the "
                         "reason and what would mend it."),
                      Tone::quiet));
        list_->addStretch();
        return;
    }
    if (const QString words = depth_words(depth_); !words.isEmpty())
        list_->addWidget(status_row(Status::info, words));
    const auto& places = outcome_->places;
    const auto add = [this](std::size_t p) {
        const Place& place = outcome_->places[p];
        auto* card = new PlaceCard(p + 1, text_of(place.name), problems_text(place.findings.size()),
                                   gravest(*outcome_, place));
        connect(card, &QAbstractButton::clicked, this, [this, p] { showReason(p); });
        list_->addWidget(card);
    };
    addVerdict();
    for (std::size_t p = 0; p < std::min(worst, places.size()); ++p)
        add(p);
    addOfTheSite();
    addMeasureFirst();
    if (places.size() > worst) {
        list_->addWidget(sub_heading(tr("Further places")));
        for (std::size_t p = worst; p < places.size(); ++p)
            add(p);
    }
    addAccepted();
    addUnknown();
    if (!outcome_->notes.empty()) {
        list_->addWidget(sub_heading(tr("What this assumes")));
        for (const auto& note : outcome_->notes) {
            auto* line = status_row(note.level == scene::Note::Level::info ? Status::info : Status::look,
                                    without_options(text_of(assessment::sentence(note.message))));
            line->setToolTip(text_of(note.message));
            list_->addWidget(line);
        }
    }
    list_->addStretch();
}

void PlacesPanel::addVerdict() {
    const Verdict verdict = verdict_of(*outcome_);
    list_->addWidget(text_label(verdict.title, render::TextStyle::panel_title));
    if (!verdict.why.isEmpty()) {
        const QString more =
            verdict.first.empty() ? QString() : tr(" Add first what most of the others wait for:");
        list_->addWidget(paragraph(verdict.why + more, Tone::quiet));
    }
    add_describe_links(*list_, verdict.first, [this](const std::string& subject) {
        Q_EMIT describeRequested(QString::fromStdString(subject));
    });
}

void PlacesPanel::addUnknown() {
    bool first = true;
    for (const Finding& finding : outcome_->findings) {
        if (finding.level != Level::not_run) continue;
        if (first) list_->addWidget(sub_heading(tr("Can't tell yet")));
        first = false;
        const auto& rule = outcome_->criterion(finding);
        auto* line = status_row(Status::cannot_tell,
                                text_of(rule.title) + QStringLiteral(". ") + text_of(finding.message));
        line->setToolTip(text_of(rule.code));
        list_->addWidget(line);
        add_describe_links(*list_, finding.lacks, [this](const std::string& subject) {
            Q_EMIT describeRequested(QString::fromStdString(subject));
        });
    }
}

void PlacesPanel::addOfTheSite() {
    const auto problems = assessment::of_no_place(*outcome_);
    if (problems.empty()) return;
    list_->addWidget(sub_heading(tr("Of the whole site")));
    for (const Finding* finding : problems) {
        auto* line = new GlowLine(status_row(finding->level == Level::fail ? Status::serious : Status::look,
                                             with_fixed_units(text_of(finding->message))),
                                  finding->evidence);
        line->setObjectName(QStringLiteral("of-the-site"));
        line->setToolTip(text_of(finding->code));
        connect(line, &GlowLine::pointed, this, &PlacesPanel::evidencePointed);
        list_->addWidget(line);
        auto* reason = push_button(tr("Reason"), Emphasis::quiet, QStringLiteral("chevron-right"));
        reason->setObjectName(QStringLiteral("of-the-site-reason"));
        reason->setToolTip(tr("Shows how sure it is, what would mend it and the rule"));
        list_->addWidget(reason, 0, Qt::AlignLeft);
        connect(
            reason, &QPushButton::clicked, this,
            [this, key = QString::fromStdString(finding->key)] { Q_EMIT findingRequested(key); },
            Qt::QueuedConnection);
    }
}

void PlacesPanel::addMeasureFirst() {
    constexpr std::size_t shown = 5;
    const auto all = assessment::measure_first(*outcome_);
    if (all.empty()) return;
    list_->addWidget(sub_heading(tr("Measure first, since nobody gave it")));
    for (std::size_t i = 0; i < std::min(shown, all.size()); ++i) {
        std::vector<assessment::Evidence> things;
        for (const assessment::Assumed& thing : all[i].things)
            things.push_back({{}, thing.feature, {}});
        auto* line =
            new GlowLine(status_row(Status::cannot_tell,
                                    text_of(assessment::sentence(assessment::measure_first_text(all[i])))),
                         std::move(things));
        line->setObjectName(QStringLiteral("measure-first"));
        connect(line, &GlowLine::pointed, this, &PlacesPanel::evidencePointed);
        list_->addWidget(line);
    }
}

void PlacesPanel::addAccepted() {
    bool first = true;
    for (const Finding& finding : outcome_->findings) {
        if (!finding.acceptance) continue;
        if (first) list_->addWidget(sub_heading(tr("Accepted as it is")));
        first = false;
        auto* row = new AcceptedRow(finding);
        list_->addWidget(row);
        connect(row, &AcceptedRow::revoked, this, [this, key = finding.key] { Q_EMIT revokeRequested(key); });
    }
}

void PlacesPanel::showReason(std::size_t place) {
    if (!outcome_ || place >= outcome_->places.size()) return;
    fillReason(place);
    Q_EMIT placeChosen(place);
}

void PlacesPanel::fillReason(std::size_t place) {
    place_ = place;
    clear_layout(*reason_);
    auto* reason = new PlaceReason(outcome_, place);
    connect(reason, &PlaceReason::leftForAll, this, &PlacesPanel::showList, Qt::QueuedConnection);
    connect(reason, &PlaceReason::evidencePointed, this, &PlacesPanel::evidencePointed);
    connect(reason, &PlaceReason::tryRequested, this, &PlacesPanel::tryRequested, Qt::QueuedConnection);
    connect(reason, &PlaceReason::noteRequested, this, &PlacesPanel::noteRequested);
    connect(reason, &PlaceReason::ruleRequested, this, &PlacesPanel::ruleRequested);
    connect(reason, &PlaceReason::acceptRequested, this, &PlacesPanel::acceptRequested, Qt::QueuedConnection);
    reason_->addWidget(reason);
    reason_->addStretch();
    pages_->setCurrentIndex(1);
    static_cast<QScrollArea*>(pages_->widget(1))->ensureVisible(0, 0);
}

void PlacesPanel::step(int by) {
    if (!outcome_ || outcome_->places.empty()) return;
    const auto count = static_cast<int>(outcome_->places.size());
    const int now = place_ ? static_cast<int>(*place_) : (by > 0 ? -1 : 0);
    showReason(static_cast<std::size_t>((now + by + count) % count));
}

void PlacesPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down)
        step(1);
    else if (event->key() == Qt::Key_Up)
        step(-1);
    else if (event->key() == Qt::Key_Escape && place_)
        showList();
    else
        QWidget::keyPressEvent(event);
}

} // namespace prospect::app
