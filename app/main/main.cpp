// prospect: the desktop program. Puts the parts together, nothing else.
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "app/main/application.h"
#include "app/main/command_line.h"
#include "app/main/screenshot.h"
#include "app/panels/file_commands.h"
#include "app/window/main_window.h"

#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace {

constexpr int patience_ms = 1000;

int run(prospect::app::Application& application) {
    using namespace prospect;
    const auto line = app::parse_command_line(application.arguments());
    // A misspelt measurement is refused, not replaced by another.
    if (!line.run.isEmpty()) engine::Engine(catalogue()).get(line.run.toStdString());
    // A picture for a script leaves no trace in the person's recent files and settings.
    if (!line.screenshot.isEmpty()) application.setApplicationName(QStringLiteral("prospect-screenshot"));
    const auto theme = line.theme.value_or(app::Application::lastTheme());
    application.setTheme(theme);
    app::MainWindow window(catalogue());
    window.setTheme(theme);
    window.resize(line.size);
    QObject::connect(&application, &app::Application::errorCaught, &window,
                     [&window](const QString& text) { window.tell(app::MessageBar::Level::serious, text); });
    window.show();
    // After the first paint: opening must not keep the window from appearing.
    QTimer::singleShot(0, &window, [&] {
        if (!line.file.isEmpty()) window.files().open(line.file);
    });
    std::unique_ptr<app::Screenshot> screenshot;
    if (!line.screenshot.isEmpty()) screenshot = std::make_unique<app::Screenshot>(window, line);
    const int code = application.exec();
    // Quitting always works: a worker that cannot be interrupted is left behind.
    if (!window.jobs().waitForWorkers(patience_ms)) std::_Exit(code);
    return code;
}

} // namespace

int main(int argc, char** argv) {
    prospect::app::Application application(argc, argv);
    try {
        return run(application);
    } catch (const prospect::Error& error) {
        std::fprintf(stderr, "prospect: %s\n", error.what());
        return error.code() == prospect::ErrorCode::usage ? 2 : 1;
    }
}
