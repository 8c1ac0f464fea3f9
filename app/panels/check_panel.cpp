#include "app/panels/check_panel.h"

#include "app/panels/look.h"
#include "app/panels/rule_list.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

// How far a strategy could be checked; a click lists its rules.
class Tile : public QAbstractButton {
public:
    Tile(const assessment::Assessment& outcome, const assessment::Coverage& coverage, bool unfolded) {
        const TileWords says = tile_words(outcome, coverage);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(render::space::edge, render::space::grid, render::space::edge,
                                render::space::grid);
        row->setSpacing(render::space::inside);
        row->addWidget(status_mark(says.status), 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        const auto* known = assessment::strategy(coverage.strategy);
        const QString title = QString::fromStdString(known ? known->title : coverage.strategy);
        words->addWidget(text_label(title));
        auto* detail = text_label(says.detail, render::TextStyle::secondary, Tone::quiet);
        detail->setWordWrap(true);
        words->addWidget(detail);
        row->addLayout(words, 1);
        auto* mark = new QLabel;
        constexpr int mark_px = 16;
        mark->setPixmap(app::icon(unfolded ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"))
                            .pixmap(mark_px, mark_px));
        row->addWidget(mark, 0, Qt::AlignTop);
        for (auto* child : findChildren<QWidget*>())
            child->setAttribute(Qt::WA_TransparentForMouseEvents);
        setAccessibleName(title + QStringLiteral(", ") + says.detail);
        setObjectName(QStringLiteral("tile.") + QString::fromStdString(coverage.strategy));
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        if (known)
            setToolTip((asks_people(*known)
                            ? CheckPanel::tr(
                                  "Shows the questions. The answers are evidence for clause %1 of ISO 22341")
                            : CheckPanel::tr("Lists the rules. Gives evidence for clause %1 of ISO 22341"))
                           .arg(QString::fromStdString(known->clause)));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (!underMouse() && !hasFocus()) return;
        QPainter painter(this);
        painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    }
};

// As high as what is in it where there is room, and lower where there is none: beside the list of
// measurements the tiles never make the window higher than the screen.
class TileScroll : public QScrollArea {
public:
    explicit TileScroll(QLayout* tiles) {
        auto* page = new QWidget;
        make_panel(page);
        page->setLayout(tiles);
        setWidget(page);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    }
    QSize sizeHint() const override {
        const QLayout& tiles = *widget()->layout();
        const int beside_bar = width() - verticalScrollBar()->sizeHint().width(); // words may wrap there
        return {tiles.sizeHint().width(),
                tiles.hasHeightForWidth() ? tiles.heightForWidth(beside_bar) : tiles.sizeHint().height()};
    }
    QSize minimumSizeHint() const override {
        constexpr int two_tiles = 110;
        return {0, std::min(two_tiles, sizeHint().height())};
    }

protected:
    void resizeEvent(QResizeEvent* event) override {
        QScrollArea::resizeEvent(event);
        if (event->oldSize().width() != event->size().width()) updateGeometry();
    }
};

QWidget* rule_row(const RuleLine& line, const std::function<void(const std::string&)>& go) {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(render::space::edge, render::space::grid, render::space::grid,
                            render::space::grid);
    row->setSpacing(render::space::inside);
    row->addWidget(status_mark(line.status), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(paragraph(line.title));
    words->addWidget(paragraph(line.says, Tone::quiet));
    add_describe_links(*words, line.lacks, go, LinkText::short_);
    row->addLayout(words, 1);
    return widget;
}

} // namespace

CheckPanel::CheckPanel(QWidget* measurements, QWidget* parent)
    : QWidget(parent), check_(push_button(tr("Check this place"), Emphasis::primary)), standing_(new QWidget),
      standing_words_(paragraph({})), hint_(paragraph({}, Tone::quiet)), tiles_(new QVBoxLayout),
      more_(push_button(tr("More measurements"), Emphasis::quiet, QStringLiteral("chevron-right"))),
      measurements_(measurements) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    auto* head = new QWidget;
    auto* top = column_layout(head, render::space::edge);
    check_->setToolTip(tr("Checks the whole place against the rules (Ctrl+Enter)"));
    top->addWidget(check_);
    auto* old = new QHBoxLayout(standing_);
    old->setContentsMargins(0, 0, 0, 0);
    old->addWidget(status_mark(Status::look), 0, Qt::AlignTop);
    standing_words_->setObjectName(QStringLiteral("check-standing"));
    old->addWidget(standing_words_, 1);
    top->addWidget(standing_);
    top->addWidget(hint_);
    column->addWidget(head);
    tiles_->setSpacing(0);
    tiles_->setContentsMargins(0, 0, 0, 0);
    scroll_ = new TileScroll(tiles_);
    column->addWidget(scroll_);
    column->addWidget(hairline());
    column->addWidget(more_, 0, Qt::AlignLeft);
    column->addWidget(measurements_, 1);
    column->addStretch(0);
    connect(check_, &QPushButton::clicked, this, &CheckPanel::checkRequested);
    connect(more_, &QPushButton::clicked, this, [this] { fold(measurements_->isHidden()); });
    fold(false);
    show({}, {});
}

void CheckPanel::fold(bool shown) {
    measurements_->setVisible(shown);
    more_->setIcon(icon(shown ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    auto* column = static_cast<QVBoxLayout*>(layout());
    // The list of rules takes what is left while it is unfolded.
    const bool rules = outcome_ && !unfolded_.empty();
    column->setStretchFactor(scroll_, rules ? 1 : 0);
    column->setStretch(column->count() - 1, shown || rules ? 0 : 1);
}

void CheckPanel::unfoldMeasurements() {
    fold(true);
}

void CheckPanel::setUsable(bool usable) {
    check_->setEnabled(usable);
}

void CheckPanel::show(const std::shared_ptr<const assessment::Assessment>& outcome, const QString& standing) {
    standing_words_->setText(standing);
    standing_->setVisible(outcome && !standing.isEmpty());
    hint_->setText(outcome
                       ? QString()
                       : tr("Looks for places that are hard to see, easy to hide in or belong to nobody, and "
                            "for the smallest change that mends them."));
    hint_->setVisible(!outcome);
    outcome_ = outcome;
    fillTiles();
}

void CheckPanel::fillTiles() {
    clear_layout(*tiles_);
    scroll_->setVisible(outcome_ != nullptr);
    if (!outcome_) return;
    const auto go = [this](const std::string& subject) {
        Q_EMIT describeRequested(QString::fromStdString(subject));
    };
    for (const auto& coverage : outcome_->coverage) {
        const bool unfolded = coverage.strategy == unfolded_;
        auto* tile = new Tile(*outcome_, coverage, unfolded);
        connect(
            tile, &QAbstractButton::clicked, this,
            [this, strategy = coverage.strategy] {
                if (const auto* known = assessment::strategy(strategy); known && asks_people(*known))
                    return Q_EMIT questionsRequested(QString::fromStdString(strategy));
                unfolded_ = unfolded_ == strategy ? std::string() : strategy;
                fillTiles();
            },
            Qt::QueuedConnection);
        tiles_->addWidget(tile);
        if (!unfolded) continue;
        auto* rules = new QScrollArea;
        rules->setWidgetResizable(true);
        rules->setFrameShape(QFrame::NoFrame);
        rules->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        rules->setObjectName(QStringLiteral("rules"));
        auto* page = new QWidget;
        make_panel(page);
        auto* lines = column_layout(page, 0, 0);
        for (const RuleLine& line : rule_lines(*outcome_, coverage.strategy))
            lines->addWidget(rule_row(line, go));
        lines->addStretch();
        rules->setWidget(page);
        tiles_->addWidget(rules, 1);
    }
    scroll_->updateGeometry();
    fold(!measurements_->isHidden());
}

} // namespace prospect::app
