"""What the grader says, in both languages: the catalogues in `grading/locale`."""

from __future__ import annotations

from workbooks.words import Wording

_words = Wording("grading")
say, say_both = _words.say, _words.say_both
