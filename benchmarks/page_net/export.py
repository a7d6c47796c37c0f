"""Writes the two nets as ONNX files with weights of 16 bits."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

LEAST: Final = 64
"""Tensors of fewer numbers stay as they are."""


def export(net: nn.Module, shown: Tensor, names: tuple[str, ...], free: dict[int, str], to: Path) -> None:
    """Write the net, folded for use; ``free``: dimensions of the input that may differ from ``shown``."""
    raw = io.BytesIO()
    torch.onnx.export(
        net.eval().to(memory_format=torch.contiguous_format),
        (shown,),
        raw,
        input_names=[names[0]],
        output_names=[names[1]],
        dynamic_axes={names[0]: free, names[1]: free} if free else None,
        opset_version=17,
        dynamo=False,
    )
    to.write_bytes(_halved(raw.getvalue()))


def _halved(content: bytes) -> bytes:
    """The same model with its weights kept as 16-bit numbers, made 32-bit again when it is loaded."""
    model = onnx.load_model_from_string(content)
    graph, casts = model.graph, []
    for weight in list(graph.initializer):
        if weight.data_type != TensorProto.FLOAT or np.prod(weight.dims) < LEAST:
            continue
        half = numpy_helper.to_array(weight).astype(np.float16)
        graph.initializer.remove(weight)
        graph.initializer.append(numpy_helper.from_array(half, weight.name + ".half"))
        casts.append(helper.make_node("Cast", [weight.name + ".half"], [weight.name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    model.producer_name, model.producer_version, model.doc_string = "", "", ""
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())
