"""Makes synthetic photographs and papers, and hostile files that pretend to be some. No real person or paper."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Final

import pillow_heif
from PIL import Image, ImageDraw, ImageFilter, PngImagePlugin

pillow_heif.register_heif_opener()

PILLOW_NAMES: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
CORNER: Final = (200, 30, 40)
"""The colour of the mark at the upright picture's top left corner."""
GPS_CANARY: Final = b"CANARY-GPS-21.0285N"


# ---------------------------------------------------------------- photographs


def sheet(width: int = 1200, height: int = 900) -> Image.Image:
    """A white sheet with grey lines on a wooden desk, a red mark at its top left corner."""
    picture = Image.new("RGB", (width, height), (139, 109, 78))
    grain = Image.effect_noise((width, height), 24).filter(ImageFilter.GaussianBlur(1.2))
    picture = Image.blend(picture, Image.merge("RGB", (grain,) * 3), 0.18)
    draw = ImageDraw.Draw(picture)
    edge = min(width, height) // 10
    draw.rectangle((edge, edge, width - edge, height - edge), fill=(246, 245, 240))
    for line in range(2 * edge, height - 2 * edge, max(8, edge // 3)):
        draw.line((2 * edge, line, width - 2 * edge - (line * 7) % edge, line), fill=(70, 70, 80), width=3)
    draw.rectangle((0, 0, width // 8, height // 8), fill=CORNER)
    return picture


def photo(mime: str = "image/jpeg", width: int = 1200, height: int = 900, quality: int = 85) -> bytes:
    """A photograph of a sheet in this format."""
    return written(sheet(width, height), mime, quality=quality)


def written(picture: Image.Image, mime: str, **options: object) -> bytes:
    """This picture as a file of this type; ``options`` are Pillow's for the format."""
    file = BytesIO()
    picture.save(file, PILLOW_NAMES[mime], **options)
    return file.getvalue()


def turned(orientation: int, mime: str = "image/jpeg") -> bytes:
    """A sheet stored turned or mirrored with the EXIF orientation (1 to 8) that brings it upright again."""
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    picture = sheet()
    if orientation in back:
        picture = picture.transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    return written(picture, mime, exif=exif.tobytes())


def tracked(mime: str = "image/jpeg") -> bytes:
    """A photograph whose EXIF, XMP, comment and text chunks say where it was taken (``GPS_CANARY``)."""
    exif = Image.Exif()
    exif[0x010F] = GPS_CANARY.decode()
    gps = exif.get_ifd(0x8825)
    gps[0x001D] = GPS_CANARY.decode()
    gps[0x0002] = (21.0, 1.0, 42.6)
    options: dict[str, object] = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>" + GPS_CANARY + b"</x:xmpmeta>"}
    if mime == "image/jpeg":
        options["comment"] = GPS_CANARY
    if mime == "image/png":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", GPS_CANARY.decode())
        options = {"exif": exif.tobytes(), "pnginfo": text}
    return written(sheet(), mime, **options)


def of_mode(mode: str, mime: str) -> bytes:
    """A sheet in another pixel mode: "1", "L", "LA", "P", "PA", "RGBA", "I;16", "CMYK"."""
    if mode == "I;16":
        grey = sheet().convert("L")
        wide = struct.pack(f"<{grey.width * grey.height}H", *(value * 257 for value in grey.tobytes()))
        return written(Image.frombytes("I;16", grey.size, wide), mime)
    if mode == "PA":
        palette = sheet().convert("P", palette=Image.Palette.ADAPTIVE, colors=64)
        return written(palette, mime, transparency=palette.getpixel((600, 450)))
    picture = sheet().convert(mode)
    if mode in {"RGBA", "LA"}:
        hole = Image.new("L", picture.size, 255)
        ImageDraw.Draw(hole).rectangle((500, 400, 700, 500), fill=0)
        picture.putalpha(hole)
    return written(picture, mime)


def animated(mime: str) -> bytes:
    """Three frames (WebP, PNG) of which the first is a sheet and the others are black; for JPEG an MPO of two."""
    others = [Image.new("RGB", (1200, 900))] * (1 if mime == "image/jpeg" else 2)
    file = BytesIO()
    kind = "MPO" if mime == "image/jpeg" else PILLOW_NAMES[mime]
    sheet().save(file, kind, save_all=True, append_images=others)
    return file.getvalue()


# ---------------------------------------------------------------- PDFs


def pdf(
    pages: int = 1, width: int = 595, height: int = 842, trailer: bytes = b"", image: tuple[int, int] = (0, 0)
) -> bytes:
    """A PDF with a line of text on each page; ``image``: draw a 1-bit picture of that size on the first page."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(pages))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        _stream(
            b"\xff" * 8,
            b"/Type /XObject /Subtype /Image /BitsPerComponent 1 /ColorSpace /DeviceGray /Width 8 /Height 8",
        ),
    ]
    if all(image):
        bodies[3] = _stream(
            _deflated_rows(b"\0" * ((image[0] + 7) // 8), image[1]),
            b"/Type /XObject /Subtype /Image /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /FlateDecode"
            b" /Width %d /Height %d" % image,
        )
    for number in range(pages):
        resources = b"<< /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >>"
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources %s >>"
            % (width, height, 6 + 2 * number, resources)
        )
        bodies.append(_stream(b"BT /F 24 Tf 60 60 Td (Page %d) Tj ET q 90 0 0 90 60 400 cm /I Do Q" % (number + 1)))
    return _assembled(bodies, trailer)


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password (standard security handler, revision 2; no password opens it)."""
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
        b"5a" * 32,
        b"a5" * 32,
    )
    return pdf(trailer=locked)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _assembled(bodies: Sequence[bytes], trailer: bytes) -> bytes:
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, table)
    return bytes(file)


# ---------------------------------------------------------------- hostile files


def png_bomb(width: int, height: int) -> bytes:
    """A few kilobytes that decode to ``width`` times ``height`` one-bit pixels."""
    rows = _deflated_rows(b"\0" * (1 + (width + 7) // 8), height)
    return _png(_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), _chunk(b"IDAT", rows))


def webp_bomb(width: int, height: int) -> bytes:
    """A few dozen kilobytes of WebP that decode to so many white pixels."""
    return written(Image.new("RGB", (width, height), "white"), "image/webp", quality=10, method=0)


def jpeg_of_many_scans(scans: int = 3_000, side: int = 5_000) -> bytes:
    """A progressive JPEG that goes over its pixels thousands of times, each time to change nothing."""
    content = written(Image.new("L", (side, side), 128), "image/jpeg", progressive=True, quality=50)
    start, end = content.rindex(b"\xff\xda"), content.rindex(b"\xff\xd9")
    return content[:end] + content[start:end] * scans + content[end:]


def laden_jpeg(kind: str) -> bytes:
    """A JPEG with some megabytes of a colour profile ("icc") or of comments ("comment") in front of the picture."""
    content, load = photo(), b"canary-load " * 5_400
    if kind == "icc":
        parts = [b"\xff\xe2" + _sized(b"ICC_PROFILE\0" + bytes((at, 255)) + load) for at in range(1, 256)]
    else:
        parts = [b"\xff\xfe" + _sized(load)] * 280
    return content[:2] + b"".join(parts) + content[2:]


def _sized(body: bytes) -> bytes:
    return struct.pack(">H", len(body) + 2) + body


def two_in_one() -> dict[str, tuple[bytes, str]]:
    """Files that are two things at once, with what each must be taken for ("" for neither)."""
    jpeg, paper = photo(), pdf()
    gif = BytesIO()
    sheet().save(gif, "GIF", save_all=True, append_images=[Image.new("RGB", (1200, 900))])
    archive = b"PK\x03\x04" + bytes(26)
    return {
        "a photo with a PDF in its comment": (jpeg[:2] + b"\xff\xfe" + _sized(paper) + jpeg[2:], "image/jpeg"),
        "a photo with an archive behind it": (jpeg + archive + b"canary-tail", "image/jpeg"),
        "a PDF with a photo behind it": (paper + jpeg + b"canary-tail", "application/pdf"),
        "a PDF with an archive behind it": (paper + archive + b"canary-tail", "application/pdf"),
        "an archive with a PDF in it": (archive + paper, ""),
        "a moving picture by the name of photo.jpg": (gif.getvalue(), ""),
        "a moving picture with a photo behind it": (gif.getvalue() + jpeg, ""),
    }


def png_text_bomb(megabytes: int = 200) -> bytes:
    """A picture of ordinary size with a compressed text chunk that unfolds to so many megabytes."""
    text = b"Comment\0\0" + _deflated_rows(b"A" * 1024 * 1024, megabytes)
    picture = photo("image/png")
    at = 8 + 25
    return picture[:at] + _chunk(b"zTXt", text) + picture[at:]


def claiming(mime: str, width: int, height: int) -> bytes:
    """A photograph whose header claims another size than its data has."""
    content = bytearray(photo(mime))
    if mime == "image/png":
        return bytes(content[:8]) + _chunk(b"IHDR", struct.pack(">II", width, height) + content[24:29]) + content[33:]
    if mime == "image/jpeg":
        at = next(found for found in (content.find(b"\xff\xc0"), content.find(b"\xff\xc2")) if found > 0)
        content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    elif mime == "image/webp":
        at = content.index(b"VP8 ") + 8 + 6
        content[at : at + 4] = struct.pack("<HH", width & 0x3FFF, height & 0x3FFF)
    else:
        at = content.index(b"ispe") + 8
        content[at : at + 8] = struct.pack(">II", width, height)
    return bytes(content)


def strangers() -> dict[str, bytes]:
    """Files that are none of the accepted kinds, some under a friendly disguise."""
    gif, bmp, tiff = BytesIO(), BytesIO(), BytesIO()
    sheet().save(gif, "GIF")
    sheet().save(bmp, "BMP")
    sheet().save(tiff, "TIFF")
    return {
        "empty": b"",
        "one byte": b"\xff",
        "text": "Tôi gửi ảnh sau".encode(),
        "html": b"<!doctype html><script>alert(1)</script>",
        "html hiding a jpeg": b"<html><!--" + photo() + b"--></html>",
        "html hiding a pdf": b"<script>alert(1)</script>" + pdf(),
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>',
        "gif": gif.getvalue(),
        "bmp": bmp.getvalue(),
        "tiff": tiff.getvalue(),
        "zip": b"PK\x03\x04" + bytes(400),
        "program": b"\x7fELF" + bytes(400),
        "video": b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(400),
        "avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(400),
        "wave": b"RIFF\0\0\0\0WAVEfmt " + bytes(400),
        "postscript": b"%!PS-Adobe-3.0\n" + bytes(400),
    }


def polyglots() -> dict[str, bytes]:
    """Pictures that are something else as well; the tail must not survive."""
    tail = b"PK\x03\x04<script>alert('canary-tail')</script>%PDF-1.4"
    return {mime: photo(mime) + tail for mime in PILLOW_NAMES}


def _deflated_rows(row: bytes, count: int) -> bytes:
    squeeze = zlib.compressobj(9)
    return b"".join([*(squeeze.compress(row) for _ in range(count)), squeeze.flush()])


def _png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
