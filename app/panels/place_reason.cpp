#include "app/panels/place_reason.h"

#include "analysis/assessment/remedy_words.h"
#include "app/panels/accept_form.h"
#include "app/panels/look.h"
#include "app/panels/place_card.h"
#include "app/panels/reason_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace prospect::app {

namespace {

using assessment::Assessment;
using assessment::Finding;
using assessment::Level;
using assessment::Place;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

// "clears 2 of 5, makes 1 problem new: Bench is overlooked by no window".
QString effect_of(const assessment::Remedy& remedy, const Assessment& outcome, const Place& place) {
    const auto here = std::count_if(place.findings.begin(), place.findings.end(), [&](std::size_t i) {
        const auto& key = outcome.findings[i].key;
        return std::find(remedy.clears.begin(), remedy.clears.end(), key) != remedy.clears.end();
    });
    QString text = PlaceReason::tr("clears %1 of %2").arg(here).arg(place.findings.size());
    const auto elsewhere = static_cast<std::ptrdiff_t>(remedy.clears.size()) - here;
    if (elsewhere > 0) text += PlaceReason::tr(" and %1 elsewhere").arg(elsewhere);
    return text + text_of(assessment::harm_text(remedy));
}

} // namespace

PlaceReason::PlaceReason(std::shared_ptr<const Assessment> outcome, std::size_t place, QWidget* parent)
    : QWidget(parent), outcome_(std::move(outcome)), rank_(place) {
    auto* column = column_layout(this, 0);
    addHead(*column);
    column->addWidget(sub_heading(tr("Why")));
    for (const std::size_t i : this->place().findings)
        addWhy(*column, outcome_->findings[i]);
    addRemedies(*column);
    add_how_sure(*column, findings(), [this](const auto& evidence) { Q_EMIT evidencePointed(evidence); });
    addRules(*column);
    addActs(*column);
}

std::vector<const Finding*> PlaceReason::findings() const {
    std::vector<const Finding*> all;
    for (const std::size_t i : place().findings)
        all.push_back(&outcome_->findings[i]);
    return all;
}

void PlaceReason::addHead(QVBoxLayout& column) {
    auto* back = push_button(tr("All places"), Emphasis::quiet, QStringLiteral("chevron-left"));
    column.addWidget(back, 0, Qt::AlignLeft);
    connect(back, &QPushButton::clicked, this, &PlaceReason::leftForAll);
    auto* head = new QHBoxLayout;
    head->setSpacing(render::space::inside);
    head->addWidget(new PlaceDisc(rank_ + 1), 0, Qt::AlignTop);
    auto* name = paragraph(text_of(place().name));
    name->setFont(render::font(render::TextStyle::panel_title));
    head->addWidget(name, 1);
    column.addLayout(head);
    const Level level = gravest(*outcome_, place());
    column.addWidget(status_row(status_of(level), text_of(std::string(assessment::word_of(level)))));
}

void PlaceReason::addActs(QVBoxLayout& column) {
    QStringList reasons{text_of(place().name)};
    std::vector<std::string> keys;
    for (const Finding* finding : findings()) {
        reasons += text_of(finding->message);
        keys.push_back(finding->key);
    }
    auto* note = push_button(tr("Note"), Emphasis::plain, QStringLiteral("note"));
    note->setToolTip(tr("Writes a note with these reasons at the place"));
    column.addWidget(note, 0, Qt::AlignLeft);
    connect(note, &QPushButton::clicked, this, [this, at = place().at, text = reasons.join(u'\n'), keys] {
        Q_EMIT noteRequested(at, text, keys);
    });
    auto* accept = new AcceptForm(findings());
    column.addWidget(accept);
    connect(accept, &AcceptForm::accepted, this, &PlaceReason::acceptRequested);
}

// The line glows its evidence.
void PlaceReason::addWhy(QVBoxLayout& column, const Finding& finding) {
    QString text = text_of(finding.message);
    for (const EvidenceLine& line : evidence_lines(finding))
        text += QStringLiteral("\n· ") + line.words;
    auto* line = new GlowLine(status_row(status_of(finding.level), with_fixed_units(text)), finding.evidence);
    connect(line, &GlowLine::pointed, this, &PlaceReason::evidencePointed);
    column.addWidget(line);
}

void PlaceReason::addRemedies(QVBoxLayout& column) {
    const auto remedies = assessment::remedies_at(*outcome_, place());
    column.addWidget(sub_heading(tr("What would mend it")));
    if (remedies.empty())
        column.addWidget(paragraph(tr("No small change was found that mends it."), Tone::quiet));
    for (const auto* remedy : remedies)
        column.addWidget(remedy_row(text_of(remedy->text), effect_of(*remedy, *outcome_, place()),
                                    [this, edit = remedy->edit] { Q_EMIT tryRequested(edit); }));
}

void PlaceReason::addRules(QVBoxLayout& column) {
    column.addWidget(sub_heading(tr("Rules")));
    std::set<std::string> told;
    for (const std::size_t i : place().findings) {
        const auto& rule = outcome_->criterion(outcome_->findings[i]);
        if (told.insert(rule.code).second)
            add_rule(column, rule, [this](const QString& code) { Q_EMIT ruleRequested(code); });
    }
}

} // namespace prospect::app
