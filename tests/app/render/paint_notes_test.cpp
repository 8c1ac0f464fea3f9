#include "app/render/map_picture.h"
#include "app/render/paint_notes.h"
#include "tests/support/estate.h"
#include "tests/support/registry.h"

#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::render;
using B = prospect::test::EstateBuilder;
using namespace std::string_literals;

namespace {

constexpr double scale = 10; // pixels a metre

// Pixels of the accent colour, or nearly, in a part of the picture; plan coordinates.
int ink(const QImage& image, const MapView& view, const Box& part) {
    const QColor accent = theme(ThemeKind::light).accent;
    int count = 0;
    const QPointF from = view.to_pixel({part.xmin, part.ymax});
    const QPointF to = view.to_pixel({part.xmax, part.ymin});
    for (int y = static_cast<int>(from.y()); y < static_cast<int>(to.y()); ++y)
        for (int x = static_cast<int>(from.x()); x < static_cast<int>(to.x()); ++x) {
            const QColor found(image.pixel(x, y));
            count += std::abs(found.red() - accent.red()) + std::abs(found.green() - accent.green()) +
                                 std::abs(found.blue() - accent.blue()) <
                             30
                         ? 1
                         : 0;
        }
    return count;
}

struct Drawn {
    MapView view;
    QImage image;
    int ink(const Box& part) const { return ::ink(image, view, part); }
};

Drawn drawn(const char* kind, Geometry geometry, const std::string& text = "") {
    B b;
    b.add("note", Role::annotation, std::move(geometry),
          {{"kind", std::string(kind)}, {"number", std::int64_t{7}}, {"text", text}});
    const auto model = PaintModel::build(b.take());
    Drawn made{MapView{{0, 0}, scale, QSize(400, 400), 1}, QImage(400, 400, QImage::Format_RGB32)};
    QPainter painter(&made.image);
    paint_plan(painter, *model, made.view, theme(ThemeKind::light), {});
    return made;
}

Geometry line(std::vector<Point> points) {
    return Geometry::make_line(points);
}

} // namespace

// The marks of a review: number, head, bumps, text, length.
class PaintNotesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_name_of_a_place_never_covers_the_number_of_a_note() {
        const auto pin = [](const std::string& name) {
            B b;
            b.add("house", Role::building, B::rectangle(-8, -8, 16, 16), {}, name);
            b.add("note", Role::annotation, B::point(0, 0), {{"kind", "pin"s}, {"number", std::int64_t{7}}});
            const auto model = PaintModel::build(b.take());
            const MapView view{{0, 0}, scale, QSize(400, 400), 1};
            QImage image(view.size, QImage::Format_RGB32);
            QPainter painter(&image);
            paint_plan(painter, *model, view, theme(ThemeKind::light), {});
            return image.copy(192, 192, 16, 16); // within the slip
        };
        QCOMPARE(pin("A long name of a house"), pin(""));
    }

    void every_mark_has_its_number_in_a_disc_where_it_begins() {
        QVERIFY(drawn("pin", B::point(0, 0)).ink({-1, -1, 1, 1}) > 100);
        QVERIFY(drawn("arrow", line({{-10, 0}, {10, 0}})).ink({-11, -1, -9, 1}) > 100);
        QVERIFY(drawn("measure", line({{-10, 0}, {10, 0}})).ink({-11, -1, -9, 1}) > 100);
        QVERIFY(drawn("area", B::rectangle(-10, -10, 20, 20)).ink({-1, -1, 1, 1}) > 100);
        QVERIFY(drawn("cloud", B::rectangle(-10, -10, 20, 20)).ink({-1, -1, 1, 1}) == 0);
    }

    void an_arrow_has_its_head_at_the_end() {
        const Drawn arrow = drawn("arrow", line({{-10, 0}, {10, 0}}));
        const Drawn plain = drawn("pin", line({{-10, 0}, {10, 0}}));
        QVERIFY(arrow.ink({8.7, -1, 10.1, 1}) > plain.ink({8.7, -1, 10.1, 1}) + 20);
        QCOMPARE(arrow.ink({-2, 0.3, 2, 1}), 0); // not in the middle
    }

    void a_cloud_bulges_outwards() {
        const Drawn cloud = drawn("cloud", B::rectangle(-8, -8, 16, 16));
        const Drawn area = drawn("area", B::rectangle(-8, -8, 16, 16));
        QVERIFY(cloud.ink({-6, 8.3, 8, 10}) > 50);
        QCOMPARE(area.ink({-6, 8.3, 8, 10}), 0);
        QCOMPARE(cloud.ink({-6, -7, 7, 6}), 0); // nothing within
        // The same drawn the other way round.
        std::vector<Point> corners{{-8, -8}, {-8, 8}, {8, 8}, {8, -8}};
        QVERIFY(drawn("cloud", Geometry::make_polygon(corners)).ink({-6, 8.3, 7, 10}) > 50);
    }

    void a_text_is_written_to_the_right_of_its_number() {
        const Drawn text = drawn("text", B::point(-10, 0), "Lamp is out");
        QVERIFY(text.ink({-8.5, -1, 0, 1}) > 60);
        QCOMPARE(drawn("text", B::point(-10, 0)).ink({-8.5, -1, 0, 1}), 0);
        QCOMPARE(text.ink({-20, -1, -11.2, 1}), 0);
    }

    void a_measured_line_tells_its_length() {
        Feature feature;
        feature.geometry = line({{0, 0}, {3, 4}, {3, 14}});
        feature.set("kind", "measure"s, Basis::drawn);
        const NoteLook look = note_look(feature);
        QVERIFY(look.kind == NoteKind::measure);
        QVERIFY(look.text.startsWith(QLocale().toString(15.0, 'f', 2)));
        QVERIFY(look.disc == (Point{0, 0}));
        const Drawn measured = drawn("measure", line({{-10, 0}, {10, 0}}));
        QVERIFY(measured.ink({-3, 0.4, 3, 2}) > 40); // the figure over the line
    }

    void long_texts_go_over_several_lines_and_end() {
        Feature feature;
        feature.geometry = B::point(0, 0);
        feature.set("kind", "text"s, Basis::drawn);
        std::string words;
        for (int i = 0; i < 60; ++i)
            words += "word ";
        feature.set("text", words, Basis::drawn);
        const QStringList lines = note_look(feature).text.split(u'\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines.last().endsWith(u'…'));
        for (const QString& one : lines)
            QVERIFY(one.size() <= 31);
    }

    void a_mark_of_a_kind_nobody_knows_is_drawn_by_its_shape() {
        QVERIFY(drawn("squiggle", line({{-10, 0}, {10, 0}})).ink({-2, -1, 2, 1}) > 20);
    }
};

PROSPECT_TEST(PaintNotesTest);
#include "paint_notes_test.moc"
