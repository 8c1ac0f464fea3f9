#include "app/cli/commands.h"

int main(int argc, char** argv) {
    return prospect::cli::run_program({argv + 1, argv + argc});
}
