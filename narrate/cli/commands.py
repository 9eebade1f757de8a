"""The commands. Each one reads its options, makes one studio call and hands the result to `show`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from narrate import __version__
from narrate.cli.about import about
from narrate.errors import InputError, NarrateError
from narrate.report import JsonLines, Plain, Reporter, Terminal
from narrate.studio.project import Project, find_project

app = typer.Typer(
    name="narrate",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Turn documents into radio: a narrator, a voice for everyone who is quoted, chapters, and a podcast feed.",
    epilog="Begin with: narrate write NAME DOCUMENT...   then: narrate build NAME   then: narrate serve",
)


class Desk:
    """What the options before the command say; made once a run."""

    def __init__(self, context: typer.Context, project: Path | None, verbose: bool, json_lines: bool) -> None:
        """Keep the options; the project is looked for when a command asks for it."""
        self._context = context
        self._given = project
        self.verbose = verbose
        self.json_lines = json_lines

    @property
    def project(self) -> Project:
        """Return the project that the command works in."""
        return find_project(self._given)

    def reporter(self) -> Reporter:
        """Return how progress is told: a bar on a terminal, plain lines elsewhere, JSON lines on request."""
        if self.json_lines:
            return JsonLines()
        if not sys.stderr.isatty():
            return Plain()
        terminal = Terminal()
        # However the command ends: with a result, an error or Ctrl-C.
        self._context.call_on_close(terminal.close)
        return terminal


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"narrate {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    project: Annotated[
        Path | None,
        typer.Option("--project", metavar="DIR", help="The project (default: the nearest folder with scripts/)."),
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more.")] = False,
    json_lines: Annotated[bool, typer.Option("--json-lines", help="Progress as JSON lines on stderr.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Turn documents into radio: a narrator, a voice for everyone who is quoted, chapters, and a podcast feed."""
    context.obj = Desk(context, project, verbose, json_lines)


def _desk(context: typer.Context) -> Desk:
    desk = context.obj
    assert isinstance(desk, Desk)
    return desk


def _names(context: typer.Context, incomplete: str) -> list[str]:
    """Return the scripts that a shell may complete a name with; nothing where the project cannot be read."""
    given = context.find_root().params.get("project")
    try:
        folder = Path(given) if given else None  # while a shell asks, options are not converted yet
        return [name for name in find_project(folder).names() if name.startswith(incomplete)]
    except NarrateError:
        return []


Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the episode.", autocompletion=_names)]

# --- documents -> script -------------------------------------------------------------------------------------------


def _reasons(given: list[str] | None) -> list[str] | None:
    from narrate.writing.reasons import KEEPABLE

    if unknown := [reason for reason in given or () if reason not in KEEPABLE]:
        raise typer.BadParameter(f"nothing is left out for {unknown[0]!r}; the reasons are: {', '.join(KEEPABLE)}")
    return given


Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="REASON",
        callback=_reasons,
        help="Speak what would be left out for this reason, such as caption.",
    ),
]
AllowLocal = Annotated[
    bool, typer.Option("--allow-local", help="Allow addresses of this machine and of the local network.")
]


@app.command(**about("write"))
def write(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the episode; makes scripts/NAME.md.")],
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Files, addresses, or - for stdin.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Of the programme.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a script; the old one is kept as .bak.")] = False,
    keep: Keep = None,
    allow_local: AllowLocal = False,
) -> None:
    """Make a script of documents: who speaks, what is left out and why."""
    from narrate.cli import show
    from narrate.studio import write as studio

    desk = _desk(context)
    written = studio.write(
        desk.project,
        name,
        documents,
        title=title,
        force=force,
        keep=frozenset(keep or ()),
        allow_local=allow_local,
    )
    show.written(written, desk.project, again=shlex.join(["narrate", "write", name, *documents, "--force"]))


@app.command(**about("inspect"))
def inspect(
    context: typer.Context,
    given: Annotated[list[str], typer.Argument(metavar="NAME-or-DOCUMENT", help="A script, or documents.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="Draw the finished episode in the terminal.")] = False,
    keep: Keep = None,
    allow_local: AllowLocal = False,
) -> None:
    """Show what would be spoken, by whom, by which rule, and what would be left out."""
    from narrate.cli import show
    from narrate.studio import write as studio

    desk = _desk(context)
    if timeline:
        from narrate.studio import publish

        show.timelines([publish.read_episode(desk.project, name) for name in given])
        return
    script = studio.inspect(desk.project, given, keep=frozenset(keep or ()), allow_local=allow_local)
    if as_json:
        show.inspected_json(script)
    else:
        show.inspected(script)


@app.command(**about("check"))
def check(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Scripts (default: all).", autocompletion=_names)
    ] = None,
    feed: Annotated[bool, typer.Option("--feed", help="Check what was made: feed, files, pictures.")] = False,
) -> None:
    """Find every problem at once: words added or lost, voices, names, sources that changed. Exit 3 if there is one."""
    from narrate.cli import show
    from narrate.studio import check as studio
    from narrate.studio import publish as publishing

    desk = _desk(context)
    if feed:
        found = publishing.check_feed(desk.project)
        show.findings(found)
        raise typer.Exit(InputError.exit_code if any(finding.level == "error" for finding in found) else 0)
    chosen = names or desk.project.names()
    if not chosen:
        raise InputError(
            "there are no scripts yet", where=str(desk.project.root), hint="narrate write NAME DOCUMENT... makes one"
        )
    accounts = [studio.check(desk.project, name) for name in chosen]
    for account in accounts:
        show.checked(account, verbose=desk.verbose)
    if any(account.problems for account in accounts):
        raise typer.Exit(InputError.exit_code)


# --- script -> episode ---------------------------------------------------------------------------------------------


@app.command(**about("build"))
def build(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Scripts to build.", autocompletion=_names)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Build every script.")] = False,
    engine: Annotated[str, typer.Option("--engine", metavar="ENGINE", help="One for everybody, such as gtts.")] = "",
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=0, help="Recordings at once (0: as fits).")] = 0,
    draft: Annotated[bool, typer.Option("--draft", help="A preview in seconds, in output/drafts/.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse words that are added or lost without a reason.")
    ] = False,
    executor: Annotated[str, typer.Option("--executor", metavar="WHERE", help="local, or module:factory.")] = "local",
    watch: Annotated[bool, typer.Option("--watch", help="Build again whenever the script is saved.")] = False,
    play: Annotated[
        bool, typer.Option("--play", help="Play it from the first change (mpv, ffplay, vlc, browser).")
    ] = False,
) -> None:
    """Make episodes of scripts: MP3, transcripts, chapters, feed and page. Only what changed is made again."""
    from narrate.cli import show
    from narrate.cli.player import Player
    from narrate.studio import produce as studio

    desk = _desk(context)
    project = desk.project
    chosen = list(dict.fromkeys([*(names or []), *(project.names() if everything else [])]))
    if not chosen:
        raise InputError(
            "which episode?",
            hint="narrate build NAME, or narrate build --all; scripts here: "
            + (", ".join(project.names()) or "none yet (narrate write NAME DOCUMENT...)"),
        )
    options = studio.Options(engine=engine, jobs=jobs, draft=draft, strict=strict, executor=executor)
    made = (studio.watch if watch else studio.build)(project, chosen, options=options, reporter=desk.reporter())
    with Player() as player:
        for built in made:
            show.built(built, project)
            if play:
                player.play(built)


@app.command(**about("cast"))
def cast(
    context: typer.Context,
    name: Name,
    change: Annotated[list[str] | None, typer.Option("--set", metavar="SPEAKER=VOICE", help="Choose a voice.")] = None,
    write_head: Annotated[bool, typer.Option("--write", help="Put the whole cast into the script's head.")] = False,
) -> None:
    """Show who reads whom, or change it."""
    from narrate.cli import show
    from narrate.studio import cast as studio

    desk = _desk(context)
    show.cast(studio.cast(desk.project, name, changes=tuple(change or ()), write_head=write_head))


@app.command(**about("voices"))
def voices(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="VOICE", help="Only these.")] = None,
    engine: Annotated[str, typer.Option("--engine", metavar="ENGINE", help="Only this engine's.")] = "",
    sample: Annotated[
        Path | None, typer.Option("--sample", metavar="FILE", help="Hear one (.wav), or each (a folder).")
    ] = None,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What the sample says.")] = "",
) -> None:
    """List the voices of every engine, with licences and what leaves the machine; or hear them."""
    from narrate.cli import show
    from narrate.studio import cast as studio

    desk = _desk(context)
    if sample is not None:
        show.files(studio.sample(desk.project, tuple(names or ()), engine=engine, to=sample, text=text), desk.project)
    else:
        found = studio.engines(desk.project, engine, voices=tuple(names or ()))
        show.voices(found, set(names or ()), every=bool(engine))


@app.command(**about("normalise"))
def normalise(
    context: typer.Context,
    language: Annotated[str, typer.Option("--language", metavar="TAG", help="Of the text, such as en or ru.")] = "en",
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="ENGINE", help="As this engine gets it: names by the show's lexicon, too."),
    ] = "",
) -> None:
    """Read lines from stdin and write what an engine would be given, line for line."""
    import io
    from functools import partial

    from narrate.production.speakable import AS_WRITTEN, unruled
    from narrate.production.speakable import normalise as plainly
    from narrate.safe_text import visible

    desk = _desk(context)
    for tongue in unruled((language,)):
        desk.reporter().warned(f"{tongue}: {AS_WRITTEN}")
    spoken = partial(plainly, language=language)
    if engine:
        from narrate.studio import cast as studio

        spoken = studio.as_given(desk.project, engine, language)
    # A line with a broken letter must not end the others.
    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n"):
        sys.stdout.write(spoken(visible(line)) + "\n")
        sys.stdout.flush()


@app.command(**about("lexicon"))
def lexicon(
    context: typer.Context,
    import_file: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Add the entries of a PLS file.")
    ] = None,
    export_file: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write a PLS file.")] = None,
) -> None:
    """Show how names are spoken; import or export a W3C pronunciation lexicon."""
    from narrate.cli import show
    from narrate.studio import cast as studio

    desk = _desk(context)
    show.lexicon(studio.lexicon(desk.project, import_file=import_file, export_file=export_file))


# --- episodes -> listeners -----------------------------------------------------------------------------------------


@app.command(**about("serve"))
def serve(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="Default: output/.")] = None,
    host: Annotated[str, typer.Option("--host", metavar="H", help="0.0.0.0 lets the local network in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="P", min=0, max=65535, help="0: any free one.")] = 8000,
) -> None:
    """Serve the episodes over HTTP: feed, page and MP3s, to subscribe and to listen."""
    from narrate.studio import publish as studio

    desk = _desk(context)
    studio.serve(folder or desk.project.output, host=host, port=port, say=typer.echo)


@app.command(**about("publish"))
def publish(
    context: typer.Context,
    dest: Annotated[str, typer.Argument(metavar="DEST", help="A folder, s3://bucket/path, or a .zip file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, send nothing.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what is there and not here any more.")] = False,
    as_zip: Annotated[bool, typer.Option("--zip", help="One ZIP file for listening offline.")] = False,
) -> None:
    """Bring the episodes to where people find them; only what changed is sent, media before the feed."""
    from narrate.cli import show
    from narrate.studio import publish as studio

    desk = _desk(context)
    sent = studio.send(desk.project, dest, dry_run=dry_run, prune=prune, as_zip=as_zip, reporter=desk.reporter())
    show.sent(sent)


@app.command(**about("withdraw"))
def withdraw(context: typer.Context, name: Name) -> None:
    """Take an episode out of feed, page and output folder; its script stays. Publish again with --prune."""
    from narrate.cli import show
    from narrate.studio import publish as studio

    project = _desk(context).project
    show.files(studio.withdraw(project, name, settings=project.settings()), project, note="removed ")


# --- the house -----------------------------------------------------------------------------------------------------


@app.command(**about("verify"))
def verify(
    context: typer.Context,
    name: Name,
    fix: Annotated[bool, typer.Option("--fix", help="Voice what was not understood again.")] = False,
) -> None:
    """Listen back with a speech recogniser and name the sentences that were not understood."""
    from narrate.cli import show
    from narrate.studio import verify as studio

    desk = _desk(context)
    heard = studio.verify(desk.project, name, fix=fix, reporter=desk.reporter())
    show.heard(heard, verbose=desk.verbose)
    if heard.faults:
        raise typer.Exit(InputError.exit_code)


@app.command(**about("doctor"))
def doctor(context: typer.Context) -> None:
    """Say whether everything is here that a build needs."""
    from narrate.cli import show
    from narrate.studio import house

    found = house.doctor(_desk(context).project)
    show.examined(found)
    if any(not finding.good for finding in found):
        raise typer.Exit(4)


@app.command(**about("cache"))
def cache(
    context: typer.Context,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what no script here uses any more.")] = False,
) -> None:
    """Say how much is kept of what was voiced; prune it."""
    from narrate.cli import show
    from narrate.studio import house

    show.cache(house.cache(_desk(context).project, prune=prune))
