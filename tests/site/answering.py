"""Answers given as a person gives them: by clicking and typing, exercise by exercise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

_GO_TO = """async ([id, call]) => {
  const { content } = jupyterapp.shell.currentWidget;
  const is = (cell) => cell.id === id || cell.sharedModel.source.includes(call);
  const place = [...content.model.cells].findIndex(is);
  await content.scrollToItem(place, "center");
  document.querySelector("[data-here]")?.removeAttribute("data-here");
  content.widgets[place].node.dataset.here = "yes";
}"""
"""Scroll to a cell, which JupyterLab draws only when it is near, and mark it."""


def exercise(page: Page, name: str) -> Locator:
    """One exercise of the open workbook, scrolled to."""
    page.evaluate(_GO_TO, [None, f'wb.show("{name}")'])
    shown = page.locator(f'.hf-exercise[data-exercise="{name}"]')
    shown.scroll_into_view_if_needed()
    return shown


def answer(page: Page, kind: str, name: str, given: Any) -> None:
    """Give an answer of that kind as the log would hold it, until the page says it is kept."""
    shown = exercise(page, name)
    HANDS[kind](shown, given)
    expect(shown.locator(".hf-status-saved")).to_be_visible()


def code_cell(page: Page, name: str) -> Locator:
    """Where the code of a task is written, scrolled to."""
    page.evaluate(_GO_TO, [f"{name}-code", "no call, but a name"])
    return page.locator("[data-here] .cm-content")


def write_code(page: Page, name: str, code: str) -> None:
    """Type code into the cell of a task; run it, and the next one, which hands in what it made."""
    code_cell(page, name).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code.rstrip())
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")


def regardless(kind: str, given: Any) -> Any:
    """An answer without the order of what has none: the page keeps to the order of the case."""
    if kind == "choices":
        return sorted(given)
    if kind == "mark":
        return sorted(given["marks"], key=lambda mark: (mark["passage"], mark["start"]))
    return given


def _choose(shown: Locator, given: str) -> None:
    shown.locator(f'input[value="{given}"]').check()


def _tick(shown: Locator, given: list[str]) -> None:
    for each in given:
        shown.locator(f'input[value="{each}"]').check()


def _sort(shown: Locator, given: dict[str, str]) -> None:
    for item, group in given.items():
        shown.locator(f'fieldset[data-item="{item}"] input[value="{group}"]').check()


def _order(shown: Locator, given: list[str]) -> None:
    """By the buttons: up, as often as need be, or, where some do not belong, taken one by one."""
    spares = shown.locator(".hf-spares")
    steps = shown.locator("ol.hf-steps > li")
    for place, each in enumerate(given):
        if spares.count():
            spares.locator(f'[data-option="{each}"] button').click()
        while (now := _places(steps)).index(each) > place:
            shown.locator(f'ol.hf-steps [data-option="{each}"] button').first.click()
            expect(steps.nth(now.index(each) - 1)).to_have_attribute("data-option", each)


def _places(steps: Locator) -> list[str]:
    found: list[str] = steps.evaluate_all("all => all.map((each) => each.dataset.option)")
    return found


def _write(shown: Locator, given: str) -> None:
    box = shown.locator("textarea")
    box.fill(given)
    box.blur()


def _talk(shown: Locator, given: dict[str, Any]) -> None:
    """Reply by reply; begun anew as often as the answer says, each time after one reply."""
    replies = [each.split(".")[1] for each in given["replies"]]
    for _ in range(given["restarts"]):
        shown.locator(f'[data-reply="{replies[0]}"]').click()
        shown.locator(".hf-again button").click()
    for each in replies:
        shown.locator(f'[data-reply="{each}"]').click()


def _rate(shown: Locator, given: dict[str, dict[str, int]]) -> None:
    for sample, levels in given.items():
        for criterion, level in levels.items():
            row = f'[data-sample="{sample}"] [data-rated="{criterion}"]'
            shown.locator(f'{row} input[value="{level}"]').check()


def _mark(shown: Locator, given: dict[str, Any]) -> None:
    """Without a mouse: the words are typed, and the rule is chosen."""
    lines = shown.locator("[data-passage]")
    passages: list[str] = lines.evaluate_all("all => all.map((each) => each.dataset.passage)")
    shown.locator(".hf-typing summary").click()
    for mark in given["marks"]:
        place = passages.index(mark["passage"])
        said = lines.nth(place).text_content() or ""
        shown.locator(".hf-typing select").select_option(str(place))
        shown.locator(".hf-typing input").fill(said[mark["start"] : mark["end"]])
        shown.locator(".hf-typing input").press("Enter")
        shown.locator(f'.hf-ask-rule[data-rule="{mark["rule"]}"]').click()


HANDS: Final[dict[str, Callable[[Locator, Any], None]]] = {
    "choice": _choose,
    "choices": _tick,
    "classify": _sort,
    "order": _order,
    "reply": _write,
    "essay": _write,
    "dialogue": _talk,
    "calibrate": _rate,
    "mark": _mark,
}
"""How each kind is answered; what is computed is written into a cell instead (`write_code`)."""
