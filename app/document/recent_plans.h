// Plans that were open before: what the start page shows of them. Kept with the person's settings; pictures
// in the cache folder.
#pragma once

#include "geometry/site/site.h"

#include <QDateTime>
#include <QImage>
#include <QList>
#include <QString>

namespace prospect::app {

struct RecentPlan {
    QString file;   // absolute
    QString title;  // of the site sheet, else the file's name
    QString detail; // "24/0412/FUL rev C · Police", may be empty
    QDateTime when; // last opened or saved here
    QImage picture; // null when none was made yet
};

// Newest first; files that are gone are left out, but stay remembered (a drive may come back).
QList<RecentPlan> recent_plans(int most);
// Puts the file first. The site's own words are remembered with it.
void remember_plan(const QString& file, const Site& site);
// Which option of the file was shown last; "" for the existing place.
void remember_option(const QString& file, const QString& option);
QString remembered_option(const QString& file);
// No trace stays of it, nor of its picture.
void forget_plan(const QString& file);
// For the start page, beside the file's entry; from any thread. A cache that cannot be written costs the
// picture, nothing else.
void keep_picture(const QString& file, const QImage& picture);

} // namespace prospect::app
