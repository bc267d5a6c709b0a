"""Show the site on this machine, and only to it."""

from __future__ import annotations

import contextlib
import mimetypes
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from grading.site.build import STAMP
from grading.site.sources import SiteProblem

for ending, kind in {
    ".wasm": "application/wasm",
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".ipynb": "application/json",
    ".whl": "application/zip",
}.items():
    mimetypes.add_type(kind, ending)


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves files; a browser asks each time whether its copy is still the newest."""

    def handle(self) -> None:
        """Answer; a browser that leaves in the middle of a file is no mistake to be told of."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def end_headers(self) -> None:
        """Say that a copy has to be checked, as the site may have been built anew."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the parent's name
        """Nothing: a page of the site asks for two hundred files."""


def make_server(
    folder: Path, port: int, kind: type[SiteHandler] = SiteHandler
) -> ThreadingHTTPServer:
    """A server on localhost for the site in `folder`; port 0 is any that is free.

    Raises `SiteProblem` if there is no site, or the port is taken.
    """
    if not (folder / STAMP).is_file():
        raise SiteProblem(f"There is no site in {folder}. Run `make site` first.")
    handler = partial(kind, directory=str(folder))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise SiteProblem(
            f"Port {port} cannot be used ({error.strerror}). Choose another one with --port."
        ) from error
