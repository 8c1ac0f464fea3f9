#include "app/panels/places_panel.h"

#include "app/models/words.h"
#include "app/panels/accept_form.h"
#include "app/panels/look.h"
#include "app/panels/place_card.h"
#include "app/panels/rule_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

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

Status status_of(Level level) {
    switch (level) {
    case Level::fail:
        return Status::serious;
    case Level::look:
        return Status::look;
    case Level::pass:
        return Status::fine;
    case Level::info:
        return Status::info;
    case Level::not_run:
        break;
    }
    return Status::cannot_tell;
}

Level gravest(const Assessment& outcome, const Place& place) {
    Level level = Level::info;
    for (const std::size_t i : place.findings) {
        if (outcome.findings[i].level == Level::fail) return Level::fail;
        if (outcome.findings[i].level == Level::look) level = Level::look;
    }
    return level;
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

QLabel* heading(const QString& text) {
    auto* label = text_label(text, render::TextStyle::secondary, Tone::quiet);
    auto font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, render::space::inside, 0, 0);
    return label;
}

// A status and a sentence.
QWidget* said(Status status, const QString& sentence) {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    row->addWidget(status_mark(status), 0, Qt::AlignTop);
    auto* words = paragraph(sentence);
    words->setTextFormat(Qt::PlainText);
    row->addWidget(words, 1);
    return widget;
}

QString counted(std::size_t count) {
    return count == 1 ? PlacesPanel::tr("1 problem") : PlacesPanel::tr("%1 problems").arg(count);
}

// "clears 2 of 5, harms nothing".
QString effect_of(const assessment::Remedy& remedy, const Assessment& outcome, const Place& place) {
    const auto here = std::count_if(place.findings.begin(), place.findings.end(), [&](std::size_t i) {
        const auto& key = outcome.findings[i].key;
        return std::find(remedy.clears.begin(), remedy.clears.end(), key) != remedy.clears.end();
    });
    QString text = PlacesPanel::tr("clears %1 of %2").arg(here).arg(place.findings.size());
    const auto elsewhere = static_cast<std::ptrdiff_t>(remedy.clears.size()) - here;
    if (elsewhere > 0) text += PlacesPanel::tr(" and %1 elsewhere").arg(elsewhere);
    text += remedy.harms.empty() ? PlacesPanel::tr(", harms nothing that was checked")
                                 : PlacesPanel::tr(", makes %1 new").arg(counted(remedy.harms.size()));
    return text;
}

} // namespace

PlacesPanel::PlacesPanel(QWidget* parent) : QWidget(parent), pages_(new QStackedWidget) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    pages_->addWidget(scrolling(list_));
    pages_->addWidget(scrolling(reason_));
    column->addWidget(pages_);
    show({});
}

void PlacesPanel::show(const std::shared_ptr<const Assessment>& outcome, Depth depth) {
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
    if (depth_ == Depth::first_look)
        list_->addWidget(said(Status::info, tr("A first look: coarser, and without what would mend it.")));
    const auto& places = outcome_->places;
    const auto add = [this](std::size_t p) {
        const Place& place = outcome_->places[p];
        auto* card = new PlaceCard(p + 1, text_of(place.name), counted(place.findings.size()),
                                   gravest(*outcome_, place));
        connect(card, &QAbstractButton::clicked, this, [this, p] { showReason(p); });
        list_->addWidget(card);
    };
    addVerdict();
    for (std::size_t p = 0; p < std::min(worst, places.size()); ++p)
        add(p);
    if (places.size() > worst) {
        list_->addWidget(heading(tr("Further places")));
        for (std::size_t p = worst; p < places.size(); ++p)
            add(p);
    }
    addAccepted();
    addUnknown();
    if (!outcome_->notes.empty()) {
        list_->addWidget(heading(tr("What this assumes")));
        for (const auto& note : outcome_->notes) {
            auto* line = said(note.level == scene::Note::Level::info ? Status::info : Status::look,
                              without_options(text_of(note.message)));
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
        if (first) list_->addWidget(heading(tr("Can't tell yet")));
        first = false;
        const auto& rule = outcome_->criterion(finding);
        auto* line =
            said(Status::cannot_tell, text_of(rule.title) + QStringLiteral(". ") + text_of(finding.message));
        line->setToolTip(text_of(rule.code));
        list_->addWidget(line);
        add_describe_links(*list_, finding.lacks, [this](const std::string& subject) {
            Q_EMIT describeRequested(QString::fromStdString(subject));
        });
    }
}

void PlacesPanel::addAccepted() {
    bool first = true;
    for (const Finding& finding : outcome_->findings) {
        if (!finding.acceptance) continue;
        if (first) list_->addWidget(heading(tr("Accepted as it is")));
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
    reason_->addWidget(makeReason(place));
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

QWidget* PlacesPanel::makeReason(std::size_t rank) {
    const Place& place = outcome_->places[rank];
    auto* page = new QWidget;
    auto* column = column_layout(page, 0);
    auto* back = push_button(tr("All places"), Emphasis::quiet, QStringLiteral("chevron-left"));
    column->addWidget(back, 0, Qt::AlignLeft);
    connect(back, &QPushButton::clicked, this, &PlacesPanel::showList, Qt::QueuedConnection);
    auto* head = new QHBoxLayout;
    head->setSpacing(render::space::inside);
    head->addWidget(new PlaceDisc(rank + 1), 0, Qt::AlignTop);
    auto* name = paragraph(text_of(place.name));
    name->setFont(render::font(render::TextStyle::panel_title));
    head->addWidget(name, 1);
    column->addLayout(head);
    const Level level = gravest(*outcome_, place);
    column->addWidget(said(status_of(level), text_of(std::string(assessment::word_of(level)))));
    column->addWidget(heading(tr("Why")));
    for (const std::size_t i : place.findings)
        addWhy(*column, outcome_->findings[i]);
    addRemedies(*column, place);
    addHowSure(*column, place);
    addRules(*column, place);
    addActs(*column, place);
    return page;
}

void PlacesPanel::addActs(QVBoxLayout& column, const Place& place) {
    QStringList reasons{text_of(place.name)};
    std::vector<std::string> keys;
    std::vector<const Finding*> problems;
    for (const std::size_t i : place.findings) {
        problems.push_back(&outcome_->findings[i]);
        reasons += text_of(problems.back()->message);
        keys.push_back(problems.back()->key);
    }
    auto* note = push_button(tr("Note"), Emphasis::plain, QStringLiteral("note"));
    note->setToolTip(tr("Writes a note with these reasons at the place"));
    column.addWidget(note, 0, Qt::AlignLeft);
    connect(note, &QPushButton::clicked, this, [this, at = place.at, text = reasons.join(u'\n'), keys] {
        Q_EMIT noteRequested(at, text, keys);
    });
    auto* accept = new AcceptForm(std::move(problems));
    column.addWidget(accept);
    connect(accept, &AcceptForm::accepted, this, &PlacesPanel::acceptRequested, Qt::QueuedConnection);
}

// The line glows its evidence while the cursor is on it.
void PlacesPanel::addWhy(QVBoxLayout& column, const Finding& finding) {
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
    auto* line = said(status_of(finding.level), text);
    line->setProperty("finding", text_of(finding.key));
    line->setAttribute(Qt::WA_Hover);
    line->installEventFilter(this);
    column.addWidget(line);
}

void PlacesPanel::addRemedies(QVBoxLayout& column, const Place& place) {
    std::vector<const assessment::Remedy*> remedies;
    std::set<std::string> told;
    for (const std::size_t i : place.findings)
        for (const auto& remedy : outcome_->findings[i].remedies)
            if (told.insert(remedy.text).second) remedies.push_back(&remedy);
    column.addWidget(heading(tr("What would mend it")));
    if (remedies.empty())
        column.addWidget(paragraph(tr("No small change was found that mends it."), Tone::quiet));
    for (const auto* remedy : remedies) {
        auto* widget = new QWidget;
        auto* row = new QHBoxLayout(widget);
        row->setContentsMargins(0, 0, 0, 0);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(paragraph(text_of(remedy->text)));
        words->addWidget(paragraph(effect_of(*remedy, *outcome_, place), Tone::quiet));
        row->addLayout(words, 1);
        auto* try_it = push_button(tr("Try"));
        try_it->setToolTip(tr("Makes this change and checks again; Undo takes it back"));
        row->addWidget(try_it, 0, Qt::AlignTop);
        connect(
            try_it, &QPushButton::clicked, this, [this, edit = remedy->edit] { Q_EMIT tryRequested(edit); },
            Qt::QueuedConnection);
        column.addWidget(widget);
    }
}

void PlacesPanel::addHowSure(QVBoxLayout& column, const Place& place) {
    std::vector<assessment::Assumed> doubts;
    std::set<std::string> natural;
    int guessed = 0;
    bool unknown = false;
    for (const std::size_t i : place.findings) {
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
    column.addWidget(heading(tr("How sure?")));
    const auto count = static_cast<int>(place.findings.size());
    if (!doubts.empty()) {
        constexpr std::size_t all = 99;
        auto* line = said(Status::cannot_tell, tr("Assumed, since the plan does not say: %1.")
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
std::vector<assessment::Evidence> PlacesPanel::assumedThings() const {
    std::vector<assessment::Evidence> things;
    if (outcome_ && place_)
        for (const std::size_t i : outcome_->places[*place_].findings)
            for (const auto& one : assessment::doubtful(outcome_->findings[i].assumptions))
                things.push_back({"assumed", one.feature, {}});
    return things;
}

void PlacesPanel::addRules(QVBoxLayout& column, const Place& place) {
    column.addWidget(heading(tr("Rules")));
    std::set<std::string> told;
    for (const std::size_t i : place.findings) {
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

bool PlacesPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool in = event->type() == QEvent::Enter;
    if (outcome_ && (in || event->type() == QEvent::Leave)) {
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
