#include "app/panels/top_bar.h"

#include "app/panels/look.h"
#include "app/panels/option_commands.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace prospect::app {

namespace {

constexpr int strip_height = 48;
constexpr int longest_title_px = 240;
constexpr int longest_option_px = 150;
constexpr int menu_mark_px = 40;

} // namespace

TopBar::TopBar(SiteDocument& document, QWidget* parent)
    : QWidget(parent), document_(document), title_(text_label({}, render::TextStyle::panel_title)),
      reference_(text_label({}, render::TextStyle::secondary, Tone::quiet)), stages_(new QButtonGroup(this)),
      stage_row_(new QHBoxLayout),
      option_label_(text_label(tr("Option"), render::TextStyle::secondary, Tone::quiet)),
      option_(new QToolButton), option_menu_(new QMenu(this)), options_(new OptionCommands(document, *this)) {
    make_panel(this);
    setFixedHeight(strip_height);
    auto* outer = column_layout(this, 0, 0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(render::space::edge, 0, render::space::inside, 0);
    row->setSpacing(render::space::inside);
    outer->addLayout(row, 1);
    outer->addWidget(hairline());
    title_->setTextFormat(Qt::PlainText);
    // Both sides take the same width whatever stands in them: the stages never move.
    const auto side = [row] {
        auto* part = new QWidget;
        part->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        auto* in = new QHBoxLayout(part);
        in->setContentsMargins(0, 0, 0, 0);
        in->setSpacing(render::space::inside);
        row->addWidget(part, 1);
        return in;
    };
    auto* left = side();
    left->addWidget(title_);
    left->addWidget(reference_);
    left->addStretch(1);
    stage_row_->setSpacing(render::space::grid);
    row->addLayout(stage_row_);
    auto* right = right_ = side();
    right->addStretch(1);
    right->addWidget(option_label_);
    right->addWidget(option_);
    makeOption();
    auto* find =
        tool_button(QStringLiteral("search"), tr("Find a command or something on the plan (Ctrl+K)"));
    right->addWidget(find);
    connect(find, &QToolButton::clicked, this, &TopBar::searchRequested);
    connect(stages_, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT stageChosen(static_cast<Stage>(id)); });
    connect(&document_, &SiteDocument::changed, this, &TopBar::onDocumentChanged);
    onDocumentChanged();
}

void TopBar::addHistory(QAction* undo, QAction* redo) {
    int place = right_->indexOf(option_label_);
    for (auto* action : {undo, redo}) {
        auto* button = tool_button(action);
        button->setObjectName(action == undo ? QStringLiteral("undo") : QStringLiteral("redo"));
        right_->insertWidget(place++, button);
    }
}

void TopBar::addStage(Stage stage, const QString& text) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    auto font = render::font(render::TextStyle::body);
    font.setWeight(QFont::DemiBold);
    button->setFont(font);
    button->setMinimumWidth(72);
    stages_->addButton(button, static_cast<int>(stage));
    button->setChecked(stages_->buttons().size() == 1);
    stage_row_->addWidget(button);
}

void TopBar::makeOption() {
    option_->setAutoRaise(true);
    option_->setFocusPolicy(Qt::TabFocus);
    option_->setToolTip(
        tr("Which version of the plan is shown, changed and checked; make and compare others"));
    option_->setPopupMode(QToolButton::InstantPopup);
    option_->setMenu(option_menu_);
    connect(option_menu_, &QMenu::aboutToShow, this, [this] { options_->fill(*option_menu_); });
    options_->fill(*option_menu_);
}

void TopBar::setStage(Stage stage) {
    stageButton(stage)->setChecked(true);
}

Stage TopBar::stage() const {
    return static_cast<Stage>(stages_->checkedId());
}

QAbstractButton* TopBar::stageButton(Stage stage) const {
    return stages_->button(static_cast<int>(stage));
}

void TopBar::onDocumentChanged() {
    title_->setText(title_->fontMetrics().elidedText(document_.title(), Qt::ElideRight, longest_title_px));
    title_->setToolTip(document_.title());
    const auto base = document_.base();
    const auto text = [&](const char* key) {
        const auto found = base->meta.find(key);
        return found == base->meta.end() ? QString() : QString::fromStdString(found->second);
    };
    QStringList parts;
    if (!text("reference").isEmpty()) parts += text("reference");
    if (!text("revision").isEmpty()) parts += tr("rev %1").arg(text("revision"));
    reference_->setText(parts.join(u' '));
    reference_->setVisible(!parts.isEmpty());
    const QString option = option_words(document_.activeScenario());
    option_->setText(option_->fontMetrics().elidedText(option, Qt::ElideRight, longest_option_px));
    option_->setMinimumWidth(option_->fontMetrics().horizontalAdvance(option_->text()) + menu_mark_px);
    option_->setAccessibleName(tr("Option: %1").arg(option));
    option_->setEnabled(!base->layers.empty());
    option_label_->setEnabled(!base->layers.empty());
}

} // namespace prospect::app
