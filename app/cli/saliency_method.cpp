#include "app/cli/saliency_method.h"

namespace convlens::app {

std::vector<std::string> saliency_words() { return {"gradient", "grad-cam", "integrated-gradients"}; }

const ExplainMethod& saliency_method(const std::string& word) {
  return *find_explain_method(word == "gradient" ? "saliency" : word);
}

}  // namespace convlens::app
