#include <signal.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/formats/onnx.h"
#include "core/model/presets.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

using namespace convlens::test;
using nlohmann::json;

namespace {

std::vector<std::string> train(const std::string& data, const fs::path& out,
                               const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"train",  "--data",   data,   "--model", "lenet5",    "--batch",
                                        "16",     "--lr",     "0.02", "--seed",  "5",         "--augment",
                                        "affine", "--epochs", "3",    "--out",   out.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

bool wait_for(const fs::path& path) {
  using namespace std::chrono_literals;
  for (int i = 0; i < 3000 && !fs::exists(path); ++i) std::this_thread::sleep_for(10ms);
  return fs::exists(path);
}

}  // namespace

TEST_CASE("training gives the same file with one thread and with two") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data");
  REQUIRE(run(train(data, folder / "one.onnx", {"--threads", "1"})).code == 0);
  REQUIRE(run(train(data, folder / "two.onnx", {"--threads", "2"})).code == 0);
  const std::string one = contents(folder / "one.onnx");
  CHECK(one.size() > 200000);
  CHECK(one == contents(folder / "two.onnx"));
  CHECK_FALSE(fs::exists(folder / "one.checkpoint.safetensors"));
  SECTION("and another one with another seed") {
    auto arguments = train(data, folder / "other.onnx");
    *(std::find(arguments.begin(), arguments.end(), "--seed") + 1) = "6";
    REQUIRE(run(arguments).code == 0);
    CHECK(one != contents(folder / "other.onnx"));
  }
}

TEST_CASE("the test split never reaches the weights") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data");
  REQUIRE(run(train(data, folder / "clean.onnx")).code == 0);
  SECTION("noise in its files") {
    ruin_test_split(folder / "data");
    const Outcome outcome = run(train(data, folder / "ruined.onnx"));
    CHECK(outcome.code == 0);
    CHECK(outcome.complains({"t10k"}));
    CHECK(contents(folder / "clean.onnx") == contents(folder / "ruined.onnx"));
  }
  SECTION("no such files") {
    for (const char* name : {"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
      fs::remove(folder / "data" / name);
    CHECK(run(train(data, folder / "alone.onnx", {"--evaluate-every", "0"})).code == 0);
    CHECK(contents(folder / "clean.onnx") == contents(folder / "alone.onnx"));
  }
}

TEST_CASE("what is held out sets the network's confidence, and nothing of the test split does") {
  const TemporaryFolder folder;
  const std::string data = "mnist+generated:" + (folder / "data").string();
  small_mnist(folder / "data");
  const std::vector<std::string> more{"--hold-out", "4", "--scribbles", "0.2", "--json"};
  const Outcome outcome = run(train(data, folder / "clean.onnx", more));
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(json::parse(outcome.lines().back()).at("held_out_accuracy").is_number());
  const std::string file = contents(folder / "clean.onnx");
  for (const char* word : {"1 in 4 held out", "scribbles 0.2", "mnist+generated", "temperature",
                           "divided out of dense3", "no_class_below"})
    CHECK(file.find(word) != std::string::npos);
  ruin_test_split(folder / "data");
  REQUIRE(run(train(data, folder / "ruined.onnx", more)).code == 0);
  CHECK(file == contents(folder / "ruined.onnx"));
}

TEST_CASE("training tells loss and accuracy of every epoch") {
  const TemporaryFolder folder;
  const Outcome outcome =
      run(train(small_mnist(folder / "data"), folder / "a.onnx", {"--json", "--evaluate-every", "2"}));
  REQUIRE(outcome.code == 0);
  const auto lines = outcome.lines();
  REQUIRE(lines.size() == 3);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const json epoch = json::parse(lines[i]);
    CHECK(epoch.at("epoch") == i + 1);
    CHECK(epoch.at("loss").get<double>() > 0);
    CHECK(epoch.at("train_accuracy").is_number());
    CHECK(epoch.at("images_per_second").get<double>() > 0);
    CHECK(epoch.at("test_accuracy").is_null() == (i == 0));  // after the second, and at the end
  }
  CHECK(json::parse(lines[2]).at("loss") < json::parse(lines[0]).at("loss"));
}

TEST_CASE("Ctrl-C keeps a checkpoint, and going on from it gives the same bytes") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data");
  const auto arguments = [&](const char* out) {
    auto words =
        train(data, folder / out,
              {"--threads", "1", "--checkpoint-every", "0", "--evaluate-every", "0", "--ema", "0.9"});
    *(std::find(words.begin(), words.end(), "--batch") + 1) = "2";  // many steps
    return words;
  };
  REQUIRE(run(arguments("whole.onnx")).code == 0);

  const fs::path checkpoint = folder / "half.checkpoint.safetensors";
  Process training(arguments("half.onnx"));
  REQUIRE(wait_for(checkpoint));
  training.signal(SIGINT);
  const Outcome stopped = training.wait();
  REQUIRE(stopped.code == 1);
  CHECK(stopped.complains({"stopped", "--resume", checkpoint.string()}));
  CHECK_FALSE(fs::exists(folder / "half.onnx"));
  REQUIRE(fs::exists(checkpoint));

  const Outcome resumed =
      run({"train", "--resume", checkpoint.string(), "--out", folder / "half.onnx", "--threads", "2"});
  CHECK(resumed.code == 0);
  CHECK(contents(folder / "whole.onnx") == contents(folder / "half.onnx"));
  CHECK_FALSE(fs::exists(checkpoint));
}

TEST_CASE(
    "train --ema saves the average of the weights, tells so in the recipe, and leaves everything else as it was") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data");
  const auto losses = [](const Outcome& outcome) {
    std::vector<double> found;
    for (const auto& line : outcome.lines()) found.push_back(json::parse(line).at("loss").get<double>());
    return found;
  };
  const Outcome plain = run(train(data, folder / "plain.onnx", {"--json"}));
  const Outcome averaged = run(train(data, folder / "averaged.onnx", {"--json", "--ema", "0.9"}));
  REQUIRE(averaged.code == 0);
  CHECK(losses(plain) == losses(averaged));
  CHECK(contents(folder / "averaged.onnx").find("weights averaged with decay 0.9") != std::string::npos);
  CHECK(contents(folder / "plain.onnx").find("averaged") == std::string::npos);
  CHECK(run(train(data, folder / "a.onnx", {"--ema", "1"})).code == 2);
}

TEST_CASE("a preset trained with batch norm and dropout has its own layers again for inference, and the same answers") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data");
  const std::string trained = folder / "trained.onnx", lean = folder / "lean.onnx";
  REQUIRE(run(train(data, trained, {"--variant", "batch-norm=on,dropout=0.3"})).code == 0);
  CHECK(contents(trained).find("variant batch-norm=on,dropout=0.3; then data") != std::string::npos);
  const Outcome exported = run({"export", trained, "--for-inference", "--out", lean});
  INFO(exported.err);
  REQUIRE(exported.code == 0);
  CHECK(convlens::load_onnx(trained).graph->size() > convlens::load_onnx(lean).graph->size());
  CHECK(convlens::load_onnx(lean).graph->names() == convlens::find_preset("lenet5")->build()->names());
  const auto answers = [&](const std::string& model) {
    return json::parse(run({"classify", small_picture(folder.path()), "--model", model, "--json"}).out).at("probabilities");
  };
  const auto before = answers(trained).get<std::vector<double>>(), after = answers(lean).get<std::vector<double>>();
  REQUIRE(before.size() == after.size());
  for (std::size_t k = 0; k < before.size(); ++k) CHECK(after[k] == Approx(before[k]).margin(1e-5));
}

TEST_CASE("average saves the mean of two networks, its confidence set by what was held out from training") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data"), first = folder / "first.onnx", second = folder / "second.onnx",
                    mean = folder / "mean.onnx";
  REQUIRE(run(train(data, first, {"--hold-out", "4", "--scribbles", "0.2", "--variant", "batch-norm=on"})).code == 0);
  REQUIRE(run({"train", "--data", data, "--model", first, "--epochs", "1", "--hold-out", "4", "--scribbles", "0.2", "--out",
               second})
              .code == 0);
  const Outcome outcome = run({"average", first, second, "--out", mean});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const convlens::Model found = convlens::load_onnx(mean);
  CHECK(found.graph->names() == convlens::find_preset("lenet5")->build()->names());
  CHECK(contents(mean).find("the mean of the weights of 2 networks") != std::string::npos);
  SECTION("held-out pictures change the last layer only") {
    const std::string set = folder / "set.onnx";
    REQUIRE(run({"average", first, second, "--data", data, "--hold-out", "4", "--out", set}).code == 0);
    const convlens::Model anew = convlens::load_onnx(set);
    CHECK(anew.metadata.at("no_class_below") != found.metadata.at("no_class_below"));
    const int conv = anew.graph->find("conv1");
    CHECK(convlens::filters_of(anew, conv).values == convlens::filters_of(found, conv).values);
    CHECK(anew.parameters != found.parameters);
  }
  SECTION("a network of other layers is refused, and nothing is written") {
    const Outcome other = run({"average", first, "digits", "--out", folder / "other.onnx"});
    CHECK(other.code == 1);
    CHECK(other.complains({"network 2", "other layers"}));
    CHECK_FALSE(fs::exists(folder / "other.onnx"));
    CHECK(run({"average", first, "--out", folder / "other.onnx"}).code == 2);
    CHECK(run({"average", first, second, "--data", data, "--out", folder / "other.onnx"}).code == 2);
  }
}

TEST_CASE("a variant is refused where there is no preset to change, and where it sets what has its own option") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder / "data"), model = random_lenet5(folder.path());
  const auto refused = [&](std::vector<std::string> words, const char* cause) {
    words.insert(words.end(), {"--out", folder / "a.onnx"});
    const Outcome outcome = run(words);
    CHECK(outcome.code == 2);
    CHECK(outcome.complains({"--variant", cause}));
  };
  refused({"train", "--data", data, "--model", model, "--variant", "batch-norm=on"}, "preset");
  refused({"train", "--data", data, "--model", "digits", "--new-head", "--variant", "dropout=on"}, "--new-head");
  refused({"train", "--data", data, "--model", "lenet5", "--variant", "batch=8"}, "--batch");
  CHECK(run({"train", "--data", data, "--model", "lenet5", "--variant", "window=no", "--out", folder / "a.onnx"}).code == 1);
}

TEST_CASE("a broken checkpoint is refused") {
  const TemporaryFolder folder;
  write_text(folder / "broken.safetensors", "no checkpoint");
  const Outcome broken =
      run({"train", "--resume", folder / "broken.safetensors", "--out", folder / "a.onnx"});
  CHECK(broken.code == 1);
  CHECK(broken.complains({"broken.safetensors"}));
}
