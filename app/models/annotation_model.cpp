#include "app/models/annotation_model.h"

#include "app/models/words.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace prospect::app {

namespace {

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

// Grave ones first; those without a severity last.
std::size_t gravity(const Annotation& note) {
    const auto words = annotation_severities();
    return static_cast<std::size_t>(std::find(words.begin(), words.end(), note.severity) - words.begin());
}

// What tells notes apart at a glance; who comes last, for a long name is cut and a date is not.
QStringList detail(const Annotation& note) {
    QStringList parts{annotation_word(note.status),
                      date_text(note.changed.empty() ? note.created : note.changed),
                      text(note.agency.empty() ? note.author : note.agency)};
    parts.removeAll(QString());
    return parts;
}

// With what small signs stand for in the row.
QStringList whole_detail(const Annotation& note) {
    QStringList parts = detail(note);
    parts += annotation_word(note.severity);
    if (!note.due.empty()) parts += AnnotationModel::tr("due %1").arg(date_text(note.due));
    if (note.replies.size() == 1) parts += AnnotationModel::tr("answered");
    if (note.replies.size() > 1) parts += AnnotationModel::tr("%1 answers").arg(note.replies.size());
    if (note.files.size() == 1) parts += AnnotationModel::tr("1 file");
    if (note.files.size() > 1) parts += AnnotationModel::tr("%1 files").arg(note.files.size());
    parts.removeAll(QString());
    return parts;
}

} // namespace

AnnotationModel::AnnotationModel(SiteDocument& document, QObject* parent)
    : QAbstractListModel(parent), document_(document) {
    connect(&document_, &SiteDocument::changed, this, &AnnotationModel::onDocumentChanged);
    onDocumentChanged({SiteChange::Kind::opened, {}});
}

void AnnotationModel::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind != Kind::opened && change.kind != Kind::edited && change.kind != Kind::scenario) return;
    if (change.kind == Kind::edited && !change.roles.contains(Role::annotation)) return;
    all_ = annotations(*document_.site());
    draft_ = {};
    refresh();
}

void AnnotationModel::setFilter(const QString& words) {
    words_ = words.split(u' ', Qt::SkipEmptyParts);
    refresh();
}

void AnnotationModel::setStatus(const QString& status) {
    status_ = status;
    refresh();
}

void AnnotationModel::setDraft(const Annotation& now) {
    draft_ = now.id;
    draft_headline_ = now.headline();
    if (const QModelIndex row = indexOf(now.id); row.isValid()) Q_EMIT dataChanged(row, row);
}

std::vector<Uuid> AnnotationModel::leftOut() const {
    std::vector<Uuid> out;
    for (const Annotation& note : all_)
        if (!fits(note)) out.push_back(note.id);
    return out;
}

void AnnotationModel::setOrder(Order order) {
    order_ = order;
    refresh();
}

void AnnotationModel::refresh() {
    beginResetModel();
    shown_.clear();
    for (std::size_t i = 0; i < all_.size(); ++i)
        if (fits(all_[i])) shown_.push_back(i);
    std::stable_sort(shown_.begin(), shown_.end(), [this](std::size_t a, std::size_t b) {
        if (order_ == Order::severity) return gravity(all_[a]) < gravity(all_[b]);
        if (order_ == Order::changed) return all_[a].changed > all_[b].changed;
        return false; // already by number
    });
    endResetModel();
}

bool AnnotationModel::fits(const Annotation& note) const {
    if (!status_.isEmpty() && text(note.status) != status_) return false;
    if (words_.isEmpty()) return true;
    QString everything = QString::number(note.number);
    for (const auto* part : {&note.title, &note.text, &note.author, &note.agency, &note.assigned, &note.due})
        everything += u' ' + text(*part);
    for (const auto* word : {&note.strategy, &note.severity, &note.status})
        everything += u' ' + annotation_word(*word);
    for (const Reply& reply : note.replies)
        everything += u' ' + text(reply.text);
    for (const Link& link : note.links)
        everything += u' ' + text(link.words);
    for (const AttachedFile& file : note.files)
        everything += u' ' + text(file.name);
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return everything.contains(word, Qt::CaseInsensitive); });
}

std::optional<std::vector<Uuid>> AnnotationModel::listed() const {
    if (words_.isEmpty() && status_.isEmpty()) return std::nullopt;
    std::vector<Uuid> notes;
    for (const std::size_t i : shown_)
        notes.push_back(all_[i].id);
    return notes;
}

int AnnotationModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QVariant AnnotationModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Annotation& note = all_[shown_[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole: {
        const std::string headline = note.id == draft_ ? draft_headline_ : note.headline();
        return headline.empty() ? tr("Without words") : text(headline);
    }
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return tr("Note %1: %2. %3")
            .arg(data(index, number_role).toString(), data(index, Qt::DisplayRole).toString(),
                 whole_detail(note).join(QStringLiteral(" · ")));
    case number_role:
        return note.number > 0 ? QString::number(note.number) : QString();
    case detail_role:
        return detail(note).join(QStringLiteral(" · "));
    case due_role:
        return date_text(note.due);
    case photos_role:
        return static_cast<int>(note.files.size());
    case answers_role:
        return static_cast<int>(note.replies.size());
    case severity_role:
        return text(note.severity);
    case note_id_role:
        return text(note.id.text());
    default:
        return {};
    }
}

QModelIndex AnnotationModel::indexOf(const Uuid& note) const {
    for (std::size_t row = 0; row < shown_.size(); ++row)
        if (all_[shown_[row]].id == note) return index(static_cast<int>(row));
    return {};
}

const Annotation* AnnotationModel::find(const Uuid& note) const {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [&](const Annotation& one) { return one.id == note; });
    return found == all_.end() ? nullptr : &*found;
}

QString date_text(const std::string& iso) {
    const auto when = QDateTime::fromString(text(iso), Qt::ISODate);
    return when.isValid() ? QLocale().toString(when.toLocalTime().date(), QLocale::ShortFormat) : text(iso);
}

} // namespace prospect::app
