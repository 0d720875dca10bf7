#include "ui/data_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <filesystem>

#include "core/data/cifar10.h"
#include "core/data/mnist.h"

namespace convlens::ui {
namespace {

constexpr auto kFolders = QDir::Dirs | QDir::NoDotAndDotDot;

/// Whether it holds class folders; "train" and "test" alone are none (core/data/folder.cpp).
bool has_classes(const QDir& folder) {
  const QDir training(folder.filePath(QStringLiteral("train")));
  const bool split = training.exists() && QDir(folder.filePath(QStringLiteral("test"))).exists();
  return !(split ? training : folder).entryList(kFolders).isEmpty();
}

}  // namespace

DataFolder data_folder(const QString& path) {
  const std::filesystem::path place(path.toStdString());
  if (has_mnist_split(place, Split::training) && has_mnist_split(place, Split::test))
    return {QStringLiteral("mnist:") + path, {}};
  if (has_cifar10(place)) return {QStringLiteral("cifar10:") + path, {}};
  if (has_classes(QDir(path))) return {QStringLiteral("folder:") + path, {}};
  return {{},
          QCoreApplication::translate(
              "Data",
              "%1 holds no data to train on: neither a subfolder of images for each class nor MNIST's four "
              "files. Choose the folder above the class folders.")
              .arg(QDir::toNativeSeparators(path))};
}

}  // namespace convlens::ui
