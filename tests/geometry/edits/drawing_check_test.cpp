#include "geometry/edits/drawing_check.h"
#include "geometry/io/project_file.h"
#include "geometry/site/assume.h"
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

// The only problem of the site; repaired there is none left.
struct Mended {
    DrawingProblem before;
    SitePtr after;
};

Mended mended(const SiteBuilder& builder) {
    const auto site = builder.site();
    const auto problems = check_drawing(*site);
    if (problems.size() != 1) {
        std::string all;
        for (const auto& one : problems)
            all += one.message + "; ";
        throw std::runtime_error(std::to_string(problems.size()) + " problems: " + all);
    }
    const auto after = apply(*site, repair(*site, problems));
    if (problems.front().by_hand.empty() && !check_drawing(*after).empty())
        throw std::runtime_error("still: " + check_drawing(*after).front().message);
    return {problems.front(), after};
}

const Geometry& shape(const SitePtr& site, Role role, std::size_t i = 0) {
    return site->features(role).at(i).second->geometry;
}

} // namespace

class DrawingCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_sound_drawing_has_no_problem() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6));
        builder.add(Role::opening, point(5, 0),
                    {{"kind", words("window")}, {"storey", Value(std::int64_t(0))}});
        builder.add(Role::opening, point(5, 0),
                    {{"kind", words("window")}, {"storey", Value(std::int64_t(1))}});
        QVERIFY(check_drawing(*builder.site()).empty());
        QVERIFY(repair(*builder.site(), {}).steps.empty());
    }

    void an_outline_that_crosses_itself_keeps_both_halves() {
        SiteBuilder builder;
        builder.add(Role::building,
                    Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 10}, {10, 0}, {0, 10}}));
        const Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::crosses_itself);
        QVERIFY(std::abs(area(shape(one.after, Role::building)) - 50) < 0.01);
    }

    void what_has_no_extent_is_removed() {
        SiteBuilder builder;
        builder.add(Role::barrier, line({{3, 3}, {3, 3}}));
        Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::no_extent);
        QVERIFY(one.after->features(Role::barrier).empty());
        SiteBuilder flat;
        flat.add(Role::zone, Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 0}, {5, 0}}));
        one = mended(flat);
        QCOMPARE(one.before.fault, DrawingFault::no_extent);
        QVERIFY(one.after->features(Role::zone).empty());
        SiteBuilder none;
        none.add(Role::tree, Geometry{});
        QCOMPARE(mended(none).before.fault, DrawingFault::no_shape);
    }

    void a_corner_twice_becomes_one() {
        SiteBuilder builder;
        builder.add(Role::barrier, line({{0, 0}, {5, 0}, {5, 0}, {9, 0}}));
        const Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::repeated_points);
        QCOMPARE(shape(one.after, Role::barrier).points.size(), std::size_t(3));
    }

    void an_open_outline_is_joined_over_a_small_gap_only() {
        SiteBuilder builder;
        builder.add(Role::building, line({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0.25}}));
        Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::not_closed);
        QCOMPARE(shape(one.after, Role::building).kind, GeometryKind::polygon);
        QVERIFY(std::abs(area(shape(one.after, Role::building)) - 100) < 0.01);
        SiteBuilder wide;
        wide.add(Role::building, line({{0, 0}, {10, 0}, {10, 10}, {0, 10}}));
        one = mended(wide);
        QVERIFY(one.before.message.find("10 m") != std::string::npos);
        QVERIFY(!one.before.by_hand.empty());
        QCOMPARE(shape(one.after, Role::building).kind, GeometryKind::line);
    }

    void a_shape_a_kind_cannot_have_is_for_the_hand() {
        SiteBuilder builder;
        builder.add(Role::building, point(3, 4));
        const Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::wrong_shape);
        QVERIFY(!one.before.by_hand.empty());
    }

    void what_is_drawn_twice_stays_once() {
        SiteBuilder builder;
        builder.add(Role::tree, point(3, 4));
        builder.add(Role::tree, point(3, 4));
        builder.add(Role::luminaire, point(3, 4));
        const Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::drawn_twice);
        QCOMPARE(one.after->features(Role::tree).size(), std::size_t(1));
        QCOMPARE(one.after->features(Role::luminaire).size(), std::size_t(1));
    }

    void two_lamps_of_one_mast_both_stay_and_a_third_that_repeats_one_goes() {
        SiteBuilder builder;
        builder.add(Role::luminaire, point(3, 4), {{"azimuth_deg", Value(0.0)}});
        builder.add(Role::luminaire, point(3, 4), {{"azimuth_deg", Value(180.0)}});
        QVERIFY(check_drawing(*builder.site()).empty());
        builder.add(Role::luminaire, point(3, 4), {{"azimuth_deg", Value(180.0)}});
        const Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::drawn_twice);
        QCOMPARE(one.after->features(Role::luminaire).size(), std::size_t(2));
    }

    void what_lies_far_away_is_named() {
        SiteBuilder builder;
        for (int i = 0; i < 20; ++i)
            builder.add(Role::tree, point(5.0 * i, 3));
        builder.add(Role::tree, point(120000, 3));
        const Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::far_away);
        QVERIFY(one.before.message.find("119.9") != std::string::npos ||
                one.before.message.find("120") != std::string::npos);
    }

    void an_opening_is_moved_onto_a_wall_that_is_near() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6));
        builder.add(Role::opening, point(5, -2), {{"kind", words("door")}});
        Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::no_host);
        QCOMPARE(shape(one.after, Role::opening).points.front(), (Point{5, 0}));
        SiteBuilder far;
        far.add(Role::building, rectangle(0, 0, 10, 6));
        far.add(Role::opening, point(5, -20), {{"kind", words("door")}});
        QVERIFY(!mended(far).before.by_hand.empty());
    }

    void a_fence_that_ends_short_of_a_wall_is_led_to_it() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6));
        builder.add(Role::barrier, line({{20, 3}, {10.25, 3}}), {{"kind", words("fence")}});
        Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::drawn_short);
        QVERIFY(one.before.message.find("25 cm") != std::string::npos);
        QCOMPARE(shape(one.after, Role::barrier).points.back(), (Point{10, 3}));
        SiteBuilder far; // a gap one walks through is no error of the drawing
        far.add(Role::building, rectangle(0, 0, 10, 6));
        far.add(Role::barrier, line({{20, 3}, {10.5, 3}}), {{"kind", words("fence")}});
        QVERIFY(check_drawing(*far.site()).empty());
    }

    void two_fences_that_end_before_each_other_meet_after_the_repair() {
        SiteBuilder builder;
        builder.add(Role::barrier, line({{0, 0}, {10, 0}}), {{"kind", words("fence")}});
        builder.add(Role::barrier, line({{10.2, 0}, {20, 0}}), {{"kind", words("fence")}});
        const auto site = builder.site();
        QCOMPARE(check_drawing(*site).size(), std::size_t(2));
        const auto after = apply(*site, repair(*site, check_drawing(*site)));
        QVERIFY(check_drawing(*after).empty());
        QCOMPARE(shape(after, Role::barrier, 0).points.back(), shape(after, Role::barrier, 1).points.front());
    }

    void a_kerb_may_end_anywhere() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6));
        builder.add(Role::barrier, line({{20, 3}, {10.25, 3}}), {{"kind", words("kerb")}});
        QVERIFY(check_drawing(*builder.site()).empty());
    }

    void owners_of_different_times_may_hold_the_same_ground() {
        SiteBuilder builder;
        builder.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("private")}}).phase_to =
            Phase::construction;
        Feature& later = builder.add(Role::zone, rectangle(10, 0, 30, 10), {{"ownership", words("public")}});
        later.phase_from = Phase::opening;
        QVERIFY(check_drawing(*builder.site()).empty());
        later.phase_from = Phase::construction;
        QCOMPARE(check_drawing(*builder.site()).size(), std::size_t(1));
    }

    void the_larger_of_two_owners_areas_gives_way() {
        SiteBuilder builder;
        builder.add(Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("public")}});
        builder.add(Role::zone, rectangle(15, 0, 25, 10), {{"ownership", words("private")}});
        builder.add(Role::zone, rectangle(18, 0, 22, 10), {{"ownership", words("private")}});
        const auto site = builder.site();
        const auto problems = check_drawing(*site);
        QCOMPARE(problems.size(), std::size_t(2));
        QCOMPARE(problems.front().fault, DrawingFault::zones_overlap);
        QVERIFY(problems.front().message.find("50 m2") != std::string::npos);
        const auto after = apply(*site, repair(*site, problems));
        QVERIFY(check_drawing(*after).empty());
        QVERIFY(std::abs(area(shape(after, Role::zone, 0)) - 150) < 0.01);
        QVERIFY(std::abs(area(shape(after, Role::zone, 1)) - 100) < 0.01);
    }

    void an_impossible_value_is_taken_away() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 6), {{"height_m", Value(-4.0)}});
        Mended one = mended(builder);
        QCOMPARE(one.before.fault, DrawingFault::impossible_value);
        QVERIFY(!one.after->features(Role::building)[0].second->find("height_m"));
        SiteBuilder choice;
        choice.add(Role::zone, rectangle(0, 0, 10, 6), {{"ownership", words("mine")}});
        one = mended(choice);
        QCOMPARE(one.before.attribute, std::string("ownership"));
        QVERIFY(!one.after->features(Role::zone)[0].second->find("ownership"));
    }

    void the_sample_and_what_is_assumed_on_it_are_sound() {
        const auto opened = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");
        for (const auto& one : check_drawing(*opened.site))
            QWARN(one.message.c_str());
        QVERIFY(check_drawing(*opened.site).empty());
    }
};

PROSPECT_TEST(DrawingCheckTest);

#include "drawing_check_test.moc"
