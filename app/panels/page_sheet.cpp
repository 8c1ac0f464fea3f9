#include "app/panels/page_sheet.h"

#include "app/panels/look.h"
#include "geometry/site/study_area.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr QSize sheet_size{1160, 744};
constexpr int answers_width = 300;
constexpr int margin_around = 48; // of the window that stays in view
constexpr int preview_margin = 8;
constexpr int settle_ms = 60;

const QString paper_key = QStringLiteral("page/paper");
const QString map_key = QStringLiteral("page/map");
const QString notes_key = QStringLiteral("page/only_listed");
const QString photos_key = QStringLiteral("page/photos");
const QString author_key = QStringLiteral("page/author");
const QString in_charge_key = QStringLiteral("page/in_charge");
const QString answers_key = QStringLiteral("page/answers");

struct Choice {
    int id;
    QString words;
};

// Radio buttons under a title; a group that has one choice only is no question.
QButtonGroup* add_choices(QVBoxLayout& column, const QString& title, const std::vector<Choice>& choices,
                          QWidget* parent, Qt::Orientation along = Qt::Vertical) {
    auto* group = new QButtonGroup(parent);
    column.addWidget(text_label(title, render::TextStyle::panel_title));
    auto* box = new QBoxLayout(along == Qt::Vertical ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    box->setSpacing(along == Qt::Vertical ? render::space::grid : 2 * render::space::between);
    for (const Choice& choice : choices) {
        auto* button = new QRadioButton(choice.words);
        button->setAccessibleName(title + QStringLiteral(": ") + choice.words);
        group->addButton(button, choice.id);
        box->addWidget(button);
    }
    if (along == Qt::Horizontal) box->addStretch();
    column.addLayout(box);
    column.addSpacing(render::space::inside);
    group->buttons().front()->setChecked(true);
    return group;
}

void choose(QButtonGroup& group, int id) {
    if (auto* button = group.button(id)) button->setChecked(true);
}

QImage painted(const report::PaintedPage& page, int number, QSize room, const Progress& progress) {
    const QSizeF paper = page.layout().paper;
    const double dots = std::min(room.width() / paper.width(), room.height() / paper.height());
    QImage image((paper * dots).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(dots, dots);
    page.paint(painter, number, progress);
    return image;
}

} // namespace

PagePreview::PagePreview(QWidget* parent) : QWidget(parent) {
    setMinimumSize(280, 280);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize PagePreview::room() const {
    return (QSizeF(size() - QSize(2 * preview_margin, 2 * preview_margin)) * devicePixelRatioF())
        .toSize()
        .expandedTo({1, 1});
}

void PagePreview::show(const QImage& page, const QString& says) {
    page_ = page;
    page_.setDevicePixelRatio(devicePixelRatioF());
    text_.clear();
    setAccessibleName(says);
    update();
}

void PagePreview::say(const QString& text) {
    page_ = {};
    text_ = text;
    setAccessibleName(text);
    update();
}

void PagePreview::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = theme_of(palette());
    painter.fillRect(rect(), theme.window);
    if (page_.isNull()) {
        painter.setPen(theme.secondary);
        painter.drawText(rect().adjusted(preview_margin, 0, -preview_margin, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, text_);
        return;
    }
    const QSizeF size = page_.deviceIndependentSize();
    const QPointF corner((width() - size.width()) / 2, (height() - size.height()) / 2);
    painter.drawImage(corner, page_);
    painter.setPen(QPen(theme.line, 1));
    painter.drawRect(QRectF(corner, size).adjusted(-0.5, -0.5, 0.5, 0.5));
}

void PagePreview::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    Q_EMIT resized();
}

PageSheet::PageSheet(std::shared_ptr<const PageSource> source, PageChoices choices, JobRunner& jobs,
                     QWidget* parent)
    : QDialog(parent), source_(std::move(source)), choices_(std::move(choices)),
      has_red_line_(!red_line(source_->site()).features.empty()), answer_(jobs, tr("Drawing the page"), this),
      preview_(new PagePreview), back_(tool_button(QStringLiteral("chevron-left"), tr("Page before"))),
      on_(tool_button(QStringLiteral("chevron-right"), tr("Next page"))), number_(text_label({})),
      photos_(new QCheckBox), author_(new QCheckBox), in_charge_(new QCheckBox(tr("&Who has to act"))),
      answers_(new QCheckBox(tr("Answ&ers"))), summary_(paragraph({}, Tone::quiet)),
      save_(push_button(tr("Save page…"), Emphasis::primary)) {
    setWindowTitle(tr("Page to hand over"));
    make_panel(this);
    auto* column = column_layout(this, 24, render::space::between);
    column->addWidget(text_label(tr("Page to hand over"), render::TextStyle::start_page));
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(makePreview(), 1);
    row->addWidget(makeAnswers());
    column->addLayout(row, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    auto* cancel = push_button(tr("Cancel"));
    cancel->setAutoDefault(false);
    buttons->addWidget(cancel);
    buttons->addWidget(save_);
    column->addLayout(buttons);
    save_->setDefault(true);
    recall();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save_, &QPushButton::clicked, this, [this] {
        remember();
        Q_EMIT saveRequested(options());
    });
    for (auto* group : {paper_, map_, notes_})
        connect(group, &QButtonGroup::idToggled, this, [this](int, bool on) {
            if (on) turnTo(0);
        });
    for (auto* box : {photos_, author_, in_charge_, answers_})
        connect(box, &QCheckBox::toggled, this, &PageSheet::drawAgain);
    connect(back_, &QToolButton::clicked, this, [this] { turnTo(page_ - 1); });
    connect(on_, &QToolButton::clicked, this, [this] { turnTo(page_ + 1); });
    connect(preview_, &PagePreview::resized, this, &PageSheet::drawAgain);
    connect(&answer_, &Answer::failed, preview_, &PagePreview::say);
    QSize wanted = sheet_size;
    if (parent) wanted = wanted.boundedTo(parent->size() - QSize(margin_around, margin_around));
    resize(wanted);
    save_->setFocus();
    drawAgain();
}

QWidget* PageSheet::makePreview() {
    auto* side = new QWidget;
    auto* column = column_layout(side, 0);
    column->addWidget(preview_, 1);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(back_);
    row->addWidget(number_);
    row->addWidget(on_);
    row->addStretch();
    column->addLayout(row);
    preview_->say(tr("Drawing the page…"));
    return side;
}

QWidget* PageSheet::makeAnswers() {
    using report::MapPart;
    using report::Paper;
    auto* side = new QWidget;
    side->setFixedWidth(answers_width);
    auto* column = column_layout(side, 0);
    paper_ = add_choices(*column, tr("Paper"),
                         {{static_cast<int>(Paper::a4), tr("A&4")}, {static_cast<int>(Paper::a3), tr("A&3")}},
                         this, Qt::Horizontal);
    std::vector<Choice> parts;
    if (has_red_line_)
        parts.push_back({static_cast<int>(MapPart::site), tr("The site within the &red line")});
    parts.push_back({static_cast<int>(MapPart::everything), tr("&All of the plan")});
    parts.push_back({static_cast<int>(MapPart::view), tr("What the &map shows now")});
    map_ = add_choices(*column, tr("Map"), parts, this);
    const auto all = static_cast<int>(source_->draft().notes.size());
    std::vector<Choice> notes{{0, tr("A&ll (%1)").arg(QLocale().toString(all))}};
    if (choices_.listed)
        notes.push_back({1, tr("&Only those listed (%1)")
                                .arg(QLocale().toString(static_cast<int>(choices_.listed->size())))});
    notes_ = add_choices(*column, tr("Notes"), notes, this);
    photos_->setText(tr("&Photos, where there is room"));
    author_->setText(source_->draft().author.isEmpty() ? tr("My &name on the page (none given)")
                                                       : tr("My &name on the page"));
    author_->setToolTip(source_->draft().author);
    in_charge_->setToolTip(tr("As it is written in the notes: it may be somebody's name"));
    answers_->setToolTip(tr("The last answer to each note, as it was written: it may say somebody's name"));
    for (auto* box : {photos_, answers_, in_charge_, author_})
        column->addWidget(box);
    photos_->setEnabled(source_->has_photos());
    answers_->setEnabled(source_->has_answers());
    author_->setEnabled(!source_->draft().author.isEmpty());
    column->addStretch();
    column->addWidget(summary_);
    return side;
}

void PageSheet::recall() {
    const QSettings settings;
    choose(*paper_, settings.value(paper_key).toInt());
    if (settings.contains(map_key)) choose(*map_, settings.value(map_key).toInt());
    choose(*notes_, settings.value(notes_key).toInt());
    photos_->setChecked(settings.value(photos_key, true).toBool());
    author_->setChecked(settings.value(author_key, true).toBool());
    in_charge_->setChecked(settings.value(in_charge_key, false).toBool());
    answers_->setChecked(settings.value(answers_key, false).toBool());
}

// What could not be chosen here stays as it was chosen where it could.
void PageSheet::remember() const {
    QSettings settings;
    settings.setValue(paper_key, paper_->checkedId());
    constexpr auto site = static_cast<int>(report::MapPart::site);
    const bool stands_for_site = !has_red_line_ && settings.value(map_key, site).toInt() == site &&
                                 map_->checkedId() == static_cast<int>(report::MapPart::everything);
    if (!stands_for_site) settings.setValue(map_key, map_->checkedId());
    if (choices_.listed) settings.setValue(notes_key, notes_->checkedId());
    if (photos_->isEnabled()) settings.setValue(photos_key, photos_->isChecked());
    if (author_->isEnabled()) settings.setValue(author_key, author_->isChecked());
    settings.setValue(in_charge_key, in_charge_->isChecked());
    if (answers_->isEnabled()) settings.setValue(answers_key, answers_->isChecked());
}

report::PageOptions PageSheet::options() const {
    report::PageOptions options;
    options.paper = static_cast<report::Paper>(paper_->checkedId());
    options.map = static_cast<report::MapPart>(map_->checkedId());
    options.view = choices_.view;
    if (notes_->checkedId() == 1) options.notes = choices_.listed;
    options.photos = photos_->isChecked();
    options.author = author_->isChecked();
    options.in_charge = in_charge_->isChecked();
    options.answers = answers_->isChecked();
    return options;
}

QString PageSheet::summary() const {
    return summary_->text();
}

void PageSheet::turnTo(int page) {
    page_ = page;
    drawAgain();
}

void PageSheet::drawAgain() {
    answer_.ask(
        [this, source = source_, options = options(), wanted = page_,
         room = preview_->room()](const Progress& progress) -> Job::Delivery {
            const report::PaintedPage page(source->page(options, progress), progress);
            const int number = std::clamp(wanted, 0, page.content().pages - 1);
            return [this, content = page.content(), image = painted(page, number, room, progress), number] {
                show(content, image, number);
            };
        },
        settle_ms);
}

void PageSheet::show(const report::PageContent& content, const QImage& page, int number) {
    content_ = content;
    page_ = number;
    const bool several = content.pages > 1;
    const QString which = tr("Page %1 of %2").arg(number + 1).arg(content.pages);
    preview_->show(page, which);
    number_->setText(several ? which : QString());
    back_->setVisible(several);
    on_->setVisible(several);
    back_->setEnabled(number > 0);
    on_->setEnabled(number + 1 < content.pages);
    QStringList says{content.pages == 1 ? tr("1 page") : tr("%1 pages").arg(content.pages)};
    says += tr("map at 1:%1").arg(content.scale);
    QString text = says.join(QStringLiteral(" · ")) + u'.';
    if (const int off = content.notes - content.notes_on_map; off > 0)
        text += u' ' + (off == 1 ? tr("1 note is not on this map; the list says so.")
                                 : tr("%1 notes are not on this map; the list says so.").arg(off));
    if (photos_->isChecked() && content.photos_in_words > 0)
        text += u' ' + (content.photos_in_words == 1
                            ? tr("1 photo has no room; the list says that there is one.")
                            : tr("%1 photos have no room; the list says that there are some.")
                                  .arg(content.photos_in_words));
    if (content.withheld > 0)
        text += u' ' + tr("Personal or protected things are left out: %1.").arg(content.withheld);
    summary_->setText(text);
}

} // namespace prospect::app
