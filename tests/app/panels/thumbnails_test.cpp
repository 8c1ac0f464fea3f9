#include "app/panels/thumbnails.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QBuffer>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

// 400 by 300 pixels of one colour.
io::StoredFile photo(const QColor& colour) {
    QImage image(400, 300, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return io::stored_file("photo.jpg", "image/jpeg", bytes.toStdString());
}

struct Answer {
    int count = 0;
    QPixmap picture;
    QString why;
};

} // namespace

class ThumbnailsTest : public QObject {
    Q_OBJECT

    static Thumbnails::Done into(Answer& answer) {
        return [&answer](const QPixmap& picture, const QString& why) {
            ++answer.count;
            answer.picture = picture;
            answer.why = why;
        };
    }

private Q_SLOTS:
    void a_picture_is_made_later_and_at_hand_the_second_time() {
        Thumbnails thumbnails;
        Answer first;
        thumbnails.make(photo(Qt::red), {100, 75}, 2, this, into(first));
        QCOMPARE(first.count, 0); // the window goes on meanwhile
        QTRY_COMPARE_WITH_TIMEOUT(first.count, 1, prospect::test::patience_ms);
        QCOMPARE(first.picture.size(), QSize(200, 150));
        QCOMPARE(first.picture.devicePixelRatio(), 2.0);
        QVERIFY(QColor(first.picture.toImage().pixel(100, 75)).red() > 240);
        Answer second;
        thumbnails.make(photo(Qt::red), {100, 75}, 2, this, into(second));
        QCOMPARE(second.count, 1);
    }

    void what_is_no_picture_or_damaged_is_said() {
        Thumbnails thumbnails;
        Answer none;
        thumbnails.make(io::stored_file("a.jpg", "image/jpeg", "Dear Sir"), {100, 75}, 1, this, into(none));
        io::StoredFile damaged = photo(Qt::red);
        damaged.sha256[0] = damaged.sha256[0] == '0' ? '1' : '0';
        Answer wrong;
        thumbnails.make(damaged, {100, 75}, 1, this, into(wrong));
        QTRY_VERIFY_WITH_TIMEOUT(none.count == 1 && wrong.count == 1, prospect::test::patience_ms);
        QVERIFY(none.picture.isNull() && none.why.endsWith(u'.'));
        QVERIFY(wrong.picture.isNull() && wrong.why.contains("damaged"));
    }

    void who_is_gone_gets_no_answer() {
        Thumbnails thumbnails;
        Answer gone;
        {
            QObject context;
            thumbnails.make(photo(Qt::red), {100, 75}, 1, &context, into(gone));
        }
        Answer here;
        thumbnails.make(photo(Qt::blue), {100, 75}, 1, this, into(here));
        QTRY_COMPARE_WITH_TIMEOUT(here.count, 1, prospect::test::patience_ms);
        QTest::qWait(50);
        QCOMPARE(gone.count, 0);
    }

    // 100 by 75 pixels are 30 kB: of 1 500 the last thousand or so are kept.
    void the_memory_for_pictures_is_bounded() {
        Thumbnails thumbnails;
        const io::StoredFile one = photo(Qt::red);
        int made = 0;
        constexpr int many = 1500;
        for (int i = 0; i < many; ++i) {
            io::StoredFile another =
                io::stored_file("photo.jpg", "image/jpeg", *io::bytes_of(one) + std::to_string(i));
            thumbnails.make(another, {100, 75}, 1, this, [&made](const QPixmap&, const QString&) { ++made; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(made, many, 60000);
        QVERIFY(thumbnails.keptKb() <= Thumbnails::most_kept_kb);
        QVERIFY(thumbnails.keptKb() > Thumbnails::most_kept_kb / 2);
    }
};

PROSPECT_TEST(ThumbnailsTest);
#include "thumbnails_test.moc"
