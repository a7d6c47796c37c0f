"""Official forms and slips as PDF."""

from integrations.paper.press import TypstPrinter

__all__ = ["TypstPrinter"]
