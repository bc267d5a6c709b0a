"""HTML that a student's code put out, made safe to show to somebody else.

The parser that a sanitiser needs takes a time that grows with the square of what is left open, or
worse: 400 kB of it can keep a grader busy for minutes. So HTML of any length is taken if it is
tidy, as what pandas writes is, and a little of it if it is not; more is shown as text.
"""

from __future__ import annotations

import html
import re
from typing import Final

import nh3

MOST_UNTIDY_TAGS: Final = 200
MOST_CHARACTERS: Final = 2_000_000
MOST_SHOWN: Final = 20_000
MOST_DEPTH: Final = 60

# Tags whose content a browser reads by other rules, so that tags in it do not count as they stand.
_OTHER_RULES: Final = frozenset({
    "frameset", "iframe", "listing", "math", "noembed", "noframes", "noscript", "optgroup",
    "option", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title",
    "xmp",
})  # fmt: skip
_EMPTY: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
# Each part takes what it can and gives nothing back: the time is linear in the length.
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)"
    r"(?:\s++[\w:.-]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'=<>`]++))?)*+\s*+/?>"
)
_STYLE: Final = re.compile(
    r"<style(?:\s++[\w-]++(?:=\"[\w/]*+\")?)*+>[^<]*+</style>", re.IGNORECASE
)


def safe_html(source: str) -> str:
    """The HTML without scripts, and without addresses: showing it must ask no host for anything.

    What is too tangled or too long to be read safely comes back as text.
    """
    source = _STYLE.sub("", source[:MOST_CHARACTERS])
    if source.count("<") > MOST_UNTIDY_TAGS and not is_tidy(source):
        return _as_text(source)
    cleaned = nh3.clean(source, attribute_filter=_keep, url_schemes={"data"})
    return cleaned if len(cleaned) < 4 * len(source) + 1_000 else _as_text(source)


def is_tidy(source: str) -> bool:
    """Whether every tag is closed where it should be, and none is of a kind with other rules."""
    opened: list[str] = []
    at = source.find("<")
    while at >= 0:
        tag = _TAG.match(source, at)
        name = tag["name"].lower() if tag else ""
        if tag is None or name in _OTHER_RULES:
            return False
        if tag["end"]:
            if not opened or opened.pop() != name:
                return False
        elif name not in _EMPTY:
            opened.append(name)
            if len(opened) > MOST_DEPTH:
                return False
        at = source.find("<", tag.end())
    return not opened


def _as_text(source: str) -> str:
    return f"<pre>{html.escape(source[:MOST_SHOWN])}</pre>"


def _keep(_tag: str, name: str, value: str) -> str | None:
    address = name in ("href", "src", "cite") and not value.startswith("data:image/")
    return None if address else value
