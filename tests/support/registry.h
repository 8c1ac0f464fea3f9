// One test program holds several Qt Test classes. Each class registers itself; support/main.cpp runs them
// all.
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace prospect::test {

using Factory = std::function<std::unique_ptr<QObject>()>;

// The classes registered so far, in the order of static initialisation.
std::vector<Factory>& factories();

template <class Test>
struct Registration {
    Registration() {
        factories().push_back([] { return std::make_unique<Test>(); });
    }
};

} // namespace prospect::test

// Put one line after the class, before the moc include.
#define PROSPECT_TEST(Class)                                                                                 \
    static const prospect::test::Registration<Class> registration_of_##Class {}
