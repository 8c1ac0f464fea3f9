#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/sightlines/hiding_along.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::sightlines;
using namespace prospect::test;

namespace {

// 60 m of path, 2 m wide, along y = 0; a front 1.5 m from its middle with an alcove from x = 30.13 to 33.87,
// 3 m deep.
SiteBuilder alcove() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(-10, -10, 70, 10), {{"kind", std::string("application")}});
    site.add(Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}}).name = "Mill Path";
    site.add(Role::building,
             Geometry::make_polygon(std::vector<Point>{{-10, 1.5},
                                                       {30.13, 1.5},
                                                       {30.13, 4.5},
                                                       {33.87, 4.5},
                                                       {33.87, 1.5},
                                                       {70, 1.5},
                                                       {70, 9},
                                                       {-10, 9}}),
             {{"height_m", 6.0}})
        .name = "Hall";
    return site;
}

HidingAlong along(const SitePtr& site, const std::string& name) {
    const auto scene = std::make_shared<const scene::Scene>(site, TimeContext{});
    for (const auto& [layer, path] : site->features(Role::path))
        if (path->name == name) return hiding_along(scene, path, {});
    return {};
}

} // namespace

class HidingAlongTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The spot (31, 3) is seen from x = 30 on, as the corner (30.13, 1.5) has it, and should be from 24.4.
    void an_alcove_is_not_seen_yet_from_the_reaction_distance_to_its_corner() {
        const HidingAlong found = along(alcove().site(), "Mill Path");
        QCOMPARE(found.reaction_m, 6.6);
        QCOMPARE(found.places.size(), std::size_t(1));
        const HidingBeside& place = found.places.front();
        QVERIFY(place.ahead && place.left);
        QVERIFY(std::any_of(place.spots.begin(), place.spots.end(), [](const HidingBeside::Spot& spot) {
            return std::abs(spot.foot_m - 31) < 1e-6 && std::abs(spot.seen_from_m - 1) < 1e-6;
        }));
        // Of a single spot the very same.
        HidingBeside one = place;
        one.spots = {{31, 1}};
        QVERIFY(!one.unseen_from(24, found.reaction_m) && one.unseen_from(25, found.reaction_m));
        QVERIFY(one.unseen_from(29, found.reaction_m) && !one.unseen_from(30, found.reaction_m));
        QVERIFY(!one.unseen_from(31, found.reaction_m) && !one.unseen_from(40, found.reaction_m));
        QCOMPARE(*one.begins_m(found.reaction_m), 31 - 6.6);
        // Of all: nothing before the first spot's distance, something until one is level with the last.
        double first = 100;
        for (const auto& spot : place.spots)
            first = std::min(first, spot.foot_m - found.reaction_m);
        QCOMPARE(*place.begins_m(found.reaction_m), first);
        QVERIFY(!place.unseen_from(first - 0.1, found.reaction_m) &&
                place.unseen_from(first + 0.1, found.reaction_m));
        QVERIFY(!place.unseen_from(34.1, found.reaction_m));
    }

    void what_is_hidden_only_from_the_other_way_surprises_nobody_who_walks_forward() {
        // A fin beyond the path's middle: only from the east it hides the corner behind it.
        SiteBuilder plan;
        plan.add(Role::study_area, rectangle(-10, -10, 70, 10), {{"kind", std::string("application")}});
        plan.add(Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}}).name = "Mill Path";
        plan.add(Role::barrier, line({{30, 1.2}, {30, 6}}),
                 {{"kind", std::string("wall")}, {"height_m", 3.0}, {"opacity", 1.0}});
        const HidingAlong found = along(plan.site(), "Mill Path");
        QCOMPARE(found.places.size(), std::size_t(2)); // one on either side of the fin
        const HidingBeside& west = found.places.front();
        const HidingBeside& east = found.places.back();
        QVERIFY(!west.ahead && west.spots.empty() && !west.begins_m(found.reaction_m));
        QVERIFY(east.ahead && east.begins_m(found.reaction_m));
        for (double at = 0; at <= 60; at += 0.5)
            QVERIFY(!west.unseen_from(at, found.reaction_m));
    }

    // The analysis says the same of the same path.
    void agrees_with_the_tables_of_the_analysis() {
        SiteBuilder plan = alcove();
        plan.add(Role::path, line({{0, -8}, {40, -8}}), {{"width_m", 2.0}}).name = "Other way";
        plan.add(Role::barrier, line({{20, -7}, {20, -1.5}}),
                 {{"kind", std::string("hedge")}, {"height_m", 2.0}, {"opacity", 1.0}});
        const HidingAlong found = along(plan.site(), "Mill Path");
        engine::Engine engine(catalogue());
        const auto run = engine.run("sightlines.concealment", {}, {.site = plan.site(), .threads = 2});
        const engine::Table& places = table(run, "hiding");
        std::size_t next = 0;
        for (std::size_t row = 0; row < places.rows.size(); ++row) {
            if (as_text(cell(places, row, "path").value()) != "Mill Path") continue;
            QVERIFY(next < found.places.size());
            const HidingBeside& place = found.places[next++];
            QVERIFY(place.outline == places.geometries[row]);
            QCOMPARE(place.chainage_m, number(places, row, "chainage_m"));
            QCOMPARE(place.area_m2, number(places, row, "area_m2"));
            QCOMPARE(place.ahead, as_text(cell(places, row, "direction").value()) != "backward");
            QVERIFY(place.first_seen_m >= number(places, row, "first_seen_m"));
        }
        QVERIFY(next > 0);
        QCOMPARE(next, found.places.size());
        const engine::Table& sights = table(run, "forward_sight");
        next = 0;
        for (std::size_t row = 0; row < sights.rows.size(); ++row) {
            if (as_text(cell(sights, row, "path").value()) != "Mill Path") continue;
            QVERIFY(next < found.sights.size());
            QCOMPARE(found.sights[next].chainage_m, number(sights, row, "chainage_m"));
            QCOMPARE(found.sights[next].back_m, number(sights, row, "backward_m"));
            QCOMPARE(found.sights[next++].length_m, number(sights, row, "forward_m"));
        }
        QCOMPARE(next, found.sights.size());
    }
};

PROSPECT_TEST(HidingAlongTest);
#include "hiding_along_test.moc"
