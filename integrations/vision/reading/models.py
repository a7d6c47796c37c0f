"""The recognition models, loaded once before the child is confined: one thread each, no memory kept for later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A model that reads one line: a session, the height it wants in pixels, and its alphabet (index 0 = nothing)."""

    session: onnxruntime.InferenceSession
    height: int
    widest: int
    """Pixels; longer lines are squeezed."""
    alphabet: tuple[str, ...]

    def scores(self, strip: Scores) -> Scores:
        """1 x 3 x height x width in the model's own range -> time x alphabet."""
        (found,) = self.session.run(None, {self.session.get_inputs()[0].name: strip})
        found = np.asarray(found, np.float32)
        return found[0] if found.shape[0] == 1 else found[:, 0]


@dataclass(frozen=True, slots=True)
class Judge:
    """A model that tells which way up lines of text stand, from pictures of this size."""

    session: onnxruntime.InferenceSession
    height: int
    width: int

    def scores(self, strips: Scores) -> Scores:
        """N x 3 x height x width, -1 to 1 -> N x 2: upright, upside down."""
        (found,) = self.session.run(None, {self.session.get_inputs()[0].name: strips})
        return np.asarray(found, np.float32)


def prepare() -> None:
    """Load everything: afterwards no file is needed."""
    plain_reader()
    vietnamese_reader()
    line_finder()
    way_up()


@lru_cache(maxsize=1)
def plain_reader() -> Recogniser:
    """PP-OCRv6, as rapidocr ships it: the surest for digits and capitals; it knows no Vietnamese marks."""
    session = _session(files("rapidocr") / "models" / "PP-OCRv6_rec_small.onnx")
    characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return Recogniser(session, 48, 1400, ("", *characters, " "))


@lru_cache(maxsize=1)
def vietnamese_reader() -> Recogniser:
    """AsterNet, as asterocr ships it: all Vietnamese marks. Only its two data files are read, never its code."""
    folder = files("asterocr") / "assets"
    characters = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))["chars"]
    return Recogniser(_session(folder / "asternet.onnx"), 32, 1016, ("", *characters[1:]))


@lru_cache(maxsize=1)
def line_finder() -> onnxruntime.InferenceSession:
    """PP-OCRv6's detector of lines of text, as rapidocr ships it."""
    return _session(files("rapidocr") / "models" / "PP-OCRv6_det_small.onnx")


@lru_cache(maxsize=1)
def way_up() -> Judge:
    """PP-OCR's classifier of lines by their way up, as rapidocr ships it."""
    return Judge(_session(files("rapidocr") / "models" / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"), 48, 192)


def _session(file: Any) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    with as_file(file) as path:  # By its path: from bytes the session would keep a second copy of the whole model.
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
