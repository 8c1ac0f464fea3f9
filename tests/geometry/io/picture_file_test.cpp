#include "geometry/base/error.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace prospect;

class PictureFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_plan_picture_comes_back_exactly() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        const Site site = site_with_picture(0.1);
        io::save_project(site, {}, file);
        const io::Opened opened = io::open_project(file);
        QVERIFY(opened.notes.empty());
        const Layer* layer = opened.site->layer("Page");
        QVERIFY(layer != nullptr && layer->picture);
        const PlanPicture& before = *site.layer("Page")->picture;
        const PlanPicture& after = *layer->picture;
        QVERIFY(after.placement == before.placement);
        QCOMPARE(*after.bytes, *before.bytes);
        QCOMPARE(after.columns, 640);
        QCOMPARE(after.rows, 480);
        QCOMPARE(after.source, before.source);
        QCOMPARE(after.page, before.page);
        QCOMPARE(after.media_type, before.media_type);
        QCOMPARE(after.basis, before.basis);
        QCOMPARE(layer->opacity, 0.5);
        // Saved over itself: no second copy, nothing lost.
        io::save_project(*opened.site, {}, file, {.carry_from = file});
        QCOMPARE(*io::open_project(file).site->layer("Page")->picture->bytes, *before.bytes);
        QVERIFY(io::verify_project(file).ok);
    }

    void a_picture_changes_no_hash() {
        const Site without = *test::small_site();
        const Site with = site_with_picture(0.1);
        QCOMPARE(hex(snapshot_hash(with)), hex(snapshot_hash(without)));
        QCOMPARE(hex(role_hash(with, Role::underlay)), hex(role_hash(without, Role::underlay)));
    }

    void a_picture_that_was_removed_is_not_carried_over() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        io::save_project(site_with_picture(0.1), {}, file);
        io::save_project(*test::small_site(), {}, file, {.carry_from = file});
        QVERIFY(io::open_project(file).site->layer("Page") == nullptr);
        QVERIFY(io::verify_project(file).ok);
    }

    void its_box_is_that_of_its_turned_corners() {
        PlanPicture picture;
        picture.columns = 10;
        picture.rows = 20;
        picture.placement = {0, 1, 5, 1, 0, 7}; // x' = y + 5, y' = x + 7
        QVERIFY((picture.box() == Box{5, 7, 25, 17}));
    }

    void it_cannot_be_part_of_an_option() {
        const Site site = site_with_picture(0.1);
        SiteEdit edit{"Add", {AddLayer{site.layers.back()}}};
        QVERIFY_EXCEPTION_THROWN(to_json(edit), Error);
    }

private:
    static Site site_with_picture(double turn) {
        Site site = *test::small_site();
        PlanPicture picture;
        picture.source = "plan.pdf";
        picture.page = "page 2";
        picture.media_type = "image/png";
        picture.basis = "printed 1:500 @ A1";
        std::string bytes;
        for (int i = 0; i < 70000; ++i)
            bytes += static_cast<char>(i * 37 % 256);
        picture.bytes = std::make_shared<const std::string>(bytes);
        picture.columns = 640;
        picture.rows = 480;
        picture.placement = {0.1 / 3, turn / 7, 12.3456789, turn / 7, -0.1 / 3, 98.7654321};
        Layer layer;
        layer.id = Uuid::from_name("layer page");
        layer.name = "Page";
        layer.role = Role::underlay;
        layer.opacity = 0.5;
        layer.picture = std::make_shared<const PlanPicture>(picture);
        site.layers.push_back(std::make_shared<const Layer>(layer));
        return site;
    }
};

PROSPECT_TEST(PictureFileTest);
#include "picture_file_test.moc"
