#include "app/panels/questions_panel.h"

#include "analysis/assessment/checklist.h"
#include "analysis/assessment/recorded.h"
#include "app/panels/file_dialogs.h"
#include "app/panels/look.h"
#include "app/panels/process_sheet.h"
#include "app/panels/question_card.h"
#include "geometry/base/error.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

std::vector<assessment::Criterion> asked_by(const assessment::Profile& rules) {
    std::vector<assessment::Criterion> asked;
    for (const auto& strategy : assessment::strategies())
        for (const auto& rule : rules.criteria)
            if (rule.kind == assessment::Kind::recorded && rule.strategy == strategy.id)
                asked.push_back(rule);
    return asked;
}

QString told_of(const assessment::Criterion& rule, const Site& site) {
    return text_of(assessment::told_by_plan(rule.code, site));
}

} // namespace

QuestionsPanel::QuestionsPanel(SiteDocument& document, QWidget* parent)
    : QWidget(parent), document_(document), process_(new ProcessSheet(document)), scroll_(new QScrollArea) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget;
    make_panel(page);
    auto* lines = column_layout(page, render::space::edge);
    lines->addWidget(text_label(tr("What people say"), render::TextStyle::panel_title));
    lines->addWidget(
        paragraph(tr("No measurement stands for these. An answer is kept with the plan, with who gave it; "
                     "“No” asks for a look. Shown to the public, it is Yes or No alone: names, comments and "
                     "evidence are left out."),
                  Tone::quiet));
    auto* questions = new QWidget;
    questions_ = column_layout(questions, 0, render::space::between);
    lines->addWidget(questions);
    auto* add = push_button(tr("Add a checklist (CSV)…"), Emphasis::plain, QStringLiteral("import"));
    add->setObjectName(QStringLiteral("add-checklist"));
    add->setToolTip(
        tr("Questions of your own, one a line: columns code, question, and answers where there are some"));
    lines->addWidget(add, 0, Qt::AlignLeft);
    lines->addWidget(hairline());
    lines->addWidget(process_);
    lines->addStretch();
    scroll_->setWidget(page);
    column->addWidget(scroll_);
    connect(add, &QPushButton::clicked, this, &QuestionsPanel::askForChecklist);
    connect(&document_, &SiteDocument::changed, this, [this](const SiteChange& change) {
        if (change.kind == SiteChange::Kind::opened)
            for (QuestionCard* card : cards_)
                card->forget(); // what was typed belongs to the plan before
        if (change.kind == SiteChange::Kind::opened || change.kind == SiteChange::Kind::texts) refresh();
    });
    refresh();
}

void QuestionsPanel::refresh() {
    auto asked = asked_by(assessment::profile_of(document_.base()->meta));
    if (asked != asked_) {
        asked_ = std::move(asked);
        build();
    }
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->show(answer_for(document_.base()->answers, asked_[i].code),
                        told_of(asked_[i], *document_.base()));
}

void QuestionsPanel::build() {
    clear_layout(*questions_);
    cards_.clear();
    std::string strategy;
    for (const auto& rule : asked_) {
        if (rule.strategy != strategy) {
            strategy = rule.strategy;
            auto* head = sub_heading(text_of(assessment::strategy(strategy)->title));
            head->setObjectName(QStringLiteral("questions.") + text_of(strategy));
            questions_->addWidget(head);
        }
        auto* card = new QuestionCard(rule, {});
        questions_->addWidget(card);
        cards_.push_back(card);
        connect(card, &QuestionCard::answered, this,
                [this, title = text_of(rule.title)](const RecordedAnswer& answer) {
                    document_.setAnswer(answer, tr("Answer: %1").arg(title));
                });
    }
}

QWidget* QuestionsPanel::headOf(const std::string& strategy) const {
    return findChild<QWidget*>(QStringLiteral("questions.") + text_of(strategy));
}

void QuestionsPanel::showStrategy(const std::string& strategy) {
    QWidget* head = headOf(strategy);
    if (head == nullptr) return;
    // To the top: what belongs to it stands below.
    scroll_->ensureVisible(
        0, head->mapTo(scroll_->widget(), QPoint()).y() + scroll_->viewport()->height() - 1, 0, 0);
    scroll_->ensureWidgetVisible(head, 0, render::space::edge);
    for (QuestionCard* card : cards_)
        if (answer_for(document_.base()->answers, card->code()) == nullptr) {
            for (const auto& rule : asked_)
                if (rule.code == card->code() && rule.strategy == strategy) {
                    if (auto* button = card->findChild<QPushButton*>())
                        button->setFocus(Qt::OtherFocusReason);
                    return;
                }
        }
}

void QuestionsPanel::commit() {
    for (QuestionCard* card : cards_)
        card->commit();
    process_->commit();
}

void QuestionsPanel::askForChecklist() {
    const QString file =
        ask_file(this, tr("Add a checklist"), tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (!file.isEmpty()) addChecklist(file.toStdString());
}

void QuestionsPanel::addChecklist(const std::filesystem::path& file) {
    try {
        auto rules = assessment::profile_of(document_.base()->meta);
        const auto list = assessment::read_checklist(io::read_csv_text(file), rules);
        if (list.criteria.empty() && list.answers.empty()) {
            Q_EMIT told(list.notes.empty() ? tr("%1 holds no row.").arg(text_of(file.filename().string()))
                                           : text_of(list.notes.front()) + u'.',
                        false);
            return;
        }
        if (!rules.own) {
            const QString title = tr("%1 with our checklist").arg(text_of(rules.title));
            rules =
                assessment::copy_of(rules, assessment::free_name(document_.base()->meta, title.toStdString()),
                                    title.toStdString());
        }
        document_.setRules(assessment::with_checklist(std::move(rules), list), list.answers,
                           tr("Add a checklist"));
        QString text =
            tr("%1 questions and %2 answers were added.").arg(list.criteria.size()).arg(list.answers.size());
        if (!list.notes.empty())
            text += u' ' + tr("%1 rows were left out, the first: %2.")
                               .arg(list.notes.size())
                               .arg(text_of(list.notes.front()));
        Q_EMIT told(text, list.notes.empty());
    } catch (const Error& error) {
        Q_EMIT told(text_of(error.message()) + (error.advice().empty()
                                                    ? QString()
                                                    : QStringLiteral(" — ") + text_of(error.advice())),
                    false);
    }
}

} // namespace prospect::app
