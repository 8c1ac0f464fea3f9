#include "app/panels/problems_panel.h"

#include "app/models/finding_model.h"
#include "app/panels/finding_filters.h"
#include "app/panels/look.h"
#include "app/panels/reason_parts.h"
#include "app/panels/row_delegate.h"
#include "app/panels/standing_line.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int list_share = 5;
constexpr int reason_share = 4;

Status status_of(Sign sign) {
    switch (sign) {
    case Sign::serious:
        return Status::serious;
    case Sign::look:
        return Status::look;
    case Sign::cannot_tell:
        return Status::cannot_tell;
    case Sign::info:
        return Status::info;
    case Sign::fine:
    case Sign::accepted:
        break;
    }
    return Status::fine;
}

RowLook describe(const QModelIndex& index) {
    const auto sign = static_cast<Sign>(index.data(FindingModel::sign_role).toInt());
    RowLook look;
    look.status = status_of(sign);
    look.title = with_fixed_units(index.data(Qt::DisplayRole).toString());
    look.subtitle = index.data(FindingModel::detail_role).toString();
    look.lines = 2;
    look.dimmed = sign == Sign::accepted;
    return look;
}

} // namespace

ProblemsPanel::ProblemsPanel(QWidget* parent)
    : QWidget(parent), model_(new FindingModel(this)),
      standing_(new StandingLine(QStringLiteral("problems-standing"))), filters_(new FindingFilters),
      list_(new QListView), empty_(paragraph({}, Tone::quiet)), browse_(makeList()), below_(makeReason()) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    column->addWidget(standing_);
    column->addWidget(browse_, list_share);
    column->addWidget(below_, reason_share);
    below_->hide();
    connect(standing_, &StandingLine::checkRequested, this, &ProblemsPanel::checkRequested);
    connect(filters_, &FindingFilters::changed, model_, &FindingModel::setFilter);
    connect(model_, &FindingModel::listed, this, &ProblemsPanel::onListed);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProblemsPanel::onCurrent);
    connect(list_, &QListView::activated, this, &ProblemsPanel::openReason);
}

QWidget* ProblemsPanel::makeList() {
    auto* browse = new QWidget;
    auto* column = column_layout(browse, 0, 0);
    column->addWidget(filters_);
    column->addWidget(hairline());
    list_->setObjectName(QStringLiteral("problems"));
    list_->setModel(model_);
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::none, list_));
    list_->setUniformItemSizes(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setAccessibleName(tr("Problems"));
    column->addWidget(list_, 1);
    empty_->setContentsMargins(render::space::edge, render::space::between, render::space::edge, 0);
    empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    empty_->hide();
    column->addWidget(empty_, 1);
    return browse;
}

QWidget* ProblemsPanel::makeReason() {
    auto* below = new QWidget;
    auto* column = column_layout(below, 0, 0);
    column->addWidget(hairline());
    auto* back = push_button(tr("All problems"), Emphasis::quiet, QStringLiteral("chevron-left"));
    back->setObjectName(QStringLiteral("problem-back"));
    back_ = back;
    auto* head = new QHBoxLayout;
    head->setContentsMargins(render::space::edge, render::space::between, render::space::edge, 0);
    head->addWidget(back);
    head->addStretch();
    column->addLayout(head);
    back_->hide();
    connect(back, &QPushButton::clicked, this, &ProblemsPanel::closeReason);
    scroll_ = new QScrollArea;
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus); // its lines and buttons take it
    auto* page = new QWidget;
    make_panel(page);
    reason_ = column_layout(page, render::space::edge);
    reason_->setContentsMargins(render::space::edge, render::space::between, render::space::edge,
                                render::space::edge);
    scroll_->setWidget(page);
    column->addWidget(scroll_, 1);
    return below;
}

void ProblemsPanel::setStanding(const QString& sentence) {
    standing_->setStanding(sentence);
}

void ProblemsPanel::show(const std::shared_ptr<const assessment::Assessment>& outcome, const Site* site,
                         FindingReason::Remedies remedies) {
    remedies_ = remedies;
    model_->setOutcome(outcome, site); // tells what is listed
}

void ProblemsPanel::onListed() {
    const auto& outcome = model_->outcome();
    if (outcome) filters_->show(*outcome, model_->filter(), model_->counts());
    const bool any = model_->rowCount() > 0;
    list_->setVisible(any);
    empty_->setVisible(!any);
    empty_->setText(!outcome                         ? tr("Not checked yet. Press Check this place.")
                    : model_->counts().problems == 0 ? tr("No problem was found. The buttons above list what "
                                                          "is fine and what can't be told yet.")
                                                     : tr("No problem fits these filters."));
    restore();
    Q_EMIT listedChanged();
}

void ProblemsPanel::restore() {
    const QModelIndex index = chosen_.empty() ? QModelIndex() : model_->indexOf(chosen_);
    const bool gone = !chosen_.empty() && !index.isValid();
    if (gone) chosen_.clear();
    {
        const QSignalBlocker quiet(list_->selectionModel());
        list_->setCurrentIndex(index);
    }
    if (index.isValid()) {
        row_ = index.row();
        list_->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
        list_->scrollTo(index);
    }
    fillReason();
    if (gone) Q_EMIT findingChosen(std::nullopt);
}

void ProblemsPanel::onCurrent() {
    const QModelIndex index = list_->currentIndex();
    const auto* finding = model_->at(index);
    const std::string key = finding ? finding->key : std::string();
    if (key == chosen_) return;
    chosen_ = key;
    if (finding) row_ = index.row();
    fillReason();
    Q_EMIT findingChosen(chosen());
}

void ProblemsPanel::fillReason() {
    const bool had_focus = below_->isAncestorOf(window()->focusWidget());
    clear_layout(*reason_);
    const auto number = chosen();
    if (number && !below_->isVisible()) // the list gives up room: its row must stay in view
        QTimer::singleShot(0, list_, [this] { list_->scrollTo(list_->currentIndex()); });
    below_->setVisible(number.has_value());
    if (!number) {
        setOpen(false);
        if (had_focus) list_->setFocus();
        return;
    }
    auto* reason = new FindingReason(model_->outcome(), *number, remedies_);
    connect(reason, &FindingReason::evidencePointed, this, &ProblemsPanel::evidencePointed);
    connect(reason, &FindingReason::tryRequested, this, &ProblemsPanel::tryRequested, Qt::QueuedConnection);
    connect(reason, &FindingReason::noteRequested, this, &ProblemsPanel::noteRequested, Qt::QueuedConnection);
    connect(reason, &FindingReason::acceptRequested, this, &ProblemsPanel::acceptRequested,
            Qt::QueuedConnection);
    connect(reason, &FindingReason::revokeRequested, this, &ProblemsPanel::revokeRequested,
            Qt::QueuedConnection);
    connect(reason, &FindingReason::helpRequested, this, &ProblemsPanel::helpRequested);
    connect(reason, &FindingReason::ruleRequested, this, &ProblemsPanel::ruleRequested);
    connect(reason, &FindingReason::flipsRequested, this, &ProblemsPanel::flipsRequested);
    connect(reason, &FindingReason::describeRequested, this, &ProblemsPanel::describeRequested);
    connect(reason, &FindingReason::placeRequested, this, &ProblemsPanel::placeRequested,
            Qt::QueuedConnection);
    reason_->addWidget(reason);
    reason_->addStretch();
    scroll_->ensureVisible(0, 0);
    if (had_focus) reason->findChild<QWidget*>(QStringLiteral("finding-message"))->setFocus();
}

const std::shared_ptr<const assessment::Assessment>& ProblemsPanel::outcome() const {
    return model_->outcome();
}

std::vector<std::size_t> ProblemsPanel::listed() const {
    std::vector<std::size_t> all;
    all.reserve(static_cast<std::size_t>(model_->rowCount()));
    for (int row = 0; row < model_->rowCount(); ++row)
        all.push_back(
            static_cast<std::size_t>(model_->at(model_->index(row)) - model_->outcome()->findings.data()));
    return all;
}

std::optional<std::size_t> ProblemsPanel::chosen() const {
    const auto* finding = chosen_.empty() ? nullptr : model_->at(list_->currentIndex());
    if (!finding) return std::nullopt;
    return static_cast<std::size_t>(finding - model_->outcome()->findings.data());
}

void ProblemsPanel::choose(std::size_t finding) {
    if (!model_->outcome() || finding >= model_->outcome()->findings.size()) return;
    const auto& one = model_->outcome()->findings[finding];
    if (!model_->indexOf(one.key).isValid()) {
        FindingFilter filter;
        filter.signs.insert(sign_of(one));
        model_->setFilter(filter);
    }
    const QModelIndex index = model_->indexOf(one.key);
    list_->setCurrentIndex(index);
    list_->scrollTo(index);
}

void ProblemsPanel::step(int by) {
    const int rows = model_->rowCount();
    if (rows == 0) return;
    // What was chosen may have left the list: the walk goes on where it was.
    const int now = list_->currentIndex().isValid() ? list_->currentIndex().row() : by > 0 ? row_ - 1 : row_;
    list_->setCurrentIndex(model_->index(((now + by) % rows + rows) % rows));
}

void ProblemsPanel::setOpen(bool open) { // NOLINT: as declared
    open_ = open;
    browse_->setVisible(!open);
    back_->setVisible(open);
}

void ProblemsPanel::openReason() {
    if (!chosen()) return;
    setOpen(true);
    if (auto* message = below_->findChild<QWidget*>(QStringLiteral("finding-message")))
        message->setFocus(Qt::OtherFocusReason);
}

void ProblemsPanel::closeReason() {
    setOpen(false);
    list_->setFocus(Qt::OtherFocusReason);
}

void ProblemsPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && open_)
        closeReason();
    else if (event->key() == Qt::Key_Escape && chosen()) {
        const bool in_reason = below_->isAncestorOf(window()->focusWidget());
        if (in_reason)
            list_->setFocus(Qt::OtherFocusReason);
        else
            list_->setCurrentIndex({});
    } else
        QWidget::keyPressEvent(event);
}

} // namespace prospect::app
