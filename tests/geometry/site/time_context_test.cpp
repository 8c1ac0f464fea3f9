#include "geometry/base/error.h"
#include "geometry/site/time_context.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;

namespace {

TimeContext at(const char* weekday, const char* time, Season season = Season::summer) {
    TimeContext context;
    context.set_weekday(weekday);
    context.set_time(time);
    context.season = season;
    return context;
}

} // namespace

class TimeContextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void default_is_a_wednesday_afternoon_in_summer() {
        QCOMPARE(TimeContext().text(), "Wednesday 14:00, day, summer, year 0, opening");
    }

    void named_times_have_their_hour_and_band() {
        QCOMPARE(at("Mo", "day").text(), "Monday 14:00, day, summer, year 0, opening");
        QCOMPARE(at("Tu", "evening").text(), "Tuesday 20:00, evening, summer, year 0, opening");
        QCOMPARE(at("Su", "night", Season::winter).text(), "Sunday 23:30, night, winter, year 0, opening");
    }

    void clock_times_choose_the_band_data() {
        QTest::addColumn<QString>("time");
        QTest::addColumn<int>("band");
        const auto row = [](const char* time, DayBand band) {
            QTest::newRow(time) << time << static_cast<int>(band);
        };
        row("00:00", DayBand::night);
        row("05:59", DayBand::night);
        row("06:00", DayBand::day);
        row("18:59", DayBand::day);
        row("19:00", DayBand::evening);
        row("22:29", DayBand::evening);
        row("22:30", DayBand::night);
        row("23:59", DayBand::night);
    }

    void clock_times_choose_the_band() {
        QFETCH(QString, time);
        QFETCH(int, band);
        const TimeContext context = at("We", time.toUtf8().constData());
        QCOMPARE(static_cast<int>(context.band), band);
        QVERIFY(context.text().find(time.toStdString()) != std::string::npos);
    }

    void wrong_times_and_days_are_refused_with_what_is_allowed() {
        for (const char* text :
             {"", "noon", "24:00", "12:60", "1200", "12:5", "-1:00", "12:00:00", " 12:00", "DAY"}) {
            TimeContext context;
            try {
                context.set_time(text);
                QFAIL(text);
            } catch (const Error& error) {
                QVERIFY(error.code() == ErrorCode::usage);
                QVERIFY(error.advice().find("HH:MM") != std::string::npos);
                QVERIFY(context == TimeContext());
            }
        }
        for (const char* text : {"", "Monday", "mo", "PH", "Mo-Fr"}) {
            TimeContext context;
            QVERIFY_EXCEPTION_THROWN(context.set_weekday(text), Error);
        }
    }

    void presence_is_between_the_phases() {
        Feature feature;
        for (const Phase phase : {Phase::existing, Phase::construction, Phase::opening, Phase::mature})
            QVERIFY(present(feature, phase));
        feature.phase_from = Phase::construction;
        QVERIFY(!present(feature, Phase::existing));
        QVERIFY(present(feature, Phase::construction));
        feature.phase_to = Phase::opening;
        QVERIFY(present(feature, Phase::opening));
        QVERIFY(!present(feature, Phase::mature));
    }

    void opening_hours_data() {
        QTest::addColumn<QString>("hours");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("time");
        QTest::addColumn<int>("expected"); // 1 open, 0 closed, -1 not understood
        int count = 0;
        const auto row = [&](const char* hours, const char* day, const char* time, int expected) {
            QTest::addRow("%d %s, %s %s", ++count, hours, day, time) << hours << day << time << expected;
        };
        const char* office = "Mo-Fr 07:00-19:00; Sa off";
        row(office, "Mo", "06:59", 0);
        row(office, "Mo", "07:00", 1);
        row(office, "Fr", "18:59", 1);
        row(office, "Fr", "19:00", 0);
        row(office, "Sa", "12:00", 0);
        row(office, "Su", "12:00", 0);
        row("24/7", "Su", "03:00", 1);
        row("off", "Mo", "12:00", 0);
        row("closed", "Mo", "12:00", 0);
        row("Mo-Su", "Mo", "12:00", 1);
        row("Mo,We,Fr 10:00-12:00", "We", "11:00", 1);
        row("Mo,We,Fr 10:00-12:00", "Th", "11:00", 0);
        row("Mo, We 10:00-12:00", "We", "11:00", 1);
        row("Mo-We,Sa 10:00-12:00", "Sa", "11:00", 1);
        row("Sa-Mo 10:00-12:00", "Su", "11:00", 1);
        row("Sa-Mo 10:00-12:00", "Mo", "11:00", 1);
        row("Sa-Mo 10:00-12:00", "Tu", "11:00", 0);
        row("08:00-12:00,13:00-17:00", "Mo", "12:30", 0);
        row("08:00-12:00,13:00-17:00", "Mo", "13:00", 1);
        row("08:00-12:00, 13:00-17:00", "Mo", "16:59", 1);
        row("Mo-Fr 8:00-18:00", "Mo", "08:00", 1);
        // Past midnight: the evening's rule holds on into the next day.
        row("Fr,Sa 20:00-02:00", "Fr", "23:00", 1);
        row("Fr,Sa 20:00-02:00", "Sa", "01:59", 1);
        row("Fr,Sa 20:00-02:00", "Su", "01:59", 1);
        row("Fr,Sa 20:00-02:00", "Su", "02:00", 0);
        row("Fr,Sa 20:00-02:00", "Fr", "01:00", 0);
        row("Fr,Sa 20:00-02:00", "Su", "21:00", 0);
        row("Su 22:00-06:00", "Mo", "05:00", 1);
        row("Fr 20:00-26:00", "Sa", "01:00", 1);
        row("Mo 00:00-24:00", "Mo", "23:59", 1);
        row("Mo 00:00-24:00", "Tu", "00:00", 0);
        row("Mo 10:00-10:00", "Tu", "09:00", 1);
        // The last rule for a day counts.
        row("Mo-Su 08:00-20:00; Su 10:00-16:00", "Su", "09:00", 0);
        row("Mo-Su 08:00-20:00; Su 10:00-16:00", "Su", "11:00", 1);
        row("24/7; Mo off", "Mo", "12:00", 0);
        row("24/7; Mo off", "Tu", "12:00", 1);
        row("Mo-Fr 08:00-18:00; ", "Mo", "12:00", 1);
        // Which day is a holiday is not known: those rules are left out.
        row("Mo-Fr 08:00-18:00; PH off", "Mo", "12:00", 1);
        row("Mo-Su,PH 08:00-18:00", "Su", "12:00", 1);
        row("PH off", "Mo", "12:00", -1);
        row("PH,SH 10:00-12:00", "Mo", "11:00", -1);
        for (const char* wrong :
             {"", "  ", "by appointment", "Mo-Fr 08:00", "Mo-Fr 08:00-25", "Mo-Fr 0800-1800",
              "Jan-Mar Mo 08:00-18:00", "Mo-Fr 08:00-18:00+", "Mo-Xx 08:00-18:00", "Mo 30:00-31:00",
              "Mo 10:00-49:00", "week 1-10", "Mo 08:00-12:00 Tu 08:00-12:00", "Mo-Fr 08:00-18:00; nonsense",
              "Mo-", "-Mo", ",", "sunrise-22:00"})
            row(wrong, "Mo", "12:00", -1);
    }

    void opening_hours() {
        QFETCH(QString, hours);
        QFETCH(QString, day);
        QFETCH(QString, time);
        QFETCH(int, expected);
        const auto open =
            open_at(hours.toStdString(), at(day.toUtf8().constData(), time.toUtf8().constData()));
        QCOMPARE(open ? static_cast<int>(*open) : -1, expected);
    }

    void dusk_to_dawn_follows_band_and_season() {
        const auto lit = [](const char* time, Season season) {
            return open_at("dusk-dawn", at("We", time, season)).value();
        };
        QVERIFY(!lit("day", Season::summer));
        QVERIFY(!lit("evening", Season::summer));
        QVERIFY(lit("night", Season::summer));
        QVERIFY(!lit("day", Season::winter));
        QVERIFY(lit("evening", Season::winter));
        QVERIFY(lit("night", Season::winter));
        QVERIFY(lit("03:00", Season::summer));
    }

    void dusk_to_dawn_of_one_evening_may_be_limited_to_days() {
        QVERIFY(*open_at("Mo-Fr dusk-dawn; Sa off", at("We", "night")));
        QVERIFY(!*open_at("Mo-Fr dusk-dawn; Sa off", at("Sa", "night")));
        QVERIFY(*open_at("dawn-dusk", at("We", "day")));
        QVERIFY(!*open_at("dawn-dusk", at("We", "night")));
    }
};

PROSPECT_TEST(TimeContextTest);
#include "time_context_test.moc"
