// What was assumed with consent is still known as such, and can still be taken back, after the plan was saved
// and opened again: in the existing place and in an option.
#include "analysis/assessment/knowledge.h"
#include "app/document/site_document.h"
#include "geometry/edits/assume_ownership.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace prospect;
using namespace prospect::app;

namespace {

// Two houses without windows and heights in a garden that is 60 × 40 m, and a tree.
SitePtr bare_site() {
    test::SiteBuilder plan;
    plan.add(Role::study_area, test::rectangle(0, 0, 60, 40));
    plan.add(Role::building, test::rectangle(10, 10, 22, 20));
    plan.add(Role::building, test::rectangle(30, 10, 42, 20));
    plan.add(Role::tree, test::point(50, 30));
    return plan.site();
}

void assume_all(SiteDocument& document) {
    document.apply(assume_windows(*document.site()).edit);
    document.apply(assume_ownership(*document.site()).edit);
    document.apply(assume_heights(*document.site(), Role::building).edit);
    document.apply(assume_heights(*document.site(), Role::tree, 7.5).edit);
}

void take_all_back(SiteDocument& document) {
    for (const char* what : {"windows", "ownership", "building", "tree"})
        document.apply(take_back(*document.site(), what).edit);
}

// "window.:12 building.height_m:2 …", with the things' ids.
std::set<std::string> listed(const Site& site) {
    std::set<std::string> all;
    for (const assessment::Assumption& one : assessment::assumptions_of(site))
        for (const Uuid& id : one.features)
            all.insert(one.subject + "." + one.attribute + " " + id.text());
    return all;
}

// What is hatched on the map.
std::set<Uuid> hatched(const Site& site) {
    std::set<Uuid> all;
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features)
            if (is_assumed(*feature)) all.insert(feature->id);
    return all;
}

} // namespace

class AssumptionsTest : public QObject {
    Q_OBJECT

    static void fill(SiteDocument& document, SitePtr site) {
        document.adopt({}, {std::move(site), {}, false, false, {}});
    }
    QTemporaryDir folder_;
    std::filesystem::path file(const char* name) const {
        return folder_.filePath(QLatin1String(name)).toStdString();
    }

private Q_SLOTS:
    void they_are_hatched_and_listed_as_before_when_opened_again() {
        SiteDocument document;
        fill(document, bare_site());
        assume_all(document);
        const auto before = listed(*document.site());
        // Two houses, one storey of their own each, and a tree have values; windows and ground are new
        // things.
        QCOMPARE(hatched(*document.site()).size(), document.site()->features(Role::opening).size() +
                                                       document.site()->features(Role::zone).size() + 3);
        document.save(file("assumed.gpkg"));
        SiteDocument again;
        again.open(file("assumed.gpkg"));
        QCOMPARE(listed(*again.site()), before);
        QVERIFY(hatched(*again.site()) == hatched(*document.site()));
        QCOMPARE(snapshot_hash(*again.site()), snapshot_hash(*document.site()));
        QVERIFY(!again.undoStack().canUndo());                         // not by undo any more,
        QCOMPARE(assume_windows(*again.site()).added, std::size_t{0}); // nor assumed a second time
    }

    void they_are_taken_back_from_the_opened_plan_and_that_is_undone() {
        SiteDocument document;
        fill(document, bare_site());
        const Digest bare = snapshot_hash(*document.site());
        assume_all(document);
        document.save(file("back.gpkg"));
        SiteDocument again;
        again.open(file("back.gpkg"));
        const auto all = listed(*again.site());
        take_all_back(again);
        QVERIFY(listed(*again.site()).empty());
        QVERIFY(hatched(*again.site()).empty());
        QCOMPARE(snapshot_hash(*again.site()), bare);
        QCOMPARE(again.undoStack().count(), 4);
        while (again.undoStack().canUndo())
            again.undoStack().undo();
        QCOMPARE(listed(*again.site()), all);
        QVERIFY(!again.isModified());
    }

    void what_somebody_changed_stays_after_opening_as_it_does_before() {
        SiteDocument document;
        fill(document, bare_site());
        assume_all(document);
        const Uuid house = document.site()->features(Role::building).front().second->id;
        const Uuid window = document.site()->features(Role::opening).front().second->id;
        document.apply({"Measured", {ChangeAttribute{house, "height_m", Value(8.25), Basis::surveyed}}});
        document.apply({"Wider", {ChangeAttribute{window, "width_m", Value(2.0), Basis::drawn}}});
        SiteDocument again;
        document.save(file("changed.gpkg"));
        again.open(file("changed.gpkg"));
        take_all_back(document);
        take_all_back(again);
        QCOMPARE(snapshot_hash(*again.site()), snapshot_hash(*document.site()));
        const auto* layer = again.site()->layer_of(house);
        QCOMPARE(as_number(layer->features[*layer->index_of(house)]->find("height_m")->value), 8.25);
    }

    void those_of_an_option_stay_its_own() {
        SiteDocument document;
        fill(document, bare_site());
        document.addOption("A");
        assume_all(document);
        const auto before = listed(*document.site());
        QVERIFY(!before.empty());
        document.save(file("option.gpkg"));
        SiteDocument again;
        again.open(file("option.gpkg"));
        QVERIFY(listed(*again.site()).empty()); // the existing place
        again.setActiveScenario("A");
        QCOMPARE(listed(*again.site()), before);
        QVERIFY(again.unapplied().empty());
        take_all_back(again);
        QVERIFY(listed(*again.site()).empty());
        again.save(file("option.gpkg"));
        SiteDocument third;
        third.open(file("option.gpkg"));
        third.setActiveScenario("A");
        QVERIFY(listed(*third.site()).empty());
        QCOMPARE(snapshot_hash(*third.site()), snapshot_hash(*third.base()));
    }
};

PROSPECT_TEST(AssumptionsTest);

#include "assumptions_test.moc"
