"""The learner's own page as a notebook uses it: shown, looked at again, and a certificate made."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import traitlets
from IPython.display import HTML, DisplayHandle, display

from workbooks.certificate import CERTIFICATE_FILE, LONGEST_NAME, certificate, tidy_name
from workbooks.drive import place_of
from workbooks.journey import Visit, visits_on
from workbooks.kept import KeptAnswers
from workbooks.own_page import page_panel
from workbooks.text import Lang
from workbooks.widget import DrawnWidget
from workbooks.words import say_both

STAMP_FILE: Final = "self-study.json"


class PageWidget(DrawnWidget):
    """The head of the page (`part` is `head`), or where a certificate is made (`certificate`)."""

    part = traitlets.Unicode().tag(sync=True)
    title = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    chosen = traitlets.Bool(False).tag(sync=True)
    kept_in = traitlets.Unicode("disk").tag(sync=True)
    finished = traitlets.Int(0).tag(sync=True)
    longest = traitlets.Int(LONGEST_NAME).tag(sync=True)

    def __init__(self, **traits: object) -> None:
        super().__init__("own_page", **traits)


def my_page(folder: str | Path | None = None) -> None:
    """Show what was done in the workbooks of `folder` (the notebook's own by default)."""
    MyPage(Path.cwd() if folder is None else Path(folder)).show()


class MyPage:
    """The page of one learner, over the workbooks of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.place = place_of(self.folder)
        self.visits = self._look()
        self._panel: DisplayHandle | None = None
        spoken = _language_of(self.visits)
        about: dict[str, Any] = {
            "title": say_both("page.title").model_dump(),
            "lang": spoken or "en",
            "chosen": spoken is not None,
            "kept_in": self.place,
            "finished": self._finished(),
        }
        self.head = PageWidget(part="head", **about)
        self.form = PageWidget(part="certificate", **about)
        traitlets.link((self.head, "lang"), (self.form, "lang"))
        self.head.on_msg(self._hear)
        self.form.on_msg(self._hear)

    def show(self) -> None:
        """Show head, page and certificate, one beneath the other."""
        display(self.head)
        self._panel = display(HTML(page_panel(self.visits, self.place)), display_id=True)
        display(self.form)

    def look_again(self) -> None:
        """Show what is true by now."""
        self.visits = self._look()
        self.form.finished = self._finished()
        if self._panel is not None:
            self._panel.update(HTML(page_panel(self.visits, self.place)))

    def certify(self, name: str) -> dict[str, Any]:
        """Write the certificate beside the page; returns what the page tells and offers.

        `file` is its name, or None where it could not be written: the `html` is there all the same.
        """
        self.look_again()
        known = tidy_name(name)
        if not known or not self._finished():
            return {"refused": "page.no-name" if not known else "page.none-finished"}
        html = certificate(known, self.visits, datetime.now(UTC).astimezone().date())
        written = None
        with contextlib.suppress(OSError):
            (self.folder / CERTIFICATE_FILE).write_text(html, "utf-8")
            written = CERTIFICATE_FILE
        return {"html": html, "file": written}

    def _hear(self, widget: PageWidget, message: Any, _buffers: object) -> None:
        wanted = message.get("want") if isinstance(message, dict) else None
        if wanted == "look":
            self.look_again()
            widget.send({"looked": True})
        elif wanted == "certificate" and isinstance(message.get("name"), str):
            widget.send({"certificate": self.certify(message["name"])})

    def _look(self) -> list[Visit]:
        return visits_on(self.folder, _order(self.folder))

    def _finished(self) -> int:
        return sum(visit.is_finished for visit in self.visits)


def _order(folder: Path) -> list[str]:
    """The workbooks in the order of the release; none if it does not say."""
    try:
        listed = json.loads((folder / STAMP_FILE).read_bytes())["workbooks"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []


def _language_of(visits: list[Visit]) -> Lang | None:
    """The language last chosen in any of the workbooks that were worked on."""
    worked = [visit for visit in visits if visit.answers]
    for visit in sorted(worked, key=lambda each: each.last or "", reverse=True):
        chosen = KeptAnswers(visit.case, visit.folder).language
        if chosen is not None:
            return chosen
    return None


__all__ = ["STAMP_FILE", "MyPage", "PageWidget", "my_page"]
