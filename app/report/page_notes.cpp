#include "app/report/page_notes.h"

#include "app/render/paint_notes.h"
#include "app/render/words.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace prospect::report {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReviewPage)
};

constexpr double slip_half_mm = 2.2;
constexpr double slip_middle_mm = 2.6;
constexpr double photo_height = 19;
constexpr double photo_gap = 1.6;
constexpr double widest_photo = 1.8; // of its height
constexpr double narrowest_photo = 0.6;

QString text_of(const std::string& words) {
    return QString::fromStdString(words).trimmed();
}

// What is no day stays as it was written.
QString day_of(const std::string& iso) {
    const QDate day = QDate::fromString(text_of(iso).left(10), Qt::ISODate);
    return day.isValid() ? QLocale().toString(day, QStringLiteral("d MMM yyyy")) : text_of(iso);
}

QString status_words(const Annotation& note) {
    const QString status = render::annotation_word(note.status);
    const bool was_decided = note.history.size() > 1 && note.history.back().status == note.status;
    return was_decided ? status + u' ' + day_of(note.history.back().by.when) : status;
}

QString joined(QStringList parts, const QString& between) {
    parts.removeAll(QString());
    return parts.join(between);
}

QString act_words(const Annotation& note, bool named) { // NOLINT: who asks
    const QString who = named ? text_of(note.assigned) : QString();
    const QString when = day_of(note.due);
    if (!who.isEmpty() && !when.isEmpty()) return Words::tr("To act: %1, by %2").arg(who, when);
    if (!who.isEmpty()) return Words::tr("To act: %1").arg(who);
    return when.isEmpty() ? QString() : Words::tr("To be done by %1").arg(when);
}

QString answer_words(const Annotation& note) {
    if (note.replies.empty()) return {};
    const Reply& last = note.replies.back();
    const QString by = joined({text_of(last.by.agency), day_of(last.by.when)}, QStringLiteral(", "));
    return by.isEmpty() ? Words::tr("Answer: “%1”").arg(text_of(last.text))
                        : Words::tr("Answer (%1): “%2”").arg(by, text_of(last.text));
}

double photo_width(const QImage& photo) {
    const double shape = photo.height() > 0 ? static_cast<double>(photo.width()) / photo.height() : 1;
    return photo_height * std::clamp(shape, narrowest_photo, widest_photo);
}

// The middle of the photo, filling its frame.
void paint_photo(QPainter& painter, const QImage& photo, const QRectF& frame) {
    const QSizeF part = frame.size().scaled(photo.size(), Qt::KeepAspectRatio);
    const QRectF from(QPointF(photo.width() - part.width(), photo.height() - part.height()) / 2, part);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(frame, photo, from);
    painter.restore();
}

Rows photo_rows(const std::vector<QImage>& photos, double width) {
    Rows rows;
    std::vector<std::pair<double, QImage>> line;
    double used = 0;
    const auto finish = [&] {
        if (line.empty()) return;
        rows.push_back({photo_height + photo_gap, [line](QPainter& painter, QPointF at) {
                            for (const auto& [left, photo] : line)
                                paint_photo(painter, photo,
                                            {at.x() + number_indent + left, at.y() + photo_gap / 2,
                                             photo_width(photo), photo_height});
                        }});
        line.clear();
        used = 0;
    };
    for (const QImage& photo : photos) {
        if (used > 0 && used + photo_width(photo) > width - number_indent) finish();
        line.emplace_back(used, photo);
        used += photo_width(photo) + photo_gap;
    }
    finish();
    return rows;
}

Paint number_of(const Annotation& note, const render::Theme& theme) {
    if (note.number <= 0) return nullptr;
    const auto slip = render::is_settled(note.status) ? render::Slip::hollow : render::Slip::filled;
    return [number = QString::number(note.number), slip, &theme](QPainter& painter, QPointF at) {
        render::paint_slip(painter, number, at + QPointF(slip_middle_mm, slip_half_mm), slip_half_mm, slip,
                           theme);
    };
}

} // namespace

NoteWords note_words(const Annotation& note, const NoteChoice& choice) {
    NoteWords words;
    words.title = text_of(note.title);
    words.text = text_of(note.text);
    words.judgement = joined({render::annotation_word(note.severity), render::annotation_word(note.strategy),
                              status_words(note), text_of(note.agency),
                              choice.on_map ? QString() : Words::tr("not on this map")},
                             QStringLiteral(" · "));
    words.act = act_words(note, choice.in_charge);
    if (choice.answers) words.answer = answer_words(note);
    return words;
}

QString photo_words(std::size_t photos) {
    if (photos == 0) return {};
    return photos == 1 ? Words::tr("With photo") : Words::tr("With %1 photos").arg(photos);
}

Rows note_rows(const Annotation& note, const NoteWords& words, const Photos& photos, std::size_t most_photos,
               double width, const render::Theme& theme) {
    Rows rows;
    const auto write = [&](const QString& text, const QFont& font, const QColor& color) {
        if (text.isEmpty()) return;
        Rows lines = text_rows(text, font, color, width, number_indent);
        hold_together(lines);
        append(rows, std::move(lines));
    };
    const auto attached = photos_of(note);
    std::vector<QImage> pictures;
    for (const AttachedFile& file : attached)
        if (const auto found = photos.find(file.sha256);
            found != photos.end() && pictures.size() < most_photos)
            pictures.push_back(found->second);
    write(words.title, page_font(9, QFont::DemiBold), theme.text);
    if (!rows.empty()) rows.back().holds_next = true;
    write(words.text, page_font(9), theme.text);
    write(words.act, page_font(8, QFont::DemiBold), theme.text);
    write(words.answer, page_font(8), theme.text);
    write(words.judgement, page_font(7.5), theme.secondary);
    if (pictures.empty())
        write(photo_words(attached.size()), page_font(7.5), theme.secondary);
    else if (const std::size_t rest = attached.size() - pictures.size(); rest > 0)
        write(Words::tr("and %n more photo(s)", nullptr, static_cast<int>(rest)), page_font(7.5),
              theme.secondary);
    if (!pictures.empty() && !rows.empty()) rows.back().holds_next = true;
    append(rows, photo_rows(pictures, width));
    if (rows.empty()) rows.push_back({2 * slip_half_mm, nullptr}); // a number alone
    if (const Paint number = number_of(note, theme))
        rows.front().paint = [first = rows.front().paint, number](QPainter& painter, QPointF at) {
            number(painter, at);
            if (first) first(painter, at);
        };
    rows.push_back({1.8, nullptr});
    return rows;
}

Paint number_again(const Annotation& note, const render::Theme& theme) {
    const Paint number = number_of(note, theme);
    if (!number) return nullptr;
    return [number](QPainter& painter, QPointF at) {
        constexpr double faint = 0.45;
        painter.save();
        painter.setOpacity(faint);
        number(painter, at);
        painter.restore();
    };
}

} // namespace prospect::report
