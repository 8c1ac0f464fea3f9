// Why something counts as much as it does: factors one below the other, as somebody multiplies them by hand.
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace prospect::app {

struct Counted {
    QString title; // "Why Window, Block C counts 12"
    struct Factor {
        QString label;
        QString value;
        QString below = {}; // quiet, under the label; empty: nothing
        bool operator==(const Factor&) const = default;
    };
    std::vector<Factor> factors; // the last one is what they make together
    QString note;                // what follows from it; empty: nothing
    bool operator==(const Counted&) const = default;
};

class CountedBlock : public QWidget {
    Q_OBJECT
public:
    explicit CountedBlock(QWidget* parent = nullptr);

    // Nothing happens where it is as it was.
    void setCounted(const Counted& counted);
    const Counted& counted() const { return counted_; }

private:
    Counted counted_;
    QVBoxLayout* column_;
};

} // namespace prospect::app
