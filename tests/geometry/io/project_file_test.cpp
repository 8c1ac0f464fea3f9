#include "geometry/base/error.h"
#include "geometry/io/project_file.h"
#include "random_site.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace prospect;

class ProjectFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        file_ = folder_->path().toStdString() + "/site.gpkg";
    }
    void cleanup() { folder_.reset(); }

    void a_site_of_every_role_and_attribute_comes_back_the_same_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void a_site_of_every_role_and_attribute_comes_back_the_same() {
        QFETCH(unsigned, seed);
        const Site site = test::random_site(seed, 3);
        io::save_project(site, {}, file_);
        const io::Opened opened = io::open_project(file_);
        compare(site, *opened.site);
        QVERIFY(opened.notes.empty());
        QVERIFY(!opened.read_only && !opened.foreign);
        // Once more: a second saving changes nothing either.
        io::save_project(*opened.site, {}, file_, {.carry_from = file_});
        compare(site, *io::open_project(file_).site);
    }

    void answers_and_log_come_back_as_they_were() {
        Site site = test::random_site(1, 1);
        site.answers = {{"SO-01", "yes", "it's \"so\"", "minutes", "B", "2026-11-30"},
                        {"SO-02", "no", "", "", "", ""}};
        site.log = {{"consultation", "an evening; everybody came", "A", "council", "2026-11-01"}};
        io::save_project(site, {}, file_);
        const io::Opened opened = io::open_project(file_);
        QVERIFY(opened.site->answers == site.answers);
        QVERIFY(opened.site->log == site.log);
        // Taken away, they do not come back from the file before.
        Site without = *opened.site;
        without.answers.clear();
        without.log.clear();
        io::save_project(without, {}, file_, {.carry_from = file_});
        QVERIFY(io::open_project(file_).site->answers.empty() && io::open_project(file_).site->log.empty());
    }

private:
    static void compare(const Site& a, const Site& b) {
        QVERIFY(a.frame == b.frame);
        QCOMPARE(b.meta, a.meta);
        QCOMPARE(b.layers.size(), a.layers.size());
        for (std::size_t i = 0; i < a.layers.size(); ++i) {
            const Layer& one = *a.layers[i];
            const Layer& other = *b.layers[i];
            QCOMPARE(other.name, one.name);
            QVERIFY(other.id == one.id && other.role == one.role && other.visible == one.visible);
            QCOMPARE(other.opacity, one.opacity);
            QCOMPARE(other.features.size(), one.features.size());
            for (std::size_t k = 0; k < one.features.size(); ++k)
                QVERIFY2(*other.features[k] == *one.features[k], one.name.c_str());
            QCOMPARE(other.raster == nullptr, one.raster == nullptr);
            if (one.raster) {
                QVERIFY(other.raster->grid == one.raster->grid);
                QCOMPARE(other.raster->values, one.raster->values);
                QCOMPARE(other.raster->name, one.raster->name);
                QCOMPARE(other.raster->unit, one.raster->unit);
            }
        }
        for (const RoleInfo& role : roles())
            QVERIFY2(role_hash(a, role.role) == role_hash(b, role.role), std::string(role.table).c_str());
        QCOMPARE(hex(snapshot_hash(b)), hex(snapshot_hash(a)));
        QCOMPARE(b.scenarios.size(), a.scenarios.size());
        for (std::size_t i = 0; i < a.scenarios.size(); ++i) {
            QCOMPARE(b.scenarios[i]->name, a.scenarios[i]->name);
            QVERIFY(b.scenarios[i]->id == a.scenarios[i]->id);
            QCOMPARE(b.scenarios[i]->edits.size(), a.scenarios[i]->edits.size());
            for (std::size_t k = 0; k < a.scenarios[i]->edits.size(); ++k)
                QCOMPARE(to_json(b.scenarios[i]->edits[k]), to_json(a.scenarios[i]->edits[k]));
        }
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path file_;
};

PROSPECT_TEST(ProjectFileTest);
#include "project_file_test.moc"
