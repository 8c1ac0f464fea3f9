#include "app/main/command_line.h"

#include "geometry/base/error.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace prospect::app {

CommandLine parse_command_line(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Crime prevention through environmental design."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("Plan, map or table to open."),
                                 QStringLiteral("[FILE]"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        QStringLiteral("Write a picture of the window and quit."),
                                        QStringLiteral("OUT.png"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Size of the window."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("light or dark."),
                                   QStringLiteral("light|dark"));
    const QCommandLineOption run(QStringLiteral("run"), QStringLiteral("Run this analysis first."),
                                 QStringLiteral("ANALYSIS"));
    parser.addOptions({screenshot, size, theme, run});
    if (!parser.parse(arguments))
        throw Error(ErrorCode::usage, parser.errorText().toStdString(), "prospect --help lists the options");
    if (parser.isSet(QStringLiteral("help"))) parser.showHelp();
    if (parser.isSet(QStringLiteral("version"))) parser.showVersion();
    if (parser.positionalArguments().size() > 1)
        throw Error(ErrorCode::usage, "only one file can be opened at a time",
                    "add the others in the window");
    CommandLine line;
    line.file = parser.positionalArguments().value(0);
    line.screenshot = parser.value(screenshot);
    line.run = parser.value(run);
    if (parser.isSet(size)) {
        static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{2,4})x([1-9][0-9]{2,4})$"));
        const auto match = form.match(parser.value(size));
        if (!match.hasMatch())
            throw Error(ErrorCode::usage, "--size \"" + parser.value(size).toStdString() + "\" is no size",
                        "write it as 1280x800");
        line.size = {match.captured(1).toInt(), match.captured(2).toInt()};
    }
    if (parser.isSet(theme)) {
        if (parser.value(theme) != QLatin1String("light") && parser.value(theme) != QLatin1String("dark"))
            throw Error(ErrorCode::usage, "--theme \"" + parser.value(theme).toStdString() + "\" is unknown",
                        "choose light or dark");
        line.theme =
            parser.value(theme) == QLatin1String("dark") ? render::ThemeKind::dark : render::ThemeKind::light;
    }
    return line;
}

} // namespace prospect::app
