#include "geometry/site/assume_everywhere.h"
#include "geometry/site/options.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <set>
#include <tuple>

using namespace prospect;
using namespace prospect::test;

namespace {

const Uuid first = Uuid::from_name("building 0");
const Uuid second = Uuid::from_name("building 1");
const Uuid third = Uuid::from_name("building 2");

Value words(const char* text) {
    return Value(std::string(text));
}

// Three houses of one storey, and options that pull one down, move one, and give one a window of its own.
SitePtr houses() {
    SiteBuilder builder;
    for (const double x : {0.0, 30.0, 60.0})
        builder.add(Role::building, rectangle(x, 0, x + 10, 6), {{"levels", Value(std::int64_t(1))}});
    builder.add(Role::tree, point(80, 3));
    auto window = std::make_shared<Feature>();
    window->id = Uuid::from_name("own window");
    window->geometry = point(65, 0);
    window->set("kind", words("window"), Basis::drawn);
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("own windows");
    layer->name = "own windows";
    layer->role = Role::opening;
    layer->features = {window};
    builder.add_scenario({Uuid::from_name("a"), "Fewer", {{"Pull down", {RemoveFeatures{{first}}}}}});
    builder.add_scenario(
        {Uuid::from_name("b"), "Moved", {{"Move", {ChangeGeometry{second, rectangle(30, 20, 40, 26)}}}}});
    builder.add_scenario({Uuid::from_name("c"), "Drawn", {{"Draw", {AddLayer{layer}}}}});
    builder.add_scenario({Uuid::from_name("d"), "Same", {}});
    builder.add_scenario({Uuid::from_name("e"),
                          "Higher",
                          {{"Raise", {ChangeAttribute{third, "height_m", Value(9.0), Basis::drawn}}}}});
    return builder.site();
}

using Place = std::tuple<double, double>;
std::multiset<Place> windows_of(const Site& site) {
    std::multiset<Place> places;
    for (const auto& [layer, opening] : site.features(Role::opening)) {
        const Point p = label_point(opening->geometry);
        places.insert({p.x, p.y});
    }
    return places;
}

AssumedEdit windows(const Site& site, const Progress& = {}) {
    return assume_windows(site);
}

// The version as it is, everything of it fitting.
SitePtr version(const SitePtr& site, const std::string& option) {
    if (option.empty()) return site;
    std::vector<Unapplied> unapplied;
    const SitePtr shown = with_scenario(*site, option, &unapplied);
    return unapplied.empty() ? shown : nullptr;
}

} // namespace

class AssumeEverywhereTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_version_gets_what_is_assumed_of_it_alone() {
        const SitePtr site = houses();
        for (const std::string asked_in : {"", "Fewer", "Moved"}) {
            const AgreedEverywhere agreed = assumed_everywhere(*site, asked_in, windows);
            QVERIFY(agreed.site);
            QCOMPARE(agreed.shown.concerned.size(), std::size_t(asked_in == "Fewer" ? 2 : 3));
            for (const std::string option : {"", "Fewer", "Moved", "Drawn", "Same", "Higher"}) {
                const SitePtr before = version(site, option);
                const SitePtr after = version(agreed.site, option);
                QVERIFY2(after, option.c_str());
                QVERIFY(!windows_of(*after).empty());
                QCOMPARE(windows_of(*after), windows_of(*apply(*before, assume_windows(*before).edit)));
            }
            // What the options have in common with the place is not theirs.
            QCOMPARE(agreed.site->scenario("Same"), site->scenario("Same")); // the very same object
            QVERIFY(agreed.in_existing_place);
            QCOMPARE(agreed.options, (std::vector<std::string>{"Fewer", "Moved", "Drawn"}));
            QCOMPARE(agreed.site->scenario("Higher")->edits.size(), std::size_t(1));
            QCOMPARE(agreed.site->scenario("Fewer")->edits.size(), std::size_t(2));
        }
    }

    void a_value_of_the_option_is_its_own() {
        const SitePtr site = houses();
        const AgreedEverywhere agreed = assumed_everywhere(
            *site, "", [](const Site& one, const Progress&) { return assume_heights(one, Role::building); });
        const auto height = [&](const char* option, const Uuid& building) {
            const SitePtr shown = version(agreed.site, option);
            for (const auto& [layer, feature] : shown->features(Role::building))
                if (feature->id == building) return *as_number(feature->find("height_m")->value);
            return 0.0;
        };
        QCOMPARE(height("", third), 3.0);
        QCOMPARE(height("Higher", third), 9.0);
        QCOMPARE(height("Higher", first), 3.0);
        QVERIFY(agreed.site->scenario("Moved")->edits.size() == 1);
        QCOMPARE(height("Fewer", second), 3.0);
    }

    void taking_back_leaves_no_trace_in_any_version() {
        const SitePtr site = houses();
        for (const std::string asked_in : {"", "Moved"}) {
            const AgreedEverywhere agreed = assumed_everywhere(*site, asked_in, windows);
            const AgreedEverywhere back = taken_back_everywhere(*agreed.site, asked_in, "windows");
            QVERIFY(back.site);
            for (const std::string option : {"", "Fewer", "Moved", "Drawn", "Same", "Higher"}) {
                const SitePtr after = version(back.site, option);
                QVERIFY2(after, option.c_str());
                QCOMPARE(windows_of(*after), windows_of(*version(site, option)));
            }
            QCOMPARE(back.site->scenario("Fewer")->edits.size(), std::size_t(1));
            QCOMPARE(back.site->scenario("Same"), site->scenario("Same"));
        }
    }

    void windows_an_option_put_in_a_layer_of_its_own_are_taken_back_as_well() {
        const AgreedEverywhere agreed = assumed_everywhere(*houses(), "Drawn", windows);
        const SitePtr shown = version(agreed.site, "Drawn");
        MoveFeatures move{Uuid::from_name("own windows"), {Uuid::from_name("own window")}};
        for (const auto& [layer, opening] : shown->features(Role::opening))
            if (opening->id != move.features.front()) move.features.push_back(opening->id);
        const SitePtr moved = with_edit(*agreed.site, "Drawn", {"Move", {move}});
        QVERIFY(version(moved, "Drawn"));
        const AgreedEverywhere back = taken_back_everywhere(*moved, "Drawn", "windows");
        QVERIFY(back.site);
        const SitePtr left = version(back.site, "Drawn"); // null where something no longer fits
        QVERIFY(left);
        QCOMPARE(windows_of(*left), windows_of(*version(houses(), "Drawn")));
    }

    void what_an_option_drew_among_the_assumed_stays() {
        const AgreedEverywhere agreed = assumed_everywhere(*houses(), "", windows);
        Uuid layer;
        for (const auto& [in, opening] : agreed.site->features(Role::opening))
            if (in->name.starts_with("Assumed")) layer = in->id;
        QVERIFY(!layer.is_nil());
        auto drawn = std::make_shared<Feature>();
        drawn->id = Uuid::from_name("drawn by hand");
        drawn->geometry = Geometry::make_point({1, 1});
        const SitePtr with = with_edit(*agreed.site, "Same", {"Draw", {AddFeatures{layer, {drawn}}}});
        const AgreedEverywhere back = taken_back_everywhere(*with, "", "windows");
        QVERIFY(back.site);
        const SitePtr after = version(back.site, "Same"); // null where something no longer fits
        QVERIFY(after);
        QVERIFY(windows_of(*after) != windows_of(*version(houses(), "Same")));
        bool kept = false;
        for (const auto& [in, opening] : after->features(Role::opening))
            kept = kept || opening->id == drawn->id;
        QVERIFY(kept);
    }

    void what_only_an_option_lacks_is_no_change_of_the_existing_place() {
        const SitePtr site = houses();
        const auto in_the_fewer = [](const Site& one, const Progress&) {
            return one.features(Role::building).size() < 3 ? assume_windows(one) : AssumedEdit{};
        };
        const AgreedEverywhere agreed = assumed_everywhere(*site, "Fewer", in_the_fewer);
        QVERIFY(agreed.site && !agreed.in_existing_place);
        QCOMPARE(agreed.options, (std::vector<std::string>{"Fewer"}));
    }

    void it_tells_how_far_it_is_and_stops_when_asked() {
        std::vector<double> told;
        const Progress progress({}, [&](double done, std::string_view) { told.push_back(done); });
        assumed_everywhere(
            *houses(), "",
            [](const Site& one, const Progress& part) {
                part.report(0.5);
                return assume_windows(one);
            },
            progress);
        QCOMPARE(told.size(), std::size_t(11)); // one half each, and the beginning of each of five options
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QVERIFY(told.front() > 0.08 && told.front() < 0.09 && told.back() < 1);
        std::stop_source stop;
        stop.request_stop();
        const Progress stopped(stop.get_token(), {});
        QVERIFY_EXCEPTION_THROWN(assumed_everywhere(*houses(), "", windows, stopped), Cancelled);
        QVERIFY_EXCEPTION_THROWN(taken_back_everywhere(*houses(), "", "windows", stopped), Cancelled);
    }

    void where_nothing_is_assumed_of_the_shown_version_nothing_changes() {
        const AgreedEverywhere agreed =
            assumed_everywhere(*houses(), "Same", [](const Site&, const Progress&) { return AssumedEdit{}; });
        QVERIFY(!agreed.site && agreed.shown.empty());
        QVERIFY(!taken_back_everywhere(*houses(), "", "windows").site);
    }
};

PROSPECT_TEST(AssumeEverywhereTest);

#include "assume_everywhere_test.moc"
