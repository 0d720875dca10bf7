#include "app/shots.h"

#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/stop_on_interrupt.h"

namespace convlens::app {

Action declare_shots(CLI::App& command, const CommonOptions& common) {
  auto out = std::make_shared<std::string>();
  command.add_option("--out", *out, "folder for the pictures")->required();
  return [out, &common] {
    const StopOnInterrupt interrupt;
    draw_shots(*out, interrupt.token(), [&](const std::filesystem::path& file) {
      if (common.json) {
        print_json({{"file", file.string()}});
      } else {
        std::printf("%s\n", file.c_str());
        std::fflush(stdout);
      }
    });
    return interrupt.requested() ? stopped("the pictures drawn so far are in " + *out) : kSuccess;
  };
}

}  // namespace convlens::app
