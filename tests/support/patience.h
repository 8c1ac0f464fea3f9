// How long tests wait for work beside the window: long enough for a machine that does much else. Waiting ends
// as soon as what is waited for is there.
#pragma once

#include <QTest>

namespace prospect::test {
inline constexpr int patience_ms = 600000;
} // namespace prospect::test

// Qt's own give up after five seconds, which a check of a whole plan on a busy machine takes.
#undef QTRY_VERIFY
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), prospect::test::patience_ms)
#define QTRY_COMPARE(actual, expected)                                                                       \
    QTRY_COMPARE_WITH_TIMEOUT((actual), (expected), prospect::test::patience_ms)
