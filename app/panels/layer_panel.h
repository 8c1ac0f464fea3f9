// Plan, left: the layers, what is in them, how they are shown.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

class QLabel;
class QListView;
class QSlider;
class QPushButton;

namespace prospect::app {

class LayerModel;

class LayerPanel : public QWidget {
    Q_OBJECT
public:
    LayerPanel(SiteDocument& document, LayerModel& model, QWidget* parent = nullptr);

    QListView* list() const { return list_; }

Q_SIGNALS:
    void importRequested();
    void checkRequested();
    void zoomRequested(const prospect::Uuid& layer);

private:
    void updateState();
    void onCurrentChanged();
    void showMenu(const QPoint& where);
    const Layer* currentLayer() const;
    void changeKind(Role role);
    void removeLayer();

    SiteDocument& document_;
    LayerModel& model_;
    QListView* list_;
    QWidget* fade_row_;
    QSlider* fade_;
    QLabel* fade_text_;
    QWidget* empty_;
    QPushButton* check_;
};

} // namespace prospect::app
