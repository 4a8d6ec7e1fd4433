"""The networks of the golden files: every layer kind with every parameter, and random ones."""

import random

EXPLICIT = lambda height, width: {"explicit": [height, width]}


def conv(filters, kernel, **more):
    return {"kind": "conv2d", "filters": filters, "kernel": kernel, **more}


def max_pool(kernel, stride, **more):
    return {"kind": "max_pool2d", "kernel": kernel, "stride": stride, **more}


def avg_pool(kernel, stride, **more):
    return {"kind": "avg_pool2d", "kernel": kernel, "stride": stride, **more}


def act(function, **more):
    return {"kind": "activation", "function": function, **more}


def dense(units, **more):
    return {"kind": "dense", "units": units, **more}


def residual(body, shortcut=()):
    return {"kind": "residual", "body": list(body), "shortcut": list(shortcut)}


def parallel(merge, *branches):
    return {"kind": "parallel", "merge": merge, "branches": [list(branch) for branch in branches]}


def depthwise(kernel, **more):
    return {"kind": "depthwise_conv2d", "kernel": kernel, **more}


def separable(filters, kernel, **more):
    return {"kind": "separable_conv2d", "filters": filters, "kernel": kernel, **more}


def adaptive(*output):
    return {"kind": "adaptive_avg_pool2d", "output": list(output)}


def upsample(scale, mode):
    return {"kind": "upsample", "scale": scale, "mode": mode}


def group_norm(groups, **more):
    return {"kind": "group_norm", "groups": groups, **more}


def response_norm(size, **more):
    return {"kind": "local_response_norm", "size": size, **more}


FLATTEN = {"kind": "flatten"}
GLOBAL = {"kind": "global_avg_pool"}
GLOBAL_MAX = {"kind": "global_max_pool"}
LAYER_NORM = {"kind": "layer_norm"}
# Brings values to where ReLU6 and its relatives are flat.
TENFOLD = response_norm(1, alpha=0.0, beta=1.0, k=0.1)
NORM = {"kind": "batch_norm2d"}
SOFTMAX = {"kind": "softmax"}


def number(nodes, start=1):
    """Gives ids in document order, not without gaps."""
    for node in nodes:
        node["id"] = start
        start += 2
        lanes = node.get("branches") or [node[key] for key in ("body", "shortcut") if key in node]
        for lane in lanes:
            start = number(lane, start)
    return start


def document(name, shape, nodes):
    # Constants such as FLATTEN stand in several networks, each with its own id.
    nodes = copy(nodes)
    number(nodes)
    return {"format": "filtro-network", "version": 1, "name": name, "input": list(shape), "nodes": nodes}


def copy(value):
    if isinstance(value, dict):
        return {key: copy(item) for key, item in value.items()}
    return [copy(item) for item in value] if isinstance(value, (list, tuple)) else value


def chosen():
    yield document("conv-valid", (3, 8, 7), [
        conv(4, [3, 2], stride=[2, 1]), act("relu"), conv(3, [2, 3], bias=False), FLATTEN, dense(4),
    ])
    yield document("conv-same", (2, 7, 6), [
        conv(3, [4, 3], padding="same", stride=[2, 1], dilation=[1, 2]), act("elu"),
        conv(2, [2, 2], padding="same"), act("tanh"), conv(4, [5, 4], padding="same", stride=[3, 2]),
        FLATTEN, dense(3),
    ])
    yield document("conv-groups", (4, 6, 6), [
        conv(6, [3, 3], padding=EXPLICIT(1, 2), groups=2), act("gelu"),
        conv(6, [3, 3], padding="same", groups=6, dilation=[2, 1]), act("silu"),
        conv(3, [1, 1], stride=[2, 2], groups=3, bias=False), FLATTEN, dense(4),
    ])
    yield document("max-pool", (2, 11, 10), [
        max_pool([3, 3], [2, 2], padding=EXPLICIT(1, 1), ceil_mode=True), conv(3, [2, 2]), act("relu"),
        max_pool([2, 3], [1, 1], padding="same"), max_pool([2, 2], [2, 2], ceil_mode=True),
        conv(4, [2, 2], padding="same"), max_pool([3, 2], [1, 2], padding=EXPLICIT(1, 0)), FLATTEN, dense(3),
    ])
    yield document("avg-pool", (2, 11, 10), [
        conv(3, [2, 2]), avg_pool([3, 3], [2, 2], padding=EXPLICIT(1, 1), ceil_mode=True),
        act("leaky_relu", slope=0.2),
        avg_pool([3, 2], [1, 2], padding=EXPLICIT(1, 1), count_include_pad=False), conv(3, [1, 1]),
        avg_pool([2, 3], [1, 1], padding="same", count_include_pad=False),
        avg_pool([2, 2], [2, 2], ceil_mode=True), FLATTEN, dense(3),
    ])
    yield document("avg-pool-more", (2, 9, 9), [
        conv(2, [2, 2], padding="same"), avg_pool([2, 2], [1, 1], padding="same"),
        avg_pool([3, 3], [2, 2], padding=EXPLICIT(1, 1), ceil_mode=True, count_include_pad=False),
        act("sigmoid"), avg_pool([2, 2], [2, 2]), GLOBAL, dense(5), SOFTMAX,
    ])
    yield document("global-pool", (3, 6, 5), [
        conv(4, [3, 3], padding="same"), act("silu"), conv(5, [1, 1]), GLOBAL,
    ])
    yield document("batch-norm", (2, 5, 6), [
        conv(3, [3, 3], bias=False), {**NORM, "epsilon": 1e-3, "momentum": 0.3}, act("tanh"), FLATTEN,
        dense(6, bias=False), NORM, act("elu"), dense(3),
    ])
    yield document("batch-norm-first", (2, 4, 4), [NORM, conv(3, [2, 2]), act("gelu"), GLOBAL, dense(3)])
    yield document("vectors", (1, 4, 5), [
        FLATTEN, dense(8), act("gelu"), dense(7), act("sigmoid"), dense(6, bias=False),
        act("leaky_relu", slope=0.1), dense(5), act("silu"), FLATTEN, {"kind": "dropout", "rate": 0.0},
        dense(4), SOFTMAX,
    ])
    yield document("residual", (2, 6, 6), [
        residual([conv(4, [3, 3], padding="same", stride=[2, 2], bias=False), NORM, act("relu"),
                  conv(4, [3, 3], padding="same")], [conv(4, [1, 1], stride=[2, 2])]),
        act("relu"), residual([conv(4, [3, 3], padding=EXPLICIT(1, 1)), act("tanh")]), GLOBAL,
        residual([dense(4), act("elu")]), dense(3),
    ])
    yield document("concat", (2, 6, 6), [
        parallel("concat", [conv(2, [1, 1])], [conv(2, [1, 1]), act("relu"), conv(3, [3, 3], padding="same")],
                 [max_pool([3, 3], [1, 1], padding="same"), conv(2, [1, 1])], []),
        act("elu"), conv(3, [3, 3], stride=[2, 2]), FLATTEN,
        parallel("concat", [dense(3), act("tanh")], [dense(2)]), dense(3),
    ])
    yield document("multiply", (3, 5, 5), [
        conv(4, [3, 3], padding="same"), act("silu"),
        parallel("multiply", [], [GLOBAL, dense(2), act("relu"), dense(4), act("sigmoid")]),
        parallel("multiply", [conv(4, [1, 1])], [conv(4, [3, 3], padding="same"), act("sigmoid")],
                 [max_pool([5, 5], [5, 5]), conv(4, [1, 1]), act("tanh")]),
        GLOBAL, parallel("multiply", [dense(4)], [dense(4), act("sigmoid")]), dense(3),
    ])
    yield document("nested", (2, 5, 5), [
        parallel("add", [conv(3, [3, 3], padding="same")],
                 [conv(3, [1, 1]), residual([parallel("concat", [conv(1, [1, 1])], [conv(2, [3, 3], padding="same")])])],
                 [conv(3, [5, 5], padding="same", groups=1, bias=False)]),
        act("gelu"), FLATTEN, dense(5), SOFTMAX, dense(3),
    ])
    yield document("lenet", (1, 12, 12), [
        conv(3, [3, 3]), act("relu"), max_pool([2, 2], [2, 2]), conv(4, [2, 2]), act("relu"),
        max_pool([2, 2], [2, 2]), FLATTEN, dense(8), act("relu"), dense(5),
    ])


def further():
    yield document("depthwise", (3, 8, 7), [
        depthwise([3, 3], padding="same", bias=False), act("hard_swish"),
        depthwise([3, 2], stride=[2, 1], dilation=[1, 2], multiplier=2, padding=EXPLICIT(1, 1)),
        act("relu6"), depthwise([2, 3], stride=[1, 2], padding="same"), act("gelu"),
        conv(4, [1, 1]), GLOBAL_MAX, dense(3),
    ])
    yield document("separable", (3, 8, 8), [
        separable(5, [3, 3], padding="same"), act("silu"),
        separable(4, [3, 2], stride=[2, 1], dilation=[1, 2], multiplier=2, bias=False), act("hard_sigmoid"),
        separable(6, [1, 4], stride=[1, 2], padding="same", multiplier=3), act("hard_swish"), GLOBAL, dense(3),
    ])
    yield document("resize", (2, 7, 5), [
        conv(3, [3, 3], padding="same"), upsample([2, 1], "nearest"), act("tanh"), adaptive(5, 7), conv(3, [2, 2]),
        upsample([3, 2], "bilinear"), act("elu"), adaptive(4, 4), conv(2, [1, 1]), upsample([2, 2], "bilinear"),
        adaptive(2, 3), act("gelu"), FLATTEN, dense(4),
    ])
    # A bias that the next norm takes away has no gradient but rounding errors.
    yield document("sample-norms", (3, 5, 4), [
        conv(4, [3, 3], padding="same"), group_norm(2), act("gelu"), conv(3, [2, 2]), LAYER_NORM, act("silu"),
        conv(6, [1, 1]), group_norm(3, epsilon=1e-3), act("tanh"), FLATTEN, dense(8), {**LAYER_NORM, "epsilon": 1e-4},
        act("elu"), dense(6), group_norm(2), act("sigmoid"), dense(3),
    ])
    yield document("response-norm", (3, 6, 6), [
        conv(6, [3, 3]), act("relu"), response_norm(5, alpha=0.5, k=2.0), conv(5, [2, 2]), act("tanh"),
        response_norm(2, alpha=1.5, beta=0.5), conv(4, [1, 1]), response_norm(3, alpha=0.3, beta=1.0, k=0.5),
        GLOBAL_MAX, dense(3),
    ])
    yield document("functions", (2, 4, 4), [
        conv(8, [3, 3], padding="same"), TENFOLD, act("hard_swish"), {"kind": "spatial_dropout", "rate": 0.0},
        conv(8, [3, 3]), act("relu6"), conv(6, [1, 1]), TENFOLD, act("hard_sigmoid"), FLATTEN, dense(8), act("hard_swish"),
        dense(8), act("relu6"), dense(4),
    ])


FUNCTIONS = ["relu", "leaky_relu", "elu", "gelu", "silu", "sigmoid", "tanh"]


def random_networks(count):
    for seed in range(count):
        rng = random.Random(1000 + seed)
        # With one channel a batch norm behind a 1×1 convolution leaves its weight no gradient.
        shape = (rng.randint(2, 3), rng.randint(6, 9), rng.randint(6, 9))
        nodes = lane(rng, rng.randint(3, 6), 0)
        nodes += [rng.choice([FLATTEN, GLOBAL]), dense(rng.randint(2, 5))]
        yield document(f"random-{seed}", shape, nodes)


def lane(rng, length, depth):
    """Keeps height and width inside blocks, so that they fit at the merge."""
    nodes = []
    for _ in range(length):
        kept = depth > 0
        roll = rng.random()
        size = [rng.randint(1, 3), rng.randint(1, 3)]
        step = [1, 1] if kept else [rng.randint(1, 2), rng.randint(1, 2)]
        if roll < 0.4:
            nodes.append(conv(rng.randint(2, 4), size, stride=step, padding="same",
                              dilation=[rng.randint(1, 2), rng.randint(1, 2)]))
        elif roll < 0.5:
            padding = "same" if kept else rng.choice(["same", EXPLICIT(size[0] // 2, size[1] // 2)])
            pool = rng.choice([max_pool, avg_pool])(size, step, padding=padding)
            if pool["kind"] == "avg_pool2d":
                pool["count_include_pad"] = rng.random() < 0.5
            nodes.append(pool)
        elif roll < 0.75:
            nodes.append(act(rng.choice(FUNCTIONS), slope=0.1))
        elif roll < 0.85:
            # A bias that only linear maps separate from a batch norm has no gradient but rounding
            # errors, which Adam would blow up.
            nodes += [act("tanh"), conv(rng.randint(2, 4), [1, 1], bias=False), NORM]
        elif depth < 2:
            filters = rng.randint(2, 3)
            body = lane(rng, 2, depth + 1) + [conv(filters, [1, 1])]
            nodes.append(residual(body, [conv(filters, [1, 1], bias=False)]) if rng.random() < 0.5
                         else parallel("concat", body, lane(rng, 1, depth + 1)))
    return nodes


def cases():
    yield from chosen()
    yield from random_networks(8)
    yield from further()
