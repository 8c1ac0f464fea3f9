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

    // A note at the place (local), with strategy and severity of the one before; its id.
    Uuid addPin(Point place);
    void change(const Annotation& wanted);
    void reply(const Uuid& note, const QString& text);
    void remove(const Uuid& note);

private:
    static Signature signature();

    SiteDocument& document_;
};

} // namespace prospect::app
