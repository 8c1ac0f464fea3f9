#include "app/canvas/composite.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using prospect::app::Composite;
using prospect::render::MapView;

namespace {

QImage filled(const QColor& color, QImage::Format format) {
    QImage image(60, 40, format);
    image.fill(color);
    return image;
}

} // namespace

class CompositeTest : public QObject {
    Q_OBJECT

    QThreadPool pool_;
    const MapView view_{{0, 0}, 1, QSize(60, 40), 1};
    const QImage ground_ = filled(QColor(200, 100, 0), QImage::Format_RGB32);
    const QImage cells_ = filled(QColor(0, 100, 200), QImage::Format_ARGB32_Premultiplied);

private Q_SLOTS:
    void sheets_lie_over_each_other_with_their_opacity() {
        Composite composite(&pool_);
        QSignalSpy finished(&composite, &Composite::finished);
        QVERIFY(!composite.laid());
        const std::vector<Composite::Sheet> sheets = {{ground_, 1, 1}, {cells_, 0.5, 1}};
        composite.lay(sheets, view_);
        QVERIFY(finished.wait(prospect::test::patience_ms));
        QVERIFY(composite.isOf(sheets));
        QCOMPARE(composite.laid()->view, view_);
        const QColor mixed = composite.laid()->image.pixelColor(30, 20);
        QVERIFY(std::abs(mixed.red() - 100) <= 1 && std::abs(mixed.blue() - 100) <= 1 &&
                mixed.green() == 100);
        QCOMPARE(ground_.pixelColor(30, 20), QColor(200, 100, 0)); // the sheets stay as they are
    }

    void another_opacity_or_image_is_another_stack() {
        Composite composite(&pool_);
        QSignalSpy finished(&composite, &Composite::finished);
        composite.lay({{ground_, 1, 1}, {cells_, 0.5, 1}}, view_);
        QVERIFY(finished.wait(prospect::test::patience_ms));
        QVERIFY(!composite.isOf({{ground_, 1, 1}, {cells_, 0.6, 1}}));
        QVERIFY(!composite.isOf({{ground_, 1, 1}}));
        QVERIFY(!composite.isOf({}));
        const QImage painted_anew = cells_.copy();
        QVERIFY(!composite.isOf({{ground_, 1, 1}, {painted_anew, 0.5, 1}}));
        // The same content elsewhere: another image, but the same things are shown.
        QCOMPARE(composite.laid()->contents,
                 Composite::contents_of({{ground_, 1, 1}, {painted_anew, 0.5, 1}}));
        QVERIFY(composite.laid()->contents !=
                Composite::contents_of({{ground_, 1, 2}, {painted_anew, 0.5, 1}}));
    }

    void the_same_stack_is_laid_once() {
        Composite composite(&pool_);
        QSignalSpy finished(&composite, &Composite::finished);
        const std::vector<Composite::Sheet> sheets = {{ground_, 1, 1}, {cells_, 1, 1}};
        composite.lay(sheets, view_);
        composite.lay({{ground_, 1, 1}}, view_); // one at a time
        QVERIFY(finished.wait(prospect::test::patience_ms));
        QVERIFY(composite.isOf(sheets));
        composite.lay(sheets, view_);
        QVERIFY(!finished.wait(50));
    }
};

PROSPECT_TEST(CompositeTest);

#include "composite_test.moc"
