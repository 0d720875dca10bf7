#include "app/cli/inputs.h"

#include <algorithm>
#include <cmath>

#include "app/cli/command.h"
#include "app/network_input.h"
#include "core/base/error.h"
#include "core/data/preprocess.h"
#include "core/formats/npy.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr Shape kDigit{1, kDigitSide, kDigitSide};

std::string dims_text(const std::vector<std::int64_t>& dims) {
  std::string text;
  for (const std::int64_t dim : dims) text += (text.empty() ? "" : "x") + std::to_string(dim);
  return text.empty() ? "a single number" : text;
}

/// How many samples an array of these dimensions holds; 0: it is no input of this shape. Networks that take their
/// picture as one row, or without an axis for its only channel, keep their form.
std::int64_t batch_of(const std::vector<std::int64_t>& dims, const Graph& graph) {
  const Shape& shape = graph.input_shape();
  const bool channels_last = graph.input_order() == InputOrder::channels_last;
  const std::vector<std::int64_t> picture =
      channels_last ? std::vector<std::int64_t>{shape.height, shape.width, shape.channels}
                    : std::vector<std::int64_t>{shape.channels, shape.height, shape.width};
  const std::vector<std::int64_t> row{static_cast<std::int64_t>(shape.size())};
  std::vector<std::vector<std::int64_t>> forms = {picture, row};
  if (shape.channels == 1) forms.push_back({shape.height, shape.width});
  for (const auto& wanted : forms) {
    if (dims == wanted) return 1;
    if (dims.size() == wanted.size() + 1 && std::equal(wanted.begin(), wanted.end(), dims.begin() + 1))
      return dims[0];
  }
  return 0;
}

Tensor<float> from_array(const fs::path& file, const Graph& graph) {
  const NpyArray array = load_npy(file);
  const Shape& shape = graph.input_shape();
  const std::int64_t batch = batch_of(array.shape, graph);
  const bool channels_last = graph.input_order() == InputOrder::channels_last;
  if (batch < 1)
    throw Error(ErrorKind::shape_mismatch, file.string(), dims_text(array.shape),
                to_string(channels_last ? Shape{shape.height, shape.width, shape.channels} : shape) +
                    ", with or without the batch dimension before it");
  // A network answers nan with nan, and no reader of a table of percentages expects that.
  const auto odd = std::find_if_not(array.values.begin(), array.values.end(),
                                    [](float value) { return std::isfinite(value); });
  if (odd != array.values.end())
    throw Error(ErrorKind::file_broken, file.string(),
                std::to_string(*odd) + " as value " + std::to_string(odd - array.values.begin()),
                "finite numbers");
  Tensor<float> input(static_cast<int>(batch), shape);
  if (channels_last)  // as memory has it
    std::copy(array.values.begin(), array.values.end(), input.values().begin());
  else
    for (int n = 0; n < input.batch(); ++n)
      from_chw(array.values.data() + static_cast<std::size_t>(n) * shape.size(), shape, input.view().sample(n));
  return input;
}

Tensor<float> with_ink(const PreparedDigit& digit, const Shape& shape, const fs::path& file) {
  if (!digit.has_ink) throw Error(ErrorKind::empty_image, file.string());
  return network_input(digit, shape);
}

Tensor<float> from_drawing(const fs::path& file, const Shape& shape) {
  const std::vector<Drawing> drawings = read_drawings(file);
  if (drawings.empty()) throw Error(ErrorKind::empty_image, file.string(), "no drawing in it");
  if (drawings.size() > 1)
    complain(file.string() + ": it holds " + std::to_string(drawings.size()) +
             " drawings; the first is taken");
  return with_ink(prepare_drawing(drawings.front()), shape, file);
}

Tensor<float> from_image(const fs::path& file, const Shape& shape, const InputOptions& options) {
  const Image image = read_image(file);
  if (options.raw) {
    if (!takes_digits(shape)) return raw_pixels(image, shape, file.string());
    const Tensor<float> pixels = raw_pixels(image, kDigit, file.string());
    Tensor<float> input(1, shape);  // a vector of 784 takes the same values in the same order
    std::copy(pixels.values().begin(), pixels.values().end(), input.values().begin());
    return input;
  }
  if (!takes_digits(shape)) return fitted_pixels(image, shape);
  return with_ink(prepare_image(image, parse_ink_side(options.ink)), shape, file);
}

bool is_drawing(const std::string& name) {
  for (const char* ending : {".json", ".jsonl", ".json.gz", ".jsonl.gz", ".strokes"})
    if (name.ends_with(ending)) return true;
  return false;
}

}  // namespace

void add_input_options(CLI::App& command, InputOptions& options) {
  command.add_flag("--raw", options.raw, "take an image's pixels as they are, 0-1, without preprocessing");
  command.add_option("--ink", options.ink, "what is ink in a scan or photograph")
      ->capture_default_str()
      ->check(CLI::IsMember({"dark", "light", "auto"}));
}

Tensor<float> load_input(const fs::path& file, const Model& model, const InputOptions& options) {
  const Shape& shape = model.graph->input_shape();
  std::string name = file.filename().string();
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  if (name.ends_with(".npy")) return from_array(file, *model.graph);
  return is_drawing(name) ? from_drawing(file, shape) : from_image(file, shape, options);
}

Tensor<float> load_picture(const fs::path& file, const Model& model, const InputOptions& options) {
  Tensor<float> input = load_input(file, model, options);
  if (input.batch() != 1)
    throw Error(ErrorKind::bad_value, file.string(), "a batch of " + std::to_string(input.batch()),
                "one picture");
  return input;
}

}  // namespace convlens::app
