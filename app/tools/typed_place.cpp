#include "app/tools/typed_place.h"

#include "geometry/base/tolerances.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace prospect::app {

namespace {

struct TypedText {
    Q_DECLARE_TR_FUNCTIONS(TypedText)
};

constexpr QChar offset_sign = u'@';
constexpr QChar angle_sign = u'<';
constexpr QChar turn_sign = u'+'; // after the angle's
constexpr QChar comma = u',';

std::optional<double> number(const QString& text) {
    bool good = false;
    const double value = text.toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<std::pair<double, double>> two_numbers(const QString& text, QChar divider) {
    const QStringList parts = text.split(divider);
    if (parts.size() != 2) return std::nullopt;
    const auto first = number(parts[0]);
    const auto second = number(parts[1]);
    if (!first || !second) return std::nullopt;
    return std::pair{*first, *second};
}

} // namespace

bool is_typed_character(QChar c) {
    return (c >= u'0' && c <= u'9') || c == u'.' || c == u'-' || c == comma || c == turn_sign ||
           c == angle_sign || c == offset_sign;
}

std::optional<Typed> parse_typed(const QString& text) {
    QString plain = text;
    plain.remove(u' ');
    if (plain.startsWith(offset_sign)) {
        const auto offset = two_numbers(plain.mid(1), comma);
        if (!offset) return std::nullopt;
        return TypedOffset{{offset->first, offset->second}};
    }
    if (const auto angle = plain.indexOf(angle_sign); angle >= 0) {
        const bool turned = plain.mid(angle + 1).startsWith(turn_sign);
        if (turned) plain.remove(angle + 1, 1);
        const auto polar = two_numbers(plain, angle_sign);
        if (!polar) return std::nullopt;
        if (turned) return TypedTurn{polar->first, polar->second};
        return TypedPolar{polar->first, polar->second};
    }
    if (plain.contains(comma)) {
        const auto place = two_numbers(plain, comma);
        if (!place) return std::nullopt;
        return TypedPlace{{place->first, place->second}};
    }
    const auto length = number(plain);
    if (!length) return std::nullopt;
    return TypedLength{*length};
}

QString example(TypedForm form) {
    switch (form) {
    case TypedForm::length:
        return QStringLiteral("12");
    case TypedForm::polar:
        return QStringLiteral("12<90");
    case TypedForm::turn:
        return QStringLiteral("12<+90");
    case TypedForm::offset:
        return QStringLiteral("@3,-4");
    case TypedForm::place:
        return QStringLiteral("530012.5,179344");
    }
    return {};
}

QString typed_forms(std::initializer_list<TypedForm> forms) {
    QStringList examples;
    for (const TypedForm form : forms)
        examples += example(form);
    return examples.join(QStringLiteral(" · "));
}

Point direction_of(double azimuth_deg) {
    const double angle = azimuth_deg * M_PI / 180;
    return {std::sin(angle), std::cos(angle)};
}

double azimuth_of(Point vector) {
    if (length(vector) == 0) return 0;
    const double azimuth = std::atan2(vector.x, vector.y) * 180 / M_PI;
    return azimuth < 0 ? azimuth + 360 : azimuth;
}

namespace {

struct Resolver {
    const TypedFrom& from;

    static Resolved refused(const QString& why) { return {std::nullopt, why}; }
    static Resolved no_anchor() {
        return refused(TypedText::tr("A length needs a point to start from: click one, or type a place: %1.")
                           .arg(example(TypedForm::place)));
    }
    Resolved operator()(const TypedLength& typed) const {
        if (!from.anchor) return no_anchor();
        if (!from.pointer || *from.pointer == *from.anchor)
            return refused(
                TypedText::tr("Point in the direction the length is to go, or type it as well: %1.")
                    .arg(example(TypedForm::polar)));
        const Point along = *from.pointer - *from.anchor;
        return {*from.anchor + along * (typed.length_m / length(along)), {}};
    }
    Resolved operator()(const TypedPolar& typed) const {
        if (!from.anchor) return no_anchor();
        return {*from.anchor + direction_of(typed.azimuth_deg) * typed.length_m, {}};
    }
    Resolved operator()(const TypedTurn& typed) const {
        if (!from.anchor) return no_anchor();
        if (!from.before)
            return refused(TypedText::tr("There is no segment to turn from yet: %1 counts from north.")
                               .arg(example(TypedForm::polar)));
        const double azimuth_deg = azimuth_of(*from.anchor - *from.before) + typed.turn_deg;
        return {*from.anchor + direction_of(azimuth_deg) * typed.length_m, {}};
    }
    Resolved operator()(const TypedOffset& typed) const {
        if (!from.anchor) return no_anchor();
        return {*from.anchor + typed.offset, {}};
    }
    Resolved operator()(const TypedPlace& typed) const {
        const Point local = from.frame.to_local(typed.full);
        // A slip of the keys, or metres from the corner of the sheet, would tear the plan apart.
        const Box room = from.site.grown(tolerance::site_limit_m);
        if (!from.site.empty() && !room.contains(local))
            return refused(
                TypedText::tr("That place is more than 200 km from the plan; %1 counts from the last point.")
                    .arg(example(TypedForm::offset)));
        return {local, {}};
    }
};

} // namespace

Resolved resolve(const QString& text, const TypedFrom& from) {
    const auto typed = parse_typed(text);
    if (!typed)
        return Resolver::refused(TypedText::tr("\"%1\" is no length or place: type one like %2 · %3.")
                                     .arg(text, typed_forms(), example(TypedForm::place)));
    return std::visit(Resolver{from}, *typed);
}

} // namespace prospect::app
