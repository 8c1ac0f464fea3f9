#include "analysis/assessment/garden_views.h"
#include "analysis/assessment/privacy.h"
#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A bus stop 10 m from a building without windows, three metres high.
SiteBuilder stop_before_building() {
    SiteBuilder builder;
    red_line_of(builder, -60, -60, 60, 60);
    drawn(builder, Role::building, rectangle(0, 10, 10, 20), {{"height_m", 3.0}, {"use", words("flats")}})
        .name = "Block G";
    drawn(builder, Role::opening, point(5, 20), {{"kind", words("window")}, {"sill_m", 0.9}});
    drawn(builder, Role::activity, point(5, 0), {{"kind", words("bus_stop")}}).name = "Stop";
    return builder;
}

// Two metres from the building, so not its own, 2 to 8 m before its wall.
void add_garden(SiteBuilder& builder, double fence_m) {
    drawn(builder, Role::zone, rectangle(-12, 2, -2, 8), {{"ownership", words("private")}}).name =
        "Garden of No 4";
    if (fence_m > 0)
        drawn(builder, Role::barrier, line({{-12, 2}, {-2, 2}, {-2, 8}, {-12, 8}, {-12, 2}}),
              {{"kind", words("wall")}, {"height_m", fence_m}, {"opacity", 1.0}});
}

// The remedy of the bus stop that adds windows.
Remedy windows_added(const SiteBuilder& builder) {
    engine::Engine engine(catalogue());
    const Profile profile = profile_of("NS-14");
    const engine::Request request{.site = builder.site(), .threads = 2};
    Assessment made = assess(engine, request, profile);
    try_remedies(engine, request, profile, made);
    const Finding found = only(made);
    const auto added = std::find_if(found.remedies.begin(), found.remedies.end(),
                                    [](const Remedy& one) { return one.text.starts_with("Put "); });
    if (added == found.remedies.end()) throw Error(ErrorCode::internal, "no windows are added");
    return *added;
}

// Names of the gardens that a window at `at` in the wall of a building sees, eyes at that height.
std::vector<std::string> seen(const SiteBuilder& builder, Point at, double eye_m) {
    engine::Engine engine(catalogue());
    const CheckRun run(engine, {.site = builder.site(), .threads = 1}, {});
    const ClearLines lines(run.facts().scene());
    const auto facade = run.facts().facade_at(at);
    const Watcher window{.window = {},
                         .building = facade->building,
                         .eye = above(facade->foot + facade->outward * 0.05, eye_m),
                         .outward = facade->outward};
    std::vector<std::string> names;
    const GardenViews gardens(run.facts(), lines, *usual_privacy(), Box{at.x, at.y, at.x, at.y});
    for (const Uuid& id : gardens.seen_by({&window, 1}))
        names.push_back(run.facts().find(id)->name);
    return names;
}

// A row of two houses in one building, a garden behind each and no fence between them.
SiteBuilder row_of_houses(const char* use) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 12, 8), {{"height_m", 6.0}, {"use", words(use)}});
    drawn(builder, Role::zone, rectangle(0, -10, 6, 0), {{"ownership", words("private")}}).name = "West";
    drawn(builder, Role::zone, rectangle(6, -10, 12, 0), {{"ownership", words("private")}}).name = "East";
    return builder;
}

using Names = std::vector<std::string>;

} // namespace

class GardenViewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void new_windows_that_look_into_a_garden_say_so_and_count_as_harm() {
        SiteBuilder builder = stop_before_building();
        add_garden(builder, 0);
        const Remedy remedy = windows_added(builder);
        QCOMPARE(remedy.text, std::string("Put 2 windows on the ground floor of Block G towards Stop"));
        QCOMPARE(remedy.warnings, Names{"its windows look into Garden of No 4"});
        QCOMPARE(remedy.harms, Names{"NS-18:" + Uuid::from_name("zone 0").text()});
    }

    void behind_a_wall_the_garden_is_not_looked_into() {
        SiteBuilder builder = stop_before_building();
        add_garden(builder, 1.8);
        const Remedy remedy = windows_added(builder);
        QVERIFY(remedy.warnings.empty());
        QVERIFY(remedy.harms.empty());
    }

    void of_equally_good_walls_the_one_that_looks_into_no_garden_is_taken() {
        SiteBuilder builder = stop_before_building();
        drawn(builder, Role::building, rectangle(0, -20, 10, -10),
              {{"height_m", 3.0}, {"use", words("flats")}})
            .name = "Block H";
        QVERIFY(windows_added(builder).text.ends_with("of Block G towards Stop"));
        // Open to Block G, walled towards Block H.
        // tenth.
        drawn(builder, Role::zone, rectangle(11, 5, 21, 14), {{"ownership", words("private")}}).name =
            "Garden";
        drawn(builder, Role::barrier, line({{8, 5}, {21, 5}, {21, 14}}),
              {{"kind", words("wall")}, {"height_m", 2.5}, {"opacity", 1.0}});
        const Remedy remedy = windows_added(builder);
        QVERIFY(remedy.text.ends_with("of Block H towards Stop"));
        QVERIFY(remedy.harms.empty());
    }

    void a_home_looks_into_its_own_garden_and_not_into_next_doors() {
        // Ground floor: the nearest of both is its own.
        QCOMPARE(seen(row_of_houses("houses"), {3, 0}, 1.6), Names{"East"});
        QCOMPARE(seen(row_of_houses("flats"), {3, 0}, 1.6), Names{"East"});
        // Upstairs it is that of the same house, but somebody else's below flats.
        QCOMPARE(seen(row_of_houses("houses"), {3, 0}, 4.6), Names{"East"});
        QCOMPARE(seen(row_of_houses("flats"), {3, 0}, 4.6), (Names{"West", "East"}));
        QCOMPARE(seen(row_of_houses("shop"), {3, 0}, 1.6), (Names{"West", "East"}));
    }

    void a_plot_drawn_through_its_house_is_its_own() {
        // Of three houses in a row the edges of the plot in the middle cross the row, no corner is near.
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 18, 8), {{"height_m", 6.0}, {"use", words("houses")}});
        drawn(builder, Role::zone, rectangle(6, -10, 12, 12), {{"ownership", words("private")}}).name =
            "Plot";
        QCOMPARE(seen(builder, {9, 0}, 1.6), Names{});
        builder = SiteBuilder();
        drawn(builder, Role::building, rectangle(0, 0, 18, 8), {{"height_m", 6.0}, {"use", words("flats")}});
        drawn(builder, Role::zone, rectangle(6, -10, 12, 12), {{"ownership", words("private")}}).name =
            "Plot";
        QCOMPARE(seen(builder, {9, 0}, 4.6), Names{"Plot"});
    }

    void only_what_lies_before_the_window_and_near_it_counts() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 6.0}});
        drawn(builder, Role::zone, rectangle(0, 12, 10, 20), {{"ownership", words("private")}}).name =
            "Behind";
        drawn(builder, Role::zone, rectangle(0, -40, 10, -26), {{"ownership", words("private")}}).name =
            "Far";
        QCOMPARE(seen(builder, {5, 0}, 1.6), Names{});
        // Of 14 m from 24 m away a metre is near enough, less than a tenth; of 10 m from 20 m away, half.
        drawn(builder, Role::zone, rectangle(4, -38, 6, -24), {{"ownership", words("private")}}).name =
            "Edge";
        QCOMPARE(seen(builder, {5, 0}, 1.6), Names{});
        drawn(builder, Role::zone, rectangle(4, -30, 6, -20), {{"ownership", words("private")}}).name =
            "Half";
        QCOMPARE(seen(builder, {5, 0}, 1.6), Names{"Half"});
    }
};

PROSPECT_TEST(GardenViewsTest);

#include "garden_views_test.moc"
