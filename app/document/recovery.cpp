#include "app/document/recovery.h"

#include "geometry/base/error.h"
#include "geometry/io/file_write.h"
#include "geometry/io/project_photometry.h"
#include "geometry/site/annotation.h"

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
#include <fstream>
#include <set>

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
    for (const auto* ending : {".gpkg", ".json", ".gpkg.bak", ".files"})
        std::filesystem::remove_all(beside(copy, ending), ignored);
}

// Photos and files that lie in no project file yet, each named by its sum.
std::filesystem::path files_folder(const std::filesystem::path& copy) {
    return beside(copy, ".files");
}

void write_files(const std::filesystem::path& folder, const std::vector<io::StoredFile>& files) {
    if (files.empty()) return;
    std::filesystem::create_directories(folder);
    for (const io::StoredFile& file : files) {
        const std::filesystem::path path = folder / file.sha256;
        const auto bytes = file.bytes->read();
        if (!bytes || std::filesystem::exists(path)) continue;
        io::write_atomically(path, io::Previous::discard, [&](const std::filesystem::path& temporary) {
            std::ofstream out(temporary, std::ios::binary);
            if (!out.write(bytes->data(), static_cast<std::streamsize>(bytes->size())) || !out.flush())
                throw Error(ErrorCode::internal, "the unsaved photo " + file.name + " could not be kept");
        });
    }
}

// Small files that go into the copy itself, under their names; the document goes on with its own bytes.
std::vector<io::StoredFile> own_copies(const std::vector<io::StoredFile>& files) {
    std::vector<io::StoredFile> copies;
    for (const io::StoredFile& file : files)
        if (const auto bytes = file.bytes->read())
            copies.push_back(io::stored_file(file.name, file.media_type, *bytes));
    return copies;
}

// Those of the folder that notes of the plan or of an option have.
void add_files_of(const Site& site, const std::filesystem::path& folder, std::vector<io::StoredFile>& files) {
    std::set<std::string> known;
    for (const io::StoredFile& file : files)
        known.insert(file.sha256);
    for (const AttachedFile& file : attached_files(site)) {
        const std::filesystem::path path = folder / file.sha256;
        if (file.sha256.empty() || !std::filesystem::exists(path) || !known.insert(file.sha256).second)
            continue;
        files.push_back(
            {file.name, file.media_type, file.sha256, io::StoredBytes::in_plain_file(file.sha256, path)});
    }
}

QJsonArray json_of(const std::set<std::string>& sums) {
    QJsonArray json;
    for (const std::string& sum : sums)
        json.append(QString::fromStdString(sum));
    return json;
}

std::optional<std::set<std::string>> sums_in(const QJsonValue& json) {
    if (!json.isArray()) return std::nullopt;
    std::set<std::string> sums;
    for (const auto& sum : json.toArray())
        sums.insert(sum.toString().toStdString());
    return sums;
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
                         mark_in(about.value(QLatin1String("mark")).toArray()),
                         sums_in(about.value(QLatin1String("files")))});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.when > b.when; });
    return found;
}

void forget(const Recoverable& work) {
    remove_files(work.copy);
}

void write_recovery(const RecoveryWork& work, const Progress& progress) {
    std::vector<io::StoredFile> photos;
    std::vector<io::StoredFile> photometry;
    for (const io::StoredFile& file : work.elsewhere)
        (io::names_photometry(file.name) ? photometry : photos).push_back(file);
    write_files(files_folder(work.copy), photos);
    io::SaveOptions options;
    options.findings = work.findings;
    options.files = own_copies(photometry);
    io::save_project(*work.site, work.runs, work.copy, options, progress);
}

io::Opened read_recovery(const Recoverable& work, const Progress& progress) {
    io::Opened content = io::open_project(work.copy, progress);
    add_files_of(*content.site, files_folder(work.copy), content.files);
    for (const io::StoredFile& file : content.files)
        file.bytes->hold(); // the copy goes once the work is safe in another
    if (work.original.empty()) return content;
    std::set<std::string> known;
    for (const io::StoredFile& file : content.files)
        known.insert(io::key_of(file));
    for (io::StoredFile& file : io::files_of_project(work.original))
        if ((!work.files || work.files->contains(file.sha256)) && known.insert(io::key_of(file)).second)
            content.files.push_back(std::move(file));
    Site site = *content.site;
    site.photometries =
        io::read_photometries(site, content.files, work.original.parent_path(), content.notes);
    content.site = std::make_shared<const Site>(std::move(site));
    return content;
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
    RecoveryWork now = work();
    const QJsonObject about{{QStringLiteral("original"), text_of(document_.file())},
                            {QStringLiteral("read_only"), document_.isReadOnly()},
                            {QStringLiteral("mark"), json_of(document_.fileMark())},
                            {QStringLiteral("title"), document_.title()},
                            {QStringLiteral("files"), json_of(now.files)}};
    write_(std::move(now), [this, mark, about, kept] {
        QSaveFile file(text_of(beside(copy_, ".json")));
        if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(about).toJson()) > 0 &&
            file.commit()) {
            kept_ = mark;
            if (kept) kept();
        }
        if (!document_.isModified()) removeCopy(); // saved meanwhile
    });
}

RecoveryWork RecoveryKeeper::work() const {
    io::SaveOptions options = document_.saveOptions();
    RecoveryWork work{document_.base(), document_.runs(), std::move(options.findings), {}, {}, copy_};
    for (io::StoredFile& file : *options.files) {
        work.files.insert(file.sha256);
        if (!file.bytes->lies_in(document_.file())) work.elsewhere.push_back(std::move(file));
    }
    return work;
}

void RecoveryKeeper::removeCopy() {
    remove_files(copy_); // also what a worker wrote after the lock was given back
    lock_.reset();       // removes the lock's file
    kept_ = {};
}

} // namespace prospect::app
