"""Checks of a page as it is drawn: contrast, size of targets, names of controls, sideways scrolling."""

from __future__ import annotations

from playwright.async_api import Page

CONTRAST = """() => {
  const channel = (v) => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const ground = (node) => {
    const chain = [];
    for (let n = node; n; n = n.parentElement) chain.push(parse(getComputedStyle(n).backgroundColor));
    return chain.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const bad = [];
  for (const node of document.querySelectorAll("body *")) {
    const text = [...node.childNodes].filter((c) => c.nodeType === 3).map((c) => c.data.trim()).join("");
    const box = node.getBoundingClientRect();
    const seen = node.checkVisibility({ visibilityProperty: true }) && box.width > 1;
    if (!text || !seen || node.closest(":disabled, .hidden, .skip")) continue;
    const style = getComputedStyle(node), under = ground(node), ink = over(parse(style.color), under);
    const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    const ratio = (a + .05) / (b + .05);
    if (ratio < (large ? 3 : 4.5)) bad.push(`${ratio.toFixed(2)} ${text.slice(0, 40)}`);
  }
  return bad;
}"""

TARGETS = """(least) => [...document.querySelectorAll("button, a, input, textarea, label.tool, label.option")]
  .filter((n) => n.checkVisibility() && !n.disabled && !n.matches(".skip, p a, .bubble a, input[type=file]"))
  .map((n) => [n, n.getBoundingClientRect()])
  .filter(([n, r]) => r.width > 0 && (r.width < least || r.height < least))
  .map(([n, r]) => `${n.outerHTML.slice(0, 120)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""

NAMELESS = """() => [...document.querySelectorAll("button, a, input, textarea, progress, dialog, nav")]
  .filter((n) => !(n.textContent.trim() || n.getAttribute("aria-label") || n.getAttribute("aria-labelledby")
    || [...(n.labels ?? [])].some((l) => l.textContent.trim())))
  .map((n) => n.outerHTML.slice(0, 120))"""

SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"

SMALL_TEXT = """() => [...document.querySelectorAll("input:not([type=file]), textarea, .bubble, .option")]
  .filter((n) => n.checkVisibility() && !n.closest(".past, .again, .hidden"))
  .filter((n) => parseFloat(getComputedStyle(n).fontSize) < 16)
  .map((n) => n.outerHTML.slice(0, 120))"""


async def assert_good_looks(page: Page, least: int = 44) -> None:
    """WCAG 2.2 AA where a program can see it, and targets of at least ``least`` pixels."""
    assert await page.evaluate(CONTRAST) == [], "contrast"
    assert await page.evaluate(TARGETS, least) == [], "small targets"
    assert await page.evaluate(NAMELESS) == [], "controls without a name"
    assert await page.evaluate(SIDEWAYS) <= 0, "scrolls sideways"
    assert await page.evaluate(SMALL_TEXT) == [], "small text"
