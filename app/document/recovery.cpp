#include "app/document/recovery.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int interval_ms = 2 * 60 * 1000;

QString text_of(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

std::filesystem::path beside(const std::filesystem::path& copy, const char* ending) {
    auto path = copy;
    path.replace_extension(ending);
    return path;
}

void remove_files(const std::filesystem::path& copy) {
    std::error_code ignored; // what is not there need not be removed
    for (const auto* ending : {".gpkg", ".json", ".gpkg.bak"})
        std::filesystem::remove(beside(copy, ending), ignored);
}

// Numbers as text: JSON's own lose digits beyond 2^53.
QJsonArray json_of(const io::FileMark& mark) {
    return {QString::number(mark.size), QString::number(mark.written), QString::number(mark.changes),
            QString::number(mark.wal_size), QString::number(mark.wal_written)};
}

io::FileMark mark_in(const QJsonArray& json) {
    const auto text = [&](int i) { return json.at(i).toString(); };
    return {text(0).toULongLong(), text(1).toLongLong(), text(2).toUInt(), text(3).toULongLong(),
            text(4).toLongLong()};
}

} // namespace

std::filesystem::path recovery_folder() {
    const QString state =
        qEnvironmentVariable("XDG_STATE_HOME", QDir::homePath() + QStringLiteral("/.local/state"));
    return std::filesystem::path(state.toStdString()) / "prospect" / "recovery";
}

std::vector<Recoverable> recoverable_work(const std::filesystem::path& folder) {
    std::vector<Recoverable> found;
    const QDir directory(text_of(folder));
    for (const auto& info : directory.entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
        const std::filesystem::path copy = beside(info.absoluteFilePath().toStdString(), ".gpkg");
        QLockFile probe(text_of(beside(copy, ".lock")));
        probe.setStaleLockTime(0);
        if (!probe.tryLock(0) || !std::filesystem::exists(copy)) continue;
        QFile file(info.absoluteFilePath());
        if (!file.open(QIODevice::ReadOnly)) continue;
        const auto about = QJsonDocument::fromJson(file.readAll()).object();
        found.push_back({copy, about.value(QLatin1String("original")).toString().toStdString(),
                         about.value(QLatin1String("title")).toString(), info.lastModified(),
                         about.value(QLatin1String("read_only")).toBool(),
                         mark_in(about.value(QLatin1String("mark")).toArray())});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.when > b.when; });
    return found;
}

void forget(const Recoverable& work) {
    remove_files(work.copy);
}

RecoveryKeeper::RecoveryKeeper(SiteDocument& document, std::filesystem::path folder, Write write,
                               QObject* parent)
    : QObject(parent), document_(document), folder_(std::move(folder)),
      copy_(folder_ / (Uuid::random().text() + ".gpkg")), write_(std::move(write)), timer_(new QTimer(this)) {
    timer_->setInterval(interval_ms);
    connect(timer_, &QTimer::timeout, this, [this] { keep(); });
    connect(&document_, &SiteDocument::changed, this, &RecoveryKeeper::onDocumentChanged);
}

RecoveryKeeper::~RecoveryKeeper() {
    // A program that ends in order has asked about unsaved work: nothing is left to recover.
    removeCopy();
}

void RecoveryKeeper::onDocumentChanged(const SiteChange&) {
    if (!document_.isModified()) {
        timer_->stop();
        removeCopy();
    } else if (!timer_->isActive()) {
        timer_->start();
    }
}

bool RecoveryKeeper::lock() {
    if (lock_) return true;
    if (!QDir().mkpath(text_of(folder_))) return false;
    auto held = std::make_unique<QLockFile>(text_of(beside(copy_, ".lock")));
    held->setStaleLockTime(0);
    if (!held->tryLock(0)) return false;
    lock_ = std::move(held);
    return true;
}

void RecoveryKeeper::keep(std::function<void()> kept) {
    const auto mark = document_.mark();
    if (!document_.isModified() || mark == kept_ || !lock()) return;
    const QJsonObject about{{QStringLiteral("original"), text_of(document_.file())},
                            {QStringLiteral("read_only"), document_.isReadOnly()},
                            {QStringLiteral("mark"), json_of(document_.fileMark())},
                            {QStringLiteral("title"), document_.title()}};
    write_(mark.base, document_.runs(), copy_, [this, mark, about, kept] {
        QSaveFile file(text_of(beside(copy_, ".json")));
        if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(about).toJson()) > 0 &&
            file.commit()) {
            kept_ = mark;
            if (kept) kept();
        }
        if (!document_.isModified()) removeCopy(); // saved meanwhile
    });
}

void RecoveryKeeper::removeCopy() {
    remove_files(copy_); // also what a worker wrote after the lock was given back
    lock_.reset();       // removes the lock's file
    kept_ = {};
}

} // namespace prospect::app
