#include "app/render/map_picture.h"
#include "tests/support/estate.h"
#include "tests/support/registry.h"

#include <QPainter>
#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::render;

namespace {

QImage blank(QSize size, double ratio, const QColor& ground) {
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(ground);
    return image;
}

int difference(QRgb a, QRgb b) {
    return std::max(
        {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

} // namespace

class PaintFieldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    // The middle of a line and of an area, and nothing beside them or where a thing has no value.
    void things_take_the_colours_of_their_values() {
        Field field;
        field.name = "nach_n";
        field.values = {1, 3, 2.5F};
        field.shapes = {Geometry::make_line(std::vector<Point>{{10, 80}, {90, 80}}),
                        Geometry::make_line(std::vector<Point>{{50, 95}, {50, 60}}), // over the first
                        Geometry::make_polygon(std::vector<Point>{{10, 10}, {40, 10}, {40, 40}, {10, 40}})};
        FieldStyle style = FieldStyle::for_field(field, "viridis", "Passed");
        QVERIFY(style.of_things && !style.has_nodata);
        QCOMPARE(style.min, 1.0);
        QCOMPARE(style.max, 3.0);
        style.opacity = 1;
        const MapView view{{50, 50}, 2, QSize(200, 200), 1};
        QImage image = blank(view.size, 1, Qt::white);
        QPainter painter(&image);
        paint_field(painter, field, style, view, theme(ThemeKind::light));
        painter.end();
        const auto at = [&](Point plan) { return image.pixel(view.to_pixel(plan).toPoint()); };
        QVERIFY(difference(at({20, 80}), style.color_of(1)) <= 2);
        QVERIFY(difference(at({50, 80}), style.color_of(3)) <= 2);
        QVERIFY(difference(at({25, 25}), style.color_of(2.5F)) <= 2);
        field.values = {1, 3, 1}; // counts are boxes
        QCOMPARE(FieldStyle::for_field(field, "viridis", "Gates").categories.size(), 2U);
        QCOMPARE(at({70, 25}), qRgb(255, 255, 255));
    }

    void every_pixel_has_the_colour_of_the_cell_under_its_middle_data() {
        QTest::addColumn<double>("scale");
        QTest::addColumn<double>("ratio");
        QTest::newRow("cells much larger than pixels") << 37.3 << 1.0;
        QTest::newRow("about as large") << 0.83 << 1.0;
        QTest::newRow("smaller") << 0.21 << 1.0;
        QTest::newRow("high density") << 5.19 << 2.0;
        QTest::newRow("one and a half") << 2.5 << 1.5;
    }

    void every_pixel_has_the_colour_of_the_cell_under_its_middle() {
        QFETCH(double, scale);
        QFETCH(double, ratio);
        const Field field = test::estate_field(2);
        FieldStyle style = FieldStyle::for_field(field, "viridis", "Ground");
        style.opacity = 1;
        const MapView view{{31.7, 80.2}, scale, QSize(160, 120), ratio};
        QImage image = blank(view.size, ratio, Qt::white);
        QPainter painter(&image);
        paint_field_cells(painter, field, style, view);
        painter.end();
        int transparent = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const Point middle = view.to_plan(QPointF((x + 0.5) / ratio, (y + 0.5) / ratio));
                const auto value = field.value_at(middle);
                const QRgb expected = value ? style.color_of(*value) : qRgb(255, 255, 255);
                transparent += value ? 0 : 1;
                QVERIFY2(difference(image.pixel(x, y), expected) <= 1,
                         qPrintable(QString("pixel %1, %2").arg(x).arg(y)));
            }
        QVERIFY(transparent > 0 || scale > 30);
    }

    void the_legend_has_the_very_colours_of_the_map_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("ramp");
        for (const std::string& name : ramp_names())
            for (const int kind : {0, 1})
                QTest::newRow((name + (kind == 0 ? " light" : " dark")).c_str())
                    << kind << QString::fromStdString(name);
    }

    void the_legend_has_the_very_colours_of_the_map() {
        QFETCH(int, kind);
        QFETCH(QString, ramp);
        const Theme& t = theme(static_cast<ThemeKind>(kind));
        // One cell for each value, on bare ground.
        Field field("v", "m2", grid_of_extent({0, 0, 50, 1}, 1));
        for (int i = 0; i < 50; ++i)
            field.values[static_cast<std::size_t>(i)] = static_cast<float>(10 + i * 0.4);
        FieldStyle style = FieldStyle::for_field(field, ramp.toStdString(), "Ground you can see");
        const MapView view = MapView::fitting(field.grid.box(), QSize(600, 400), 0);
        QImage map = blank(view.size, 1, t.map_ground);
        QPainter painter(&map);
        paint_field_cells(painter, field, style, view);
        painter.end();
        QImage legend = blank(view.size, 1, t.map_ground);
        painter.begin(&legend);
        const QRectF frame = paint_legend(painter, QPointF(10, 390), style, t);
        painter.end();
        const QRectF bar = legend_bar(frame, style);
        for (int i = 0; i < 50; ++i) {
            const double value = static_cast<double>(field.at(i, 0));
            const double share = (value - style.min) / (style.max - style.min);
            const QPoint on_bar(static_cast<int>(bar.left() + share * bar.width()),
                                static_cast<int>(bar.center().y()));
            const QPoint on_map = view.to_pixel(field.grid.center(i, 0)).toPoint();
            // A pixel of the bar spans 1/240 of the range: at most two of 256 steps of colour.
            QVERIFY2(difference(legend.pixel(on_bar), map.pixel(on_map)) <= 6,
                     qPrintable(QString::number(value)));
        }
    }

    void the_legend_grows_with_what_it_must_say() {
        QImage image = blank(QSize(400, 400), 1, Qt::white);
        QPainter painter(&image);
        FieldStyle style;
        style.title = "Short";
        const QRectF plain = paint_legend(painter, QPointF(10, 390), style, theme(ThemeKind::light));
        QCOMPARE(plain.bottomLeft(), QPointF(10, 390));
        style.has_nodata = true;
        const QRectF with_note = paint_legend(painter, QPointF(10, 390), style, theme(ThemeKind::light));
        QVERIFY(with_note.height() >= plain.height() + 12);
        style.title = "A title so long that it must be broken into two lines, or even three of them";
        const QRectF wrapped = paint_legend(painter, QPointF(10, 390), style, theme(ThemeKind::light));
        QVERIFY(wrapped.height() >= with_note.height() + 12);
        QVERIFY(legend_bar(wrapped, style).bottom() < wrapped.bottom());
    }

    void contour_lines_run_where_the_level_is() {
        // A plane rising east: the line of 5 is the meridian x = 5.
        Field field("v", "", grid_of_extent({0, 0, 10, 10}, 1));
        for (std::int64_t row = 0; row < 10; ++row)
            for (std::int64_t column = 0; column < 10; ++column)
                field.values[static_cast<std::size_t>(row * 10 + column)] =
                    static_cast<float>(field.grid.center(column, row).x);
        FieldStyle style;
        style.min = 0;
        style.max = 10;
        style.contour_levels = {5};
        const MapView view = MapView::fitting({0, 0, 10, 10}, QSize(100, 100), 0);
        const auto dark_columns = [&](bool lines) {
            style.contour_lines = lines;
            QImage image = blank(view.size, 1, Qt::white);
            QPainter painter(&image);
            paint_contours(painter, contours(field, style.contour_levels), style, view,
                           theme(ThemeKind::light));
            painter.end();
            std::vector<int> found;
            for (int x = 0; x < 100; ++x)
                if (qGray(image.pixel(x, 30)) < 200) found.push_back(x);
            return found;
        };
        QVERIFY(dark_columns(false).empty());
        const auto found = dark_columns(true);
        QVERIFY(!found.empty());
        for (const int x : found)
            QVERIFY2(std::abs(x + 0.5 - 50) <= 1.5, qPrintable(QString::number(x)));
    }

    void cells_that_are_large_enough_bear_their_numbers() {
        Field field("eh", "lx", {0, 10, 1, 1, 10, 10});
        std::fill(field.values.begin(), field.values.end(), 12.34F);
        FieldStyle style = FieldStyle::for_field(field, "viridis", "Light");
        const auto marks = [&](double scale) {
            QImage image = blank({200, 200}, 1, Qt::white);
            QPainter painter(&image);
            paint_cell_numbers(painter, field, style, MapView{{5, 5}, scale, QSize(200, 200), 1},
                               theme(ThemeKind::light));
            painter.end();
            int drawn = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    drawn += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
            return drawn;
        };
        QCOMPARE(marks(20), 0);
        QVERIFY(marks(50) > 100);
        style.categories = {{0, QStringLiteral("dark"), 0}, {12, QStringLiteral("lit"), 0}}; // words
        QCOMPARE(marks(50), 0);
        style.steps = true; // bands of numbers
        QVERIFY(marks(50) > 100);
    }

    void a_field_elsewhere_paints_nothing() {
        const Field field = test::estate_field(2);
        const FieldStyle style = FieldStyle::for_field(field, "viridis", "Ground");
        const MapView view{{5000, 5000}, 1, QSize(50, 50), 1};
        QImage image = blank(view.size, 1, Qt::white);
        const QImage before = image.copy();
        QPainter painter(&image);
        paint_field(painter, field, style, view, theme(ThemeKind::light));
        painter.end();
        QCOMPARE(image, before);
    }
};

PROSPECT_TEST(PaintFieldTest);

#include "paint_field_test.moc"
