#include "app/models/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

// Suffixes that carry a unit in names of metrics and columns, longest first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> unit_suffixes = {{
    {"_pixels_per_m", "px/m"},
    {"_per_m2", "1/m2"},
    {"_per_ha", "1/ha"},
    {"_per_m", "1/m"},
    {"_deg", "deg"},
    {"_kmh", "km/h"},
    {"_ms2", "m/s2"},
    {"_m2", "m2"},
    {"_m3", "m3"},
    {"_ha", "ha"},
    {"_lx", "lx"},
    {"_kj", "kJ"},
    {"_lm", "lm"},
    {"_s", "s"},
    {"_m", "m"},
}};

} // namespace

QString number_text(double value) {
    if (!std::isfinite(value)) return QStringLiteral("–");
    if (value == 0) return QStringLiteral("0");
    const double magnitude = std::abs(value);
    QLocale locale;
    // The plain locale leaves the separators out; one kind of number must not be written in two ways.
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    if (magnitude >= 1e9 || magnitude < 1e-4) return locale.toString(value, 'g', 4);
    const int before_point = static_cast<int>(std::floor(std::log10(magnitude))) + 1;
    QString text = locale.toString(value, 'f', std::max(0, 4 - std::max(before_point, 1)));
    if (text.contains(locale.decimalPoint())) {
        while (text.endsWith(locale.zeroDigit()))
            text.chop(1);
        if (text.endsWith(locale.decimalPoint())) text.chop(locale.decimalPoint().size());
    }
    return text;
}

QString quantity_text(double value, std::string_view unit) {
    const QString shown = unit_text(unit);
    if (shown.isEmpty()) return number_text(value);
    return number_text(value) + (unit == "deg" ? QString() : QStringLiteral("\u00a0")) + shown;
}

QString seen_text(double value, std::string_view unit) {
    const double step = std::abs(value) >= 100 ? 1 : 0.1;
    return quantity_text(std::round(value / step) * step, unit);
}

QString score_text(double share) {
    const double score = 100 * share;
    if (score > 0 && score < 0.5) return Words::tr("under 1");
    if (score >= 99.5 && score < 100) return Words::tr("over 99");
    return QString::number(std::lround(score));
}

QString result_text(double value, std::string_view name, std::string_view unit) {
    const std::string own = unit.empty() ? split_name(name).unit : std::string(unit);
    const render::ShownAs shown = render::shown_as(name, own);
    if (shown.of_100) return Words::tr("%1 of 100").arg(score_text(value));
    constexpr double nearly_nothing = 1e-6; // less of anything is a matter of the method
    if (value != 0 && std::abs(shown.factor * value) < nearly_nothing) return Words::tr("nearly 0");
    return quantity_text(shown.factor * value, shown.unit);
}

NamedUnit split_name(std::string_view name) {
    for (const auto& [suffix, unit] : unit_suffixes)
        if (name.size() > suffix.size() && name.ends_with(suffix))
            return {in_words(name.substr(0, name.size() - suffix.size())), std::string(unit)};
    return {in_words(name), {}};
}

std::string bare_name(std::string_view name) {
    for (const auto& [suffix, unit] : unit_suffixes)
        if (name.size() > suffix.size() && name.ends_with(suffix))
            return std::string(name.substr(0, name.size() - suffix.size()));
    return std::string(name);
}

QString kind_plural(Role role) {
    const auto& text = info(role).plural;
    return QCoreApplication::translate("Kinds", std::string(text).c_str());
}

QString kind_label(Role role) {
    const auto& text = info(role).label;
    return QCoreApplication::translate("Kinds", std::string(text).c_str());
}

QString kind_icon(Role role) {
    const auto name = name_of(role);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString without_options(const QString& sentence) {
    static const QRegularExpression clause(QStringLiteral("(^|[;,:(–—] ?|\\. )[^;—–]*--[a-z].*$"));
    static const QRegularExpression field(QStringLiteral(" \\([a-z_]+\\.[a-z0-9_]+\\)"));
    return QString(sentence).remove(field).remove(clause);
}

QString time_left_text(double seconds) {
    if (seconds < 1.5) return Words::tr("almost done");
    if (seconds < 90) return Words::tr("about %n s left", nullptr, static_cast<int>(std::ceil(seconds)));
    return Words::tr("about %n min left", nullptr, static_cast<int>(std::ceil(seconds / 60)));
}

} // namespace prospect::app
