// Findings as small signs on the map.
#include "app/render/paint_signs.h"
#include "tests/support/registry.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::render;

namespace {

// A pixel a decimetre, the middle of the picture at (20, 15).
MapView view_of() {
    return {.center = {20, 15}, .pixels_per_m = 10, .size = {400, 300}};
}

QImage painted(const std::vector<PlacedSign>& signs, std::optional<std::size_t> chosen = {}) {
    QImage image(view_of().size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint_signs(painter, signs, chosen, view_of(), theme(ThemeKind::light));
    return image;
}

} // namespace

class PaintSignsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_stands_apart_is_drawn_by_itself_and_what_is_out_of_view_not_at_all() {
        const std::vector<PlacedSign> signs{
            {{10, 10}, Sign::serious}, {{20, 10}, Sign::look}, {{500, 10}, Sign::look}};
        const auto clusters = clusters_of(signs, view_of());
        QCOMPARE(clusters.size(), std::size_t{2});
        QCOMPARE(clusters[0].members, std::vector<std::size_t>{0});
        const QImage image = painted(signs);
        QCOMPARE(image.pixelColor(view_of().to_pixel({10, 10}).toPoint()), theme(ThemeKind::light).serious);
        QCOMPARE(image.pixelColor(view_of().to_pixel({20, 10}).toPoint()), theme(ThemeKind::light).look);
    }

    void of_several_the_first_stands_for_all_and_clicks_go_through_them() {
        const std::vector<PlacedSign> signs{
            {{10, 10}, Sign::serious}, {{10.1, 10.1}, Sign::look}, {{30, 20}, Sign::fine}};
        QCOMPARE(clusters_of(signs, view_of()).size(), std::size_t{2});
        const QPointF there = view_of().to_pixel({10, 10});
        QCOMPARE(sign_at(signs, {}, view_of(), there), std::optional<std::size_t>(0));
        QCOMPARE(sign_at(signs, 0, view_of(), there), std::optional<std::size_t>(1));
        QCOMPARE(sign_at(signs, 1, view_of(), there), std::optional<std::size_t>(0));
        QVERIFY(!sign_at(signs, {}, view_of(), there + QPointF(60, 0)));
    }

    void panning_forms_no_other_clusters() {
        std::vector<PlacedSign> signs;
        for (int i = 0; i < 200; ++i)
            signs.push_back({{15 + (i * 7 % 50) / 10.0, 12 + (i * 13 % 60) / 10.0}, Sign::look});
        MapView panned = view_of();
        panned.center = panned.center + Point{0.37, -0.81};
        const auto before = clusters_of(signs, view_of());
        const auto after = clusters_of(signs, panned);
        QCOMPARE(before.size(), after.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(before[i].members, after[i].members);
    }

    void every_sign_has_a_look_of_its_own() {
        std::vector<QImage> looks;
        for (std::size_t i = 0; i < sign_count; ++i) {
            const QImage look = painted({{{20, 15}, static_cast<Sign>(i)}});
            QVERIFY(std::find(looks.begin(), looks.end(), look) == looks.end());
            looks.push_back(look);
        }
        QVERIFY(painted({{{20, 15}, Sign::look}}, 0) != looks[1]); // chosen
    }

    void thousands_are_painted_within_a_frame() {
        std::vector<PlacedSign> signs;
        for (int i = 0; i < 5000; ++i)
            signs.push_back({{(i * 37 % 4000) / 100.0, (i * 91 % 3000) / 100.0}, static_cast<Sign>(i % 6)});
        QElapsedTimer timer;
        timer.start();
        painted(signs);
        qInfo("5000 signs are painted in %lld ms", static_cast<long long>(timer.elapsed()));
    }
};

PROSPECT_TEST(PaintSignsTest);
#include "paint_signs_test.moc"
