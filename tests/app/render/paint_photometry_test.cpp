#include "app/render/paint_photometry.h"
#include "app/render/style.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::render;
using namespace prospect::test;

namespace {

// The same in all planes: linear between these angles.
Photometry round_light(std::vector<double> angles_deg, std::vector<float> candela) {
    Photometry made = even_light(1);
    made.angles_deg = std::move(angles_deg);
    made.candela = candela;
    made.candela.insert(made.candela.end(), candela.begin(), candela.end());
    return made;
}

bool is_peak(const std::optional<HalfPeak>& found, double left, double right) {
    if (found && std::abs(found->left_deg - left) < 1e-4 && std::abs(found->right_deg - right) < 1e-4)
        return true;
    if (found) qWarning("%g to %g", found->left_deg, found->right_deg);
    return false;
}

void is_rings(double most_cd, double step_cd, int count) {
    const PolarRings rings = polar_rings(most_cd);
    QVERIFY2(std::abs(rings.step_cd - step_cd) < 1e-12 * step_cd, qPrintable(QString::number(rings.step_cd)));
    QCOMPARE(rings.count, count);
}

QImage painted(const Photometry& photometry, double height_m) {
    QImage image(200, 190, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paint_cone(painter, image.rect(), photometry, height_m, 1, theme(ThemeKind::light));
    return image;
}

} // namespace

class PaintPhotometryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // cos 60° is a half.
    void a_lambert_lamp_has_half_of_its_most_at_60_degrees() {
        QVERIFY(is_peak(half_peak(lambert_light(1000)), -60, 60));
        QVERIFY(is_peak(half_peak(lambert_light(3)), -60, 60));
    }

    void half_peaks_lie_between_whole_degrees() {
        // 1000 to 0 cd over 5 degrees: half at 2.5.
        QVERIFY(is_peak(half_peak(round_light({0, 5, 180}, {1000, 0, 0})), -2.5, 2.5));
    }

    void half_peaks_are_the_outermost_and_end_at_the_horizon() {
        // Wings at 70 degrees, 300 cd below: half is 500, first reached between 60 and 70, last between 70
        // and 80.
        QVERIFY(is_peak(half_peak(round_light({0, 60, 70, 80, 180}, {300, 300, 1000, 0, 0})), -75, 75));
        QVERIFY(is_peak(half_peak(even_light(100)), -90, 90));
    }

    void half_peaks_know_their_side() {
        Photometry side = one_sided_light(1000);
        const auto found = half_peak(side);
        QVERIFY(found.has_value());
        QCOMPARE(found->right_deg, 90.0);
        QCOMPARE(found->left_deg, -0.5); // 1000 cd straight down, 0 one degree on
    }

    void without_light_downwards_there_is_no_half_peak() {
        QVERIFY(!half_peak(even_light(0)));
        QVERIFY(!half_peak(round_light({0, 90, 91, 180}, {0, 0, 100, 100})));
    }

    void rings_are_few_and_round_and_hold_the_most() {
        is_rings(4, 1, 4);
        is_rings(80, 20, 4);
        is_rings(81, 50, 2);
        is_rings(100, 50, 2);
        is_rings(401, 200, 3);
        is_rings(1000, 500, 2);
        is_rings(1200, 500, 3);
        is_rings(2001, 1000, 3);
        is_rings(0.3, 0.1, 3);
        for (double most = 0.011; most < 1e6; most *= 1.07) {
            const PolarRings rings = polar_rings(most);
            QVERIFY(rings.count >= 2 && rings.count <= 4);
            QVERIFY(rings.step_cd * rings.count >= most * (1 - 1e-9));
            QVERIFY(rings.step_cd * (rings.count - 1) < most);
        }
    }

    void a_cone_depends_on_the_lamp_and_says_when_there_is_none() {
        QVERIFY(painted(lambert_light(1000), 5) != painted(even_light(1000), 5));
        QVERIFY(painted(lambert_light(1000), 5) != painted(lambert_light(1000), 6));
        QCOMPARE(painted(lambert_light(1000), 0), painted(even_light(0), 5)); // the sentence alone
    }
};

PROSPECT_TEST(PaintPhotometryTest);

#include "paint_photometry_test.moc"
