"""Every workbook: keys earn all, whatever the style; mistakes their share; students their order.

All of it is run and scored here, in this process; that nbgrader and the fast path come to the same
points is tested in `test_wholes`. What belongs to one story alone has a module of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import matplotlib.pyplot as plt
import pytest

from grading.read import KeyedCase
from tests.course.runs import Snippet, Workbook, numbers_in, workbook
from tests.course.wholes import WHOLES, Whole
from tests.scoring import score_answer
from workbooks.answers import AnswerLog
from workbooks.fonts import set_up_plots
from workbooks.scoring import NumberKey
from workbooks.scoring.score import Score
from workbooks.text import LANGS, Lang

SLUGS: Final = workbook("ms-zhang").course.slugs()
SEEDS: Final = (11, 2_000_000_011)
OTHER_SEEDS: Final = {"training-plan": (11, 0)}  # seventeen training days, and sixteen

STUDENTS: Final = ("strong", "middling", "careless")
WITHOUT_SNIPPETS: Final = {
    "ms-zhang": "its one task is answered in every sample of tests/submissions/ms-zhang",
    "orientation-night": "its tasks are answered by the three students, each in another way",
}
BY_COMPLETION: Final = {"foundations-logbook", "foundations-observation", "foundations-refreshers"}
"""Workbooks that are there to rate oneself or others: whoever does them through has the points."""

NO_MODEL: Final = ("dialogue", "audit", "checklist", "rehearse")
"""Kinds in which no answer is more right than another, or only a way there is."""

each_workbook = pytest.mark.parametrize("slug", SLUGS)


@pytest.fixture(autouse=True)
def at_the_desk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In the folder of the released workbook, with its plots; figures are closed at the end."""
    slug = request.node.callspec.params["slug"]
    monkeypatch.chdir(workbook(slug).course.release_folder(slug))
    set_up_plots()
    yield
    plt.close("all")


@cache
def keyed_for(slug: str, seed: int) -> KeyedCase:
    return workbook(slug).keyed.for_seed(seed)


def scored(slug: str, name: str, answer: Any, seed: int) -> Score:
    """What an answer earns; what is said of it may give no number away."""
    keyed = keyed_for(slug, seed)
    exercise = keyed.case.exercise(name)
    score = score_answer(keyed, exercise, answer)
    if exercise.from_code:
        said = " ".join(each.text[lang] for each in score.reasons for lang in LANGS)
        assert not workbook(slug).given_away(said, name, seed, answer), said
    return score


def seeds_of(book: Workbook, task: str = "") -> tuple[int, ...]:
    """Whose data are tried: two students', or one's where all have the same."""
    seeds = OTHER_SEEDS.get(book.slug, SEEDS)
    return seeds if not task or book.keyed.case.exercise(task).personal else seeds[:1]


def tries() -> Iterator[Any]:
    """Every snippet; those of personal tasks with the data of two students."""
    for slug in SLUGS:
        for snippet in workbook(slug).snippets():
            for seed in seeds_of(workbook(slug), snippet.task):
                name = f"{slug}/{snippet.task}/{snippet.path.stem}/{seed}"
                yield pytest.param(slug, snippet, seed, id=name)


@pytest.mark.parametrize(("slug", "snippet", "seed"), list(tries()))
def test_a_snippet_earns_what_it_says(slug: str, snippet: Snippet, seed: int) -> None:
    """Right in whatever style earns all; a mistake loses its share, whoever's data it met."""
    task = snippet.task
    answers = workbook(slug).answers(seed, {task: snippet.code}, until=task)
    score = scored(slug, task, answers.get(task), seed)
    told = [each.text.en for each in score.reasons]
    assert score.points == pytest.approx(snippet.points, abs=1e-3), told
    is_right = snippet.path.stem.startswith("right-")
    assert (score.points == score.most) == is_right
    assert all(each.verdict == "right" for each in score.reasons) == is_right, told


@each_workbook
def test_every_task_is_tried_in_several_ways(slug: str) -> None:
    """Each task has two styles that are right and three mistakes, at the least."""
    book = workbook(slug)
    if slug in WITHOUT_SNIPPETS:
        assert not book.snippets()
        return
    assert {each.task for each in book.snippets()} == set(book.tasks)
    for task in book.tasks:
        names = [each.path.stem for each in book.snippets() if each.task == task]
        assert sum(name.startswith("right-") for name in names) >= 2, task
        assert sum(name.startswith("wrong-") for name in names) >= 3, task


@each_workbook
def test_the_solutions_of_the_master_earn_all(slug: str) -> None:
    """What is built can be solved: the master's own code gets full marks on anybody's data."""
    for seed in seeds_of(workbook(slug)):
        answers = workbook(slug).answers(seed, {})
        for task in workbook(slug).tasks:
            score = scored(slug, task, answers.get(task), seed)
            assert score.points == score.most, (task, [each.text.en for each in score.reasons])


@each_workbook
def test_the_released_cells_hand_nothing_in(slug: str) -> None:
    """All cells run as they were released meet no error and hand in nothing."""
    assert workbook(slug).answers(SEEDS[0], {}, solved=False) == {}


@each_workbook
@pytest.mark.parametrize("lang", LANGS)
def test_the_key_earns_all(slug: str, lang: Lang) -> None:
    """The good answer of every exercise that is scored, in either language, gets full marks."""
    keyed = keyed_for(slug, SEEDS[0])
    for exercise in keyed.case.exercises:
        if exercise.marked == "hand":
            continue
        model = keyed.keys[exercise.id].model(exercise, lang)
        if model is None:
            assert exercise.kind in NO_MODEL, exercise.id
            continue
        score = scored(slug, exercise.id, json.loads(json.dumps(model)), SEEDS[0])
        assert score.points == exercise.points, exercise.id


@each_workbook
def test_another_students_answer_is_not_right(slug: str) -> None:
    """What is right for one student's own data loses points for another's."""
    mine, theirs = seeds_of(workbook(slug))
    case = workbook(slug).keyed.case
    answers = workbook(slug).answers(mine, {}) if case.synthetic else {}
    for exercise in case.exercises:
        if exercise.personal:
            score = scored(slug, exercise.id, answers[exercise.id], theirs)
            assert (score.points or 0) < exercise.points, exercise.id


def auto(whole: Whole) -> float:
    """What the machine gives a whole submission, as a student left it, of what needs nobody."""
    seed = whole.outcome.get("seed", SEEDS[0])
    tasks = workbook(whole.slug).tasks
    code = {task: text for task in tasks if (text := whole.code(task)) is not None}
    log = AnswerLog(whole.folder).read(workbook(whole.slug).keyed.case.limits)
    answers = {name: each.answer for name, each in log.latest.items()}
    answers |= workbook(whole.slug).answers(seed, code, solved=False)
    case = workbook(whole.slug).keyed.case
    return sum(
        scored(whole.slug, each.id, answers.get(each.id), seed).points or 0
        for each in case.exercises
        if each.id not in whole.outcome["waiting"]
    )


@each_workbook
def test_three_students_stand_in_their_order(slug: str) -> None:
    """A strong, a middling and a careless submission earn what they say, and are far apart."""
    wholes = {each.student: each for each in WHOLES if each.slug == slug}
    case = workbook(slug).keyed.case
    most = sum(each.points for each in case.exercises if each.marked == "machine")
    if slug == "churn":  # has two, one of them with full marks
        assert auto(wholes["full-marks"]) == most > 2 * auto(wholes["weak"])
        return
    earned = {name: auto(wholes[name]) for name in STUDENTS}
    for name, points in earned.items():
        assert points == pytest.approx(wholes[name].outcome["auto"], abs=1e-3), name
    strong, middling, careless = earned.values()
    if slug in BY_COMPLETION:
        assert most >= strong > middling > careless
        return
    assert strong - middling > most / 8 < middling - careless


@each_workbook
def test_numbers_are_told_for_what_they_are(slug: str) -> None:
    """Whatever file or frame is read says beside it, in both languages, what it is."""
    case = workbook(slug).keyed.case
    reading = [cell for cell in workbook(slug).released if "read_csv" in cell.source]
    made_up = {name for name, origins in case.data.items() if "invented" in origins}
    for name in made_up:
        sources = [cell.source for cell in reading if name in cell.source]
        assert sources, name
        for source in sources:
            assert re.search("# (made up|assumed|invented)", source), name
            assert re.search("虚构|假定|假设|编造", source), name
    for each in case.synthetic:
        assert "made up" in each.about.en
        assert "虚构" in each.about.zh


@each_workbook
def test_what_the_exercises_cite_the_case_cites(slug: str) -> None:
    """Whoever reads a case's sources has read of every fact in it."""
    case = workbook(slug).keyed.case
    cited = {fact for each in case.exercises for fact in each.sources} - {"invented", "derived"}
    assert cited <= set(case.sources)


@each_workbook
def test_what_is_said_never_names_the_number_expected(slug: str) -> None:
    """Feedback after grading holds none of the numbers that were to be found."""
    keyed = workbook(slug).keyed
    for name, key in keyed.keys.items():
        if not isinstance(key, NumberKey) or keyed.case.exercise(name).is_practice:
            continue
        for told in (key.feedback.wrong, *(each.feedback for each in key.near)):
            for lang in LANGS:
                assert f"{key.value:.6g}" not in numbers_in(told[lang]), name
