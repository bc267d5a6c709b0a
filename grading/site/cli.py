"""`python -m grading site …`: build the site, show it on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from grading.course import Course

app = typer.Typer(help=__doc__, no_args_is_help=True)
_out, _err = Console(), Console(stderr=True)
Root = Annotated[Path, typer.Option("--course", help="the course's root folder")]


@app.command("build")
def build_command(
    root: Root = Path(),
    to: Annotated[Path, typer.Option(help="where the site goes")] = Path("site"),
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="SLUG", help="a case to leave out, as it is being graded; repeatable"),
    ] = None,
    pyodide: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help="a full Pyodide distribution on disk, for the wheels"
        ),
    ] = None,
) -> None:
    """Build the whole kit as a web page."""
    from grading.problem import CourseProblems
    from grading.site.build import Plan, build_site
    from grading.site.sources import SiteProblem

    course = Course(root.resolve())
    left_out = tuple(without or ())
    plan = Plan(root=course.root, to=to.resolve(), without=left_out, distribution=pyodide)
    try:
        with _err.status("Building the site …") as status:
            slugs = build_site(plan, lambda step: status.update(f"Building the site: {step} …"))
    except (SiteProblem, CourseProblems) as error:
        _err.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
    size = sum(each.stat().st_size for each in plan.to.rglob("*") if each.is_file())
    _out.print(f"{to}: {len(slugs)} workbooks, {size / 1e6:.0f} MB.", highlight=False)


@app.command("serve")
def serve_command(
    folder: Annotated[Path, typer.Argument(help="the site")] = Path("site"),
    port: Annotated[int, typer.Option(help="the port on localhost")] = 8000,
) -> None:
    """Show the site on this machine until you stop it with Ctrl+C."""
    from grading.site.serve import make_server
    from grading.site.sources import SiteProblem

    try:
        server = make_server(folder.resolve(), port)
    except SiteProblem as error:
        _err.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
    _out.print(f"Open http://localhost:{server.server_port}/ · Stop with Ctrl+C.", highlight=False)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
