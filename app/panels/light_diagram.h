// The light of a lamp beside the map: the polar diagram or the cone, as one chooses.
#pragma once

#include "geometry/site/photometry.h"

#include <QWidget>

#include <memory>

namespace prospect::app {

class LightDiagram : public QWidget {
    Q_OBJECT
public:
    enum class Kind { polar, cone };
    explicit LightDiagram(QWidget* parent = nullptr);

    // Null: nothing is known of its light. share: of the intensities of the file that counts.
    void setLight(std::shared_ptr<const Photometry> photometry, double height_m, double share);
    void setKind(Kind kind);
    Kind kind() const { return kind_; }
    QSize sizeHint() const override { return {240, 190}; }
    QSize minimumSizeHint() const override { return {200, 190}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::shared_ptr<const Photometry> photometry_;
    double height_m_ = 0;
    double share_ = 1;
    Kind kind_ = Kind::polar;
};

} // namespace prospect::app
