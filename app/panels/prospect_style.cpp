#include "app/panels/prospect_style.h"

#include "app/panels/widget_painting.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QToolButton>

namespace prospect::app {

using namespace paint;
using namespace render::space;

namespace {

constexpr int header_space = 4; // on both sides of a column's title

bool opens_menu(const QStyleOption* option) {
    const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    return tool && tool->features & QStyleOptionToolButton::HasMenu &&
           !(tool->features & QStyleOptionToolButton::MenuButtonPopup);
}

} // namespace

QPalette palette_of(const render::Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, mixed(theme.panel, theme.window, 0.5));
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.secondary);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.on_accent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::BrightText, theme.serious);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Midlight, mixed(theme.panel, theme.line, 0.5));
    palette.setColor(QPalette::Light, theme.panel);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Shadow, theme.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mixed(theme.secondary, theme.panel, 0.4));
    return palette;
}

ProspectStyle::ProspectStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void ProspectStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QLineEdit*>(widget) || qobject_cast<QScrollBar*>(widget) ||
        qobject_cast<QAbstractSpinBox*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int ProspectStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_DefaultFrameWidth:
        // Wide enough for the round corners of a field, which the text of a text box would cover.
        return qobject_cast<const QPlainTextEdit*>(widget) ? 4
               : qobject_cast<const QLineEdit*>(widget)    ? 2
                                                           : 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_ScrollBarExtent:
        return scroll_bar_width;
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return check_size;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return slider_handle + 4;
    case PM_SliderLength:
        return slider_handle;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return 20;
    case PM_SplitterWidth:
        return 1;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return edge;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return inside;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return grid;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ProspectStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                             QStyleHintReturn* result) const {
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QSize ProspectStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                      const QWidget* widget) const {
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        return {contents.width() + 2 * between, std::max(button, contents.height() + inside)};
    case CT_ComboBox:
        return {contents.width() + inside + row + grid, std::max(button, contents.height() + inside)};
    case CT_LineEdit:
    case CT_SpinBox:
        return {size.width(), std::max(button, size.height())};
    case CT_ToolButton:
        return {std::max(size.width(), button) + (opens_menu(option) ? inside : 0),
                std::max(size.height(), button)};
    case CT_ItemViewItem:
        return {size.width(), std::max(row, size.height())};
    case CT_MenuItem:
        return {size.width() + between,
                size.height() > inside + grid ? std::max(row, size.height()) : size.height()};
    case CT_MenuBarItem:
        return {contents.width() + 2 * inside, row};
    default:
        return size;
    }
}

QRect ProspectStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                    SubControl part, const QWidget* widget) const {
    if (control == CC_ScrollBar) {
        // No arrows: the handle has the whole length.
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        const bool upright = bar && bar->orientation == Qt::Vertical;
        const int length = upright ? option->rect.height() : option->rect.width();
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine) return {};
        if (part == SC_ScrollBarGroove) return option->rect;
        if (bar &&
            (part == SC_ScrollBarSlider || part == SC_ScrollBarAddPage || part == SC_ScrollBarSubPage)) {
            const double range = static_cast<double>(bar->maximum) - bar->minimum + bar->pageStep;
            const int handle = range > 0 ? std::clamp(static_cast<int>(length * (bar->pageStep / range)),
                                                      std::min(32, length), length)
                                         : length;
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                      length - handle, bar->upsideDown);
            const auto piece = [&](int from, int size) {
                return upright ? QRect(0, from, option->rect.width(), size)
                               : QRect(from, 0, size, option->rect.height());
            };
            if (part == SC_ScrollBarSlider) return piece(start, handle);
            return part == SC_ScrollBarSubPage ? piece(0, start)
                                               : piece(start + handle, length - start - handle);
        }
    }
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField) return option->rect.adjusted(inside, 2, -row + grid, -2);
        if (part == SC_ComboBoxArrow) return option->rect.adjusted(option->rect.width() - row + 2, 0, 0, 0);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect ProspectStyle::subElementRect(SubElement element, const QStyleOption* option,
                                    const QWidget* widget) const {
    if (element == SE_LineEditContents && has(widget, "unit_room"))
        return QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents)
        return QProxyStyle::subElementRect(element, option, widget).adjusted(grid, 0, -grid, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

void ProspectStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const {
    switch (element) {
    case PE_PanelButtonCommand:
        draw_button(*option, *painter, widget);
        return;
    case PE_PanelButtonTool:
        draw_tool_button(*option, *painter, widget);
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0)
            draw_field(*option, *painter, widget);
        return;
    case PE_FrameLineEdit:
    case PE_FrameFocusRect:
        return; // drawn with the panel
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        draw_check(*option, *painter, Indicator::check);
        return;
    case PE_IndicatorRadioButton:
        draw_check(*option, *painter, Indicator::radio);
        return;
    case PE_IndicatorArrowDown:
        // Fusion puts the mark of a menu into the button's lower corner; ours stands beside the text.
        if (opens_menu(option) && widget)
            chevron(*painter, QRect(widget->width() - row / 2 - 2, 0, row / 2, widget->height()),
                    secondary(*option), Qt::DownArrow);
        else
            chevron(*painter, option->rect, secondary(*option), Qt::DownArrow);
        return;
    case PE_IndicatorArrowRight:
        chevron(*painter, option->rect, secondary(*option), Qt::RightArrow);
        return;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit*>(widget)) {
            draw_field(*option, *painter, widget);
            return;
        }
        [[fallthrough]];
    case PE_FrameMenu:
    case PE_PanelMenu:
        painter->fillRect(option->rect, panel(*option));
        painter->setPen(line(*option));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelTipLabel:
        rounded(*painter, option->rect, option->palette.color(QPalette::ToolTipBase), line(*option), 4);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        const bool selected = option->state & State_Selected;
        const QColor text = option->palette.color(QPalette::Text);
        // Rows that are chosen as a whole are one bar.
        const auto* view = qobject_cast<const QAbstractItemView*>(widget);
        if (item && selected && view && view->selectionBehavior() == QAbstractItemView::SelectRows) {
            painter->fillRect(option->rect, mixed(panel(*option), accent(*option), 0.16));
            return;
        }
        if (item && (selected || option->state & State_MouseOver))
            rounded(*painter, option->rect.adjusted(2, 1, -2, -1),
                    mixed(panel(*option), selected ? accent(*option) : text, selected ? 0.16 : 0.05), {}, 4);
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ProspectStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button_option = qstyleoption_cast<const QStyleOptionButton*>(option);
            button_option && has(widget, "primary")) {
            auto filled = *button_option;
            if (option->state & State_Enabled)
                filled.palette.setColor(QPalette::ButtonText,
                                        option->palette.color(QPalette::HighlightedText));
            QProxyStyle::drawControl(element, &filled, painter, widget);
            return;
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            auto cut = *combo;
            const int icon = combo->currentIcon.isNull() ? 0 : combo->iconSize.width() + grid;
            const int room =
                subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget).width() - icon - 2;
            cut.currentText = combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, room);
            QProxyStyle::drawControl(element, &cut, painter, widget);
            return;
        }
        break;
    case CE_ItemViewItem: // the ground of what is chosen is pale: its text stays as it is
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            auto plain = *item;
            plain.palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
            QProxyStyle::drawControl(element, &plain, painter, widget);
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item && option->state & State_Selected && item->menuItemType != QStyleOptionMenuItem::Separator) {
            rounded(*painter, option->rect.adjusted(grid, 1, -grid, -1),
                    mixed(panel(*option), option->palette.color(QPalette::WindowText), 0.09), {}, 4);
            auto plain = *item;
            plain.state &= ~State_Selected;
            QProxyStyle::drawControl(element, &plain, painter, widget);
            return;
        }
        break;
    case CE_ProgressBarGroove:
        rounded(*painter, option->rect, line(*option), {}, 2);
        return;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            QRect done = option->rect;
            const double range = std::max(1, bar->maximum - bar->minimum);
            done.setWidth(
                std::max(4, static_cast<int>(done.width() * (bar->progress - bar->minimum) / range)));
            rounded(*painter, done, accent(*option), {}, 2);
        }
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, panel(*option));
        return;
    case CE_HeaderSection:
        painter->fillRect(option->rect, panel(*option));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          line(*option));
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            painter->setFont(render::font(render::TextStyle::secondary));
            painter->setPen(secondary(*option));
            const QRect words = option->rect.adjusted(header_space, 0, -header_space, 0);
            painter->drawText(words, static_cast<int>(header->textAlignment | Qt::AlignVCenter),
                              painter->fontMetrics().elidedText(header->text, Qt::ElideRight, words.width()));
        }
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, line(*option));
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, panel(*option));
        return;
    case CE_MenuBarItem:
        painter->fillRect(option->rect, panel(*option));
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            if (option->state & (State_Selected | State_Sunken))
                rounded(*painter, option->rect.adjusted(1, 3, -1, -3),
                        mixed(panel(*option), option->palette.color(QPalette::WindowText), 0.09), {}, 4);
            drawItemText(painter, option->rect, Qt::AlignCenter | Qt::TextHideMnemonic | Qt::TextSingleLine,
                         item->palette, option->state & State_Enabled, item->text, QPalette::WindowText);
        }
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ProspectStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                       QPainter* painter, const QWidget* widget) const {
    switch (control) {
    case CC_ComboBox:
        if (has(widget, "quiet"))
            draw_button(*option, *painter, widget);
        else
            draw_field(*option, *painter, widget);
        chevron(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget), secondary(*option),
                Qt::DownArrow);
        return;
    case CC_Slider:
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            draw_slider(*slider, *painter, subControlRect(control, option, SC_SliderGroove, widget),
                        subControlRect(control, option, SC_SliderHandle, widget));
            return;
        }
        break;
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            draw_scroll_bar(*bar, *painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace prospect::app
