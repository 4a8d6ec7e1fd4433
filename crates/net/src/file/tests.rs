use super::*;
use crate::address::NodeId;
use crate::catalogue::{Activation, BatchNorm2d, Conv2d, MaxPool2d, Padding};
use crate::ids::FreshIds;
use crate::layer::{Layer, LayerKind};
use crate::network::Network;
use crate::node::{Block, Item, Node};
use crate::testing::any_network;
use proptest::prelude::*;

fn file(nodes: &str) -> String {
    format!(r#"{{"format":"filtro-network","version":1,"input":[3,32,32],"nodes":[{nodes}]}}"#)
}

fn message(text: &str) -> String {
    from_json(text).unwrap_err().to_string()
}

/// Editors on Windows write one.
#[test]
fn a_mark_of_the_byte_order_is_skipped() {
    let text = to_json(&crate::Network::new("Ñandú", [3, 32, 32]));
    assert_eq!(from_json(&format!("\u{feff}{text}")), from_json(&text));
    assert!(from_json(&format!("\u{feff}\u{feff}{text}")).is_err());
}

/// The block that begins the second stage of ResNet-8, with ids from `first` on.
fn residual(first: u32) -> Node {
    let conv = |kernel, stride, padding| -> Item {
        let conv = Conv2d::new(32, kernel, padding);
        Conv2d { stride: [stride; 2], bias: false, ..conv }.into()
    };
    let norm = || Item::from(BatchNorm2d::default());
    let around = Padding::Explicit([1, 1]);
    let body =
        [conv(3, 2, around), norm(), Activation::default().into(), conv(3, 1, around), norm()];
    let shortcut = [conv(1, 2, Padding::Valid), norm()];
    let lane = |items: &[Item]| items.iter().map(|it| Node::new(NodeId(0), it.clone())).collect();
    let block = Block::Residual { body: lane(&body), shortcut: lane(&shortcut) };
    let mut node = Node::new(NodeId(0), block);
    node.renumber(&mut FreshIds::new(vec![first - 1]));
    node
}

#[test]
fn the_form_is_stable() {
    let mut network = Network::new("LeNet-5 (CIFAR)", [3, 32, 32]);
    network.push(Conv2d::new(6, 5, Padding::Valid));
    network.push(Activation::default());
    network.push(MaxPool2d::new(2));
    network.nodes.push(residual(11));
    let expected = r#"{
  "format": "filtro-network",
  "version": 1,
  "name": "LeNet-5 (CIFAR)",
  "input": [3, 32, 32],
  "nodes": [
    {"id": 1, "kind": "conv2d", "filters": 6, "kernel": [5, 5], "stride": [1, 1], "padding": "valid", "dilation": [1, 1], "groups": 1, "bias": true},
    {"id": 2, "kind": "activation", "function": "relu", "slope": 0.01},
    {"id": 3, "kind": "max_pool2d", "kernel": [2, 2], "stride": [2, 2], "padding": "valid", "ceil_mode": false},
    {"id": 11, "kind": "residual", "body": [
      {"id": 12, "kind": "conv2d", "filters": 32, "kernel": [3, 3], "stride": [2, 2], "padding": {"explicit": [1, 1]}, "dilation": [1, 1], "groups": 1, "bias": false},
      {"id": 13, "kind": "batch_norm2d", "epsilon": 0.00001, "momentum": 0.1},
      {"id": 14, "kind": "activation", "function": "relu", "slope": 0.01},
      {"id": 15, "kind": "conv2d", "filters": 32, "kernel": [3, 3], "stride": [1, 1], "padding": {"explicit": [1, 1]}, "dilation": [1, 1], "groups": 1, "bias": false},
      {"id": 16, "kind": "batch_norm2d", "epsilon": 0.00001, "momentum": 0.1}
    ], "shortcut": [
      {"id": 17, "kind": "conv2d", "filters": 32, "kernel": [1, 1], "stride": [2, 2], "padding": "valid", "dilation": [1, 1], "groups": 1, "bias": false},
      {"id": 18, "kind": "batch_norm2d", "epsilon": 0.00001, "momentum": 0.1}
    ]}
  ]
}
"#;
    assert_eq!(to_json(&network), expected);
}

#[test]
fn missing_fields_take_the_defaults_that_the_docs_say() {
    let text = file(
        r#"{"kind":"conv2d","filters":6,"kernel":5},{"id":7,"kind":"max_pool2d","kernel":[2,3]}"#,
    );
    let network = from_json(&text).unwrap();
    let layers: Vec<_> = network.nodes.iter().map(|node| node.item.layer().unwrap()).collect();
    assert_eq!(*layers[0], Layer::from(Conv2d::new(6, 5, Padding::Valid)));
    let pool = MaxPool2d { kernel: [2, 3], stride: [2, 3], ..MaxPool2d::new(2) };
    assert_eq!(*layers[1], Layer::from(pool));
    // The missing id is one that no node of the file has.
    assert_eq!(network.nodes[0].id, NodeId(8));
}

#[test]
fn kinds_are_named_as_serde_names_them() {
    for kind in LayerKind::ALL {
        assert_eq!(serde_json::to_value(Layer::new(kind)).unwrap()["kind"], kind.name());
    }
}

#[test]
fn messages_say_where_what_was_expected_and_what_was_found() {
    let of_nodes = [
        r#"{"kind":"conv3d"}"#,
        r#"{"kind":"dense","unit":3,"units":3}"#,
        r#"{"kind":"dense","units":-3}"#,
        r#"{"kind":"dense","units":4294967296}"#,
        r#"{"kind":"conv2d","filters":1,"kernel":[3]}"#,
        r#"{"kind":"conv2d","filters":1,"kernel":[3,"x"]}"#,
        r#"{"kind":"residual","body":[{"kind":"max_pool2d","kernel":2,"padding":"full"}]}"#,
        r#"{"kind":"parallel","merge":"add","branches":[{"kind":"flatten"}]}"#,
        r#"{"id":0,"kind":"flatten"}"#,
    ];
    let found: Vec<_> = [
        "[]",
        "{",
        r#"{"format":"keras"}"#,
        r#"{"format":"filtro-network","version":2}"#,
        r#"{"format":"filtro-network","version":"1"}"#,
        r#"{"format":"filtro-network","version":1,"nodes":[]}"#,
    ]
    .into_iter()
    .map(message)
    .chain(of_nodes.map(|nodes| message(&file(nodes))))
    .collect();
    let expected = [
        r#"the file: expected an object, found a list of 0"#,
        r#"not JSON: EOF while parsing an object at line 1 column 1"#,
        r#"format: expected "filtro-network", found "keras""#,
        r#"version: expected at most 1, found 2"#,
        r#"version: expected 1, found "1""#,
        r#"the file: expected the field `input`, found none"#,
        r#"nodes[0].kind: expected one of conv2d, depthwise_conv2d, separable_conv2d, max_pool2d, avg_pool2d, adaptive_avg_pool2d, global_max_pool, global_avg_pool, upsample, batch_norm2d, group_norm, layer_norm, local_response_norm, activation, dropout, spatial_dropout, flatten, dense, softmax, residual, parallel, found "conv3d""#,
        r#"nodes[0]: unknown field `unit`, expected one of id, name, kind, units, bias"#,
        r#"nodes[0].units: expected a whole number from 0 to 4294967295, found -3"#,
        r#"nodes[0].units: expected a whole number from 0 to 4294967295, found 4294967296"#,
        r#"nodes[0].kernel: expected [height, width], found a list of 1"#,
        r#"nodes[0].kernel[1]: expected a whole number from 0 to 4294967295, found "x""#,
        r#"nodes[0].body[0].padding: expected "valid", "same" or {"explicit": [height, width]}, found "full""#,
        r#"nodes[0].branches[0]: expected a list, found an object"#,
        r#"nodes[0].id: expected a whole number from 1, found 0"#,
    ];
    assert_eq!(found, expected);
}

#[test]
fn nesting_and_counts_have_limits() {
    let nested = |depth: usize| {
        let open = r#"{"kind":"residual","body":["#.repeat(depth);
        file(&(open + &"]}".repeat(depth)))
    };
    assert!(from_json(&nested(Network::MAX_DEPTH)).is_ok());
    let error = from_json(&nested(Network::MAX_DEPTH + 1)).unwrap_err();
    assert!(matches!(error, FileError::TooDeep { limit: 8, .. }), "{error}");
    assert!(matches!(from_json(&nested(100_000)), Err(FileError::Syntax(_))));

    let many = |count| file(&vec![r#"{"kind":"flatten"}"#; count].join(","));
    assert_eq!(from_json(&many(Network::MAX_NODES)).unwrap().len(), Network::MAX_NODES);
    let limit = Network::MAX_NODES;
    assert_eq!(from_json(&many(limit + 1)), Err(FileError::TooManyNodes { limit }));
    let found = MAX_BYTES + 1;
    let error = FileError::TooLong { limit: MAX_BYTES, found };
    assert_eq!(from_json(&" ".repeat(found)), Err(error));
}

#[test]
fn the_last_id_leaves_room_for_missing_ones() {
    let text = file(r#"{"id":4294967295,"kind":"flatten"},{"kind":"softmax"}"#);
    let network = from_json(&text).unwrap();
    assert_eq!(network.nodes[1].id, NodeId(1));
    assert_eq!(network.next_id(), NodeId(2));
}

proptest! {
    #[test]
    fn any_network_survives(network in any_network()) {
        prop_assert_eq!(from_json(&to_json(&network)), Ok(network));
    }

    #[test]
    fn the_derived_form_is_the_same_without_its_envelope(network in any_network()) {
        let mut file: serde_json::Value = serde_json::from_str(&to_json(&network)).unwrap();
        let envelope = file.as_object_mut().unwrap();
        envelope.remove("format");
        envelope.remove("version");
        prop_assert_eq!(file, serde_json::to_value(&network).unwrap());
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        prop_assert!(from_json(&text).is_err());
    }

    /// One byte changed, or cut off in the middle: an error or another network, never a panic.
    #[test]
    fn damaged_files_are_read_or_refused(
        network in any_network(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = to_json(&network).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(if cut { at } else { bytes.len() });
        if let Ok(network) = from_json(&String::from_utf8_lossy(&bytes)) {
            crate::inspect(&network, None);
            prop_assert_eq!(from_json(&to_json(&network)), Ok(network));
        }
    }

    /// Our own words in any order and nesting.
    #[test]
    fn any_json_of_our_words_is_read_or_refused(value in json()) {
        if let Ok(network) = from_json(&value.to_string()) {
            crate::inspect(&network, None);
        }
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    const WORDS: &[&str] = &[
        "id", "kind", "name", "filters", "kernel", "padding", "explicit", "body", "shortcut",
        "branches", "merge", "conv2d", "residual", "parallel", "dense", "units", "same", "add",
        "dropout", "rate",
    ];
    let word = || prop::sample::select(WORDS);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0_u64..5).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(6, 40, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((word(), inner), 0..6).prop_map(|fields| {
                Value::Object(fields.into_iter().map(|(key, value)| (key.into(), value)).collect())
            }),
        ]
    });
    (value.clone(), value).prop_map(|(nodes, input)| {
        serde_json::json!({"format": FORMAT, "version": VERSION, "input": input, "nodes": [nodes]})
    })
}
