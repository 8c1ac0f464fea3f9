// What people do with notes, each act one undo step signed by whoever sits here.
#pragma once

#include "app/document/site_document.h"
#include "app/panels/note_talk.h"
#include "geometry/site/annotation.h"

#include <QObject>

#include <set>

namespace prospect::app {

class ReviewCommands : public QObject {
    Q_OBJECT
public:
    explicit ReviewCommands(SiteDocument& document, QObject* parent = nullptr);

    // Who signs, remembered between runs of the program; empty until told.
    static QString author();
    static QString agency();
    static void setSigner(const QString& author, const QString& agency);
    // The agency that signs on that plan: one's own, else the one the plan names.
    static QString agencyOn(const SiteDocument& document);
    static QString agencyOn(const QString& plan_agency);

    // Who writes now, and when.
    Signature signature() const;
    // The moment, as signatures have it.
    static std::string now();
    // What a new mark of that kind begins with. No note takes its judgement from another one.
    Annotation begun(const std::string& kind, Geometry geometry);
    // A note at the place (local); its id.
    Uuid addPin(Point place, std::vector<AttachedFile> files = {});
    // A note that was begun, with its links; its id.
    Uuid add(const Annotation& note);
    void change(const Annotation& wanted);
    // Signed by whoever sits here unless somebody else is named.
    void reply(const Uuid& note, const QString& text, const Speaker& by = {});
    // What is missing of the signature of the notes that were made here, and of `under` if it says nobody, is
    // added, whichever version of the plan they are in.
    void completeSignatures(const std::optional<Annotation>& under = std::nullopt);
    // What that is, but for `under`, where the plan names the agency so.
    EditEverywhere signaturesFor(const QString& plan_agency) const;
    void remove(const Uuid& note);
    void move(const Uuid& note, Point place);
    void addFiles(const Uuid& note, const std::vector<AttachedFile>& files);
    void removeFile(const Uuid& note, const AttachedFile& file);
    void setLinks(const Uuid& note, const std::vector<Link>& links);

private:
    static EditEverywhere signing(const std::set<Uuid>& notes, const Signature& by);
    std::optional<Annotation> find(const Uuid& note) const;
    void apply(const SiteEdit& edit);

    SiteDocument& document_;
    std::set<Uuid> made_; // here, since the program was started
};

} // namespace prospect::app
