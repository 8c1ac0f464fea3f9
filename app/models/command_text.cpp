#include "app/models/command_text.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cctype>

namespace prospect::app {

namespace {

QString quoted(const std::string& word) {
    const auto plain = [](unsigned char c) {
        return std::isalnum(c) || (c != 0 && std::string_view("._-/:,+@%=").find(static_cast<char>(c)) !=
                                                 std::string_view::npos);
    };
    QString text = QString::fromStdString(word);
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return text;
    return u'\'' + text.replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

constexpr std::array weekdays{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

// "23:30".
std::string clock_text(int minute) {
    return QStringLiteral("%1:%2")
        .arg(minute / 60, 2, 10, QLatin1Char('0'))
        .arg(minute % 60, 2, 10, QLatin1Char('0'))
        .toStdString();
}

} // namespace

QString command_text(const Result& result, std::span<const engine::Analysis> catalogue,
                     const std::filesystem::path& file) {
    QStringList words{QStringLiteral("prospect-cli"), QStringLiteral("analyse"),
                      quoted(file.empty() ? "SITE.gpkg" : file.string()), quoted(result.analysis)};
    const auto add = [&words](const std::string& name, const std::string& value) {
        words << QStringLiteral("--") + QString::fromStdString(name) << quoted(value);
    };
    TimeContext usual;
    for (const auto& analysis : catalogue) {
        if (analysis.info().id != result.analysis) continue;
        if (const auto band = analysis.info().usual_band) usual.set_time(name_of(*band));
        for (const auto& parameter : analysis.parameters())
            if (const auto found = result.settings.find(parameter.name);
                found != result.settings.end() && found->second != parameter.default_text)
                add(parameter.name, found->second);
    }
    if (!result.option.isEmpty()) add("scenario", result.option.toStdString());
    if (result.run) {
        const auto& time = result.run->time;
        TimeContext of_band;
        of_band.set_time(name_of(time.band));
        if (time.minute != of_band.minute)
            add("time", clock_text(time.minute));
        else if (time.band != usual.band)
            add("time", std::string(name_of(time.band)));
        if (time.weekday != usual.weekday) add("weekday", weekdays[static_cast<std::size_t>(time.weekday)]);
        if (time.season != usual.season) add("season", std::string(name_of(time.season)));
        if (time.growth_year != usual.growth_year) add("growth_year", std::to_string(time.growth_year));
        if (result.run->seed != 0) add("seed", std::to_string(result.run->seed));
    }
    add("out", "results");
    return words.join(u' ');
}

} // namespace prospect::app
