#include "app/panels/place_reason.h"

#include "analysis/assessment/remedy_words.h"
#include "app/panels/accept_form.h"
#include "app/panels/look.h"
#include "app/panels/place_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
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
    if (!remedy.worsens.empty())
        text += PlaceReason::tr(", makes %1 worse").arg(problems_text(remedy.worsens.size()));
    if (!remedy.harms.empty())
        text += PlaceReason::tr(", makes %1 new").arg(problems_text(remedy.harms.size()));
    else if (remedy.worsens.empty())
        text += PlaceReason::tr(", harms nothing that was checked");
    for (std::size_t i = 0; i < remedy.warnings.size(); ++i)
        text += (i == 0 ? QStringLiteral(": ") : QStringLiteral("; ")) + text_of(remedy.warnings[i]);
    return text;
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
    addHowSure(*column);
    addRules(*column);
    addActs(*column);
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
    std::vector<const Finding*> problems;
    for (const std::size_t i : place().findings) {
        problems.push_back(&outcome_->findings[i]);
        reasons += text_of(problems.back()->message);
        keys.push_back(problems.back()->key);
    }
    auto* note = push_button(tr("Note"), Emphasis::plain, QStringLiteral("note"));
    note->setToolTip(tr("Writes a note with these reasons at the place"));
    column.addWidget(note, 0, Qt::AlignLeft);
    connect(note, &QPushButton::clicked, this, [this, at = place().at, text = reasons.join(u'\n'), keys] {
        Q_EMIT noteRequested(at, text, keys);
    });
    auto* accept = new AcceptForm(std::move(problems));
    column.addWidget(accept);
    connect(accept, &AcceptForm::accepted, this, &PlaceReason::acceptRequested);
}

// The line glows its evidence while the cursor is on it.
void PlaceReason::addWhy(QVBoxLayout& column, const Finding& finding) {
    // A number stays with its unit.
    static const QRegularExpression number_and_unit(QStringLiteral("(\\d) (m2?|%|lx)\\b"));
    QString text = text_of(finding.message);
    // The first is what the finding is about, and named in the sentence.
    // What has no thing of its own goes on about the one before it.
    QStringList lines;
    for (std::size_t i = 1; i < finding.evidence.size(); ++i) {
        const QString words = text_of(finding.evidence[i].text);
        const bool goes_on = finding.evidence[i].feature.is_nil() && !lines.isEmpty();
        if (words.isEmpty() || (goes_on && lines.back().contains(words))) continue;
        if (goes_on)
            lines.back() += QStringLiteral(", ") + words;
        else
            lines += words;
    }
    for (const QString& words : lines)
        text += QStringLiteral("\n· ") + words;
    text.replace(number_and_unit, QStringLiteral("\\1\u00A0\\2"));
    auto* line = status_row(status_of(finding.level), text);
    line->setProperty("finding", text_of(finding.key));
    line->setAttribute(Qt::WA_Hover);
    line->installEventFilter(this);
    column.addWidget(line);
}

void PlaceReason::addRemedies(QVBoxLayout& column) {
    const auto remedies = assessment::remedies_at(*outcome_, place());
    column.addWidget(sub_heading(tr("What would mend it")));
    if (remedies.empty())
        column.addWidget(paragraph(tr("No small change was found that mends it."), Tone::quiet));
    for (const auto* remedy : remedies) {
        auto* widget = new QWidget;
        auto* row = new QHBoxLayout(widget);
        row->setContentsMargins(0, 0, 0, 0);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(paragraph(text_of(remedy->text)));
        words->addWidget(paragraph(effect_of(*remedy, *outcome_, place()), Tone::quiet));
        row->addLayout(words, 1);
        auto* try_it = push_button(tr("Try"));
        try_it->setToolTip(tr("Makes this change and checks again; Undo takes it back"));
        row->addWidget(try_it, 0, Qt::AlignTop);
        connect(try_it, &QPushButton::clicked, this,
                [this, edit = remedy->edit] { Q_EMIT tryRequested(edit); });
        column.addWidget(widget);
    }
}

void PlaceReason::addHowSure(QVBoxLayout& column) {
    std::vector<assessment::Assumed> doubts;
    std::set<std::string> natural;
    int guessed = 0;
    bool unknown = false;
    for (const std::size_t i : place().findings) {
        const Finding& finding = outcome_->findings[i];
        const auto of = assessment::doubtful(finding.assumptions);
        guessed += !of.empty() || finding.basis == Basis::assumed || finding.basis == Basis::unknown ? 1 : 0;
        unknown = unknown || finding.basis == Basis::unknown;
        doubts.insert(doubts.end(), of.begin(), of.end());
        for (const auto& one : finding.assumptions)
            if (one.by == assessment::Assumed::By::nature)
                natural.insert(one.attribute == "base_m" ? "things stand on the ground"
                               : one.attribute == "opacity"
                                   ? "walls and hedges let nothing be seen through them"
                                   : "crowns in leaf hide what is behind them");
    }
    column.addWidget(sub_heading(tr("How sure?")));
    const auto count = static_cast<int>(place().findings.size());
    if (!doubts.empty()) {
        constexpr std::size_t all = 99;
        auto* line =
            status_row(Status::cannot_tell, tr("Assumed, since the plan does not say: %1.")
                                                .arg(text_of(assessment::assumed_words(doubts, all))));
        line->setObjectName(QStringLiteral("assumed"));
        line->setProperty("assumed", true);
        line->setAttribute(Qt::WA_Hover);
        line->installEventFilter(this);
        column.addWidget(line);
    }
    QStringList parts;
    if (guessed == 0)
        parts += tr("All that decides here is drawn, measured, entered or from the file.");
    else if (guessed == count)
        parts += count == 1
                     ? tr("The reason rests on that: worth a look, not a verdict.")
                     : tr("All reasons rest on something assumed or not known: worth a look, not a verdict.");
    else
        parts += tr("%1 of %2 reasons rest on something assumed or not known.").arg(guessed).arg(count);
    if (unknown) parts += tr("Where some of it comes from is not known.");
    if (!natural.empty()) {
        QStringList said_so;
        for (const std::string& one : natural)
            said_so += text_of(one);
        parts += tr("Taken as a matter of course: %1.").arg(said_so.join(QStringLiteral(", ")));
    }
    parts += tr("No crime data was used.");
    column.addWidget(paragraph(parts.join(u' ')));
}

// What is assumed of the shown place, to glow.
std::vector<assessment::Evidence> PlaceReason::assumedThings() const {
    std::vector<assessment::Evidence> things;
    for (const std::size_t i : place().findings)
        for (const auto& one : assessment::doubtful(outcome_->findings[i].assumptions))
            things.push_back({"assumed", one.feature, {}});
    return things;
}

void PlaceReason::addRules(QVBoxLayout& column) {
    column.addWidget(sub_heading(tr("Rules")));
    std::set<std::string> told;
    for (const std::size_t i : place().findings) {
        const auto& rule = outcome_->criterion(outcome_->findings[i]);
        if (!told.insert(rule.code).second) continue;
        auto* title = paragraph(tr("%1  %2").arg(text_of(rule.code), text_of(rule.title)));
        auto* source = paragraph(
            tr("%1 · %2").arg(text_of(std::string(assessment::words_of(rule.status))), text_of(rule.source)),
            Tone::quiet);
        for (auto* label : {title, source}) {
            label->setTextFormat(Qt::PlainText);
            column.addWidget(label);
        }
    }
}

bool PlaceReason::eventFilter(QObject* watched, QEvent* event) {
    const bool in = event->type() == QEvent::Enter;
    if (in || event->type() == QEvent::Leave) {
        if (watched->property("assumed").toBool())
            Q_EMIT evidencePointed(in ? assumedThings() : std::vector<assessment::Evidence>());
        const std::string key = watched->property("finding").toString().toStdString();
        const auto found = std::find_if(outcome_->findings.begin(), outcome_->findings.end(),
                                        [&](const Finding& one) { return one.key == key; });
        if (found != outcome_->findings.end())
            Q_EMIT evidencePointed(in ? found->evidence : std::vector<assessment::Evidence>());
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace prospect::app
