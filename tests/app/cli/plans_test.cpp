// Plan images and PDF pages from the command line to the picture.
#include "program.h"
#include "tests/support/registry.h"
#include "tests/support/small_pdf.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

using prospect::test::prospect_cli;
using prospect::test::verify_refusal;

class PlansTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        page_ = folder_->filePath("plan.pdf");
        site_ = folder_->filePath("site.gpkg");
        prospect::test::write_text(page_.toStdString(),
                                   prospect::test::pdf_text(prospect::test::estate_page()));
    }
    void cleanup() { folder_.reset(); }

    void a_page_is_imported_saved_and_drawn() {
        const auto imported = prospect_cli({"import", site_, page_, "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        const QJsonObject document = imported.json().object();
        QCOMPARE(document["roles"].toObject()["underlay"].toInt(), 3); // the picture counts
        QVERIFY(std::abs(document["size_m"].toArray()[0].toDouble() - 105) < 0.01);
        const QJsonObject plan = document["plans"].toArray()[0].toObject();
        QCOMPARE(plan["scale"].toDouble(), 500.0);
        QCOMPARE(plan["basis"].toString(), QString("printed 1:500 @ A4"));
        QVERIFY(document["registrations"].toArray().isEmpty());
        QVERIFY(QString::fromUtf8(imported.out).contains("not placed"));

        const QString picture = folder_->filePath("map.png");
        const auto drawn =
            prospect_cli({"render", site_, picture, "--extent", "0,0,105,148.5", "--size", "500x700"});
        QVERIFY2(drawn.exit_code == 0, drawn.err.constData());
        const QImage image(picture);
        // The sheet is white, the ground of the map is not.
        QCOMPARE(image.pixelColor(250, 500), QColor(Qt::white));
        QVERIFY(image.pixelColor(2, 2) != QColor(Qt::white));
        QCOMPARE(prospect_cli({"verify", site_}).exit_code, 0);
    }

    void control_points_place_it_and_are_reported() {
        // The left lower corner of the sheet at (1000, 2000), east along its lower edge: 1:500 at 150 dpi.
        prospect::test::write_text(folder_->filePath("a.points").toStdString(),
                                   "mapX,mapY,sourceX,sourceY,enable\n1000,2000,0,-1753.94,1\n"
                                   "1105,2000,1240.16,-1753.94,1\n1000,2148.5,0,0,1\n");
        for (const char* transform : {"helmert", "affine"}) {
            const auto imported =
                prospect_cli({"import", site_, page_, "--control_points_file", folder_->filePath("a.points"),
                              "--transform", transform, "--crs", "local", "--force", "--json"});
            QVERIFY2(imported.exit_code == 0, imported.err.constData());
            const QJsonObject found = imported.json().object()["registrations"].toArray()[0].toObject();
            QCOMPARE(found["file"].toString(), QString("plan.pdf"));
            QCOMPARE(found["transform"].toString(), QString(transform));
            QVERIFY(std::abs(found["scale_m_per_px"].toDouble() - 0.0254 / 150 * 500) < 1e-5);
            QVERIFY(std::abs(found["rotation_deg"].toDouble()) < 1e-3);
            QVERIFY(found["rms_m"].toDouble() < 0.01);
            QCOMPARE(found["points"].toInt(), 3);
            QCOMPARE(found["mirrored"].toBool(true), false);
            const QJsonArray extent = imported.json().object()["extent"].toArray();
            QVERIFY(std::abs(extent[0].toDouble() - 1000) < 0.05 &&
                    std::abs(extent[3].toDouble() - 2148.5) < 0.05);
        }
    }

    void wrong_options_are_refused() {
        verify_refusal(prospect_cli({"import", site_, page_, "--page", "2"}), 2, "no page 2: it has 1 page");
        for (const char* option : {"--page", "--dpi", "--scale"}) {
            const auto wrong = prospect_cli({"import", site_, page_, option, "0"});
            QCOMPARE(wrong.exit_code, 2);
            QVERIFY2(wrong.err.contains(option), wrong.err.constData());
        }
        verify_refusal(prospect_cli({"import", site_, page_, "--transform", "affine"}), 2,
                       "--control_points_file");
        verify_refusal(prospect_cli({"import", site_, page_, "--control_points_file", "no.points"}), 3,
                       "no.points");
        prospect::test::write_text(folder_->filePath("one.points").toStdString(),
                                   "mapX,mapY,sourceX,sourceY\n1,2,3,-4\n");
        verify_refusal(
            prospect_cli({"import", site_, page_, "--control_points_file", folder_->filePath("one.points")}),
            3, "1 control points are too few");
        prospect::test::write_text(folder_->filePath("two.points").toStdString(),
                                   "mapX,mapY,sourceX,sourceY\n1,2,3,-4\n9,2,30,-4\n");
        verify_refusal(prospect_cli({"import", site_, page_, "--transform", "tps", "--control_points_file",
                                     folder_->filePath("two.points")}),
                       2, "tps comes with a later version");
        // Without any system: the points name none and there is no site to take it from.
        verify_refusal(
            prospect_cli({"import", site_, page_, "--control_points_file", folder_->filePath("two.points")}),
            3, "--crs");
        prospect::test::write_text(folder_->filePath("trees.csv").toStdString(), "x,y\n0,0\n10,20\n");
        verify_refusal(
            prospect_cli({"import", site_, folder_->filePath("trees.csv"), "--crs", "local", "--page", "1"}),
            2, "--page is for plan images and PDF pages");
        QVERIFY(!QFile::exists(site_));
    }

    void a_locked_page_is_refused_in_one_line() {
        const QString locked = QStringLiteral(PROSPECT_SOURCE_DIR "/tests/cases/import/bad/locked.pdf");
        verify_refusal(prospect_cli({"import", site_, locked}), 3, "locked with a password");
        QVERIFY(!QFile::exists(site_));
    }

    void of_five_hundred_pages_one_is_read_and_the_others_are_named() {
        auto pdf = prospect::test::estate_page();
        pdf.pages = 500;
        prospect::test::write_text(page_.toStdString(), prospect::test::pdf_text(pdf));
        const auto imported = prospect_cli({"import", site_, page_, "--page", "400", "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        const QJsonObject plan = imported.json().object()["plans"].toArray()[0].toObject();
        QCOMPARE(plan["pages"].toInt(), 500);
        QCOMPARE(plan["page"].toString(), QString("page 400"));
    }

    void what_is_too_large_is_kept_smaller_and_its_memory_named() {
        auto pdf = prospect::test::estate_page();
        pdf.media_box = "0 0 2384 3370"; // A0
        prospect::test::write_text(page_.toStdString(), prospect::test::pdf_text(pdf));
        const auto imported = prospect_cli({"import", site_, page_, "--dpi", "20000", "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        QVERIFY2(imported.out.contains("a picture of 2480 GB would be too large"), imported.out.constData());
        QImage image(30000, 1500, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        const QString large = folder_->filePath("large.png");
        QVERIFY(image.save(large));
        const auto picture = prospect_cli({"import", site_, large, "--json"});
        QVERIFY2(picture.exit_code == 0, picture.err.constData());
        QVERIFY2(picture.out.contains("30000 × 1500 pixels is kept at") &&
                     picture.out.contains("when shown instead of 180 MB"),
                 picture.out.constData());
    }

    void a_scale_that_contradicts_the_page_is_told_with_both() {
        const auto imported = prospect_cli({"import", site_, page_, "--scale", "250", "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        QVERIFY2(imported.out.contains("at 1:250, as asked for") &&
                     imported.out.contains("the page itself prints 1:500 @ A4, which does not agree"),
                 imported.out.constData());
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    QString page_;
    QString site_;
};

PROSPECT_TEST(PlansTest);
#include "plans_test.moc"
