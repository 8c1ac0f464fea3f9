#include "app/panels/note_talk.h"

#include "app/models/annotation_model.h"
#include "app/models/words.h"
#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

QString signed_text(const Signature& by) {
    QStringList parts{QString::fromStdString(by.author), QString::fromStdString(by.agency),
                      date_text(by.when)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

NoteTalk::NoteTalk(QWidget* parent)
    : QWidget(parent), talk_(new QVBoxLayout), reply_(new QLineEdit),
      fold_(push_button(tr("Somebody else said this"), Emphasis::quiet, QStringLiteral("chevron-right"))),
      speaker_(new QWidget), name_(new QLineEdit), organisation_(new QLineEdit) {
    auto* column = column_layout(this, 0);
    talk_->setSpacing(render::space::inside);
    column->addLayout(talk_);
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    reply_->setPlaceholderText(tr("Answer"));
    reply_->setAccessibleName(tr("Answer to the note"));
    auto* send = push_button(tr("Answer"));
    row->addWidget(reply_, 1);
    row->addWidget(send);
    column->addLayout(row);
    column->addWidget(fold_, 0, Qt::AlignLeft);
    column->addWidget(makeSpeaker());
    connect(send, &QPushButton::clicked, this, &NoteTalk::answer);
    for (auto* line : {reply_, name_, organisation_})
        connect(line, &QLineEdit::returnPressed, this, &NoteTalk::answer);
}

QWidget* NoteTalk::makeSpeaker() {
    auto* row = new QHBoxLayout(speaker_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    name_->setPlaceholderText(tr("Said by"));
    name_->setAccessibleName(tr("Who said it"));
    organisation_->setPlaceholderText(tr("Organisation"));
    organisation_->setAccessibleName(tr("Organisation of who said it"));
    speaker_->setToolTip(tr("Stands under this answer instead of your own name"));
    row->addWidget(name_);
    row->addWidget(organisation_);
    speaker_->hide();
    connect(fold_, &QPushButton::clicked, this, [this] {
        speaker_->setVisible(speaker_->isHidden());
        fold_->setIcon(
            icon(speaker_->isHidden() ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down")));
        if (speaker_->isHidden()) { // what cannot be seen must not sign
            name_->clear();
            organisation_->clear();
        } else {
            name_->setFocus();
        }
    });
    return speaker_;
}

void NoteTalk::answer() {
    const QString words = reply_->text().trimmed();
    if (words.isEmpty()) {
        reply_->setFocus();
        return;
    }
    const Speaker by{name_->text().trimmed(), organisation_->text().trimmed()};
    clear(); // the next answer is one's own again
    Q_EMIT answered(words, by);
}

void NoteTalk::clear() {
    reply_->clear();
    name_->clear();
    organisation_->clear();
}

void NoteTalk::show(const Annotation& note) {
    clear_layout(*talk_);
    // Answers and changes of status as they followed one another.
    std::vector<std::pair<QString, Signature>> talk;
    for (const Reply& reply : note.replies)
        talk.emplace_back(QString::fromStdString(reply.text), reply.by);
    for (const StatusChange& change : note.history)
        if (&change != &note.history.front())
            talk.emplace_back(tr("Now %1").arg(annotation_word(change.status).toLower()), change.by);
    std::stable_sort(talk.begin(), talk.end(),
                     [](const auto& a, const auto& b) { return a.second.when < b.second.when; });
    for (const auto& [words, by] : talk) {
        auto* said = new QWidget;
        auto* column = column_layout(said, 0, 0);
        for (auto* label : {paragraph(words), paragraph(signed_text(by), Tone::quiet)}) {
            label->setTextFormat(Qt::PlainText);
            column->addWidget(label);
        }
        talk_->addWidget(said);
    }
}

} // namespace prospect::app
