"""Where the files of a project lie, and how a name leads to a script.

A project is a folder with ``scripts/`` (what a person writes) and ``output/`` (what narrate makes). An empty folder is
a project with defaults.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from narrate.config import Settings, read_settings
from narrate.errors import InputError, SetupError
from narrate.model import Script
from narrate.writing.script import parse

LONGEST_NAME = 100
_NAME = re.compile(r"\w[\w.-]*")
#: The show has pages and files of these names, and so has every episode beside its own.
TAKEN = frozenset({"readme", "index", "cover"})
TAKEN_ENDINGS = (".transcript", ".chapters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with scripts and what is made of them."""

    root: Path

    @property
    def scripts(self) -> Path:
        """Return the folder of the scripts."""
        return self.root / "scripts"

    @property
    def output(self) -> Path:
        """Return the folder of the finished episodes."""
        return self.root / "output"

    @property
    def show_file(self) -> Path:
        """Return the file that describes the show."""
        return self.scripts / "show.toml"

    @property
    def lexicon_file(self) -> Path:
        """Return the file that says how names are spoken."""
        return self.scripts / "lexicon.toml"

    @property
    def cast_file(self) -> Path:
        """Return the file that keeps who is read by whom throughout the show."""
        return self.scripts / "cast.toml"

    def settings(self) -> Settings:
        """Return the settings of the show; raise InputError for what is wrong in the file."""
        return read_settings(self.show_file)

    def cache_address(self, settings: Settings) -> str:
        """Return where takes are kept."""
        return settings.cache.address or str(self.output / ".cache")

    def script_file(self, name: str) -> Path:
        """Return the path of the script ``NAME``; the name may be given as a path to the file too."""
        return self.scripts / f"{self.name_of(name)}.md"

    def name_of(self, given: str) -> str:
        """Return the name of a script from ``NAME``, ``NAME.md`` or the path of a file in the scripts folder.

        Raises InputError for what is no name, and for a path that leads elsewhere.
        """
        path = Path(given.replace("\\", "/"))
        name = path.name.removesuffix(".md")
        if path.parent != Path() and self.scripts.resolve() not in (
            path.parent.resolve(),
            (self.root / path.parent).resolve(),
        ):
            raise InputError(
                f"{given!r} leads out of {self.scripts}",
                hint="give the name of an episode alone, or --project DIR before the command to work elsewhere",
            )
        if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            raise InputError(
                f"{name!r} cannot be the name of an episode",
                hint="a name is part of an address: letters, digits, dots, hyphens and underscores, such as "
                + (re.sub(r"[^\w.-]+", "-", name).strip("-.")[:LONGEST_NAME] or "episode1"),
            )
        if name.lower() in TAKEN or name.lower().endswith(TAKEN_ENDINGS):
            raise InputError(f"{name!r} is the name of another file of the show", hint="choose another name")
        return name

    def names(self) -> tuple[str, ...]:
        """Return the names of all scripts."""
        return tuple(sorted(path.stem for path in self.scripts.glob("*.md") if path.name != "README.md"))

    def read_script(self, name: str) -> Script:
        """Return the script ``NAME``; raise InputError where there is none, or with everything that is wrong in it."""
        return parse(self.read_script_text(name), where=self.shown(self.script_file(name)))

    def read_script_text(self, name: str) -> str:
        """Return the text of the script ``NAME``; raise InputError where there is none."""
        path = self.script_file(name)
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError as error:
            raise InputError(
                f"there is no such script in {self.root}", where=self.shown(path), hint=self._near(name)
            ) from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise InputError(
                "it is no UTF-8 text", where=f"{self.shown(path)}:{line}", hint="save it as UTF-8 in your editor"
            ) from error
        except OSError as error:
            raise InputError(
                f"cannot read it: {error.strerror}", where=self.shown(path), hint="give it back its read permission"
            ) from error

    def _near(self, name: str) -> str:
        """Return what to do about a name that no script has."""
        near = difflib.get_close_matches(self.name_of(name), self.names(), n=1)
        if near:
            return f"did you mean {near[0]}?"
        some = ", ".join(self.names()[:10])
        return (f"there are: {some}; " if some else "") + f"make one: narrate write {self.name_of(name)} DOCUMENT..."

    def shown(self, path: Path) -> str:
        """Return a path as a person in this project would type it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)


def find_project(given: Path | None = None) -> Project:
    """Return the project in `given`, or in the nearest folder upwards that has scripts/, or here.

    Raises SetupError where `given` is no folder.
    """
    if given is not None:
        if not given.is_dir():
            raise SetupError("there is no such folder", where=str(given), hint="give an existing folder to --project")
        return Project(root=given.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "scripts").is_dir():
            return Project(root=folder)
    return Project(root=here)
