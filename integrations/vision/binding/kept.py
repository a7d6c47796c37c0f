"""Rebuilds a citizen's PDF page by page: what is seen stays, what acts, hides or tells about its maker does not."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import cv2
import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from integrations.vision.binding.bare import bare
from integrations.vision.paper import Paper
from integrations.vision.refusal import Refusal
from integrations.vision.shapes import Picture

_OF_A_PAGE: Final = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Resources", "/Group"}
)
"""What of a page is seen; actions, annotations, thumbnails and notes of programs are not among it."""
_UNSEEN: Final = frozenset(
    {"/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Ref", "/Alternates", "/Measure", "/PtData", "/AA"}
)
_DEEPEST: Final = 20
_COMPARED_SIDE: Final = 1000
_NEAR: Final = (5, 5)
"""Letters of a field may move by a pixel or two when they become part of the page."""
_OTHER_LEVEL: Final = 64
"""Levels (of 255) by which ink is darker than paper."""
_OTHER_PIXELS: Final = 20
"""So many pixels of a page drawn small may lack their ink; of a word that is missing there are more."""
_ACTS: Final = frozenset(
    {
        "/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie",
        "/Sound", "/RichMediaExecute",
    }
)  # fmt: skip
_HIDES: Final = frozenset({"/JS", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent"})


class Unlike(Exception):
    """A PDF that would not look the same once rebuilt, or not be small: its pages have to become pictures."""


def rebuilt(content: bytes, paper: Paper, most_bytes: int) -> pikepdf.Pdf:
    """The pages of a PDF in a new one with nothing else in it. Raises Unlike, Refusal, PikepdfError."""
    source = opened(content)
    # Layers can be hidden by a table of the document that a page alone does not carry.
    if len(source.pages) != paper.pages or "/OCProperties" in source.Root:
        raise Unlike("layers, or pages that only one library sees")
    _flatten(source)
    for page in source.pages:
        for key in set(page.obj.keys()) - _OF_A_PAGE:
            del page.obj[key]
    pages = pikepdf.Pdf.new()
    pages.pages.extend(source.pages)
    for thing in list(pages.objects):
        _scrub(thing)
    _compare(pages, paper, most_bytes)
    return pages


def opened(content: bytes) -> pikepdf.Pdf:
    """Raises Refusal (encrypted) and PikepdfError (damaged)."""
    try:
        pdf = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise Refusal("encrypted", "PasswordError") from error
    if pdf.is_encrypted:
        raise Refusal("encrypted", "owner")
    return pdf


def must_stay(content: bytes) -> bool:
    """Whether this PDF carries an electronic signature, which any change would break, and nothing that acts or hides:
    a copy certified by an authority is worth something only as it is."""
    with opened(content) as pdf:
        signed = False
        for thing in pdf.objects:
            for inner in _dictionaries(thing, 0):
                if "/ByteRange" in inner and "/Contents" in inner:
                    signed = True
                if str(inner.get("/S", "")) in _ACTS or _HIDES & set(inner.keys()):
                    return False
        return signed


def _flatten(source: pikepdf.Pdf) -> None:
    """What was filled in or stuck on becomes part of the page."""
    form = source.Root.get("/AcroForm")
    if form is not None and (bool(form.get("/NeedAppearances")) or "/XFA" in form):
        raise Unlike("a form that its viewer draws")
    if any("/Annots" in page for page in source.pages):
        source.flatten_annotations("screen")


def _scrub(thing: pikepdf.Object) -> None:
    for inner in _dictionaries(thing, 0):
        for key in _UNSEEN & set(inner.keys()):
            del inner[key]
    if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
        _scrub_picture(thing)


def _scrub_picture(picture: Stream) -> None:
    """A picture in a PDF can carry the notes of the camera that took it."""
    filters = [str(name) for name in _listed(picture.get("/Filter"))]
    if filters == ["/DCTDecode"]:
        jpeg = bare(picture.read_raw_bytes())
        if jpeg is None:
            raise Unlike("an odd JPEG")
        parameters = picture.get("/DecodeParms")
        own = parameters if isinstance(parameters, Dictionary | Array) else None
        picture.write(jpeg, filter=Name.DCTDecode, decode_parms=own)
    elif {"/DCTDecode", "/JPXDecode"} & set(filters):
        raise Unlike("a picture within a code, or of JPEG 2000")


def _dictionaries(thing: Any, depth: int) -> Iterator[Any]:
    """A dictionary or a stream and every direct one in it; what it refers to is met on its own."""
    if depth > _DEEPEST:
        raise Unlike("too deep")
    if isinstance(thing, Stream | Dictionary):
        yield thing
        inside = [value for _, value in thing.items()]
    elif isinstance(thing, Array):
        inside = list(thing)
    else:
        return
    for value in inside:
        if isinstance(value, Stream | Dictionary | Array) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _compare(pages: pikepdf.Pdf, paper: Paper, most_bytes: int) -> None:
    """Every page looks as it did: forms and stamps are there, and each page can be drawn at all."""
    written = BytesIO()
    pages.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    if written.tell() > most_bytes:
        raise Unlike("large")
    other = Paper(written.getvalue())
    for number in range(paper.pages):
        before, after = (_grey(one.drawn(number, _COMPARED_SIDE)) for one in (paper, other))
        if before.shape != after.shape:
            raise Unlike("another size")
        if _missing(before, after) + _missing(after, before) > _OTHER_PIXELS:
            raise Unlike("another look")


def _grey(picture: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def _missing(here: Picture, there: Picture) -> int:
    """Pixels of ink here with no ink near them there."""
    near = cv2.erode(there, np.ones(_NEAR, np.uint8))
    return int(np.count_nonzero(cv2.subtract(near, here) > _OTHER_LEVEL))
