#include "app/main/application.h"

#include "app/jobs/job_runner.h"
#include "app/panels/prospect_style.h"

#include <QException>
#include <QSettings>

#include <clocale>
#include <exception>

namespace prospect::app {

namespace {

QString sentence_of(const std::exception_ptr& caught) {
    try {
        std::rethrow_exception(caught);
    } catch (const Error& error) {
        return sentence(error);
    } catch (const std::exception& error) {
        return sentence(Error(ErrorCode::internal, error.what()));
    }
}

} // namespace

Application::Application(int& argc, char** argv) : QApplication(argc, argv) {
    // Qt takes over the person's locale; numbers in files have a point in every language.
    std::setlocale(LC_NUMERIC, "C");
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
    } catch (const QUnhandledException& of_worker) {
        Q_EMIT errorCaught(sentence_of(of_worker.exception()));
    } catch (const std::exception&) {
        Q_EMIT errorCaught(sentence_of(std::current_exception()));
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
