// What the panels beside the map share that tell of one spot: a head to leave by, what is wrong, parts one
// below the other, what is assumed, and what can be done with it all.
#pragma once

#include "app/render/style.h"

#include <QWidget>

class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace prospect::app {

class SpotPanel : public QWidget {
    Q_OBJECT
public:
    // In the place of what is shown otherwise: why there is nothing to show; empty: all is well.
    void showProblem(const QString& sentence);
    bool showsProblem() const;
    // What a map of a result says of the spot; empty: nothing.
    void showSpot(const QString& sentence);
    void setAssumptions(const QStringList& sentences);
    // Scrolled to its headline.
    void showTop();

    // Two columns of labels and values.
    static QGridLayout* makeGrid(QWidget* block);
    // A row of numbers that belong together. `below`: a few quiet words under the label, empty for none.
    static QLabel* addNumber(QGridLayout& grid, const QString& label, const QString& meaning,
                             const QString& below = {});

Q_SIGNALS:
    void closeRequested();
    void helpRequested(const QString& page);
    void copyCommandRequested();
    void copyPictureRequested();
    void savePictureRequested();

protected:
    struct About {
        QString title;
        QString name;      // of its widgets: "see" makes "see-close"
        QString help_page; // how it is worked out
        QString command;   // what the copied command gives
    };
    // Esc leaves. Parts are put into parts() before finish().
    explicit SpotPanel(About about, QWidget* parent);
    QVBoxLayout& parts() const { return *parts_; }
    // Adds what follows the parts.
    void finish();
    static QDoubleSpinBox* addField(QGridLayout& grid, const QString& label, const QString& name,
                                    const QString& unit, double max);

private:
    QWidget* makeHead();
    QWidget* makeActs();

    About about_;
    QLabel* spot_;
    QWidget* problem_;
    QLabel* problem_text_;
    QScrollArea* scroll_;
    QVBoxLayout* parts_ = nullptr;
    QWidget* assumptions_;
    QVBoxLayout* assumptions_layout_;
    QStringList assumed_;
};

} // namespace prospect::app
