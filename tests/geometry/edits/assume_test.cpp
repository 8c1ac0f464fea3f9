#include "geometry/base/error.h"
#include "geometry/edits/assume_ownership.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::test;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

double owned_m2(const Site& site, const char* ownership) {
    double square = 0;
    for (const auto& [layer, zone] : site.features(Role::zone))
        if (const Attribute* own = zone->find("ownership"); own && as_text(own->value) == ownership)
            square += area(zone->geometry);
    return square;
}

} // namespace

class AssumeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void windows_stand_every_three_metres_on_each_storey() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6), {{"levels", Value(std::int64_t(2))}});
        const auto site = builder.site();
        // Two walls of 10 m with 3, two of 6 m with 2, on 2 storeys.
        const AssumedEdit made = assume_windows(*site);
        QCOMPARE(made.added, std::size_t(20));
        QCOMPARE(made.concerned.size(), std::size_t(1));
        const auto after = apply(*site, made.edit);
        int south = 0;
        for (const auto& [layer, window] : after->features(Role::opening)) {
            QCOMPARE(window->basis, Basis::assumed);
            QVERIFY(is_assumed(*window));
            if (std::get<double>(window->find("azimuth_deg")->value) == 180.0) ++south;
        }
        QCOMPARE(south, 6);
        // Again: every building has windows now.
        QVERIFY(assume_windows(*after).empty());
    }

    void spacing_and_sill_are_the_users() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6), {{"height_m", Value(3.0)}});
        const auto site = builder.site();
        const AssumedEdit made = assume_windows(*site, {.spacing_m = 5, .sill_m = 1.2});
        QCOMPARE(made.added, std::size_t(6));
        const auto after = apply(*site, made.edit);
        QCOMPARE(std::get<double>(after->features(Role::opening).front().second->find("sill_m")->value), 1.2);
        QVERIFY_EXCEPTION_THROWN(assume_windows(*site, {.spacing_m = 0}), Error);
        QVERIFY_EXCEPTION_THROWN(assume_windows(*site, {.spacing_m = 3, .sill_m = -1}), Error);
    }

    void party_walls_garages_and_drawn_windows_are_left_alone() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 6, 9), {{"levels", Value(std::int64_t(1))}});
        builder.add(Role::building, rectangle(6, 0, 12, 9), {{"levels", Value(std::int64_t(1))}});
        builder.add(Role::building, rectangle(30, 0, 36, 9), {{"use", words("garages")}});
        builder.add(Role::building, rectangle(50, 0, 56, 9));
        builder.add(Role::opening, point(53, 0), {{"kind", words("window")}});
        builder.add(Role::building, rectangle(70, 0, 73, 3)); // 9 m2
        // Two houses of 6 x 9: each 2 + 2 to the front and back, 3 at the free gable.
        QCOMPARE(assume_windows(*builder.site()).added, std::size_t(14));
    }

    void heights_become_the_usual_ones_and_can_be_taken_back_alone() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 6, 9), {{"levels", Value(std::int64_t(3))}});
        builder.add(Role::building, rectangle(20, 0, 26, 9), {{"height_m", Value(7.5)}});
        builder.add(Role::luminaire, point(0, 0));
        const auto site = builder.site();
        const AssumedEdit made = assume_heights(*site, Role::building);
        QCOMPARE(made.valued, std::size_t(1));
        auto after = apply(*site, made.edit);
        const Attribute* height = after->features(Role::building)[0].second->find("height_m");
        QVERIFY(height && height->basis == Basis::assumed);
        QCOMPARE(*as_number(height->value), 9.0);
        after = apply(*after, assume_heights(*after, Role::luminaire, 4.0).edit);
        const AssumedEdit back = take_back(*after, "building");
        QCOMPARE(back.valued, std::size_t(1));
        after = apply(*after, back.edit);
        QVERIFY(!after->features(Role::building)[0].second->find("height_m"));
        QVERIFY(after->features(Role::building)[0].second->extra.empty());
        QVERIFY(after->features(Role::building)[1].second->find("height_m"));
        QVERIFY(after->features(Role::luminaire)[0].second->find("height_m"));
        QVERIFY_EXCEPTION_THROWN(assume_heights(*site, Role::zone), Error);
        QVERIFY_EXCEPTION_THROWN(assume_heights(*site, Role::building, -1.0), Error);
    }

    void what_was_confirmed_since_stays() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6), {{"height_m", Value(3.0)}});
        auto site = builder.site();
        site = apply(*site, assume_windows(*site).edit);
        // One of 10 is drawn again: it is no longer assumed.
        const auto windows = site->features(Role::opening);
        auto drawn = std::make_shared<Feature>(*windows.front().second);
        drawn->basis = Basis::drawn;
        site = apply(*site,
                     {"", {RemoveFeatures{{drawn->id}}, AddFeatures{windows.front().first->id, {drawn}}}});
        const AssumedEdit back = take_back(*site, "windows");
        QCOMPARE(back.added, std::size_t(9));
        site = apply(*site, back.edit);
        QCOMPARE(site->features(Role::opening).size(), std::size_t(1));
        QVERIFY(take_back(*site, "windows").empty());
    }

    void taking_windows_back_leaves_the_plan_as_it_was() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6));
        const auto site = builder.site();
        const auto after = apply(*site, assume_windows(*site).edit);
        QVERIFY(snapshot_hash(*after) != snapshot_hash(*site));
        const auto back = apply(*after, take_back(*after, "windows").edit);
        QCOMPARE(snapshot_hash(*back), snapshot_hash(*site));
        QCOMPARE(back->layers.size(), site->layers.size());
    }

    void ground_is_given_to_roads_then_houses_and_the_rest_stays_unknown() {
        SiteBuilder builder;
        builder.add(Role::study_area, rectangle(0, 0, 100, 60), {{"kind", words("application")}});
        builder.add(Role::path, line({{-10, 5}, {110, 5}}),
                    {{"kind", words("road")}, {"width_m", Value(6.0)}});
        builder.add(Role::building, rectangle(10, 20, 20, 30), {{"use", words("houses")}});
        builder.add(Role::building, rectangle(40, 20, 50, 30), {{"use", words("flats")}});
        builder.add(Role::zone, rectangle(60, 10, 100, 40), {{"ownership", words("private")}});
        const auto site = builder.site();
        const AssumedEdit made = assume_ownership(*site, {.frontage_m = 2, .verge_m = 2, .garden_m = 8});
        const auto after = apply(*site, made.edit);
        // The road with its verges is 100 x 10 m. Around each building 14 x 14 less 10 x 10 less four cut
        // corners.
        QVERIFY(std::abs(owned_m2(*after, "public") - 1000) < 0.5);
        const double corner = 4 - 4 * (1 - std::pow(2 - std::sqrt(2.0), 2) / 2);
        QVERIFY(std::abs(owned_m2(*after, "semi_private") - 2 * (96 - 4 * corner)) < 0.5);
        // The garden, 6 m around the house and what goes with it, is 26 x 26 less corners less what is there.
        const double garden = owned_m2(*after, "private") - 1200;
        QVERIFY(garden > 380 && garden < 26 * 26 - 14 * 14 + 16);
        // What is behind and beside stays without, and is counted.
        const double all =
            owned_m2(*after, "private") + owned_m2(*after, "public") + owned_m2(*after, "semi_private");
        QVERIFY(!made.parts.empty());
        QVERIFY2(made.parts.back().ends_with(" m2 not known"), made.parts.back().c_str());
        const double unknown = 6000 - 200 - all;
        QVERIFY(unknown > 1000);
        const std::string said = made.parts.back().substr(0, made.parts.back().find(' '));
        QCOMPARE(said.substr(0, 2), std::to_string(std::llround(unknown)).substr(0, 1) + ",");
        const auto back = apply(*after, take_back(*after, "ownership").edit);
        QCOMPARE(snapshot_hash(*back), snapshot_hash(*site));
    }

    void ground_across_a_path_is_nobodys_garden() {
        SiteBuilder builder;
        builder.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", words("application")}});
        builder.add(Role::path, line({{-10, 20}, {70, 20}}),
                    {{"kind", words("footway")}, {"width_m", Value(2.0)}});
        builder.add(Role::building, rectangle(20, 30, 40, 40), {{"use", words("houses")}});
        const auto after = apply(*builder.site(), assume_ownership(*builder.site()).edit);
        for (const auto& [layer, zone] : after->features(Role::zone))
            if (as_text(zone->find("ownership")->value) == "private")
                for (const Point p : zone->geometry.points)
                    QVERIFY(p.y > 22);
        QVERIFY(owned_m2(*after, "private") > 0);
    }

    void zones_are_named_by_their_tags_then_by_their_use() {
        Feature zone;
        QCOMPARE(suggested_ownership(zone), std::string());
        zone.set("use", words("parking"), Basis::tagged);
        QCOMPARE(suggested_ownership(zone), std::string("semi_public"));
        zone.extra = {{"leisure", words("park")}};
        QCOMPARE(suggested_ownership(zone), std::string("public"));
        zone.extra = {{"access", words("private")}, {"leisure", words("park")}};
        QCOMPARE(suggested_ownership(zone), std::string("private"));
        Feature front;
        front.name = "Front garden 12";
        QCOMPARE(suggested_ownership(front), std::string("semi_private"));
    }

    void a_zone_without_owner_gets_a_value_that_can_be_taken_back() {
        SiteBuilder builder;
        builder.add(Role::zone, rectangle(0, 0, 10, 10), {{"use", words("garden")}});
        const auto site = builder.site();
        const AssumedEdit made = assume_ownership(*site);
        QCOMPARE(made.valued, std::size_t(1));
        QCOMPARE(made.added, std::size_t(0));
        const auto after = apply(*site, made.edit);
        QCOMPARE(owned_m2(*after, "private"), 100.0);
        QCOMPARE(snapshot_hash(*apply(*after, take_back(*after, "ownership").edit)), snapshot_hash(*site));
    }

    void an_empty_plan_offers_nothing() {
        const Site site;
        QVERIFY(assume_windows(site).empty());
        QVERIFY(assume_ownership(site).empty());
        QVERIFY(assume_heights(site, Role::tree).empty());
        QVERIFY(take_back(site, "windows").empty());
    }
};

PROSPECT_TEST(AssumeTest);

#include "assume_test.moc"
