"""Reads a Filtro network document into PyTorch: a small reader of its own, so that the two
sides share nothing but the documented file format."""

import math

import torch
import torch.nn.functional as F
from torch import nn


def pair(value):
    return tuple(value) if isinstance(value, (list, tuple)) else (value, value)


def pads(padding, size, kernel, dilation, stride):
    """Rows and columns before and after, for height and for width."""
    if padding == "valid":
        return [(0, 0), (0, 0)]
    if padding == "same":
        result = []
        for n, k, d, s in zip(size, kernel, dilation, stride):
            total = max(0, (math.ceil(n / s) - 1) * s + d * (k - 1) + 1 - n)
            result.append((total // 2, total - total // 2))
        return result
    return [(n, n) for n in padding["explicit"]]


def even(padding):
    return all(before == after for before, after in padding)


def pad(x, padding, value):
    (top, bottom), (left, right) = padding
    return F.pad(x, (left, right, top, bottom), value=value)


class Conv(nn.Module):
    def __init__(self, node, shape):
        super().__init__()
        self.stride = pair(node.get("stride", 1))
        self.dilation = pair(node.get("dilation", 1))
        self.groups = node.get("groups", 1)
        kernel = pair(node["kernel"])
        self.padding = pads(node.get("padding", "valid"), shape[1:], kernel, self.dilation, self.stride)
        self.weight = nn.Parameter(torch.empty(node["filters"], shape[0] // self.groups, *kernel))
        self.bias = nn.Parameter(torch.empty(node["filters"])) if node.get("bias", True) else None

    def forward(self, x):
        x = pad(x, self.padding, 0.0)
        return F.conv2d(x, self.weight, self.bias, self.stride, 0, self.dilation, self.groups)


def depthwise(node, shape, bias):
    """A window for each channel, as a convolution with as many groups."""
    filters = shape[0] * node.get("multiplier", 1)
    return Conv({**node, "filters": filters, "groups": shape[0], "bias": bias}, shape)


class Separable(nn.Module):
    def __init__(self, node, shape):
        super().__init__()
        self.depthwise = depthwise(node, shape, False)
        channels = self.depthwise.weight.shape[0]
        self.pointwise = nn.Conv2d(channels, node["filters"], 1, bias=node.get("bias", True))

    def forward(self, x):
        return self.pointwise(self.depthwise(x))


class Pool(nn.Module):
    def __init__(self, node, shape):
        super().__init__()
        self.kernel = pair(node["kernel"])
        self.stride = pair(node.get("stride", node["kernel"]))
        self.padding = pads(node.get("padding", "valid"), shape[1:], self.kernel, (1, 1), self.stride)
        self.ceil = node.get("ceil_mode", False)
        self.include = node.get("count_include_pad", True)

    def before(self):
        """PyTorch's own padding, where it has it; the padding to make by hand otherwise."""
        if even(self.padding):
            return tuple(before for before, _ in self.padding), None
        return (0, 0), self.padding


class MaxPool(Pool):
    def forward(self, x):
        own, by_hand = self.before()
        if by_hand:
            x = pad(x, by_hand, -math.inf)
        return F.max_pool2d(x, self.kernel, self.stride, own, ceil_mode=self.ceil)


class AvgPool(Pool):
    def forward(self, x):
        own, by_hand = self.before()
        if by_hand is None:
            return F.avg_pool2d(x, self.kernel, self.stride, own, self.ceil, self.include)
        mean = F.avg_pool2d(pad(x, by_hand, 0.0), self.kernel, self.stride, ceil_mode=self.ceil)
        if self.include:
            return mean
        share = F.avg_pool2d(
            pad(torch.ones_like(x), by_hand, 0.0), self.kernel, self.stride, ceil_mode=self.ceil
        )
        return mean / share


class GlobalAvgPool(nn.Module):
    def forward(self, x):
        return x.mean(dim=(2, 3))


class GlobalMaxPool(nn.Module):
    def forward(self, x):
        return F.adaptive_max_pool2d(x, 1).flatten(1)


class BatchNorm(nn.modules.batchnorm._BatchNorm):
    def __init__(self, node, shape):
        super().__init__(shape[0], node.get("epsilon", 1e-5), node.get("momentum", 0.1))

    def _check_input_dim(self, x):
        pass


class Residual(nn.Module):
    def __init__(self, node, shape):
        super().__init__()
        self.lanes = nn.ModuleList([Lane(node["body"], shape), Lane(node.get("shortcut", []), shape)])

    def forward(self, x, seen):
        return sum(lane(x, seen) for lane in self.lanes)


class Parallel(nn.Module):
    def __init__(self, node, shape):
        super().__init__()
        self.lanes = nn.ModuleList([Lane(branch, shape) for branch in node["branches"]])
        self.merge = node["merge"]

    def forward(self, x, seen):
        outputs = [lane(x, seen) for lane in self.lanes]
        if self.merge == "concat":
            return torch.cat(outputs, 1)
        if self.merge == "add":
            return sum(outputs)
        if any(output.dim() == 4 for output in outputs):
            outputs = [o if o.dim() == 4 else o[:, :, None, None] for o in outputs]
        return math.prod(outputs[1:], start=outputs[0])


ACTIVATIONS = {
    "relu": lambda node: nn.ReLU(),
    "leaky_relu": lambda node: nn.LeakyReLU(node.get("slope", 0.01)),
    "elu": lambda node: nn.ELU(),
    "gelu": lambda node: nn.GELU(),
    "silu": lambda node: nn.SiLU(),
    "sigmoid": lambda node: nn.Sigmoid(),
    "tanh": lambda node: nn.Tanh(),
    "relu6": lambda node: nn.ReLU6(),
    "hard_swish": lambda node: nn.Hardswish(),
    "hard_sigmoid": lambda node: nn.Hardsigmoid(),
}

KINDS = {
    "conv2d": Conv,
    "depthwise_conv2d": lambda node, shape: depthwise(node, shape, node.get("bias", True)),
    "separable_conv2d": Separable,
    "max_pool2d": MaxPool,
    "avg_pool2d": AvgPool,
    "adaptive_avg_pool2d": lambda node, shape: nn.AdaptiveAvgPool2d(pair(node["output"])),
    "global_max_pool": lambda node, shape: GlobalMaxPool(),
    "global_avg_pool": lambda node, shape: GlobalAvgPool(),
    "upsample": lambda node, shape: nn.Upsample(
        scale_factor=pair(node["scale"]), mode=node.get("mode", "nearest")
    ),
    "batch_norm2d": BatchNorm,
    "group_norm": lambda node, shape: nn.GroupNorm(node["groups"], shape[0], node.get("epsilon", 1e-5)),
    "layer_norm": lambda node, shape: nn.LayerNorm(shape, node.get("epsilon", 1e-5)),
    "local_response_norm": lambda node, shape: nn.LocalResponseNorm(
        node["size"], node.get("alpha", 1e-4), node.get("beta", 0.75), node.get("k", 1.0)
    ),
    "activation": lambda node, shape: ACTIVATIONS[node["function"]](node),
    "dropout": lambda node, shape: nn.Dropout(node["rate"]),
    "spatial_dropout": lambda node, shape: nn.Dropout2d(node["rate"]),
    "flatten": lambda node, shape: nn.Flatten(),
    "dense": lambda node, shape: nn.Linear(shape[0], node["units"], node.get("bias", True)),
    "softmax": lambda node, shape: nn.Softmax(1),
    "residual": Residual,
    "parallel": Parallel,
}


class Lane(nn.Module):
    """A sequence. `seen` collects every node's output by its id."""

    def __init__(self, nodes, shape):
        super().__init__()
        self.ids = [node["id"] for node in nodes]
        self.nodes = nn.ModuleList()
        for node in nodes:
            module = KINDS[node["kind"]](node, shape)
            self.nodes.append(module)
            # Batch norm would refuse two equal samples; shapes are found as in prediction.
            with torch.no_grad():
                shape = tuple(call(module.eval(), torch.zeros(2, *shape), {}).shape[1:])
        self.shape = shape

    def forward(self, x, seen):
        for number, module in zip(self.ids, self.nodes):
            x = seen[number] = call(module, x, seen)
        return x


def call(module, x, seen):
    return module(x, seen) if isinstance(module, (Residual, Parallel)) else module(x)


class Network(nn.Module):
    def __init__(self, document):
        super().__init__()
        nodes = document["nodes"]
        self.ends_in_softmax = bool(nodes) and nodes[-1]["kind"] == "softmax"
        self.lane = Lane(nodes, tuple(document["input"]))

    def forward(self, x):
        """Class scores, and every node's output."""
        seen = {}
        y = self.lane(x, seen)
        if self.ends_in_softmax:
            y = seen[self.lane.ids[-2]] if len(self.lane.ids) > 1 else x
        return y, seen

    def tensors(self):
        """Parameters and running statistics as Filtro names them."""
        found = {}

        def visit(lane):
            for number, module in zip(lane.ids, lane.nodes):
                if isinstance(module, (Residual, Parallel)):
                    for inner in module.lanes:
                        visit(inner)
                    continue
                # By kind and in this order, which the draws of the weights follow.
                names = ("weight", "bias", "running_mean", "running_var")
                for part in ("", "depthwise.", "pointwise."):
                    inner = getattr(module, part[:-1], None) if part else module
                    for name in names:
                        tensor = getattr(inner, name, None)
                        if tensor is not None:
                            found[f"{number}.{part}{name}"] = tensor

        visit(self.lane)
        return found
