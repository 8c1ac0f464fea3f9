#include "app/models/result_moment.h"

#include "app/models/access_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ResultMoment)
};

QString band_word(DayBand band) {
    switch (band) {
    case DayBand::day:
        return Words::tr("Day");
    case DayBand::evening:
        return Words::tr("Evening");
    case DayBand::night:
        break;
    }
    return Words::tr("Night");
}

} // namespace

QString moment_of(const Result& result, const engine::AnalysisInfo& info) {
    if (!result.run) return {};
    const TimeContext& time = result.run->time;
    QStringList parts;
    if (info.time.band) parts += {band_word(time.band), moment_text(time)};
    if (info.time.season)
        parts += time.season == Season::summer ? Words::tr("in summer") : Words::tr("in winter");
    if (info.time.growth && time.growth_year > 0)
        parts +=
            time.growth_year == 1 ? Words::tr("a year on") : Words::tr("%1 years on").arg(time.growth_year);
    QString text = parts.join(QStringLiteral(", "));
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

} // namespace prospect::app
