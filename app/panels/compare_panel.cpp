#include "app/panels/compare_panel.h"

#include "app/models/rank_words.h"
#include "app/models/words.h"
#include "app/panels/bar_charts.h"
#include "app/panels/look.h"
#include "app/panels/option_commands.h"
#include "app/panels/row_delegate.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace prospect::app {

namespace {

using assessment::Fate;
using assessment::Finding;
using assessment::Level;

constexpr int caption_px = 24;
constexpr double picture_shape = 0.72; // height by width
constexpr int status_role = Qt::UserRole + 1;
constexpr int detail_role = Qt::UserRole + 2;

constexpr int head_px = 64;

// What heads a version's column.
QString short_name(const ComparedVersion& version) {
    const QString name =
        version.option.isEmpty() ? ComparePanel::tr("Existing") : option_words(version.option);
    return QFontMetrics(render::font(render::TextStyle::secondary)).elidedText(name, Qt::ElideRight, head_px);
}

// A picture with the name under it; the one whose problems are listed has an edge.
class PictureButton : public QAbstractButton {
public:
    PictureButton(QImage picture, const QString& name, bool shown) : picture_(std::move(picture)) {
        setText(name);
        setCheckable(true);
        setChecked(shown);
        setAccessibleName(name);
        setToolTip(ComparePanel::tr("Show “%1” on the map").arg(name));
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    QSize sizeHint() const override { return {104, heightForWidth(104)}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override {
        return static_cast<int>(width * picture_shape) + caption_px;
    }

protected:
    void paintEvent(QPaintEvent*) override {
        using namespace render::space;
        const auto& theme = theme_of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const QRectF frame(0.5, 0.5, width() - 1.0, height() - caption_px - 1.0);
        const QSizeF whole = QSizeF(picture_.size()) / picture_.devicePixelRatio();
        const double scale = std::max(frame.width() / whole.width(), frame.height() / whole.height());
        QRectF part(QPointF(), frame.size() / scale);
        part.moveCenter(QPointF(whole.width() / 2, whole.height() / 2));
        const double ratio = picture_.devicePixelRatio();
        painter.drawImage(frame, picture_, QRectF(part.topLeft() * ratio, part.size() * ratio));
        const bool hot = isChecked() || underMouse() || hasFocus();
        painter.setPen(QPen(hot ? theme.accent : theme.line, isChecked() ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(frame);
        auto font = render::font(render::TextStyle::secondary);
        const QRect caption(0, height() - caption_px + grid, width(), caption_px - grid);
        painter.setFont(font);
        painter.setPen(isChecked() ? theme.text : theme.secondary);
        painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, caption.width()));
    }

private:
    QImage picture_;
};

QLabel* number_label(const QString& text, Tone tone = Tone::plain) {
    auto* label = text_label(text, render::TextStyle::body, tone);
    label->setTextFormat(Qt::RichText);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

QString signed_text(double difference) {
    return (difference > 0 ? QStringLiteral("+") : QStringLiteral("−")) + number_text(std::abs(difference));
}

QString text_of(const assessment::Headline& number) {
    if (!number.value) return QStringLiteral("–");
    const double rounded = std::round(*number.value);
    return number_text(rounded) + (number.unit == "%" ? QStringLiteral("\u00a0%") : QString());
}

// Paragraphs as a tip, whose lines are wrapped in rich text alone.
QString wrapped(const QString& text) {
    if (text.isEmpty()) return text;
    return QStringLiteral("<p>%1</p>")
        .arg(text.toHtmlEscaped().replace(QStringLiteral("\n\n"), QStringLiteral("</p><p>")));
}

RowLook describe(const QModelIndex& index) {
    RowLook look;
    look.status = static_cast<Status>(index.data(status_role).toInt());
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(detail_role).toString();
    return look;
}

QString level_words(Level level) {
    return QString::fromStdString(std::string(assessment::word_of(level))).toLower();
}

QString words_of(Fate fate) {
    switch (fate) {
    case Fate::cleared:
        return ComparePanel::tr("Cleared");
    case Fate::fresh:
        return ComparePanel::tr("New");
    case Fate::cannot_tell:
        return ComparePanel::tr("Can't tell any more");
    case Fate::unchanged:
        break;
    }
    return ComparePanel::tr("Unchanged");
}

// Where the finding is, in the words of its place; "" when it is in none.
QString place_of(const assessment::Assessment& assessment, const Finding& finding) {
    return finding.place ? QString::fromStdString(assessment.places[*finding.place].name) : QString();
}

// Better, worse or both, in one sentence; and whether the worst place of the first is mended.
QString verdict_of(const ComparedVersion& first, const ComparedVersion& second) {
    const auto& comparison = second.comparison;
    const auto cleared = static_cast<int>(comparison.count(Fate::cleared));
    const auto fresh = static_cast<int>(comparison.count(Fate::fresh));
    const auto lost = static_cast<int>(comparison.count(Fate::cannot_tell));
    const QString name = option_words(second.option);
    QString text =
        cleared > 0 && fresh == 0
            ? ComparePanel::tr("“%1” is better by these rules: %n cleared, none new.", nullptr, cleared)
                  .arg(name)
        : fresh > 0 && cleared == 0
            ? ComparePanel::tr("“%1” is worse by these rules: %n new, none cleared.", nullptr, fresh)
                  .arg(name)
        : cleared > 0
            ? ComparePanel::tr("“%1” clears %2 and brings %3 new.").arg(name).arg(cleared).arg(fresh)
            : ComparePanel::tr("“%1” changes none of the problems.").arg(name);
    if (lost > 0)
        text += u' ' + ComparePanel::tr("For %n of them nothing can be told any more.", nullptr, lost);
    if (first.assessment->places.empty()) return text;
    const auto& worst = first.assessment->places.front();
    const std::size_t weightiest = worst.findings.front();
    for (const auto& one : comparison.findings)
        if (one.before == weightiest)
            text += u' ' + (one.fate == Fate::cleared ? ComparePanel::tr("The worst place is mended: %1.")
                                                      : ComparePanel::tr("The worst place stays: %1."))
                               .arg(QString::fromStdString(worst.name));
    return text;
}

Status status_of(Fate fate, const Finding& shown) {
    if (fate == Fate::cleared) return Status::fine;
    if (fate == Fate::cannot_tell) return Status::cannot_tell;
    return shown.level == Level::fail ? Status::serious : Status::look;
}

} // namespace

ComparePanel::ComparePanel(QWidget* parent)
    : QWidget(parent), hint_(new QWidget), body_(new QWidget), out_of_date_(new QWidget),
      pictures_(new QWidget), table_(new QWidget), heading_(text_label({}, render::TextStyle::panel_title)),
      verdict_(paragraph({})), list_(new QListWidget) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    auto* hint = column_layout(hint_, render::space::edge, render::space::inside);
    hint->addWidget(text_label(tr("Side by side"), render::TextStyle::panel_title));
    hint->addWidget(
        paragraph(tr("Checks each version against the same rules, then says which problems an option "
                     "clears, which it brings and which stay."),
                  Tone::quiet));
    hint->addStretch(1);
    column->addWidget(hint_, 1);

    auto* body = column_layout(body_, 0, 0);
    auto* head = new QWidget;
    auto* top = column_layout(head, render::space::edge, render::space::between);
    auto* old = new QHBoxLayout(out_of_date_);
    old->setContentsMargins(0, 0, 0, 0);
    old->addWidget(status_mark(Status::look), 0, Qt::AlignTop);
    old->addWidget(paragraph(tr("Out of date: the plan, the time or the rules have changed since.")), 1);
    top->addWidget(out_of_date_);
    top->addWidget(pictures_);
    top->addWidget(table_);
    body->addWidget(head);
    body->addWidget(hairline());
    heading_->setContentsMargins(render::space::edge, render::space::between, render::space::edge,
                                 render::space::grid);
    body->addWidget(heading_);
    verdict_->setContentsMargins(render::space::edge, 0, render::space::edge, render::space::inside);
    verdict_->setTextFormat(Qt::PlainText);
    body->addWidget(verdict_);
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::none, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("What became of the problems"));
    body->addWidget(list_, 1);
    column->addWidget(body_, 1);
    auto* foot = new QWidget;
    auto* help = push_button(tr("How is this worked out?"), Emphasis::quiet, QStringLiteral("help"));
    column_layout(foot, render::space::inside)->addWidget(help, 0, Qt::AlignLeft);
    column->addWidget(hairline());
    column->addWidget(foot);
    connect(help, &QPushButton::clicked, this,
            [this] { Q_EMIT helpRequested(QStringLiteral("stage.compare")); });
    const auto choose = [this](const QListWidgetItem* item) {
        const auto place = item->data(Qt::UserRole).toPointF();
        if (item->data(Qt::UserRole).isValid()) Q_EMIT placeChosen({place.x(), place.y()});
    };
    connect(list_, &QListWidget::itemClicked, this, choose);
    connect(list_, &QListWidget::itemActivated, this, choose);
    show({});
}

void ComparePanel::show(Comparison comparison) {
    versions_ = std::move(comparison.versions);
    ranks_ = std::move(comparison.ranks);
    hint_->setVisible(versions_.empty());
    body_->setVisible(!versions_.empty());
    out_of_date_->hide();
    shown_ = versions_.empty() ? 0 : versions_.size() - 1;
    if (!versions_.empty()) showVersion(shown_);
}

void ComparePanel::showVersion(std::size_t version) {
    if (version == 0 || version >= versions_.size()) return;
    shown_ = version;
    fillPictures();
    fillTable();
    fillFindings();
}

void ComparePanel::setOption(std::size_t version, const QString& option) {
    if (version >= versions_.size() || versions_[version].option == option) return;
    versions_[version].option = option;
    showVersion(shown_);
}

void ComparePanel::setOutOfDate(bool out_of_date) {
    out_of_date_->setVisible(out_of_date);
}

void ComparePanel::fillPictures() {
    delete pictures_->layout();
    qDeleteAll(pictures_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    auto* row = new QHBoxLayout(pictures_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    for (std::size_t i = 0; i < versions_.size(); ++i) {
        auto* button =
            new PictureButton(versions_[i].picture, option_words(versions_[i].option), i == shown_);
        connect(
            button, &QAbstractButton::clicked, this,
            [this, option = versions_[i].option] { Q_EMIT optionChosen(option); }, Qt::QueuedConnection);
        row->addWidget(button);
    }
}

void ComparePanel::addNumberRow(int row, std::size_t number) {
    auto* grid = static_cast<QGridLayout*>(table_->layout());
    const auto first = assessment::headlines(*versions_.front().assessment)[number];
    grid->addWidget(text_label(QString::fromStdString(first.title)), row, 0);
    const auto& theme = theme_of(palette());
    for (std::size_t i = 0; i < versions_.size(); ++i) {
        const auto one = assessment::headlines(*versions_[i].assessment)[number];
        QString text = text_of(one);
        const double difference =
            one.value && first.value ? std::round(*one.value) - std::round(*first.value) : 0;
        if (i > 0 && difference != 0) {
            const bool better = (difference > 0) == one.more_is_better;
            text += QStringLiteral(" <span style=\"color:%1\">%2</span>")
                        .arg((better ? theme.fine : theme.serious).name(), signed_text(difference));
        }
        grid->addWidget(number_label(text), row, static_cast<int>(i) + 1);
    }
}

void ComparePanel::addFateRow(int row, Fate fate, const QString& words) {
    auto* grid = static_cast<QGridLayout*>(table_->layout());
    grid->addWidget(text_label(words), row, 0);
    for (std::size_t i = 1; i < versions_.size(); ++i)
        grid->addWidget(number_label(QString::number(versions_[i].comparison.count(fate))), row,
                        static_cast<int>(i) + 1);
}

void ComparePanel::addRanks(int row) {
    if (!ranks_.told() && ranks_.missing.empty()) return;
    auto* grid = static_cast<QGridLayout*>(table_->layout());
    const int columns = static_cast<int>(versions_.size()) + 1;
    QStringList names;
    for (const ComparedVersion& version : versions_)
        names += option_words(version.option);
    const QString method = wrapped(ranks_method(ranks_, names));
    grid->addWidget(hairline(), row++, 0, 1, columns);
    if (ranks_.told()) {
        auto* title = text_label(best_title(versions_.size()));
        title->setToolTip(method);
        grid->addWidget(title, row, 0);
        for (std::size_t i = 0; i < versions_.size(); ++i) {
            const double share = ranks_.shares[i].front();
            const QString sentence = best_sentence(names[static_cast<int>(i)], share, ranks_);
            auto* number = number_label(best_share(share));
            auto* bar = new ShareBar(share);
            number->setToolTip(sentence);
            bar->setToolTip(sentence);
            bar->setAccessibleName(sentence);
            grid->addWidget(number, row, static_cast<int>(i) + 1);
            grid->addWidget(bar, row + 1, static_cast<int>(i) + 1);
        }
        row += 2;
    }
    auto* line = paragraph(ranks_line(ranks_), Tone::quiet);
    line->setToolTip(method);
    grid->addWidget(line, row, 0, 1, columns);
}

void ComparePanel::fillTable() {
    delete table_->layout();
    qDeleteAll(table_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    auto* grid = new QGridLayout(table_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(render::space::inside);
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    for (std::size_t i = 0; i < versions_.size(); ++i) {
        auto* head = number_label(short_name(versions_[i]), Tone::quiet);
        head->setToolTip(option_words(versions_[i].option));
        grid->addWidget(head, 0, static_cast<int>(i) + 1);
    }
    int row = 1;
    const std::size_t count = assessment::headlines(*versions_.front().assessment).size();
    for (std::size_t number = 0; number < count; ++number)
        addNumberRow(row++, number);
    grid->addWidget(hairline(), row++, 0, 1, static_cast<int>(versions_.size()) + 1);
    addFateRow(row++, Fate::cleared, tr("Problems cleared"));
    addFateRow(row++, Fate::fresh, tr("Problems new"));
    addFateRow(row++, Fate::unchanged, tr("Problems unchanged"));
    addRanks(row);
}

void ComparePanel::fillFindings() {
    const ComparedVersion& first = versions_.front();
    const ComparedVersion& second = versions_[shown_];
    heading_->setText(tr("From %1 to %2").arg(short_name(first), short_name(second)));
    heading_->setToolTip(
        tr("From “%1” to “%2”").arg(option_words(first.option), option_words(second.option)));
    verdict_->setText(verdict_of(first, second));
    list_->clear();
    for (const auto& one : second.comparison.findings) {
        const Finding* before = one.before ? &first.assessment->findings[*one.before] : nullptr;
        const Finding* after = one.after ? &second.assessment->findings[*one.after] : nullptr;
        const Finding& shown = after ? *after : *before;
        QString detail = words_of(one.fate);
        if (before && after && before->level != after->level)
            detail = tr("Was %1, is %2").arg(level_words(before->level), level_words(after->level));
        if (const QString where = place_of(after ? *second.assessment : *first.assessment, shown);
            !where.isEmpty())
            detail += QStringLiteral(" · ") + where;
        const QString message = QString::fromStdString(shown.message);
        auto* item = new QListWidgetItem(message, list_);
        item->setData(status_role, static_cast<int>(status_of(one.fate, shown)));
        item->setData(detail_role, detail);
        item->setToolTip(message);
        if (shown.at) item->setData(Qt::UserRole, QPointF(shown.at->x, shown.at->y));
    }
    if (second.comparison.findings.empty()) {
        auto* item = new QListWidgetItem(tr("No problem in either."), list_);
        item->setData(status_role, static_cast<int>(Status::fine));
        item->setFlags(Qt::NoItemFlags);
    }
}

} // namespace prospect::app
