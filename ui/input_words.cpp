#include "ui/input_words.h"

#include <QCoreApplication>

namespace convlens::ui {
namespace {

QString words(const char* text) { return QCoreApplication::translate("Input description", text); }

}  // namespace

RangeWords range_words(std::string_view range) {
  struct Entry {
    std::string_view range;
    const char *name, *explanation;
  };
  static constexpr Entry entries[] = {
      {"0..1", QT_TRANSLATE_NOOP("Input description", "0 to 1"),
       QT_TRANSLATE_NOOP("Input description",
                         "grey values divided by 255, nothing more: small networks, digits")},
      {"-1..1", QT_TRANSLATE_NOOP("Input description", "−1 to 1"),
       QT_TRANSLATE_NOOP("Input description",
                         "mean and deviation 0.5: MobileNet and Inception of Keras, many of TensorFlow")},
      {"0..255", QT_TRANSLATE_NOOP("Input description", "0 to 255"),
       QT_TRANSLATE_NOOP("Input description",
                         "grey values as they are stored: networks that normalise by a first layer")},
      {"imagenet", QT_TRANSLATE_NOOP("Input description", "ImageNet"),
       QT_TRANSLATE_NOOP("Input description",
                         "minus ImageNet's mean, by its deviation: torchvision, timm, ONNX Model Zoo")},
      {"caffe", QT_TRANSLATE_NOOP("Input description", "Caffe"),
       QT_TRANSLATE_NOOP(
           "Input description",
           "0 to 255 minus ImageNet's mean, usually blue first: VGG and ResNet of Caffe and Keras")},
  };
  for (const Entry& entry : entries)
    if (entry.range == range) return {words(entry.name), words(entry.explanation)};
  const QString plain = QString::fromUtf8(range.data(), static_cast<qsizetype>(range.size()));
  return {plain, QString()};
}

QString clue_text(InputClue clue) {
  switch (clue) {
    case InputClue::batch_norm:
      return words(QT_TRANSLATE_NOOP(
          "Input description",
          "its first layer is a batch norm whose mean and variance are those of such pictures"));
    case InputClue::one_channel:
      return words(QT_TRANSLATE_NOOP(
          "Input description",
          "its pictures are not in colour, as digits are, and those networks mostly take 0 to 1"));
    case InputClue::channels_last:
      return words(QT_TRANSLATE_NOOP("Input description",
                                     "it has its colours last, as Keras and TensorFlow write them"));
    case InputClue::image_net:
      return words(QT_TRANSLATE_NOOP("Input description",
                                     "it has the size or the thousand classes of ImageNet's networks"));
    case InputClue::nothing_special:
      return words(QT_TRANSLATE_NOOP("Input description", "nothing in the file tells otherwise"));
  }
  return {};
}

}  // namespace convlens::ui
