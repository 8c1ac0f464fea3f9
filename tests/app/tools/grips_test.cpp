#include "app/tools/grips.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

constexpr double reach_m = 0.5;

// Handles on the courtyard; every edit is applied at once, as the document does.
struct Gripped {
    Grips grips;
    SitePtr site = test::small_site();
    int edits = 0;
    std::string title;

    explicit Gripped(std::vector<Uuid> features) {
        grips.set_site(site);
        grips.set_features(std::move(features));
    }
    void settle() {
        const auto edit = grips.take_edit();
        if (!edit) return;
        site = apply(*site, *edit);
        grips.set_site(site);
        title = edit->title;
        ++edits;
    }
    Grips::Part grab(Point p, std::optional<Uuid> topmost = {}) { return grips.grab(p, reach_m, topmost); }
    void drag(Point to) { grips.drag({to, SnapKind::none, reach_m}); }
    void drop() {
        grips.drop();
        settle();
    }
    const Feature& feature(const char* name) const {
        for (const LayerPtr& layer : site->layers)
            for (const FeaturePtr& one : layer->features)
                if (one->name == name) return *one;
        return *site->layers.front()->features.front();
    }
};

const Uuid house = Uuid::from_name("House"); // (5, 10) to (15, 20)
const Uuid fence = Uuid::from_name("Fence"); // (20, 5) to (35, 5)
const Uuid oak = Uuid::from_name("Oak");     // (30, 20)

} // namespace

class GripsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_corner_is_dragged() {
        Gripped it({house});
        QVERIFY(it.grab({14.8, 20.2}) == Grips::Part::vertex);
        it.drag({16, 21});
        QCOMPARE(it.edits, 0); // only shown
        QCOMPARE(it.grips.preview().shapes.size(), std::size_t{1});
        it.drag({19, 20});
        it.drop();
        QCOMPARE(it.edits, 1);
        QCOMPARE(area(it.feature("House").geometry), 120.0); // a triangle of 10 m by 4 m more
        QCOMPARE(it.feature("House").geometry.points.size(), std::size_t{4});
    }

    void a_small_tremble_is_no_drag() {
        Gripped it({house});
        it.grab({15, 20});
        it.drag({15.2, 20.1});
        QVERIFY(!it.grips.is_dragging());
        it.drop();
        QCOMPARE(it.edits, 0);
        QVERIFY(it.grips.has_active());
    }

    void a_corner_is_put_into_an_edge_and_taken_away_again() {
        Gripped it({house});
        QVERIFY(it.grab({10, 20}) == Grips::Part::between);
        it.drag({10, 24});
        it.drop();
        QCOMPARE(it.feature("House").geometry.points.size(), std::size_t{5});
        QCOMPARE(area(it.feature("House").geometry), 120.0);
        QVERIFY(it.grips.has_active()); // the new one
        QVERIFY(it.grips.remove_active());
        it.settle();
        QCOMPARE(it.feature("House").geometry.points.size(), std::size_t{4});
        QCOMPARE(area(it.feature("House").geometry), 100.0);
        QVERIFY(!it.grips.remove_active());
        QCOMPARE(it.edits, 2);
    }

    void a_line_keeps_two_points() {
        Gripped it({fence});
        it.grab({20, 5});
        it.drop();
        QVERIFY(it.grips.remove_active());
        it.settle();
        QCOMPARE(it.edits, 0);
        QVERIFY(it.grips.preview().refusal.contains("two"));
        it.grab({20, 5});
        it.drag({35, 5}); // onto its other end
        it.drop();
        QCOMPARE(it.edits, 0);
    }

    void an_outline_is_not_made_to_cross_itself() {
        Gripped it({house});
        it.grab({15, 20});
        it.drag({10, 5});
        it.drop();
        QCOMPARE(it.edits, 0);
        QVERIFY(!it.grips.preview().refusal.isEmpty());
        QCOMPARE(area(it.feature("House").geometry), 100.0);
    }

    void an_outline_that_crosses_itself_already_can_be_mended_step_by_step() {
        Gripped it({house});
        it.site = apply(*it.site, {"Bow tie",
                                   {ChangeGeometry{house, Geometry::make_polygon(std::vector<Point>{
                                                              {5, 10}, {15, 20}, {15, 10}, {5, 20}})}}});
        it.grips.set_site(it.site);
        it.grab({15, 10});
        it.drag({15, 12});
        it.drop();
        QCOMPARE(it.edits, 1);
    }

    void whole_things_move_together() {
        Gripped it({house, oak});
        QVERIFY(it.grab({8, 18}, house) == Grips::Part::body);
        it.drag({10, 21});
        it.drop();
        QCOMPARE(it.edits, 1); // one undo step
        QCOMPARE(it.title, std::string("Move 2 things"));
        QCOMPARE(it.feature("House").geometry.box(), (Box{7, 13, 17, 23}));
        QCOMPARE(it.feature("Oak").geometry.points.front(), (Point{32, 23}));
    }

    void only_what_is_selected_and_on_top_is_taken() {
        Gripped it({house});
        QVERIFY(it.grab({8, 18}, oak) == Grips::Part::nothing);
        QVERIFY(it.grab({8, 18}) == Grips::Part::nothing);
        it.drag({20, 20});
        it.drop();
        QCOMPARE(it.edits, 0);
    }

    void escape_gives_up() {
        Gripped it({house});
        it.grab({15, 20});
        it.drag({19, 20});
        QVERIFY(it.grips.cancel());
        it.drop();
        QCOMPARE(it.edits, 0);
        it.grab({15, 20});
        it.drop();
        QVERIFY(it.grips.cancel()); // the active corner
        QVERIFY(!it.grips.has_active());
        QVERIFY(!it.grips.cancel());
    }

    void inner_rings_have_handles_too() {
        Gripped it({house});
        const std::vector<Point> yard{{8, 13}, {8, 17}, {12, 17}, {12, 13}};
        const Point outer[] = {{5, 10}, {15, 10}, {15, 20}, {5, 20}};
        it.site = apply(
            *it.site, {"Yard", {ChangeGeometry{house, Geometry::make_polygon(outer, std::span(&yard, 1))}}});
        it.grips.set_site(it.site);
        QVERIFY(it.grab({12, 17}) == Grips::Part::vertex);
        it.drag({12, 18});
        it.drop();
        QCOMPARE(area(it.feature("House").geometry), 100.0 - 18);
    }
};

PROSPECT_TEST(GripsTest);
#include "grips_test.moc"
