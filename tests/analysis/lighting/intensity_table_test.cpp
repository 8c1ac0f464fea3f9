#include "analysis/lighting/intensity_table.h"
#include "analysis/lighting/photometries.h"
#include "geometry/io/photometry.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;
using namespace prospect::lighting;

namespace {

// Uneven angles, as many as asked for, random intensities.
Photometry random_table(Goniometer goniometer, std::mt19937& random) {
    const auto axis = [&](double low, double high, int steps) {
        std::vector<double> values{low};
        std::uniform_real_distribution<double> share(0.05, 1);
        for (int i = 0; i < steps; ++i)
            values.push_back(values.back() + share(random));
        for (double& value : values)
            value = low + (value - low) * (high - low) / (values.back() - low);
        values.back() = high;
        return values;
    };
    Photometry made;
    made.goniometer = goniometer;
    // All of the sphere: at the edge of a table its values end at once.
    made.planes_deg = goniometer == Goniometer::type_c   ? axis(0, 360, 23)
                      : goniometer == Goniometer::type_b ? axis(-90, 90, 17)
                                                         : axis(-180, 180, 17);
    made.angles_deg = goniometer == Goniometer::type_c   ? axis(0, 180, 19)
                      : goniometer == Goniometer::type_b ? axis(-180, 180, 31)
                                                         : axis(-90, 90, 31);
    std::uniform_real_distribution<float> candela(0, 1000);
    for (std::size_t i = 0; i < made.planes_deg.size() * made.angles_deg.size(); ++i)
        made.candela.push_back(candela(random));
    if (goniometer == Goniometer::type_c) // one plane, named twice
        std::copy_n(made.candela.begin(), made.angles_deg.size(),
                    made.candela.end() - static_cast<std::ptrdiff_t>(made.angles_deg.size()));
    made.max_cd = 1000;
    return made;
}

// The largest difference to the exact intensities in some thousand directions, as a share of the largest
// intensity.
double worst(const Photometry& photometry, std::mt19937& random) {
    const IntensityTable table(photometry);
    std::normal_distribution<double> any;
    double found = 0;
    for (int round = 0; round < 20; ++round) {
        std::array<float, 500> x, y, z, candela;
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = static_cast<float>(any(random) * 10);
            y[i] = static_cast<float>(any(random) * 10);
            z[i] = static_cast<float>(any(random) * 10);
        }
        table.at(x, y, z, candela);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double exact = intensity(photometry, {static_cast<double>(x[i]), static_cast<double>(y[i]),
                                                        static_cast<double>(z[i])});
            found = std::max(found, std::abs(static_cast<double>(candela[i]) - exact) / photometry.max_cd);
        }
    }
    return found;
}

} // namespace

class IntensityTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_is_the_exact_one_on_uneven_angles_of_every_goniometer() {
        std::mt19937 random(1);
        for (const Goniometer kind : {Goniometer::type_c, Goniometer::type_b, Goniometer::type_a})
            for (int round = 0; round < 10; ++round) {
                const double found = worst(random_table(kind, random), random);
                QVERIFY2(found < 5e-5, qPrintable(QString::number(found)));
            }
    }

    void it_is_the_exact_one_on_the_photometry_that_comes_along() {
        std::mt19937 random(2);
        QVERIFY(bundled_photometries().size() >= 10);
        for (const auto& [name, photometry] : bundled_photometries()) {
            const double found = worst(*photometry, random);
            QVERIFY2(found < 1e-5, qPrintable(QString::fromStdString(name) + QString::number(found)));
        }
    }

    void the_axes_and_the_seam_at_360_degrees_are_in_the_table() {
        std::mt19937 random(3);
        const Photometry photometry = random_table(Goniometer::type_c, random);
        const IntensityTable table(photometry);
        const std::array<float, 6> x{0, 0, 1, -1, 1, 1};
        const std::array<float, 6> y{0, 0, 0, 0, 1e-6F, -1e-6F};
        const std::array<float, 6> z{-1, 1, 0, 0, 0, 0};
        std::array<float, 6> candela{};
        table.at(x, y, z, candela);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double exact = intensity(photometry, {static_cast<double>(x[i]), static_cast<double>(y[i]),
                                                        static_cast<double>(z[i])});
            QVERIFY(std::abs(static_cast<double>(candela[i]) - exact) < 0.05);
        }
        QVERIFY(std::abs(candela[4] - candela[5]) < 0.05F);
    }

    void outside_its_angles_it_is_dark() {
        Photometry photometry;
        photometry.planes_deg = {0, 360};
        photometry.angles_deg = {0, 60};
        photometry.candela = {100, 100, 100, 100};
        photometry.max_cd = 100;
        const IntensityTable table(photometry);
        const auto at = [&](double angle_deg) {
            const double a = angle_deg * std::numbers::pi / 180;
            const std::array<float, 1> x{static_cast<float>(std::sin(a))};
            const std::array<float, 1> y{0};
            const std::array<float, 1> z{static_cast<float>(-std::cos(a))};
            std::array<float, 1> candela{};
            table.at(x, y, z, candela);
            return candela[0];
        };
        QCOMPARE(at(0), 100.0F);
        QCOMPARE(at(60), 100.0F);
        QCOMPARE(at(60.01), 0.0F);
        QCOMPARE(at(120), 0.0F);
    }
};

PROSPECT_TEST(IntensityTableTest);

#include "intensity_table_test.moc"
