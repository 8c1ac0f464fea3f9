#include "analysis/engine/memory.h"

#include "geometry/base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

namespace prospect::engine {

namespace {

// A line "MemAvailable:   123 kB" of /proc/meminfo; 0 when there is none.
std::size_t meminfo(const std::string& name) {
    std::ifstream file("/proc/meminfo");
    std::string word;
    std::size_t value = 0;
    while (file >> word) {
        if (word == name + ":") return file >> value ? value * 1024 : 0;
        std::getline(file, word);
    }
    return 0;
}

// One number of the control group (version 2); 0 when there is no limit.
std::size_t control_group(const char* name) {
    std::ifstream file(std::string("/sys/fs/cgroup/memory.") + name);
    std::size_t value = 0;
    return file >> value ? value : 0;
}

std::string gigabytes(double bytes) {
    const double size = bytes / 1e9;
    if (size >= 1) return grouped(size) + " GB";
    return grouped(std::max(1.0, bytes / 1e6)) + " MB";
}

} // namespace

MachineMemory machine_memory() {
    MachineMemory memory;
    memory.total_bytes =
        static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    memory.available_bytes = meminfo("MemAvailable");
    if (memory.available_bytes == 0) memory.available_bytes = memory.total_bytes;
    if (const std::size_t limit = control_group("max"); limit > 0) {
        memory.total_bytes = std::min(memory.total_bytes, limit);
        const std::size_t used = std::min(control_group("current"), limit);
        memory.available_bytes = std::min(memory.available_bytes, limit - used);
    }
    return memory;
}

void require_memory(double cells, std::size_t bytes_per_cell, const MachineMemory& memory) {
    const double need = cells * static_cast<double>(bytes_per_cell);
    if (need <= static_cast<double>(memory.available_bytes)) return;
    throw Error(ErrorCode::refused,
                "the grid would have " + grouped(cells) + " cells and need " + gigabytes(need) +
                    "; this machine has " + gigabytes(static_cast<double>(memory.total_bytes)) + ", " +
                    gigabytes(static_cast<double>(memory.available_bytes)) + " of them free",
                "use a larger --cell_m or a smaller --extent");
}

double peak_memory_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::string grouped(double whole_number) {
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                            std::round(whole_number), std::chars_format::fixed, 0);
    if (error != std::errc{} || !std::isfinite(whole_number)) return "countless";
    std::string text(buffer.data(), end);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (text[0] == '-' ? 1 : 0); at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ' ');
    return text;
}

} // namespace prospect::engine
