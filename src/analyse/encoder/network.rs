//! The network: weights and graph in ONNX form, run by `rten`.

use rten::{Model, NodeId, ValueView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::EncoderError;

/// What the network tells for every piece of a window, each by its number in [`OUTPUTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Logits of name tags.
    Names,
    /// Logits of source tags.
    Source,
    /// Logits of cue tags.
    Cue,
    /// Logits of content tags.
    Content,
    /// Logits of target tags.
    Target,
    /// Of a content's first word: what it looks for, for each kind of link.
    QueryFirst,
    /// Of a content's last word, likewise.
    QueryLast,
    /// Of the first word of what a content may be linked to: what it offers, for each kind of link.
    Key,
    /// At a content's first word: the score of no link, for each kind.
    LinkNull,
    /// Votes for stances.
    Stance,
    /// The logit of being the head word of a mention.
    Mention,
    /// Of a mention's head word: what it looks for in what it goes back to.
    Anaphor,
    /// Of a mention's head word: what it offers to those that come after it.
    Antecedent,
    /// The score of going back to nothing.
    CorefNull,
}

/// The names of the outputs in the graph.
const OUTPUTS: [&str; 14] = [
    "names",
    "source",
    "cue",
    "content",
    "target",
    "query_first",
    "query_last",
    "key",
    "link_null",
    "stance",
    "mention",
    "anaphor",
    "antecedent",
    "coref_null",
];

/// The graph with its weights.
pub struct Network {
    model: Model,
    inputs: [NodeId; 3],
    outputs: [NodeId; OUTPUTS.len()],
}

/// Windows of one length, ready for the network.
pub struct Batch {
    /// Numbers of pieces, `[windows, pieces]`.
    pub ids: NdTensor<i32, 2>,
    /// Shapes of pieces, likewise.
    pub shapes: NdTensor<i32, 2>,
}

/// The outputs for a batch, `[windows, pieces, …]` each.
pub struct Outputs(Vec<NdTensor<f32, 3>>);

impl Outputs {
    /// One output at one piece of one window; `N` is its size.
    pub fn at<const N: usize>(&self, output: Output, window: usize, piece: usize) -> [f32; N] {
        std::array::from_fn(|n| self.0[output as usize].get([window, piece, n]).copied().unwrap_or_default())
    }
}

impl Network {
    /// Reads a graph that lies in the program itself; its weights are used where they lie.
    pub fn new(graph: &'static [u8]) -> Result<Self, EncoderError> {
        let model = Model::load_static_slice(graph).map_err(|error| EncoderError::Graph(error.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|error| EncoderError::Graph(error.to_string()));
        let mut outputs = Vec::with_capacity(OUTPUTS.len());
        for name in OUTPUTS {
            outputs.push(node(name)?);
        }
        let outputs = outputs.try_into().map_err(|_| EncoderError::Graph("outputs are missing".into()))?;
        Ok(Network { inputs: [node("ids")?, node("mask")?, node("shapes")?], outputs, model })
    }

    /// Runs a batch.
    pub fn run(&self, batch: &Batch) -> Result<Outputs, EncoderError> {
        let failed = |error: &dyn std::fmt::Display| EncoderError::Run(error.to_string());
        let mask = NdTensor::<i32, 2>::full(batch.ids.shape(), 1);
        let inputs = vec![
            (self.inputs[0], ValueView::from(batch.ids.view()).into()),
            (self.inputs[1], ValueView::from(mask.view()).into()),
            (self.inputs[2], ValueView::from(batch.shapes.view()).into()),
        ];
        let values = self.model.run(inputs, &self.outputs, None).map_err(|error| failed(&error))?;
        let mut outputs = Vec::with_capacity(values.len());
        for value in values {
            let output: NdTensor<f32, 3> = value.try_into().map_err(|_| failed(&"an output has another shape"))?;
            outputs.push(output);
        }
        Ok(Outputs(outputs))
    }
}
