#include "app/panels/question_card.h"

#include "app/models/annotation_model.h"
#include "app/panels/look.h"
#include "app/panels/review_commands.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace prospect::app {

namespace {

constexpr std::array<const char*, 3> answer_words{"yes", "no", "na"};

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

} // namespace

QuestionCard::QuestionCard(const assessment::Criterion& rule, const QString& told, QWidget* parent)
    : QWidget(parent), code_(rule.code), told_(paragraph({}, Tone::quiet)), words_(new QButtonGroup(this)),
      details_(new QWidget), comment_(makeLine(tr("Comment"), tr("What makes you say so"))),
      evidence_(makeLine(tr("Evidence"), tr("Where it can be looked up"))), by_(paragraph({}, Tone::quiet)) {
    setObjectName(QStringLiteral("question.") + text_of(code_));
    auto* column = column_layout(this, 0, render::space::grid);
    auto* title = paragraph(text_of(rule.title));
    QFont strong = render::font(render::TextStyle::body);
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    column->addWidget(title);
    column->addWidget(paragraph(text_of(rule.question), Tone::quiet));
    column->addWidget(told_);
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::grid);
    words_->setExclusive(false); // a second click takes an answer back
    const QStringList titles{tr("Yes"), tr("No"), tr("Does not apply")};
    for (int i = 0; i < titles.size(); ++i) {
        auto* button = push_button(titles[i]);
        button->setCheckable(true);
        button->setObjectName(
            QStringLiteral("answer.%1.%2")
                .arg(text_of(code_), QLatin1String(answer_words[static_cast<std::size_t>(i)])));
        button->setAccessibleName(text_of(rule.title) + QStringLiteral(": ") + titles[i]);
        words_->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch();
    column->addLayout(row);
    auto* below = column_layout(details_, 0, render::space::grid);
    for (QLineEdit* line : {comment_, evidence_}) {
        below->addWidget(text_label(line->accessibleName(), render::TextStyle::secondary, Tone::quiet));
        below->addWidget(line);
    }
    below->addWidget(by_);
    column->addWidget(details_);
    connect(words_, &QButtonGroup::idClicked, this, [this](int id) {
        for (auto* button : words_->buttons())
            if (words_->id(button) != id) button->setChecked(false);
        send();
    });
    show(nullptr, told);
}

QLineEdit* QuestionCard::makeLine(const QString& name, const QString& hint) {
    auto* line = new QLineEdit;
    line->setPlaceholderText(hint);
    line->setAccessibleName(name);
    connect(line, &QLineEdit::editingFinished, this, [this, line] {
        if (!line->isModified()) return;
        line->setModified(false);
        send();
    });
    return line;
}

void QuestionCard::show(const RecordedAnswer* answer, const QString& told) {
    kept_ = answer != nullptr ? *answer : RecordedAnswer{code_, {}, {}, {}, {}, {}};
    told_->setText(told.isEmpty() ? QString() : tr("The plan tells: %1.").arg(told));
    told_->setVisible(!told.isEmpty());
    for (auto* button : words_->buttons())
        button->setChecked(kept_.answer == answer_words[static_cast<std::size_t>(words_->id(button))]);
    for (const auto& [line, text] : {std::pair{comment_, &kept_.comment}, {evidence_, &kept_.evidence}})
        if (!(line->hasFocus() && line->isModified())) line->setText(text_of(*text));
    QStringList by{text_of(kept_.who), date_text(kept_.when)};
    by.removeAll(QString());
    by_->setText(by.join(QStringLiteral(" · ")));
    by_->setVisible(!by.isEmpty());
    details_->setVisible(answer != nullptr);
}

void QuestionCard::forget() {
    for (QLineEdit* line : {comment_, evidence_}) {
        line->clear();
        line->setModified(false);
    }
    kept_ = {code_, {}, {}, {}, {}, {}};
}

void QuestionCard::commit() {
    if (comment_->isModified() || evidence_->isModified()) send();
}

RecordedAnswer QuestionCard::written() const {
    RecordedAnswer answer{
        code_, {}, comment_->text().trimmed().toStdString(), evidence_->text().trimmed().toStdString(),
        {},    {}};
    for (auto* button : words_->buttons())
        if (button->isChecked()) answer.answer = answer_words[static_cast<std::size_t>(words_->id(button))];
    return answer;
}

void QuestionCard::send() {
    RecordedAnswer answer = written();
    if (answer.answer == kept_.answer && answer.comment == kept_.comment && answer.evidence == kept_.evidence)
        return;
    answer.who = ReviewCommands::author().toStdString();
    answer.when = ReviewCommands::now();
    Q_EMIT answered(answer);
}

} // namespace prospect::app
