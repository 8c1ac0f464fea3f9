#include "app/document/recent_plans.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

namespace prospect::app {

namespace {

constexpr int most_remembered = 10;
const QString list_key = QStringLiteral("recent");

// A name for settings and pictures that holds nothing of the path.
QString key_of(const QString& file) {
    const auto hash = QCryptographicHash::hash(file.toUtf8(), QCryptographicHash::Sha1);
    return QString::fromLatin1(hash.toHex().left(20));
}

QString picture_file(const QString& file) {
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/plans/") +
           key_of(file) + QStringLiteral(".png");
}

QString settings_key(const QString& file, const char* name) {
    return QStringLiteral("plans/%1/%2").arg(key_of(file), QLatin1String(name));
}

QString meta_of(const Site& site, const char* key) {
    const auto found = site.meta.find(key);
    return found == site.meta.end() ? QString() : QString::fromStdString(found->second);
}

QString detail_of(const Site& site) {
    QStringList parts{meta_of(site, "reference")};
    if (const QString revision = meta_of(site, "revision"); !revision.isEmpty())
        parts.last() +=
            (parts.last().isEmpty() ? QString() : QStringLiteral(" ")) + QStringLiteral("rev ") + revision;
    parts += meta_of(site, "agency");
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void forget_details(QSettings& settings, const QString& file) {
    settings.remove(QStringLiteral("plans/") + key_of(file));
    QFile::remove(picture_file(file));
}

} // namespace

QList<RecentPlan> recent_plans(int most) {
    const QSettings settings;
    QList<RecentPlan> plans;
    for (const QString& file : settings.value(list_key).toStringList()) {
        const QFileInfo info(file);
        if (plans.size() == most) break;
        if (!info.exists()) continue;
        RecentPlan plan;
        plan.file = file;
        plan.title = settings.value(settings_key(file, "title")).toString();
        if (plan.title.isEmpty()) plan.title = info.completeBaseName();
        plan.detail = settings.value(settings_key(file, "detail")).toString();
        plan.when = settings.value(settings_key(file, "when")).toDateTime();
        if (!plan.when.isValid()) plan.when = info.lastModified();
        plan.picture.load(picture_file(file));
        plans += plan;
    }
    return plans;
}

void remember_plan(const QString& file, const Site& site) {
    QSettings settings;
    const QString whole = QFileInfo(file).absoluteFilePath();
    QStringList files = settings.value(list_key).toStringList();
    files.removeAll(whole);
    files.push_front(whole);
    while (files.size() > most_remembered)
        forget_details(settings, files.takeLast());
    settings.setValue(list_key, files);
    settings.setValue(settings_key(whole, "title"), meta_of(site, "title"));
    settings.setValue(settings_key(whole, "detail"), detail_of(site));
    settings.setValue(settings_key(whole, "when"), QDateTime::currentDateTime());
}

void remember_option(const QString& file, const QString& option) {
    QSettings().setValue(settings_key(QFileInfo(file).absoluteFilePath(), "option"), option);
}

QString remembered_option(const QString& file) {
    return QSettings().value(settings_key(QFileInfo(file).absoluteFilePath(), "option")).toString();
}

void forget_plan(const QString& file) {
    QSettings settings;
    const QString whole = QFileInfo(file).absoluteFilePath();
    QStringList files = settings.value(list_key).toStringList();
    files.removeAll(whole);
    settings.setValue(list_key, files);
    forget_details(settings, whole);
}

void keep_picture(const QString& file, const QImage& picture) {
    const QString name = picture_file(QFileInfo(file).absoluteFilePath());
    QDir().mkpath(QFileInfo(name).path());
    QSaveFile out(name);
    if (out.open(QIODevice::WriteOnly) && picture.save(&out, "PNG")) out.commit();
}

} // namespace prospect::app
