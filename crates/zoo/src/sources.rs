//! The papers that networks and blocks come from.

pub(crate) const HE_2016: &str =
    "He, Zhang, Ren and Sun, Deep residual learning for image recognition, CVPR, 2016";
pub(crate) const SZEGEDY_2015: &str = "Szegedy et al., Going deeper with convolutions, CVPR, 2015";
pub(crate) const SZEGEDY_2016: &str =
    "Szegedy et al., Rethinking the Inception architecture for computer vision, CVPR, 2016";
pub(crate) const IANDOLA_2016: &str = "Iandola et al., SqueezeNet: AlexNet-level accuracy with \
    50x fewer parameters and <0.5MB model size, 2016";
pub(crate) const HOWARD_2017: &str = "Howard et al., MobileNets: efficient convolutional neural \
    networks for mobile vision applications, 2017";
pub(crate) const SANDLER_2018: &str = "Sandler, Howard, Zhu, Zhmoginov and Chen, MobileNetV2: \
    inverted residuals and linear bottlenecks, CVPR, 2018";
pub(crate) const HU_2018: &str = "Hu, Shen and Sun, Squeeze-and-excitation networks, CVPR, 2018";
pub(crate) const CHOLLET_2017: &str =
    "Chollet, Xception: deep learning with depthwise separable convolutions, CVPR, 2017";
pub(crate) const HUANG_2017: &str =
    "Huang et al., Densely connected convolutional networks, CVPR, 2017";
