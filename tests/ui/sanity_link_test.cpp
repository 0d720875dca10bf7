#include "tests/ui/support.h"
#include "ui/main_window.h"
#include "ui/views/inspector.h"
#include "ui/views/sanity_page.h"
#include "ui/widgets/sanity_link.h"

using namespace convlens;
using namespace convlens::ui;

TEST_CASE(
    "the sanity check is one click away from a reconstruction, an occlusion and the strongest patches") {
  MainWindow window;
  show_and_wait(window);
  window.show_frame(frame_of(untrained("lenet5"), drawn_seven()));
  auto* inspector = window.findChild<Inspector*>();
  for (const std::string_view id : {"reconstruction", "occlusion", "strongest"}) {
    INFO(id);
    inspector->open_view(QString::fromUtf8(id.data(), std::ssize(id)));
    inspector->current_view()->findChild<SanityLink*>()->click();
    REQUIRE(inspector->current_view()->objectName() == QStringLiteral("saliency"));
    const auto* page = inspector->current_view()->findChild<SanityPage*>();
    CHECK(page->isVisible());
    CHECK(page->method().name == (id == "occlusion" ? "occlusion" : "deconvnet"));
  }
}
