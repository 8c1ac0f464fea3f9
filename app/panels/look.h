// Small pieces every panel is made of, so that all look alike.
#pragma once

#include "app/render/style.h"

#include <QIcon>
#include <QString>

class QAction;
class QFrame;
class QLabel;
class QPalette;
class QPushButton;
class QToolButton;
class QVBoxLayout;
class QWidget;

namespace prospect::app {

// The theme a palette was made from: status colours are not part of a palette.
const render::Theme& theme_of(const QPalette& palette);

// An icon of our own set in the text colour of whatever shows it; sharp at any scale, follows the theme.
QIcon icon(const QString& name);

enum class Tone { plain, quiet };
QLabel* text_label(const QString& text, render::TextStyle style = render::TextStyle::body,
                   Tone tone = Tone::plain);
// As text_label, over several lines.
QLabel* paragraph(const QString& text, Tone tone = Tone::plain);

enum class Emphasis { plain, primary, quiet };
QPushButton* push_button(const QString& text, Emphasis emphasis = Emphasis::plain,
                         const QString& icon_name = {});
// Text and tip of the action; icon only.
QToolButton* tool_button(QAction* action);
QToolButton* tool_button(const QString& icon_name, const QString& tip);

// The shape of a status in its colour; a word stands beside it.
enum class Status { fine, info, look, serious, cannot_tell };
QWidget* status_mark(Status status);
// A sentence with the shape of its status before it; plain text.
QWidget* status_row(Status status, const QString& text);
// What stands over a part of a panel: small and strong.
QLabel* sub_heading(const QString& text);

QFrame* hairline(Qt::Orientation orientation = Qt::Horizontal);
// Sets the window's surface colour: panels are lighter than what lies between them.
void make_panel(QWidget* widget);
// A column layout with the spacing of panels and no stretch.
QVBoxLayout* column_layout(QWidget* widget, int margin, int spacing = render::space::inside);

// Takes away and deletes all widgets of the layout.
void clear_layout(QVBoxLayout& layout);

// Scrolling over the field scrolls the panel it stands in and changes no value. Kept by the field.
void leave_wheel_to_panel(QWidget* field);

// Marks a field as wrong (red edge) or right again.
void set_invalid(QWidget* field, const QString& why);

} // namespace prospect::app
