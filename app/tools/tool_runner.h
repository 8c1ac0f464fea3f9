// Feeds the mouse and the keys on the map to the tool at work, and tells what comes of it. Panning with the
// middle button or Space and zooming go on.
#pragma once

#include "app/tools/tool_session.h"

#include <QObject>

namespace prospect::app {

class Answer;
class JobRunner;
class MapCanvas;

class ToolRunner : public QObject {
    Q_OBJECT
public:
    explicit ToolRunner(MapCanvas& canvas);
    // The work of tools is done there; without, at once.
    void workWith(JobRunner& jobs);

    // Replaces the tool at work.
    void start(std::unique_ptr<Tool> tool);
    // Work that no tool waits for, such as joining what is selected; in place of the former.
    void beside(ToolWork work);
    // What is half drawn is given up.
    void stop();
    // As if the key had been pressed on the map.
    void press(Tool::Key key);
    // Whether the pointer is pulled to what is on the plan.
    void toggleSnapping();
    bool isActive() const { return session_.is_active(); }
    const ToolSession& session() const { return session_; }

Q_SIGNALS:
    // What went wrong beside(), in one sentence.
    void besideFailed(const QString& why);
    void started();
    void ended();
    // Something to show has changed: preview or prompt.
    void changed();
    // One undo step.
    void edited(const prospect::SiteEdit& edit);
    // What the edit just told of has made.
    void made(const std::vector<prospect::Uuid>& features);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool handleMouse(QEvent* event);
    bool handleKey(QEvent* event);
    void afterInput();
    void beginWork();

    MapCanvas& canvas_;
    ToolSession session_;
    Answer* answer_ = nullptr; // of the tool
    Answer* beside_ = nullptr;
};

} // namespace prospect::app
