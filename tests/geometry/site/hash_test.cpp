#include "geometry/site/site.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <thread>

using namespace prospect;

namespace {

Digest hash_of(const Feature& feature) {
    Site site;
    site.layers.push_back(test::make_layer("L", Role::building, {feature}));
    return role_hash(site, Role::building);
}

Feature rich_feature() {
    Feature feature = test::make_feature("b", test::make_square(1, 2, 3));
    feature.geometry.z = {1, 2, 3, 4};
    feature.name = "Block A";
    feature.set("height_m", 9.0, Basis::drawn);
    feature.set("use", std::string("housing"), Basis::tagged);
    return feature;
}

} // namespace

class HashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_part_of_the_content_counts() {
        const std::vector<std::function<void(Feature&)>> changes{
            [](Feature&) {},
            [](Feature& f) { f.id = Uuid::from_name("c"); },
            [](Feature& f) { f.geometry.points[2].x = std::nextafter(f.geometry.points[2].x, 100); },
            [](Feature& f) { f.geometry.z[1] = 2.5; },
            [](Feature& f) { f.geometry.z.clear(); },
            [](Feature& f) { f.geometry.kind = GeometryKind::line; },
            [](Feature& f) { f.geometry.ring_starts.push_back(2); },
            [](Feature& f) { f.geometry.part_starts.push_back(1); },
            [](Feature& f) { std::swap(f.geometry.points[0], f.geometry.points[1]); },
            [](Feature& f) { f.name = "Block B"; },
            [](Feature& f) { f.set("height_m", 9.5, Basis::drawn); },
            [](Feature& f) { f.set("height_m", 9.0, Basis::assumed); },
            [](Feature& f) { f.set("height_m", std::string("9"), Basis::drawn); },
            [](Feature& f) { f.set("use", std::string("office"), Basis::tagged); },
            [](Feature& f) { f.unset("use"); },
            [](Feature& f) { f.set("levels", std::int64_t{3}, Basis::drawn); },
            [](Feature& f) { f.set("levels", std::int64_t{9007199254740993}, Basis::drawn); },
            [](Feature& f) { f.set("levels", std::int64_t{9007199254740992}, Basis::drawn); },
            [](Feature& f) { f.phase_from = Phase::existing; },
            [](Feature& f) { f.phase_to = Phase::existing; },
            [](Feature& f) { f.phase_to = Phase::mature; },
            [](Feature& f) { f.sensitivity = Sensitivity::protect; },
            [](Feature& f) { f.basis = Basis::surveyed; },
        };
        std::set<Digest> hashes;
        for (const auto& change : changes) {
            Feature feature = rich_feature();
            change(feature);
            hashes.insert(hash_of(feature));
        }
        QCOMPARE(hashes.size(), changes.size());
    }

    void the_rating_of_a_barrier_counts() {
        std::set<Digest> hashes{hash_of(rich_feature())};
        for (const char* name : {"rating", "Vehicle_Rating", "CERTIFICATE"})
            for (const char* text : {"V/7200[N2A]/64/90", "V/7200[N2A]/80/90"}) {
                Feature feature = rich_feature();
                feature.extra.emplace_back(name, std::string(text));
                hashes.insert(hash_of(feature));
            }
        QCOMPARE(hashes.size(), std::size_t{7});
        QVERIFY(!is_rating("ratings") && !is_rating(""));
    }

    void what_no_analysis_reads_does_not_count() {
        const Digest before = hash_of(rich_feature());
        Feature feature = rich_feature();
        feature.extra.emplace_back("colour", std::string("red"));
        feature.source = {"a.dxf", "A-WALL", "1F"};
        QVERIFY(hash_of(feature) == before);
        Site site;
        auto layer = test::make_layer("L", Role::building, {rich_feature()});
        layer->id = Uuid::from_name("other");
        layer->name = "other";
        layer->visible = false;
        layer->opacity = 0.3;
        site.layers = {layer};
        site.meta["title"] = "Riverside";
        site.revision = 9;
        site.scenarios.push_back(std::make_shared<const Scenario>());
        QVERIFY(role_hash(site, Role::building) == before);
    }

    void negative_zero_and_whole_numbers_count_alike() {
        Feature a = rich_feature();
        Feature b = rich_feature();
        a.geometry.points[0] = {0.0, -0.0};
        b.geometry.points[0] = {-0.0, 0.0};
        a.set("levels", std::int64_t{3}, Basis::drawn);
        b.set("levels", 3.0, Basis::drawn);
        QVERIFY(hash_of(a) == hash_of(b));
    }

    void order_and_layers_do_not_count() {
        std::vector<Feature> features;
        for (int i = 0; i < 60; ++i)
            features.push_back(test::make_feature("b" + std::to_string(i), test::make_square(i, 0, 1)));
        Site whole;
        whole.layers = {test::make_layer("All", Role::building, features)};
        const Digest expected = role_hash(whole, Role::building);
        std::mt19937 random(3);
        for (int round = 0; round < 20; ++round) {
            std::shuffle(features.begin(), features.end(), random);
            Site split;
            auto rest = features.begin();
            for (int part = 0; rest != features.end(); ++part) {
                const auto size =
                    std::min<std::ptrdiff_t>(features.end() - rest, 1 + static_cast<int>(random() % 30));
                split.layers.push_back(test::make_layer("L" + std::to_string(part), Role::building,
                                                        std::vector<Feature>(rest, rest + size)));
                rest += size;
            }
            split.layers.push_back(test::make_layer("Empty", Role::building));
            split.layers.push_back(test::make_layer("Trees", Role::tree));
            QVERIFY(role_hash(split, Role::building) == expected);
        }
    }

    void number_of_features_counts() {
        const Feature feature = rich_feature();
        Site one;
        one.layers = {test::make_layer("A", Role::building, {feature})};
        Site twice;
        twice.layers = {test::make_layer("A", Role::building, {feature, feature})};
        Site none;
        QVERIFY(role_hash(one, Role::building) != role_hash(twice, Role::building));
        QVERIFY(role_hash(one, Role::building) != role_hash(none, Role::building));
    }

    void frame_and_role_count() {
        Site site = test::make_site();
        const Digest before = role_hash(site, Role::building);
        site.frame.origin.x += 1000;
        QVERIFY(role_hash(site, Role::building) != before);
        site = test::make_site();
        site.frame.crs = "EPSG:25832";
        QVERIFY(role_hash(site, Role::building) != before);
        site = test::make_site();
        site.frame.crs_name = "another name for it";
        QVERIFY(role_hash(site, Role::building) == before);
        QVERIFY(role_hash(site, Role::tree) != role_hash(site, Role::planting));
    }

    void only_the_role_that_changed_changes() {
        const Site site = test::make_site();
        const auto after = apply(
            site, SiteEdit{"", {ChangeAttribute{Uuid::from_name("f0"), "height_m", 1.0, Basis::drawn}}});
        QVERIFY(role_hash(*after, Role::barrier) != role_hash(site, Role::barrier));
        QVERIFY(role_hash(*after, Role::building) == role_hash(site, Role::building));
        QVERIFY(snapshot_hash(*after) != snapshot_hash(site));
    }

    void change_and_change_back_gives_the_same_hash() {
        const Site site = test::make_site();
        const Uuid id = Uuid::from_name("b0");
        const auto there = apply(site, SiteEdit{"", {ChangeGeometry{id, test::make_square(1, 0, 10)}}});
        const auto back = apply(*there, SiteEdit{"", {ChangeGeometry{id, test::make_square(0, 0, 10)}}});
        QVERIFY(snapshot_hash(*there) != snapshot_hash(site));
        QVERIFY(snapshot_hash(*back) == snapshot_hash(site));
    }

    void notes_and_drawings_are_not_part_of_the_snapshot() {
        Site site = test::make_site();
        const Digest before = snapshot_hash(site);
        site.layers.push_back(
            test::make_layer("N", Role::annotation, {test::make_feature("n", Geometry::make_point({1, 1}))}));
        site.layers.push_back(
            test::make_layer("U", Role::underlay, {test::make_feature("u", Geometry::make_point({1, 1}))}));
        QVERIFY(snapshot_hash(site) == before);
        site.layers.push_back(
            test::make_layer("T", Role::tree, {test::make_feature("t", Geometry::make_point({1, 1}))}));
        QVERIFY(snapshot_hash(site) != before);
    }

    void terrain_counts_by_its_cells_and_place() {
        const auto hash = [](const Field& field) {
            Site site;
            auto layer = test::make_layer("DTM", Role::terrain);
            layer->raster = std::make_shared<const Field>(field);
            site.layers = {layer};
            return role_hash(site, Role::terrain);
        };
        Field field("terrain", "m", Grid{0, 2, 1, 1, 2, 2});
        field.values = {0, 1, 2, 3};
        const Digest before = hash(field);
        Field other = field;
        other.name = "dtm";
        other.values[0] = -0.0F;
        QVERIFY(hash(other) == before);
        other.values[3] = 3.5F;
        QVERIFY(hash(other) != before);
        other = field;
        other.grid.xmin = 1;
        QVERIFY(hash(other) != before);
        QVERIFY(hash(field) != role_hash(Site(), Role::terrain));
    }

    void copies_of_features_and_layers_do_not_remember_old_hashes() {
        const Feature original = rich_feature();
        const Digest before = content_digest(original);
        Feature copy = original;
        copy.name = "changed";
        QVERIFY(content_digest(copy) != before);
        Feature assigned = rich_feature();
        const Digest first = content_digest(assigned);
        assigned = copy;
        QVERIFY(content_digest(assigned) == content_digest(copy));
        QVERIFY(first == before);
        QVERIFY(original == rich_feature());
    }

    void threads_get_the_same_hash() {
        const LayerPtr layer = test::make_large_layer(3000);
        Site site;
        site.layers = {layer};
        std::vector<Digest> digests(4);
        {
            std::vector<std::jthread> threads;
            for (Digest& digest : digests)
                threads.emplace_back([&] { digest = snapshot_hash(site); });
        }
        Site fresh;
        fresh.layers = {test::make_large_layer(3000)};
        for (const Digest& digest : digests)
            QVERIFY(digest == snapshot_hash(fresh));
    }
};

PROSPECT_TEST(HashTest);
#include "hash_test.moc"
