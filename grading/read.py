"""Read a case and its keys, together: each is checked alone and against the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, cast

from pydantic import TypeAdapter

from grading.course import Course
from grading.dialogue_proof import prove
from grading.drawn import variant_mistakes
from grading.problem import CourseProblems, Problem
from grading.remembered import Outcomes
from grading.situations import situation_mistakes
from grading.variants import (
    SAMPLE_SEED,
    Functions,
    NoReference,
    filled_key,
    key_for,
    read_functions,
)
from grading.yaml_places import PlacedYaml, collect, plain
from workbooks.case import Case
from workbooks.kinds import Dialogue, Exercise
from workbooks.scoring import DialogueKey, Key
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.variants import Picks, picks_for, samples, told

_KEY: Final[TypeAdapter[Key]] = TypeAdapter(Key)


class _KeysOfOne(Mapping[str, BaseKey]):
    """The keys for one student. What is computed from their own data is computed when it is asked
    for: it takes longer than all the rest, and who handed nothing in needs none of it.
    """

    def __init__(
        self, keys: Mapping[str, BaseKey], own: Mapping[str, Callable[[], BaseKey]]
    ) -> None:
        self._keys, self._own = dict(keys), dict(own)

    def __getitem__(self, name: str) -> BaseKey:
        if name in self._own:
            self._keys[name] = self._own[name]()
            del self._own[name]  # not before: what could not be made is asked for again
        return self._keys[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True)
class KeyedCase:
    """A case and the key of each of its exercises, by exercise id.

    The keys of personal exercises hold for a sample of the data; `personal` keeps them as they were
    written, and `functions` are what they refer to. `outcomes` knows what was answered before.
    """

    case: Case
    keys: Mapping[str, BaseKey]
    personal: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    functions: Functions = field(default_factory=Functions)
    outcomes: Outcomes = field(default_factory=Outcomes, repr=False, compare=False)
    _drawn: dict[Picks, KeyedCase] = field(default_factory=dict, repr=False, compare=False)

    def for_seed(self, seed: int) -> KeyedCase:
        """The same as it holds for one student: with the variants drawn, and keys to their data."""
        drawn = self.as_drawn(picks_for(self.case.variants, seed))
        own = {
            name: partial(key_for, entry, self.case, self.functions, seed)
            for name, entry in self.personal.items()
        }
        return replace(drawn, keys=_KeysOfOne(drawn.keys, own)) if own else drawn

    def as_drawn(self, picks: Picks) -> KeyedCase:
        """The case and its keys in which these variants were drawn; made once for each draw."""
        variants = self.case.variants
        if not variants:
            return self
        if picks not in self._drawn:
            plain = {name: key.model_dump(mode="json") for name, key in self.keys.items()}
            keys = {
                name: _KEY.validate_python(told(each, variants, picks))
                for name, each in plain.items()
            }
            case = self.case.as_drawn(picks)
            self._drawn[picks] = KeyedCase(case, keys, outcomes=self.outcomes)
        return self._drawn[picks]


def read_case(course: Course, slug: str) -> Case:
    """The case `slug`; raises `CourseProblems` listing all that is wrong with its file."""
    yaml = PlacedYaml(course.case_file(slug))
    case: Case = yaml.read_as(Case)
    if case.slug != slug:
        collect([yaml.problem("wrong-slug", ("slug",), given=case.slug, wanted=slug)])
    collect(
        yaml.problem("personal-practice", ("exercises", place, "feedback"))
        for place, each in enumerate(case.exercises)
        if each.personal and each.is_practice
    )
    collect(yaml.problem(name, at, **names) for name, at, names in variant_mistakes(case))
    for each in _as_read(case):
        collect(yaml.problem(name, at, **names) for name, at, names in situation_mistakes(each))
    return case


def _as_read(case: Case) -> Iterator[Case]:
    """The case as students read it, with every word of its variants in one of them."""
    yield from map(case.as_drawn, samples(case.variants)) if case.variants else (case,)


def read_keyed_case(course: Course, slug: str) -> KeyedCase:
    """The case `slug` with its keys; raises `CourseProblems` with all that is wrong in both."""
    case = read_case(course, slug)
    yaml = PlacedYaml(course.key_file(slug))
    entries = yaml.data.get("keys")
    if not isinstance(entries, list):
        raise CourseProblems([yaml.problem("missing-field", (), what="“keys”")])
    try:
        functions = read_functions(course.reference_file(slug))
    except NoReference as error:
        raise CourseProblems([yaml.problem("reference-fails", ("keys",), why=str(error))]) from None
    keys: dict[int, Key] = {}
    personal: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for place, entry in enumerate(map(plain, entries)):
        try:
            filled = entry
            if isinstance(entry, dict) and entry.get("reference"):
                filled = filled_key(entry, case, functions, SAMPLE_SEED)
            keys[place] = yaml.read_as(_KEY, ("keys", place), filled)
            if filled is not entry:
                personal[keys[place].exercise] = entry
        except CourseProblems as found:
            problems += found.problems
        except NoReference as error:
            at = ("keys", place, "reference")
            problems.append(yaml.problem("reference-fails", at, why=str(error)))
    if yaml.data.get("case") != slug:
        given = yaml.data.get("case")
        problems.append(yaml.problem("wrong-slug", ("case",), given=given, wanted=slug))
    problems += _misfits(case, keys, yaml, whole=not problems)
    collect(problems)
    by_name = {key.exercise: key for key in keys.values()}
    keyed = KeyedCase(case, by_name, personal, functions)
    for picks in samples(case.variants):
        drawn = keyed.as_drawn(picks)
        by_place = {place: cast("Key", drawn.keys[key.exercise]) for place, key in keys.items()}
        collect(_misfits(drawn.case, by_place, yaml, whole=True))
    return keyed


def _misfits(
    case: Case, keys: Mapping[int, Key], yaml: PlacedYaml, *, whole: bool
) -> Iterable[Problem]:
    exercises = {each.id: each for each in case.everything}
    counts = Counter(key.exercise for key in keys.values())
    for place, key in keys.items():
        where: tuple[str | int, ...] = ("keys", place)
        exercise = exercises.get(key.exercise)
        if exercise is None:
            known = ", ".join(exercises)
            at = (*where, "exercise")
            yield yaml.problem("key-without-exercise", at, name=key.exercise, known=known)
        elif exercise.kind != key.kind:
            yield yaml.problem(
                "key-of-other-kind",
                (*where, "kind"),
                name=key.exercise,
                given=key.kind,
                wanted=exercise.kind,
            )
        else:
            for name, at_key, fields in key_problems(exercise, key):
                yield yaml.problem(name, (*where, *at_key), **fields)
        if counts[key.exercise] > 1:
            counts[key.exercise] = 0  # told once
            yield yaml.problem("duplicate-key", (*where, "exercise"), name=key.exercise)
    if whole:
        for name in exercises.keys() - counts.keys():
            yield yaml.problem("exercise-without-key", (), name=name, file=yaml.path.name)


def key_problems(exercise: Exercise, key: BaseKey) -> Iterable[KeyProblem]:
    """What in a key does not fit its exercise; of a dialogue, also what its proof finds."""
    yield from key.problems(exercise)
    if exercise.personal and key.reference is None:
        yield "reference-missing", (), {"name": exercise.id}
    if key.reference is not None and not exercise.personal:
        yield "reference-unasked", ("reference",), {"name": exercise.id}
    if isinstance(exercise, Dialogue) and isinstance(key, DialogueKey):
        yield from prove(exercise, key.ends)
