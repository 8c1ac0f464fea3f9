// What people do with notes, each act one undo step signed by whoever sits here.
#pragma once

#include "app/document/site_document.h"
#include "geometry/site/annotation.h"

#include <QObject>

namespace prospect::app {

class ReviewCommands : public QObject {
    Q_OBJECT
public:
    explicit ReviewCommands(SiteDocument& document, QObject* parent = nullptr);

    // Who signs, remembered between runs of the program; empty until told.
    static QString author();
    static QString agency();
    static void setSigner(const QString& author, const QString& agency);

    // Who writes now, and when.
    static Signature signature();
    // What a new mark of that kind begins with. No note takes its judgement from another one.
    static Annotation begun(const std::string& kind, Geometry geometry);
    // A note at the place (local); its id.
    Uuid addPin(Point place, std::vector<AttachedFile> files = {});
    // A note that was begun, with its links; its id.
    Uuid add(const Annotation& note);
    void change(const Annotation& wanted);
    void reply(const Uuid& note, const QString& text);
    void remove(const Uuid& note);
    void move(const Uuid& note, Point place);
    void addFiles(const Uuid& note, const std::vector<AttachedFile>& files);
    void removeFile(const Uuid& note, const AttachedFile& file);
    void setLinks(const Uuid& note, const std::vector<Link>& links);

private:
    std::optional<Annotation> find(const Uuid& note) const;
    void apply(const SiteEdit& edit);

    SiteDocument& document_;
};

} // namespace prospect::app
