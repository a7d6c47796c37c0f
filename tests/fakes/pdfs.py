"""Makes PDFs that act, hide something, are locked, or unfold without end; of generated content only."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from tests.fakes import pictures

CANARY: Final = "canary-in-a-pdf"
A4: Final = (595, 842)


def plain(pages: int = 1, text: str = "Trang") -> pikepdf.Pdf:
    """An open PDF with a line of text on each page."""
    pdf = pikepdf.Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        page = pdf.add_blank_page(page_size=A4)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 24 Tf 60 700 Td ({text} {number + 1}) Tj ET".encode())
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The file; ``options`` are pikepdf's."""
    file = BytesIO()
    pdf.save(file, **options)
    return file.getvalue()


def locked(user: str, owner: str = "owner") -> bytes:
    """Encrypted (AES, revision 6); with an empty ``user`` password it opens, but forbids printing and copying."""
    forbidden = pikepdf.Permissions(extract=False, print_highres=False, print_lowres=False)
    return saved(plain(), encryption=pikepdf.Encryption(user=user, owner=owner, R=6, allow=forbidden))


# ---------------------------------------------------------------- what acts or hides


def _javascript(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    pdf.pages[0].obj.AA = Dictionary(O=script)


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["note.txt"] = CANARY.encode()


def _link(pdf: pikepdf.Pdf, kind: Name, **action: object) -> None:
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([60, 690, 200, 720]),
        A=Dictionary(S=kind, **action),
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _notes(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = CANARY
    pdf.docinfo["/CreationDate"] = "D:20200101000000"
    pdf.Root.Metadata = pdf.make_stream(f"<x>{CANARY}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
    page = pdf.pages[0].obj
    page.PieceInfo = Dictionary(Maker=Dictionary(Private=String(CANARY)))
    page.Metadata = pdf.make_stream(CANARY.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _show_photo(pdf: pikepdf.Pdf, number: int, photo: bytes) -> Stream:
    """The stream of a JPEG that covers the middle of a page."""
    with Image.open(BytesIO(photo)) as opened:
        width, height = opened.size
    picture = pdf.make_stream(
        photo,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
        Filter=Name.DCTDecode,
    )
    page = pdf.pages[number].obj
    page.Resources.XObject = Dictionary(I=picture)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" q 480 0 0 600 60 60 cm /I Do Q")
    return picture


def _camera_picture(pdf: pikepdf.Pdf) -> None:
    picture = _show_photo(pdf, 0, pictures.tracked("image/jpeg"))
    picture.Metadata = pdf.make_stream(CANARY.encode(), Type=Name.Metadata, Subtype=Name.XML)


def of_photos(photos: Sequence[bytes]) -> bytes:
    """A page for each of these JPEGs, as a scanning app makes them."""
    pdf = plain(len(photos))
    for number, photo in enumerate(photos):
        _show_photo(pdf, number, photo)
    return saved(pdf)


ACTING: Final[dict[str, Callable[[pikepdf.Pdf], None]]] = {
    "a script": _javascript,
    "an attached file": _attachment,
    "a link": lambda pdf: _link(pdf, Name.URI, URI=String(f"https://{CANARY}.test/")),
    "a program": lambda pdf: _link(pdf, Name.Launch, F=String(CANARY)),
    "notes": _notes,
    "a photo that tells where": _camera_picture,
}


def acting(kind: str) -> bytes:
    """A PDF of one page with something of ``ACTING`` in it, unpacked so that ``CANARY`` can be looked for."""
    pdf = plain()
    ACTING[kind](pdf)
    return saved(pdf, compress_streams=False)


def filled_form(needs_drawing: bool = False) -> bytes:
    """A field with a name typed into it; ``needs_drawing``: the program that filled it left the drawing to others."""
    pdf = plain()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("name"),
        V=String("NGUYEN VAN AN"),
        Rect=Array([60, 500, 400, 540]),
        DA=String("/Helv 24 Tf 0 g"),
        F=4,
    )
    if not needs_drawing:
        seen = pdf.make_stream(b"BT /Helv 24 Tf 0 g 4 10 Td (NGUYEN VAN AN) Tj ET")
        seen.stream_dict.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 340, 40]),
                Resources=Dictionary(Font=Dictionary(Helv=font)),
            )
        )
        field.AP = Dictionary(N=seen)
    whole = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([whole])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([whole]),
        NeedAppearances=needs_drawing,
        DA=String("/Helv 0 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=font)),
    )
    return saved(pdf)


def signed(acting_too: bool = False) -> bytes:
    """A PDF with a signature field (the signature itself is made up)."""
    pdf = plain()
    signature = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        ByteRange=Array([0, 100, 200, 100]),
        Contents=String(b"\x30" * 64),
    )
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), V=signature, F=2)
    field.Rect = Array([0, 0, 0, 0])
    whole = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([whole])
    pdf.Root.AcroForm = Dictionary(Fields=Array([whole]), SigFlags=3)
    if acting_too:
        _javascript(pdf)
    return saved(pdf)


def layered() -> bytes:
    """A page with a hidden layer, whose text nobody sees."""
    pdf = plain()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("hidden")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(L=layer)
    page.Contents = pdf.make_stream(
        page.Contents.read_bytes() + b" /OC /L BDC BT /F 60 Tf 60 400 Td (KHONG THAY) Tj ET EMC"
    )
    return saved(pdf)


# ---------------------------------------------------------------- what unfolds


def text_without_end(megabytes: int = 300) -> bytes:
    """A page whose drawing is a few hundred kilobytes that unfold to so many megabytes."""
    squeeze = zlib.compressobj(9)
    piece = b"q 1 0 0 1 0 0 cm Q\n" * 55_000
    packed = b"".join([*(squeeze.compress(piece) for _ in range(megabytes)), squeeze.flush()])
    pdf = plain()
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(packed, Filter=Name.FlateDecode)
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def forms_in_forms(deep: int = 9, wide: int = 10) -> bytes:
    """A drawing that shows ten drawings, each of which shows ten, and so on."""
    pdf = plain()
    inner = pdf.make_stream(b"0 0 1 1 re f")
    inner.stream_dict.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 850])))
    for _ in range(deep):
        outer = pdf.make_stream(b"/X Do " * wide)
        outer.stream_dict.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 600, 850]),
                Resources=Dictionary(XObject=Dictionary(X=inner)),
            )
        )
        inner = outer
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(X=inner)
    page.Contents = pdf.make_stream(b"/X Do")
    return saved(pdf)


def page_trees() -> dict[str, bytes]:
    """Page trees that lie: too many pages, the same page a hundred thousand times, a tree in a circle, a deep one."""
    claimed = pictures.pdf(2).replace(b"/Count 2", b"/Count 999999999")
    repeated = pictures.pdf(1).replace(b"/Kids [5 0 R]", b"/Kids [" + b"5 0 R " * 100_000 + b"]")
    circle = pictures.pdf(1).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    pdf = plain()
    leaf = pdf.pages[0].obj
    node = leaf
    for _ in range(2_000):
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
    pdf.Root.Pages = node
    return {"claimed": claimed, "repeated": repeated, "in a circle": circle, "deep": saved(pdf)}
