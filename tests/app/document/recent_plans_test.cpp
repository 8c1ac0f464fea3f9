#include "app/document/recent_plans.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

class RecentPlansTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            qputenv(name, folder_->path().toUtf8());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_->path());
        QSettings().clear();
        site_ = Site{};
        site_.meta = {
            {"title", "Riverside"}, {"reference", "24/0412"}, {"revision", "C"}, {"agency", "City"}};
    }

    void the_last_one_comes_first_with_the_words_of_its_site_sheet() {
        const QString first = make("first.gpkg");
        const QString second = make("second.gpkg");
        remember_plan(first, site_);
        remember_plan(second, Site{});
        const auto plans = recent_plans(5);
        QCOMPARE(plans.size(), 2);
        QCOMPARE(plans[0].title, QStringLiteral("second"));
        QVERIFY(plans[0].detail.isEmpty());
        QCOMPARE(plans[1].file, first);
        QCOMPARE(plans[1].title, QStringLiteral("Riverside"));
        QCOMPARE(plans[1].detail, QStringLiteral("24/0412 rev C · City"));
        QVERIFY(plans[1].when.secsTo(QDateTime::currentDateTime()) < 60);
    }

    void opening_again_moves_to_the_front_without_doubling() {
        const QString first = make("first.gpkg");
        remember_plan(first, site_);
        remember_plan(make("second.gpkg"), site_);
        remember_plan(first, site_);
        QCOMPARE(recent_plans(5).size(), 2);
        QCOMPARE(recent_plans(1).front().file, first);
    }

    void files_that_are_gone_are_left_out_and_come_back() {
        const QString file = make("stick.gpkg");
        remember_plan(file, site_);
        QFile::rename(file, file + "x");
        QVERIFY(recent_plans(5).isEmpty());
        QFile::rename(file + "x", file);
        QCOMPARE(recent_plans(5).size(), 1);
    }

    void the_option_shown_last_is_remembered_and_forgotten_with_the_plan() {
        const QString file = make("options.gpkg");
        QCOMPARE(remembered_option(file), QString());
        remember_option(file, QStringLiteral("Two gates"));
        QCOMPARE(remembered_option(file), QStringLiteral("Two gates"));
        forget_plan(file);
        QCOMPARE(remembered_option(file), QString());
    }

    void pictures_are_kept_and_forgotten_with_the_plan() {
        const QString file = make("a.gpkg");
        remember_plan(file, site_);
        QVERIFY(recent_plans(1).front().picture.isNull());
        QImage picture(20, 10, QImage::Format_RGB32);
        picture.fill(Qt::red);
        keep_picture(file, picture);
        QCOMPARE(recent_plans(1).front().picture.size(), QSize(20, 10));
        forget_plan(file);
        QVERIFY(recent_plans(5).isEmpty());
        remember_plan(file, site_);
        QVERIFY(recent_plans(1).front().picture.isNull());
    }

    void no_more_than_ten_are_remembered() {
        for (int i = 0; i < 12; ++i)
            remember_plan(make(QStringLiteral("%1.gpkg").arg(i)), site_);
        QCOMPARE(recent_plans(100).size(), 10);
    }

private:
    QString make(const QString& name) {
        QFile file(folder_->filePath(name));
        return file.open(QIODevice::WriteOnly) ? file.fileName() : QString();
    }
    std::unique_ptr<QTemporaryDir> folder_;
    Site site_;
};

PROSPECT_TEST(RecentPlansTest);
#include "recent_plans_test.moc"
