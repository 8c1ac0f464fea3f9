// Differences of many drawings, and of a large one.
#include "difference_support.h"
#include "tests/support/registry.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>
#include <set>

using namespace prospect;
using namespace prospect::test;

namespace {

class RandomDrawing {
public:
    explicit RandomDrawing(int seed) : random_(static_cast<unsigned>(seed)) {}

    double number(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random_);
    }
    bool chance(double share) { return number(0, 1) < share; }

    Geometry shape(Role role) {
        const Point p{number(0, 100), number(0, 100)};
        if (role == Role::tree) return at(p.x, p.y);
        if (role == Role::building) return square(p.x, p.y, number(2, 12));
        return Geometry::make_line(std::vector<Point>{p, {p.x + number(-9, 9), p.y + number(1, 9)}});
    }

    std::mt19937 random_;
};

// What an analysis sees of a feature, its id aside.
QString seen(const Feature& feature) {
    QString text;
    for (const Point p : feature.geometry.points)
        text += QString("%1 %2,")
                    .arg(std::round(p.x * 50) / 50, 0, 'f', 2)
                    .arg(std::round(p.y * 50) / 50, 0, 'f', 2);
    for (const Attribute& attribute : feature.attributes)
        text += QString::fromStdString(attribute.name + "=" + as_text(attribute.value));
    return text;
}

} // namespace

class DifferenceRandomTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void applying_the_difference_gives_what_the_new_file_shows_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 40; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void applying_the_difference_gives_what_the_new_file_shows();

    void a_hundred_thousand_things_are_compared_in_seconds();
};

void DifferenceRandomTest::applying_the_difference_gives_what_the_new_file_shows() {
    QFETCH(int, seed);
    RandomDrawing random(seed);
    const bool keeps_ids = seed % 3 != 0;
    Site before;
    before.frame = old_place().frame;
    std::vector<IncomingLayer> drawing;
    for (const Role role : {Role::building, Role::barrier, Role::tree}) {
        const std::string layer(name_of(role));
        std::vector<Feature> old;
        std::vector<Feature> next;
        const int count = 20;
        for (int i = 0; i < count; ++i) {
            Feature feature = read("old.dxf", layer, std::to_string(i), random.shape(role));
            feature.set("height_m", std::round(random.number(1, 9)), Basis::drawn);
            old.push_back(feature);
            if (random.chance(0.15)) continue;
            Feature newer =
                read("new.dxf", layer, (keeps_ids ? "" : "N") + std::to_string(i), feature.geometry);
            newer.attributes = feature.attributes;
            if (random.chance(0.2)) newer.geometry = random.shape(role);
            if (random.chance(0.2))
                newer.geometry = translated(newer.geometry, {random.number(-1, 1), random.number(-1, 1)});
            if (random.chance(0.2)) newer.set("height_m", std::round(random.number(1, 9)), Basis::drawn);
            put_on_grid(newer.geometry);
            next.push_back(std::move(newer));
        }
        for (int i = 0; i < 4; ++i) {
            Feature fresh = read("new.dxf", layer, "F" + std::to_string(i), random.shape(role));
            fresh.set("height_m", 3.0, Basis::drawn);
            next.push_back(std::move(fresh));
        }
        // What lies outside the drawing would stay: two corners hold its box open.
        for (const double corner : {-20.0, 130.0}) {
            Feature mark = read("old.dxf", layer, "C" + std::to_string(corner), at(corner, corner));
            old.push_back(mark);
            mark.id = Uuid::from_name("new" + layer + std::to_string(corner));
            next.push_back(mark);
        }
        std::shuffle(next.begin(), next.end(), random.random_);
        before.layers.push_back(make_layer(layer, role, old));
        drawing.push_back(layer_of(layer, role, next));
    }
    const Difference made = difference(before, drawing, "A");
    const SitePtr after = applied(before, made);
    for (std::size_t l = 0; l < drawing.size(); ++l) {
        QStringList expected;
        QStringList got;
        for (const FeaturePtr& feature : drawing[l].features)
            expected += seen(*feature);
        for (const auto& [layer, feature] : after->features(drawing[l].role))
            got += seen(*feature);
        expected.sort();
        got.sort();
        QCOMPARE(got, expected);
    }
    const DifferenceCounts& c = made.counts;
    std::size_t old_count = 0;
    std::size_t new_count = 0;
    for (std::size_t l = 0; l < drawing.size(); ++l) {
        old_count += before.layers[l]->features.size();
        new_count += drawing[l].features.size();
    }
    QCOMPARE(c.unchanged + c.changed + c.removed, old_count);
    QCOMPARE(c.unchanged + c.changed + c.added, new_count);
    // The same on every run, and as an option it survives the file.
    const Difference again = difference(before, drawing, "A");
    QCOMPARE(to_json({"A", again.steps}), to_json({"A", made.steps}));
    const SitePtr from_json = apply(before, edit_from_json(to_json({"A", made.steps})));
    QCOMPARE(snapshot_hash(*from_json), snapshot_hash(*after));
}

void DifferenceRandomTest::a_hundred_thousand_things_are_compared_in_seconds() {
    Site before;
    before.frame = old_place().frame;
    std::vector<Feature> old;
    std::vector<Feature> next;
    for (int i = 0; i < 100000; ++i) {
        const double x = i % 400 * 8;
        const double y = i / 400 * 8;
        old.push_back(read("old.dxf", "HOUSES", std::to_string(i), square(x, y, 5)));
        const double moved = i % 20 == 0 ? 0.5 : 0;
        next.push_back(read("new.dxf", "HOUSES", "N" + std::to_string(i), square(x + moved, y, 5)));
    }
    before.layers.push_back(make_layer("HOUSES", Role::building, std::move(old)));
    const std::vector drawing{layer_of("HOUSES", Role::building, std::move(next))};
    QElapsedTimer timer;
    timer.start();
    const Difference made = difference(before, drawing, "A");
    QCOMPARE(counts(made), QString("95000 unchanged, 5000 changed, 0 new, 0 removed, 0 drawing only"));
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    qInfo("100 000 buildings: %lld ms", static_cast<long long>(timer.elapsed()));
}

PROSPECT_TEST(DifferenceRandomTest);
#include "difference_random_test.moc"
