#include "app/render/map_picture.h"
#include "tests/support/estate.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::render;

namespace {

QString suffix(ThemeKind kind) {
    return kind == ThemeKind::light ? "light" : "dark";
}

// One tile per layer of the estate, each alone about its first feature.
QImage tiles(ThemeKind kind) {
    constexpr int across = 5;
    constexpr QSize tile(176, 132);
    const SitePtr site = test::estate();
    const auto rows = (static_cast<int>(site->layers.size()) + across - 1) / across;
    QImage sheet(tile.width() * across, tile.height() * rows, QImage::Format_RGB32);
    sheet.fill(theme(kind).map_ground);
    QPainter painter(&sheet);
    for (std::size_t i = 0; i < site->layers.size(); ++i) {
        auto alone = std::make_shared<Site>(*site);
        alone->layers = {site->layers[i]};
        const auto model = PaintModel::build(alone);
        const Geometry& first = site->layers[i]->features.front()->geometry;
        MapView view = MapView::fitting(first.box(), tile, 12);
        view.pixels_per_m = std::clamp(view.pixels_per_m, 0.8, 9.0);
        painter.save();
        painter.translate(static_cast<int>(i) % across * tile.width(),
                          static_cast<int>(i) / across * tile.height());
        painter.setClipRect(QRect(QPoint(0, 0), tile));
        paint_plan(painter, *model, view, theme(kind));
        painter.restore();
    }
    return sheet;
}

} // namespace

class GoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void pictures_are_as_they_were_looked_at_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("light") << 0;
        QTest::newRow("dark") << 1;
    }

    void pictures_are_as_they_were_looked_at() {
        QFETCH(int, kind);
        const auto theme_kind = static_cast<ThemeKind>(kind);
        const auto model = PaintModel::build(test::estate());
        Picture picture;
        picture.theme = theme_kind;
        picture.size = QSize(800, 600);
        const auto check = [&](const QImage& image, const char* name) {
            return test::differs_from_golden(image, QString(name) + "_" + suffix(theme_kind));
        };
        QString wrong = check(tiles(theme_kind), "roles");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        picture.extent = Box{-60, -60, 180, 160};
        wrong = check(render_picture(*model, {}, picture), "estate");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        picture.extent = Box{60, 0, 100, 30};
        wrong = check(render_picture(*model, {}, picture), "terrace");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        const Field field = test::estate_field(2);
        FieldStyle style = FieldStyle::for_field(field, "viridis", "How much ground you can see from here");
        style.contour_lines = true;
        picture.extent.reset();
        wrong = check(render_picture(*model, {&field, &style, {}}, picture), "result");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        style = FieldStyle::for_field(field, "weakness", "Design weakness");
        wrong = check(render_picture(*model, {&field, &style, {}}, picture), "weakness");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void a_changed_picture_is_noticed() {
        QImage image(QStringLiteral(PROSPECT_SOURCE_DIR "/tests/golden/estate_light.png"));
        if (qEnvironmentVariableIsSet("PROSPECT_UPDATE_GOLDEN") || image.isNull())
            QSKIP("pictures are being written");
        QVERIFY(test::differs_from_golden(image, "estate_light").isEmpty());
        QPainter painter(&image);
        painter.fillRect(100, 100, 60, 60, Qt::red);
        painter.end();
        QVERIFY(!test::differs_from_golden(image, "estate_light").isEmpty());
    }
};

PROSPECT_TEST(GoldenTest);

#include "golden_test.moc"
