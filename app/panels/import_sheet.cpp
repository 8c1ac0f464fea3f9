#include "app/panels/import_sheet.h"

#include "app/models/words.h"
#include "app/panels/help_window.h"
#include "app/panels/import_option.h"
#include "app/panels/import_place.h"
#include "app/panels/import_points.h"
#include "app/panels/import_question.h"
#include "app/panels/import_size.h"
#include "app/panels/import_things.h"
#include "app/panels/import_view.h"
#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr QSize sheet_size{1120, 700};
constexpr QSize small_size{520, 280};
constexpr int answers_width = 428;
constexpr int bar_steps = 1000;
constexpr int bar_height = 4;
constexpr int margin_around = 48; // of the window that stays in view

QProgressBar* make_bar() {
    auto* bar = new QProgressBar;
    bar->setRange(0, bar_steps);
    bar->setTextVisible(false);
    bar->setFixedHeight(bar_height);
    bar->setAccessibleName(ImportSheet::tr("How far reading is"));
    return bar;
}

} // namespace

ImportSheet::ImportSheet(QWidget* parent)
    : QDialog(parent), pages_(new QStackedWidget), title_(text_label({}, render::TextStyle::start_page)),
      add_(push_button(tr("Add to plan"), Emphasis::primary)),
      again_(push_button(tr("Continue"), Emphasis::primary)), cancel_(push_button(tr("Cancel"))),
      thin_bar_(make_bar()), reading_(makeReading()), view_(new ImportView), size_(new ImportSize),
      place_(new ImportPlace), things_(new ImportThings), option_(new ImportOption),
      points_(new ImportPoints), question_(new ImportQuestion) {
    setWindowTitle(tr("Add to plan"));
    make_panel(this);
    auto* column = column_layout(this, 24, render::space::between);
    title_->setTextFormat(Qt::PlainText);
    column->addWidget(title_);
    auto policy = thin_bar_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    thin_bar_->setSizePolicy(policy);
    column->addWidget(thin_bar_);
    sheet_ = makePreview();
    for (auto* page : {reading_, sheet_, static_cast<QWidget*>(question_), static_cast<QWidget*>(points_)})
        pages_->addWidget(page);
    column->addWidget(pages_, 1);
    auto* buttons = new QHBoxLayout;
    auto* help = push_button(tr("How does this work?"), Emphasis::quiet, QStringLiteral("help"));
    help->setShortcut(Qt::Key_F1);
    help->setAutoDefault(false);
    buttons->addWidget(help);
    buttons->addStretch();
    buttons->addWidget(cancel_);
    buttons->addWidget(again_);
    buttons->addWidget(add_);
    column->addLayout(buttons);
    cancel_->setAutoDefault(false);
    turnTo(reading_);
    // A window of its own: the sheet keeps the others from answering.
    connect(help, &QPushButton::clicked, this,
            [this, pages = new HelpWindow(this)] { pages->showPage(QStringLiteral("import")); });
    connect(add_, &QPushButton::clicked, this, [this] { Q_EMIT addRequested(option_->option()); });
    connect(again_, &QPushButton::clicked, this, [this] {
        if (const auto answer = question_->answer()) Q_EMIT readAgainRequested(*answer);
    });
    connect(cancel_, &QPushButton::clicked, this, &QDialog::reject);
    connectSections();
}

QWidget* ImportSheet::makeReading() {
    auto* page = new QWidget;
    auto* column = column_layout(page, 0);
    stage_ = text_label({}, render::TextStyle::body, Tone::quiet);
    bar_ = make_bar();
    column->addStretch();
    column->addWidget(stage_);
    column->addWidget(bar_);
    column->addStretch();
    return page;
}

QWidget* ImportSheet::makePreview() {
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    row->addWidget(view_, 1);
    auto* answers = new QWidget;
    answers->setFixedWidth(answers_width);
    auto* right = column_layout(answers, 0, render::space::between);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* asked = new QWidget;
    make_panel(asked);
    auto* column = column_layout(asked, 0, render::space::between);
    column->setContentsMargins(0, 0, render::space::between, 0);
    failure_ = new QWidget;
    auto* failed = new QHBoxLayout(failure_);
    failed->setContentsMargins(0, 0, 0, 0);
    failed->addWidget(status_mark(Status::serious), 0, Qt::AlignTop);
    failure_text_ = paragraph({});
    failed->addWidget(failure_text_, 1);
    failure_->hide();
    column->addWidget(failure_);
    for (auto* section : {static_cast<ImportSection*>(size_), static_cast<ImportSection*>(place_),
                          static_cast<ImportSection*>(things_)}) {
        if (section != size_) column->addWidget(hairline());
        column->addWidget(section);
    }
    column->addStretch();
    scroll->setWidget(asked);
    right->addWidget(scroll, 1);
    right->addWidget(hairline());
    option_->setContentsMargins(0, 0, render::space::between, 0);
    right->addWidget(option_); // in sight however long the list of things is
    row->addWidget(answers);
    return page;
}

void ImportSheet::connectSections() {
    for (auto* section : {static_cast<ImportSection*>(size_), static_cast<ImportSection*>(place_),
                          static_cast<ImportSection*>(things_)})
        connect(section, &ImportSection::answered, this, &ImportSheet::readAgainRequested,
                Qt::QueuedConnection); // what asked is made anew
    connect(this, &ImportSheet::readAgainRequested, this, [this] { answered_ = true; });
    connect(option_, &ImportOption::chosen, this, [this] {
        answered_ = true;
        updateButtons();
    });
    connect(size_, &ImportSize::measureRequested, this, [this](const std::filesystem::path& plan) {
        for (const auto& one : preview_.plans)
            if (one.file == plan && one.picture) view_->startMeasuring(plan, one.picture->box());
    });
    connect(view_, &ImportView::measured, size_, &ImportSize::setMeasured);
    connect(view_, &ImportView::measuringChanged, this, &ImportSheet::updateButtons);
    connect(place_, &ImportPlace::pointsRequested, this, [this](const std::filesystem::path& plan) {
        points_->show(preview_, plan);
        turnTo(points_);
    });
    connect(points_, &ImportPoints::cancelled, this, [this] { turnTo(sheet_); });
    connect(points_, &ImportPoints::placed, this, &ImportSheet::placeByPoints);
}

void ImportSheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && pages_->currentWidget() == points_) {
        points_->leave();
        return;
    }
    if (event->key() == Qt::Key_Escape && view_->isMeasuring()) {
        view_->stopMeasuring();
        return;
    }
    const QString again = tr("Esc again leaves");
    if (event->key() == Qt::Key_Escape && answered_ && cancel_->isVisible() && cancel_->text() != again) {
        cancel_->setText(again);
        return;
    }
    QDialog::keyPressEvent(event);
}

void ImportSheet::placeByPoints(const std::filesystem::path& plan, const std::vector<ControlPoint>& points) {
    auto request = preview_.request;
    auto& answers = request.answers[plan];
    answers.plan.control_points = points;
    answers.plan.control_crs = preview_.outcome.frame.crs;
    answers.left_unplaced = false;
    answers.laid_as.clear();
    turnTo(sheet_);
    Q_EMIT readAgainRequested(request);
}

void ImportSheet::turnTo(QWidget* page) {
    const bool large = page == sheet_ || page == points_;
    QSize wanted = large ? sheet_size : small_size;
    if (const auto* window = parentWidget())
        wanted = wanted.boundedTo(window->size() - QSize(margin_around, margin_around));
    if (pages_->currentWidget() != page || size().width() < wanted.width()) resize(wanted);
    pages_->setCurrentWidget(page);
    updateButtons();
}

void ImportSheet::updateButtons() {
    const auto* page = pages_->currentWidget();
    thin_bar_->setVisible(busy_ && page == sheet_);
    cancel_->setVisible(page != points_);
    cancel_->setText(tr("Cancel"));
    again_->setVisible(page == question_);
    add_->setVisible(page == sheet_);
    add_->setEnabled(has_preview_ && !busy_ &&
                     (!preview_.outcome.edit.steps.empty() || !preview_.outcome.files.empty()) &&
                     option_->problem().isEmpty() && !view_->isMeasuring());
    if (page == question_) again_->setDefault(true);
    if (page == sheet_ && !view_->isMeasuring()) add_->setDefault(true);
}

void ImportSheet::showReading(const QString& title) {
    busy_ = true;
    bar_->setValue(0);
    thin_bar_->setValue(0);
    failure_->hide();
    if (has_preview_) {
        updateButtons();
        return;
    }
    title_->setText(title);
    stage_->clear();
    turnTo(reading_);
}

void ImportSheet::showProgress(const JobState& state) {
    QString stage = shown_sentence(state.stage.toStdString());
    if (state.seconds_left) stage += QStringLiteral(", ") + time_left_text(*state.seconds_left);
    stage_->setText(stage);
    const int done = static_cast<int>(state.done * bar_steps);
    bar_->setValue(done);
    thin_bar_->setValue(done);
}

void ImportSheet::showPreview(const ImportPreview& preview) {
    const bool first = !has_preview_;
    preview_ = preview;
    has_preview_ = true;
    busy_ = false;
    const auto& files = preview.request.files;
    title_->setText(files.size() == 1 ? QString::fromStdString(files.front().filename().string())
                                      : tr("%n files", nullptr, static_cast<int>(files.size())));
    view_->show(preview);
    size_->show(preview);
    place_->show(preview);
    things_->show(preview);
    option_->show(preview);
    turnTo(sheet_);
    if (first) add_->setFocus();
}

void ImportSheet::showFailure(const QString& sentence) {
    busy_ = false;
    failure_text_->setText(sentence);
    failure_->show();
    size_->show(preview_);
    place_->show(preview_);
    things_->show(preview_);
    updateButtons();
}

bool ImportSheet::ask(const Error& refusal, const ImportRequest& request) {
    if (!question_->ask(refusal, request)) return false;
    busy_ = false;
    title_->setText(question_->title());
    turnTo(question_);
    again_->setFocus();
    return true;
}

} // namespace prospect::app
