#include "app/panels/import_section.h"

#include "app/models/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int number_width = 20;

} // namespace

ImportSection::ImportSection(int number, const QString& title, QWidget* parent)
    : QWidget(parent), mark_(status_mark(Status::fine)), head_(new QHBoxLayout), content_(nullptr),
      body_(new QWidget) {
    auto* column = column_layout(this, 0, render::space::inside);
    head_->setSpacing(render::space::inside);
    auto* count = text_label(QString::number(number), render::TextStyle::panel_title, Tone::quiet);
    count->setFixedWidth(number_width - render::space::inside);
    head_->addWidget(count);
    head_->addWidget(text_label(title, render::TextStyle::panel_title), 1);
    head_->addWidget(mark_);
    column->addLayout(head_);
    content_ = column_layout(body_, 0, render::space::inside);
    content_->setContentsMargins(number_width, 0, 0, 0);
    column->addWidget(body_);
}

void ImportSection::setDoubtful(bool doubtful) {
    auto* mark = status_mark(doubtful ? Status::look : Status::fine);
    mark->setToolTip(doubtful ? tr("Please look at this") : tr("Nothing is doubtful here"));
    head_->replaceWidget(mark_, mark);
    delete mark_;
    mark_ = mark;
}

void ImportSection::clearContent() {
    // Whoever is asked again may be the sender of the signal that led here.
    auto* fresh = new QWidget;
    auto* layout = column_layout(fresh, 0, render::space::inside);
    layout->setContentsMargins(number_width, 0, 0, 0);
    static_cast<QVBoxLayout*>(this->layout())->replaceWidget(body_, fresh);
    body_->hide();
    body_->deleteLater();
    body_ = fresh;
    content_ = layout;
}

void ImportSection::addSentence(const QString& text, Status status) {
    if (status == Status::fine)
        content_->addWidget(paragraph(text));
    else
        content_->addWidget(status_row(status, text));
}

QHBoxLayout* ImportSection::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    content_->addLayout(row);
    return row;
}

QPushButton* ImportSection::addButton(QHBoxLayout& row, const QString& text,
                                      const std::function<void()>& act) {
    auto* button = push_button(text);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, act);
    row.addWidget(button);
    return button;
}

QString size_text(double width_m, double height_m) {
    const bool small = std::max(width_m, height_m) < 100;
    const QLocale locale;
    const auto side = [&](double metres) { return locale.toString(metres, 'f', small ? 1 : 0); };
    return ImportSection::tr("%1\u00a0×\u00a0%2\u00a0m").arg(side(width_m), side(height_m));
}

QString shown_sentence(const std::string& text) {
    QString shown = without_options(QString::fromStdString(text));
    if (!shown.isEmpty()) shown[0] = shown[0].toUpper();
    return shown;
}

} // namespace prospect::app
