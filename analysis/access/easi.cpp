#include "analysis/access/easi.h"

#include "analysis/access/interruption.h"
#include "geometry/base/text.h"

#include <string_view>

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Table;

Error wrong_task(std::string_view part, std::size_t number) {
    return Error(ErrorCode::usage,
                 "tasks: \"" + std::string(part) + "\", number " + std::to_string(number) +
                     ", is no chance from 0 to 1 and time in seconds, 0 to 86400",
                 "give them as chance,seconds;chance,seconds, such as 0.5,60;0.7,90");
}

Task task_from(std::string_view part, std::size_t number) {
    const std::size_t comma = part.find(',');
    if (comma == std::string_view::npos) throw wrong_task(part, number);
    const auto chance = number_from(part.substr(0, comma));
    const auto seconds = number_from(part.substr(comma + 1));
    if (!chance || !seconds || !(*chance >= 0 && *chance <= 1) || !(*seconds >= 0 && *seconds <= 86400))
        throw wrong_task(part, number);
    return {*chance, *seconds};
}

std::vector<Task> tasks_from(std::string_view text) {
    std::vector<Task> tasks;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        tasks.push_back(task_from(text.substr(0, end), tasks.size() + 1));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (tasks.empty())
        throw Error(ErrorCode::usage, "tasks: there is none, so nobody can be interrupted",
                    "give them as chance,seconds;chance,seconds, such as 0.5,60;0.7,90");
    return tasks;
}

const std::vector<std::string>& tasks_columns() {
    static const std::vector<std::string> columns{"task",           "p_detect",  "delay_s",     "remaining_s",
                                                  "p_first_sensed", "p_in_time", "contribution"};
    return columns;
}

engine::AnalysisInfo info() {
    return {
        .id = "access.easi",
        .title = "Whether help comes in time",
        .term = "EASI, probability of interruption",
        .summary =
            "How likely somebody who has to get past several obstacles is sensed early enough for help "
            "to arrive before the last one is overcome.",
        .reference = "EASI (Bennett 1977; Garcia, The Design and Evaluation of Physical Protection Systems): "
                     "sum over the tasks of the chance to be first sensed there times the chance that what "
                     "remains takes longer than the response",
        .reads = {},
        .time = {.phase = false},
        .tables = {{"tasks", tasks_columns(),
                    "One row a task: the chance to be first sensed there, what remains then, and the chance "
                    "that help is there in time"}},
        .metrics = {{"p_interruption", "Probability that help is there before the last task is done"}},
        .sensitivity = Sensitivity::protect,
    };
}

engine::Schema<EasiParams> schema() {
    engine::Schema<EasiParams> schema;
    schema
        .add(&EasiParams::tasks,
             {.name = "tasks",
              .label = "Obstacles on the way in",
              .help = "Chance to be sensed at the beginning and seconds of delay for each, "
                      "in their order: 0.5,60;0.7,90."})
        .add(&EasiParams::response_s, {.name = "response_s",
                                       .label = "Response time",
                                       .unit = "s",
                                       .help = "From the alarm until help is there.",
                                       .min = 0,
                                       .max = 86400})
        .add(&EasiParams::spread, {.name = "spread",
                                   .label = "Spread of times",
                                   .help = "Standard deviation of every time as a share of it.",
                                   .min = 0,
                                   .max = 2})
        .add(&EasiParams::communication, {.name = "communication",
                                          .label = "Alarm is passed on",
                                          .help = "Chance that an alarm reaches those who respond.",
                                          .min = 0,
                                          .max = 1});
    return schema;
}

} // namespace

AnalysisResult easi(const engine::Context& context, const EasiParams& params) {
    context.progress().report(0);
    const std::vector<Task> tasks = tasks_from(params.tasks);
    const std::vector<TaskChance> chances =
        task_chances(tasks, {params.response_s, params.spread, params.communication});
    Table table{"tasks", tasks_columns(), {}, {}};
    double interruption = 0;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const TaskChance& chance = chances[i];
        table.rows.push_back({Value(static_cast<std::int64_t>(i + 1)), Value(tasks[i].p_detect),
                              Value(tasks[i].delay_s), Value(chance.remaining_s),
                              Value(chance.p_first_sensed), Value(chance.p_in_time),
                              Value(chance.contribution)});
        interruption += chance.contribution;
    }
    AnalysisResult result;
    if (params.tasks == EasiParams{}.tasks)
        result.notes.push_back({engine::Note::Level::info, "example_tasks",
                                "the tasks are the example of the program: give your own"});
    result.metrics = {{"p_interruption", interruption}};
    result.counts = {{"tasks", static_cast<std::int64_t>(tasks.size())}};
    result.tables = {std::move(table)};
    context.progress().report(1);
    context.progress().checkpoint(); // told to stop by that report
    return result;
}

engine::Analysis easi_analysis() {
    return engine::Analysis::make<EasiParams>(info(), schema(), easi);
}

} // namespace prospect::access
