#include "analysis/scene/building_use.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::scene;

namespace {

Feature with(const char* attribute, const char* text) {
    Feature feature;
    feature.set(attribute, Value(std::string(text)), Basis::drawn);
    return feature;
}

} // namespace

class BuildingUseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void of_several_uses_the_first_that_is_known_counts() {
        QVERIFY(use_of(with("use", "flats, Shop")) == BuildingUse::shop);
        QVERIFY(use_of(with("use", "SCHOOL")) == BuildingUse::office);
        QVERIFY(use_of(with("use", " cycle store ")) == BuildingUse::empty);
        QVERIFY(use_of(with("use", "flats")) == BuildingUse::other);
        QVERIFY(use_of(Feature()) == BuildingUse::other);
    }

    void a_window_is_of_a_home_unless_its_building_or_its_room_says_otherwise() {
        const Feature plain;
        const Feature house = with("use", "residential");
        QVERIFY(is_of_a_home(plain, &house));
        QVERIFY(is_of_a_home(plain, &plain)); // a building that does not say its use
        QVERIFY(is_of_a_home(with("room", "kitchen"), &house));
        for (const char* use : {"shop", "office", "garage"}) {
            const Feature other = with("use", use);
            QVERIFY(!is_of_a_home(plain, &other));
            QVERIFY(!is_of_a_home(with("room", "kitchen"), &other));
        }
        for (const char* room : {"stair", "Stair", "bin_store", "shop"})
            QVERIFY(!is_of_a_home(with("room", room), &house));
    }

    void a_window_in_no_wall_counts_as_that_of_a_home() {
        QVERIFY(is_of_a_home(Feature(), nullptr));
        QVERIFY(!is_of_a_home(with("room", "store"), nullptr));
    }
};

PROSPECT_TEST(BuildingUseTest);

#include "building_use_test.moc"
