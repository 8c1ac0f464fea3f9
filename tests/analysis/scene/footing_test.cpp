#include "analysis/scene/footing.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::scene;
using namespace prospect::test;

namespace {

constexpr double person_m = 1.6;

Scene scene_of(const SiteBuilder& builder) {
    return Scene(builder.site(), {});
}

// A wall along y = 0 with an opening of 2 m at x = 5.
SiteBuilder wall_with(const char* kind, const char* control) {
    SiteBuilder site;
    site.add(Role::barrier, line({{0, 0}, {10, 0}}), {{"kind", std::string("wall")}, {"height_m", 2.0}});
    Feature& opening = site.add(Role::opening, point(5, 0), {{"kind", std::string(kind)}, {"width_m", 2.0}});
    if (*control != 0) opening.set("control", std::string(control), Basis::drawn);
    return site;
}

} // namespace

class FootingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void walls_and_buildings_stop_kerbs_and_what_is_overhead_do_not() {
        SiteBuilder site;
        site.add(Role::barrier, line({{0, 0}, {10, 0}}), {{"kind", std::string("fence")}});
        site.add(Role::barrier, line({{0, 5}, {10, 5}}), {{"kind", std::string("kerb")}});
        site.add(Role::building, rectangle(20, 0, 30, 10), {{"height_m", 6.0}});
        site.add(Role::building, rectangle(40, 0, 50, 10), {{"height_m", 6.0}, {"base_m", 2.6}});
        const Scene scene = scene_of(site);
        const Footing footing(scene, person_m);
        QVERIFY(!footing.steps({5, -1}, {5, 1}));
        QCOMPARE(footing.stop_between({5, -1}, {5, 1}), std::optional(Uuid::from_name("barrier 0")));
        QVERIFY(footing.steps({5, 4}, {5, 6}));
        QVERIFY(footing.steps({5, 1}, {8, 1}));
        QVERIFY(!footing.walks({25, 5}) && footing.walks({45, 5}));
        QVERIFY(footing.walks({5, 0.05}) && !footing.stands({5, 0.05})); // too near to stand
        QVERIFY(footing.stands({5, 0.2}));
        QCOMPARE(footing.stop_distance({5, 0.5}, 1), 0.5);
        QVERIFY(std::isinf(footing.stop_distance({5, 1.5}, 1)));
    }

    void openings_let_through_by_their_control() {
        const auto passes = [](const char* kind, const char* control, Gates gates) {
            const SiteBuilder site = wall_with(kind, control);
            const Scene scene = scene_of(site);
            return Footing(scene, person_m, gates).steps({5.5, -1}, {5.5, 1});
        };
        for (const char* kind : {"gate", "door"}) {
            for (const char* control : {"open", "closed", ""})
                QVERIFY(passes(kind, control, Gates::unlocked));
            for (const char* control : {"locked", "controlled", "staffed"}) {
                QVERIFY(!passes(kind, control, Gates::unlocked));
                QVERIFY(passes(kind, control, Gates::all));
            }
        }
        QVERIFY(passes("gap", "", Gates::unlocked));
        const SiteBuilder beside = wall_with("gate", "closed");
        const Scene scene = scene_of(beside);
        QVERIFY(!Footing(scene, person_m).steps({6.5, -1}, {6.5, 1}));
    }

    void a_door_upstairs_lets_nobody_through_and_a_given_width_counts() {
        SiteBuilder site = wall_with("door", "open");
        site.add(Role::barrier, line({{0, 9}, {10, 9}}), {{"kind", std::string("wall")}, {"height_m", 2.0}});
        site.add(Role::opening, point(5, 9),
                 {{"kind", std::string("door")}, {"width_m", 2.0}, {"storey", std::int64_t{1}}});
        site.add(Role::barrier, line({{0, 20}, {10, 20}}),
                 {{"kind", std::string("wall")}, {"height_m", 2.0}});
        site.add(Role::opening, line({{3, 20}, {7, 20}}),
                 {{"kind", std::string("gate")}, {"width_m", 1.0}, {"control", std::string("closed")}});
        const Scene scene = scene_of(site);
        const Footing footing(scene, person_m);
        QVERIFY(footing.steps({5.5, -1}, {5.5, 1}));
        QVERIFY(!footing.steps({5.5, 8}, {5.5, 10}));
        QVERIFY(footing.steps({5.4, 19}, {5.4, 21}) && !footing.steps({6, 19}, {6, 21}));
    }

    void gates_of_which_nothing_is_known_are_counted() {
        const SiteBuilder unknown = wall_with("gate", "");
        const Scene scene = scene_of(unknown);
        const auto notes = Footing(scene, person_m).notes();
        QVERIFY(std::any_of(notes.begin(), notes.end(),
                            [](const Note& note) { return note.code == "gates_count_as_unlocked"; }));
    }

    void one_pushes_through_planting_and_stands_in_none_but_the_lowest() {
        SiteBuilder site;
        site.add(Role::planting, rectangle(0, 0, 10, 2), {{"height_m", 1.5}});
        site.add(Role::planting, rectangle(0, 5, 10, 7), {{"height_m", 0.3}});
        const Scene scene = scene_of(site);
        const Footing footing(scene, person_m);
        QVERIFY(footing.walks({5, 1}) && !footing.stands({5, 1}));
        QVERIFY(footing.steps({5, -1}, {5, 3}));
        QVERIFY(footing.stands({5, 6}));
    }
};

PROSPECT_TEST(FootingTest);

#include "footing_test.moc"
