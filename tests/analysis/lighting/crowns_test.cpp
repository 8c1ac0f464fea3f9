#include "analysis/lighting/crown_loss.h"
#include "analysis/lighting/crowns.h"
#include "analysis/scene/scene.h"
#include "analysis/scene/transmission.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

constexpr const char* analysis = "lighting.crowns";

// A lamp 10 m up and a crown like a ball of 2 m radius about a point 4 m above the ground, so far aside.
SiteBuilder lamp_and_tree(double aside_m, double opacity = 1) {
    SiteBuilder site;
    site.add_photometry("even", even_light(400));
    add_lamp(site, 30, 30, "even", 10).name = "Lamp 1";
    site.add(Role::tree, point(30 + aside_m, 30),
             {{"height_m", 6.0},
              {"crown_m", 4.0},
              {"clear_stem_m", 2.0},
              {"opacity_leaf_on", opacity},
              {"opacity_leaf_off", opacity}})
        .name = "Oak";
    return site;
}

} // namespace

class CrownsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // All directions tried for every crown, as the sum is defined, against those that can lie its way.
    void crowns_all_round_are_found_whatever_their_direction() {
        SiteBuilder site;
        site.add_photometry("even", even_light(400));
        add_lamp(site, 0, 0, "even", 6);
        const RunPtr run = lit(site, "lighting.illuminance", {{"cell_m", "5"}});
        Q_UNUSED(run);
        const scene::Scene scene(site.site(), {});
        const auto lamps = lighting::luminaires_in(scene, *scene.opaque_space(), std::nullopt,
                                                   engine::in_band({}, DayBand::night));
        QCOMPARE(lamps.lit.size(), std::size_t{1});
        const lighting::Luminaire& lamp = lamps.lit.front();
        std::mt19937 random(5);
        std::uniform_real_distribution<double> share(0, 1);
        for (int i = 0; i < 400; ++i) {
            // Some just beside the half plane where azimuths turn over, some about the nadir, some far.
            const double azimuth = i % 3 == 0 ? M_PI * (1 - 0.01 * share(random) * (i % 2 == 0 ? 1 : -1))
                                              : 2 * M_PI * share(random);
            const double away = i % 5 == 0 ? 0.2 * share(random) : 0.5 + 30 * share(random);
            lighting::StandingCrown crown{
                .tree = Uuid::random(),
                .centre = {away * std::cos(azimuth), away * std::sin(azimuth), 6 * share(random)},
                .radius_m = 0.3 + 4 * share(random),
                .half_height_m = 0.3 + 3 * share(random),
                .opacity = 0.5};
            double all = 0;
            double lost = 0;
            for (int g = 0; g < 45; ++g)
                for (int c = 0; c < 180; ++c) {
                    const double nadir = (2 * g + 1) * M_PI / 180;
                    const double plane = (2 * c + 1) * M_PI / 180;
                    const Point3 unit{std::sin(nadir) * std::cos(plane), std::sin(nadir) * std::sin(plane),
                                      -std::cos(nadir)};
                    const double flux =
                        intensity(*lamp.photometry, lighting::turned_back(lamp.rotation, unit)) *
                        std::sin(nadir);
                    const double way = std::min(200.0, lamp.height_m / std::cos(nadir));
                    const Point3 end{lamp.at.x + way * unit.x, lamp.at.y + way * unit.y,
                                     lamp.at.z + way * unit.z};
                    all += flux;
                    if (scene::crosses_crown(crown.centre, crown.radius_m, crown.half_height_m, lamp.at, end))
                        lost += flux * crown.opacity;
                }
            const lighting::CrownLoss found = lighting::crown_loss(lamp, {&crown, 1});
            QVERIFY2(std::abs(found.all - lost / all) < 1e-12, qPrintable(QString::number(i)));
        }
    }

    // The ball fills a cone of sin a = r/d; of an even light below the horizon that is 1 - cos a.
    void a_ball_takes_the_light_of_its_cone() {
        for (const double aside : {0.0, 3.0, 6.0}) {
            const RunPtr found = lit(lamp_and_tree(aside), analysis, {{"least_share", "0.01"}});
            const double d = std::hypot(aside, 6.0);
            const double cone = 1 - std::sqrt(1 - 4 / (d * d));
            const Table& trees = table(found, "trees");
            QCOMPARE(trees.rows.size(), 1U);
            QVERIFY2(std::abs(number(trees, 0, "lost_now") - cone) < 4e-3,
                     QByteArray::number(number(trees, 0, "lost_now")) + " is not " +
                         QByteArray::number(cone));
            QVERIFY(std::abs(number(table(found, "lamps"), 0, "lost_now") - cone) < 4e-3);
            QVERIFY(close(number(trees, 0, "distance_m"), aside, 1e-9));
            QCOMPARE(as_text(*cell(trees, 0, "tree")), std::string("Oak"));
        }
    }

    void a_crown_of_half_the_opacity_takes_half_and_two_in_a_row_three_quarters() {
        const double whole = number(table(lit(lamp_and_tree(0), analysis), "lamps"), 0, "lost_now");
        SiteBuilder half = lamp_and_tree(0, 0.5);
        QVERIFY(close(number(table(lit(half, analysis), "lamps"), 0, "lost_now"), whole / 2, 1e-6));
        half.add(Role::tree, point(30, 30),
                 {{"height_m", 6.0},
                  {"crown_m", 4.0},
                  {"clear_stem_m", 2.0},
                  {"opacity_leaf_on", 0.5},
                  {"opacity_leaf_off", 0.5}});
        const RunPtr both = lit(half, analysis);
        QVERIFY(close(number(table(both, "lamps"), 0, "lost_now"), whole * 0.75, 1e-6));
        QCOMPARE(number(table(both, "lamps"), 0, "trees"), 2.0);
    }

    void growth_takes_more_and_trees_far_away_are_not_told_of() {
        SiteBuilder site = lamp_and_tree(3);
        site.add(Role::tree, point(150, 30), {{"height_m", 6.0}, {"crown_m", 4.0}, {"clear_stem_m", 2.0}});
        const RunPtr found = lit(site, analysis, {{"least_share", "0.02"}});
        const Table& trees = table(found, "trees");
        QCOMPARE(trees.rows.size(), 1U);
        QVERIFY(number(trees, 0, "lost_5") >= number(trees, 0, "lost_now"));
        QVERIFY(number(trees, 0, "lost_10") >= number(trees, 0, "lost_5"));
        QVERIFY(metric(found, "most_lost_share_10") >= metric(found, "most_lost_share_now"));
        // Whatever the year of the map.
        TimeContext later = at_night();
        later.growth_year = 10;
        QCOMPARE(number(table(lit(site, analysis, {{"least_share", "0.02"}}, later), "trees"), 0, "lost_now"),
                 number(trees, 0, "lost_now"));
    }

    void a_crown_above_the_lamp_takes_nothing() {
        SiteBuilder site;
        site.add_photometry("even", even_light(400));
        add_lamp(site, 30, 30, "even", 3);
        site.add(Role::tree, point(30, 30), {{"height_m", 12.0}, {"crown_m", 6.0}, {"clear_stem_m", 4.0}});
        const RunPtr found = lit(site, analysis);
        QCOMPARE(number(table(found, "lamps"), 0, "lost_now"), 0.0);
        QCOMPARE(table(found, "trees").rows.size(), 0U);
    }

    void without_trees_or_lamps_it_says_so() {
        SiteBuilder bare;
        bare.add_photometry("even", even_light(400));
        add_lamp(bare, 30, 30, "even", 3);
        QVERIFY(refusal_of(bare, analysis).contains("no trees"));
        SiteBuilder dark;
        dark.add(Role::tree, point(30, 30), {{"height_m", 12.0}});
        QVERIFY(refusal_of(dark, analysis).contains("no lamps"));
    }
};

PROSPECT_TEST(CrownsTest);

#include "crowns_test.moc"
