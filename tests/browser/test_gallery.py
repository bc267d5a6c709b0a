"""Every kind stands in the gallery, in both languages, without a fault that axe-core could find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, visiting
from workbooks.case import load_case


@pytest.fixture(scope="module")
def visit(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "all") as started:
        yield started


@pytest.mark.parametrize("language", ["English", "中文"])
def test_every_kind_is_shown_without_faults(
    visit: Visit, gallery: Path, pictures: Path, language: str
) -> None:
    """Each exercise of the gallery is drawn, named in the language chosen, and axe-clean."""
    visit.speak(language)
    lang = {"English": "en", "中文": "zh"}[language]
    found: dict[str, list[str]] = {}
    for exercise in load_case(gallery).exercises:
        if exercise.from_code:
            continue
        shown = visit.desk.exercise(exercise.id)
        expect(shown).to_contain_text(exercise.title.model_dump()[lang])
        shown.screenshot(path=pictures / f"gallery-{exercise.id}-{lang}.png")
        found[exercise.id] = faults(visit.page, f'.hf-exercise[data-exercise="{exercise.id}"]')
    assert {name: each for name, each in found.items() if each} == {}, json.dumps(found, indent=1)
