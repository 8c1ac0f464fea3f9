#include "analysis/assessment/naming.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

void add_label(SiteBuilder& builder, Point at, const char* text) {
    Feature& label = drawn(builder, Role::underlay, point(at.x, at.y));
    label.name = text;
}

void add_hedge(SiteBuilder& builder, double x, double y) {
    drawn(builder, Role::barrier, line({{x, y}, {x, y + 2}}), {{"kind", words("hedge")}, {"height_m", 2.0}});
}

std::set<std::string> names_of(const Assessment& made) {
    std::set<std::string> names;
    for (const Place& place : made.places)
        names.insert(place.name);
    return names;
}

} // namespace

// What places are called.
class NamingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_text_of_the_drawing_names_the_building_it_is_in() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 20, 10));
        add_label(builder, {10, 5}, "2–16 Mill Row");
        add_hedge(builder, 5, -2.5);
        QCOMPARE(names_of(check(builder, "NS-07")), std::set<std::string>{"Hedge beside 2–16 Mill Row"});
    }

    void a_text_nearby_names_the_spot_but_no_level_and_no_scale() {
        SiteBuilder builder;
        add_label(builder, {3, 1}, "FFL 12.30");
        add_label(builder, {2, 1}, "1:500");
        add_label(builder, {20, 0}, "Garages");
        add_hedge(builder, 0, 0);
        QCOMPARE(names_of(check(builder, "NS-07")), std::set<std::string>{"Hedge by Garages"});
    }

    void a_seat_in_a_play_area_says_so() {
        SiteBuilder builder;
        drawn(builder, Role::activity, rectangle(0, 0, 20, 20), {{"kind", words("play")}});
        drawn(builder, Role::activity, point(5, 5), {{"kind", words("seat")}});
        drawn(builder, Role::opening, point(200, 5), {{"kind", words("window")}, {"sill_m", 0.9}});
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 1}, {});
        const FeaturePtr seat = run.facts().find(Uuid::from_name("activity 1"));
        QVERIFY(seat != nullptr);
        QCOMPARE(place_name(run.facts(), {5, 5}, seat.get()).substr(0, 21),
                 std::string("Seat in the play area"));
    }

    void a_thing_is_not_called_by_the_name_of_its_neighbour() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 20, 10));
        add_label(builder, {10, 5}, "Block G");
        Feature& wall = drawn(builder, Role::barrier, line({{0, -6}, {20, -6}}), {{"kind", words("wall")}});
        wall.name = "Boundary wall";
        drawn(builder, Role::luminaire, point(10, -5));
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 1}, {});
        const auto of_role = [&](Role role) { return run.facts().of(role).front(); };
        QCOMPARE(place_name(run.facts(), {10, -5}, of_role(Role::luminaire).get()),
                 std::string("Lamp by Block G"));
        QCOMPARE(place_name(run.facts(), {10, -6}, of_role(Role::barrier).get()),
                 std::string("Boundary wall by Block G"));
    }

    void a_path_without_a_name_goes_by_its_ends() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {80, 0}}), {{"kind", words("footway")}});
        add_label(builder, {-5, 3}, "Garages");
        add_label(builder, {85, 3}, "Boat store");
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 1}, {});
        const FeaturePtr path = run.facts().find(Uuid::from_name("path 0"));
        QCOMPARE(place_name(run.facts(), {40, 0}, path.get()),
                 std::string("Footway between Garages and Boat store"));
    }

    void without_any_name_the_part_of_the_site_is_said_and_no_two_are_the_same() {
        SiteBuilder builder;
        red_line_of(builder, -100, -100, 100, 100);
        for (const double x : {60.0, 75.0, 90.0})
            add_hedge(builder, x, 80);
        add_hedge(builder, -80, -80);
        const Assessment made = check(builder, "NS-07");
        const auto names = names_of(made);
        QCOMPARE(names.size(), made.places.size());
        QVERIFY(names.contains("Hedge in the south-west of the site"));
        for (const std::string& name : names)
            QVERIFY2(name.find_first_of("0123456789") == std::string::npos || name.ends_with(")"),
                     name.c_str());
    }

    // A row of eight houses from x = 0 to 43.2, its doors to the south: fences behind its west end and its
    // middle.
    void a_fence_at_the_west_end_of_a_row_is_called_so() {
        SiteBuilder builder;
        std::vector<Point> ring;
        for (int i = 0; i < 8; ++i) // every second pair is set back
            for (const double x : {5.4 * i, 5.4 * (i + 1)})
                ring.push_back({x, i / 2 % 2 * 0.8});
        ring.push_back({43.2, 8.8});
        ring.push_back({0, 8});
        drawn(builder, Role::building, Geometry::make_polygon(ring)).name = "2–16 Mill Row";
        drawn(builder, Role::opening, point(2, 0), {{"kind", words("door")}, {"main", true}});
        for (const double x : {1.0, 6.0, 21.0}) {
            Feature& fence =
                drawn(builder, Role::barrier, line({{x, 10}, {x, 14}}), {{"kind", words("fence")}});
            fence.id = Uuid::from_name("fence at " + std::to_string(static_cast<int>(x)));
        }
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 1}, {});
        std::vector<Place> places;
        for (const FeaturePtr& fence : run.facts().of(Role::barrier)) {
            const Point at = label_point(fence->geometry);
            places.push_back({.name = place_name(run.facts(), at, fence.get()), .at = at, .findings = {}});
            QCOMPARE(places.back().name, std::string("Fence behind 2–16 Mill Row"));
        }
        // Two of them: the second is the eastern one, and at the west end of the row all the same.
        std::vector<Place> two{places[0], places[1]};
        tell_apart(run.facts(), two);
        QCOMPARE(two[0].name, std::string("Fence behind the west end of 2–16 Mill Row, the western one"));
        QCOMPARE(two[1].name, std::string("Fence behind the west end of 2–16 Mill Row, the eastern one"));
        tell_apart(run.facts(), places);
        QCOMPARE(places[2].name, std::string("Fence behind the middle of 2–16 Mill Row"));
    }

    void what_lies_by_a_square_block_is_told_by_its_side_and_a_path_by_its_ends() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 20, 20)).name = "Block G";
        drawn(builder, Role::path, line({{100, 0}, {100, 60}})).name = "Back Path";
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 1}, {});
        std::vector<Place> places{
            {.name = "Lamp by Block G", .at = {10, 30}, .findings = {}},
            {.name = "Lamp by Block G", .at = {30, 10}, .findings = {}},
            {.name = "Back Path", .at = {100, 5}, .findings = {}},
            {.name = "Back Path", .at = {100, 30}, .findings = {}},
            {.name = "Ground in the north of the site", .at = {0, 200}, .findings = {}},
            {.name = "Ground in the north of the site", .at = {90, 200}, .findings = {}}};
        tell_apart(run.facts(), places);
        QCOMPARE(places[0].name, std::string("Lamp by the north side of Block G"));
        QCOMPARE(places[1].name, std::string("Lamp by the east side of Block G"));
        QCOMPARE(places[2].name, std::string("Back Path, south end"));
        QCOMPARE(places[3].name, std::string("Back Path, middle"));
        QCOMPARE(places[4].name, std::string("Ground in the north of the site, the western one"));
        QCOMPARE(places[5].name, std::string("Ground in the north of the site, the eastern one"));
    }

    void sides_of_the_compass() {
        QCOMPARE(compass({0, 1}), std::string("north"));
        QCOMPARE(compass({1, 1}), std::string("north-east"));
        QCOMPARE(compass({-1, 0}), std::string("west"));
        QCOMPARE(compass({0.1, -1}), std::string("south"));
    }

    void numbers_have_separators_of_thousands() {
        QCOMPARE(count_text(999), std::string("999"));
        QCOMPARE(count_text(447987), std::string("447,987"));
        QCOMPARE(rounded_text(1263.6), std::string("1,264"));
        QCOMPARE(counted(0, "window"), std::string("no window"));
        QCOMPARE(counted(2, "hedge"), std::string("2 hedges"));
    }
};

PROSPECT_TEST(NamingTest);

#include "naming_test.moc"
