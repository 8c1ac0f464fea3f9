#include "app/panels/process_sheet.h"

#include "analysis/assessment/recorded.h"
#include "app/models/annotation_model.h"
#include "app/panels/look.h"
#include "app/panels/review_commands.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int part_height = 52;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

QString text_of(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString kind_words(const std::string& kind) {
    if (kind == "consultation") return ProcessSheet::tr("Consultation");
    if (kind == "decision") return ProcessSheet::tr("Decision");
    if (kind == "risk") return ProcessSheet::tr("Risk");
    return text_of(kind);
}

} // namespace

ProcessSheet::ProcessSheet(SiteDocument& document, QWidget* parent) : QWidget(parent), document_(document) {
    auto* column = column_layout(this, 0);
    addParts(*column, tr("Four questions at the start"), true);
    addParts(*column, tr("From the risks to the next look"), false);
    addLog(*column);
    connect(&document_, &SiteDocument::changed, this, [this](const SiteChange& change) {
        if (change.kind == SiteChange::Kind::opened) { // what was typed belongs to the plan before
            for (const Part& part : parts_)
                part.edit->document()->setModified(false);
            entry_->clear();
        }
        if (change.kind == SiteChange::Kind::opened || change.kind == SiteChange::Kind::texts) refresh();
    });
    refresh();
}

void ProcessSheet::addParts(QVBoxLayout& column, const QString& heading, bool questions) { // NOLINT: own call
    column.addWidget(sub_heading(heading));
    for (const auto& part : questions ? assessment::four_questions() : assessment::process_parts()) {
        auto* title = text_label(text_of(part.title));
        auto* edit = new QPlainTextEdit;
        edit->setPlaceholderText(text_of(part.asks));
        edit->setAccessibleName(text_of(part.title));
        edit->setObjectName(text_of(part.key));
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(part_height);
        edit->installEventFilter(this);
        title->setBuddy(edit);
        column.addWidget(title);
        column.addWidget(edit);
        parts_.push_back({std::string(part.key), text_of(part.title), edit});
    }
}

void ProcessSheet::addLog(QVBoxLayout& column) {
    column.addWidget(sub_heading(tr("Decisions and consultations")));
    auto* list = new QWidget;
    entries_ = column_layout(list, 0);
    column.addWidget(list);
    kind_ = new QComboBox;
    for (const char* kind : {"consultation", "decision", "risk"})
        kind_->addItem(kind_words(kind), QLatin1String(kind));
    kind_->setAccessibleName(tr("What it is"));
    leave_wheel_to_panel(kind_);
    entry_ = new QLineEdit;
    entry_->setObjectName(QStringLiteral("log-entry"));
    entry_->setPlaceholderText(tr("Who was asked, what was said or decided"));
    entry_->setAccessibleName(tr("New entry"));
    auto* add = push_button(tr("Add"));
    add->setObjectName(QStringLiteral("log-add"));
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::grid);
    row->addWidget(kind_);
    row->addWidget(entry_, 1);
    row->addWidget(add);
    column.addLayout(row);
    connect(add, &QPushButton::clicked, this, &ProcessSheet::addEntry);
    connect(entry_, &QLineEdit::returnPressed, this, &ProcessSheet::addEntry);
}

void ProcessSheet::addEntry() {
    const QString text = entry_->text().trimmed();
    if (text.isEmpty()) return;
    auto log = document_.base()->log;
    log.push_back({kind_->currentData().toString().toStdString(), text.toStdString(),
                   ReviewCommands::author().toStdString(), ReviewCommands::agency().toStdString(),
                   ReviewCommands::now()});
    entry_->clear();
    document_.setLog(std::move(log), tr("Add to the log"));
}

void ProcessSheet::refresh() {
    for (const Part& part : parts_) {
        if (part.edit->hasFocus() && part.edit->document()->isModified()) continue;
        const QString text = document_.text(part.key);
        if (part.edit->toPlainText() != text) part.edit->setPlainText(text);
        part.edit->document()->setModified(false);
    }
    clear_layout(*entries_);
    const auto& log = document_.base()->log;
    for (std::size_t i = 0; i < log.size(); ++i) {
        QStringList by{kind_words(log[i].kind), text_of(log[i].who), text_of(log[i].agency),
                       date_text(log[i].when)};
        by.removeAll(QString());
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(paragraph(text_of(log[i].text)));
        words->addWidget(paragraph(by.join(QStringLiteral(" · ")), Tone::quiet));
        line->addLayout(words, 1);
        auto* remove = tool_button(QStringLiteral("delete"), tr("Take this entry away"));
        line->addWidget(remove, 0, Qt::AlignTop);
        connect(
            remove, &QToolButton::clicked, this,
            [this, i] {
                auto left = document_.base()->log;
                if (i >= left.size()) return;
                left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
                document_.setLog(std::move(left), tr("Take away from the log"));
            },
            Qt::QueuedConnection);
        entries_->addWidget(row);
    }
}

void ProcessSheet::keep(const Part& part) {
    part.edit->document()->setModified(false);
    document_.setText(part.key, part.edit->toPlainText(), tr("Write down: %1").arg(part.title));
}

void ProcessSheet::commit() {
    for (const Part& part : parts_)
        if (part.edit->document()->isModified()) keep(part);
    addEntry();
}

bool ProcessSheet::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut)
        for (const Part& part : parts_)
            if (part.edit == watched && part.edit->document()->isModified()) keep(part);
    return QWidget::eventFilter(watched, event);
}

} // namespace prospect::app
