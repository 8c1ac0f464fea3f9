// What is known of the selected things: name, value, unit and how well it is known; editing makes an undo
// step.
#pragma once

#include "app/document/site_document.h"
#include "app/models/attribute_words.h"

#include <QAbstractTableModel>

#include <vector>

namespace prospect::app {

// Rows: the name, then the attributes of the kind. Things of different kinds show their names only.
class AttributeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { label_column, value_column, basis_column, column_count };
    enum DataRole {
        unit_role = Qt::UserRole, // as shown
        choices_role,             // QStringList of file words; empty when free
        open_choices_role,        // other words are allowed too
        assumed_role,             // a default counts, nothing is known
        mixed_role,               // the selected things differ
    };

    explicit AttributeModel(SiteDocument& document, QObject* parent = nullptr);

    void setFeatures(std::vector<Uuid> features);
    const std::vector<Uuid>& features() const { return features_; }
    // "Building", "3 Trees", "5 things".
    QString title() const;
    // Where they came from: "berlin.osm · buildings · way/123"; empty when nowhere.
    QString origin() const;
    // Areas, lengths in plain words, empty for points: "212 m², 61 m around".
    QString measure() const;
    // The layers of their kind, in which they could be; none while things of several kinds are shown.
    struct LayerChoice {
        std::vector<std::pair<Uuid, QString>> layers; // topmost first
        std::optional<std::size_t> chosen;            // absent: they are in several
        QStringList names;                            // of those they are in, as seen from the top
    };
    LayerChoice layers() const;
    // Puts all of them into that layer: one undo step. Nothing when they are in it.
    void moveTo(const Uuid& layer);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // Text of a value ("" takes it away, the default counts again), or a basis. False, and rejected(), when
    // it is no such value or out of range.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void rejected(const QString& why);

private:
    struct Row {
        const AttributeInfo* attribute = nullptr; // null: the name
        std::optional<Value> value;
        Basis basis = Basis::unknown;
        bool assumed = false;
        bool mixed = false;
    };
    void rebuild();
    void onDocumentChanged(const SiteChange& change);
    Row rowFor(const AttributeInfo& attribute) const;
    bool setValue(const Row& row, const QString& text);
    bool setBasis(const Row& row, const QString& text);

    SiteDocument& document_;
    std::vector<Uuid> features_;
    std::vector<std::pair<Role, FeaturePtr>> shown_;
    std::vector<Row> rows_;
};

} // namespace prospect::app
