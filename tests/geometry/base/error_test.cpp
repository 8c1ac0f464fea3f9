#include "geometry/base/error.h"
#include "geometry/base/progress.h"
#include "geometry/base/resources.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cstdlib>
#include <vector>

using namespace prospect;

class ErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_is_context_message_and_advice() {
        Error error(ErrorCode::refused, "the file is empty", "export it again");
        QCOMPARE(error.what(), "the file is empty — export it again");
        error.add_context("house.dxf").add_context("importing");
        QCOMPARE(error.what(), "importing: house.dxf: the file is empty — export it again");
        QVERIFY(error.code() == ErrorCode::refused);
        QCOMPARE(error.context().size(), std::size_t{2});
    }

    void text_without_advice_has_no_dash() {
        QCOMPARE(Error(ErrorCode::usage, "no such analysis").what(), "no such analysis");
    }

    void stopping_is_an_error_of_its_own() {
        try {
            throw Cancelled();
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::cancelled);
        }
    }

    void resources_are_found_and_missing_ones_named() {
        QVERIFY(!read_resource("criteria/defaults.json").empty());
        try {
            read_resource("no/such.file");
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::internal);
            QVERIFY(error.message().find("no/such.file") != std::string::npos);
        }
    }
};

PROSPECT_TEST(ErrorTest);

class ProgressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parts_of_parts_add_up_to_the_whole() {
        std::vector<std::pair<double, std::string>> told;
        const Progress whole({},
                             [&](double done, std::string_view stage) { told.emplace_back(done, stage); });
        whole.report(0);
        const Progress second = whole.part(0.5, 1, "computing");
        second.report(0.5);
        second.part(0.5, 1).report(0.5);
        second.part(0, 0.5, "deeper").report(2);
        whole.report(1);
        const std::vector<std::pair<double, std::string>> expected{
            {0, ""}, {0.75, "computing"}, {0.875, "computing"}, {0.75, "deeper"}, {1, ""}};
        QVERIFY(told == expected);
    }

    void asking_to_stop_throws_at_the_next_checkpoint() {
        std::stop_source source;
        int told = 0;
        const Progress whole(source.get_token(), [&](double, std::string_view) { ++told; });
        const Progress inner = whole.part(0, 0.5);
        inner.report(0.1);
        QVERIFY(!inner.stop_requested());
        source.request_stop();
        QVERIFY(inner.stop_requested());
        QVERIFY_EXCEPTION_THROWN(inner.checkpoint(), Cancelled);
        QVERIFY_EXCEPTION_THROWN(whole.report(0.2), Cancelled);
        QCOMPARE(told, 1);
    }

    void silent_progress_cannot_be_stopped() {
        const Progress silent;
        silent.report(0.5);
        silent.part(0, 1, "x").checkpoint();
        QVERIFY(!silent.stop_requested());
    }
};

PROSPECT_TEST(ProgressTest);
#include "error_test.moc"
