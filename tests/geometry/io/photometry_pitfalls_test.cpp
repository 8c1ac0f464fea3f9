// Mistakes that readers of photometry are known to make, each with numbers that can be checked by hand. Those
// made with the light itself: tests/analysis/lighting/pitfalls_test.cpp.
#include "geometry/io/photometry.h"
#include "tests/support/photometry_files.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

// In a level direction of that plane.
double level(const Photometry& photometry, double plane_deg) {
    return intensity(photometry, direction(plane_deg, 90));
}

// Single precision holds 1e-7.
bool close(double found, double expected) {
    if (std::abs(found - expected) <= 1e-6 * std::abs(expected)) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

bool doubted(const Photometry& photometry, const char* words) {
    for (const PhotometryNote& note : photometry.notes)
        if (note.doubt && note.text.find(words) != std::string::npos) return true;
    return false;
}

// 100 cd at plane 0, 200 at 90, 300 at 180, 400 at 270.
double by_quarter(double plane, double) {
    return 100 + std::fmod(plane, 360) / 90 * 100;
}

double of_angle(double, double angle) {
    return 1000 - angle;
}

Ies open_circle() {
    Ies file;
    file.planes = {0, 90, 180, 270};
    file.candela = by_quarter;
    return file;
}

Ldt all_planes() {
    Ldt file;
    file.isym = 0;
    file.planes = file.stored = {0, 90, 180, 270};
    file.candela = by_quarter;
    return file;
}

} // namespace

class PhotometryPitfallsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The worst common mistake: street and house side exchanged.
    void symmetry_3_stores_the_planes_from_270_to_90() {
        Ldt road;
        road.isym = 3;
        road.planes = steps(0, 330, 30);
        road.stored = {270, 300, 330, 0, 30, 60, 90};
        road.candela = [](double plane, double) { return plane == 90 ? 500.0 : plane == 270 ? 20.0 : 100.0; };
        const Photometry read = road.read();
        QVERIFY(close(intensity(read, {0, 1, 0}), 500)); // y: the street
        QVERIFY(close(intensity(read, {0, -1, 0}), 20));
        QVERIFY(close(intensity(read, {-1, 0, 0}), 100));
        QCOMPARE(read.planes_deg.size(), std::size_t(13));
    }

    // The street lies on the 0° plane of one, on the 90° plane of the other: each is taken as it is written.
    void plane_0_is_not_turned_by_90_in_either_format() {
        Ies ies;
        ies.planes = steps(0, 360, 30);
        ies.candela = [](double plane, double) { return plane == 0 || plane == 360 ? 500.0 : 100.0; };
        QVERIFY(close(level(ies.read(), 0), 500) && close(level(ies.read(), 90), 100));
        Ldt ldt = all_planes();
        ldt.planes = ldt.stored = steps(0, 330, 30);
        ldt.candela = [](double plane, double) { return plane == 90 ? 500.0 : 100.0; };
        QVERIFY(close(level(ldt.read(), 90), 500) && close(level(ldt.read(), 0), 100));
        const Point3 to_street = flux_vector(ies.read());
        QVERIFY(to_street.x > 100 && std::abs(to_street.y) < 1e-3);
        const Point3 to_c90 = flux_vector(ldt.read());
        QVERIFY(to_c90.y > 100 && std::abs(to_c90.x) < 1e-3);
    }

    void planes_are_not_mirrored() {
        for (const Photometry& read : {open_circle().read(), all_planes().read()}) {
            QVERIFY(close(intensity(read, {1, 0, 0}), 100));
            QVERIFY(close(intensity(read, {0, 1, 0}), 200)); // from x towards y
            QVERIFY(close(intensity(read, {-1, 0, 0}), 300));
            QVERIFY(close(intensity(read, {0, -1, 0}), 400));
        }
    }

    void halves_are_mirrored_about_their_own_plane() {
        Ldt sides = all_planes();
        sides.planes = steps(0, 315, 45);
        sides.isym = 2;
        sides.stored = steps(0, 180, 45);
        // 45 and 315 are one, and so are 135 and 225.
        QVERIFY(close(level(sides.read(), 315), 150) && close(level(sides.read(), 225), 250));
        sides.isym = 3;
        sides.stored = {270, 315, 0, 45, 90};
        // 45 and 135 are one, and so are 315 and 225.
        QVERIFY(close(level(sides.read(), 135), 150) && close(level(sides.read(), 225), 450));
    }

    void the_output_ratio_is_in_the_values_already() {
        Ldt file;
        file.candela = [](double, double) { return 40.0; };
        file.output_ratio = 100 * 4 * std::numbers::pi * 40 / 1000; // 50 %: what the values add up to
        const Photometry read = file.read();
        QVERIFY(close(read.max_cd, 40));
        QVERIFY2(read.notes.empty(), read.notes.empty() ? "" : read.notes[0].text.c_str());
        file.output_ratio = 80;
        QVERIFY(close(file.read().max_cd, 40));
        QVERIFY(doubted(file.read(), "its header says 800 lm"));
    }

    void eulumdat_values_count_once_for_each_1000_lumens_whatever_the_lamps() {
        Ldt file;
        file.flux = 5000; // of both lamps
        file.lamps = 2;
        file.factor = 0.5;
        file.candela = [](double, double) { return 60.0; };
        QVERIFY(close(file.read().max_cd, 150)); // 60 × 5 × 0.5
        file.lamps = -1;
        QVERIFY(close(file.read().max_cd, 150));
        QVERIFY(file.read().absolute && !Ldt{}.read().absolute);
    }

    void lumens_and_number_of_lamps_are_in_the_values_of_ies_files_already() {
        Ies relative;
        relative.lamps = 2;
        relative.lumens = 1000;
        QCOMPARE(relative.read().max_cd, 100.0);
        QCOMPARE(relative.read().header_flux_lm, std::optional(2000.0));
        relative.lumens = 100;
        QCOMPARE(relative.read().max_cd, 100.0);
        QVERIFY(doubted(relative.read(), "1257 lm, more than the 200 lm of its lamps"));
    }

    void the_multiplier_and_the_ballast_factor_are_not_forgotten() {
        for (const char* edition :
             {"", "IESNA91", "IESNA:LM-63-1995", "IESNA:LM-63-2002", "IES:LM-63-2019"}) {
            Ies file;
            file.edition = edition;
            file.ballast = "0.9 1 40";
            QVERIFY2(close(file.read().max_cd, 90), edition);
            QVERIFY2(close(file.read().flux_lm, 0.9 * 400 * std::numbers::pi), edition);
            file.multiplier = 1.5;
            QVERIFY2(close(file.read().max_cd, 135), edition);
        }
    }

    void the_ballast_lamp_factor_counts_until_1991_and_not_since() {
        Ies file;
        file.ballast = "0.9 0.5 40";
        for (const char* edition : {"", "IESNA91"}) {
            file.edition = edition;
            QVERIFY2(close(file.read().max_cd, 45), edition);
        }
        for (const char* edition : {"IESNA:LM-63-1995", "IESNA:LM-63-2002"}) {
            file.edition = edition;
            QVERIFY2(close(file.read().max_cd, 90), edition);
            QVERIFY2(doubted(file.read(), "is not used"), edition);
        }
    }

    void the_code_of_2019_is_not_multiplied_in() {
        Ies file;
        file.edition = "IES:LM-63-2019";
        file.ballast = "1 1.10001 40"; // says how the file was made
        QCOMPARE(file.read().max_cd, 100.0);
        QVERIFY(file.read().notes.empty());
    }

    void there_is_no_light_beyond_the_vertical_range() {
        Ies down;
        down.angles = {0, 45, 90};
        QVERIFY(close(intensity(down.read(), direction(10, 90)), 100));
        QCOMPARE(intensity(down.read(), direction(10, 90.1)), 0.0);
        QCOMPARE(intensity(down.read(), {0, 0, 1}), 0.0);
        Ies up;
        up.angles = {90, 180};
        QCOMPARE(intensity(up.read(), {0, 0, -1}), 0.0);
        QVERIFY(close(intensity(up.read(), {0, 0, 5}), 100));
    }

    void from_the_last_plane_the_light_goes_on_to_the_first_at_360() {
        Ies closed = open_circle();
        closed.planes = {0, 90, 180, 270, 360};
        for (const Photometry& read : {open_circle().read(), all_planes().read(), closed.read()}) {
            QVERIFY(close(level(read, 315), 250)); // between 400 and 100
            QVERIFY(close(level(read, 359.7), 101));
            QVERIFY(close(level(read, -0.3), 101));
            QVERIFY(close(level(read, 360.9), 101));
        }
    }

    void angles_near_the_nadir_and_the_zenith_are_not_lost_in_rounding() {
        Ies file;
        file.angles = {0, 180};
        file.candela = of_angle;
        const Photometry read = file.read();
        // 1e-5 degrees: its cosine is 1 - 1.5e-14. The tolerance is a third of a step.
        for (const double angle : {0.0, 1e-5, 2e-5, 179.99998, 179.99999, 180.0})
            QVERIFY(std::abs(intensity(read, direction(30, angle)) - (1000 - angle)) < 3e-6);
        QCOMPARE(intensity(read, {0, 0, -7}), 1000.0);
        QCOMPARE(intensity(read, {0, 0, 7}), 820.0);
    }

    void feet_scale_the_opening_and_no_intensity() {
        Ies feet;
        feet.unit = 1;
        feet.size = "1 2 0.5";
        const Photometry read = feet.read();
        QVERIFY(close(read.width_m, 0.3048) && close(read.length_m, 0.6096) && close(read.height_m, 0.1524));
        QCOMPARE(read.max_cd, 100.0);
        QVERIFY(close(read.flux_lm, 400 * std::numbers::pi));
        Ies metres = feet;
        metres.unit = 2;
        QVERIFY(close(metres.read().width_m, 1));
    }
};

PROSPECT_TEST(PhotometryPitfallsTest);

#include "photometry_pitfalls_test.moc"
