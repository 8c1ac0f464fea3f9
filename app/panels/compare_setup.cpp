#include "app/panels/compare_setup.h"

#include "app/models/plan_change_words.h"
#include "app/panels/look.h"
#include "app/panels/option_commands.h"
#include "app/panels/row_delegate.h"
#include "app/panels/run_strip.h"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <map>

namespace prospect::app {

namespace {

constexpr int most_versions = 3; // beside each other
constexpr std::size_t most_rows = 1000;
constexpr int icon_role = Qt::UserRole + 1;
constexpr int detail_role = Qt::UserRole + 2;

RowLook describe(const QModelIndex& index) {
    RowLook look;
    look.icon = index.data(icon_role).toString();
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(detail_role).toString();
    return look;
}

} // namespace

CompareSetup::CompareSetup(QWidget* parent)
    : QWidget(parent), empty_(new QWidget), body_(new QWidget), rows_(new QVBoxLayout), strip_(new RunStrip),
      heading_(text_label(tr("What differs on the plan"), render::TextStyle::panel_title)),
      summary_(paragraph({}, Tone::quiet)), list_(new QListWidget) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    auto* none = column_layout(empty_, render::space::edge, render::space::between);
    none->addWidget(text_label(tr("Compare"), render::TextStyle::panel_title));
    none->addWidget(
        paragraph(tr("There is only the existing place so far. Make an option and change it, or add a "
                     "changed drawing to the plan as an option.")));
    auto* make = push_button(tr("New option…"), Emphasis::primary);
    none->addWidget(make);
    none->addStretch(1);
    column->addWidget(empty_, 1);

    auto* body = column_layout(body_, 0, 0);
    auto* head = new QWidget;
    auto* top = column_layout(head, render::space::edge, render::space::inside);
    top->addWidget(text_label(tr("What to compare"), render::TextStyle::panel_title));
    rows_->setSpacing(0);
    top->addLayout(rows_);
    body->addWidget(head);
    strip_->runButton()->setText(tr("Compare"));
    strip_->runButton()->setToolTip(tr("Checks each version against the same rules"));
    body->addWidget(strip_);
    body->addWidget(hairline());
    auto* words = new QWidget;
    auto* under = column_layout(words, render::space::edge, render::space::grid);
    under->addWidget(heading_);
    under->addWidget(summary_);
    body->addWidget(words);
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::none, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(heading_->text());
    body->addWidget(list_, 1);
    column->addWidget(body_, 1);

    connect(make, &QPushButton::clicked, this, &CompareSetup::newOptionRequested);
    connect(strip_, &RunStrip::runRequested, this, &CompareSetup::compareRequested);
    connect(strip_, &RunStrip::cancelRequested, this, &CompareSetup::cancelRequested);
    const auto choose = [this](const QListWidgetItem* item) {
        Q_EMIT changeChosen(static_cast<std::size_t>(item->data(Qt::UserRole).toULongLong()));
    };
    connect(list_, &QListWidget::itemClicked, this, choose);
    connect(list_, &QListWidget::itemActivated, this, choose);
    setOptions({});
}

void CompareSetup::setOptions(const QStringList& options) {
    const QStringList wanted = QStringList{QString()} + options;
    QStringList present;
    std::map<QString, bool> ticked;
    for (const QCheckBox* check : checks_) {
        present += check->property("option").toString();
        ticked[present.back()] = check->isChecked();
    }
    if (present == wanted) return;
    clear_layout(*rows_);
    checks_.clear();
    int count = 0;
    for (const QString& option : wanted) {
        auto* check = new QCheckBox(option_words(option).replace(u'&', QLatin1String("&&")));
        check->setProperty("option", option);
        check->setMinimumHeight(render::space::row);
        const auto before = ticked.find(option);
        check->setChecked(before != ticked.end() && ticked.size() > 1 ? before->second
                                                                      : count < most_versions);
        if (check->isChecked()) ++count;
        connect(check, &QCheckBox::toggled, this, &CompareSetup::updateState);
        rows_->addWidget(check);
        checks_.push_back(check);
    }
    empty_->setVisible(!hasOptions());
    body_->setVisible(hasOptions());
    updateState();
}

QStringList CompareSetup::chosen() const {
    QStringList options;
    for (const QCheckBox* check : checks_)
        if (check->isChecked()) options += check->property("option").toString();
    return options;
}

void CompareSetup::updateState() {
    const auto count = chosen().size();
    strip_->setProblem(count < 2               ? tr("Tick two or three.")
                       : count > most_versions ? tr("Three at most stand beside each other.")
                                               : QString());
}

void CompareSetup::showChanges(const QString& from, const QString& to,
                               const std::vector<PlanChange>& changes) {
    heading_->setToolTip(tr("From “%1” to “%2”").arg(option_words(from), option_words(to)));
    summary_->setText(
        from == to
            ? tr("Choose an option in the top bar to see how it differs.")
            : tr("From “%1” to “%2”: %3").arg(option_words(from), option_words(to), summary_of(changes)));
    list_->clear();
    for (std::size_t i = 0; i < changes.size() && i < most_rows; ++i) {
        if (changes[i].role == Role::underlay) continue;
        const PlanChangeWords words = words_of(changes[i]);
        auto* item = new QListWidgetItem(words.title, list_);
        item->setData(Qt::UserRole, static_cast<qulonglong>(i));
        item->setData(icon_role, words.icon);
        item->setData(detail_role, words.detail);
        item->setToolTip(words.title + u'\n' + words.detail);
    }
}

void CompareSetup::showProgress(const JobState& state) {
    strip_->showProgress(state);
}

void CompareSetup::showIdle() {
    strip_->showIdle();
}

QPushButton* CompareSetup::compareButton() const {
    return strip_->runButton();
}

} // namespace prospect::app
