"""A dialogue is proved before release: each thing that can be wrong with one is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from grading import dialogue_proof
from grading.course import Course
from grading.problem import CourseProblems, Problem, catalogue, make_problem
from grading.read import key_problems, read_keyed_case
from tests.conftest import run_python
from tests.gallery import GALLERY
from workbooks.kinds import Dialogue
from workbooks.scoring import DialogueKey

CODES = {"HF240", "HF241", "HF242", "HF243", "HF244", "HF245", "HF246", "HF247", "HF248", "HF249",
         "HF250", "HF251", "HF252", "HF253"}  # fmt: skip
"""What is tried here; `test_read.py` counts on it."""


def both(text: str) -> dict[str, str]:
    return {"en": text, "zh": text}


def reply(name: str, to: str, text: str = "words", **more: Any) -> dict[str, Any]:
    return {"id": name, "text": both(text), "next": to, **more}


def scene(name: str, *replies: dict[str, Any], end: bool = False) -> dict[str, Any]:
    return {"id": name, "says": both("hm"), "replies": list(replies), "end": end}


def ends(*names: str) -> list[dict[str, Any]]:
    return [scene(name, end=True) for name in names]


HALLWAY = [
    scene("a", reply("x", "bad", "long words"), reply("y", "b"), reply("z", "bad")),
    scene("b", reply("x", "bad", "long words"), reply("y", "good"), reply("z", "bad")),
    *ends("good", "bad"),
]
SHARES = {"good": 1, "bad": 0}


def dialogue(scenes: list[dict[str, Any]], mood: int = 5) -> Dialogue:
    return Dialogue.model_validate(
        {"id": "d", "kind": "dialogue", "step": "deliver", "areas": ["hearing"], "points": 1,
         "minutes": 1, "title": both("t"), "prompt": both("p"), "customer": both("c"),
         "you": both("y"), "mood": {"label": both("m"), "start": mood},
         "start": scenes[0]["id"], "scenes": scenes}
    )  # fmt: skip


def told(scenes: list[dict[str, Any]], shares: dict[str, float], **more: Any) -> list[Problem]:
    key = DialogueKey.model_validate({"exercise": "d", "kind": "dialogue", "ends": shares, **more})
    return [
        make_problem(name, Path("x.yaml"), (1, 1), dict(fields))
        for name, _, fields in key_problems(dialogue(scenes), key)
    ]


def codes(problems: list[Problem]) -> list[str]:
    return [each.code for each in problems]


def test_a_sound_dialogue_has_no_problem() -> None:
    """The scene that these tests break has nothing wrong with it, and neither has the gallery."""
    assert told(HALLWAY, SHARES) == []
    assert "a-dialogue" in read_keyed_case(Course(GALLERY), "gallery").keys


def test_unreachable_scene() -> None:
    """A scene to which no reply leads is told by name, and its replies are not told again."""
    (problem,) = told([*HALLWAY, scene("attic", reply("x", "good"))], SHARES)
    assert (problem.code, "“attic”" in problem.message) == ("HF243", True)


def test_scene_shut_by_its_condition() -> None:
    """A scene behind a flag that is never set cannot be reached, and its reply is never offered."""
    shut = reply("w", "attic", when={"key": True})
    hallway = [
        {**HALLWAY[0], "replies": [HALLWAY[0]["replies"][0], shut, *HALLWAY[0]["replies"][1:]]},
        *HALLWAY[1:],
        scene("attic", reply("x", "bad")),
    ]
    assert codes(told(hallway, SHARES)) == ["HF253", "HF243"]


@pytest.mark.parametrize("bound", [{"mood_at_least": 7}, {"mood_at_most": 3}])
def test_reply_out_of_reach_of_the_mood(bound: dict[str, int]) -> None:
    """A reply that wants a mood nobody can have there is told by scene and reply."""
    scenes = [scene("a", *HALLWAY[0]["replies"], reply("w", "bad", **bound)), *HALLWAY[1:]]
    (problem,) = told(scenes, SHARES)
    assert (problem.code, "“a.w”" in problem.message) == ("HF253", True)


def test_dead_end_in_one_state_only() -> None:
    """A scene in which a mood leaves nothing to say is told with that mood and the flags."""
    scenes = [
        scene("a", reply("x", "bad", "long words"), reply("y", "b"),
              reply("w", "b", mood=-5, set={"rude": True}), reply("z", "bad")),
        scene("b", *({**each, "mood_at_least": 1} for each in HALLWAY[1]["replies"])),
        *ends("good", "bad"),
    ]  # fmt: skip
    (problem,) = told(scenes, SHARES)
    assert problem.code == "HF244"
    for part in ("“b”", "mood of 0", "rude"):
        assert part in problem.message


def test_circle_without_a_way_out() -> None:
    """A circle that no reply leaves is told with its scenes; one with a way out is welcome."""
    ring = [scene("r", reply("x", "s")), scene("s", reply("x", "r"))]
    first = scene("a", *HALLWAY[0]["replies"][:2], reply("w", "r"), HALLWAY[0]["replies"][2])
    (problem,) = told([first, *HALLWAY[1:], *ring], SHARES)
    assert (problem.code, "“r”, “s”" in problem.message) == ("HF245", True)
    ring[1]["replies"].append(reply("out", "bad"))
    assert told([first, *HALLWAY[1:], *ring], SHARES) == []


def test_key_and_ends() -> None:
    """An end unknown or without a share and a reply unknown are told."""
    assert codes(told(HALLWAY, {**SHARES, "b": 0.5})) == ["HF246"]
    assert codes(told(HALLWAY, SHARES, end_feedback={"attic": both("x")})) == ["HF246"]
    assert codes(told(HALLWAY, {"good": 1})) == ["HF247"]
    assert codes(told(HALLWAY, SHARES, feedback={"a.q": both("x")})) == ["HF248"]
    assert told(HALLWAY, SHARES, feedback={"a.x": both("x")}) == []


def test_best_and_worst() -> None:
    """Somebody must be able to earn all, and somebody to earn less."""
    (problem,) = told(HALLWAY, {"good": 0.9, "bad": 0})
    assert (problem.code, "worth 0.9" in problem.message) == ("HF249", True)
    assert codes(told(HALLWAY, {"good": 1, "bad": 1})) == ["HF250"]


def test_best_end_out_of_reach() -> None:
    """A full share that stands on an end nobody reaches does not count."""
    assert codes(told([*HALLWAY, *ends("attic")], {"good": 0.5, "bad": 0, "attic": 1})) == [
        "HF243", "HF249"]  # fmt: skip


@pytest.mark.parametrize(
    ("replies", "which"),
    [
        ([reply("x", "good"), reply("y", "bad", "long words"), reply("z", "bad")], "the first"),
        ([reply("x", "bad"), reply("y", "bad", "long words"), reply("z", "good")], "the last"),
        (
            [reply("x", "bad"),
             {**reply("y", "good"), "text": {"en": "long words", "zh": "w"}}, reply("z", "bad")],
            "the longest (en)",
        ),
        (
            [reply("x", "bad"),
             {**reply("y", "good"), "text": {"en": "w", "zh": "long words"}}, reply("z", "bad")],
            "the longest (zh)",
        ),
    ],
)  # fmt: skip
def test_naive_paths(replies: list[dict[str, Any]], which: str) -> None:
    """Full marks for always taking the first, the last or the longest reply are told."""
    (problem,) = told([scene("a", *replies), *ends("good", "bad")], SHARES)
    assert (problem.code, which in problem.message) == ("HF251", True)


def test_naive_path_round_in_circles_earns_nothing() -> None:
    """A strategy that never comes to an end is no way to full marks, and is soon left."""
    scenes = [
        scene("a", reply("x", "a", "long words"), reply("y", "good"), reply("z", "bad")),
        *ends("good", "bad"),
    ]
    assert told(scenes, SHARES) == []


def test_too_many_states() -> None:
    """A dialogue whose flags multiply beyond what can be proved is told, and soon."""
    toggles = [
        reply(f"t{n}-{on}".lower(), "a", set={f"f{n}": on})
        for n in range(20)
        for on in (True, False)
    ]
    scenes = [scene("a", HALLWAY[0]["replies"][0], *toggles, reply("z", "bad")), *ends("bad")]
    (problem,) = told(scenes, {"bad": 0})
    assert problem.code == "HF252"
    assert str(dialogue_proof.MOST_STATES) in problem.message


def gallery_with(root: Path, change: Any) -> Course:
    """The gallery's course with its dialogue changed in the case."""
    for part in ("cases", "grading"):
        shutil.copytree(GALLERY / part, root / part)
    course, yaml = Course(root), YAML()
    path = course.case_file("gallery")
    data = yaml.load(path.read_text("utf-8"))
    change(next(each for each in data["exercises"] if each["id"] == "a-dialogue"))
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    return course


@pytest.mark.parametrize(
    ("code", "change", "line"),
    [
        ("HF106", lambda d: d["scenes"][1].update(id="arrival"), "- id: arrival"),
        ("HF106", lambda d: d["scenes"][0]["replies"][1].update(id="password"), "- id: password"),
        ("HF240", lambda d: d.update(start="lobby"), "start: lobby"),
        ("HF240", lambda d: d["scenes"][0]["replies"][1].update(next="lobby"), "next: lobby"),
        ("HF241", lambda d: d["scenes"][0].update(end=True), "replies:"),
        ("HF242", lambda d: d["scenes"][1].pop("says"), "- id: details"),
    ],
)  # fmt: skip
def test_scene_that_cannot_be_played(tmp_path: Path, code: str, change: Any, line: str) -> None:
    """What cannot be played at all is refused with the case, at its line."""
    course = gallery_with(tmp_path, change)
    with pytest.raises(CourseProblems) as found:
        read_keyed_case(course, "gallery")
    (problem,) = found.value.problems
    assert problem.code == code
    shown = course.case_file("gallery").read_text("utf-8").splitlines()[problem.line - 1]
    assert shown.strip() == line


def test_lint_shows_it(tmp_path: Path) -> None:
    """`python -m grading lint` tells what the proof found, at the key's own line."""

    def shut(dialogue: Any) -> None:
        dialogue["scenes"][3]["replies"][1]["mood_at_least"] = 9

    course = gallery_with(tmp_path, shut)
    done = run_python("grading", "lint", at=course.root)
    assert done.returncode == 1
    assert "HF253 never-offered: The reply “cause.stay” is never offered" in done.stderr
    assert "gallery.yaml" in done.stderr


def test_every_code_is_tried() -> None:
    """Each of a dialogue's codes stands in this file, and each code here in the catalogue."""
    text = Path(__file__).read_text("utf-8").partition("def both")[2]
    assert {code for code in CODES if f'"{code}' in text} == CODES
    assert {each["code"] for each in catalogue().values()} >= CODES
