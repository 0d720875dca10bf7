<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Data</name>
    <message>
        <source>Generated digits</source>
        <translation>生成的数字</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>drawings</source>
        <translation>手绘图</translation>
    </message>
    <message>
        <source>MNIST + generated digits</source>
        <translation>MNIST + 生成的数字</translation>
    </message>
    <message>
        <source>%1 holds no data to train on: neither a subfolder of images for each class nor MNIST&apos;s four files. Choose the folder above the class folders.</source>
        <translation>%1 中没有可用于训练的数据：既没有按类别分开的图像子文件夹，也没有 MNIST 的四个文件。请选择各类别文件夹的上一级文件夹。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>%1: there is no such file; check the name and the folder</source>
        <translation>%1：没有这个文件；请检查文件名和文件夹</translation>
    </message>
    <message>
        <source>%1: it cannot be read (%2); check what it is and its permissions</source>
        <translation>%1：无法读取（%2）；请检查它是什么文件以及访问权限</translation>
    </message>
    <message>
        <source>%1: it cannot be read; check what it is and its permissions</source>
        <translation>%1：无法读取；请检查它是什么文件以及访问权限</translation>
    </message>
    <message>
        <source>%1: it cannot be written (%2); choose another place</source>
        <translation>%1：无法写入（%2）；请换一个位置</translation>
    </message>
    <message>
        <source>%1: it cannot be written; choose another place</source>
        <translation>%1：无法写入；请换一个位置</translation>
    </message>
    <message>
        <source>%1: the disk is full, nothing was changed; free some space or choose another place</source>
        <translation>%1：磁盘已满，未作任何更改；请腾出空间或换一个位置</translation>
    </message>
    <message>
        <source>%1: the file is incomplete: found %2, expected %3; copy or download it again</source>
        <translation>%1：文件不完整：实际为 %2，应为 %3；请重新复制或下载</translation>
    </message>
    <message>
        <source>%1: the file is incomplete: %2; copy or download it again</source>
        <translation>%1：文件不完整：%2；请重新复制或下载</translation>
    </message>
    <message>
        <source>%1: the file is damaged or of another kind: found %2, expected %3; get it again</source>
        <translation>%1：文件已损坏或类型不符：实际为 %2，应为 %3；请重新获取</translation>
    </message>
    <message>
        <source>%1: the file is damaged or of another kind: %2; get it again</source>
        <translation>%1：文件已损坏或类型不符：%2；请重新获取</translation>
    </message>
    <message>
        <source>%1: too large: %2, the limit is %3; use a smaller one</source>
        <translation>%1：过大：%2，上限为 %3；请换一个小一些的</translation>
    </message>
    <message>
        <source>%1: too large: %2; use a smaller one</source>
        <translation>%1：过大：%2；请换一个小一些的</translation>
    </message>
    <message>
        <source>%1: this is a git-lfs pointer, which only stands for the file; fetch the file itself with &quot;git lfs pull&quot;</source>
        <translation>%1：这是 git-lfs 指针，只是文件的占位；请用“git lfs pull”取回文件本身</translation>
    </message>
    <message>
        <source>%1: this is an HTML page saved under the file&apos;s name; download the file itself (the link is often called &quot;raw&quot;)</source>
        <translation>%1：这是以该文件名保存的 HTML 网页；请下载文件本身（链接通常名为“raw”）</translation>
    </message>
    <message>
        <source>%1: ConvLens cannot handle %2; it can handle %3</source>
        <translation>%1：ConvLens 不支持 %2；支持的有：%3</translation>
    </message>
    <message>
        <source>%1: ConvLens cannot handle %2; use a model or file without it</source>
        <translation>%1：ConvLens 不支持 %2；请换用不含它的模型或文件</translation>
    </message>
    <message>
        <source>%1: the shapes do not fit: found %2, expected %3; choose a model and data that fit</source>
        <translation>%1：形状不匹配：实际为 %2，应为 %3；请选择相互匹配的模型和数据</translation>
    </message>
    <message>
        <source>%1: the shapes do not fit: %2; choose a model and data that fit</source>
        <translation>%1：形状不匹配：%2；请选择相互匹配的模型和数据</translation>
    </message>
    <message>
        <source>%1: %2; choose one of: %3</source>
        <translation>%1：%2；可选：%3</translation>
    </message>
    <message>
        <source>%1: there is no such name; choose one of: %3</source>
        <translation>%1：没有这个名称；可选：%3</translation>
    </message>
    <message>
        <source>%1: %2 will not do; give %3</source>
        <translation>%1：%2 无效；请给出 %3</translation>
    </message>
    <message>
        <source>%1: %2 will not do; give another value</source>
        <translation>%1：%2 无效；请换一个值</translation>
    </message>
    <message>
        <source>%1: the picture is empty (%2); use one with something on it</source>
        <translation>%1：图像是空白的（%2）；请换一张有内容的</translation>
    </message>
    <message>
        <source>%1: the picture has no pixels or no ink; use one with something on it</source>
        <translation>%1：图像没有像素或没有笔迹；请换一张有内容的</translation>
    </message>
    <message>
        <source>%1: the data is not there, looked in %3; name its folder (mnist:DIR), run &quot;convlens data get mnist&quot;, or use &quot;generated&quot;</source>
        <translation>%1：找不到数据，已查找 %3；请指明所在文件夹（mnist:DIR），或运行“convlens data get mnist”，或使用“generated”</translation>
    </message>
    <message>
        <source>%1: there is no data; name its folder (mnist:DIR), run &quot;convlens data get mnist&quot;, or use &quot;generated&quot;</source>
        <translation>%1：没有数据；请指明所在文件夹（mnist:DIR），或运行“convlens data get mnist”，或使用“generated”</translation>
    </message>
    <message>
        <source>%1: the download failed (%2); check the connection and start it again, what has arrived is kept</source>
        <translation>%1：下载失败（%2）；请检查网络连接后重新开始，已下载的部分会保留</translation>
    </message>
    <message>
        <source>%1: the download failed; check the connection and start it again, what has arrived is kept</source>
        <translation>%1：下载失败；请检查网络连接后重新开始，已下载的部分会保留</translation>
    </message>
    <message>
        <source>%1: its checksum is %2 and should be %3; delete the file and download it again</source>
        <translation>%1：校验和为 %2，应为 %3；请删除该文件并重新下载</translation>
    </message>
    <message>
        <source>%1: its checksum is wrong; delete the file and download it again</source>
        <translation>%1：校验和不符；请删除该文件并重新下载</translation>
    </message>
    <message>
        <source>not enough memory; use a smaller model, image or data set</source>
        <translation>内存不足；请换用更小的模型、图像或数据集</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 条</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>The pattern in the image that a unit answers to</source>
        <translation>图像中使该单元响应的模式</translation>
    </message>
    <message>
        <source>The pixels that speak for a unit, without those that speak against it</source>
        <translation>支持该单元的像素（不含抑制它的像素）</translation>
    </message>
    <message>
        <source>How much each pixel moves a unit, and in which direction</source>
        <translation>每个像素对该单元的影响大小和方向</translation>
    </message>
    <message>
        <source>Where covering the image hurts the decision</source>
        <translation>遮住图像何处会损害判断</translation>
    </message>
    <message>
        <source>May look much the same after the weights are randomised (Nie et al. 2018, Sixt et al. 2020).</source>
        <translation>即使权重被随机化，图像也可能大致相同（Nie 等 2018，Sixt 等 2020）。</translation>
    </message>
    <message>
        <source>May look much the same after the weights are randomised (Adebayo et al. 2018, Nie et al. 2018, Sixt et al. 2020).</source>
        <translation>即使权重被随机化，图像也可能大致相同（Adebayo 等 2018，Nie 等 2018，Sixt 等 2020）。</translation>
    </message>
    <message>
        <source>Tells what a small change of the pixels does, not what a large one does.</source>
        <translation>只说明像素的微小变化的作用，而非较大变化的作用。</translation>
    </message>
    <message>
        <source>The fill is no neutral colour: on white-on-black digits grey adds ink and 0 erases strokes.</source>
        <translation>填充色并非中性：对黑底白字，灰色会增加笔迹，0 会擦除笔画。</translation>
    </message>
    <message>
        <source>ReLU rule</source>
        <translation>ReLU 规则</translation>
    </message>
    <message>
        <source>derivative</source>
        <translation>导数</translation>
    </message>
    <message>
        <source>transposed filters</source>
        <translation>转置卷积核</translation>
    </message>
    <message>
        <source>transposed matrix</source>
        <translation>转置矩阵</translation>
    </message>
    <message>
        <source>unpooled by switches</source>
        <translation>按开关反池化</translation>
    </message>
    <message>
        <source>spread evenly</source>
        <translation>平均分摊</translation>
    </message>
    <message>
        <source>laid out again</source>
        <translation>恢复排列</translation>
    </message>
    <message>
        <source>in pixel units</source>
        <translation>换算为像素单位</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>passed on</source>
        <translation>原样传递</translation>
    </message>
    <message>
        <source>to both branches</source>
        <translation>传至各分支</translation>
    </message>
    <message>
        <source>split again</source>
        <translation>重新拆分</translation>
    </message>
    <message>
        <source>The parts of the test images that excite a map most, and what in them it answers to</source>
        <translation>测试图像中最能激发某个特征图的部分，以及它对其中的什么作出响应</translation>
    </message>
    <message>
        <source>How one value of a layer comes about, from the very numbers that the network used</source>
        <translation>某一层的一个数值是怎样得来的，用的正是网络自己用过的数</translation>
    </message>
    <message>
        <source>The network adds in single precision: in the last digits it differs from the sum by hand.</source>
        <translation>网络以单精度求和：最后几位与手算的和会有差别。</translation>
    </message>
    <message>
        <source>Nine extremes, one of each image, do not show what else the map answers to less strongly.</source>
        <translation>九个极端例子（每张图像一个）并不能显示该特征图还会较弱地响应什么。</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>和</translation>
    </message>
    <message>
        <source>sum + bias</source>
        <translation>和 + 偏置</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>sum / count</source>
        <translation>和 / 个数</translation>
    </message>
    <message>
        <source>count</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>max(0, x)</source>
        <translation>max(0, x)</translation>
    </message>
    <message>
        <source>x &gt; 0 ? x : slope * x</source>
        <translation>x &gt; 0 ? x : 斜率 * x</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>(x - mean) / deviation</source>
        <translation>(x - 均值) / 标准差</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>scale * (x - mean) / sqrt(variance + epsilon) + bias</source>
        <translation>缩放 * (x - 均值) / sqrt(方差 + ε) + 偏置</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>x / (bias + alpha / size * sum) ^ beta</source>
        <translation>x / (偏置 + α / 宽度 * 和) ^ β</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <source>size</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>beta</source>
        <translation>β</translation>
    </message>
    <message>
        <source>e^(x - largest) / sum of all e^(x - largest)</source>
        <translation>e^(x - 最大值) / 所有 e^(x - 最大值) 之和</translation>
    </message>
    <message>
        <source>e^(x - largest)</source>
        <translation>e^(x - 最大值)</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>Sobel x</source>
        <translation>Sobel x</translation>
    </message>
    <message>
        <source>Sobel y</source>
        <translation>Sobel y</translation>
    </message>
    <message>
        <source>Prewitt x</source>
        <translation>Prewitt x</translation>
    </message>
    <message>
        <source>Prewitt y</source>
        <translation>Prewitt y</translation>
    </message>
    <message>
        <source>Scharr x</source>
        <translation>Scharr x</translation>
    </message>
    <message>
        <source>Scharr y</source>
        <translation>Scharr y</translation>
    </message>
    <message>
        <source>Laplacian</source>
        <translation>拉普拉斯</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Emboss</source>
        <translation>浮雕</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>Low pass</source>
        <translation>低通</translation>
    </message>
    <message>
        <source>High pass</source>
        <translation>高通</translation>
    </message>
    <message>
        <source>Gabor 0°</source>
        <translation>Gabor 0°</translation>
    </message>
    <message>
        <source>Gabor 45°</source>
        <translation>Gabor 45°</translation>
    </message>
    <message>
        <source>Gabor 90°</source>
        <translation>Gabor 90°</translation>
    </message>
    <message>
        <source>Gabor 135°</source>
        <translation>Gabor 135°</translation>
    </message>
    <message>
        <source>The pixels whose slightest change moves the score of the class most</source>
        <translation>哪些像素只要稍有变化，类别得分就变化最大</translation>
    </message>
    <message>
        <source>Where the maps of one layer speak for the class</source>
        <translation>某一层的特征图在哪里支持该类别</translation>
    </message>
    <message>
        <source>How much of the score each pixel brings</source>
        <translation>每个像素给得分带来多少</translation>
    </message>
    <message>
        <source>What a layer still knows of the picture</source>
        <translation>某一层对图像还知道些什么</translation>
    </message>
    <message>
        <source>The picture that excites a unit most</source>
        <translation>最能激发某个单元的图像</translation>
    </message>
    <message>
        <source>How an explanation changes when the weights are made random</source>
        <translation>把权重换成随机值后，解释如何变化</translation>
    </message>
    <message>
        <source>How fast the class is lost when what hurts most is covered first</source>
        <translation>先遮住影响最大的部分时，该类别消失得有多快</translation>
    </message>
    <message>
        <source>As coarse as the layer&apos;s maps, and silent about what speaks against the class.</source>
        <translation>与该层特征图一样粗糙，而且不显示反对该类别的部分。</translation>
    </message>
    <message>
        <source>Counts from a black picture: a black pixel gets nothing, even where its being black matters.</source>
        <translation>从全黑图像算起：黑色像素得不到任何值，即使它的黑色很重要。</translation>
    </message>
    <message>
        <source>One of many pictures that the layer takes for the same; which one depends on the start and on our constants.</source>
        <translation>只是该层视为相同的众多图像之一；得到哪一幅取决于起点和我们选的常数。</translation>
    </message>
    <message>
        <source>Made for the network, not found in the world: it need not look like anything that was trained on.</source>
        <translation>这是为网络制造的图像，并非现实中的图像：不一定像任何训练数据。</translation>
    </message>
    <message>
        <source>An explanation that changes may still be wrong; one that stays as it is explains nothing that was learned.</source>
        <translation>会变化的解释仍可能是错的；毫不变化的解释则没有解释任何学到的东西。</translation>
    </message>
    <message>
        <source>Pictures with so much covered are none that the network was trained on.</source>
        <translation>遮住这么多的图像不是网络训练时见过的图像。</translation>
    </message>
    <message>
        <source>1 / (1 + e^-x)</source>
        <translation>1 / (1 + e^-x)</translation>
    </message>
    <message>
        <source>tanh(x)</source>
        <translation>tanh(x)</translation>
    </message>
    <message>
        <source>x &gt; 0 ? x : alpha * (e^x - 1)</source>
        <translation>x &gt; 0 ? x : α * (e^x - 1)</translation>
    </message>
    <message>
        <source>min(max(x, low), high)</source>
        <translation>min(max(x, 下限), 上限)</translation>
    </message>
    <message>
        <source>low</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>high</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>min(max(alpha * x + beta, 0), 1)</source>
        <translation>min(max(α * x + β, 0), 1)</translation>
    </message>
    <message>
        <source>x * min(max(x / 6 + 1/2, 0), 1)</source>
        <translation>x * min(max(x / 6 + 1/2, 0), 1)</translation>
    </message>
    <message>
        <source>x - largest - log(sum of all e^(x - largest))</source>
        <translation>x - 最大值 - log(所有 e^(x - 最大值) 之和)</translation>
    </message>
    <message>
        <source>put back in place</source>
        <translation>放回原位</translation>
    </message>
</context>
<context>
    <name>Input description</name>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>grey values divided by 255, nothing more: small networks, digits</source>
        <translation>灰度值除以 255，别无其他：小网络、数字网络</translation>
    </message>
    <message>
        <source>−1 to 1</source>
        <translation>−1 到 1</translation>
    </message>
    <message>
        <source>mean and deviation 0.5: MobileNet and Inception of Keras, many of TensorFlow</source>
        <translation>均值与标准差均为 0.5：Keras 的 MobileNet、Inception，以及许多 TensorFlow 网络</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 到 255</translation>
    </message>
    <message>
        <source>grey values as they are stored: networks that normalise by a first layer</source>
        <translation>存储的灰度值原样输入：由第一层自行归一化的网络</translation>
    </message>
    <message>
        <source>ImageNet</source>
        <translation>ImageNet</translation>
    </message>
    <message>
        <source>minus ImageNet&apos;s mean, by its deviation: torchvision, timm, ONNX Model Zoo</source>
        <translation>减 ImageNet 均值再除以其标准差：torchvision、timm、ONNX Model Zoo</translation>
    </message>
    <message>
        <source>Caffe</source>
        <translation>Caffe</translation>
    </message>
    <message>
        <source>0 to 255 minus ImageNet&apos;s mean, usually blue first: VGG and ResNet of Caffe and Keras</source>
        <translation>0 到 255 减 ImageNet 均值，通常蓝色在前：Caffe 与 Keras 的 VGG、ResNet</translation>
    </message>
    <message>
        <source>its first layer is a batch norm whose mean and variance are those of such pictures</source>
        <translation>它的第一层是批归一化，其均值和方差正是这类图片的</translation>
    </message>
    <message>
        <source>its pictures are not in colour, as digits are, and those networks mostly take 0 to 1</source>
        <translation>它的图片不是彩色的（如数字图片），这类网络大多取 0 到 1</translation>
    </message>
    <message>
        <source>it has its colours last, as Keras and TensorFlow write them</source>
        <translation>它的颜色通道在最后，Keras 和 TensorFlow 就是这样写的</translation>
    </message>
    <message>
        <source>it has the size or the thousand classes of ImageNet&apos;s networks</source>
        <translation>它有 ImageNet 网络的尺寸或一千个类别</translation>
    </message>
    <message>
        <source>nothing in the file tells otherwise</source>
        <translation>文件中没有别的线索</translation>
    </message>
</context>
<context>
    <name>NetworkName</name>
    <message>
        <source>%1, trained on %2</source>
        <translation>%1，在 %2 上训练</translation>
    </message>
    <message>
        <source>%1, not trained</source>
        <translation>%1，未训练</translation>
    </message>
    <message>
        <source>%1, taught your hand</source>
        <translation>%1，已学习您的笔迹</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>the code of the language, for the names of months</extracomment>
        <translation>zh</translation>
    </message>
    <message>
        <source>d MMM, hh:mm:ss</source>
        <extracomment>when a network was trained: day, month and time as QDateTime::toString has them</extracomment>
        <translation>M月d日 hh:mm:ss</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>%1: no folder bears the name of a class of the model; taken in sorted order: %2</source>
        <translation>%1：没有文件夹与模型的类别同名；按排序后的顺序对应：%2</translation>
    </message>
    <message>
        <source>%1: skipped: the model has no class of this name</source>
        <translation>%1：已跳过：模型没有这个名称的类别</translation>
    </message>
    <message>
        <source>%1: no train and test folders inside; test accuracy is measured on the training pictures themselves</source>
        <translation>%1：其中没有 train 和 test 文件夹；测试准确率在训练图片本身上测得</translation>
    </message>
    <message>
        <source>%1: skipped: %2</source>
        <translation>%1：已跳过：%2</translation>
    </message>
    <message>
        <source>%1: pictures without ink, skipped: %2</source>
        <translation>%1：没有墨迹而跳过的图片：%2 张</translation>
    </message>
    <message>
        <source>%1: no full test_batch.bin, so data_batch_5 is the test split and data_batch_1 to 4 are the training split</source>
        <translation>%1：没有完整的 test_batch.bin，因此 data_batch_5 作测试集，data_batch_1 到 4 作训练集</translation>
    </message>
    <message>
        <source>%1: skipped: not a picture</source>
        <translation>%1：已跳过：不是图片</translation>
    </message>
    <message>
        <source>%1: skipped: incomplete (%2)</source>
        <translation>%1：已跳过：不完整（%2）</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>%1 · unit %2 · %3</source>
        <translation>%1 · 单元 %2 · %3</translation>
    </message>
    <message>
        <source>%1 · map %2 · y %3, x %4 · %5</source>
        <translation>%1 · 特征图 %2 · y %3, x %4 · %5</translation>
    </message>
    <message>
        <source>sees nothing but padding</source>
        <translation>只看到填充</translation>
    </message>
    <message>
        <source>sees the whole input</source>
        <translation>看到整个输入</translation>
    </message>
    <message>
        <source>sees y %1..%2, x %3..%4 of the input</source>
        <translation>看到输入的 y %1..%2, x %3..%4</translation>
    </message>
    <message>
        <source>sees y %1..%2, x %3..%4 and padding</source>
        <translation>看到 y %1..%2, x %3..%4 及填充</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Classical</source>
        <translation>经典滤波器</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>算式</translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>最强图块</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>显著性</translation>
    </message>
    <message>
        <source>Inversion</source>
        <translation>反演</translation>
    </message>
    <message>
        <source>Invariance</source>
        <translation>不变性</translation>
    </message>
    <message>
        <source>Evolution</source>
        <translation>演化</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>What is in the network, and what it makes of the input</source>
        <translation>网络里有什么，它把输入变成什么</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Why the network answers so</source>
        <translation>网络为什么这样回答</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>What takes a training or a data set to find out</source>
        <translation>需要训练或数据集才能弄清的事</translation>
    </message>
    <message>
        <source>What the network is taught with and asked about</source>
        <translation>网络学的和被考的数据</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入图</translation>
    </message>
    <message>
        <source>Your hand</source>
        <translation>您的笔迹</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
</context>
<context>
    <name>convlens::app::DataChoices</name>
    <message>
        <source>MNIST is there: 60,000 digits to train on, 10,000 to test.</source>
        <translation>MNIST 已就绪：60,000 个数字用于训练，10,000 个用于测试。</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept; start again to go on.</source>
        <translation>已停止。已下载的部分会保留；重新开始即可继续。</translation>
    </message>
</context>
<context>
    <name>convlens::app::OwnHand</name>
    <message>
        <source>Kept as: %1. Your drawings now: %2.</source>
        <translation>已保存为：%1。您的绘图现共 %2 幅。</translation>
    </message>
    <message>
        <source>There is no ink in the picture to keep.</source>
        <translation>图片中没有可以保存的笔迹。</translation>
    </message>
</context>
<context>
    <name>convlens::app::ReportWriter</name>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Stopped. No report was saved.</source>
        <translation>已停止，没有保存报告。</translation>
    </message>
</context>
<context>
    <name>convlens::app::Session</name>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Saved in %1: %2</source>
        <translation>已保存到 %1：%2</translation>
    </message>
    <message>
        <source>Stopped: %1 was not opened.</source>
        <translation>已停止：未打开 %1。</translation>
    </message>
</context>
<context>
    <name>convlens::app::TaughtModels</name>
    <message>
        <source>Another network is shown now: what was taught is not used.</source>
        <translation>现在显示的是另一个网络：教学的结果不予采用。</translation>
    </message>
    <message>
        <source>The weights are again those from before the teaching.</source>
        <translation>权重已恢复到教学之前。</translation>
    </message>
</context>
<context>
    <name>convlens::app::TrainingSession</name>
    <message>
        <source>a network of your own</source>
        <translation>自定义网络</translation>
    </message>
    <message>
        <source>A training is under way; ConvLens asks again next time.</source>
        <translation>训练正在进行；ConvLens 下次会再询问。</translation>
    </message>
    <message>
        <source>The training of %1 on %2 was interrupted at step %3, in epoch %4 of %5.</source>
        <translation>%1 在 %2 上的训练在第 %3 步中断（第 %4 轮，共 %5 轮）。</translation>
    </message>
    <message>
        <source>%1 begins with random weights. To train the network that is shown on, choose “Weights shown” as the network.</source>
        <translation>%1 从随机权重开始。要继续训练当前显示的网络，请在“网络”中选择“当前显示的权重”。</translation>
    </message>
    <message>
        <source>Stopped. The weights so far are shown and kept; “Go on” trains them further.</source>
        <translation>已停止。现在显示并保存的是目前的权重；“继续训练”可接着训练。</translation>
    </message>
    <message>
        <source>Stopped before the first step: nothing has changed.</source>
        <translation>在第一步之前已停止：没有任何改变。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::AnswerPanel</name>
    <message>
        <source>The network&apos;s guess</source>
        <translation>网络的判断</translation>
    </message>
    <message>
        <source>Loading the network…</source>
        <translation>正在加载网络…</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>请写一个数字</translation>
    </message>
    <message>
        <source>The bars show what the network says to an empty picture.</source>
        <translation>条形图显示网络对空白图像的输出。</translation>
    </message>
    <message>
        <source>then %1: %2</source>
        <translation>其次是 %1：%2</translation>
    </message>
    <message>
        <source>Not a digit, I think</source>
        <translation>我觉得这不是数字</translation>
    </message>
    <message>
        <source>at most %1: %2</source>
        <translation>顶多像 %1：%2</translation>
    </message>
    <message>
        <source>✓ it is: %1</source>
        <translation>✓ 正确答案：%1</translation>
    </message>
    <message>
        <source>✗ it is: %1</source>
        <translation>✗ 正确答案：%1</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ArithmeticSheet</name>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>channel %1, sum %2</source>
        <translation>通道 %1，和 %2</translation>
    </message>
    <message>
        <source>channel %1</source>
        <translation>通道 %1</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ArithmeticView</name>
    <message>
        <source>channel %1 · row %2, column %3 · value %4</source>
        <translation>通道 %1 · 第 %2 行，第 %3 列 · 值 %4</translation>
    </message>
    <message>
        <source>%1 · unit %2 · %3</source>
        <translation>%1 · 单元 %2 · %3</translation>
    </message>
    <message>
        <source>%1 · map %2 · y %3, x %4 · %5</source>
        <translation>%1 · 特征图 %2 · y %3，x %4 · %5</translation>
    </message>
    <message>
        <source>channel %1</source>
        <translation>通道 %1</translation>
    </message>
    <message>
        <source>the network&apos;s value</source>
        <translation>网络的数值</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>舍入误差</translation>
    </message>
    <message>
        <source>The map whose value is taken apart; arrow keys step through its positions</source>
        <translation>其数值被拆开的特征图；方向键逐个移动位置</translation>
    </message>
    <message>
        <source>Values, weights and products, cell by cell</source>
        <translation>逐格显示的数值、权重与乘积</translation>
    </message>
    <message>
        <source>Sums and result</source>
        <translation>各项的和与结果</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一个回答。</translation>
    </message>
    <message>
        <source>The position before</source>
        <translation>上一个位置</translation>
    </message>
    <message>
        <source>The next position</source>
        <translation>下一个位置</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Step through all positions</source>
        <translation>逐个走过所有位置</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ClassLegend</name>
    <message>
        <source>Classes that occur</source>
        <translation>出现的类别</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ClassicalView</name>
    <message>
        <source>%1 with %2</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>filter %1, channel %2 · most like %3, cosine %4 · %5</source>
        <translation>滤波器 %1，通道 %2 · 最像 %3，余弦 %4 · %5</translation>
    </message>
    <message>
        <source>This network has no convolution of 3×3 or more.</source>
        <translation>这个网络没有 3×3 或更大的卷积。</translation>
    </message>
    <message>
        <source>a kernel of your own</source>
        <translation>自定义卷积核</translation>
    </message>
    <message>
        <source>Kernel: %1</source>
        <translation>卷积核：%1</translation>
    </message>
    <message>
        <source>The drawing under each filter; the kernel can be changed by hand</source>
        <translation>各滤波器作用下的绘图；卷积核可以手动修改</translation>
    </message>
    <message>
        <source>The network says %1.</source>
        <translation>网络的回答是 %1。</translation>
    </message>
    <message>
        <source>With it the network says %1; without it %2.</source>
        <translation>换上它，网络的回答是 %1；不换时是 %2。</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>试验台</translation>
    </message>
    <message>
        <source>Learned filters</source>
        <translation>学到的滤波器</translation>
    </message>
    <message>
        <source>What the filters of the textbooks do to the drawing</source>
        <translation>教科书里的滤波器对绘图做了什么</translation>
    </message>
    <message>
        <source>What the learned filters are most like</source>
        <translation>学到的滤波器最像什么</translation>
    </message>
    <message>
        <source>The drawing under each classical filter</source>
        <translation>各经典滤波器作用下的绘图</translation>
    </message>
    <message>
        <source>Learned kernels and what they are most like</source>
        <translation>学到的卷积核以及它们最像什么</translation>
    </message>
    <message>
        <source>The kernel&apos;s numbers, to be changed by hand</source>
        <translation>卷积核的数值，可手动修改</translation>
    </message>
    <message>
        <source>Enter or a double click changes a number</source>
        <translation>按回车键或双击可修改数值</translation>
    </message>
    <message>
        <source>Put it into the network</source>
        <translation>放进网络</translation>
    </message>
    <message>
        <source>A copy of the network answers with this kernel in its first convolution; the network itself stays as it is</source>
        <translation>由网络的一个副本作答，其第一个卷积中换上此卷积核；网络本身保持不变</translation>
    </message>
    <message>
        <source>in place of filter</source>
        <translation>代替滤波器</translation>
    </message>
    <message>
        <source>A convolution is what image processing calls a filter: the same small kernel at every place. The textbook&apos;s were thought up, the network&apos;s were learned. Frequencies: 0 in the middle; low, band and high at 1/8 and 1/4 cycles a pixel (limits of ours). (Gonzalez &amp; Woods, Digital Image Processing)</source>
        <translation>卷积就是图像处理中所说的滤波：在每个位置用同一个小卷积核。教科书里的是人想出来的，网络里的是学出来的。频率：正中为 0；低、带、高以每像素 1/8 和 1/4 周期为界（界限由我们选定）。（Gonzalez &amp; Woods, Digital Image Processing）</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一个回答。</translation>
    </message>
    <message>
        <source>Frequencies</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低频</translation>
    </message>
    <message>
        <source>a band</source>
        <translation>中频带</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高频</translation>
    </message>
    <message>
        <source>passes: %1</source>
        <translation>通过：%1</translation>
    </message>
    <message>
        <source>Passes: %1</source>
        <translation>通过：%1</translation>
    </message>
    <message>
        <source>Drawing under it</source>
        <translation>它作用下的绘图</translation>
    </message>
    <message>
        <source>%1 · filter·channel: most like, cosine</source>
        <translation>%1 · 滤波器·通道：最相似者，余弦</translation>
    </message>
    <message>
        <source>%1 · filter: most like, cosine</source>
        <translation>%1 · 滤波器：最相似者，余弦</translation>
    </message>
    <message>
        <source>Left above a learned kernel, right of it the classical filter most like it: of the largest cosine, its signs turned where that is negative. Below each the frequencies it passes, 0 in the middle (magnitude of the Fourier transform); low, band and high at 1/8 and 1/4 cycles a pixel (limits of ours). A small cosine: the textbooks have none like it. (Gonzalez &amp; Woods, Digital Image Processing)</source>
        <translation>左上是学到的卷积核，右边是与它最相似（余弦绝对值最大）的经典滤波器，余弦为负时符号取反。下方是各自让哪些频率通过，0 在中间（傅里叶变换的模）；低频、中频带与高频以每像素 1/8 和 1/4 周期为界（界限是我们定的）。余弦很小：教科书里没有与它相像的。（Gonzalez &amp; Woods，《数字图像处理》）</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ColourLegend</name>
    <message>
        <source>Colour scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
</context>
<context>
    <name>convlens::ui::CompareSideButton</name>
    <message>
        <source>live drawing</source>
        <translation>当前手绘</translation>
    </message>
    <message>
        <source>kept drawing</source>
        <translation>保留的手绘</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>kept weights</source>
        <translation>保留的权重</translation>
    </message>
    <message>
        <source>before the training</source>
        <translation>训练之前</translation>
    </message>
    <message>
        <source>the window&apos;s network</source>
        <translation>窗口中的网络</translation>
    </message>
    <message>
        <source>Side %1: %2</source>
        <translation>%1 侧：%2</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Live drawing</source>
        <translation>当前手绘</translation>
    </message>
    <message>
        <source>Kept drawing</source>
        <translation>保留的手绘</translation>
    </message>
    <message>
        <source>Sample of the data set</source>
        <translation>数据集样本</translation>
    </message>
    <message>
        <source>Sample of %1, number</source>
        <translation>%1 的样本，编号</translation>
    </message>
    <message>
        <source>Number of the sample in the test split</source>
        <translation>样本在测试集中的编号</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The window&apos;s</source>
        <translation>窗口中的</translation>
    </message>
    <message>
        <source>With the kept weights</source>
        <translation>使用保留的权重</translation>
    </message>
    <message>
        <source>As before the training</source>
        <translation>训练之前的</translation>
    </message>
    <message>
        <source>Another one (.onnx)…</source>
        <translation>其他网络 (.onnx)…</translation>
    </message>
    <message>
        <source>Another one: %1…</source>
        <translation>其他网络：%1…</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>%1, as it ships</source>
        <translation>%1（出厂权重）</translation>
    </message>
</context>
<context>
    <name>convlens::ui::CompareView</name>
    <message>
        <source>The network of one side</source>
        <translation>一侧的网络</translation>
    </message>
    <message>
        <source>Networks (*.onnx);;All files (*)</source>
        <translation>网络 (*.onnx);;所有文件 (*)</translation>
    </message>
    <message>
        <source>There is no convolution at or before this layer, so there are no filters to compare.</source>
        <translation>此层及之前没有卷积层，因此没有滤波器可比较。</translation>
    </message>
    <message>
        <source>%1, row by row</source>
        <translation>%1，逐行排列</translation>
    </message>
    <message>
        <source>%1, map %2</source>
        <translation>%1，特征图 %2</translation>
    </message>
    <message>
        <source>%1, filter %2</source>
        <translation>%1，滤波器 %2</translation>
    </message>
    <message>
        <source>%1, filter %2 on channel %3</source>
        <translation>%1，滤波器 %2，通道 %3</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>sum of map %1 of %2</source>
        <translation>%2 的特征图 %1 之和</translation>
    </message>
    <message>
        <source>%1 · normalised error %2</source>
        <translation>%1 · 归一化误差 %2</translation>
    </message>
    <message>
        <source>A − B, summed over the colours</source>
        <translation>A − B，各颜色相加</translation>
    </message>
    <message>
        <source>red: another class</source>
        <translation>红色：类别不同</translation>
    </message>
    <message>
        <source>A − B</source>
        <translation>A − B</translation>
    </message>
    <message>
        <source>The network of %1 has no layer %2; select a layer that both have.</source>
        <translation>%1 的网络没有层 %2；请选择两者都有的层。</translation>
    </message>
    <message>
        <source>The network of %1 has no convolution to look at here.</source>
        <translation>%1 的网络在此没有可看的卷积层。</translation>
    </message>
    <message>
        <source>The layer %1 of %2 has no map of that number; select another map.</source>
        <translation>%2 的层 %1 没有这个编号的特征图；请选择其他特征图。</translation>
    </message>
    <message>
        <source>The network of %1 does not know that class; choose a class that both know.</source>
        <translation>%1 的网络没有这个类别；请选择两者都有的类别。</translation>
    </message>
    <message>
        <source>%1: the data set has %2 samples, and there is no number %3.</source>
        <translation>%1：数据集有 %2 个样本，没有编号 %3。</translation>
    </message>
    <message>
        <source>The network of %1 takes pictures of %2, and this one has %3; give that side another picture.</source>
        <translation>%1 的网络接受 %2 的图像，而这一幅是 %3；请为该侧换一幅图像。</translation>
    </message>
    <message>
        <source>A has the shape %1 here and B %2; only equal shapes can be laid over each other.</source>
        <translation>此处 A 的形状是 %1，B 是 %2；只有形状相同才能相减。</translation>
    </message>
    <message>
        <source>another class at %1 of the places</source>
        <translation>%1 的位置上类别不同</translation>
    </message>
    <message>
        <source>%1 · y %2, x %3 · A %4 · B %5</source>
        <translation>%1 · y %2，x %3 · A %4 · B %5</translation>
    </message>
    <message>
        <source> · A − B %1</source>
        <translation> · A − B %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Occlusion b: activation</source>
        <translation>遮挡 b：激活</translation>
    </message>
    <message>
        <source>Occlusion d: probability</source>
        <translation>遮挡 d：概率</translation>
    </message>
    <message>
        <source>Occlusion e: class</source>
        <translation>遮挡 e：类别</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>显著性</translation>
    </message>
    <message>
        <source>Inversion</source>
        <translation>反演</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较的图</translation>
    </message>
    <message>
        <source>The selected map, large</source>
        <translation>放大显示所选特征图</translation>
    </message>
    <message>
        <source>All of the layer, those that differ most first</source>
        <translation>该层的全部，差异最大的在前</translation>
    </message>
    <message>
        <source>Keep this as A</source>
        <translation>保留为 A</translation>
    </message>
    <message>
        <source>Side A keeps the drawing and the weights as they are now</source>
        <translation>A 侧保留此刻的手绘和权重</translation>
    </message>
    <message>
        <source>Exchange A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Side A</source>
        <translation>A 侧</translation>
    </message>
    <message>
        <source>Side B</source>
        <translation>B 侧</translation>
    </message>
    <message>
        <source>The probabilities of both sides and their difference</source>
        <translation>两侧的概率及其差</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一个结果。</translation>
    </message>
    <message>
        <source>largest %1</source>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>max %1 · rel. L2 %2 · cosine %3 · rank %4</source>
        <translation>最大 %1 · 相对 L2 %2 · 余弦 %3 · 秩 %4</translation>
    </message>
    <message>
        <source>One</source>
        <translation>单个</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>most probable class</source>
        <translation>最可能的类别</translation>
    </message>
    <message>
        <source>probability of %1</source>
        <translation>%1 的概率</translation>
    </message>
    <message>
        <source>No difference. Keep this as A and draw on, or choose others.</source>
        <translation>没有差异。保留为 A 后继续手绘，或另作选择。</translation>
    </message>
    <message>
        <source>One figure of two inputs, networks, rules or methods. A and B share a colour scale; the difference has its own, white at 0. Max: the largest |A − B|; rel. L2: |A − B| / |A|; rank: Spearman&apos;s correlation (1904), 1 where both put the places in the same order. Two trainings number their maps at random.</source>
        <translation>同一种图，两个输入、网络、规则或方法。A 与 B 共用一个色标；差有自己的色标，0 处为白色。最大：最大的 |A − B|；相对 L2：|A − B| / |A|；秩：Spearman 相关（1904），两者把各位置排成同样的次序时为 1。两次训练对特征图的编号是随机的。</translation>
    </message>
    <message>
        <source>Ideal pictures</source>
        <translation>理想图像</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ConfusionMatrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Rows: the true class. Columns: what the network read. A click shows the images of a cell.</source>
        <translation>行：真实类别。列：网络读成的类别。点击一格可查看其中的图像。</translation>
    </message>
    <message>
        <source>true %1, read as %2: 1 image</source>
        <translation>真实为 %1，读成 %2：1 张图像</translation>
    </message>
    <message>
        <source>true %1, read as %2: %3 images</source>
        <translation>真实为 %1，读成 %2：%3 张图像</translation>
    </message>
    <message>
        <source>read as</source>
        <translation>读成</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
</context>
<context>
    <name>convlens::ui::CurvePlot</name>
    <message>
        <source>Loss (cross-entropy) by step</source>
        <translation>各步的损失（交叉熵）</translation>
    </message>
    <message>
        <source>Accuracy in % by step (dots: test)</source>
        <translation>各步的准确率（%，圆点：测试集）</translation>
    </message>
    <message>
        <source>test %1</source>
        <translation>测试 %1</translation>
    </message>
</context>
<context>
    <name>convlens::ui::DataChoice</name>
    <message>
        <source>Data set to look through</source>
        <translation>要浏览的数据集</translation>
    </message>
</context>
<context>
    <name>convlens::ui::DataView</name>
    <message>
        <source>%1 · test image %2 · true %3, read as %4: right · %5</source>
        <translation>%1 · 测试图像 %2 · 真实为 %3，读成 %4：正确 · %5</translation>
    </message>
    <message>
        <source>%1 · test image %2 · true %3, read as %4: wrong · %5</source>
        <translation>%1 · 测试图像 %2 · 真实为 %3，读成 %4：错误 · %5</translation>
    </message>
    <message>
        <source>✗ %1 → %2  %3</source>
        <comment>true class, predicted class, confidence</comment>
        <translation>✗ %1 → %2  %3</translation>
    </message>
    <message>
        <source>Images of the data set</source>
        <translation>数据集中的图像</translation>
    </message>
    <message>
        <source>A click makes an image the input</source>
        <translation>点击图像，它就成为输入</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>重新评估</translation>
    </message>
    <message>
        <source>Ask the network that is shown now about all images</source>
        <translation>用当前显示的网络重新判断所有图像</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>true %1, read as %2</source>
        <translation>真实为 %1，读成 %2</translation>
    </message>
    <message>
        <source>The first answers are on their way.</source>
        <translation>第一批结果马上就到。</translation>
    </message>
    <message>
        <source>No image is like this.</source>
        <translation>没有这样的图像。</translation>
    </message>
    <message>
        <source>Waiting for the network.</source>
        <translation>正在等待网络。</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Stopped before the first answer.</source>
        <translation>在得到第一个结果之前已停止。</translation>
    </message>
    <message>
        <source>%1 has images of %2, and this network takes %3: choose another data set or another network.</source>
        <translation>%1 的图像是 %2，而这个网络接受 %3：请换一个数据集或换一个网络。</translation>
    </message>
    <message>
        <source>%1 has %2 classes, and this network knows %3: choose another data set or another network.</source>
        <translation>%1 有 %2 个类别，而这个网络只认识 %3 个：请换一个数据集或换一个网络。</translation>
    </message>
    <message>
        <source>%1 right</source>
        <translation>正确率 %1</translation>
    </message>
    <message>
        <source>%1 of %2 wrong</source>
        <translation>错误 %1 / %2</translation>
    </message>
    <message>
        <source>%1 wrong so far, %2 of %3 seen</source>
        <translation>目前错误 %1，已看 %2 / %3</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>属于 %1</translation>
    </message>
    <message>
        <source>of earlier weights; evaluated again when the training ends</source>
        <translation>对应较早的权重；训练结束后会重新评估</translation>
    </message>
    <message>
        <source>of other weights than those shown now</source>
        <translation>对应的权重不是当前显示的权重</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Every image of the test split, as the network reads it. In the matrix a row is a true class, a column what was read; right answers lie on the diagonal, and a click on a cell shows its images. The surest wrong ones come first: they tell most about the network, and about the labels. (Kohavi &amp; Provost 1998)</source>
        <translation>网络对测试集每张图像的判读。矩阵的行是真实类别，列是读成的类别；正确的在对角线上，单击一格显示其中的图像。最有把握却读错的排在最前：它们最能说明网络和标签的问题。（Kohavi &amp; Provost 1998）</translation>
    </message>
</context>
<context>
    <name>convlens::ui::DigitsPage</name>
    <message>
        <source>Digit %1 of %2: %3, %4</source>
        <translation>第 %1 个数字（共 %2 个）：%3，%4</translation>
    </message>
    <message>
        <source>not a digit, I think</source>
        <translation>我看不是数字</translation>
    </message>
    <message>
        <source>%1 digits: %2</source>
        <translation>%1 个数字：%2</translation>
    </message>
    <message>
        <source>Close the picture with several digits</source>
        <translation>关闭含多个数字的图片</translation>
    </message>
    <message>
        <source>Picture with several digits</source>
        <translation>含多个数字的图片</translation>
    </message>
    <message>
        <source>Click a box: that digit becomes the input</source>
        <translation>点击方框，该数字即成为输入</translation>
    </message>
</context>
<context>
    <name>convlens::ui::DrawPad</name>
    <message>
        <source>Draw pad</source>
        <translation>画板</translation>
    </message>
    <message>
        <source>Draw a digit with mouse, finger or pen. By keyboard: the arrow keys move the pen, Space puts it down or lifts it.</source>
        <translation>用鼠标、手指或手写笔写一个数字。键盘操作：方向键移动画笔，空格键落笔或抬笔。</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里写一个数字</translation>
    </message>
    <message>
        <source>or drop a picture. The right button erases.</source>
        <translation>或拖入一张图片。右键擦除。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::EmbeddingView</name>
    <message>
        <source>%1 · test image %2 · true %3, read as %4 · a click makes it the input</source>
        <translation>%1 · 测试图像 %2 · 真实为 %3，读成 %4 · 点击即作为输入</translation>
    </message>
    <message>
        <source>★ the input, exactly</source>
        <translation>★ 当前输入，精确位置</translation>
    </message>
    <message>
        <source>★ the input, roughly: between the %1 images that the layer finds most like it</source>
        <translation>★ 当前输入，近似位置：位于该层认为最相像的 %1 张图像之间</translation>
    </message>
    <message>
        <source>test image %1
true: %2
read as: %3 %4</source>
        <translation>测试图像 %1
真实：%2
读成：%3 %4</translation>
    </message>
    <message>
        <source>Point at an image to see it.</source>
        <translation>指向一张图像即可查看。</translation>
    </message>
    <message>
        <source>◎ read wrongly: %1 of %2</source>
        <translation>◎ 读错：%2 张中有 %1 张</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>iteration %1 of %2</source>
        <translation>第 %1 次迭代，共 %2 次</translation>
    </message>
    <message>
        <source>divergence %1 nats, perplexity %2</source>
        <translation>散度 %1 nat，困惑度 %2</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>of other weights than those shown now</source>
        <translation>所用权重与当前显示的不同</translation>
    </message>
    <message>
        <source>Looking at the images…</source>
        <translation>正在查看图像……</translation>
    </message>
    <message>
        <source>Stopped before the first picture.</source>
        <translation>在得到第一幅图之前已停止。</translation>
    </message>
    <message>
        <source>Press Start to see the images of a data set as a map, by what the selected layer makes of them.</source>
        <translation>按“开始”，即可按所选层对图像的表示，把数据集的图像排成一张图。</translation>
    </message>
    <message>
        <source>component %1: %2 of the variance</source>
        <translation>主成分 %1：占方差的 %2</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>The two directions along which the values vary most</source>
        <translation>数值变化最大的两个方向</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Keeps neighbours together</source>
        <translation>让近邻保持在一起</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>How many images of the test split, chosen at random</source>
        <translation>从测试集中随机选取多少张图像</translation>
    </message>
    <message>
        <source>The pixels instead</source>
        <translation>改用像素</translation>
    </message>
    <message>
        <source>By the images as they are, before any layer: to compare with</source>
        <translation>按图像本身（未经任何层）排列，用作对照</translation>
    </message>
    <message>
        <source>Pictures where there is room</source>
        <translation>有空位处显示图像</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Put the images on the map</source>
        <translation>把图像排到图上</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入图</translation>
    </message>
    <message>
        <source>Map of the images</source>
        <translation>图像分布图</translation>
    </message>
    <message>
        <source>The image under the mouse</source>
        <translation>鼠标所指的图像</translation>
    </message>
    <message>
        <source>of %1 neighbours, %2 are of the same class by all values, %3 on the map</source>
        <translation>%1 个近邻中属于同一类别的：按全部数值 %2，在图上 %3</translation>
    </message>
    <message>
        <source>%1 of the variance on the map</source>
        <translation>图上保留了 %1 的方差</translation>
    </message>
    <message>
        <source>Each point is an image. Points lie near each other where the layer makes similar values of the images: the better a layer tells the classes apart, the clearer the groups. PCA is a true projection, the two directions of most variance (Pearson 1901). t-SNE keeps neighbours together; the sizes of groups and how far they are apart mean little (van der Maaten &amp; Hinton 2008, exact, of the first %1 principal components; start: Kobak &amp; Berens 2019, learning rate: Belkina et al. 2019). The wheel zooms, dragging moves, 0 shows all; a click makes the image the input.</source>
        <translation>每个点是一张图像。某层对两张图像给出的数值相近，两点就相近：该层越能区分各类别，分组就越清楚。PCA 是真正的投影，取方差最大的两个方向（Pearson 1901）。t-SNE 让近邻保持在一起；各组的大小和组间距离没有多少意义（van der Maaten &amp; Hinton 2008，精确计算，基于前 %1 个主成分；初始位置：Kobak &amp; Berens 2019，学习率：Belkina et al. 2019）。滚轮缩放，拖动平移，按 0 显示全部；点击一个点即把该图像作为输入。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::EvolutionView</name>
    <message>
        <source>step %1 · %2 of the %3 images right · map %4 is strongest in training image %5, activation %6</source>
        <translation>第 %1 步 · %3 张图像中 %2 判断正确 · 特征图 %4 在训练图像 %5 上最强，激活值 %6</translation>
    </message>
    <message>
        <source>step %1 · %2 · map %3 · training image %4 · signal at y %5, x %6 of the patch: %7</source>
        <translation>第 %1 步 · %2 · 特征图 %3 · 训练图像 %4 · 图块中 y %5、x %6 处的信号：%7</translation>
    </message>
    <message>
        <source>Feature evolution</source>
        <translation>特征演化</translation>
    </message>
    <message>
        <source>Moments of the training</source>
        <translation>训练中的各个时刻</translation>
    </message>
    <message>
        <source>Click, drag, or press the arrow keys to go through the training</source>
        <translation>单击、拖动或按方向键浏览训练过程</translation>
    </message>
    <message>
        <source>Filters at this moment</source>
        <translation>此刻的滤波器</translation>
    </message>
    <message>
        <source>What each map answers to at this moment</source>
        <translation>此刻每个特征图所响应的内容</translation>
    </message>
    <message>
        <source>How features come about. At each moment of the training every map looks for its strongest among the first %1 training images; shown is what in it the map answers to (deconvnet), each picture on a scale of its own. Early layers settle soon, late ones keep changing. (Zeiler &amp; Fergus 2014, fig. 4; the moments and the number of images are ours)</source>
        <translation>特征是怎样形成的。在训练的每个时刻，每个特征图都在前 %1 张训练图像中寻找使它响应最强的一张；显示的是该特征图在其中所响应的内容（反卷积网络），每幅图各用自己的色标。靠前的层很快稳定，靠后的层持续变化。（Zeiler &amp; Fergus 2014，图 4；时刻的选取和图像的数量由我们决定）</translation>
    </message>
    <message>
        <source>This network&apos;s weights are too large to keep snapshots of a training in memory. On the command line, &quot;convlens train --snapshots&quot; keeps them on the disk.</source>
        <translation>此网络的权重太大，无法在内存中保留训练的快照。在命令行中，&quot;convlens train --snapshots&quot; 会把它们保存到磁盘上。</translation>
    </message>
    <message>
        <source>Stopped before the first moment.</source>
        <translation>在第一个时刻之前已停止。</translation>
    </message>
    <message>
        <source>Looking at the snapshots…</source>
        <translation>正在查看各个快照……</translation>
    </message>
    <message>
        <source>Waiting for the network.</source>
        <translation>正在等待网络。</translation>
    </message>
    <message>
        <source>Nothing has been trained yet. Press Train: from then on this tab keeps snapshots of the weights, and shows how filters and features come about, moment by moment.</source>
        <translation>还没有训练过。请按“训练”：从那时起，此选项卡会保留权重的快照，并逐个时刻地显示滤波器和特征是怎样形成的。</translation>
    </message>
    <message>
        <source>step %1 · %2 of the first %3 training images right</source>
        <translation>第 %1 步 · 前 %3 张训练图像中 %2 判断正确</translation>
    </message>
    <message>
        <source>of another network than the one shown now</source>
        <translation>来自另一个网络，而非现在显示的网络</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>%1: what each map answers to</source>
        <translation>%1：每个特征图所响应的内容</translation>
    </message>
    <message>
        <source>%1: filters</source>
        <translation>%1：滤波器</translation>
    </message>
    <message>
        <source>No convolution at or before this layer</source>
        <translation>此层及其之前没有卷积层</translation>
    </message>
</context>
<context>
    <name>convlens::ui::FilterNumbers</name>
    <message>
        <source>Statistics of the weights</source>
        <translation>权重的统计</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>整层</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation>L2 范数</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>dead maps</source>
        <translation>死特征图</translation>
    </message>
    <message>
        <source>The root of the sum of the squared weights</source>
        <translation>权重平方和的平方根</translation>
    </message>
    <message>
        <source>L2 norm of the difference between the weights of now and those of before</source>
        <translation>当前权重与之前权重之差的 L2 范数</translation>
    </message>
    <message>
        <source>Maps of the activation right behind this layer that are nowhere positive on the present input</source>
        <translation>紧接该层之后的激活中，在当前输入上处处不为正的特征图</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>滤波器 %1</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>死</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>活</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>convlens::ui::FiltersView</name>
    <message>
        <source>Filters of the layer</source>
        <translation>该层的滤波器</translation>
    </message>
    <message>
        <source>Kernels of the selected filter, one an input channel</source>
        <translation>所选滤波器的卷积核，每个输入通道一个</translation>
    </message>
    <message>
        <source>The selected kernel with its weights</source>
        <translation>所选卷积核及其权重</translation>
    </message>
    <message>
        <source>Waiting for the network.</source>
        <translation>正在等待网络。</translation>
    </message>
    <message>
        <source>%1 · filter %2, channel %3 · y %4, x %5 · weight %6</source>
        <translation>%1 · 滤波器 %2，通道 %3 · y %4, x %5 · 权重 %6</translation>
    </message>
    <message>
        <source>There is no convolution at or before this layer, so there are no filters.</source>
        <translation>这一层及其之前都没有卷积层，因此没有滤波器。</translation>
    </message>
    <message>
        <source>%1 has no filters of its own · before it %2 · filters: %3 · size %4</source>
        <translation>%1 自身没有滤波器 · 其前为 %2 · 滤波器：%3 · 大小 %4</translation>
    </message>
    <message>
        <source>%1 · filters: %2 · size %3</source>
        <translation>%1 · 滤波器：%2 · 大小 %3</translation>
    </message>
    <message>
        <source>Filter %1: a kernel a channel</source>
        <translation>滤波器 %1：每个通道一个卷积核</translation>
    </message>
    <message>
        <source>Filter %1, channel %2</source>
        <translation>滤波器 %1，通道 %2</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>滤波器 %1</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>%1 · filter %2, channel %3 · y %4, x %5 · change of the weight %6</source>
        <translation>%1 · 滤波器 %2，通道 %3 · y %4, x %5 · 权重变化 %6</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>The weights of now</source>
        <translation>当前的权重</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>The weights kept from before: the first ones seen of this network, or those kept since</source>
        <translation>之前保留的权重：该网络最先出现的权重，或此后保留的权重</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>The weights of now minus those of before</source>
        <translation>当前权重减去之前的权重</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep the weights of now as those of before</source>
        <translation>把当前权重保留为“之前”</translation>
    </message>
    <message>
        <source>Smaller (Ctrl + mouse wheel, or the − key)</source>
        <translation>缩小（Ctrl + 滚轮，或 − 键）</translation>
    </message>
    <message>
        <source>Larger, with the numbers where they fit (Ctrl + mouse wheel, or the + key)</source>
        <translation>放大，放得下时显示数值（Ctrl + 滚轮，或 + 键）</translation>
    </message>
    <message>
        <source>✓ Kept</source>
        <translation>✓ 已保留</translation>
    </message>
    <message>
        <source>%1 · nothing to compare yet: the weights of now are those of before. Train, then look again.</source>
        <translation>%1 · 还没有可比较的：现在的权重就是之前的权重。请先训练再看。</translation>
    </message>
    <message>
        <source>Each picture is a filter: the weights that its map multiplies the values below with, learned, not thought up. Where there are several maps below it has a kernel for each. Those of the first layer can be read by eye; what later ones answer to is shown by Reconstruction. (LeCun et al. 1998, Krizhevsky et al. 2012)</source>
        <translation>每张图是一个滤波器：产生对应特征图时与下层数值相乘的权重，是学来的，不是人设计的。下层有多张图时，对每张图各有一个卷积核。第一层的可以直接看懂；后面各层对什么有反应，见“重建”。（LeCun et al. 1998，Krizhevsky et al. 2012）</translation>
    </message>
</context>
<context>
    <name>convlens::ui::FreezeChoice</name>
    <message>
        <source>All layers move</source>
        <translation>所有层都可变</translation>
    </message>
    <message>
        <source>Frozen up to %1</source>
        <translation>冻结到 %1</translation>
    </message>
    <message>
        <source>Layers that keep their weights</source>
        <translation>保持权重不变的层</translation>
    </message>
</context>
<context>
    <name>convlens::ui::HandView</name>
    <message>
        <source>Stopped, for a training began.</source>
        <translation>已停止，因为训练开始了。</translation>
    </message>
    <message>
        <source>a %1</source>
        <translation>是 %1</translation>
    </message>
    <message>
        <source>a %1: %2 → %3</source>
        <translation>是 %1：%2 → %3</translation>
    </message>
    <message>
        <source>a %1, read as %2</source>
        <translation>是 %1，读作 %2</translation>
    </message>
    <message>
        <source>a %1: %2</source>
        <translation>是 %1：读作 %2</translation>
    </message>
    <message>
        <source>drawing %1 of %2, a %3</source>
        <translation>第 %1 幅绘图（共 %2 幅），是 %3</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>之前：%1</translation>
    </message>
    <message>
        <source>not taught</source>
        <translation>未用于教学</translation>
    </message>
    <message>
        <source>read as %1</source>
        <translation>读作 %1</translation>
    </message>
    <message>
        <source>Draw a digit. Where the network reads it wrongly, press the right number in ANSWER: the drawing is kept here, to teach the network with.</source>
        <translation>请画一个数字。如果网络读错，请在“结果”中按下正确的数字：绘图会保存在这里，用来教网络。</translation>
    </message>
    <message>
        <source>your drawings (%1)</source>
        <translation>您的绘图（%1）</translation>
    </message>
    <message>
        <source>left out (%1)</source>
        <translation>留出的（%1）</translation>
    </message>
    <message>
        <source>Read rightly before and after</source>
        <translation>教学前后的正确率</translation>
    </message>
    <message>
        <source>This network does not read digits of 28×28.</source>
        <translation>这个网络不识别 28×28 的数字。</translation>
    </message>
    <message>
        <source>A training is under way; teach when it has ended.</source>
        <translation>训练正在进行；请在结束后再教学。</translation>
    </message>
    <message>
        <source>the taught network is shown</source>
        <translation>显示的是教学后的网络</translation>
    </message>
    <message>
        <source>numbers of the last teaching; other weights are shown now</source>
        <translation>上次教学的数字；现在显示的是另外的权重</translation>
    </message>
    <message>
        <source>Stopped; the weights are as they were.</source>
        <translation>已停止；权重保持原样。</translation>
    </message>
    <message>
        <source>The original data, of which pictures are mixed in, so that it is not forgotten</source>
        <translation>原始数据，从中混入一些图像，使网络不会忘记</translation>
    </message>
    <message>
        <source>Leave some out</source>
        <translation>留出一些</translation>
    </message>
    <message>
        <source>Do not teach every %1th drawing: tells how others of your hand are read</source>
        <translation>每 %1 幅绘图留出一幅不教：由此看出您的其他笔迹识别得如何</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>教学</translation>
    </message>
    <message>
        <source>Train the network on for seconds, on these drawings and on pictures of the original data</source>
        <translation>用这些绘图和原始数据的图像继续训练网络几秒钟</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Back to the weights from before the teaching</source>
        <translation>恢复到教学之前的权重</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the chosen drawing from those that are kept (Del)</source>
        <translation>从保存的绘图中移除选中的一幅（Del）</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>教学</translation>
    </message>
    <message>
        <source>Your drawings</source>
        <translation>您的绘图</translation>
    </message>
    <message>
        <source>A click makes a drawing the input</source>
        <translation>点击绘图可将其作为输入</translation>
    </message>
    <message>
        <source>how far each layer&apos;s weights moved, of their norm</source>
        <translation>各层权重的移动，占其范数的比例</translation>
    </message>
    <message>
        <source>Fine-tuning made visible. The network is trained on at a small learning rate with your drawings, each up to %1 times under other small changes, and %2 pictures of the original data, so that it does not forget them (rehearsal: Robins 1995; the numbers are ours). &quot;Held out&quot; are pictures of the original data that are not trained on; your own were, unless some are left out.</source>
        <translation>看得见的微调。网络以较小的学习率继续训练：用您的绘图（每幅最多 %1 次，每次略有不同的变化），并混入 %2 幅原始数据的图像，以免忘记（复习：Robins 1995；数值为我们所定）。“留出部分”是原始数据中未用于训练的图像；您自己的绘图都用于训练，除非留出了一些。</translation>
    </message>
    <message>
        <source>held out of %1</source>
        <translation>留出部分（%1）</translation>
    </message>
</context>
<context>
    <name>convlens::ui::HelpDialog</name>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>in NETWORK and in grids: to the next layer or map; on the pad: move the pen</source>
        <translation>在“网络”和网格中：移到下一层或特征图；在画板上：移动笔</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>on the pad: put the pen down, and lift it; on a button: press it</source>
        <translation>在画板上：落笔或抬笔；在按钮上：按下</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>to the next thing that takes keys</source>
        <translation>移到下一个可用键盘操作的部件</translation>
    </message>
    <message>
        <source>Ctrl+1 to Ctrl+4</source>
        <translation>Ctrl+1 至 Ctrl+4</translation>
    </message>
    <message>
        <source>the groups of tabs: Look, Explain, Study, Data</source>
        <translation>标签页的各组：观察、解释、研究、数据</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>freeze the tab in front, and let it go on</source>
        <translation>冻结当前标签页，或让它继续更新</translation>
    </message>
    <message>
        <source>How to use ConvLens</source>
        <translation>如何使用 ConvLens</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>About ConvLens</source>
        <translation>关于 ConvLens</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Draw a digit on the pad (mouse, touch or pen; the right button erases). The answer, the bars and every layer follow the pen. Pictures can be opened, dropped or pasted instead; what the network really gets is shown below the pad.</source>
        <translation>在画板上写一个数字（鼠标、触摸或笔；右键擦除）。答案、条形和每一层都随笔更新。也可以打开、拖入或粘贴图片；网络真正得到的输入显示在画板下方。</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>NETWORK shows one column a layer. Click a layer or one of its maps: the tabs below show it. Point at a map for the value there and for the part of the input that it looks at; click a bar under ANSWER to choose a class. Esc goes one level up.</source>
        <translation>“网络”中每层一列。点击某一层或其中一个特征图，下方的标签页就会显示它。指向特征图可看到该处的数值以及它所看的输入区域；点击“答案”中的条形可选择类别。Esc 返回上一级。</translation>
    </message>
    <message>
        <source>Look and explain</source>
        <translation>观察与解释</translation>
    </message>
    <message>
        <source>The tabs stand in four groups: Look (what the layers and filters do), Explain (which pixels it comes from), Study (what was learned, and how), Data (a whole data set). Each says what it shows and after whom. F9 gives the tabs the whole height; Freeze keeps one as it is.</source>
        <translation>标签页分为四组：观察（各层和滤波器做了什么）、解释（结果来自哪些像素）、研究（学到了什么、怎样学到的）、数据（整个数据集）。每一页都说明所示内容及其出处。F9 让标签页占满全部高度；“冻结”使一页保持不变。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Choose data and network under TRAINING and press Train; drawing and looking go on meanwhile. A preset begins with random weights; “Weights shown” trains the network that is there further. Networks that were trained are kept: the menu Model has the last ones.</source>
        <translation>在“训练”中选择数据和网络，然后按“训练”；训练时可以继续绘制和观察。预设网络从随机权重开始；“当前显示的权重”则继续训练现有网络。训练过的网络都会保存：“模型”菜单中列有最近的几个。</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>纠正</translation>
    </message>
    <message>
        <source>Where it reads your drawing wrongly, press the right digit under ANSWER; the tab Your hand teaches the network with what you kept.</source>
        <translation>网络读错时，请在“答案”下按正确的数字；“您的笔迹”标签页会用您保存的绘图教网络。</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>带走结果</translation>
    </message>
    <message>
        <source>Export writes what a tab shows as numbers and pictures; File saves the drawing, and the network as ONNX.</source>
        <translation>“导出”把标签页的内容写成数值和图片；“文件”菜单可保存绘图，并把网络保存为 ONNX。</translation>
    </message>
    <message>
        <source>Looks inside a convolutional network while it learns.</source>
        <translation>在卷积网络学习时观察其内部。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later, without any warranty. It works offline and sends nothing.</source>
        <translation>自由软件，按 GNU 通用公共许可证第 3 版或更高版本发布，不提供任何担保。离线运行，不发送任何数据。</translation>
    </message>
    <message>
        <source>Built with Qt, Eigen, OpenCV, Highway and QCustomPlot.</source>
        <translation>使用 Qt、Eigen、OpenCV、Highway 和 QCustomPlot 构建。</translation>
    </message>
    <message>
        <source>What it shows was found by</source>
        <translation>所示方法出自</translation>
    </message>
</context>
<context>
    <name>convlens::ui::InputDialog</name>
    <message>
        <source>none: the classes have numbers</source>
        <translation>无：类别用编号表示</translation>
    </message>
    <message>
        <source>%1: from %2 to %3</source>
        <translation>%1 个：从 %2 到 %3</translation>
    </message>
    <message>
        <source>Describe the input – %1</source>
        <translation>描述输入 – %1</translation>
    </message>
    <message>
        <source>%1 does not say what the pixels of its %2 input are to be. Everything that is shown of the network depends on it. It is asked once: the answer is kept for these very bytes, whatever the file is called.</source>
        <translation>%1 没有说明其 %2 输入的像素应取什么值，而网络所显示的一切都取决于此。只问一次：答案按文件内容保存，与文件名无关。</translation>
    </message>
    <message>
        <source>answer to the picture now</source>
        <translation>对当前图片的回答</translation>
    </message>
    <message>
        <source>Guessed: %1, because %2.</source>
        <translation>猜测：%1，因为%2。</translation>
    </message>
    <message>
        <source>Order of colours</source>
        <translation>颜色顺序</translation>
    </message>
    <message>
        <source>red, green, blue (RGB: nearly all)</source>
        <translation>红、绿、蓝（RGB：几乎所有网络）</translation>
    </message>
    <message>
        <source>blue, green, red (BGR: OpenCV&apos;s and Caffe&apos;s habit)</source>
        <translation>蓝、绿、红（BGR：OpenCV 和 Caffe 的习惯）</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>Load a list…</source>
        <translation>载入列表…</translation>
    </message>
    <message>
        <source>A JSON list of texts, or one name a line</source>
        <translation>JSON 文本列表，或每行一个名称</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
</context>
<context>
    <name>convlens::ui::InputPanel</name>
    <message>
        <source>Pen</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser (or the right mouse button)</source>
        <translation>橡皮（或鼠标右键）</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Width of the pen</source>
        <translation>笔宽</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>网络看到的图像</translation>
    </message>
    <message>
        <source>To begin with</source>
        <translation>先试试这些</translation>
    </message>
    <message>
        <source>Show steps</source>
        <translation>显示步骤</translation>
    </message>
    <message>
        <source>The ink&apos;s box on the pad; on the right its longer side scaled to 20 pixels, and the centre of mass, which is moved to the middle</source>
        <translation>画板上标出笔迹的外接框；右侧将其长边缩放到 20 像素，并标出将移至中央的质心</translation>
    </message>
    <message>
        <source>Show the steps of the preprocessing</source>
        <translation>显示预处理的步骤</translation>
    </message>
    <message>
        <source>No ink yet.</source>
        <translation>还没有笔迹。</translation>
    </message>
    <message>
        <source>The picture, fitted to the network.</source>
        <translation>已按网络输入调整的图像。</translation>
    </message>
    <message>
        <source>Ink scaled to %1×%2, centre of mass at %3, %4</source>
        <translation>笔迹缩放到 %1×%2，质心位于 %3, %4</translation>
    </message>
    <message>
        <source>The data set&apos;s own pixels: nothing was done to them.</source>
        <translation>数据集本身的像素：未作任何处理。</translation>
    </message>
    <message>
        <source>A picture of %1, resized to the %2 that this network takes.</source>
        <translation>%1 的图片，已缩放为该网络接受的 %2。</translation>
    </message>
    <message>
        <source>Cut out of the picture, then scaled and centred as a drawing is.</source>
        <translation>从图片中裁出，然后像手绘一样缩放并居中。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>检视器</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Keep this view as it is while the others move on (%1)</source>
        <translation>其他视图继续更新时，保持此视图不变（%1）</translation>
    </message>
</context>
<context>
    <name>convlens::ui::InvarianceView</name>
    <message>
        <source>The input is</source>
        <translation>把输入</translation>
    </message>
    <message>
        <source>How the input is moved</source>
        <translation>如何变换输入</translation>
    </message>
    <message>
        <source>shifted sideways</source>
        <translation>左右平移</translation>
    </message>
    <message>
        <source>shifted up and down</source>
        <translation>上下平移</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>rotated</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>The moved input</source>
        <translation>变换后的输入</translation>
    </message>
    <message>
        <source>The input is moved and looked at again. The first curve is the probability of the class, the second how far each layer&apos;s answer has moved from that to the unmoved input, divided by its length: the less it moves, the more the layer disregards the change. The selected layer&apos;s curve is in colour. The range and the black that comes in from outside are ours.</source>
        <translation>把输入变换后再看一遍。第一条曲线是该类别的概率，第二组曲线是每一层的响应离未变换时的响应有多远（除以其长度）：变动越小，该层越不在意这种变换。所选层的曲线用彩色画出。变换范围和从外面补入的黑色由我们选定。</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一次回答。</translation>
    </message>
    <message>
        <source>times as large</source>
        <translation>放大倍数</translation>
    </message>
    <message>
        <source>degrees anticlockwise</source>
        <translation>逆时针角度</translation>
    </message>
    <message>
        <source>probability of %1</source>
        <translation>%1 的概率</translation>
    </message>
    <message>
        <source>distance in each layer</source>
        <translation>各层的距离</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>below each picture: how far it is moved, and the probability of %1</source>
        <translation>每幅图下方：移动了多少，以及 %1 的概率</translation>
    </message>
    <message>
        <source>px to the right</source>
        <translation>右移像素数</translation>
    </message>
    <message>
        <source>px down</source>
        <translation>下移像素数</translation>
    </message>
</context>
<context>
    <name>convlens::ui::InversionView</name>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>unit %1, activation %2</source>
        <translation>单元 %1，激活值 %2</translation>
    </message>
    <message>
        <source>Inversion</source>
        <translation>反演</translation>
    </message>
    <message>
        <source>What every layer still knows of the input</source>
        <translation>每一层对输入还知道些什么</translation>
    </message>
    <message>
        <source>Ideal pictures</source>
        <translation>理想图像</translation>
    </message>
    <message>
        <source>The pictures that excite the units of the selected layer most</source>
        <translation>最能激发所选层各单元的图像</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Steps of the search for each picture</source>
        <translation>搜索每幅图像的步数</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>搜索进度</translation>
    </message>
    <message>
        <source>Each picture was searched for, from noise, so that the layer below it answers as it does to the input. What is lost on the way is what the layer no longer knows. The error is the distance between the two answers, divided by the length of the answer to the input. The search&apos;s constants are ours.</source>
        <translation>每幅图像都从噪声开始搜索，使图下所写的层对它的响应与对输入的响应相同。途中丢失的，就是该层不再知道的。误差是两个响应之间的距离除以对输入的响应的长度。搜索所用的常数由我们选定。</translation>
    </message>
    <message>
        <source>Each picture was searched for, from noise, so that one unit answers as strongly as it can, while the picture stays smooth and small; of a map it is the unit in the middle. The number is the activation reached. The search&apos;s constants are ours.</source>
        <translation>每幅图像都从噪声开始搜索，使一个单元的响应尽可能强，同时图像保持平滑且幅度小；对特征图取其正中的单元。数字是达到的激活值。搜索所用的常数由我们选定。</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一次回答。</translation>
    </message>
    <message>
        <source>This takes a while with a network of this size.</source>
        <translation>对这样大的网络需要一些时间。</translation>
    </message>
    <message>
        <source>%1 · units %2 to %3</source>
        <translation>%1 · 单元 %2 至 %3</translation>
    </message>
    <message>
        <source>error %1</source>
        <translation>误差 %1</translation>
    </message>
    <message>
        <source>pixel y %1, x %2 · %3</source>
        <translation>像素 y %1, x %2 · %3</translation>
    </message>
</context>
<context>
    <name>convlens::ui::JobProgress</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>convlens::ui::LabForm</name>
    <message>
        <source>%1; there are: %2</source>
        <translation>%1；可选：%2</translation>
    </message>
    <message>
        <source>%1 will not do; give %2</source>
        <translation>%1 不行；请给出 %2</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>The first images of the training split; one in %1 of them is held out to choose by</source>
        <translation>训练集的前若干幅图像；其中每 %1 幅留出一幅，供选择之用</translation>
    </message>
    <message>
        <source>Variants to train</source>
        <translation>要训练的变体</translation>
    </message>
    <message>
        <source>your own: window=7,stride=2</source>
        <translation>自定义：window=7,stride=2</translation>
    </message>
    <message>
        <source>A variant of your own</source>
        <translation>自定义变体</translation>
    </message>
    <message>
        <source>Changes joined by commas: window=7, stride=2, maps=0.5, without=LAYER, batch-norm=on, dropout=0.5, lrn=on, batch=128</source>
        <translation>用逗号连接的改动：window=7、stride=2、maps=0.5、without=层名、batch-norm=on、dropout=0.5、lrn=on、batch=128</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>convlens::ui::LabTable</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Dead filters</source>
        <translation>死滤波器</translation>
    </message>
    <message>
        <source>First filters</source>
        <translation>首层滤波器</translation>
    </message>
    <message>
        <source>Variants side by side</source>
        <translation>各变体并列比较</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>convlens::ui::LabView</name>
    <message>
        <source>There is no folder to keep a lab in.</source>
        <translation>没有可存放实验的文件夹。</translation>
    </message>
    <message>
        <source>Opening the data…</source>
        <translation>正在打开数据…</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，数据 %2</translation>
    </message>
    <message>
        <source>%1: unfinished, %2 done</source>
        <translation>%1：未完成，已完成 %2</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1：已完成</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Train the ticked variants, an epoch each in turn; a finished lab is replaced</source>
        <translation>训练已勾选的变体，每个轮流训练一轮；已完成的实验会被取代</translation>
    </message>
    <message>
        <source>Pick up</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on with the lab that was stopped</source>
        <translation>继续先前停止的实验</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Throw away the lab that was stopped</source>
        <translation>丢弃先前停止的实验</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the lab; what was trained is kept</source>
        <translation>停止实验；已训练的部分会保留</translation>
    </message>
    <message>
        <source>Open this variant</source>
        <translation>打开此变体</translation>
    </message>
    <message>
        <source>Make the chosen variant the network of the window</source>
        <translation>把选中的变体作为窗口的网络</translation>
    </message>
    <message>
        <source>How much of the lab is done</source>
        <translation>实验完成了多少</translation>
    </message>
    <message>
        <source>Accuracy on held-out images in % by epoch</source>
        <translation>留出图像上的准确率（%），按轮数</translation>
    </message>
    <message>
        <source>Training loss (cross-entropy) by epoch</source>
        <translation>训练损失（交叉熵），按轮数</translation>
    </message>
    <message>
        <source>variants ticked: %1</source>
        <translation>已勾选变体：%1</translation>
    </message>
    <message>
        <source>Which part of a network earns its accuracy? Variants trained with the same seed, images and epochs tell. Zeiler &amp; Fergus (2014) found first filters of AlexNet (window 11, stride 4) dead or coarse, made them 7 and 2 (section 4.1), and took layers away (section 5.1, table 3). Dead is a filter that answers to none of %1 held-out images; accuracies to choose by are on held-out training images. (The variants here are ours; where a layer comes or goes, those behind it begin with other random weights)</source>
        <translation>网络的准确率靠的是哪一部分？用相同的种子、图像和轮数训练各个变体，便能看出。Zeiler &amp; Fergus (2014) 发现 AlexNet 的首层滤波器（窗口 11，步幅 4）有的已死、有的粗糙，把它们改为 7 和 2（4.1 节），并逐层拿掉（5.1 节，表 3）。对 %1 幅留出图像都没有响应的滤波器称为死滤波器；供选择用的准确率是在留出的训练图像上测得的。（此处的变体由我们选定；增减一层时，其后各层从另外的随机权重开始）</translation>
    </message>
    <message>
        <source>%1 done · training %2 · %3</source>
        <translation>已完成 %1 · 正在训练 %2 · %3</translation>
    </message>
    <message>
        <source>Opening the data; numbers and curves begin with the first variant&apos;s training.</source>
        <translation>正在打开数据；第一个变体开始训练时，数字和曲线就会出现。</translation>
    </message>
    <message>
        <source>No variant is ticked: tick some under Variants.</source>
        <translation>还没有勾选变体：请在“变体”页勾选。</translation>
    </message>
    <message>
        <source>Press %1: accuracy, loss, time and dead filters then grow here while they are trained in turn.</source>
        <translation>按“%1”：它们轮流训练时，准确率、损失、时间和失效滤波器会在这里逐渐出现。</translation>
    </message>
    <message>
        <source>Nothing is trained yet. What is to be: variants of %1 on %2, all with the same seed and pictures (%3 of them).</source>
        <translation>还没有训练。将要训练的是 %1 的变体，数据为 %2，种子和图片全都相同（共 %3 个）。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::LabelButtons</name>
    <message>
        <source>✓ kept in Your hand as: %1</source>
        <translation>✓ 已存入“您的笔迹”：%1</translation>
    </message>
    <message>
        <source>Wrong? It is:</source>
        <translation>读错了？这是：</translation>
    </message>
    <message>
        <source>It is %1: keep the drawing</source>
        <translation>这是 %1：保存绘图</translation>
    </message>
    <message>
        <source>Keep this drawing under the label %1, to teach the network with it in the tab Your hand</source>
        <translation>以标签 %1 保存此绘图，以便在“您的笔迹”标签页中教网络</translation>
    </message>
</context>
<context>
    <name>convlens::ui::MainWindow</name>
    <message>
        <source>Go on training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Networks to look into</source>
        <translation>可供查看的网络</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data sets to train on</source>
        <translation>用于训练的数据集</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>%1 – ConvLens</source>
        <translation>%1 – ConvLens</translation>
    </message>
    <message>
        <source>No network yet</source>
        <translation>还没有网络</translation>
    </message>
    <message>
        <source>Network: %1</source>
        <translation>网络：%1</translation>
    </message>
    <message>
        <source>Open a picture, a drawing or a network</source>
        <translation>打开图片、手绘图或网络</translation>
    </message>
    <message>
        <source>All that can be opened (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.json *.jsonl *.onnx);;Pictures (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp);;Drawings (*.json *.jsonl *.gz);;Networks (*.onnx);;All files (*)</source>
        <translation>所有可打开的文件 (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.json *.jsonl *.onnx);;图片 (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp);;手绘图 (*.json *.jsonl *.gz);;网络 (*.onnx);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>Networks (*.onnx);;All files (*)</source>
        <translation>网络 (*.onnx);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the drawing</source>
        <translation>保存手绘图</translation>
    </message>
    <message>
        <source>Drawings (*.jsonl)</source>
        <translation>手绘图 (*.jsonl)</translation>
    </message>
    <message>
        <source>Save the network</source>
        <translation>保存网络</translation>
    </message>
    <message>
        <source>Networks (*.onnx)</source>
        <translation>网络 (*.onnx)</translation>
    </message>
    <message>
        <source>A folder of images, one subfolder a class</source>
        <translation>图像文件夹，每个类别一个子文件夹</translation>
    </message>
    <message>
        <source>There is nothing to export in this view yet.</source>
        <translation>此视图中还没有可导出的内容。</translation>
    </message>
    <message>
        <source>Export the view: choose a folder (files of the same names are replaced)</source>
        <translation>导出视图：选择文件夹（同名文件将被替换）</translation>
    </message>
    <message>
        <source>A file of labelled drawings, one a line</source>
        <translation>带标签的绘图文件，每行一个</translation>
    </message>
    <message>
        <source>Drawings (*.jsonl *.gz);;All files (*)</source>
        <translation>绘图 (*.jsonl *.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>A list of class names</source>
        <translation>类别名称列表</translation>
    </message>
    <message>
        <source>Lists (*.txt *.json *.names);;All files (*)</source>
        <translation>列表 (*.txt *.json *.names);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Trained here, the last first:</source>
        <translation>在此训练过的（最近的在前）：</translation>
    </message>
    <message>
        <source>Nothing is drawn yet.</source>
        <translation>还没有绘制任何内容。</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Progress of the opening</source>
        <translation>打开进度</translation>
    </message>
    <message>
        <source>Pictures of a data set are not kept: networks are measured by them. Draw the digit, or open a picture of it.</source>
        <translation>数据集中的图片不会保存：它们是用来衡量网络的。请画出该数字，或打开一张它的图片。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::MapsView</name>
    <message>
        <source>Feature maps of the layer</source>
        <translation>该层的特征图</translation>
    </message>
    <message>
        <source>The selected feature map, enlarged</source>
        <translation>放大的所选特征图</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的首个结果。</translation>
    </message>
    <message>
        <source>%1 · units: %2 · each with its value</source>
        <translation>%1 · 单元：%2 · 各标其值</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>Order of the maps</source>
        <translation>特征图的顺序</translation>
    </message>
    <message>
        <source>Order of the maps. By activation: the map with the largest single activation comes first</source>
        <translation>特征图的顺序。按激活：单个激活值最大的特征图排在最前</translation>
    </message>
    <message>
        <source>Input behind it</source>
        <translation>背后显示输入</translation>
    </message>
    <message>
        <source>Show the input behind the map</source>
        <translation>在特征图背后显示输入</translation>
    </message>
    <message>
        <source>Shows the input faintly behind the map, each position where its receptive field is centred</source>
        <translation>在特征图背后淡淡地显示输入，每个位置对应其感受野的中心</translation>
    </message>
    <message>
        <source>Dead: nowhere above 0 on this input</source>
        <translation>死：在该输入上处处不大于 0</translation>
    </message>
    <message>
        <source>Saturated: above 0 at every position on this input</source>
        <translation>饱和：在该输入上每个位置都大于 0</translation>
    </message>
    <message>
        <source>%1 · maps: %2</source>
        <translation>%1 · 特征图：%2</translation>
    </message>
    <message>
        <source>dead: %1 · saturated: %2</source>
        <translation>死：%1 · 饱和：%2</translation>
    </message>
    <message>
        <source>dead on this input</source>
        <translation>在该输入上为死</translation>
    </message>
    <message>
        <source>saturated on this input</source>
        <translation>在该输入上饱和</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Map %1 · %2×%3</source>
        <translation>特征图 %1 · %2×%3</translation>
    </message>
    <message>
        <source>One map is one unit of the layer, asked at every place of the picture: where it answers strongly, what it looks for is there. The numbers are the network&apos;s own. Dead: nowhere above 0 for this picture; saturated: above 0 everywhere. (LeCun et al. 1998)</source>
        <translation>一张特征图是该层的一个单元在图像每个位置上的回答：哪里反应强，它要找的东西就在哪里。数值就是网络自己的数值。死亡：对这张图像处处不大于 0；饱和：处处大于 0。（LeCun et al. 1998）</translation>
    </message>
</context>
<context>
    <name>convlens::ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>convlens::ui::MoveBars</name>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>How far each layer moved</source>
        <translation>各层移动了多少</translation>
    </message>
</context>
<context>
    <name>convlens::ui::MovedFilters</name>
    <message>
        <source>filter %1 · moved by %2 of its norm</source>
        <translation>滤波器 %1 · 移动了其范数的 %2</translation>
    </message>
    <message>
        <source>Filters, those that moved most first</source>
        <translation>滤波器，移动最多的在前</translation>
    </message>
    <message>
        <source>%1: before, after ±%2; change ±%3</source>
        <translation>%1：之前、之后 ±%2；变化 ±%3</translation>
    </message>
    <message>
        <source>before · after · change</source>
        <comment>below three pictures</comment>
        <translation>之前 · 之后 · 变化</translation>
    </message>
</context>
<context>
    <name>convlens::ui::NetworkSees</name>
    <message>
        <source>What the network sees</source>
        <translation>网络看到的图像</translation>
    </message>
    <message>
        <source>The network&apos;s input, enlarged</source>
        <translation>放大的网络输入</translation>
    </message>
    <message>
        <source>input · y %1, x %2 · %3</source>
        <translation>输入 · y %1, x %2 · %3</translation>
    </message>
</context>
<context>
    <name>convlens::ui::NetworkView</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>One column a layer. Left and right walk the layers, up and down the maps of a layer.</source>
        <translation>每层一列。左右键切换层，上下键切换层内的特征图。</translation>
    </message>
    <message>
        <source>The network appears here as soon as it has been loaded.</source>
        <translation>网络加载完成后会显示在这里。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::OcclusionForm</name>
    <message>
        <source>Square</source>
        <translation>方块</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Side of the covering square, in pixels</source>
        <translation>遮挡方块的边长（像素）</translation>
    </message>
    <message>
        <source>Pixels from one position of the square to the next</source>
        <translation>方块相邻两个位置之间的像素数</translation>
    </message>
    <message>
        <source>Whether the square&apos;s centre visits every pixel, or the square stays inside the picture</source>
        <translation>方块的中心遍历每个像素，还是方块始终完全位于图内</translation>
    </message>
    <message>
        <source>The square&apos;s colour. It is never neutral: on white-on-black digits grey adds ink and black erases strokes.</source>
        <translation>方块的颜色。它从不是中性的：对黑底白字，灰色会增加笔迹，黑色会擦除笔画。</translation>
    </message>
    <message>
        <source>every pixel</source>
        <translation>每个像素</translation>
    </message>
    <message>
        <source>inside</source>
        <translation>图内</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>selected layer</source>
        <translation>所选层</translation>
    </message>
    <message>
        <source>The class whose probability is shown; automatic: the true one where it is known, else the predicted one</source>
        <translation>显示其概率的类别；自动：已知真实类别时用它，否则用预测类别</translation>
    </message>
    <message>
        <source>last conv.</source>
        <translation>最后的卷积</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>The layer whose strongest map is summed in the second picture, or the selected map</source>
        <translation>第二幅图中求和的是哪一层最强的特征图，或者是所选的特征图</translation>
    </message>
    <message>
        <source>selected map</source>
        <translation>所选特征图</translation>
    </message>
</context>
<context>
    <name>convlens::ui::OcclusionView</name>
    <message>
        <source>map %1 · pixel y %2, x %3 · %4</source>
        <translation>特征图 %1 · 像素 y %2，x %3 · %4</translation>
    </message>
    <message>
        <source>a · input and square</source>
        <translation>a · 输入与方块</translation>
    </message>
    <message>
        <source>The input with the covering square</source>
        <translation>带遮挡方块的输入</translation>
    </message>
    <message>
        <source>covered: the answer</source>
        <translation>遮挡后的回答</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Let the square travel over the picture</source>
        <translation>让方块在图上移动</translation>
    </message>
    <message>
        <source>Take the square away</source>
        <translation>移去方块</translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation>扫描进度</translation>
    </message>
    <message>
        <source>b · sum of the strongest map</source>
        <translation>b · 最强特征图之和</translation>
    </message>
    <message>
        <source>d · probability of the class</source>
        <translation>d · 该类别的概率</translation>
    </message>
    <message>
        <source>e · most probable class</source>
        <translation>e · 最可能的类别</translation>
    </message>
    <message>
        <source>c · deconvnet of the strongest map</source>
        <translation>c · 最强特征图的反卷积</translation>
    </message>
    <message>
        <source>the strongest map now</source>
        <translation>此时最强的特征图</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一个回答。</translation>
    </message>
    <message>
        <source>Stopped. Any change starts the sweep again.</source>
        <translation>已停止。任何改动都会重新开始扫描。</translation>
    </message>
    <message>
        <source>coarse (step %1 px), being refined</source>
        <translation>粗略（步长 %1 像素），正在细化</translation>
    </message>
    <message>
        <source>b · sum of map %1 of %2</source>
        <translation>b · %2 的特征图 %1 之和</translation>
    </message>
    <message>
        <source>d · probability of %1</source>
        <translation>d · “%1”的概率</translation>
    </message>
    <message>
        <source>c · deconvnet of map %1</source>
        <translation>c · 特征图 %1 的反卷积</translation>
    </message>
    <message>
        <source>square at y %1, x %2 · sum %3 · p(%4) %5 · reads %6</source>
        <translation>方块在 y %1，x %2 · 和 %3 · p(%4) %5 · 读作 %6</translation>
    </message>
    <message>
        <source>map %1 now</source>
        <translation>此时的特征图 %1</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>删除曲线</translation>
    </message>
    <message>
        <source>Lay the squares on one after another, those that hurt most first, and see how fast the class is lost: a check on map d (Petsiuk et al. 2018)</source>
        <translation>逐个盖上方块，影响最大的先盖，看该类别消失得有多快：用来检验图 d（Petsiuk 等，2018）</translation>
    </message>
    <message>
        <source>deletion · probability of %1</source>
        <translation>删除 · %1 的概率</translation>
    </message>
    <message>
        <source>covered share</source>
        <translation>遮住的比例</translation>
    </message>
    <message>
        <source>what hurts most first: mean %1</source>
        <translation>影响最大的先盖：平均 %1</translation>
    </message>
    <message>
        <source>random order: mean %1</source>
        <translation>随机顺序：平均 %1</translation>
    </message>
</context>
<context>
    <name>convlens::ui::PairedBars</name>
    <message>
        <source>%1: A %2, B %3</source>
        <translation>%1：A %2，B %3</translation>
    </message>
    <message>
        <source>class %1 · A %2 · B %3 · A − B %4</source>
        <translation>类别 %1 · A %2 · B %3 · A − B %4</translation>
    </message>
</context>
<context>
    <name>convlens::ui::PictureFilterBar</name>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Wrong first</source>
        <translation>错误在前</translation>
    </message>
    <message>
        <source>Only wrong</source>
        <translation>只看错误</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>True class of the images shown</source>
        <translation>所显示图像的真实类别</translation>
    </message>
    <message>
        <source>Whether wrong images are shown first, alone, or among the others</source>
        <translation>错误的图像排在前面、单独显示，还是与其他图像混排</translation>
    </message>
    <message>
        <source>Order by the network&apos;s confidence in its answer</source>
        <translation>按网络对其答案的把握排序</translation>
    </message>
    <message>
        <source>Back to all images</source>
        <translation>回到所有图像</translation>
    </message>
    <message>
        <source>Only %1; press to show all images again</source>
        <translation>仅显示 %1；按下可重新显示所有图像</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>Surest</source>
        <translation>最有把握</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>最没把握</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ProbabilityBars</name>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>class %1 · probability %2</source>
        <translation>类别 %1 · 概率 %2</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ProbeView</name>
    <message>
        <source>Learning from every layer&apos;s values of %1…</source>
        <translation>正在从每一层对%1的数值中学习…</translation>
    </message>
    <message>
        <source>of %1 · of other weights than those shown now</source>
        <translation>%1 · 与当前显示的权重不同</translation>
    </message>
    <message>
        <source>of %1 · linear: %2 training and %3 test images; the others: %4 and %5</source>
        <translation>%1 · 线性：%2 张训练图像和 %3 张测试图像；其余：%4 张和 %5 张</translation>
    </message>
    <message>
        <source>linear classifier</source>
        <translation>线性分类器</translation>
    </message>
    <message>
        <source>nearest neighbours</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>support vector machine</source>
        <translation>支持向量机</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>%1 · %2 values · linear %3, neighbours %4, support vectors %5</source>
        <translation>%1 · %2 个数值 · 线性 %3，最近邻 %4，支持向量机 %5</translation>
    </message>
    <message>
        <source>Train the classifiers on every layer&apos;s values</source>
        <translation>用每一层的数值训练分类器</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>探针</translation>
    </message>
    <message>
        <source>Accuracy by layer</source>
        <translation>各层的准确率</translation>
    </message>
    <message>
        <source>the network itself</source>
        <translation>网络自身</translation>
    </message>
    <message>
        <source>Simple classifiers learn from what each layer makes of the training images, and answer the test images. Where the curve rises, the layers have made the classes easier to tell apart: that is what depth buys. The network itself stays as it is; its own accuracy is the dashed line. (Alain &amp; Bengio 2016; classifiers: multinomial logistic regression; 5 nearest neighbours; linear support vector machine)</source>
        <translation>简单的分类器从每一层对训练图像的表示中学习，再回答测试图像。曲线上升之处，说明这些层让各类更容易区分：这就是深度换来的东西。网络本身保持不变；虚线是它自身的准确率。（Alain &amp; Bengio 2016；分类器：多项逻辑回归；5 个最近邻；线性支持向量机）</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Press Start: three classifiers learn from every layer&apos;s values. It takes a minute or so.</source>
        <translation>请按“开始”：三种分类器从每一层的数值中学习，大约需要一分钟。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ReconstructionView</name>
    <message>
        <source>%1, %2 · y %3, x %4 · strength over all channels %5</source>
        <translation>%1，%2 · y %3，x %4 · 所有通道的强度 %5</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>What a ReLU does on the way down</source>
        <translation>向下传递时 ReLU 的作用</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>one</source>
        <translation>1</translation>
    </message>
    <message>
        <source>The value that the way down begins with</source>
        <translation>向下传递的起始值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>The selected unit&apos;s picture</source>
        <translation>所选单元的图像</translation>
    </message>
    <message>
        <source>Way down</source>
        <translation>下行过程</translation>
    </message>
    <message>
        <source>What is left of the signal layer by layer</source>
        <translation>信号逐层剩下的部分</translation>
    </message>
    <message>
        <source>All maps</source>
        <translation>所有特征图</translation>
    </message>
    <message>
        <source>The pictures of all maps of the layer</source>
        <translation>该层所有特征图的图像</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>The network&apos;s input</source>
        <translation>网络的输入</translation>
    </message>
    <message>
        <source>Reconstruction over the input</source>
        <translation>叠加在输入上的重建</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>The signal on its way down</source>
        <translation>下行中的信号</translation>
    </message>
    <message>
        <source>Reconstructions of all maps</source>
        <translation>所有特征图的重建</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一个回答。</translation>
    </message>
    <message>
        <source>%1 · unit %2 · activation %3</source>
        <translation>%1 · 单元 %2 · 激活值 %3</translation>
    </message>
    <message>
        <source>%1 · map %2 · at y %3, x %4 · activation %5</source>
        <translation>%1 · 特征图 %2 · 位于 y %3，x %4 · 激活值 %5</translation>
    </message>
    <message>
        <source>%1 · map %2 · strongest at y %3, x %4 · activation %5</source>
        <translation>%1 · 特征图 %2 · 最强处 y %3，x %4 · 激活值 %5</translation>
    </message>
    <message>
        <source>the unit alone</source>
        <translation>仅该单元</translation>
    </message>
    <message>
        <source>map %1 · pixel y %2, x %3 · %4</source>
        <translation>特征图 %1 · 像素 y %2，x %3 · %4</translation>
    </message>
    <message>
        <source>Three rules</source>
        <translation>三种规则</translation>
    </message>
    <message>
        <source>The selected unit&apos;s picture under each rule</source>
        <translation>所选单元在每种规则下的图像</translation>
    </message>
    <message>
        <source>%1 · each map&apos;s strongest</source>
        <translation>%1 · 各图最强处</translation>
    </message>
    <message>
        <source>Every map of the layer, from the position at which it is strongest</source>
        <translation>该层的每个特征图，均从其最强位置开始</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>起始值</translation>
    </message>
</context>
<context>
    <name>convlens::ui::RulesPage</name>
    <message>
        <source>pixel y %1, x %2 · %3</source>
        <translation>像素 y %1, x %2 · %3</translation>
    </message>
    <message>
        <source>The same unit carried down to the pixels three times. R is the signal on its way down, f what the ReLU gave on the way up; the rules differ in what the ReLU lets through.</source>
        <translation>同一个单元三次向下传到像素。R 是向下的信号，f 是 ReLU 在向上时给出的值；三种规则的区别在于 ReLU 让什么通过。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::SaliencyView</name>
    <message>
        <source>Pictures</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Three methods side by side</source>
        <translation>三种方法并排</translation>
    </message>
    <message>
        <source>Sanity check</source>
        <translation>合理性检验</translation>
    </message>
    <message>
        <source>How an explanation changes when the weights are made random</source>
        <translation>把权重换成随机值后，解释如何变化</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>The class whose score is explained; automatic: the one with the highest score</source>
        <translation>解释哪个类别的得分；自动：得分最高的类别</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Points on the way from black to the picture, for the integrated gradients</source>
        <translation>积分梯度：从全黑到该图像的路径上的点数</translation>
    </message>
    <message>
        <source>Chosen picture over the input</source>
        <translation>所选图像叠加在输入上</translation>
    </message>
    <message>
        <source>Waiting for the first answer of the network.</source>
        <translation>正在等待网络的第一次回答。</translation>
    </message>
    <message>
        <source>score of %1: %2</source>
        <translation>%1 的得分：%2</translation>
    </message>
    <message>
        <source>pixel y %1, x %2 · %3</source>
        <translation>像素 y %1, x %2 · %3</translation>
    </message>
    <message>
        <source>of black: %1 · residue: %2</source>
        <translation>全黑：%1 · 余差：%2</translation>
    </message>
    <message>
        <source>The score of the class, of this picture and of a black one; residue: what the integrated gradients&apos; sum misses of the difference of the two</source>
        <translation>该类别的得分：此图像的和全黑图像的；余差：积分梯度之和与两者之差相差多少</translation>
    </message>
</context>
<context>
    <name>convlens::ui::SampleStrip</name>
    <message>
        <source>Sample drawing of a %1</source>
        <translation>%1 的示例手绘图</translation>
    </message>
    <message>
        <source>Sample drawing</source>
        <translation>示例手绘图</translation>
    </message>
    <message>
        <source>Sample drawings</source>
        <translation>示例手绘图</translation>
    </message>
</context>
<context>
    <name>convlens::ui::SanityLink</name>
    <message>
        <source>Sanity check ▸</source>
        <translation>合理性检验 ▸</translation>
    </message>
    <message>
        <source>How this explanation changes when the weights are made random</source>
        <translation>把权重变成随机值后，这个解释会怎样变化</translation>
    </message>
    <message>
        <source>Sanity check</source>
        <translation>合理性检验</translation>
    </message>
</context>
<context>
    <name>convlens::ui::SanityPage</name>
    <message>
        <source>real weights</source>
        <translation>真实权重</translation>
    </message>
    <message>
        <source>rank corr. 1</source>
        <translation>秩相关 1</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>rank corr. %1</source>
        <translation>秩相关 %1</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>解释方法</translation>
    </message>
    <message>
        <source>The explanation that is checked</source>
        <translation>要检验的解释方法</translation>
    </message>
    <message>
        <source>Progress of the sanity check</source>
        <translation>合理性检验的进度</translation>
    </message>
    <message>
        <source>The explanation while the weights become random from the top down</source>
        <translation>权重自上而下变为随机值时的解释</translation>
    </message>
    <message>
        <source>From left to right the weights become random, one layer after another from the top down, and the same class is explained anew. The numbers are Spearman&apos;s rank correlation with the first picture: near 0 the explanation depended on what was learned.</source>
        <translation>从左到右，权重自上而下逐层变为随机值，每次重新解释同一类别。数字是与第一幅图像的斯皮尔曼秩相关：接近 0 说明解释依赖于学到的东西。</translation>
    </message>
</context>
<context>
    <name>convlens::ui::SelectionBar</name>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>per map</source>
        <translation>每张特征图</translation>
    </message>
    <message>
        <source>per layer</source>
        <translation>每层</translation>
    </message>
    <message>
        <source>whole network</source>
        <translation>整个网络</translation>
    </message>
    <message>
        <source>Which values share one colour scale</source>
        <translation>哪些值共用同一色标</translation>
    </message>
    <message>
        <source>Value under the cursor</source>
        <translation>光标处的值</translation>
    </message>
    <message>
        <source>unit %1</source>
        <translation>单元 %1</translation>
    </message>
    <message>
        <source>map %1</source>
        <translation>特征图 %1</translation>
    </message>
    <message>
        <source>y %1, x %2</source>
        <translation>y %1, x %2</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Selection: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Point at a map for its values</source>
        <translation>指向特征图可查看数值</translation>
    </message>
    <message>
        <source>Nothing selected: %1 is shown</source>
        <translation>未选择：显示的是 %1</translation>
    </message>
</context>
<context>
    <name>convlens::ui::StrongestView</name>
    <message>
        <source>%1 · unit %2 · its strongest images</source>
        <translation>%1 · 单元 %2 · 最能激发它的图像</translation>
    </message>
    <message>
        <source>%1 · map %2 · its strongest patches, %3×%4 pixels</source>
        <translation>%1 · 特征图 %2 · 最强图块，%3×%4 像素</translation>
    </message>
    <message>
        <source>%1 · test image %2 · true %3 · activation %4 at y %5, x %6 · a click makes it the input</source>
        <translation>%1 · 测试图像 %2 · 真实类别 %3 · 激活值 %4，位于 y %5，x %6 · 点击可作为输入</translation>
    </message>
    <message>
        <source>Every map&apos;s strongest patch</source>
        <translation>每个特征图的最强图块</translation>
    </message>
    <message>
        <source>Each map&apos;s strongest patch; a click chooses the map</source>
        <translation>每个特征图的最强图块；点击选择该特征图</translation>
    </message>
    <message>
        <source>The selected map&apos;s strongest patches</source>
        <translation>所选特征图的最强图块</translation>
    </message>
    <message>
        <source>What the map saw</source>
        <translation>特征图看到的部分</translation>
    </message>
    <message>
        <source>What in it the map answers to (deconvnet)</source>
        <translation>特征图响应其中的什么（反卷积网络）</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新搜索</translation>
    </message>
    <message>
        <source>Search all test images with the network that is shown now</source>
        <translation>用当前显示的网络搜索全部测试图像</translation>
    </message>
    <message>
        <source>Search for the strongest patches</source>
        <translation>搜索最强图块</translation>
    </message>
    <message>
        <source>Waiting for the network.</source>
        <translation>正在等待网络。</translation>
    </message>
    <message>
        <source>%1 has images of %2, and this network takes %3: choose another data set or another network.</source>
        <translation>%1 的图像为 %2，而此网络接受 %3：请选择其他数据集或其他网络。</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Stopped before the first images.</source>
        <translation>在看过第一批图像之前已停止。</translation>
    </message>
    <message>
        <source>of %1 test images</source>
        <translation>共 %1 张测试图像</translation>
    </message>
    <message>
        <source>of the first %1 of %2 test images</source>
        <translation>%2 张测试图像中的前 %1 张</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>of earlier weights than those shown now</source>
        <translation>来自比当前显示更早的权重</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>convlens::ui::TrainingForm</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>SGD + momentum</source>
        <translation>SGD + 动量</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>one cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <source>drawings</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Weights shown</source>
        <translation>当前显示的权重</translation>
    </message>
    <message>
        <source>A preset begins with random weights; the first entry trains the network that is shown on</source>
        <translation>预设网络从随机权重开始；第一项继续训练当前显示的网络</translation>
    </message>
    <message>
        <source>New last layer</source>
        <translation>新的最后一层</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Trains the network that is shown on</source>
        <translation>继续训练当前显示的网络</translation>
    </message>
    <message>
        <source>Takes the network that is shown to the classes of the data: a new last layer</source>
        <translation>让当前显示的网络适应数据的类别：换上新的最后一层</translation>
    </message>
</context>
<context>
    <name>convlens::ui::TrainingPanel</name>
    <message>
        <source>Get MNIST (11 MB)</source>
        <translation>下载 MNIST (11 MB)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>取消下载</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>Nothing is training. Press Train (F5) to begin.</source>
        <translation>没有正在进行的训练。按“训练”(F5) 开始。</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>正在加载 %1…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Training %1 on %2</source>
        <translation>正在训练 %1，数据 %2</translation>
    </message>
    <message>
        <source>Paused: %1 on %2</source>
        <translation>已暂停：%1，数据 %2</translation>
    </message>
    <message>
        <source>Done: %1 on %2</source>
        <translation>已完成：%1，数据 %2</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 张/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>test %1</source>
        <translation>测试 %1</translation>
    </message>
    <message>
        <source>train %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>epoch %1: %2</source>
        <translation>第 %1 轮：%2</translation>
    </message>
    <message>
        <source>MNIST: %1 of %2 MB</source>
        <translation>MNIST：%1 / %2 MB</translation>
    </message>
    <message>
        <source>MNIST: connecting…</source>
        <translation>MNIST：正在连接…</translation>
    </message>
    <message>
        <source>how far each layer&apos;s weights moved, of their norm</source>
        <translation>各层权重的移动，占其范数的比例</translation>
    </message>
</context>
<context>
    <name>convlens::ui::ViewRail</name>
    <message>
        <source>Groups of tabs</source>
        <translation>标签页分组</translation>
    </message>
</context>
<context>
    <name>convlens::ui::WindowActions</name>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Hold the training, and go on with it</source>
        <translation>暂停训练，或继续训练</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>单步(&amp;S)</translation>
    </message>
    <message>
        <source>Train on one batch, while paused</source>
        <translation>暂停时训练一个批次</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>End the training and keep what was learned</source>
        <translation>结束训练并保留已学到的权重</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a picture, a drawing or a network</source>
        <translation>打开图片、手绘图或网络</translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation>粘贴图片(&amp;P)</translation>
    </message>
    <message>
        <source>Take the picture from the clipboard</source>
        <translation>从剪贴板取得图片</translation>
    </message>
    <message>
        <source>&amp;Save drawing…</source>
        <translation>保存手绘图(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the drawing&apos;s strokes</source>
        <translation>保存手绘图的笔画</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Undo the last stroke</source>
        <translation>撤销上一笔</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复撤销的笔画</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>清空(&amp;C)</translation>
    </message>
    <message>
        <source>Clear the pad</source>
        <translation>清空画板</translation>
    </message>
    <message>
        <source>Open &amp;network (.onnx)…</source>
        <translation>打开网络 (.onnx)(&amp;N)…</translation>
    </message>
    <message>
        <source>Open a network from an ONNX file</source>
        <translation>从 ONNX 文件打开网络</translation>
    </message>
    <message>
        <source>Save as &amp;ONNX…</source>
        <translation>另存为 ONNX(&amp;O)…</translation>
    </message>
    <message>
        <source>Save the network now shown</source>
        <translation>保存当前显示的网络</translation>
    </message>
    <message>
        <source>&amp;Get MNIST (11 MB)</source>
        <translation>下载 MNIST (11 MB)(&amp;G)</translation>
    </message>
    <message>
        <source>Download 70,000 handwritten digits, checked and kept</source>
        <translation>下载 70,000 个手写数字，校验后保存</translation>
    </message>
    <message>
        <source>Folder of &amp;images…</source>
        <translation>图像文件夹(&amp;I)…</translation>
    </message>
    <message>
        <source>One subfolder a class</source>
        <translation>每个类别一个子文件夹</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Selection one level &amp;up</source>
        <translation>选择上移一级(&amp;U)</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>上移一级</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>&amp;Export view…</source>
        <translation>导出视图(&amp;E)…</translation>
    </message>
    <message>
        <source>Save what the view shows as numbers and pictures</source>
        <translation>将视图所示内容保存为数值和图片</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Large inspector</source>
        <translation>放大检视区(&amp;L)</translation>
    </message>
    <message>
        <source>Give the tabs the room of the network as well, and back</source>
        <translation>把网络的空间也让给标签页，再按一次恢复</translation>
    </message>
    <message>
        <source>File of d&amp;rawings…</source>
        <translation>绘图文件(&amp;R)…</translation>
    </message>
    <message>
        <source>Labelled drawings, one a line (.jsonl)</source>
        <translation>带标签的绘图，每行一个（.jsonl）</translation>
    </message>
    <message>
        <source>Describe the &amp;input…</source>
        <translation>描述输入(&amp;I)…</translation>
    </message>
    <message>
        <source>Say what pixels the network wants: only for one whose file does not say it</source>
        <translation>说明网络要什么样的像素：仅用于文件中没有说明的网络</translation>
    </message>
    <message>
        <source>Export a &amp;report…</source>
        <translation>导出报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Save every explanation of this picture as one page (HTML)</source>
        <translation>把对这幅图的所有解释保存为一个网页 (HTML)</translation>
    </message>
    <message>
        <source>Train the chosen network on the chosen data, a preset from random weights</source>
        <translation>用所选数据训练所选网络；预设网络从随机权重开始</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续训练(&amp;G)</translation>
    </message>
    <message>
        <source>Go on with the training that was stopped, where it stopped</source>
        <translation>从停止处继续已停止的训练</translation>
    </message>
    <message>
        <source>&amp;How to use ConvLens</source>
        <translation>如何使用 ConvLens(&amp;H)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>What the keys do</source>
        <translation>各按键的作用</translation>
    </message>
    <message>
        <source>&amp;About ConvLens</source>
        <translation>关于 ConvLens(&amp;A)</translation>
    </message>
    <message>
        <source>Version, licence and sources</source>
        <translation>版本、许可证与出处</translation>
    </message>
</context>
</TS>
