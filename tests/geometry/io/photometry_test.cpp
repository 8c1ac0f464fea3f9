#include "geometry/base/error.h"
#include "geometry/io/photometry.h"
#include "import_support.h"
#include "tests/support/photometry_files.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr double degree = std::numbers::pi / 180;

QString refusal_of(const std::string& text) {
    try {
        io::read_photometry(text);
    } catch (const Error& fault) {
        return fault.code() == ErrorCode::refused ? QString::fromUtf8(fault.what()) : "not as refused";
    }
    return {};
}

bool doubted(const Photometry& photometry, const char* words) {
    for (const PhotometryNote& note : photometry.notes)
        if (note.doubt && note.text.find(words) != std::string::npos) return true;
    return false;
}

bool close(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// More light to the front (plane 0) than to the back, the same to both sides.
double forward(double plane, double angle) {
    return (2 + std::cos(plane * degree)) * (100 - angle / 4);
}

} // namespace

class PhotometryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_hundred_candela_all_round_are_400_pi_lumens() {
        QVERIFY(close(Ies{}.read().flux_lm, 400 * std::numbers::pi));
        QVERIFY(close(Ldt{}.read().flux_lm, 400 * std::numbers::pi));
    }

    void a_lambert_disc_gives_pi_times_its_largest_intensity() {
        Ies lambert;
        lambert.angles = steps(0, 90, 1);
        lambert.candela = [](double, double angle) { return 1000 * std::cos(angle * degree); };
        QVERIFY(close(lambert.read().flux_lm, 1000 * std::numbers::pi, 1e-4));
    }

    void the_head_is_read() {
        Ies feet;
        feet.unit = 1;
        const Photometry read = feet.read();
        QCOMPARE(QString::fromStdString(read.maker), "Maker");
        QCOMPARE(QString::fromStdString(read.name), "Street lantern");
        QCOMPARE(QString::fromStdString(read.edition), "LM-63-2002");
        QVERIFY(close(read.width_m, 0.4 * 0.3048) && close(read.length_m, 0.6 * 0.3048));
        QCOMPARE(read.watts, std::optional(40.0));
        QVERIFY(read.absolute && !read.header_flux_lm);
        const Photometry ldt = Ldt{}.read();
        QCOMPARE(QString::fromStdString(ldt.name), "Street lantern");
        QVERIFY(close(ldt.length_m, 0.6) && close(ldt.width_m, 0.4));
        QCOMPARE(ldt.watts, std::optional(40.0));
        QCOMPARE(ldt.header_flux_lm, std::optional(1000.0));
    }

    void every_spelling_of_one_distribution_reads_the_same() {
        Ies full;
        full.angles = steps(0, 180, 10);
        full.planes = steps(0, 360, 10);
        full.candela = forward;
        Ies half = full;
        half.planes = steps(0, 180, 10);
        Ies back = full; // mirrored about 90-270 when turned by 90
        back.planes = steps(90, 270, 10);
        back.candela = [](double plane, double angle) { return forward(plane - 90, angle); };
        Ies open = full; // 360 left out
        open.planes = steps(0, 350, 10);
        Ldt all;
        all.isym = 0;
        all.planes = all.stored = steps(0, 350, 10);
        all.angles = full.angles;
        all.candela = forward;
        all.comma = true;
        Ldt mirrored = all;
        mirrored.isym = 2;
        mirrored.stored = steps(0, 180, 10);
        const Photometry wanted = full.read();
        for (const Photometry& read :
             {half.read(), open.read(), all.read(), mirrored.read(), io::read_photometry(full.text(", "))}) {
            QCOMPARE(read.planes_deg, wanted.planes_deg);
            for (double plane = 3; plane < 360; plane += 7)
                for (double angle = 1; angle < 180; angle += 7)
                    QVERIFY(close(intensity(read, direction(plane, angle)),
                                  intensity(wanted, direction(plane, angle)), 1e-5));
        }
        const Photometry turned = back.read();
        for (double plane = 3; plane < 360; plane += 7)
            QVERIFY(close(intensity(turned, direction(plane + 90, 50)),
                          intensity(wanted, direction(plane, 50)), 1e-5));
    }

    void a_quarter_stands_for_all_four() {
        Ies quarter;
        quarter.planes = {0, 45, 90};
        quarter.candela = [](double plane, double) { return 100 + plane; };
        const Photometry read = quarter.read();
        for (const double plane : {45.0, 135.0, 225.0, 315.0})
            QVERIFY(close(intensity(read, direction(plane, 90)), 145));
        for (const double plane : {90.0, 270.0})
            QVERIFY(close(intensity(read, direction(plane, 90)), 190));
        QVERIFY(close(intensity(read, direction(180, 90)), 100));
        // Between the last plane and the first.
        QVERIFY(close(intensity(read, direction(359, 90)), 101, 1e-5));
    }

    // V from the beam towards x, H to the right of who looks along it.
    void a_floodlight_of_type_b_is_placed_by_its_beam() {
        Ies flood;
        flood.type = 2;
        flood.angles = flood.planes = steps(-90, 90, 10);
        flood.candela = [](double h, double v) { return 1000 + 5 * h + 3 * v; };
        const Photometry read = flood.read();
        QVERIFY(close(intensity(read, {0, 0, -1}), 1000));
        QVERIFY(close(intensity(read, {std::sin(30 * degree), 0, -std::cos(30 * degree)}), 1090));
        QVERIFY(close(intensity(read, {0, -std::sin(30 * degree), -std::cos(30 * degree)}), 1150));
        QCOMPARE(intensity(read, {0, 0, 1}), 0.0);
        Ies even = flood;
        even.candela = [](double, double) { return 100.0; };
        QVERIFY(close(even.read().flux_lm, 200 * std::numbers::pi)); // half the sphere
        even.type = 3;
        QVERIFY(close(even.read().flux_lm, 200 * std::numbers::pi));
        Ies quarter = flood;
        quarter.angles = quarter.planes = steps(0, 90, 10);
        quarter.candela = [](double h, double v) { return 1000 - 5 * h - 3 * v; };
        const Photometry mirrored = quarter.read();
        QCOMPARE(mirrored.planes_deg.front(), -90.0);
        QVERIFY(close(intensity(mirrored, {0, std::sin(30 * degree), -std::cos(30 * degree)}), 850));
    }

    // A is latitude first: 45 degrees up and 45 aside is not the same place as for type B.
    void type_a_turns_about_the_other_axis() {
        Ies lamp;
        lamp.type = 3;
        lamp.angles = lamp.planes = steps(-90, 90, 45);
        lamp.candela = [](double h, double v) { return h == 45 && v == 45 ? 900.0 : 0.0; };
        const double s = std::sqrt(0.5);
        QVERIFY(close(intensity(lamp.read(), {s, -0.5, -0.5}), 900));
        lamp.type = 2;
        QVERIFY(close(intensity(lamp.read(), {0.5, -s, -0.5}), 900));
    }

    void tilt_factors_are_kept() {
        Ies tilted;
        tilted.tilt = "TILT=INCLUDE\r\n1\r\n3\r\n0 45 90\r\n1 0.9 0.8";
        const Photometry read = tilted.read();
        QCOMPARE(read.tilt_factors, (std::vector<double>{1, 0.9, 0.8}));
        QCOMPARE(read.max_cd, 100.0);
        QVERIFY(doubted(read, "TILT=INCLUDE"));
        tilted.tilt = "TILT = lamp.tlt";
        QVERIFY(doubted(tilted.read(), "'lamp.tlt', which is not read"));
    }

    void the_line_of_tilt_is_known_in_any_letters_and_by_its_equals_sign() {
        Ies file;
        for (const char* line : {"TILT=NONE", "Tilt=None", "tilt = none", "  TILT =NONE"}) {
            file.tilt = line;
            QVERIFY2(file.read().notes.empty(), line);
        }
        file.edition = "Tilted pole lantern"; // free text of 1986
        QCOMPARE(QString::fromStdString(file.read().name), "Street lantern");
        QVERIFY(file.read().notes.empty());
        file.edition = "IESNA:LM-63-2002";
        file.tilt = "TILT NONE";
        QVERIFY(refusal_of(file.text()).contains("no line that begins with TILT="));
    }

    void commas_before_decimals_are_understood() {
        Ies file;
        file.planes = {0};
        file.candela = [](double, double) { return 100.5; };
        std::string text = file.text();
        for (std::size_t at = 0; (at = text.find("100.5", at)) != std::string::npos; ++at)
            text.replace(at, 5, "100,5");
        const Photometry read = io::read_photometry(text);
        QVERIFY(close(read.max_cd, 100.5, 1e-5));
        QCOMPARE(read.notes.size(), std::size_t(1));
    }

    void one_number_a_line_a_byte_order_mark_and_latin_text_are_read() {
        Ies file;
        std::string text = "\xef\xbb\xbf" + file.text("\r\n");
        text.replace(text.find("Maker"), 5,
                     "Stra\xdf"
                     "e");
        const Photometry read = io::read_photometry(text);
        QCOMPARE(QString::fromStdString(read.maker), QString::fromUtf8("Stra\xc3\x9f"
                                                                       "e"));
        QCOMPARE(QString::fromStdString(read.edition), "LM-63-2002");
    }

    void damaged_files_are_refused_in_one_sentence() {
        Ies file;
        const std::string good = file.text();
        QVERIFY(refusal_of("").contains("empty"));
        QVERIFY(refusal_of("\xff\xfe"
                           "I\0E\0")
                    .contains("UTF-16"));
        QVERIFY(refusal_of(std::string("IESNA91\0\1\2", 10)).contains("no text"));
        QVERIFY(refusal_of(good.substr(0, good.find("TILT"))).contains("TILT="));
        QVERIFY(refusal_of(good.substr(0, good.rfind(" "))).contains("where an intensity should follow"));
        QVERIFY(refusal_of(good.substr(0, good.find("1 1 40"))).contains("ends after line 6"));
        const auto changed = [&](const char* from, const char* to) {
            std::string text = good;
            const std::size_t at = text.find(from);
            return refusal_of(at == std::string::npos ? text : text.replace(at, std::strlen(from), to));
        };
        QVERIFY(changed("100 100 100", "100 -5 100").contains("line 10: the intensity -5 cd is negative"));
        QVERIFY(changed("100 100 100", "100 nan 100").contains("line 10: 'nan' stands where an intensity"));
        QVERIFY(changed("0 90 180", "0 90 80").contains("the vertical angles do not ascend: 80 after 90"));
        QVERIFY(changed(" 3 1 1 ", " 1000000000 1 1 ")
                    .contains("line 6: the number of vertical angles is 1e+09"));
        QVERIFY(changed(" 3 1 1 ", " 0 1 1 ").contains("is 0"));
        QVERIFY(changed(" 3 1 1 ", " 3 1 7 ").contains("type of the goniometer is 7"));
        QVERIFY(changed("1 -1 1 3", "1 -1 0 3").contains("the multiplier is 0"));
        // Too many numbers are said, not hidden.
        QVERIFY(doubted(io::read_photometry(good + "5 5"), "2 numbers follow"));
    }

    void damaged_eulumdat_files_are_refused_in_one_sentence() {
        const std::string good = Ldt{}.text();
        QVERIFY(refusal_of("a plan\nof a site\n").contains("ends after line 2, where the symmetry"));
        QVERIFY(refusal_of(good.substr(0, good.size() - 4)).contains("where the intensities of 1 planes"));
        Ldt file;
        file.candela = [](double, double angle) { return angle == 90 ? -1.0 : 1.0; };
        QVERIFY(refusal_of(file.text()).contains("the intensity -1 cd/klm is negative"));
        file = {};
        file.flux = 0;
        QVERIFY(refusal_of(file.text()).contains("no scale"));
        file = {};
        file.isym = 7;
        QVERIFY(refusal_of(file.text()).contains("the symmetry is 7"));
        file = {};
        file.isym = 3;
        file.planes = file.stored = {0, 90, 180};
        QVERIFY(refusal_of(file.text()).contains("must include 270 and 90"));
        QVERIFY(doubted(io::read_photometry(good + "1\n2\n"), "2 lines follow"));
    }

    // Every real file gives the flux its provenance names, within half a per cent.
    void files_of_makers_give_their_flux() {
        REAL_FILE(list, "photometry/flux.json");
        QFile file(QString::fromStdString(list.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject wanted = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(wanted.size() > 20);
        for (const QString& name : wanted.keys()) {
            const Photometry read = io::read_photometry_file(list.parent_path() / name.toStdString());
            const QJsonObject numbers = wanted[name].toObject();
            QVERIFY2(close(read.max_cd, numbers["max_cd"].toDouble(), 1e-3), qPrintable(name));
            if (numbers.contains("flux_lm"))
                QVERIFY2(close(read.flux_lm, numbers["flux_lm"].toDouble(), 0.005), qPrintable(name));
        }
    }

    // One lantern in six files; the 0° plane of EULUMDAT runs along the street.
    void all_files_of_one_lantern_give_the_same_light() {
        REAL_FILE(list, "photometry/flux.json");
        const auto read = [&](const char* name) {
            return io::read_photometry_file(list.parent_path() / name);
        };
        const Photometry wanted = read("syn_road_2002_bilateral.ies");
        for (const char* name :
             {"syn_road_1986_no_header.ies", "syn_road_1991_ballast_photometric_factor.ies",
              "syn_road_1995_multiplier.ies"})
            for (double plane = 2; plane < 360; plane += 11)
                QVERIFY(std::abs(intensity(read(name), direction(plane, 37)) -
                                 intensity(wanted, direction(plane, 37))) < 0.5);
        for (const char* name : {"syn_road_isym3.ldt", "syn_road_isym0_comma.ldt"})
            for (double plane = 2; plane < 360; plane += 11)
                QVERIFY(std::abs(intensity(read(name), direction(plane + 90, 37)) -
                                 intensity(wanted, direction(plane, 37))) < 0.5);
    }
};

PROSPECT_TEST(PhotometryTest);

#include "photometry_test.moc"
