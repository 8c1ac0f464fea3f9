// The notes of the shown plan, filtered and sorted for the list.
#pragma once

#include "app/document/site_document.h"
#include "geometry/site/annotation.h"

#include <QAbstractListModel>

#include <optional>

namespace prospect::app {

class AnnotationModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum DataRole {
        number_role = Qt::UserRole, // "3", "" without one
        detail_role,                // "Open · 24 Nov 2026 · Police"
        severity_role,              // file word, "" for none
        due_role,                   // as it is shown, "" for none
        photos_role,                // how many photos and files
        answers_role,               // how many
        note_id_role,               // text of its id
    };
    enum class Order { number, severity, changed };

    explicit AnnotationModel(SiteDocument& document, QObject* parent = nullptr);

    // Words that must all occur in a note (any of its texts, replies or its number), without regard to case.
    void setFilter(const QString& words);
    void setStatus(const QString& status); // file word; "" for all
    void setOrder(Order order);
    // The words of a note while they are typed: shown in its row until the plan has them.
    void setDraft(const Annotation& now);
    // Notes the filter leaves out.
    std::vector<Uuid> leftOut() const;
    // Notes of the plan, filtered out or not.
    int total() const { return static_cast<int>(all_.size()); }

    // Those a filter leaves, in the list's order; absent without a filter.
    std::optional<std::vector<Uuid>> listed() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // Invalid when it is not there or filtered out.
    QModelIndex indexOf(const Uuid& note) const;
    const Annotation* find(const Uuid& note) const;

private:
    void onDocumentChanged(const SiteChange& change);
    void refresh();
    bool fits(const Annotation& note) const;

    SiteDocument& document_;
    std::vector<Annotation> all_; // by number
    std::vector<std::size_t> shown_;
    Uuid draft_; // nil: none
    std::string draft_headline_;
    QStringList words_;
    QString status_;
    Order order_ = Order::number;
};

// An ISO date and time as the user writes dates; text that is none stays as it is.
QString date_text(const std::string& iso);

} // namespace prospect::app
