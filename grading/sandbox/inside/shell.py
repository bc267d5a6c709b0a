"""IPython's shell without a kernel, its outputs kept in the shape a notebook keeps them."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

Output = dict[str, Any]


class Outputs:
    """What the cells put out: by place, as nbformat has it; at most `most` bytes in all.

    `overflow` is called when there is more, with all that came before still there.
    """

    def __init__(self, most: int, overflow: Callable[[], None]) -> None:
        self.cells: dict[int, list[Output]] = {}
        self.changed: set[int] = set()
        self.at = -1
        self._left = most
        self._overflow = overflow
        self._shown: dict[str, list[Output]] = {}
        self._clear = False

    def begin(self, at: int) -> None:
        """From now on what is put out belongs to the cell at that place."""
        self.at = at
        self.cells[at] = []
        self.changed = {at}
        self._clear = False

    def add(self, output: Output, display_id: str | None = None) -> None:
        """Put out what is shown once."""
        output = _plain(output)
        self._count(output)
        self._clear_if_asked()
        self.cells[self.at].append(output)
        if display_id is not None:
            self._shown.setdefault(display_id, []).append(output)

    def update(self, display_id: str, data: Any, metadata: Any) -> None:
        """Show something else wherever this was shown."""
        new = _plain({"data": data, "metadata": metadata})
        self._count(new)
        shown = self._shown.get(display_id, [])
        for at, outputs in self.cells.items():
            if any(each is old for each in outputs for old in shown):
                self.changed.add(at)
        for output in shown:
            output.update(new)

    def write(self, name: str, text: str) -> None:
        """Text on a stream; it continues the one before it."""
        self._count(text)
        self._clear_if_asked()
        outputs = self.cells[self.at]
        if outputs and outputs[-1].get("name") == name:
            outputs[-1]["text"].append(text)
        else:
            outputs.append({"output_type": "stream", "name": name, "text": [text]})

    def clear(self, *, wait: bool) -> None:
        """Forget what the cell put out; with `wait`, once there is something new."""
        self._clear = wait
        if not wait:
            self.cells[self.at] = []

    def taken(self) -> dict[str, list[Output]]:
        """The outputs of the cells that changed, by place; each stream one text."""
        return {str(at): [_joined(each) for each in self.cells[at]] for at in sorted(self.changed)}

    def _clear_if_asked(self) -> None:
        if self._clear:
            self.clear(wait=False)

    def _count(self, what: object) -> None:
        self._left -= len(json.dumps(what)) + 100
        if self._left < 0:
            self._overflow()


class Stream(io.TextIOBase):
    """Stands for `sys.stdout` or `sys.stderr`."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, outputs: Outputs) -> None:
        super().__init__()
        self.name = name
        self._outputs = outputs

    def write(self, text: str) -> int:
        """Put out text; anything else is refused as Python refuses it."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.write(self.name, str.__str__(text))
        return len(text)

    def writable(self) -> bool:
        """It is."""
        return True


class _Publisher(DisplayPublisher):  # type: ignore[misc]  # IPython is not followed
    def publish(  # type: ignore[no-untyped-def]
        self, data, metadata=None, source=None, *, transient=None, update=False, **_more
    ) -> None:
        name = (transient or {}).get("display_id")
        outputs = self.shell.outputs
        if update:
            outputs.update(name, data, metadata or {})
        else:
            shown = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
            outputs.add(shown, name)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear(wait=wait)


class _Hook(DisplayHook):  # type: ignore[misc]
    def write_output_prompt(self) -> None:
        """No prompt: the result carries its number."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        if format_dict:
            self.shell.outputs.add(
                {
                    "output_type": "execute_result",
                    "execution_count": self.prompt_count,
                    "data": format_dict,
                    "metadata": md_dict or {},
                }
            )

    def finish_displayhook(self) -> None:
        """Nothing was begun."""


class Shell(InteractiveShell):  # type: ignore[misc]
    """Runs cells as the shell of a kernel does; what they put out goes into `outputs`."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    outputs: Outputs

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to open; `%matplotlib inline` has nothing more to do."""

    def ask_exit(self) -> None:
        """`exit` in a cell ends nothing but the cell."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        traceback = [each for each in stb if isinstance(each, str)]
        self.outputs.add(error_output(str(etype.__name__), str(evalue), traceback))


def error_output(name: str, value: str, traceback: list[str]) -> Output:
    """An error as a notebook keeps it."""
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": traceback}


def make_shell() -> Shell:
    """The one shell of this process: no history on disk, no threads, plain tracebacks.

    IPython's coloured tracebacks cost up to a second where pandas raises; a plain one 25 ms.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.xmode = "Plain"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.cache_size = 1000
    shell: Shell = Shell.instance(config=config)
    shell.outputs = Outputs(1 << 30, lambda: None)
    shell.outputs.begin(0)
    return shell


def _plain(output: Mapping[str, Any]) -> Output:
    """Plain JSON, and a copy; pictures as base64."""
    plain: Output = json.loads(json.dumps(output, default=_to_text, skipkeys=True))
    return plain


def _to_text(value: Any) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else repr(value)


def _joined(output: Output) -> Output:
    return {**output, "text": "".join(output["text"])} if "text" in output else output
