#include "analysis/assessment/knowledge.h"
#include "analysis/assessment/metric.h"
#include "check.h"
#include "geometry/io/project_file.h"
#include "geometry/site/assume.h"
#include "tests/support/registry.h"

#include <QTest>

#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

bool has(const std::vector<std::string>& codes, const char* code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

} // namespace

class KnowledgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_counts_what_is_given_usual_and_missing() {
        SiteBuilder builder;
        drawn(builder, Role::luminaire, point(0, 0), {{"height_m", Value(5.0)}});
        drawn(builder, Role::luminaire, point(9, 0));
        drawn(builder, Role::luminaire, point(18, 0));
        Feature& tagged = builder.add(Role::building, rectangle(0, 0, 9, 9));
        tagged.basis = Basis::tagged;
        tagged.set("height_m", Value(7.0), Basis::tagged);
        drawn(builder, Role::opening, point(4, 0), {{"kind", words("door")}});
        const Knowledge known = knowledge_of(*builder.site(), profile("default"));
        const auto* lamps = known.subject("lamp");
        QCOMPARE(lamps->count, std::size_t(3));
        QCOMPARE(lamps->shapes[Basis::drawn], std::size_t(3));
        const auto* height = lamps->attribute("height_m");
        QCOMPARE(height->given[Basis::drawn], std::size_t(1));
        QCOMPARE(height->by_default, std::size_t(2));
        QCOMPARE(*as_number(*height->usual), 5.0);
        QCOMPARE(known.subject("building")->attribute("height_m")->given[Basis::tagged], std::size_t(1));
        QCOMPARE(known.subject("building")->attribute("use")->missing, std::size_t(1));
        QCOMPARE(known.subject("window")->count, std::size_t(0));
        QCOMPARE(known.subject("door")->count, std::size_t(1));
        QCOMPARE(things_of(*builder.site(), *subject("lamp"), "height_m").size(), std::size_t(2));
        QVERIFY(known.assumptions.empty());
    }

    void it_names_the_checks_that_ask() {
        const Knowledge known = knowledge_of({}, profile("default"));
        const auto* windows = known.subject("window");
        QVERIFY(has(windows->criteria, "NS-14"));
        QVERIFY(has(windows->criteria, "NS-05"));
        QVERIFY(!has(windows->criteria, "NS-17"));
        const auto* owner = known.subject("zone")->attribute("ownership");
        QVERIFY(has(owner->criteria, "TR-01"));
        QVERIFY(has(owner->criteria, "TR-04"));
        QVERIFY(known.subject("zone")->attribute("capacity")->criteria.empty());
        QVERIFY(has(known.subject("lamp")->criteria, "LT-14"));
        QVERIFY(has(known.subject("camera")->criteria, "NS-15"));
    }

    void every_role_a_check_reads_is_shown() {
        std::set<Role> shown;
        for (const Subject& one : subjects()) {
            shown.insert(one.role);
            QVERIFY2(!one.tells.empty(), one.id.c_str());
            for (const auto name : one.tells)
                QVERIFY2(info(one.role).attribute(name), (one.id + " " + std::string(name)).c_str());
        }
        for (const Metric& one : metrics())
            for (const Role role : one.reads)
                QVERIFY2(shown.contains(role), (one.id + " reads " + std::string(name_of(role))).c_str());
    }

    void the_sample_knows_its_windows_owners_and_heights() {
        const auto opened = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");
        const Knowledge known = knowledge_of(*opened.site, profile("default"));
        QCOMPARE(known.subject("window")->count, std::size_t(1527));
        QCOMPARE(known.subject("door")->count, std::size_t(175)); // 124 doors, 50 gates, 1 gap
        QCOMPARE(known.subject("building")->count, std::size_t(24));
        QCOMPARE(known.subject("building")->attribute("height_m")->given[Basis::drawn], std::size_t(24));
        QCOMPARE(known.subject("zone")->attribute("ownership")->given[Basis::drawn], std::size_t(98));
        QCOMPARE(known.subject("lamp")->attribute("height_m")->given[Basis::drawn], std::size_t(46));
        QVERIFY(known.assumptions.empty());
    }

    void assumed_windows_are_one_assumption_and_never_serious() {
        SiteBuilder builder;
        red_line_of(builder, -50, -50, 50, 50);
        drawn(builder, Role::building, rectangle(0, 0, 10, 6), {{"height_m", Value(3.0)}});
        drawn(builder, Role::activity, point(5, -15), {{"kind", words("play")}});
        const auto before = builder.site();
        const auto site = apply(*before, assume_windows(*before).edit);
        const Knowledge known = knowledge_of(*site, profile("default"));
        QCOMPARE(known.assumptions.size(), std::size_t(1));
        QCOMPARE(known.assumptions.front().subject, std::string("window"));
        QCOMPARE(known.assumptions.front().features.size(), std::size_t(10));

        engine::Engine engine(catalogue());
        const auto run = [&](const SitePtr& one) {
            return only(assess(engine, {.site = one, .threads = 2}, profile_of("NS-14")));
        };
        QCOMPARE(run(before).level, Level::not_run);
        const Finding found = run(site); // three windows look at it from 15 m
        QVERIFY(found.level != Level::fail && found.level != Level::not_run);
        QCOMPARE(found.basis, Basis::assumed);
    }
};

PROSPECT_TEST(KnowledgeTest);

#include "knowledge_test.moc"
