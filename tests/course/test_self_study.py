"""Two releases kept apart: the self-study one sings with every key, the course's as before."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from grading.course import Course
from grading.problem import CourseProblems
from grading.self_study import HANDED_OUT, SelfStudyRefused, build_self_study
from grading.start import ALONE, alone_command, environment, prepare_self_study
from tests.conftest import REPOSITORY, make_course, run_python
from tests.course.test_practice_keys import CANARY, course

__all__ = ["course"]
pytestmark = pytest.mark.course
SMALL = "foundations-logbook"
GRADED = "foundations-observation"


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def heard(folder: Path) -> dict[str, set[str]]:
    """The canaries in every file of a folder, by its name."""
    return {
        name: set(CANARY.findall(data.decode("utf-8"))) for name, data in bytes_in(folder).items()
    }


def test_every_key_sings_in_one_release_and_none_in_the_other(course: Path) -> None:
    """Built in either order, the course's release is the same to the byte, with practice alone."""
    build_self_study(course / "alone", course=Course(course))
    assert run_python("grading", "build", at=course).returncode == 0
    release = bytes_in(course / "release")
    build_self_study(course / "alone", course=Course(course))
    assert bytes_in(course / "release") == release
    keys = (course / "grading" / "keys" / "gallery.yaml").read_text("utf-8")
    sung = heard(course / "alone")
    assert sung.pop("gallery/practice.json") == set(CANARY.findall(keys))
    assert set().union(*sung.values()) == set()  # and in no other file of either release
    assert heard(course / "release")["gallery/practice.json"] < set(CANARY.findall(keys))


def test_the_notebook_is_the_courses_own(tmp_path: Path) -> None:
    """To the byte: solutions are gone, and answers can be handed in to a course all the same."""
    build_self_study(tmp_path / "alone", course=Course(REPOSITORY))
    slugs = Course(REPOSITORY).slugs()
    for slug in slugs:
        mine, theirs = tmp_path / "alone" / slug, REPOSITORY / "release" / slug
        assert (mine / f"{slug}.ipynb").read_bytes() == (theirs / f"{slug}.ipynb").read_bytes()
        assert {*bytes_in(mine)} == {*bytes_in(theirs), "practice.json"}
        case = json.loads((mine / "case.json").read_bytes())
        assert {each["feedback"] for each in case["exercises"]} == {"immediate"}
        shipped = json.loads((mine / "practice.json").read_bytes())
        keys = [*shipped["keys"], *shipped["self_study"].get("personal", ())]
        ids = [each["id"] for each in (*case["exercises"], *case.get("bank", ()))]
        assert sorted(each["exercise"] for each in keys) == sorted(ids)
    stamp = json.loads((tmp_path / "alone" / "self-study.json").read_bytes())
    assert (stamp["format"], sorted(stamp["workbooks"])) == (1, sorted(slugs))
    assert stamp["workbooks"][0] == SMALL  # in the order of the course


def test_a_case_that_is_being_graded_is_left_out(tmp_path: Path) -> None:
    """Neither its keys nor a link to it; and building anew takes away what was there before."""
    at, place = Course(REPOSITORY), tmp_path / "alone"
    assert build_self_study(place, [SMALL, GRADED], course=at) == [SMALL, GRADED]
    assert build_self_study(place, [SMALL, GRADED], [GRADED], course=at) == [SMALL]
    assert sorted(path.name for path in place.iterdir()) == sorted(
        [SMALL, "index.ipynb", "my-page.ipynb", "self-study.json"]
    )
    assert GRADED not in (place / "index.ipynb").read_text("utf-8")
    assert SMALL in (place / "index.ipynb").read_text("utf-8")


@pytest.mark.parametrize("name", HANDED_OUT)
def test_it_never_goes_where_students_are_served(course: Path, name: str) -> None:
    """Nor into a folder in there, nor there by a link, nor by way of `..`."""
    (course / name).mkdir(exist_ok=True)
    (course / "link").unlink(missing_ok=True)
    (course / "link").symlink_to(course / name, target_is_directory=True)
    before = bytes_in(course)
    for place in (name, f"{name}/alone", "link/alone", f"docs/../{name}/alone"):
        with pytest.raises(SelfStudyRefused, match=f"{name}/, from which things go to students"):
            build_self_study(course / place, course=Course(course))
    assert bytes_in(course) == before


def test_what_is_in_the_way_is_told_and_stays(tmp_path: Path) -> None:
    """A file, a folder of somebody's, a release in which somebody has answered."""
    at = Course(REPOSITORY)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SelfStudyRefused, match="is a file"):
        build_self_study(tmp_path / "file", [SMALL], course=at)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(SelfStudyRefused, match="not empty"):
        build_self_study(tmp_path / "full", [SMALL], course=at)
    used = tmp_path / "used"
    build_self_study(used, [SMALL], course=at)
    (used / "letter.txt").write_text("mine")
    build_self_study(used, [SMALL], course=at)  # what is not ours stays
    (used / SMALL / "answers-1.jsonl").write_text("{}\n")
    before = bytes_in(used)
    with pytest.raises(SelfStudyRefused, match="Somebody has worked"):
        build_self_study(used, [SMALL], course=at)
    assert bytes_in(used) == before
    assert (used / "letter.txt").read_text() == "mine"


def test_a_broken_case_leaves_the_release_before(tmp_path: Path) -> None:
    """What is wrong is told, and nothing is changed, not even by half."""
    root = make_course(tmp_path / "course")
    build_self_study(root / "alone", [SMALL], course=Course(root))
    before = bytes_in(root / "alone")
    path = root / "cases" / SMALL / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("points:", "pionts:", 1), "utf-8")
    with pytest.raises(CourseProblems):
        build_self_study(root / "alone", [SMALL], course=Course(root))
    assert bytes_in(root / "alone") == before
    assert sorted(path.name for path in root.glob(".alone*")) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--self-study",), "Say where"),
        (("--to", "x"), "belong to --self-study"),
        (("--without", SMALL), "belong to --self-study"),
        (("--self-study", "--to", "x", "--without", "nobody"), "no case “nobody”"),
        (("--self-study", "--to", "x", SMALL, "--without", SMALL), "No workbook is left"),
        (("--self-study", "--to", "release/x"), "things go to students"),
    ],
)
def test_the_command_says_what_is_missing(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    """One sentence, an ending that a script notices, and nothing written."""
    (tmp_path / "cases").symlink_to(REPOSITORY / "cases")
    done = run_python("grading", "build", *arguments, at=tmp_path)
    assert done.returncode == 1
    assert re.search(says, done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["cases"]


def test_the_command_builds(tmp_path: Path) -> None:
    """From the course's root, with what it built told by name."""
    root = make_course(tmp_path / "course")
    shutil.rmtree(root / "cases" / "ms-zhang")
    (root / "cases" / "course.yaml").unlink()
    done = run_python("grading", "build", "--self-study", "--to", "alone", SMALL, at=root)
    assert done.returncode == 0, done.stderr
    assert SMALL in done.stdout
    assert (root / "alone" / SMALL / f"{SMALL}.ipynb").is_file()
    assert not (root / "release").exists()


def test_starting_again_keeps_a_learners_work(tmp_path: Path) -> None:
    """`make study` puts in what is not there; work stays, and the pages know of everything.

    What becomes of a workbook when there is something new, `test_shelf.py` tells.
    """
    root = make_course(tmp_path / "course")
    at, own = Course(root), root / ALONE
    (line,) = prepare_self_study(at, [SMALL])
    assert line.startswith(f"{SMALL}: put into")
    (own / SMALL / "answers.jsonl").write_text("{}\n")
    (own / SMALL / "case.json").write_text("{}\n")
    told = list(prepare_self_study(at, ["foundations-refreshers"]))
    named = [each.split(":")[0] for each in told]
    assert named == [SMALL, "foundations-refreshers"]
    assert (own / SMALL / "answers.jsonl").read_text("utf-8") == "{}\n"
    assert json.loads((own / SMALL / "case.json").read_bytes())["slug"] == SMALL
    listed = json.loads((own / "self-study.json").read_bytes())["workbooks"]
    assert listed == [SMALL, "foundations-refreshers"]
    assert SMALL in (own / "index.ipynb").read_text("utf-8")
    assert not (root / "release").exists()
    assert "--LabApp.default_url=/lab/tree/index.ipynb" in alone_command(at, None)
    assert f"--ServerApp.root_dir={own}" in alone_command(at, SMALL)  # no key in sight, nor case
    assert "JUPYTER_CONFIG_PATH" not in environment(at, alone=True)
