#include "app/panels/drawing_check_panel.h"

#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int side_width = 320;

// A selected row is tinted, not filled: its words keep their colour.
class ProblemDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    }
};

QString repair_text(DrawingFault fault) {
    switch (fault) {
    case DrawingFault::no_shape:
    case DrawingFault::no_extent:
        return DrawingCheckPanel::tr("It is removed: nothing of it could be measured.");
    case DrawingFault::repeated_points:
        return DrawingCheckPanel::tr("The corner is kept once; the shape stays as it looks.");
    case DrawingFault::crosses_itself:
        return DrawingCheckPanel::tr("The outline is led around everything it encloses now.");
    case DrawingFault::not_closed:
        return DrawingCheckPanel::tr("Its two ends are joined by a straight side.");
    case DrawingFault::drawn_twice:
        return DrawingCheckPanel::tr("One of the two is removed.");
    case DrawingFault::no_host:
        return DrawingCheckPanel::tr("It is moved onto the nearest wall, fence or edge, at most 3 m away.");
    case DrawingFault::zones_overlap:
        return DrawingCheckPanel::tr("The larger area loses what the smaller one covers.");
    case DrawingFault::impossible_value:
        return DrawingCheckPanel::tr("The value is taken away; the usual one counts until you give another.");
    case DrawingFault::drawn_short:
        return DrawingCheckPanel::tr("Its end is moved to what it seems to meet, at most 0.3 m.");
    case DrawingFault::wrong_shape:
    case DrawingFault::far_away:
    case DrawingFault::repeated_id:
        break;
    }
    return {};
}

} // namespace

QString fault_text(DrawingFault fault) {
    switch (fault) {
    case DrawingFault::no_shape:
        return DrawingCheckPanel::tr("Without a shape");
    case DrawingFault::no_extent:
        return DrawingCheckPanel::tr("Without any size");
    case DrawingFault::repeated_points:
        return DrawingCheckPanel::tr("A corner twice");
    case DrawingFault::crosses_itself:
        return DrawingCheckPanel::tr("Crosses itself");
    case DrawingFault::not_closed:
        return DrawingCheckPanel::tr("Does not close");
    case DrawingFault::wrong_shape:
        return DrawingCheckPanel::tr("Wrong kind of shape");
    case DrawingFault::drawn_twice:
        return DrawingCheckPanel::tr("Drawn twice");
    case DrawingFault::far_away:
        return DrawingCheckPanel::tr("Far from the rest");
    case DrawingFault::no_host:
        return DrawingCheckPanel::tr("In no wall");
    case DrawingFault::zones_overlap:
        return DrawingCheckPanel::tr("Two owners at one place");
    case DrawingFault::impossible_value:
        return DrawingCheckPanel::tr("Impossible value");
    case DrawingFault::repeated_id:
        return DrawingCheckPanel::tr("Same identity twice");
    case DrawingFault::drawn_short:
        return DrawingCheckPanel::tr("Ends too soon");
    }
    return {};
}

DrawingCheckPanel::DrawingCheckPanel(QWidget* parent)
    : QWidget(parent), title_(text_label({}, render::TextStyle::panel_title)),
      all_well_(
          paragraph(tr("Every outline closes, nothing is drawn twice, every door and window is in a wall."),
                    Tone::quiet)),
      list_(new QListView), rows_(new QStandardItemModel(this)), what_(paragraph({})),
      how_(paragraph({}, Tone::quiet)), one_(push_button(tr("Repair"), Emphasis::primary)),
      kind_(push_button({})), all_(push_button({})) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    column->addWidget(hairline());
    auto* head = new QHBoxLayout;
    head->setContentsMargins(render::space::between, render::space::grid, render::space::inside,
                             render::space::grid);
    head->addWidget(title_, 1);
    all_->setObjectName(QStringLiteral("drawing_check.repair_all"));
    head->addWidget(all_);
    auto* close = tool_button(QStringLiteral("close"), tr("Close the list"));
    head->addWidget(close);
    column->addLayout(head);
    column->addWidget(hairline());
    all_well_->setContentsMargins(render::space::between, render::space::inside, render::space::between, 0);
    column->addWidget(all_well_);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    list_->setModel(rows_);
    list_->setItemDelegate(new ProblemDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setTextElideMode(Qt::ElideRight);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setUniformItemSizes(true);
    list_->setAccessibleName(tr("What is not sound in the drawing"));
    body->addWidget(list_, 1);
    body->addWidget(hairline(Qt::Vertical));
    auto* side = new QWidget;
    side->setFixedWidth(side_width);
    auto* detail = column_layout(side, render::space::between);
    detail->addWidget(what_);
    detail->addWidget(how_);
    auto* buttons = new QHBoxLayout;
    one_->setObjectName(QStringLiteral("drawing_check.repair"));
    buttons->addWidget(one_);
    buttons->addWidget(kind_);
    buttons->addStretch(1);
    detail->addLayout(buttons);
    detail->addStretch(1);
    body->addWidget(side);
    column->addLayout(body, 1);
    column->addStretch(0);

    connect(close, &QToolButton::clicked, this, &DrawingCheckPanel::closed);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DrawingCheckPanel::onCurrentChanged);
    connect(one_, &QPushButton::clicked, this, [this] {
        if (const auto* problem = current()) Q_EMIT repairRequested({*problem});
    });
    connect(kind_, &QPushButton::clicked, this, [this] {
        const auto* problem = current();
        if (!problem) return;
        std::vector<DrawingProblem> alike;
        for (const auto& one : problems_)
            if (one.fault == problem->fault) alike.push_back(one);
        Q_EMIT repairRequested(alike);
    });
    connect(all_, &QPushButton::clicked, this, [this] { Q_EMIT repairRequested(problems_); });
}

void DrawingCheckPanel::show(std::vector<DrawingProblem> problems) {
    const int row = list_->currentIndex().row();
    problems_ = std::move(problems);
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const auto& a, const auto& b) { return a.fault < b.fault; });
    filling_ = true;
    rows_->clear();
    for (const auto& one : problems_) {
        auto* item = new QStandardItem(
            QStringLiteral("%1  ·  %2").arg(fault_text(one.fault), QString::fromStdString(one.message)));
        item->setToolTip(QString::fromStdString(one.message));
        item->setIcon(icon(one.by_hand.empty() ? QStringLiteral("edit") : QStringLiteral("look")));
        rows_->appendRow(item);
    }
    filling_ = false;
    enableRepair(true);
    const auto mendable = std::count_if(problems_.begin(), problems_.end(),
                                        [](const auto& one) { return one.by_hand.empty(); });
    title_->setText(problems_.empty()       ? tr("The drawing is sound")
                    : problems_.size() == 1 ? tr("1 thing to mend in the drawing")
                                            : tr("%1 things to mend in the drawing").arg(problems_.size()));
    all_->setVisible(mendable > 0);
    all_->setText(mendable == 1 ? tr("Repair it") : tr("Repair all %1").arg(mendable));
    all_well_->setVisible(problems_.empty());
    list_->setVisible(!problems_.empty());
    what_->parentWidget()->setVisible(!problems_.empty());
    if (!problems_.empty()) {
        filling_ = true; // the map stays where it is
        list_->setCurrentIndex(rows_->index(std::clamp(row, 0, rows_->rowCount() - 1), 0));
        filling_ = false;
        onCurrentChanged();
    }
}

void DrawingCheckPanel::showPending() {
    title_->setText(tr("Looking through the drawing…"));
    all_well_->setVisible(false);
    enableRepair(false);
    if (!problems_.empty()) return;
    list_->setVisible(false);
    all_->setVisible(false);
    what_->parentWidget()->setVisible(false);
}

void DrawingCheckPanel::showFailure(const QString& why) {
    show({});
    all_well_->setVisible(false);
    title_->setText(why);
}

void DrawingCheckPanel::enableRepair(bool possible) {
    for (auto* button : {one_, kind_, all_})
        button->setEnabled(possible);
}

void DrawingCheckPanel::choose(int row) {
    list_->setCurrentIndex(rows_->index(row, 0));
}

const DrawingProblem* DrawingCheckPanel::current() const {
    const int row = list_->currentIndex().row();
    return row < 0 || row >= static_cast<int>(problems_.size()) ? nullptr
                                                                : &problems_[static_cast<std::size_t>(row)];
}

void DrawingCheckPanel::onCurrentChanged() {
    const auto* problem = current();
    if (!problem) return;
    what_->setText(QString::fromStdString(problem->message) + u'.');
    const bool by_hand = !problem->by_hand.empty();
    how_->setText(by_hand ? QString::fromStdString(problem->by_hand) : repair_text(problem->fault));
    one_->setVisible(!by_hand);
    const auto alike = std::count_if(problems_.begin(), problems_.end(), [&](const auto& one) {
        return one.fault == problem->fault && one.by_hand.empty();
    });
    kind_->setVisible(!by_hand && alike > 1);
    kind_->setText(tr("All %1 of this kind").arg(alike));
    if (!filling_) Q_EMIT chosen(*problem);
}

} // namespace prospect::app
