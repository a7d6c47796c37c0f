"""Carries out what is asked of a child and turns whatever goes wrong into a reason. Child only."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
import numpy.ma as _numpy_ma  # noqa: F401  (numpy would load it later, by itself)
import pikepdf
from onnxruntime.capi import onnxruntime_pybind11_state as models

from bot.ports import Binding
from integrations.vision import raster
from integrations.vision.answers import MOST_CLEAN, Answer
from integrations.vision.binding import bind
from integrations.vision.bounds import (
    CLEAN_QUALITY,
    PDF_SCAN_SIDE,
    PREVIEW_QUALITY,
    PREVIEW_SIDE,
    SCAN_QUALITY,
    SCREENSHOT_PIXELS,
)
from integrations.vision.formats import Format, format_of
from integrations.vision.paper import Paper
from integrations.vision.refusal import PARSER_ERRORS, Refusal
from integrations.vision.requests import Request, Task
from integrations.vision.scan import scan
from integrations.vision.shapes import Picture

_LIBRARY_ERRORS: Final = (*PARSER_ERRORS, cv2.error, pikepdf.PikepdfError)
_MODEL_ERRORS: Final = (models.Fail, models.InvalidArgument, models.RuntimeException)


def carry_out(request: Request) -> Answer:
    """Always an answer, found or refused; ``note`` names the error's class when a decoder raised."""
    try:
        if request.task is Task.BIND:
            pages, pdf = bind(request.files, request.binding)
            return Answer(mime=Format.PDF.value, pages=pages, clean=pdf)
        return _look(request)
    except Refusal as refusal:
        return Answer(reason=refusal.reason, note=refusal.note)
    except MemoryError:
        return Answer(reason="too-many-pixels", note="MemoryError")
    except _LIBRARY_ERRORS as error:
        return Answer(reason="damaged", note=type(error).__name__)


def rehearse() -> None:
    """Carry out every task once: some libraries load a part of themselves only when it is first used, and once the
    child is confined they no longer can."""
    desk = np.full((480, 640, 3), 90, np.uint8)
    desk[60:420, 80:560] = 250
    desk[100:380:60, 120:520] = 40
    photo = raster.jpeg(desk, CLEAN_QUALITY)
    bound = carry_out(Request(Task.BIND, (photo,), binding=Binding(archival=True))).clean
    carry_out(Request(Task.BIND, (photo, bound), binding=Binding(most_bytes=len(photo))))
    carry_out(Request(Task.SCAN, (photo,), reading=True))
    carry_out(Request(Task.CLEAN, (bound,)))


def _look(request: Request) -> Answer:
    (content,) = request.files
    format = format_of(content)
    if format is None:
        raise Refusal("not-an-image")
    if format is Format.PDF:
        answer, picture = _look_at_paper(content, request.task)
    else:
        answer, picture = _look_at_picture(content, format, request.task)
    return answer if picture is None else _scanned(answer, picture, request.reading)


def _look_at_picture(content: bytes, format: Format, task: Task) -> tuple[Answer, Picture | None]:
    """The answer without a Look, and the picture to look at."""
    picture, (width, height) = raster.decoded(content, format)
    answer = Answer(
        mime=format.value,
        width=width,
        height=height,
        pages=1,
        clean=_clean(picture, format),
        preview=raster.preview_of(picture),
    )
    return answer, raster.for_scanning(picture) if task is Task.SCAN else None


def _look_at_paper(content: bytes, task: Task) -> tuple[Answer, Picture | None]:
    """The file goes through as it is (a signature in it must stay valid) once it has proved to open and to be drawn."""
    paper = Paper(content)
    width, height = paper.pixels()
    drawn = paper.drawn(0, PDF_SCAN_SIDE if task is Task.SCAN else PREVIEW_SIDE)
    answer = Answer(
        mime=Format.PDF.value,
        width=width,
        height=height,
        pages=paper.pages,
        clean=content,
        preview=raster.preview_of(drawn),
    )
    return answer, drawn if task is Task.SCAN else None


def _clean(picture: Picture, format: Format) -> bytes:
    if format is Format.PNG and picture.shape[0] * picture.shape[1] <= SCREENSHOT_PIXELS:
        written = raster.png(picture)
        if len(written) <= MOST_CLEAN:
            return written
    return raster.jpeg(picture, CLEAN_QUALITY)


def _scanned(answer: Answer, picture: Picture, reading: bool) -> Answer:
    """A fault in looking for a page costs what was to be seen on it, not the file, which has proved to be sound."""
    try:
        seen = scan(picture, reading)
    except (*_LIBRARY_ERRORS, *_MODEL_ERRORS, MemoryError) as error:
        return replace(answer, note=type(error).__name__)
    return replace(
        answer,
        look=seen.look,
        scan=b"" if seen.scan is None else raster.jpeg(seen.scan, SCAN_QUALITY, seen.per_mm),
        marked=b"" if seen.marked is None else raster.jpeg(seen.marked, PREVIEW_QUALITY),
    )
