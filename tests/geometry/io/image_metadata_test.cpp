#include "geometry/io/gdal.h"
#include "geometry/io/image_metadata.h"
#include "tests/support/exif_photo.h"
#include "tests/support/picture_samples.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace std::string_literals;

namespace {

// A picture of 64 × 48 pixels, dark to the left.
std::string picture(const char* driver) {
    io::start_gdal();
    const io::Dataset drawn(GDALCreate(GDALGetDriverByName("MEM"), "", 64, 48, 3, GDT_Byte, nullptr));
    for (int band = 1; band <= 3; ++band) {
        std::vector<std::uint8_t> samples;
        for (int i = 0; i < 64 * 48; ++i)
            samples.push_back(static_cast<std::uint8_t>(i % 64 * 4 / band));
        if (GDALRasterIO(GDALGetRasterBand(drawn.get(), band), GF_Write, 0, 0, 64, 48, samples.data(), 64, 48,
                         GDT_Byte, 0, 0) != CE_None)
            return {};
    }
    const char* name = "/vsimem/metadata_test";
    const io::Dataset copy(
        GDALCreateCopy(GDALGetDriverByName(driver), name, drawn.get(), FALSE, nullptr, nullptr, nullptr));
    GDALFlushCache(copy.get());
    vsi_l_offset size = 0;
    const GByte* bytes = VSIGetMemFileBuffer(name, &size, FALSE);
    std::string made(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    VSIUnlink(name);
    return made;
}

std::string photo(test::ByteOrder order = test::ByteOrder::little, const test::PhotoPlace& place = {}) {
    return test::with_camera_data(picture("JPEG"), order, place);
}

std::vector<std::uint8_t> samples(const std::string& bytes) {
    PlanPicture shown;
    shown.bytes = std::make_shared<const std::string>(bytes);
    return test::samples_of(shown, 2);
}

} // namespace

class ImageMetadataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_place_the_time_and_the_orientation_are_read() {
        const auto facts = io::photo_facts(photo());
        QVERIFY(facts.place.has_value());
        // 51° 30' 36.00" N, 0° 7' 30.00" W
        QVERIFY(std::abs(facts.place->latitude_deg - 51.51) < 1e-9);
        QVERIFY(std::abs(facts.place->longitude_deg + 0.125) < 1e-9);
        QCOMPARE(facts.orientation, 6);
        QCOMPARE(facts.taken, "2026-03-14 17:05:09"s);
    }

    void big_and_little_endian_say_the_same() {
        const auto big = io::photo_facts(photo(test::ByteOrder::big));
        QVERIFY(big.place && std::abs(big.place->latitude_deg - 51.51) < 1e-9);
        QCOMPARE(big.taken, "2026-03-14 17:05:09"s);
    }

    void nothing_but_the_pixels_the_colours_and_the_orientation_is_left() {
        const std::string taken = photo();
        const auto bare = io::without_metadata(taken);
        QVERIFY(bare.has_value());
        for (const char* secret : {"2026:03:14", "CAMERA 9000", "http://ns.adobe.com/xap", "GPSLatitude",
                                   "a comment", "after the end"}) {
            QVERIFY2(taken.find(secret) != std::string::npos, secret);
            QVERIFY2(bare->find(secret) == std::string::npos, secret);
        }
        const auto facts = io::photo_facts(*bare);
        QVERIFY(!facts.place);
        QCOMPARE(facts.taken, ""s);
        QCOMPARE(facts.orientation, 6);
    }

    void the_pixels_are_the_same() {
        const std::string taken = photo();
        const auto before = samples(taken);
        QCOMPARE(before.size(), std::size_t{64 * 48});
        QVERIFY(samples(*io::without_metadata(taken)) == before);
    }

    void doing_it_twice_changes_nothing_more() {
        const std::string bare = *io::without_metadata(photo());
        QCOMPARE(*io::without_metadata(bare), bare);
    }

    void a_png_keeps_its_pixels_alone() {
        const std::string plain = picture("PNG");
        const std::string taken = test::with_png_texts(plain);
        QVERIFY(io::photo_facts(taken).place.has_value());
        const auto bare = io::without_metadata(taken);
        QVERIFY(bare.has_value());
        QVERIFY(bare->find("Secret author") == std::string::npos);
        QVERIFY(bare->find("CAMERA 9000") == std::string::npos);
        QVERIFY(bare->find("after the end") == std::string::npos);
        QVERIFY(samples(*bare) == samples(plain));
    }

    // The dropped segment hides that the next bytes go on with the scan, in which a place would stand once more.
    void bytes_that_read_differently_without_what_is_dropped_are_no_photo() {
        for (const char marker : {'\x00', '\x01', '\xbf', '\xd3', '\xd8'}) {
            const std::string scan = "\xff\xda\x00\x02pixels"s;
            const std::string dropped = "\xff\xe3\x00\x02"s;
            const std::string odd = "\xff"s + marker + "\x00\x04\xff\xe1"s;
            QVERIFY(io::without_metadata("\xff\xd8"s + scan + dropped + "\xff\xd9"));
            QVERIFY(!io::without_metadata("\xff\xd8"s + scan + dropped + odd + "\xff\xd9"));
        }
    }

    void a_photo_cut_short_is_none() {
        const std::string taken = photo();
        const std::size_t whole = taken.size() - "after the end"s.size();
        for (std::size_t size = 0; size < whole; size += 3) {
            const auto cut = std::string_view(taken).substr(0, size);
            (void)io::photo_facts(cut);
            QVERIFY(!io::without_metadata(cut));
        }
        QVERIFY(!io::without_metadata("no photo at all"));
        QVERIFY(io::picture_kind("GIF89a") == io::PictureKind::none);
    }

    void a_camera_without_a_fix_gives_no_place() {
        QVERIFY(!io::photo_facts(photo(test::ByteOrder::little, {0, 'E', 0})).place);
    }

    void a_damaged_block_is_read_as_far_as_it_goes() {
        std::string taken = photo();
        const auto at = taken.find("Exif");
        // The first directory claims to lie beyond the block.
        taken[at + 6 + 4] = '\x7f';
        taken[at + 6 + 5] = '\x7f';
        const auto facts = io::photo_facts(taken);
        QVERIFY(!facts.place);
        QCOMPARE(facts.orientation, 1);
        QVERIFY(io::without_metadata(taken).has_value());
    }
};

PROSPECT_TEST(ImageMetadataTest);
#include "image_metadata_test.moc"
