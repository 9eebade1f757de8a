"""Coverage-guided fuzzing of each reader: ``python tests/benchmarks/fuzz_readers.py READER [atheris options]``.

READER is text, markdown, html, css, docx, epub, pdf or fetch. Needs atheris (not a dependency). A finding is any
exception but InputError, and any input that takes longer than a second for a kilobyte. The hostile corpus and one good
file of each kind are the seeds. What is found goes into `tests/hostile/cases.py` as a case.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def target(reader: str) -> Callable[[bytes], object]:
    """Return what reads bytes as one kind of document, in this process."""
    # Loaded here, the libraries are watched too: the readers load them only when they are needed.
    import markdown_it  # noqa: F401
    import pypdf  # noqa: F401

    from narrate.writing.ingest import css, docx, epub, html, markdown, package, pdf, pieces
    from narrate.writing.ingest.connect import parse
    from narrate.writing.ingest.decode import decode
    from narrate.writing.ingest.text import paragraphs

    def text(data: bytes) -> str:
        return decode(data, where="fuzz")

    def of_docx(data: bytes) -> object:
        return docx._Reader(package.Package(data, where="fuzz")).extract()

    def of_epub(data: bytes) -> object:
        return epub._Book(package.Package(data, where="fuzz")).extract()

    readers: dict[str, Callable[[bytes], object]] = {
        "text": lambda data: list(paragraphs(text(data), path="fuzz")),
        "markdown": lambda data: markdown.parse(text(data), path="fuzz"),
        "html": lambda data: pieces.assemble(html.extract(text(data), where="fuzz"), path="fuzz", sha256=""),
        "css": lambda data: list(css.hiding_selectors(text(data))),
        "docx": of_docx,
        "epub": of_epub,
        "pdf": lambda data: pdf.extract(data, where="fuzz"),
        "fetch": lambda data: parse(data.decode("utf-8", "replace")),
    }
    return readers[reader]


def seeds(reader: str) -> str:
    """Return a folder with files to begin from."""
    from tests.hostile.cases import cases
    from tests.writing.ingest.makers import MAKERS, STORY

    folder = Path(mkdtemp(prefix=f"fuzz-{reader}-"))
    suffix = {"text": "txt", "markdown": "md"}.get(reader, reader)
    if suffix in MAKERS:
        (folder / "good").write_bytes(MAKERS[suffix](STORY[:4]))
    for case in cases():
        if case.name.endswith(f".{suffix}") and len(case.data) < 5_000:
            (folder / case.name).write_bytes(case.data)
    return str(folder)


def main() -> None:
    """Fuzz one reader until a limit given to atheris (``-max_total_time=600``) or a finding."""
    import atheris

    from narrate.errors import InputError

    reader = sys.argv[1]
    with atheris.instrument_imports(include=["narrate", "pypdf", "markdown_it"]):
        run = target(reader)

    def once(data: bytes) -> None:
        try:
            run(data)
        except InputError:
            return
        except Exception as error:
            # What pypdf makes of a broken file is caught at the end of the child process; ours must not fail.
            frames = traceback.extract_tb(error.__traceback__)
            if "pypdf" not in frames[-1].filename:
                raise

    atheris.Setup([sys.argv[0], *sys.argv[2:], seeds(reader)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
