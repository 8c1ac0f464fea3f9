#include "tests/support/registry.h"

#include <QTest>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using TestApplication = QApplication;
#elif defined(QT_GUI_LIB)
#include <QGuiApplication>
using TestApplication = QGuiApplication;
#else
#include <QCoreApplication>
using TestApplication = QCoreApplication;
#endif

namespace prospect::test {

std::vector<Factory>& factories() {
    static std::vector<Factory> all;
    return all;
}

} // namespace prospect::test

int main(int argc, char** argv) {
    TestApplication application(argc, argv);
    int failures = 0;
    for (const auto& make : prospect::test::factories()) {
        const auto test = make();
        failures += QTest::qExec(test.get(), argc, argv);
    }
    return failures > 0 ? 1 : 0;
}
