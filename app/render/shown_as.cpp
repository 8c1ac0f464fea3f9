#include "app/render/shown_as.h"

#include <map>

namespace prospect::render {

namespace {

// Whether one of the words between the underscores is this one.
bool has_word(std::string_view name, std::string_view word) {
    while (!name.empty()) {
        const auto end = name.find('_');
        if (name.substr(0, end) == word) return true;
        if (end == std::string_view::npos) return false;
        name.remove_prefix(end + 1);
    }
    return false;
}

} // namespace

ShownAs shown_as(std::string_view name, std::string_view unit) {
    const bool plain = unit.empty() || unit == "1";
    if (plain && has_word(name, "guardianship"))
        return {.factor = 100, .unit = {}, .of_100 = !has_word(name, "difference")};
    if (plain && has_word(name, "share")) return {.factor = 100, .unit = "percent"};
    return {.unit = std::string(unit)};
}

QString shown_unit(std::string_view unit) {
    static const std::map<std::string_view, QString> written = {{"deg", QStringLiteral("°")},
                                                                {"lux", QStringLiteral("lx")},
                                                                {"percent", QStringLiteral("%")},
                                                                {"1", QString()}};
    if (const auto found = written.find(unit); found != written.end()) return found->second;
    QString text = QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
    text.replace(QLatin1String("m2"), QStringLiteral("m²"));
    text.replace(QLatin1String("m3"), QStringLiteral("m³"));
    text.replace(QLatin1String("s2"), QStringLiteral("s²"));
    return text;
}

} // namespace prospect::render
