#include "app/panels/note_panel.h"

#include "app/models/annotation_model.h"
#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/note_files.h"
#include "app/panels/note_links.h"
#include "app/panels/review_commands.h"

#include <QComboBox>
#include <QDate>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int text_height = 120;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

void add_words(QComboBox& combo, std::span<const std::string_view> words) {
    for (const auto word : words)
        combo.addItem(annotation_word(std::string(word)), text_of(std::string(word)));
}

// A word that is none of ours is shown as it stands.
void choose_word(QComboBox& combo, const std::string& word) {
    int index = combo.findData(text_of(word));
    if (index < 0) {
        combo.addItem(annotation_word(word), text_of(word));
        index = combo.count() - 1;
    }
    combo.setCurrentIndex(index);
}

// Of the fields, those that were typed into since they were filled from `before`.
void keep_typed(Annotation& fields, const Annotation& typed, const Annotation& before) {
    for (const auto member : {&Annotation::text, &Annotation::title, &Annotation::assigned, &Annotation::due})
        if (typed.*member != before.*member) fields.*member = typed.*member;
}

// A day as people write it, as 2026-12-31; what is none stays as it was typed.
QString day_text(const QString& typed) {
    const QString words = typed.trimmed();
    for (const char* form : {"yyyy-M-d", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMM yyyy", "d MMMM yyyy"})
        if (const QDate day = QDate::fromString(words, QLatin1String(form)); day.isValid())
            return day.toString(Qt::ISODate);
    const QDate day = QLocale().toDate(words, QLocale::ShortFormat);
    return day.isValid() && day.year() > 1999 ? day.toString(Qt::ISODate) : words;
}

bool is_day(const QString& words) {
    return words.isEmpty() || QDate::fromString(words, Qt::ISODate).isValid();
}

} // namespace

NotePanel::NotePanel(SiteDocument& document, QWidget* parent)
    : QWidget(parent), document_(document), empty_(new QWidget), scroll_(new QScrollArea),
      content_(new QWidget), number_(text_label({}, render::TextStyle::panel_title)), status_(new QComboBox),
      text_(new QPlainTextEdit), written_(paragraph({}, Tone::quiet)),
      fold_(push_button(tr("Details"), Emphasis::quiet, QStringLiteral("chevron-right"))),
      details_(new QWidget), title_(new QLineEdit), severity_(new QComboBox), strategy_(new QComboBox),
      assigned_(new QLineEdit), due_(new QLineEdit), author_(new QLineEdit), agency_(new QLineEdit),
      name_(new QLineEdit), files_(new NoteFiles(document)), links_(new NoteLinks), talk_(new NoteTalk) {
    make_panel(this);
    auto* column = column_layout(this, render::space::edge);
    auto* hint = column_layout(empty_, 0);
    hint->addWidget(text_label(tr("No note chosen"), render::TextStyle::panel_title));
    hint->addWidget(paragraph(tr("Choose one in the list or on the map. Press N over the map to write a new "
                                 "one there."),
                              Tone::quiet));
    hint->addStretch();
    column->addWidget(empty_, 1);

    auto* inner = column_layout(content_, 0);
    inner->addWidget(makeHead());
    text_->setPlaceholderText(tr("What did you see here?"));
    text_->setAccessibleName(tr("Text of the note"));
    text_->setTabChangesFocus(true);
    text_->setFixedHeight(text_height);
    text_->setFrameShape(QFrame::StyledPanel);
    text_->installEventFilter(this);
    inner->addWidget(text_);
    inner->addWidget(makeSigner());
    inner->addWidget(links_);
    inner->addWidget(files_);
    inner->addWidget(fold_, 0, Qt::AlignLeft);
    inner->addWidget(makeDetails());
    inner->addWidget(hairline());
    inner->addWidget(talk_);
    inner->addStretch(1);
    scroll_->setWidget(content_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    make_panel(content_);
    column->addWidget(scroll_, 1);

    connectFields();
    show(std::nullopt);
}

void NotePanel::connectFields() {
    for (auto* combo : {status_, severity_, strategy_})
        connect(combo, &QComboBox::activated, this, &NotePanel::commit);
    for (auto* line : {title_, assigned_, due_})
        connect(line, &QLineEdit::editingFinished, this, &NotePanel::commit);
    for (auto* line : {author_, agency_})
        connect(line, &QLineEdit::editingFinished, this, [this, line] {
            if (line->isModified()) tellSigner(author_->text().trimmed(), std::nullopt);
        });
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        const QString author = name_->text().trimmed();
        if (name_->isModified() && !author.isEmpty()) tellSigner(author, note_);
    });
    const auto type = [this] {
        if (note_ && !filling_) Q_EMIT typing(wanted());
    };
    connect(text_, &QPlainTextEdit::textChanged, this, type);
    connect(title_, &QLineEdit::textEdited, this, type);
    connect(talk_, &NoteTalk::answered, this, [this](const QString& words, const Speaker& by) {
        if (note_) Q_EMIT replied(note_->id, words, by);
    });
}

void NotePanel::tellSigner(const QString& author, const std::optional<Annotation>& under) {
    // What stands there unasked is the plan's agency, not this person's.
    const QString agency = agency_->isModified() ? agency_->text().trimmed() : ReviewCommands::agency();
    for (auto* line : {name_, author_, agency_})
        line->setModified(false);
    Q_EMIT signerChanged(author, agency, under);
}

// One line each, whatever it says: nothing below moves when a name is given.
QWidget* NotePanel::makeSigner() {
    auto* signer = new QWidget;
    auto* column = column_layout(signer, 0);
    written_->setWordWrap(false);
    written_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->addWidget(written_);
    name_->setPlaceholderText(tr("Your name, to stand under your notes"));
    name_->setAccessibleName(tr("Your name"));
    column->addWidget(name_);
    return signer;
}

QWidget* NotePanel::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    row->addWidget(number_, 1);
    add_words(*status_, annotation_statuses());
    status_->setAccessibleName(tr("Status"));
    row->addWidget(status_);
    auto* zoom = tool_button(QStringLiteral("zoom-all"), tr("Show it on the map"));
    auto* remove = tool_button(QStringLiteral("delete"), tr("Delete this note"));
    row->addWidget(zoom);
    row->addWidget(remove);
    connect(zoom, &QToolButton::clicked, this, [this] {
        if (note_) Q_EMIT zoomRequested(note_->id);
    });
    connect(remove, &QToolButton::clicked, this, [this] {
        if (note_) Q_EMIT removeRequested(note_->id);
    });
    return head;
}

QWidget* NotePanel::makeDetails() {
    auto* form = new QFormLayout(details_);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(render::space::inside);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    severity_->addItem(tr("Not judged"), QString());
    add_words(*severity_, annotation_severities());
    strategy_->addItem(tr("None in particular"), QString());
    add_words(*strategy_, annotation_strategies());
    due_->setPlaceholderText(tr("for example 2026-12-31"));
    const std::pair<QString, QWidget*> rows[] = {
        {tr("Title"), title_},       {tr("Severity"), severity_},
        {tr("Strategy"), strategy_}, {tr("Who has to act"), assigned_},
        {tr("By when"), due_},       {tr("Your name"), author_},
        {tr("Your agency"), agency_}};
    for (const auto& [words, field] : rows) {
        field->setAccessibleName(words);
        form->addRow(text_label(words, render::TextStyle::body, Tone::quiet), field);
    }
    author_->setToolTip(tr("Stands under what you write from now on; stays on this computer between times."));
    details_->hide();
    connect(fold_, &QPushButton::clicked, this, [this] {
        details_->setVisible(details_->isHidden());
        fold_->setIcon(
            icon(details_->isHidden() ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down")));
    });
    return details_;
}

void NotePanel::show(const std::optional<Annotation>& note) {
    const bool same = note && note_ && note->id == note_->id;
    if (!same) {
        commit();
        talk_->clear();
    }
    std::optional<Annotation> fields = note;
    if (same) keep_typed(*fields, wanted(), *note_);
    note_ = note;
    empty_->setVisible(!note_);
    scroll_->setVisible(note_.has_value());
    if (!note_) return;
    fill(*fields);
    // While a note is shown the line to write a name in stays: what is below must not move under the mouse.
    if (!same) name_->setVisible(note_->author.empty() && ReviewCommands::author().isEmpty());
}

void NotePanel::fill(const Annotation& fields) {
    filling_ = true;
    number_->setText(note_->number > 0 ? tr("Note %1").arg(note_->number) : tr("Note"));
    choose_word(*status_, fields.status);
    if (text_->toPlainText() != text_of(fields.text)) text_->setPlainText(text_of(fields.text));
    fillSigner();
    title_->setText(text_of(fields.title));
    choose_word(*severity_, fields.severity);
    choose_word(*strategy_, fields.strategy);
    assigned_->setText(text_of(fields.assigned));
    due_->setText(text_of(fields.due));
    set_invalid(due_, is_day(due_->text()) ? QString() : tr("This is no day. Write it as 2026-12-31."));
    files_->show(*note_);
    links_->show(note_->links);
    talk_->show(*note_);
    filling_ = false;
}

void NotePanel::fillSigner() {
    const QString by = signed_text({note_->author, note_->agency, note_->created});
    const bool is_signed = !note_->author.empty() || !note_->agency.empty();
    written_->setText(is_signed      ? tr("Written by %1").arg(by)
                      : by.isEmpty() ? QString()
                                     : tr("Written %1").arg(by));
    written_->setToolTip(written_->text());
    const std::pair<QLineEdit*, QString> fields[] = {{name_, ReviewCommands::author()},
                                                     {author_, ReviewCommands::author()},
                                                     {agency_, ReviewCommands::agencyOn(document_)}};
    for (const auto& [line, text] : fields)
        if (!line->isModified()) line->setText(text);
}

Annotation NotePanel::wanted() const {
    Annotation wanted = *note_;
    wanted.text = text_->toPlainText().toStdString();
    wanted.title = title_->text().trimmed().toStdString();
    wanted.status = status_->currentData().toString().toStdString();
    wanted.severity = severity_->currentData().toString().toStdString();
    wanted.strategy = strategy_->currentData().toString().toStdString();
    wanted.assigned = assigned_->text().trimmed().toStdString();
    wanted.due = day_text(due_->text()).toStdString();
    return wanted;
}

void NotePanel::commit() {
    if (!note_ || filling_) return;
    if (const Annotation now = wanted(); now != *note_) {
        note_ = now; // a second call has nothing to tell
        Q_EMIT changed(now);
    }
}

void NotePanel::writeText() {
    text_->setFocus(Qt::OtherFocusReason);
    text_->moveCursor(QTextCursor::End);
}

bool NotePanel::isWriting() const {
    return text_->hasFocus();
}

bool NotePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched != text_) return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) commit();
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        Q_EMIT writing(event->type() == QEvent::FocusIn);
    const bool over = event->type() == QEvent::ShortcutOverride;
    if (!over && event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool done = enter && key->modifiers() & Qt::ControlModifier;
    const bool leave = key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier;
    if (over) {
        if (leave) event->accept(); // even while Esc would stop a check
        return leave;
    }
    if (done || leave) commit();
    if (leave) Q_EMIT left();
    return done || leave;
}

} // namespace prospect::app
