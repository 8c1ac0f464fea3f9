#include "app/render/map_picture.h"
#include "app/render/paint_layer.h"
#include "app/render/paint_picture.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QBuffer>
#include <QtTest>

using namespace prospect;
using namespace prospect::render;

namespace {

// Left half red, right half blue, 10 × 5 m with its lower left corner on the origin.
PlanPicturePtr two_halves(int columns, int rows) {
    QImage image(columns, rows, QImage::Format_RGB32);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x)
            image.setPixelColor(x, y, x < columns / 2 ? QColor(255, 0, 0) : QColor(0, 0, 255));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    PlanPicture picture;
    picture.media_type = "image/png";
    picture.bytes = std::make_shared<const std::string>(bytes.toStdString());
    picture.columns = columns;
    picture.rows = rows;
    picture.placement = {10.0 / columns, 0, 0, 0, -5.0 / rows, 5};
    return std::make_shared<const PlanPicture>(picture);
}

LayerPtr layer_with(const PlanPicturePtr& picture, double opacity = 1, bool visible = true) {
    Layer layer;
    layer.id = Uuid::from_name("page");
    layer.name = "Page";
    layer.role = Role::underlay;
    layer.picture = picture;
    layer.opacity = opacity;
    layer.visible = visible;
    return std::make_shared<const Layer>(layer);
}

SitePtr site_of(std::vector<LayerPtr> layers) {
    Site site;
    site.frame = {"local", "local", {}};
    site.layers = std::move(layers);
    return std::make_shared<const Site>(std::move(site));
}

QImage shown(const SitePtr& site) {
    const auto model = PaintModel::build(site);
    const MapView view = MapView::fitting({0, 0, 10, 5}, {1000, 500});
    return render_view(*model, {}, view, theme(ThemeKind::light));
}

QColor at(const QImage& image, Point p) {
    const MapView view = MapView::fitting({0, 0, 10, 5}, {1000, 500});
    return image.pixelColor(view.to_pixel(p).toPoint());
}

} // namespace

class PaintPictureTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_picture_lies_where_it_is_placed() {
        const QImage image = shown(site_of({layer_with(two_halves(64, 32))}));
        QCOMPARE(at(image, {2, 2.5}), QColor(255, 0, 0));
        QCOMPARE(at(image, {7, 2.5}), QColor(0, 0, 255));
    }

    void a_result_that_is_not_for_all_is_marked_across_the_top() {
        const auto model = PaintModel::build(site_of({}));
        const MapView view = MapView::fitting({0, 0, 10, 5}, {1000, 500});
        const Theme& colors = theme(ThemeKind::light);
        const QImage plain = render_view(*model, {}, view, colors);
        ResultToPaint secret;
        secret.mark = QStringLiteral("For police use, not for publication");
        const QImage marked = render_view(*model, secret, view, colors);
        QCOMPARE(marked.pixelColor(5, 5), colors.serious);
        QCOMPARE(plain.pixelColor(5, 5), colors.map_ground);
        QCOMPARE(marked.pixelColor(5, 250), plain.pixelColor(5, 250));
    }

    void it_may_be_turned() {
        PlanPicturePtr straight = two_halves(64, 32);
        PlanPicture turned = *straight;
        // A quarter turn counter-clockwise about (5, 2.5): its left half lies in the south.
        const double step = 10.0 / 64;
        turned.placement = {0, step, 2.5, step, 0, -2.5};
        const QImage image = shown(site_of({layer_with(std::make_shared<const PlanPicture>(turned))}));
        QCOMPARE(at(image, {5, 1}), QColor(255, 0, 0));
        QCOMPARE(at(image, {5, 4}), QColor(0, 0, 255));
    }

    void it_is_as_opaque_as_its_layer_and_hidden_with_it() {
        const QColor ground = theme(ThemeKind::light).map_ground;
        const QColor half = at(shown(site_of({layer_with(two_halves(64, 32), 0.5)})), {2, 2.5});
        QVERIFY(std::abs(half.green() - ground.green() / 2) <= 1);
        QCOMPARE(at(shown(site_of({layer_with(two_halves(64, 32), 1, false)})), {2, 2.5}), ground);
    }

    void it_lies_under_everything_else() {
        const auto house =
            test::layer("Houses", Role::building, {test::feature("House", test::rectangle(1, 1, 3, 4))});
        const QImage over = shown(site_of({house, layer_with(two_halves(64, 32))}));
        const QImage without = shown(site_of({house}));
        QCOMPARE(at(over, {2, 2.5}), at(without, {2, 2.5}));
        QCOMPARE(at(over, {4, 2.5}), QColor(255, 0, 0));
    }

    // Stripes a pixel wide, far smaller than the screen's: their mean, not one of them.
    void it_is_smooth_when_reduced() {
        QImage stripes(4096, 2048, QImage::Format_RGB32);
        for (int y = 0; y < stripes.height(); ++y)
            for (int x = 0; x < stripes.width(); ++x)
                stripes.setPixel(x, y, x % 2 == 0 ? qRgb(255, 255, 255) : qRgb(0, 0, 0));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        stripes.save(&buffer, "PNG");
        PlanPicture picture = *two_halves(64, 32);
        picture.bytes = std::make_shared<const std::string>(bytes.toStdString());
        picture.columns = 4096;
        picture.rows = 2048;
        picture.placement = {10.0 / 4096, 0, 0, 0, -5.0 / 2048, 5};
        const QImage image = shown(site_of({layer_with(std::make_shared<const PlanPicture>(picture))}));
        for (const double x : {1.03, 2.5, 4.77, 8.01})
            QVERIFY(std::abs(at(image, {x, 2.5}).red() - 128) < 12);
    }

    void it_is_decoded_once_wherever_it_is_moved() {
        const PlanPicturePtr picture = two_halves(64, 32);
        const auto before = PaintModel::build(site_of({layer_with(picture)}));
        PlanPicture moved = *picture;
        moved.placement.x0 += 5;
        const auto after =
            PaintModel::build(site_of({layer_with(std::make_shared<const PlanPicture>(moved), 0.3)}), before);
        QVERIFY(after->layers().at(0)->picture == before->layers().at(0)->picture);
        QCOMPARE(after->box().xmax, 15.0);
    }

    void bytes_that_are_no_picture_paint_nothing() {
        PlanPicture broken = *two_halves(64, 32);
        broken.bytes = std::make_shared<const std::string>("no picture");
        const QImage image = shown(site_of({layer_with(std::make_shared<const PlanPicture>(broken))}));
        QCOMPARE(at(image, {2, 2.5}), QColor(theme(ThemeKind::light).map_ground));
    }
};

PROSPECT_TEST(PaintPictureTest);
#include "paint_picture_test.moc"
