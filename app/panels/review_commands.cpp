#include "app/panels/review_commands.h"

#include <QDateTime>
#include <QSettings>
#include <QUuid>

namespace prospect::app {

namespace {

const QString author_key = QStringLiteral("review/author");
const QString agency_key = QStringLiteral("review/agency");

} // namespace

ReviewCommands::ReviewCommands(SiteDocument& document, QObject* parent)
    : QObject(parent), document_(document) {}

QString ReviewCommands::author() {
    return QSettings().value(author_key).toString();
}

QString ReviewCommands::agency() {
    return QSettings().value(agency_key).toString();
}

void ReviewCommands::setSigner(const QString& author, const QString& agency) {
    QSettings settings;
    settings.setValue(author_key, author);
    settings.setValue(agency_key, agency);
}

Signature ReviewCommands::signature() {
    return {author().toStdString(), agency().toStdString(),
            QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString()};
}

Uuid ReviewCommands::addPin(Point place) {
    Annotation note;
    note.id = *Uuid::parse(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString());
    note.geometry = Geometry::make_point(place);
    if (const auto earlier = annotations(*document_.site()); !earlier.empty()) {
        const auto last =
            std::max_element(earlier.begin(), earlier.end(),
                             [](const Annotation& a, const Annotation& b) { return a.number < b.number; });
        note.strategy = last->strategy;
        note.severity = last->severity;
    }
    document_.apply(add_annotation(*document_.site(), note, signature()));
    return note.id;
}

void ReviewCommands::change(const Annotation& wanted) {
    const SiteEdit edit = change_annotation(*document_.site(), wanted, signature());
    if (!edit.steps.empty()) document_.apply(edit);
}

void ReviewCommands::reply(const Uuid& note, const QString& text) {
    const SiteEdit edit =
        reply_to_annotation(*document_.site(), note, text.trimmed().toStdString(), signature());
    if (!edit.steps.empty()) document_.apply(edit);
}

void ReviewCommands::remove(const Uuid& note) {
    SiteEdit edit;
    edit.title = tr("Delete a note").toStdString();
    edit.steps.push_back(RemoveFeatures{{note}});
    document_.apply(edit);
}

} // namespace prospect::app
