#include "app/panels/finding_reason.h"

#include "analysis/assessment/flips.h"
#include "analysis/assessment/remedy_words.h"
#include "app/models/finding_words.h"
#include "app/panels/accept_form.h"
#include "app/panels/help_window.h"
#include "app/panels/look.h"
#include "app/panels/place_card.h"
#include "app/panels/reason_parts.h"
#include "app/panels/rule_list.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

using assessment::Finding;
using assessment::Level;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

QLabel* plain_paragraph(const QString& text, Tone tone = Tone::plain) {
    auto* label = paragraph(text, tone);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

FindingReason::FindingReason(std::shared_ptr<const assessment::Assessment> outcome, std::size_t finding,
                             Remedies remedies, QWidget* parent)
    : QWidget(parent), outcome_(std::move(outcome)), finding_(finding), remedies_(remedies),
      rule_(outcome_->criterion(outcome_->findings[finding])) {
    auto* column = column_layout(this, 0);
    addHead(*column);
    addMeasured(*column);
    addEvidence(*column);
    const bool measured = this->finding().value.has_value();
    if (is_missed(this->finding()) && measured) addRemedies(*column);
    const Finding* one[] = {&this->finding()};
    if (measured)
        add_how_sure(*column, one, [this](const auto& evidence) { Q_EMIT evidencePointed(evidence); });
    if (is_missed(this->finding()) && measured) addFlips(*column);
    addRule(*column);
    addActs(*column);
}

// Lines that wrap would be cut where the column is higher than without wrapping.
bool FindingReason::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        setMinimumHeight(layout()->totalHeightForWidth(width()));
    return done;
}

void FindingReason::addHead(QVBoxLayout& column) {
    auto* message =
        new GlowLine(status_row(status_of(finding().level), with_fixed_units(text_of(finding().message))),
                     finding().evidence);
    message->setObjectName(QStringLiteral("finding-message"));
    connect(message, &GlowLine::pointed, this, &FindingReason::evidencePointed);
    column.addWidget(message);
    if (!finding().place) return;
    auto* place = push_button(tr("Place %1").arg(place_title(*outcome_, *finding().place)), Emphasis::quiet,
                              QStringLiteral("chevron-right"));
    place->setObjectName(QStringLiteral("finding-place"));
    place->setToolTip(tr("All that speaks against this place"));
    column.addWidget(place, 0, Qt::AlignLeft);
    connect(place, &QPushButton::clicked, this, [this] { Q_EMIT placeRequested(*finding().place); });
}

void FindingReason::addMeasured(QVBoxLayout& column) {
    QStringList parts{measured_words(finding(), rule_), margin_words(finding(), rule_)};
    parts.removeAll(QString());
    if (!parts.isEmpty()) {
        auto* value = plain_paragraph(with_fixed_units(parts.join(QStringLiteral(" · "))));
        auto font = value->font();
        font.setWeight(QFont::DemiBold);
        value->setFont(font);
        value->setObjectName(QStringLiteral("finding-value"));
        column.addWidget(value);
    }
    // The mark before the message is its shape.
    QString level = tr("Level: %1").arg(text_of(std::string(assessment::word_of(finding().level))));
    if (finding().acceptance) level += tr(", accepted as it is");
    const QString why = why_not_serious(finding(), rule_);
    column.addWidget(
        plain_paragraph(why.isEmpty() ? level : level + QStringLiteral(". ") + why, Tone::quiet));
    add_describe_links(column, finding().lacks, [this](const std::string& subject) {
        Q_EMIT describeRequested(QString::fromStdString(subject));
    });
}

void FindingReason::addEvidence(QVBoxLayout& column) {
    const auto lines = evidence_lines(finding());
    if (lines.empty()) return;
    column.addWidget(sub_heading(tr("Why")));
    constexpr std::size_t most = 12; // what a rule about the whole plan lists
    for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) {
        auto* line = new GlowLine(plain_paragraph(QStringLiteral("· ") + with_fixed_units(lines[i].words)),
                                  lines[i].things);
        connect(line, &GlowLine::pointed, this, &FindingReason::evidencePointed);
        column.addWidget(line);
    }
    if (lines.size() > most)
        column.addWidget(paragraph(tr("and %1 more on the map").arg(lines.size() - most), Tone::quiet));
}

void FindingReason::addRemedies(QVBoxLayout& column) {
    column.addWidget(sub_heading(tr("What would mend it")));
    if (finding().remedies.empty())
        column.addWidget(paragraph(remedies_ == Remedies::tried
                                       ? tr("No small change was found that mends it.")
                                       : tr("Changes are tried with the complete check."),
                                   Tone::quiet));
    for (const auto& remedy : finding().remedies)
        column.addWidget(remedy_row(text_of(remedy.text), text_of(assessment::effect_text(remedy)),
                                    [this, edit = remedy.edit] { Q_EMIT tryRequested(edit); }));
}

void FindingReason::addFlips(QVBoxLayout& column) {
    if (!finding().flips) {
        if (!assessment::may_flip(finding(), rule_)) return;
        auto* ask =
            push_button(tr("Which of them would turn it?"), Emphasis::quiet, QStringLiteral("refresh"));
        ask->setObjectName(QStringLiteral("finding-flips"));
        ask->setToolTip(
            tr("Tries other values of what nobody gave, one at a time, from half to twice of each"));
        column.addWidget(ask, 0, Qt::AlignLeft);
        connect(ask, &QPushButton::clicked, this, [this, ask] {
            ask->setEnabled(false);
            ask->setText(tr("Trying other values…"));
            Q_EMIT flipsRequested(finding().key);
        });
        return;
    }
    const auto left = assessment::not_tried(finding(), rule_);
    if (finding().flips->empty() && assessment::assumed_words(left).empty()) return;
    column.addWidget(sub_heading(tr("What other values would do")));
    for (const assessment::Flip& flip : *finding().flips) {
        std::vector<assessment::Evidence> things;
        for (const assessment::Assumed& one : flip.things)
            things.push_back({{}, one.feature, {}});
        auto* line = new GlowLine(status_row(flip.holds_at ? Status::fine : Status::cannot_tell,
                                             with_fixed_units(text_of(assessment::flip_text(flip)))),
                                  std::move(things));
        connect(line, &GlowLine::pointed, this, &FindingReason::evidencePointed);
        column.addWidget(line);
    }
    if (!assessment::assumed_words(left).empty())
        column.addWidget(
            paragraph(tr("Not tried with other values: %1.").arg(text_of(assessment::assumed_words(left))),
                      Tone::quiet));
}

void FindingReason::addRule(QVBoxLayout& column) {
    column.addWidget(sub_heading(tr("Rule")));
    add_rule(column, rule_, [this](const QString& code) { Q_EMIT ruleRequested(code); });
    if (const QString clauses = clause_words(rule_.code); !clauses.isEmpty()) {
        auto* line = plain_paragraph(clauses, Tone::quiet);
        line->setObjectName(QStringLiteral("finding-clauses"));
        column.addWidget(line);
    }
    const QString page = help_page_of(rule_);
    if (page.isEmpty() || !HelpWindow::hasPage(page)) return;
    auto* help = push_button(tr("How is this worked out?"), Emphasis::quiet, QStringLiteral("help"));
    help->setObjectName(QStringLiteral("finding-help"));
    column.addWidget(help, 0, Qt::AlignLeft);
    connect(help, &QPushButton::clicked, this, [this, page] { Q_EMIT helpRequested(page); });
}

void FindingReason::addActs(QVBoxLayout& column) {
    if (finding().at) {
        auto* note = push_button(tr("Note"), Emphasis::plain, QStringLiteral("note"));
        note->setObjectName(QStringLiteral("finding-note"));
        note->setToolTip(tr("Writes a note with this problem at its place"));
        column.addWidget(note, 0, Qt::AlignLeft);
        connect(note, &QPushButton::clicked, this,
                [this] { Q_EMIT noteRequested(*finding().at, text_of(finding().message), {finding().key}); });
    }
    addAcceptance(column);
}

void FindingReason::addAcceptance(QVBoxLayout& column) {
    if (finding().acceptance) {
        auto* row = new AcceptedRow(finding());
        column.addWidget(row);
        connect(row, &AcceptedRow::revoked, this, [this] { Q_EMIT revokeRequested(finding().key); });
    } else if (is_problem(finding())) {
        auto* accept = new AcceptForm({&finding()});
        column.addWidget(accept);
        connect(accept, &AcceptForm::accepted, this, &FindingReason::acceptRequested);
    }
}

} // namespace prospect::app
