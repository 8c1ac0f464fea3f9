#include "analysis/engine/memory.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::engine;

class MemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digits_are_grouped_by_three() {
        QCOMPARE(grouped(0), std::string("0"));
        QCOMPARE(grouped(999), std::string("999"));
        QCOMPARE(grouped(1000), std::string("1 000"));
        QCOMPARE(grouped(1e9), std::string("1 000 000 000"));
        QCOMPARE(grouped(-123456), std::string("-123 456"));
    }

    void too_large_a_grid_states_cells_need_and_machine() {
        const MachineMemory machine{23'400'000'000U, 20'100'000'000U};
        try {
            require_memory(1e9, 24, machine);
            QFAIL("it was allowed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QCOMPARE(error.message(),
                     std::string("the grid would have 1 000 000 000 cells and need 24 GB; this machine "
                                 "has 23 GB, 20 GB of them free"));
            QVERIFY(error.advice().find("--cell_m") != std::string::npos);
        }
    }

    void a_grid_that_just_fits_is_allowed() {
        require_memory(1000, 8, {16000, 8000});
        QVERIFY_EXCEPTION_THROWN(require_memory(1001, 8, {16000, 8000}), Error);
    }

    void the_machine_has_some_memory() {
        const MachineMemory memory = machine_memory();
        QVERIFY(memory.total_bytes > 100'000'000U);
        QVERIFY(memory.available_bytes > 0);
        QVERIFY(memory.available_bytes <= memory.total_bytes);
        QVERIFY(peak_memory_mb() > 1);
    }
};

PROSPECT_TEST(MemoryTest);

#include "memory_test.moc"
