// All things of one kind as a table: filtered, sorted, edited in place.
#pragma once

#include "app/document/site_document.h"
#include "app/models/attribute_model.h"

#include <QAbstractTableModel>

#include <functional>
#include <unordered_map>
#include <vector>

namespace prospect::app {

// Columns: the name, the attributes of the kind, then where it came from. Cells are made when they are asked
// for: 50 000 rows cost their sorting only. Data roles beyond Qt's are those of AttributeModel.
class FeatureTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit FeatureTableModel(SiteDocument& document, QObject* parent = nullptr);

    void setKind(Role role);
    Role kind() const { return role_; }
    // Rows any cell of which has every word of the text; "" for all.
    void setFilter(const QString& text);
    // An edit of one of these goes to all of them.
    void setChosen(std::vector<Uuid> features);

    std::size_t total() const { return things_.size(); } // before the filter
    Uuid featureAt(int row) const;
    std::optional<int> rowOf(const Uuid& feature) const; // absent: of another kind, or filtered away

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // As AttributeModel::setData, for all chosen things where the row is one of them.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void rejected(const QString& why);

private:
    struct Cell {
        std::optional<Value> value;
        bool given = false; // not a default
        Basis basis = Basis::unknown;
    };
    void onDocumentChanged(const SiteChange& change);
    void readThings();
    void arrange(); // filter and order
    const AttributeInfo* attribute(int column) const;
    Cell cell(const Feature& feature, int column) const;
    QString text(const Feature& feature, int column) const;
    void applyToChosen(const Feature& feature, const QString& title,
                       const std::function<SiteChangeStep(const Uuid&)>& step);

    SiteDocument& document_;
    Role role_ = Role::building;
    std::vector<FeaturePtr> things_; // in layer order
    std::unordered_map<Uuid, std::string> layer_of_;
    std::vector<std::uint32_t> rows_; // places in things_
    std::unordered_map<Uuid, int> row_of_;
    mutable std::vector<QString> words_; // of each thing, lower case; made by the first filter
    QString filter_;
    int sorted_by_ = -1; // layer order
    Qt::SortOrder order_ = Qt::AscendingOrder;
    std::vector<Uuid> chosen_;
};

} // namespace prospect::app
