#include "app/panels/describe_panel.h"

#include "app/panels/look.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

Status status_of(DescribeRow::State state) {
    switch (state) {
    case DescribeRow::State::known:
        return Status::fine;
    case DescribeRow::State::usual:
        return Status::info;
    case DescribeRow::State::assumed:
        return Status::look;
    case DescribeRow::State::lacking:
        break;
    }
    return Status::cannot_tell;
}

QString offer_text(const DescribeRow& row) {
    if (row.state == DescribeRow::State::known || row.state == DescribeRow::State::assumed) return {};
    switch (row.offer) {
    case DescribeRow::Offer::windows:
        return DescribePanel::tr("Assume some…");
    case DescribeRow::Offer::ownership:
        return DescribePanel::tr("Suggest…");
    case DescribeRow::Offer::heights:
        return DescribePanel::tr("Set heights…");
    case DescribeRow::Offer::none:
        break;
    }
    return {};
}

// A row to click, with words of its own height.
class Row : public QAbstractButton {
public:
    explicit Row(const DescribeRow& row) {
        setCheckable(true);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(QStringLiteral("%1: %2").arg(row.title, row.says));
        auto* across = new QHBoxLayout(this);
        across->setContentsMargins(render::space::edge, render::space::inside, render::space::between,
                                   render::space::inside);
        across->setSpacing(render::space::inside);
        across->addWidget(status_mark(status_of(row.state)), 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(1);
        auto* title = text_label(QStringLiteral("%1: %2").arg(row.title, row.says));
        title->setWordWrap(true);
        words->addWidget(title);
        QStringList under{row.checks};
        if (!row.checks.isEmpty()) {
            auto* checks = text_label(row.checks, render::TextStyle::secondary, Tone::quiet);
            checks->setWordWrap(true);
            words->addWidget(checks);
        }
        if (const QString offer = offer_text(row); !offer.isEmpty()) {
            auto* link = text_label(offer, render::TextStyle::secondary);
            link->setForegroundRole(QPalette::Link);
            words->addWidget(link);
        }
        across->addLayout(words, 1);
        for (auto* child : findChildren<QWidget*>())
            child->setAttribute(Qt::WA_TransparentForMouseEvents);
    }

    QSize sizeHint() const override { return layout()->sizeHint(); }
    bool hasHeightForWidth() const override { return layout()->hasHeightForWidth(); }
    int heightForWidth(int width) const override { return layout()->totalHeightForWidth(width); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        if (isChecked() || underMouse() || hasFocus()) {
            QColor ground = palette().color(QPalette::Highlight);
            ground.setAlphaF(isChecked() ? 0.14F : 0.06F);
            painter.fillRect(rect(), ground);
        }
        if (isChecked()) painter.fillRect(0, 0, 3, height(), palette().color(QPalette::Highlight));
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawLine(render::space::edge, height() - 1, width(), height() - 1);
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
};

} // namespace

DescribePanel::DescribePanel(QWidget* parent)
    : QWidget(parent), counts_(paragraph({}, Tone::quiet)), rows_(nullptr), group_(new QButtonGroup(this)) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    auto* head = new QWidget;
    auto* top = column_layout(head, render::space::edge, render::space::grid);
    top->addWidget(text_label(tr("What the plan knows"), render::TextStyle::panel_title));
    top->addWidget(counts_);
    column->addWidget(head);
    column->addWidget(hairline());
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    make_panel(inside);
    auto* list = column_layout(inside, 0, 0);
    rows_ = new QVBoxLayout;
    rows_->setSpacing(0);
    list->addLayout(rows_);
    list->addStretch(1);
    scroll->setWidget(inside);
    column->addWidget(scroll, 1);
    connect(group_, &QButtonGroup::idClicked, this, [this](int id) {
        Q_EMIT chosen(QString::fromStdString(subjects_[static_cast<std::size_t>(id)]));
    });
}

void DescribePanel::show(const std::vector<DescribeRow>& rows, const QString& counts) {
    counts_->setText(counts.isEmpty() ? tr("Nothing is on the plan yet.") : tr("Values: %1").arg(counts));
    clear_layout(*rows_);
    subjects_.clear();
    for (const DescribeRow& row : rows) {
        auto* button = new Row(row);
        button->setObjectName(QStringLiteral("describe.") + QString::fromStdString(row.subject));
        group_->addButton(button, static_cast<int>(subjects_.size()));
        subjects_.push_back(row.subject);
        rows_->addWidget(button);
    }
    setCurrent(current_);
}

void DescribePanel::setCurrent(const std::string& subject) {
    current_ = subject;
    group_->setExclusive(false);
    for (std::size_t i = 0; i < subjects_.size(); ++i)
        group_->button(static_cast<int>(i))->setChecked(subjects_[i] == subject);
    group_->setExclusive(true);
}

} // namespace prospect::app
