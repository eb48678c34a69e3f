"""The command line: ties study and press together, and turns every failure into a sentence and an exit code."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import traceback
from datetime import date
from pathlib import Path

import click

from analysis import __version__
from analysis.errors import DataError, TumenError, UsageError
from analysis.project import Project, find_project

AS_OF = click.option("--as-of", metavar="DATE", help="Full ISO date whose knowledge is used; default: newest known.")
TRACEBACK_VARIABLE = "TUMEN_TRACEBACK"
EXCLUDE = click.option("--exclude", multiple=True, metavar="SOURCE_OR_ROW", help="Leave it out; may be repeated.")
PREFER = click.option("--prefer", multiple=True, metavar="BASIS", help="Put a basis first; may be repeated.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class _Commands(click.Group):
    """Prints a failure as a sentence and leaves with its exit code; a traceback only for who asks for it."""

    def invoke(self, ctx: click.Context):
        try:
            return super().invoke(ctx)
        except TumenError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            closed = isinstance(error, OSError) and error.errno == errno.EPIPE  # the reader has gone: click knows how
            if closed or os.environ.get(TRACEBACK_VARIABLE):
                raise
            place = traceback.extract_tb(error.__traceback__)[-1]
            click.echo(
                f"Error: {type(error).__name__}: {error} (in {place.name}, {place.filename}, line {place.lineno}). "
                f"Nobody foresaw this; set {TRACEBACK_VARIABLE}=1 and run again to see the whole way there.",
                err=True,
            )
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="tumen")
@click.option("--project", "folder", type=click.Path(path_type=Path), help="Project folder; default: here and above.")
@click.pass_context
def main(ctx: click.Context, folder: Path | None) -> None:
    """Test a published argument claim by claim, and render the result as HTML and PDF."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # end kernels and tidy up, as after Ctrl-C
    ctx.obj = folder


def _project(ctx: click.Context) -> Project:
    return find_project(ctx.obj)


def _study(project: Project):
    from analysis.press.hooks import load_study

    study = load_study(project)
    if study is None:
        raise UsageError(f"{project.root / 'pyproject.toml'}: [tool.tumen] names no study, so there is no ledger.")
    return study


def _day(study, as_of: str | None) -> str:
    from analysis.press.options import parse_as_of

    today = date.today().isoformat()
    return parse_as_of(as_of, today) if as_of is not None else study.default_as_of(today)


def _judged(study, day: str, exclude: tuple[str, ...], prefer: tuple[str, ...]):
    """The ledger of a day; with less evidence or another basis, also what fares otherwise than with all."""
    from analysis.press.ledger_view import changes

    judged = study.ledger(day, exclude, prefer)
    return judged | {"changes": changes(study.ledger(day), judged)} if exclude or prefer else judged


@main.command()
@click.argument("editions", nargs=-1, metavar="[EDITION ...]")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="Set a parameter.")
@AS_OF
@click.option("--formats", metavar="html,pdf", help="What to print; default: as the edition declares.")
@click.option("--paper", metavar="a4|us-letter", help="Paper of the PDF; default: as the edition declares.")
@click.option("--out", type=click.Path(path_type=Path), help="Write one release's content straight into this folder.")
@click.option("--force", is_flag=True, help="Render again though nothing has changed.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def build(ctx, editions, parameters, as_of, formats, paper, out, force, quiet) -> None:
    """Run the chapters of EDITION (default: all) and publish HTML and PDF."""
    from analysis.press.editions import FORMATS, list_editions, read_edition
    from analysis.press.options import parse_option
    from analysis.press.progress import reporter
    from analysis.press.release import build as build_release

    project = _project(ctx)
    known = list_editions(project)
    names = list(dict.fromkeys(editions or known))
    if not names:
        raise UsageError(f"{project.folder('editions')}: expected editions as *.toml files, found none. Declare one.")
    for name in names:
        read_edition(project, name)  # a wrong name is told before the first is built
    if out and len(names) != 1:
        raise UsageError(f"--out takes one edition, found {len(names)}: name one of {', '.join(names)}.")
    given = dict(parse_option(option) for option in parameters)
    wanted = tuple(part.strip() for part in formats.split(",") if part.strip()) if formats is not None else None
    if wanted == ():
        raise UsageError(f"--formats: expected one or both of {', '.join(FORMATS)}; found none.")
    for name in names:
        with reporter(name, quiet) as progress:
            result = build_release(
                project,
                name,
                parameters=given,
                as_of=as_of,
                formats=wanted,
                paper=paper,
                out=out,
                force=force,
                today=date.today().isoformat(),
                progress=progress,
            )
        if not quiet:
            state = "is up to date" if result.skipped else "is ready"
            click.echo(f"{name} ({result.release_id}) {state}: {result.path}")


@main.command()
@AS_OF
@JSON
@EXCLUDE
@PREFER
@click.pass_context
def ledger(ctx, as_of, as_json, exclude, prefer) -> None:
    """Print the verdict of every claim, and what falls without some evidence or with another basis."""
    from analysis.press.terminal import ledger_text

    study = _study(_project(ctx))
    judged = _judged(study, _day(study, as_of), exclude, prefer)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(json.dumps(judged, ensure_ascii=False, indent=2) if as_json else ledger_text(judged, width))


@main.command()
@click.argument("claim")
@AS_OF
@EXCLUDE
@PREFER
@click.pass_context
def explain(ctx, claim, as_of, exclude, prefer) -> None:
    """Walk CLAIM from its verdict down to rows and addresses."""
    from analysis.press.ledger_view import behind, walk_claims
    from analysis.press.terminal import claim_text

    study = _study(_project(ctx))
    judged = _judged(study, _day(study, as_of), exclude, prefer)
    claims = {entry["id"].lower(): entry for _, entry in walk_claims(judged["claims"])}
    if claim.lower() not in claims:
        known = ", ".join(entry["id"] for entry in claims.values())
        raise UsageError(f"No claim is called {claim!r}: expected one of {known}.")
    found = claims[claim.lower()]
    ids = {row for _, part in walk_claims([found]) for row in behind(part)}
    rows = {row["id"]: row for row in study.rows(sorted(ids), judged["as_of"])}
    sources = {s["id"]: s for s in study.sources(sorted({key for row in rows.values() for key in row["sources"]}))}
    click.echo(claim_text(found, judged["as_of"], rows, sources, judged.get("changes", ())))


@main.command()
@click.pass_context
def check(ctx) -> None:
    """Check data, claims, notebooks and editions; list every fault at once."""
    from analysis.press.check import check_press, stale_descriptions
    from analysis.press.plan import check_data

    project = _project(ctx)
    study = _study(project)
    check_data(study)
    problems = check_press(project)
    if problems:
        raise UsageError("Notebooks or editions need mending:", problems)
    _refuse_stale(stale_descriptions(project, study))
    for notice in study.notices():
        click.echo(f"note: {notice}")
    click.echo("Data, claims, notebooks and editions are sound.")


def _refuse_stale(stale) -> None:
    if stale:
        raise DataError("Descriptions of the data are not what is made today. Run 'tumen describe':", list(stale))


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a description is stale.")
@click.pass_context
def describe(ctx, only_check) -> None:
    """Write what describes the data for readers and programs, made from their schemas."""
    from analysis.press.check import stale_descriptions

    project = _project(ctx)
    stale = stale_descriptions(project, _study(project))
    if only_check:
        _refuse_stale(stale)
    for name, text in stale.items():
        aside = (project.root / name).with_suffix(".new")
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(project.root / name)
        click.echo(f"{name} is written.")
    if not stale:
        click.echo("The descriptions of the data are what is made today.")


@main.command(name="list")
@click.argument("what", type=click.Choice(["editions", "parameters", "claims", "rows"]), default="editions")
@AS_OF
@JSON
@click.pass_context
def list_things(ctx, what, as_of, as_json) -> None:
    """List editions (default), the parameters of their chapters, claims, or rows in view."""
    from analysis.press.listing import list_claims, list_editions, list_parameters, list_rows

    project = _project(ctx)
    if what in ("claims", "rows"):
        study = _study(project)
        entries = {"claims": list_claims, "rows": list_rows}[what](study, _day(study, as_of))
    else:
        entries = {"editions": list_editions, "parameters": list_parameters}[what](project)
    if as_json:
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for entry in entries:
        click.echo("  ".join(str(value) for value in entry.values() if value not in ("", None)))


if __name__ == "__main__":
    sys.exit(main())
