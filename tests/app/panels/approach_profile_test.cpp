// How well the least watched way to a target is watched, as a curve.
#include "app/panels/path_profile.h"
#include "app/panels/prospect_style.h"
#include "tests/support/registry.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

Value words(const std::string& text) {
    return Value(text);
}

// Two targets: a kiosk in full view, a back door that is hardly watched; and one that nobody gets to.
Result approaches() {
    const Uuid kiosk = Uuid::from_name("kiosk");
    const Uuid door = Uuid::from_name("door");
    io::Table ways{"approaches", {"target", "id", "kind", "p_unseen", "least_from_m", "least_to_m"}, {}, {}};
    ways.rows = {
        {words("Kiosk"), words(kiosk.text()), words("target"), Value(0.1), Value(0.0), Value(20.0)},
        {words("Vault"), words(Uuid::from_name("vault").text()), words("target"), {}, {}, {}},
        {words("Back door"), words(door.text()), words("door"), Value(0.8), Value(5.0), Value(25.0)}};
    ways.geometries.assign(3, Geometry::make_point({0, 0}));
    io::Table exposure{"exposure", {"target", "chainage_m", "guardianship", "p_unseen"}, {}, {}};
    for (int along = 0; along <= 30; ++along) {
        exposure.rows.push_back({words("Kiosk"), Value(static_cast<double>(along)), Value(0.9), Value(0.5)});
        exposure.geometries.push_back(Geometry::make_point({static_cast<double>(along), 0}));
    }
    for (int along = 0; along <= 40; ++along) {
        exposure.rows.push_back(
            {words("Back door"), Value(static_cast<double>(along)), Value(along * 0.01), Value(0.9)});
        exposure.geometries.push_back(Geometry::make_point({static_cast<double>(along), 50}));
    }
    Result result;
    result.analysis = "access.approach";
    result.tables = {std::move(ways), std::move(exposure)};
    return result;
}

} // namespace

class ApproachProfileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::c());
        QApplication::setStyle(new ProspectStyle);
    }

    void the_way_on_which_one_is_least_noticed_comes_first() {
        PathProfile profile;
        const Result result = approaches();
        profile.show(&result);
        QCOMPARE(profile.paths(), std::size_t{2});
        const auto* way = profile.findChild<QComboBox*>(QStringLiteral("profile-path"));
        QCOMPARE(way->itemText(0), QString("Back door · not noticed 80 %"));
        QCOMPARE(profile.chart().profile().size(), std::size_t{41});
        QCOMPARE(profile.chart().profile()[20].value.value(), 20.0); // of 100
        QCOMPARE(profile.chart().marks().size(), std::size_t{1});
        QCOMPARE(profile.chart().marks().front().from_m, 5.0);
        QVERIFY(profile.findChild<QLabel*>(QStringLiteral("profile-purpose"))
                    ->text()
                    .startsWith("For protection"));
    }

    void a_click_on_a_target_shows_its_way() {
        PathProfile profile;
        const Result result = approaches();
        profile.show(&result);
        profile.chooseWayTo({Uuid::from_name("kiosk")});
        QCOMPARE(profile.chart().profile().size(), std::size_t{31});
        QCOMPARE(profile.chart().profile()[3].value.value(), 90.0);
        profile.chooseWayTo({Uuid::from_name("vault")}); // nobody gets there
        QCOMPARE(profile.chart().profile().size(), std::size_t{31});
    }

    void other_results_have_no_such_curve() {
        PathProfile profile;
        Result result = approaches();
        result.analysis = "access.zones";
        profile.show(&result);
        QCOMPARE(profile.paths(), std::size_t{0});
        profile.chooseWayTo({Uuid::from_name("kiosk")});
    }
};

PROSPECT_TEST(ApproachProfileTest);

#include "approach_profile_test.moc"
