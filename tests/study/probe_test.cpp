#include "core/study/probe.h"

#include <algorithm>
#include <cmath>
#include <opencv2/ml.hpp>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/data/generated.h"
#include "core/model/presets.h"
#include "core/study/layer_values.h"
#include "core/study/linear_probe.h"
#include "core/study/sample_classifiers.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

/// Points around one centre a class, `noise` apart.
struct Cloud {
  int count, features;
  std::vector<float> values;
  std::vector<std::int32_t> labels;

  Cloud(int n, int f, int classes, float noise, std::uint64_t seed) : count(n), features(f) {
    Random random(seed, RandomPurpose::test);
    for (int i = 0; i < n; ++i) {
      labels.push_back(i % classes);
      for (int k = 0; k < f; ++k) {
        const float centre = k % classes == i % classes ? 1.0f : 0.0f;
        values.push_back(centre + noise * random.normal());
      }
    }
  }
  ProbeRows rows() const { return {count, values.data(), labels.data()}; }
  ProbeRows rows(int first, int n) const {
    return {n, values.data() + static_cast<std::ptrdiff_t>(first) * features, labels.data() + first};
  }
};

/// The least mean cross-entropy there is, by plain gradient descent in double precision from the definition.
double least_loss(const Cloud& cloud, int classes) {
  const auto c = static_cast<std::size_t>(classes), f = static_cast<std::size_t>(cloud.features);
  std::vector<double> weights((f + 1) * c, 0.0);
  double loss = 0;
  for (int step = 0; step < 4000; ++step) {
    std::vector<double> gradient(weights.size(), 0.0);
    loss = 0;
    for (int n = 0; n < cloud.count; ++n) {
      const float* x = cloud.values.data() + static_cast<std::size_t>(n) * f;
      std::vector<double> p(c);
      double sum = 0;
      for (std::size_t k = 0; k < c; ++k) {
        double score = weights[f * c + k];
        for (std::size_t i = 0; i < f; ++i) score += weights[i * c + k] * static_cast<double>(x[i]);
        sum += p[k] = std::exp(score);
      }
      const auto label = static_cast<std::size_t>(cloud.labels[static_cast<std::size_t>(n)]);
      loss -= std::log(p[label] / sum) / cloud.count;
      for (std::size_t k = 0; k < c; ++k) {
        const double error = (p[k] / sum - (k == label ? 1 : 0)) / cloud.count;
        for (std::size_t i = 0; i < f; ++i) gradient[i * c + k] += error * static_cast<double>(x[i]);
        gradient[f * c + k] += error;
      }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] -= 1.0 * gradient[i];
  }
  return loss;
}

InnerProducts products_of(const Cloud& training, const Cloud& test) {
  std::vector<float> all = training.values;
  all.insert(all.end(), test.values.begin(), test.values.end());
  InnerProducts products = inner_products(all, training.count, test.count);
  products.training_labels = training.labels;
  products.test_labels = test.labels;
  return products;
}

cv::Mat mat_of(const Cloud& cloud) { return cv::Mat(cloud.count, cloud.features, CV_32F, const_cast<float*>(cloud.values.data())); }
cv::Mat labels_of(const Cloud& cloud) { return cv::Mat(cloud.count, 1, CV_32S, const_cast<std::int32_t*>(cloud.labels.data())); }

double part_right(const cv::Mat& answers, const Cloud& test) {
  int right = 0;
  for (int i = 0; i < test.count; ++i)
    right += static_cast<int>(answers.at<float>(i, 0)) == test.labels[static_cast<std::size_t>(i)] ? 1 : 0;
  return static_cast<double>(right) / test.count;
}

std::shared_ptr<const Samples> digits(Split split, std::size_t count) {
  return generated_digits(count, split == Split::training ? 3 : 4);
}

}  // namespace

TEST_CASE("the linear probe comes to the least loss that gradient descent in double precision finds") {
  constexpr int kClasses = 3;
  const Cloud cloud(90, 7, kClasses, 1.2f, 1);  // far from separable: the least loss is at moderate weights
  LinearProbe probe(7, kClasses);
  probe.set_scale(0.9f);
  for (int step = 0; step < 3000; ++step) {
    const ProbeRows pieces[] = {cloud.rows(0, 50), {}, cloud.rows(50, 40)};
    probe.learn(pieces, 0.01f);
  }
  const double least = least_loss(cloud, kClasses);
  CHECK(probe.loss(cloud.rows()) == Approx(least).epsilon(0.01));
  CHECK(least < std::log(3.0));
}

TEST_CASE("the nearest neighbours are OpenCV's, found from inner products alone") {
  const Cloud training(120, 9, 4, 0.6f, 1), test(80, 9, 4, 0.6f, 2);
  const cv::Ptr<cv::ml::KNearest> other = cv::ml::KNearest::create();
  other->train(mat_of(training), cv::ml::ROW_SAMPLE, labels_of(training));
  cv::Mat answers;
  other->findNearest(mat_of(test), 1, answers);
  const InnerProducts products = products_of(training, test);
  CHECK(nearest_neighbours_accuracy(products, 1) == Approx(part_right(answers, test)));
  CHECK(nearest_neighbours_accuracy(products, 1) > 0.4);
  CHECK(nearest_neighbours_accuracy(products, 15) >= nearest_neighbours_accuracy(products, 1));
}

TEST_CASE("of classes with as many votes the nearest one wins - more neighbours than there are is all of them") {
  // Training at 0, 3 and 4.1; the test sample at 2: 3 is nearer than 0.
  InnerProducts products = inner_products({0.0f, 3.0f, 4.1f, 2.0f}, 3, 1);
  products.training_labels = {0, 1, 2};
  products.test_labels = {1};
  CHECK(nearest_neighbours_accuracy(products, 2) == 1);
  CHECK(nearest_neighbours_accuracy(products, 99) == 1);
}

TEST_CASE("the support vector machine on short vectors answers as OpenCV's on the features themselves") {
  const Cloud training(60, 200, 3, 1.2f, 1), test(90, 200, 3, 1.2f, 2);
  // The mean squared length about the mean sample.
  double mean = 0;
  for (int feature = 0; feature < training.features; ++feature) {
    double sum = 0, squares = 0;
    for (int i = 0; i < training.count; ++i) {
      const double value = static_cast<double>(training.values[static_cast<std::size_t>(i * training.features + feature)]);
      sum += value;
      squares += value * value;
    }
    mean += (squares - sum * sum / training.count) / training.count;
  }
  Cloud scaled = training, scaled_test = test;
  for (Cloud* cloud : {&scaled, &scaled_test})
    for (float& value : cloud->values) value *= static_cast<float>(std::sqrt(100 / mean));
  const cv::Ptr<cv::ml::SVM> machine = cv::ml::SVM::create();
  machine->setType(cv::ml::SVM::C_SVC);
  machine->setKernel(cv::ml::SVM::LINEAR);
  machine->setC(1);
  machine->train(mat_of(scaled), cv::ml::ROW_SAMPLE, labels_of(scaled));
  cv::Mat answers;
  machine->predict(mat_of(scaled_test), answers);
  CHECK(support_vector_accuracy(products_of(training, test)) == Approx(part_right(answers, test)).margin(0.025));
}

TEST_CASE("what all samples share changes no classifier's answers, however large it is") {
  Cloud training(60, 2000, 3, 1.2f, 1), test(90, 2000, 3, 1.2f, 2);
  const double machine = support_vector_accuracy(products_of(training, test));
  const double neighbours = nearest_neighbours_accuracy(products_of(training, test), 5);
  CHECK(machine > 0.5);
  // Thousands of values that are nearly the same in every sample, as a layer's are before its ReLU.
  constexpr float kShared = 300;
  for (Cloud* cloud : {&training, &test})
    for (float& value : cloud->values) value += kShared;
  CHECK(support_vector_accuracy(products_of(training, test)) == Approx(machine).margin(0.025));
  CHECK(nearest_neighbours_accuracy(products_of(training, test), 5) == Approx(neighbours).margin(0.025));
}

TEST_CASE("a probe is the same with one and with three threads, and deeper layers are no worse than guessing") {
  const auto training = digits(Split::training, 150), test = digits(Split::test, 100);
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  const ProbeOptions options{.images = 150, .epochs = 20, .subset = 60};
  ThreadPool one(1), three(3);
  const ProbeResult a = probe_layers(model, *training, *test, options, one);
  const ProbeResult b = probe_layers(model, *training, *test, options, three);
  REQUIRE(a.complete);
  REQUIRE(b.complete);
  REQUIRE(a.layers.size() == probed_layers(*model.graph).size());
  CHECK(a.layers.front().node == kGraphInput);
  for (std::size_t i = 0; i < a.layers.size(); ++i) {
    CHECK(a.layers[i].linear == b.layers[i].linear);
    CHECK(a.layers[i].neighbours == b.layers[i].neighbours);
    CHECK(a.layers[i].support_vectors == b.layers[i].support_vectors);
  }
  CHECK(a.layers.front().linear > 0.5);
  CHECK(a.layers.front().support_vectors > 0.3);
}

TEST_CASE("a probe of one layer learns from the same images as the whole one would, and the network answers them, too") {
  const auto training = digits(Split::training, 150), test = digits(Split::test, 100);
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  const int layer = model.graph->find("pool2");
  ThreadPool one(1), three(3);
  const ProbeOptions options{.images = 3, .epochs = 20, .subset = 60, .layer = layer};
  const ProbeResult a = probe_layers(model, *training, *test, options, one);
  const ProbeResult b = probe_layers(model, *training, *test, options, three);
  REQUIRE(a.layers.size() == 1);
  CHECK(a.layers[0].node == layer);
  CHECK(a.images == 60);
  CHECK(a.test_images == 60);
  CHECK(a.layers[0].linear == b.layers[0].linear);
  CHECK(a.network == b.network);
  const ProbeResult whole = probe_layers(model, *training, *test, {.images = 60, .epochs = 20, .subset = 60}, one);
  for (const LayerProbe& other : whole.layers) {
    if (other.node != layer) continue;
    CHECK(other.neighbours == a.layers[0].neighbours);
    CHECK(other.support_vectors == a.layers[0].support_vectors);
  }
  // By the definition, one image after another.
  int right = 0;
  for (std::uint32_t i = 0; i < 60; ++i) {
    SampleRun run;
    run.run(model, *test, std::vector<std::uint32_t>{i});
    const auto p = probabilities(model, run.input.view());
    right += std::max_element(p.begin(), p.end()) - p.begin() == run.labels[0] ? 1 : 0;
  }
  REQUIRE(a.network);
  CHECK(*a.network == Approx(right / 60.0));
}

TEST_CASE("a probe stops when asked, and refuses data that does not fit") {
  const auto training = digits(Split::training, 100), test = digits(Split::test, 40);
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  ThreadPool pool(1);
  std::stop_source source;
  std::size_t seen = 0;
  const ProbeResult result = probe_layers(model, *training, *test, {.images = 100, .epochs = 50, .subset = 20}, pool, source.get_token(),
                                          [&](std::size_t done, std::size_t total) {
                                            seen = done;
                                            CHECK(done <= total);
                                            if (done > 64) source.request_stop();
                                          });
  CHECK_FALSE(result.complete);
  CHECK(seen > 0);
  CHECK(seen < 500);
  const Model other = initialised_model(find_preset("tinyvgg")->build(), 1);
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { probe_layers(other, *training, *test, {}, pool); }));
}
