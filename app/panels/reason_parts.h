// Pieces of which the reason of a place and that of one finding are made.
#pragma once

#include "analysis/assessment/finding.h"

#include <QWidget>

#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

class QVBoxLayout;

namespace prospect::app {

// A line of a reason: what it speaks of glows on the map while the cursor or the keyboard is on it.
class GlowLine : public QWidget {
    Q_OBJECT
public:
    GlowLine(QWidget* line, std::vector<assessment::Evidence> evidence, QWidget* parent = nullptr);

Q_SIGNALS:
    // Empty: it is left again.
    void pointed(const std::vector<prospect::assessment::Evidence>& evidence);

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<assessment::Evidence> evidence_;
};

// Told when a line is pointed at, as GlowLine::pointed.
using Pointed = std::function<void(const std::vector<assessment::Evidence>&)>;

// The evidence of a finding beyond its subject, which the message names: one text for each line, with what of
// it glows. What has no thing of its own goes on about the one before it.
struct EvidenceLine {
    QString words;
    std::vector<assessment::Evidence> things;
};
std::vector<EvidenceLine> evidence_lines(const assessment::Finding& finding);
// A number stays with its unit.
QString with_fixed_units(QString text);

// What would mend it and what else that does, with a button that tries it.
QWidget* remedy_row(const QString& text, const QString& effect, const std::function<void()>& tried);
// How sure the findings are: what is assumed, as a line that glows, then the rest in a paragraph.
void add_how_sure(QVBoxLayout& column, std::span<const assessment::Finding* const> findings,
                  const Pointed& pointed);
// Code, title, who stands behind it, and a button that asks to change it.
void add_rule(QVBoxLayout& column, const assessment::Criterion& rule,
              const std::function<void(const QString& code)>& change);

} // namespace prospect::app
