#include "app/tools/typed_place.h"
#include "geometry/base/resources.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

bool near(const std::optional<Point>& p, Point expected) {
    return p && distance(*p, expected) < 1e-9;
}

TypedFrom at_a_corner() {
    return {{"EPSG:27700", "British grid", {530000, 179000}}, {0, 0, 100, 100}, Point{10, 20}, Point{10, 60}};
}

} // namespace

class TypedPlaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_length_goes_towards_the_pointer() { QVERIFY(near(resolve("12.5", at_a_corner()).at, {10, 32.5})); }

    void an_azimuth_is_clockwise_from_north() {
        QVERIFY(near(resolve("10<0", at_a_corner()).at, {10, 30}));
        QVERIFY(near(resolve("10<90", at_a_corner()).at, {20, 20}));
        QVERIFY(near(resolve("10<-90", at_a_corner()).at, {0, 20}));
        const double diagonal = 12.5 / std::sqrt(2.0);
        QVERIFY(near(resolve("12.5 < 45", at_a_corner()).at, {10 + diagonal, 20 + diagonal}));
    }

    void the_examples_are_of_their_form_and_the_help_has_the_same() {
        const QString help = QString::fromStdString(read_resource("help/keys.md"));
        for (const TypedForm form :
             {TypedForm::length, TypedForm::polar, TypedForm::turn, TypedForm::offset, TypedForm::place}) {
            const auto typed = parse_typed(example(form));
            QVERIFY(typed);
            QCOMPARE(typed->index(), static_cast<std::size_t>(form)); // in the same order
            QVERIFY2(help.contains(u'`' + example(form) + u'`'), qPrintable(example(form)));
        }
        QVERIFY(parse_typed("12<+-90"));
        QCOMPARE(typed_forms(), QString("12 · 12<90 · 12<+90 · @3,-4"));
        QVERIFY(resolve("abc", at_a_corner()).refusal.contains(typed_forms()));
    }

    void an_offset_counts_from_the_last_corner() {
        QVERIFY(near(resolve("@3,-4", at_a_corner()).at, {13, 16}));
    }

    void a_place_is_in_full_coordinates() {
        QVERIFY(near(resolve("530012.5,179007", at_a_corner()).at, {12.5, 7}));
        TypedFrom first = at_a_corner();
        first.anchor.reset();
        QVERIFY(near(resolve("530012.5,179007", first).at, {12.5, 7}));
    }

    void what_cannot_be_placed_is_told_in_a_sentence_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "abc", "1,2,3", "@3", "@3,x", "12<", "1<2<3", "5..2", "nan", "@inf,0"})
            QTest::newRow(text) << QString(text);
    }

    void what_cannot_be_placed_is_told_in_a_sentence() {
        QFETCH(QString, text);
        const Resolved resolved = resolve(text, at_a_corner());
        QVERIFY(!resolved.at);
        QVERIFY(resolved.refusal.endsWith(u'.'));
    }

    void a_length_without_a_corner_or_a_direction_is_refused() {
        TypedFrom from = at_a_corner();
        from.pointer = from.anchor;
        QVERIFY(!resolve("12.5", from).at);
        from.anchor.reset();
        for (const char* text : {"12.5", "12.5<45", "@1,2"})
            QVERIFY(!resolve(text, from).refusal.isEmpty());
    }

    // 12,5 is twelve and a half in half of Europe: as a place it is 530 km away.
    void a_place_far_from_the_plan_is_refused() { QVERIFY(!resolve("12,5", at_a_corner()).at); }

    void azimuths_of_vectors() {
        QCOMPARE(azimuth_of({0, 1}), 0.0);
        QCOMPARE(azimuth_of({2, 0}), 90.0);
        QCOMPARE(azimuth_of({0, -1}), 180.0);
        QCOMPARE(azimuth_of({-1, 0}), 270.0);
        QCOMPARE(azimuth_of({0, 0}), 0.0);
    }
};

PROSPECT_TEST(TypedPlaceTest);
#include "typed_place_test.moc"
