"""Where things lie in a course repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

CASE_SOURCE: Final = "case.yaml"


@dataclass(frozen=True)
class Course:
    """The folders of one course, from its root. One slug names a case in all of them."""

    root: Path

    def case_file(self, slug: str) -> Path:
        """The case as its author writes it."""
        return self.root / "cases" / slug / CASE_SOURCE

    @property
    def people_file(self) -> Path:
        """The names that all cases share; see `grading.people`."""
        return self.root / "cases" / "people.yaml"

    def key_file(self, slug: str) -> Path:
        """The keys; the only place where they are."""
        return self.root / "grading" / "keys" / f"{slug}.yaml"

    def reference_file(self, slug: str) -> Path:
        """The functions by which keys compute what is right for a student's own data."""
        return self.root / "grading" / "keys" / f"{slug.replace('-', '_')}.py"

    def data_folder(self, slug: str) -> Path:
        """The data that go to students as they are."""
        return self.root / "cases" / slug / "data"

    @property
    def facts_file(self) -> Path:
        """The numbers that stand in the facts; see `grading.trace`."""
        return self.root / "cases" / "facts.toml"

    @property
    def plan_file(self) -> Path:
        """The order of the workbooks; see `grading.course_page`."""
        return self.root / "cases" / "course.yaml"

    @property
    def topics_file(self) -> Path:
        """What the course teaches; see `grading.topics`."""
        return self.root / "cases" / "topics.yaml"

    def translations_file(self, slug: str) -> Path:
        """Which texts have been read in both languages; see `grading.translations`."""
        return self.root / "grading" / "translations" / f"{slug}.txt"

    def master_file(self, slug: str) -> Path:
        """The notebook as text, with solutions."""
        return self.root / "source" / slug / f"{slug}.md"

    def source_folder(self, slug: str) -> Path:
        """What nbgrader makes the release from: generated beside the master, never committed."""
        return self.root / "source" / slug

    def release_folder(self, slug: str) -> Path:
        """What students get."""
        return self.root / "release" / slug

    def release_notebook(self, slug: str) -> Path:
        """The notebook that students get."""
        return self.release_folder(slug) / f"{slug}.ipynb"

    def slugs(self) -> tuple[str, ...]:
        """Every case there is, by name."""
        return tuple(sorted(path.parent.name for path in self.root.glob(f"cases/*/{CASE_SOURCE}")))
