"""What a browser showed when a test failed: a cause that is not written down then is lost."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Error, Page

TELLING = (
    ".jp-Dialog",
    ".jp-Notebook-ExecutionIndicator",
    ".hf-header",
    ".hf-banner",
    "#hf-waiting",
)
FOCUS = "all => all.map((each) => each.outerHTML.slice(0, 300)).join()"
LAST = 25
"""So many of the last lines are told of each log."""
PATIENCE = 10_000
"""Milliseconds: a page that has come to a stop is a finding, too, and must not hold up the rest."""


def told_by(browser: Browser, pictures: Path, test: str) -> str:
    """Of each open page its address, what leads the workbook, the focus and the console; a picture
    of it is left in `pictures`.
    """
    pictures.mkdir(parents=True, exist_ok=True)
    pages = [page for context in browser.contexts for page in context.pages]
    shots = (pictures / f"failed-{test}-{number}.png" for number in range(len(pages)))
    return "\n\n".join(map(_told, pages, shots))


def _told(page: Page, picture: Path) -> str:
    lines = [page.url]
    try:
        page.screenshot(path=picture, timeout=PATIENCE)
        for place in TELLING:
            texts = page.locator(place).all_inner_texts()
            lines += [f"{place}: {' '.join(text.split())[:400]}" for text in texts]
        lines.append(f"focus: {page.locator(':focus').evaluate_all(FOCUS)}")
        said = [f"{each.type}: {each.text[:300]}" for each in page.console_messages()]
        errors = [str(each)[:600] for each in page.page_errors()]
        lines += [*said[-LAST:], *errors[-LAST:]]
    except Error as error:
        lines.append(f"no more of this page: {error.message.splitlines()[0]}")
    return "\n".join(lines)
