#include "analysis/assessment/concealment.h"
#include "analysis/assessment/remedies.h"
#include "analysis/sightlines/hiding_along.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// 60 m of path, 2 m wide, with a hedge across its northern side that one comes round at x = 30.
SiteBuilder hedge_beside(double height_m) {
    SiteBuilder builder;
    red_line_of(builder, -5, -10, 65, 10);
    drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}}).name = "Mill Path";
    Feature& hedge = drawn(builder, Role::barrier, line({{30, 1.5}, {30, 3}, {36, 3}}),
                           {{"kind", words("hedge")}, {"opacity", 1.0}});
    hedge.name = "Yew hedge";
    if (height_m > 0) hedge.set("height_m", height_m, Basis::drawn);
    return builder;
}

// An L round a building whose corner is (17.5, 2.5).
SiteBuilder corner() {
    SiteBuilder builder;
    drawn(builder, Role::path, line({{0, 0}, {20, 0}, {20, 20}})).name = "Court path";
    drawn(builder, Role::building, rectangle(-10, 2.5, 17.5, 30), {{"height_m", 9.0}}).name = "Block G";
    return builder;
}

const Finding* missed(const Assessment& made) {
    const auto found = std::find_if(made.findings.begin(), made.findings.end(), is_missed);
    return found == made.findings.end() ? nullptr : &*found;
}

bool has(const std::string& text, const char* part) {
    if (text.find(part) != std::string::npos) return true;
    qWarning("%s", text.c_str());
    return false;
}

Assessment with_remedies(const SiteBuilder& builder, const std::string& code, int threads = 2) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = builder.site(), .threads = threads};
    Assessment made = assess(engine, request, profile_of(code));
    try_remedies(engine, request, profile_of(code), made);
    return made;
}

} // namespace

// NS-10 and NS-11.
class ConcealmentRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_hedge_that_hides_somebody_is_worth_a_look() {
        const Assessment made = check(hedge_beside(2), "NS-11");
        const Finding found = only(made);
        QCOMPARE(found.level, Level::look);
        QVERIFY(has(found.message, "Yew hedge hides "));
        QVERIFY(has(found.message, " m2 within 3 m of Mill Path"));
        QVERIFY(has(found.message, "; there should be none"));
        QCOMPARE(found.causes, std::vector<Uuid>{Uuid::from_name("barrier 0")});
        QVERIFY(*found.value >= 1 && *found.value <= 3.5 * 6);
        QVERIFY(found.at && distance(*found.at, Point{32, 2}) < 7);
        // The ground itself glows, as large as it is said to be.
        double area_m2 = 0;
        for (const Evidence& one : found.evidence)
            area_m2 += area(one.shape);
        QVERIFY(std::abs(area_m2 - *found.value) < 1e-6);
        QCOMPARE(found.basis, Basis::drawn);
    }

    void a_low_hedge_hides_nobody() { QCOMPARE(only(check(hedge_beside(1), "NS-11")).level, Level::pass); }

    void cutting_it_clears_the_finding() {
        const Assessment made = with_remedies(hedge_beside(2), "NS-11");
        const Finding found = only(made);
        QCOMPARE(found.remedies.size(), 1U);
        QCOMPARE(found.remedies[0].text, std::string("Lower Yew hedge to 1.0 m"));
        QCOMPARE(found.remedies[0].clears, std::vector<std::string>{found.key});
        QVERIFY(found.remedies[0].harms.empty());
    }

    void a_crown_down_to_the_ground_is_lifted() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}});
        drawn(builder, Role::tree, point(30, 3),
              {{"height_m", 6.0}, {"crown_m", 3.0}, {"clear_stem_m", 0.2}, {"opacity_leaf_on", 0.9}})
            .name = "Yew";
        const Finding found = *missed(with_remedies(builder, "NS-11"));
        QCOMPARE(found.remedies.size(), 1U);
        QCOMPARE(found.remedies[0].text, std::string("Lift the crown of Yew to 2.0 m"));
    }

    void a_height_nobody_gave_is_said() {
        const Finding found = only(check(hedge_beside(0), "NS-11")); // 1.5 m by default
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.basis, Basis::assumed);
        QVERIFY(has(found.message, "Assumed: the height of the hedge"));
    }

    void a_building_hides_and_nothing_is_proposed() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}});
        drawn(builder, Role::building,
              Geometry::make_polygon(std::vector<Point>{
                  {-10, 1.5}, {30, 1.5}, {30, 4.5}, {34, 4.5}, {34, 1.5}, {70, 1.5}, {70, 9}, {-10, 9}}),
              {{"height_m", 6.0}})
            .name = "Hall";
        const Finding found = only(with_remedies(builder, "NS-11"));
        QVERIFY(has(found.message, "Hall hides "));
        QVERIFY(has(found.message, "who walks there sees nobody in it before being next to it"));
        QVERIFY(found.remedies.empty() && found.causes.empty());
    }

    void ground_counts_for_the_path_it_is_nearest_to() {
        const auto beside_mill_path_m2 = [](const SiteBuilder& builder) {
            double sum_m2 = 0;
            for (const Measurement& one : measure(builder, "NS-11").subjects)
                sum_m2 += one.subject.front() == Uuid::from_name("path 0") ? one.value : 0;
            return sum_m2;
        };
        SiteBuilder builder = hedge_beside(2);
        const double alone_m2 = beside_mill_path_m2(builder);
        drawn(builder, Role::path, line({{31, 2.5}, {50, 2.5}}), {{"width_m", 1.0}});
        QVERIFY(beside_mill_path_m2(builder) < alone_m2);
    }

    // The front of a hall with an alcove from y = 1.5 to 6.5: 0.5 to 5.5 m beside the path's edge.
    void the_walk_and_the_check_give_one_place_the_same_areas() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}}).name = "Mill Path";
        drawn(builder, Role::building,
              Geometry::make_polygon(std::vector<Point>{{-10, 1.5},
                                                        {30.13, 1.5},
                                                        {30.13, 6.5},
                                                        {33.87, 6.5},
                                                        {33.87, 1.5},
                                                        {70, 1.5},
                                                        {70, 9},
                                                        {-10, 9}}),
              {{"height_m", 6.0}})
            .name = "Hall";
        const auto scene = std::make_shared<const scene::Scene>(builder.site(), TimeContext{});
        const FeaturePtr path = scene->site().features(Role::path).front().second;
        for (const char* guidance : {"default", "strict"}) {
            const Profile& profile = assessment::profile(guidance);
            const WalkRule rule = walk_rule(profile);
            const auto walked = sightlines::hiding_along(scene, path, rule.params, {}, rule.near_m);
            QCOMPARE(walked.places.size(), std::size_t{1});
            const auto& place = walked.places.front();
            engine::Engine engine(catalogue());
            Profile one = profile;
            std::erase_if(one.criteria, [](const Criterion& each) { return each.code != "NS-11"; });
            const Finding found = only(assess(engine, {.site = builder.site(), .threads = 2}, one));
            QCOMPARE(*found.value, place.near_m2);
            const std::string says =
                std::find_if(found.evidence.begin(), found.evidence.end(), [](const auto& each) {
                    return each.text.starts_with("somebody can stand here unseen");
                })->text;
            if (std::string(guidance) == "default") {
                QVERIFY(place.near_m2 < place.area_m2);
                QVERIFY(has(says, " m2 within 3 m of the path, ") && has(says, " m2 in all"));
                QVERIFY(has(found.message, " m2 within 3 m of Mill Path (") &&
                        has(found.message, " m2 in all): "));
            } else {
                QCOMPARE(walked.reaction_m, 10.0);
                QCOMPARE(place.near_m2, place.area_m2);
                QVERIFY(says.ends_with(" m2 within 5 m of the path"));
            }
        }
    }

    void without_paths_nothing_is_told() {
        SiteBuilder builder;
        drawn(builder, Role::barrier, line({{0, 0}, {5, 5}}), {{"kind", words("hedge")}, {"height_m", 2.0}});
        for (const char* code : {"NS-10", "NS-11"}) {
            const Finding found = only(check(builder, code));
            QCOMPARE(found.level, Level::not_run);
            QVERIFY(has(found.message, "no path is on the plan"));
        }
    }

    // Were it boarded, it would hide.
    void a_fence_nobody_described_is_no_pass() {
        SiteBuilder builder = hedge_beside(1);
        Feature& fence = drawn(builder, Role::barrier, line({{10, 1.5}, {10, 3}, {16, 3}}),
                               {{"kind", words("fence")}, {"height_m", 2.0}});
        QCOMPARE(only(check(builder, "NS-11")).level, Level::not_run);
        fence.set("opacity", 0.2, Basis::drawn);
        QCOMPARE(only(check(builder, "NS-11")).level, Level::pass);
    }

    // From (13, 0) to (16, 0) one sees 10 m ahead, but 9 m from (15, 0), whose line just touches the corner.
    void a_blind_corner_is_worth_a_look() {
        const Finding found = only(check(corner(), "NS-10"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.value, std::optional(10.0));
        QVERIFY(
            has(found.message,
                "On Court path one sees only 10 m of the way ahead (less on the worst 3 m), and less than "
                "15 m along"));
        QVERIFY(has(found.message, "because of Block G; it should be at least 15 m"));
        QVERIFY(found.causes.empty());
    }

    void an_open_path_passes() {
        const Finding found = only(check(hedge_beside(2), "NS-10"));
        QCOMPARE(found.level, Level::pass);
        QCOMPARE(found.value, std::optional(50.0)); // as far as is looked
    }

    void a_hedge_that_ends_the_sight_is_lowered() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {20, 0}, {20, 20}})).name = "Court path";
        drawn(builder, Role::barrier, line({{5, 2}, {18, 2}, {18, 15}}),
              {{"kind", words("hedge")}, {"height_m", 2.0}, {"opacity", 1.0}})
            .name = "Yew hedge";
        const Finding found = only(with_remedies(builder, "NS-10"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.remedies.size(), 1U);
        QCOMPARE(found.remedies[0].text, std::string("Lower Yew hedge to 1.0 m"));
    }

    // A change on trial is measured where it reaches, and gives what measuring all would.
    void what_a_change_cannot_reach_is_left_as_it_is() {
        SiteBuilder builder = hedge_beside(2);
        drawn(builder, Role::path, line({{0, 200}, {60, 200}}), {{"width_m", 2.0}}).name = "Far path";
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 2}, {});
        for (const char* code : {"NS-10", "NS-11"}) {
            const Criterion criterion = profile_of(code).criteria.at(0);
            const Box hedge{30, 1.5, 36, 3};
            const Metric& measure = *metric(criterion.metric);
            const Measured all = run.measure(measure, criterion);
            const Measured part = run.measure(measure, criterion, {&hedge, 1});
            QVERIFY(all.untouched.empty() && part.gaps.empty());
            std::size_t kept = 0;
            for (const Measurement& one : part.subjects)
                for (const Measurement& other : all.subjects)
                    kept += one.subject == other.subject && one.value == other.value;
            QCOMPARE(kept, part.subjects.size());
            QCOMPARE(part.subjects.size() + part.untouched.size(), all.subjects.size());
        }
    }

    void the_threads_do_not_matter() {
        const Assessment one = with_remedies(hedge_beside(2), "NS-11", 1);
        const Assessment two = with_remedies(hedge_beside(2), "NS-11", 2);
        QCOMPARE(only(one).message, only(two).message);
        QCOMPARE(only(one).value, only(two).value);
        QVERIFY(only(one).evidence == only(two).evidence);
    }
};

PROSPECT_TEST(ConcealmentRulesTest);

#include "concealment_test.moc"
