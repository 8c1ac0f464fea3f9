// The desktop application: its looks, and the last border an error can reach.
#pragma once

#include "app/render/style.h"

#include <QApplication>

namespace prospect::app {

class Application : public QApplication {
    Q_OBJECT
public:
    Application(int& argc, char** argv);

    // An error in an event handler is told; the program goes on.
    bool notify(QObject* receiver, QEvent* event) override;

    void setTheme(render::ThemeKind theme);
    // As chosen the last time, light at first.
    static render::ThemeKind lastTheme();

Q_SIGNALS:
    void errorCaught(const QString& sentence);
};

} // namespace prospect::app
