// How much memory the machine has, and whether a grid fits into it.
#pragma once

#include <cstddef>
#include <string>

namespace prospect::engine {

struct MachineMemory {
    std::size_t total_bytes = 0;
    std::size_t available_bytes = 0; // without swapping
};
// Physical memory, or what the control group of this process allows when that is less.
MachineMemory machine_memory();

// Throws Error(refused) that states the cells, the memory they need and what the machine has, when that is
// too little. cells may be beyond any integer.
void require_memory(double cells, std::size_t bytes_per_cell, const MachineMemory& memory);

// Largest resident size of this process so far.
double peak_memory_mb();

// "1 000 000 000".
std::string grouped(double whole_number);

} // namespace prospect::engine
