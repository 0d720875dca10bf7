#pragma once
#include <QString>

namespace convlens::ui {

/// What a folder that the user chose as data is.
struct DataFolder {
  QString word;     ///< the data set's (CLI.md); empty: it is none
  QString refusal;  ///< then why, in a sentence
};

/// MNIST's four files or CIFAR-10's batches are known by their names; else a folder of images has a subfolder
/// for each class, by itself or in its "train". Looks at names only.
DataFolder data_folder(const QString& path);

}  // namespace convlens::ui
