#include "geometry/kernel/exact.h"
#include "tests/geometry/kernel/sample_plans.h"
#include "tests/support/registry.h"

#include <QTest>

namespace prospect::test {

using kernel::Eye;
using kernel::Millimetres;
using kernel::orientation;

class ExactTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orientation_is_the_side_of_the_turn() {
        QCOMPARE(orientation(Millimetres{0, 0}, {1, 0}, {0, 1}), 1);
        QCOMPARE(orientation(Millimetres{0, 0}, {0, 1}, {1, 0}), -1);
        QCOMPARE(orientation(Millimetres{0, 0}, {2, 4}, {3, 6}), 0);
    }

    void a_millimetre_in_a_million_kilometres_is_decided() {
        constexpr std::int64_t far = std::int64_t(1) << 40;
        QCOMPARE(orientation(Millimetres{-far, -far}, {far, far}, {0, 1}), 1);
        QCOMPARE(orientation(Millimetres{-far, -far}, {far, far}, {0, 0}), 0);
        const Eye eye = Eye::at(-static_cast<double>(far), -static_cast<double>(far));
        QCOMPARE(orientation(eye, {far, far}, {0, 0}), 0);
        QCOMPARE(orientation(eye, {far, far}, {0, -1}), -1);
    }

    void a_free_eye_a_nanometre_off_a_line_is_off_it() {
        QCOMPARE(orientation(Eye::at(0.5, 0.5), {10, 10}, {300000, 300000}), 0);
        QCOMPARE(orientation(Eye::at(0.5, 0.5 + 1e-6), {10, 10}, {300000, 300000}), 1);
        QCOMPARE(orientation(Eye::at(0.5 + 1e-6, 0.5), {10, 10}, {300000, 300000}), -1);
    }

    void an_eye_on_a_wall_is_on_its_line_exactly() {
        Dice dice(51);
        for (int i = 0; i < 1000; ++i) {
            const auto coordinate = [&] { return dice.whole(-400000, 400000); };
            const Millimetres a{coordinate(), coordinate()};
            const Millimetres step{dice.whole(-999, 999), dice.whole(1, 999)};
            const Millimetres b{a.x + step.x, a.y + step.y};
            const Eye eye = Eye::on(a, b, dice.real(0.001, 0.999));
            QCOMPARE(orientation(eye, a, b), 0);
            QCOMPARE(orientation(eye, b, {b.x + 100 * step.x, b.y + 100 * step.y}), 0);
            QCOMPARE(orientation(eye, b, {b.x + 100 * step.x - 1, b.y + 100 * step.y}), 1);
        }
    }
};

PROSPECT_TEST(ExactTest);

} // namespace prospect::test

#include "exact_test.moc"
