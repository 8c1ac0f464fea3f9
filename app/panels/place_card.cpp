#include "app/panels/place_card.h"

#include "app/render/icons.h"

#include <QCoreApplication>
#include <QPainter>

namespace prospect::app {

namespace {

constexpr int card_height = 64;
constexpr int disc_size = 24;

struct CardWords {
    Q_DECLARE_TR_FUNCTIONS(PlaceCard)
};

void draw_disc(QPainter& painter, const QRectF& disc, const QString& number, const render::Theme& theme) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.mark);
    painter.drawEllipse(disc);
    auto font = render::font(render::TextStyle::body);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.on_mark);
    painter.drawText(disc, Qt::AlignCenter, number);
}

} // namespace

assessment::Level gravest(const assessment::Assessment& outcome, const assessment::Place& place) {
    using assessment::Level;
    Level level = Level::info;
    for (const std::size_t i : place.findings) {
        if (outcome.findings[i].level == Level::fail) return Level::fail;
        if (outcome.findings[i].level == Level::look) level = Level::look;
    }
    return level;
}

Status status_of(assessment::Level level) {
    switch (level) {
    case assessment::Level::fail:
        return Status::serious;
    case assessment::Level::look:
        return Status::look;
    case assessment::Level::pass:
        return Status::fine;
    case assessment::Level::info:
        return Status::info;
    case assessment::Level::not_run:
        break;
    }
    return Status::cannot_tell;
}

QString problems_text(std::size_t count) {
    return count == 1 ? CardWords::tr("1 problem") : CardWords::tr("%1 problems").arg(count);
}

PlaceDisc::PlaceDisc(std::size_t number) : number_(QString::number(number)) {
    setFixedSize(disc_size, disc_size);
}

void PlaceDisc::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    draw_disc(painter, rect(), number_, theme_of(palette()));
}

PlaceCard::PlaceCard(std::size_t number, const QString& name, const QString& detail, assessment::Level level)
    : number_(number), detail_(detail), level_(level) {
    setText(name);
    setAccessibleName(CardWords::tr("Place %1: %2, %3").arg(number).arg(name, detail));
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(card_height);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize PlaceCard::sizeHint() const {
    return {300, card_height};
}

void PlaceCard::paintEvent(QPaintEvent*) {
    using namespace render::space;
    const auto& theme = theme_of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = underMouse() || hasFocus();
    painter.setPen(QPen(hot ? theme.accent : theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const QRectF disc(between, (height() - disc_size) / 2.0, disc_size, disc_size);
    draw_disc(painter, disc, QString::number(number_), theme);
    const int left = static_cast<int>(disc.right()) + between;
    auto font = render::font(render::TextStyle::body);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.text);
    const QRect first(left, height() / 2 - 20, width() - left - between, 20);
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, first.width()));
    const bool serious = level_ == assessment::Level::fail;
    const QColor color = serious ? theme.serious : theme.look;
    const QString word = QString::fromStdString(std::string(assessment::word_of(level_)));
    const QRect second = first.translated(0, 20);
    render::paint_icon(painter, serious ? "serious" : "look", color,
                       QRectF(left, second.center().y() - 6, 12, 12));
    painter.setFont(render::font(render::TextStyle::secondary));
    painter.setPen(color);
    const QRect words = second.adjusted(16, 0, 0, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, word);
    painter.setPen(theme.secondary);
    const int used = painter.fontMetrics().horizontalAdvance(word);
    painter.drawText(
        words.adjusted(used + inside, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(detail_, Qt::ElideRight, words.width() - used - inside));
}

} // namespace prospect::app
