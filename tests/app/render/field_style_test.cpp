#include "app/render/field_style.h"
#include "app/render/map_picture.h"
#include "app/render/shown_as.h"
#include "app/render/theme_style.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <array>
#include <cmath>
#include <set>

using namespace prospect;
using namespace prospect::render;

namespace {

using Linear = std::array<double, 3>;

Linear linear(QRgb c) {
    const auto f = [](int v) {
        const double s = v / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    return {f(qRed(c)), f(qGreen(c)), f(qBlue(c))};
}

double luminance(const Linear& c) {
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}
// CIE 1976 lightness, 0 to 100.
double lightness(const Linear& c) {
    const double y = luminance(c);
    return y > 216.0 / 24389 ? 116 * std::cbrt(y) - 16 : y * 24389 / 27;
}

// Machado, Oliveira and Fernandes 2009, severity 1: protanopia, deuteranopia, tritanopia.
constexpr double machado[3][3][3] = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

Linear seen_by(int deficiency, QRgb color) {
    const Linear c = linear(color);
    Linear out{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            out[row] += machado[deficiency][row][column] * c[column];
        out[row] = std::clamp(out[row], 0.0, 1.0);
    }
    return out;
}

Field row_of(std::vector<float> values, const std::string& unit = {}) {
    Field field("test", unit, grid_of_extent({0, 0, static_cast<double>(values.size()), 1}, 1));
    field.values = std::move(values);
    return field;
}

} // namespace

class FieldStyleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_house_ramp_turns_with_the_theme_and_others_stay() {
        const auto words = FieldStyle::for_words({{0, "none"}, {1, "some"}, {2, "all"}}, "weakness", "Told");
        const auto dark = for_theme(words, ThemeKind::dark);
        QCOMPARE(dark.ramp, std::string("weakness-dark"));
        QVERIFY(dark.categories[0].color == ramp("weakness-dark").colors.front() &&
                dark.categories[2].color == ramp("weakness-dark").colors.back());
        QCOMPARE(dark.categories[1].title, QString("some"));
        QVERIFY(for_theme(dark, ThemeKind::light) == words);
        const auto other = FieldStyle::for_words({{0, "no"}, {1, "yes"}}, "viridis", "Told");
        QVERIFY(for_theme(other, ThemeKind::dark) == other);
    }

    void the_four_palettes_are_there_and_start_and_end_as_drawn() {
        QCOMPARE(ramp_names(),
                 (std::vector<std::string>{"change", "cividis", "viridis", "weakness", "weakness-dark"}));
        QCOMPARE(ramp("weakness").colors.front(), qRgb(0xFF, 0xF6, 0xE5));
        QCOMPARE(ramp("weakness").colors.back(), qRgb(0x6E, 0x0F, 0x26));
        QCOMPARE(ramp("viridis").colors.front(), qRgb(0x44, 0x01, 0x54));
        QCOMPARE(ramp("viridis").colors.back(), qRgb(0xFD, 0xE7, 0x25));
        QVERIFY(ramp("change").diverging);
    }

    void an_unknown_palette_is_refused_naming_the_known_ones() {
        try {
            ramp("jet");
            QFAIL("no exception");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::usage);
            QVERIFY(error.advice().find("weakness") != std::string::npos);
        }
    }

    void sequential_palettes_change_in_lightness_steadily_for_every_eye() {
        for (const char* name : {"weakness", "weakness-dark", "viridis", "cividis"}) {
            const auto& colors = ramp(name).colors;
            const double direction = lightness(linear(colors[255])) > lightness(linear(colors[0])) ? 1 : -1;
            QVERIFY(std::abs(lightness(linear(colors[255])) - lightness(linear(colors[0]))) > 55);
            for (std::size_t i = 16; i < 256; i += 16) {
                QVERIFY2(direction * (lightness(linear(colors[i])) - lightness(linear(colors[i - 16]))) > 0.5,
                         name);
                for (int deficiency = 0; deficiency < 3; ++deficiency)
                    QVERIFY2(direction * (lightness(seen_by(deficiency, colors[i])) -
                                          lightness(seen_by(deficiency, colors[i - 16]))) >
                                 0,
                             name);
            }
        }
    }

    void the_two_ends_of_change_differ_in_blue_against_yellow_for_every_eye() {
        const auto& colors = ramp("change").colors;
        for (int deficiency = 0; deficiency < 2; ++deficiency) {
            const Linear low = seen_by(deficiency, colors[40]);
            const Linear high = seen_by(deficiency, colors[215]);
            QVERIFY(low[2] > low[0] + 0.1);
            QVERIFY(high[0] > high[2] + 0.1);
        }
        QVERIFY(lightness(linear(colors[127])) > 95);
    }

    void values_take_the_colours_of_their_range_and_ends_beyond_it() {
        FieldStyle style;
        style.ramp = "viridis";
        style.min = 10;
        style.max = 20;
        const auto& colors = ramp("viridis").colors;
        QCOMPARE(style.color_of(10), colors[0]);
        QCOMPARE(style.color_of(20), colors[255]);
        QCOMPARE(style.color_of(-5), colors[0]);
        QCOMPARE(style.color_of(1e9F), colors[255]);
        QCOMPARE(style.color_of(15), colors[128]);
        QCOMPARE(qAlpha(style.color_of(nodata)), 0);
        QCOMPARE(qAlpha(style.color_of(std::numeric_limits<float>::quiet_NaN())), 0);
    }

    void the_range_is_round_and_holds_the_middle_98_percent() {
        std::vector<float> values(1000);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<float>(i) * 0.97F;
        values[999] = 50000; // one wild value must not flatten the rest
        const FieldStyle style = FieldStyle::for_field(row_of(values, "m2"), "viridis", "Ground seen");
        QCOMPARE(style.min, 0.0);
        QCOMPARE(style.max, 1000.0);
        QCOMPARE(style.contour_levels, (std::vector<double>{200, 400, 600, 800}));
        QVERIFY(style.values_above);
        QVERIFY(!style.values_below);
        QVERIFY(!style.has_nodata);
        QCOMPARE(style.unit, QString("m²"));
    }

    void a_diverging_range_is_symmetric_about_zero() {
        const FieldStyle style = FieldStyle::for_field(row_of({-3, -1, 0, 2, 8.5F}), "change", "Change");
        QCOMPARE(style.min, -10.0);
        QCOMPARE(style.max, 10.0);
        QCOMPARE(style.color_of(0), ramp("change").colors[128]);
    }

    void constant_and_empty_fields_have_a_range() {
        const FieldStyle constant = FieldStyle::for_field(row_of({7, 7, 7}), "viridis", "Same");
        QVERIFY(constant.min < 7 && constant.max > 7);
        const FieldStyle zero = FieldStyle::for_field(row_of({0, 0}), "viridis", "Zero");
        QVERIFY(zero.min < zero.max);
        const FieldStyle none = FieldStyle::for_field(row_of({nodata, nodata}), "viridis", "None");
        QVERIFY(none.min < none.max);
        QVERIFY(none.has_nodata);
    }

    void a_map_of_zeros_and_ones_runs_from_one_to_the_other() {
        std::vector<float> values(1000, 0.0F);
        values[500] = 1; // far below one in a hundred
        for (const bool many : {false, true}) {
            if (many) std::fill(values.begin(), values.begin() + 400, 1.0F);
            const FieldStyle style = FieldStyle::for_field(row_of(values), "viridis", "Seen");
            QCOMPARE(style.min, 0.0);
            QCOMPARE(style.max, 1.0);
            QVERIFY(style.contour_levels.empty());
            QVERIFY(!style.values_below && !style.values_above);
        }
    }

    void counts_have_whole_steps_and_stay_above_nothing() {
        const FieldStyle few = FieldStyle::for_field(row_of({0, 1, 2, 3, 0, 1}), "viridis", "Cameras");
        QCOMPARE(few.min, 0.0);
        QCOMPARE(few.max, 3.0);
        QCOMPARE(few.contour_levels, (std::vector<double>{1, 2}));
        const FieldStyle none = FieldStyle::for_field(row_of({0, 0, 0}), "viridis", "Cameras");
        QCOMPARE(none.min, 0.0);
        QCOMPARE(none.max, 1.0);
        const FieldStyle change = FieldStyle::for_field(row_of({-1, 0, 0, 1, 1}), "change", "Change");
        QCOMPARE(change.min, -1.0);
        QCOMPARE(change.max, 1.0);
        QCOMPARE(change.contour_levels, std::vector<double>{0});
        const FieldStyle same = FieldStyle::for_field(row_of({7, 7, 7}), "viridis", "Cameras");
        QVERIFY(same.min < 7 && same.max > 7 && same.min == std::floor(same.min));
    }

    // Files hold 0 to 1; colours go by that, words by 0 to 100.
    void eyes_on_a_spot_are_shown_from_0_to_100() {
        Field eyes = row_of({0, 0.25F, 0.5F, 1});
        eyes.name = "guardianship_day";
        const FieldStyle style = FieldStyle::for_field(eyes, "viridis", "Eyes on this spot");
        QCOMPARE(style.max, 1.0);
        QCOMPARE(style.factor * style.max, 100.0);
        Field night = row_of({0, 0.1F, 0.2F, 0.3F});
        night.name = "guardianship_night";
        const FieldStyle dim = FieldStyle::for_field(night, "viridis", "Eyes on this spot by night");
        QVERIFY(dim.min == 0 && dim.max == 1); // one scale for day, evening and night
        QCOMPARE(dim.contour_levels, style.contour_levels);
        QCOMPARE(style.color_of(1), FieldStyle::for_field(row_of({0, 1}), "viridis", "Ones").color_of(1));
        QCOMPARE(FieldStyle::for_field(row_of({0, 1}), "viridis", "Ones").factor, 1.0);
        QCOMPARE(shown_as("guardianship_day", "").factor, 100.0);
        QVERIFY(shown_as("guardianship_day", "").of_100 &&
                !shown_as("guardianship_day_difference", "").of_100);
        QCOMPARE(shown_unit("1/m2"), QString("1/m²"));
        QCOMPARE(shown_unit("lux"), QString("lx"));
    }

    void numbers_are_as_long_as_their_steps_need() {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(shown_number(0.2, 0.05), QString("0.20"));
        QCOMPARE(shown_number(1200, 200), QString("1200"));
        QCOMPARE(shown_number(-1e-18, 0.5), QString("0.0"));
        QCOMPARE(shown_number(2.5, 2.5), QString("2.5"));
    }

    void categories_have_colours_of_their_own_and_the_legend_lists_them() {
        const auto& colors = categorical_colors("strategies");
        QCOMPARE(colors.size(), 6U);
        QCOMPARE(std::set<QRgb>(colors.begin(), colors.end()).size(), 6U);
        QVERIFY_EXCEPTION_THROWN(categorical_colors("none"), Error);
        FieldStyle style;
        style.categories = {{1, "Natural surveillance", colors[0]},
                            {3, "Territorial reinforcement", colors[2]}};
        QCOMPARE(style.color_of(1), colors[0]);
        QCOMPARE(style.color_of(3), colors[2]);
        QCOMPARE(qAlpha(style.color_of(nodata)), 0);
        QImage image(300, 200, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        const auto& light = theme(ThemeKind::light);
        FieldStyle one = style;
        one.categories.pop_back();
        const QRectF two_rows = paint_legend(painter, {10, 190}, style, light);
        const QRectF one_row = paint_legend(painter, {10, 190}, one, light);
        QVERIFY(two_rows.height() > one_row.height() + 15);
        // A list of colours is no ramp.
        const auto names = ramp_names();
        QVERIFY(std::find(names.begin(), names.end(), "strategies") == names.end());
    }

    void numbers_that_stand_for_words_take_colours_along_the_ramp() {
        const FieldStyle style = FieldStyle::for_words({{0.0F, QStringLiteral("neither")},
                                                        {1.0F, QStringLiteral("one")},
                                                        {2.0F, QStringLiteral("both")}},
                                                       "viridis", QStringLiteral("Which"));
        const auto& colors = ramp("viridis").colors;
        QCOMPARE(style.color_of(0), colors.front());
        QCOMPARE(style.color_of(2), colors.back());
        QCOMPARE(style.color_of(1), colors[127]);
        QCOMPARE(style.categories[1].title, QString("one"));
    }

    void what_stands_for_none_is_grey() {
        const FieldStyle style = FieldStyle::for_words({{-1.0F, QStringLiteral("not reached")},
                                                        {0.0F, QStringLiteral("as it is")},
                                                        {1.0F, QStringLiteral("1")}},
                                                       "viridis", QStringLiteral("Which"));
        const QColor none(style.categories[0].color);
        QVERIFY(none.saturation() < 40);
        QCOMPARE(style.color_of(0), ramp("viridis").colors.front());
        QCOMPARE(style.color_of(1), ramp("viridis").colors.back());
    }
};

PROSPECT_TEST(FieldStyleTest);

#include "field_style_test.moc"
