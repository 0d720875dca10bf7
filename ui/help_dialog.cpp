#include "ui/help_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QEvent>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/window_actions.h"

namespace convlens::ui {
namespace {

constexpr QSize kSize(600, 520);

QString section(const QString& title, const QString& text) {
  return QStringLiteral("<h3>%1</h3><p>%2</p>").arg(title, text);
}

QString how_to_use() {
  return section(
             HelpDialog::tr("Draw"),
             HelpDialog::tr(
                 "Draw a digit on the pad (mouse, touch or pen; the right button erases). The answer, the "
                 "bars and every layer follow the pen. Pictures can be opened, dropped or pasted instead; "
                 "what the network really gets is shown below the pad.")) +
         section(
             HelpDialog::tr("Select"),
             HelpDialog::tr(
                 "NETWORK shows one column a layer. Click a layer or one of its maps: the tabs below show "
                 "it. Point at a map for the value there and for the part of the input that it looks at; "
                 "click a bar under ANSWER to choose a class. Esc goes one level up.")) +
         section(
             HelpDialog::tr("Look and explain"),
             HelpDialog::tr(
                 "The tabs stand in four groups: Look (what the layers and filters do), Explain (which "
                 "pixels it comes from), Study (what was learned, and how), Data (a whole data set). Each "
                 "says what it shows and after whom. F9 gives the tabs the whole height; Freeze keeps one "
                 "as it is.")) +
         section(
             HelpDialog::tr("Train"),
             HelpDialog::tr(
                 "Choose data and network under TRAINING and press Train; drawing and looking go on "
                 "meanwhile. A preset begins with random weights; “Weights shown” trains the network "
                 "that is there further. Networks that were trained are kept: the menu Model has the last "
                 "ones.")) +
         section(HelpDialog::tr("Correct it"),
                 HelpDialog::tr(
                     "Where it reads your drawing wrongly, press the right digit under ANSWER; the tab Your "
                     "hand teaches the network with what you kept.")) +
         section(
             HelpDialog::tr("Take it with you"),
             HelpDialog::tr(
                 "Export writes what a tab shows as numbers and pictures; File saves the drawing, and the "
                 "network as ONNX."));
}

QString about() {
  return QStringLiteral("<h3>ConvLens %1</h3><p>%2</p><p>%3</p><p>%4</p><h4>%5</h4>")
             .arg(QCoreApplication::applicationVersion(),
                  HelpDialog::tr("Looks inside a convolutional network while it learns."),
                  HelpDialog::tr(
                      "Free software under the GNU General Public License, version 3 or later, without any "
                      "warranty. It works offline and sends nothing."),
                  HelpDialog::tr("Built with Qt, Eigen, OpenCV, Highway and QCustomPlot."),
                  HelpDialog::tr("What it shows was found by")) +
         QStringLiteral(
             "<ul>"
             "<li>Zeiler &amp; Fergus 2014, Visualizing and Understanding Convolutional Networks</li>"
             "<li>Springenberg et al. 2015, Striving for Simplicity (guided backpropagation)</li>"
             "<li>Simonyan et al. 2014, Deep Inside Convolutional Networks</li>"
             "<li>Selvaraju et al. 2017, Grad-CAM</li>"
             "<li>Sundararajan et al. 2017, Axiomatic Attribution (integrated gradients)</li>"
             "<li>Adebayo et al. 2018, Sanity Checks for Saliency Maps</li>"
             "<li>Mahendran &amp; Vedaldi 2015, Understanding Deep Image Representations by Inverting "
             "Them</li>"
             "<li>van der Maaten &amp; Hinton 2008, Visualizing Data using t-SNE</li>"
             "<li>Guo et al. 2017, On Calibration of Modern Neural Networks</li>"
             "<li>LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition (MNIST)</li>"
             "</ul>");
}

}  // namespace

HelpDialog::HelpDialog(Page page, const WindowActions& actions, QWidget* parent)
    : QDialog(parent), page_(page), actions_(actions), text_(new QTextBrowser) {
  setAttribute(Qt::WA_DeleteOnClose);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  auto* column = new QVBoxLayout(this);
  column->addWidget(text_, 1);
  column->addWidget(buttons);
  resize(kSize);
  retranslate();
}

QString HelpDialog::keys_table() const {
  QString rows;
  const auto row = [&](const QString& keys, const QString& what) {
    rows += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
  };
  row(tr("Arrow keys"), tr("in NETWORK and in grids: to the next layer or map; on the pad: move the pen"));
  row(tr("Space"), tr("on the pad: put the pen down, and lift it; on a button: press it"));
  row(tr("Tab"), tr("to the next thing that takes keys"));
  row(tr("Ctrl+1 to Ctrl+4"), tr("the groups of tabs: Look, Explain, Study, Data"));
  row(tr("Ctrl+F"), tr("freeze the tab in front, and let it go on"));
  for (const QAction* action : actions_.with_keys()) {
    const QString tip = action->toolTip(), keys = action->shortcut().toString(QKeySequence::NativeText);
    row(keys, QString(tip).remove(QStringLiteral(" (%1)").arg(keys)));
  }
  return QStringLiteral("<table cellspacing='4'>%1</table>").arg(rows);
}

void HelpDialog::retranslate() {
  switch (page_) {
    case Page::use:
      setWindowTitle(tr("How to use ConvLens"));
      text_->setHtml(how_to_use());
      break;
    case Page::keys:
      setWindowTitle(tr("Keys"));
      text_->setHtml(keys_table());
      break;
    case Page::about:
      setWindowTitle(tr("About ConvLens"));
      text_->setHtml(about());
      break;
  }
  text_->setAccessibleName(windowTitle());
}

void HelpDialog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

}  // namespace convlens::ui
