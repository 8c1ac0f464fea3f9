#include "app/panels/accept_form.h"

#include "app/models/annotation_model.h"
#include "app/panels/look.h"
#include "app/panels/review_commands.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int reason_height = 64;
constexpr int most_words = 90; // of a problem beside its box

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

// Enough of the sentence to know which it is.
QString shortened(const QString& sentence) {
    if (sentence.size() <= most_words) return sentence;
    const auto cut = sentence.lastIndexOf(u' ', most_words);
    return sentence.left(cut > 0 ? cut : most_words) + QStringLiteral("…");
}

} // namespace

AcceptForm::AcceptForm(std::vector<const assessment::Finding*> problems, QWidget* parent)
    : QWidget(parent), reason_(new QPlainTextEdit), author_(new QLineEdit) {
    auto* column = column_layout(this, 0);
    auto* open = push_button(tr("Accept because…"), Emphasis::plain, QStringLiteral("fine"));
    open->setToolTip(tr("Keeps it as it is, for a reason you give; it stays accepted when you check again"));
    column->addWidget(open, 0, Qt::AlignLeft);
    auto* form = makeForm(problems);
    form->hide();
    column->addWidget(form);
    connect(open, &QPushButton::clicked, this, [this, open, form] {
        open->hide();
        form->show();
        reason_->setFocus();
        QTimer::singleShot(0, form, [form] { // once it has its place
            for (QWidget* above = form->parentWidget(); above; above = above->parentWidget())
                if (auto* scroll = qobject_cast<QScrollArea*>(above)) scroll->ensureWidgetVisible(form);
        });
    });
}

QWidget* AcceptForm::makeForm(const std::vector<const assessment::Finding*>& problems) {
    auto* form = new QWidget;
    auto* column = column_layout(form, 0);
    column->addWidget(text_label(tr("Accept as it is"), render::TextStyle::panel_title));
    for (const auto* problem : problems) {
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto* box = new QCheckBox;
        box->setChecked(true);
        box->setAccessibleName(text_of(problem->message));
        auto* words = paragraph(shortened(text_of(problem->message)));
        words->setTextFormat(Qt::PlainText);
        line->addWidget(box, 0, Qt::AlignTop);
        line->addWidget(words, 1);
        column->addWidget(row);
        row->setVisible(problems.size() > 1); // one problem leaves nothing to choose
        choices_.push_back({problem->key, box});
    }
    reason_->setPlaceholderText(tr("Why is it all right as it is?"));
    reason_->setAccessibleName(tr("Reason"));
    reason_->setTabChangesFocus(true);
    reason_->setFixedHeight(reason_height);
    column->addWidget(reason_);
    author_->setPlaceholderText(tr("Your name"));
    author_->setAccessibleName(tr("Your name"));
    author_->setText(ReviewCommands::author());
    column->addWidget(author_);
    auto* accept = push_button(tr("Accept"));
    accept->setObjectName(QStringLiteral("accept"));
    column->addWidget(accept, 0, Qt::AlignLeft);
    connect(accept, &QPushButton::clicked, this, &AcceptForm::send);
    return form;
}

void AcceptForm::send() {
    std::vector<std::string> keys;
    for (const Choice& choice : choices_)
        if (choice.box->isChecked()) keys.push_back(choice.key);
    const QString reason = reason_->toPlainText().trimmed();
    const QString author = author_->text().trimmed();
    set_invalid(reason_, reason.isEmpty() ? tr("Say why.") : QString());
    set_invalid(author_, author.isEmpty() ? tr("Say who accepts it.") : QString());
    if (reason.isEmpty())
        reason_->setFocus();
    else if (author.isEmpty())
        author_->setFocus();
    else if (!keys.empty())
        Q_EMIT accepted(keys, reason, author);
}

AcceptedRow::AcceptedRow(const assessment::Finding& finding, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    row->addWidget(status_mark(Status::fine), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    QStringList by{text_of(finding.acceptance->author), date_text(finding.acceptance->when)};
    by.removeAll(QString());
    auto* what = paragraph(text_of(finding.message));
    auto* why = paragraph(tr("Accepted: %1").arg(text_of(finding.acceptance->reason)));
    auto* who = paragraph(by.join(QStringLiteral(" · ")), Tone::quiet);
    for (auto* label : {what, why, who}) {
        label->setTextFormat(Qt::PlainText);
        words->addWidget(label);
    }
    auto* back = push_button(tr("No longer accept"), Emphasis::quiet);
    back->setToolTip(tr("It counts as a problem again"));
    words->addWidget(back, 0, Qt::AlignLeft);
    row->addLayout(words, 1);
    connect(back, &QPushButton::clicked, this, &AcceptedRow::revoked, Qt::QueuedConnection);
}

} // namespace prospect::app
