"""A paper seen from straight above and without a fault: its picture, its size, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from dialogs.documents import PaperKind
from tests.photos.ink import Array

CARD: Final = (85.6, 54.0)
BOOK: Final = (125.0, 88.0)
A4: Final = (210.0, 297.0)
A5: Final = (210.0, 148.0)
"""Width and height in mm."""
NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page upright; ``round_corners``: radius in mm; ``code_box``: where the QR stands (x, y, width, height in mm)."""

    picture: Array
    width: float
    height: float
    kind: PaperKind
    template: str
    qr: str = ""
    mrz: tuple[str, ...] = ()
    lines: dict[str, str] = field(default_factory=dict)
    round_corners: float = 0.0
    code_box: tuple[float, float, float, float] | None = None
    booklet: Array | None = None
    """Both pages of an open booklet, the picture's page below: twice as high, for photos that show both."""

    @property
    def small(self) -> bool:
        """A card or a passport: smaller than a hand."""
        return self.width < 130
