#include "app/panels/review_commands.h"

#include <QDateTime>
#include <QSettings>

#include <algorithm>

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

QString ReviewCommands::agencyOn(const SiteDocument& document) {
    return agencyOn(document.text("agency"));
}

QString ReviewCommands::agencyOn(const QString& plan_agency) {
    const QString own = agency();
    return own.isEmpty() ? plan_agency.trimmed() : own;
}

std::string ReviewCommands::now() {
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

Signature ReviewCommands::signature() const {
    return {author().toStdString(), agencyOn(document_).toStdString(), now()};
}

Annotation ReviewCommands::begun(const std::string& kind, Geometry geometry) {
    Annotation note;
    note.id = Uuid::random();
    made_.insert(note.id);
    note.kind = kind;
    note.geometry = std::move(geometry);
    return note;
}

Uuid ReviewCommands::addPin(Point place, std::vector<AttachedFile> files) {
    Annotation note = begun("pin", Geometry::make_point(place));
    note.files = std::move(files);
    return add(note);
}

Uuid ReviewCommands::add(const Annotation& note) {
    document_.apply(add_annotation(*document_.site(), note, signature()));
    return note.id;
}

std::optional<Annotation> ReviewCommands::find(const Uuid& note) const {
    for (Annotation& one : annotations(*document_.site()))
        if (one.id == note) return std::move(one);
    return std::nullopt;
}

void ReviewCommands::apply(const SiteEdit& edit) {
    if (!edit.steps.empty()) document_.apply(edit);
}

void ReviewCommands::change(const Annotation& wanted) {
    apply(change_annotation(*document_.site(), wanted, signature()));
}

void ReviewCommands::reply(const Uuid& note, const QString& text, const Speaker& by) {
    Signature signed_by = signature();
    if (!by.name.isEmpty() || !by.organisation.isEmpty()) {
        signed_by.author = by.name.toStdString();
        signed_by.agency = by.organisation.toStdString();
    }
    apply(reply_to_annotation(*document_.site(), note, text.trimmed().toStdString(), signed_by));
}

void ReviewCommands::completeSignatures(const std::optional<Annotation>& under) {
    std::set<Uuid> mine = made_;
    // A note that another one signed, if only for an agency, stays that one's.
    if (under && under->author.empty() && under->agency.empty()) mine.insert(under->id);
    document_.apply(tr("Sign notes"), signing(mine, signature()));
}

EditEverywhere ReviewCommands::signaturesFor(const QString& plan_agency) const {
    return signing(made_, {author().toStdString(), agencyOn(plan_agency).toStdString(), now()});
}

EditEverywhere ReviewCommands::signing(const std::set<Uuid>& notes, const Signature& by) {
    return {{notes.begin(), notes.end()},
            [notes, by](const Site& version) { return complete_signatures(version, notes, by); }};
}

void ReviewCommands::remove(const Uuid& note) {
    SiteEdit edit;
    edit.title = tr("Delete a note").toStdString();
    edit.steps.push_back(RemoveFeatures{{note}});
    document_.apply(edit);
}

void ReviewCommands::move(const Uuid& note, Point place) {
    auto wanted = find(note);
    if (!wanted || wanted->geometry.empty()) return;
    const Point by = place - label_point(wanted->geometry);
    for (Point& point : wanted->geometry.points)
        point = point + by;
    change(*wanted);
}

void ReviewCommands::addFiles(const Uuid& note, const std::vector<AttachedFile>& files) {
    const auto now = find(note);
    if (!now) return;
    auto all = now->files;
    for (const AttachedFile& file : files)
        if (std::find(all.begin(), all.end(), file) == all.end()) all.push_back(file);
    apply(set_files(*document_.site(), note, all, signature()));
}

void ReviewCommands::removeFile(const Uuid& note, const AttachedFile& file) {
    const auto now = find(note);
    if (!now) return;
    auto rest = now->files;
    std::erase(rest, file);
    apply(set_files(*document_.site(), note, rest, signature()));
}

void ReviewCommands::setLinks(const Uuid& note, const std::vector<Link>& links) {
    apply(set_links(*document_.site(), note, links, signature()));
}

} // namespace prospect::app
