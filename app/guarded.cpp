#include "app/guarded.h"

#include <QCoreApplication>
#include <new>

#include "app/error_text.h"

namespace convlens::app {

std::optional<std::string> failure_of(const std::function<void()>& work) {
  try {
    work();
    return std::nullopt;
  } catch (const Error& error) {
    return error_text(error);
  } catch (const std::bad_alloc&) {
    return QCoreApplication::translate("Errors", "not enough memory; use a smaller model, image or data set")
        .toStdString();
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace convlens::app
