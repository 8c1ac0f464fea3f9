#include "app/jobs/attach_job.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

class AttachJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_may_tell_where_it_was_taken_and_cannot_be_freed_of_it_is_refused_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"alley.dng", "alley.CR2", "alley.mov", "alley.gif"})
            QTest::newRow(name) << QString(name);
    }
    void what_may_tell_where_it_was_taken_and_cannot_be_freed_of_it_is_refused() {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("II*  a camera's own format") > 0);
        file.close();
        try {
            read_attachment(file.fileName().toStdString(), {});
            QFAIL("it was taken");
        } catch (const Error& refusal) {
            QCOMPARE(refusal.code(), ErrorCode::refused);
            QVERIFY(refusal.message().find(name.toStdString()) != std::string::npos);
            QVERIFY(refusal.advice().find("JPEG") != std::string::npos);
        }
    }
    void a_letter_is_kept_as_it_is() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("letter.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Dear Sir or Madam") > 0);
        file.close();
        const auto made = read_attachment(file.fileName().toStdString(), {});
        QCOMPARE(*io::bytes_of(made.file), std::string("Dear Sir or Madam"));
        QCOMPARE(made.file.media_type, std::string("text/plain"));
    }
};

PROSPECT_TEST(AttachJobTest);
#include "attach_job_test.moc"
