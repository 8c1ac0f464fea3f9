#include "app/main/application.h"

#include "app/jobs/job_runner.h"
#include "app/main/prospect_style.h"

#include <QSettings>

namespace prospect::app {

Application::Application(int& argc, char** argv) : QApplication(argc, argv) {
    setOrganizationName(QStringLiteral("prospect"));
    setApplicationName(QStringLiteral("prospect"));
    setApplicationDisplayName(QStringLiteral("Prospect"));
    setApplicationVersion(QStringLiteral(PROSPECT_VERSION));
    setDesktopFileName(QStringLiteral("prospect"));
    setStyle(new ProspectStyle);
    setFont(render::font(render::TextStyle::body));
}

bool Application::notify(QObject* receiver, QEvent* event) {
    try {
        return QApplication::notify(receiver, event);
    } catch (const Error& error) {
        Q_EMIT errorCaught(sentence(error));
    } catch (const std::exception& error) {
        Q_EMIT errorCaught(sentence(Error(ErrorCode::internal, error.what())));
    }
    return true;
}

void Application::setTheme(render::ThemeKind theme) {
    setPalette(palette_of(render::theme(theme)));
}

render::ThemeKind Application::lastTheme() {
    return QSettings().value(QStringLiteral("theme")).toString() == QLatin1String("dark")
               ? render::ThemeKind::dark
               : render::ThemeKind::light;
}

} // namespace prospect::app
