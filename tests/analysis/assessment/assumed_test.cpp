#include "check.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A small estate of which hardly a height is given, with something for every criterion.
SiteBuilder estate() {
    SiteBuilder builder;
    red_line_of(builder, -12, -34, 42, 26);
    drawn(builder, Role::path, line({{-10, -12}, {40, -12}}),
          {{"kind", words("road")}, {"night_route", true}, {"lit_class", words("P4")}});
    drawn(builder, Role::path, line({{20, -10}, {20, 24}}),
          {{"kind", words("footway")}, {"night_route", false}});
    drawn(builder, Role::building, rectangle(0, 0, 10, 8));
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::opening, point(8, 8), {{"kind", words("window")}, {"storey", std::int64_t{1}}});
    drawn(builder, Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}});
    drawn(builder, Role::zone, rectangle(-12, -34, 42, -4), {{"ownership", words("public")}});
    drawn(builder, Role::barrier, line({{0, -4}, {10, -4}}), {{"kind", words("hedge")}});
    drawn(builder, Role::barrier, line({{0, 8}, {0, 20}, {10, 20}, {10, 8}}), {{"kind", words("fence")}});
    drawn(builder, Role::barrier, line({{12, 20}, {10.6, 20.4}}), {{"kind", words("retaining_wall")}});
    // The alley, closed in by walls; a corner beside it.
    drawn(builder, Role::barrier, line({{18.5, -2}, {18.5, 26}}), {{"kind", words("wall")}});
    drawn(builder, Role::barrier, line({{21.5, -2}, {21.5, 6}, {24.5, 6}, {24.5, 9}, {21.5, 9}, {21.5, 7.5}}),
          {{"kind", words("wall")}});
    drawn(builder, Role::barrier, line({{21.5, 9}, {21.5, 26}}), {{"kind", words("wall")}});
    drawn(builder, Role::building, rectangle(0, -34, 10, -24));
    for (const double x : {3.0, 5.0, 7.0})
        drawn(builder, Role::opening, point(x, -24), {{"kind", words("window")}});
    drawn(builder, Role::activity, point(30, 4), {{"kind", words("seat")}});
    drawn(builder, Role::barrier, line({{26, 1}, {40, 1}}), {{"kind", words("wall")}});
    drawn(builder, Role::activity, point(5, -18), {{"kind", words("bin_store")}});
    drawn(builder, Role::activity, rectangle(12, -20, 17, -16), {{"kind", words("parking")}});
    drawn(builder, Role::planting, rectangle(30, -20, 36, -16));
    drawn(builder, Role::tree, point(33, -18));
    drawn(builder, Role::luminaire, point(31, -13));
    return builder;
}

struct Default {
    Uuid feature;
    std::string attribute;
    std::vector<double> others; // what it may as well be
};

std::vector<Default> defaults_of(const Site& site) {
    static const std::map<std::pair<Role, std::string>, std::vector<double>> others{
        {{Role::building, "height_m"}, {1.2, 9.0}}, {{Role::barrier, "height_m"}, {0.3, 3.0}},
        {{Role::barrier, "opacity"}, {0.0, 1.0}},   {{Role::planting, "height_m"}, {0.3, 2.4}},
        {{Role::planting, "opacity"}, {0.1}},       {{Role::tree, "clear_stem_m"}, {0.5, 4.0}},
        {{Role::tree, "crown_m"}, {0.5, 8.0}},      {{Role::opening, "sill_m"}, {0.1, 1.8}},
        {{Role::barrier, "base_m"}, {1.8}},
    };
    std::vector<Default> found;
    for (const auto& [key, values] : others)
        for (const auto& [layer, feature] : site.features(key.first))
            if (!feature->find(key.second)) found.push_back({feature->id, key.second, values});
    return found;
}

std::map<std::string, Finding> problems_of(const SitePtr& site, const std::string& code) {
    engine::Engine engine(catalogue());
    std::map<std::string, Finding> found;
    for (const Finding& one : assess(engine, {.site = site, .threads = 2}, profile_of(code)).findings)
        if (one.level == Level::fail || one.level == Level::look) found.emplace(one.key, one);
    return found;
}

bool names(const Finding& finding, const Default& one) {
    return std::any_of(finding.assumptions.begin(), finding.assumptions.end(), [&](const Assumed& assumed) {
        return assumed.feature == one.feature && assumed.attribute == one.attribute;
    });
}

} // namespace

// Whatever was not given and decides is carried by the finding, for every criterion.
class AssumedTest : public QObject {
    Q_OBJECT
    int decided_ = 0;

private Q_SLOTS:
    void every_criterion_says_something_of_the_estate() {
        engine::Engine engine(catalogue());
        const Assessment made = assess(engine, {.site = estate().site(), .threads = 2}, profile("default"));
        for (const Outcome& outcome : made.outcomes) {
            const bool tells =
                std::any_of(made.findings.begin(), made.findings.end(),
                            [&](const Finding& finding) { return finding.code == outcome.criterion.code; });
            if (!outcome.criterion.metric.starts_with("camera.")) // none stands there
                QVERIFY2(outcome.checked + outcome.unknown > 0 || tells, outcome.criterion.code.c_str());
        }
    }

    void nothing_that_rests_on_a_default_is_serious() {
        engine::Engine engine(catalogue());
        const Assessment made = assess(engine, {.site = estate().site(), .threads = 2}, profile("default"));
        for (const Finding& one : made.findings) {
            if (one.level != Level::fail && one.level != Level::look) continue;
            const auto doubts = doubtful(one.assumptions);
            if (doubts.empty()) continue;
            QVERIFY2(one.level != Level::fail, one.message.c_str());
            QVERIFY2(one.message.find(doubts_text(one.assumptions)) != std::string::npos,
                     one.message.c_str());
        }
    }

    // What no thing of the plan tells is said, too: nothing is assumed in silence.
    void what_is_assumed_says_what_is() {
        engine::Engine engine(catalogue());
        const SitePtr sample = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        int of_the_method = 0;
        for (const SitePtr& site : {sample, estate().site()})
            for (const Finding& one :
                 assess(engine, {.site = site, .threads = 2}, profile("default")).findings) {
                if (one.basis != Basis::assumed) continue;
                const auto doubts = doubtful(one.assumptions);
                QVERIFY2(!doubts.empty(), (one.code + " " + one.message).c_str());
                of_the_method += of_the_plan(one.assumptions).size() < doubts.size() ? 1 : 0;
            }
        QVERIFY(of_the_method > 5);
    }

    void a_default_that_decides_is_named_data() {
        QTest::addColumn<QString>("code");
        for (const Criterion& criterion : profile("default").criteria)
            QTest::newRow(criterion.code.c_str()) << QString::fromStdString(criterion.code);
    }

    // Each default in turn is given another value a thing of its kind may have: where a problem goes or a
    // pass is none any more, the finding must have named it.
    void a_default_that_decides_is_named() {
        QFETCH(QString, code);
        const std::string criterion = code.toStdString();
        const SitePtr site = estate().site();
        const auto before = problems_of(site, criterion);
        engine::Engine engine(catalogue());
        const Assessment made = assess(engine, {.site = site, .threads = 2}, profile_of(criterion));
        for (const Default& one : defaults_of(*site))
            for (const double other : one.others) {
                const SitePtr changed = apply(*site, SiteEdit{"Other",
                                                              {ChangeAttribute{one.feature, one.attribute,
                                                                               Value(other), Basis::drawn}}});
                const auto after = problems_of(changed, criterion);
                const std::string what = criterion + ": " + one.attribute + " of " +
                                         std::string(name_of(site->layer_of(one.feature)->role)) + " " +
                                         as_text(Value(other));
                for (const auto& [key, finding] : before) {
                    if (after.contains(key)) continue;
                    ++decided_;
                    QVERIFY2(names(finding, one), (what + ": " + finding.message).c_str());
                }
                if (after.size() <= before.size()) continue;
                for (const Finding& finding : made.findings)
                    if (finding.level == Level::pass)
                        QVERIFY2(names(finding, one), (what + ": " + finding.message).c_str());
            }
    }

    // The estate is made so that defaults do decide: the test above is about something.
    void defaults_decided_often() { QVERIFY2(decided_ >= 5, std::to_string(decided_).c_str()); }

    void what_follows_from_the_nature_of_a_thing_is_no_doubt() {
        SiteBuilder builder;
        const Feature wall = drawn(builder, Role::barrier, line({{0, 0}, {5, 0}}), {{"kind", words("wall")}});
        Grounds grounds;
        grounds.blocker(Role::barrier, wall);
        QCOMPARE(grounds.assumed().size(), std::size_t{3}); // height, underside, share blocked
        QCOMPARE(doubtful(grounds.assumed()).size(), std::size_t{1});
        QCOMPARE(assumed_words(doubtful(grounds.assumed())), std::string("the height of the wall"));
        QCOMPARE(grounds.basis(), Basis::assumed);
        Feature known = wall;
        known.set("height_m", 2.0, Basis::surveyed);
        QCOMPARE(Grounds().blocker(Role::barrier, known).basis(), Basis::drawn); // its shape
        QVERIFY(!Grounds().blocker(Role::barrier, known).defaulted());
    }

    void what_no_thing_tells_comes_last() {
        SiteBuilder builder;
        const Feature wall = drawn(builder, Role::barrier, line({{0, 0}, {5, 0}}), {{"kind", words("wall")}});
        Grounds grounds;
        grounds.supposed(somebody_looks).blocker(Role::barrier, wall).supposed(somebody_looks);
        QCOMPARE(assumed_words(doubtful(grounds.assumed())),
                 std::string("the height of the wall, ") + somebody_looks);
        QCOMPARE(assumed_words(of_the_plan(grounds.assumed())), std::string("the height of the wall"));
        // However many things there are, a starting value is never swallowed by "and more".
        for (const char* attribute : {"opacity", "base_m", "length_m", "width_m", "depth_m"})
            grounds.usual(Role::barrier, wall, attribute, 1);
        QVERIFY(assumed_words(doubtful(grounds.assumed()), 1)
                    .ends_with(std::string(" and more, ") + somebody_looks));

        Grounds open;
        open.supposed("where streets are", Basis::unknown);
        QCOMPARE(open.basis(), Basis::unknown);
        QCOMPARE(assumed_words(doubtful(open.assumed())), std::string());
        QCOMPARE(doubts_text(open.assumed()), std::string(". The plan does not say where streets are"));
    }

    void what_nobody_said_anything_of_is_not_known() { QCOMPARE(Grounds().basis(), Basis::unknown); }
};

PROSPECT_TEST(AssumedTest);

#include "assumed_test.moc"
