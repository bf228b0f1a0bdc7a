"""Files of what stands on the page, made when they are asked for."""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import gradio as gr

from workbench import export
from workbench.collection import collect
from workbench.errors import InputError, WorkbenchError
from workbench.page.service import Service
from workbench.page.texts import UNEXPECTED
from workbench.page.texts import orders as texts
from workbench.page.view import fault
from workbench.page.visitor.desk import Desk
from workbench.records import Briefing

log = logging.getLogger(__name__)

ALL = "all"
BRIEF_FORMATS = ("docx", "md")
MOST_IN_NAME = 60  # characters of a headline that a file is named after
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def file(service: Service, what: str, request: gr.Request) -> Iterator[str]:
    """Where the file lies: `what` is a format of the open article, "brief-" with one, or "all".

    Gradio copies it when it is given, and ours is gone when it asks for more.
    """
    visit = service.visits.of(request)
    try:
        with visit.lock:
            name, content = _made(visit.desk, what)
    except WorkbenchError as error:
        raise fault(error) from error
    except Exception as error:
        log.exception("a file could not be made")
        raise gr.Error(UNEXPECTED, print_exception=False) from error
    with TemporaryDirectory(prefix="workbench-file-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield str(path)


def _made(desk: Desk, what: str) -> tuple[str, bytes]:
    if not desk.entries:
        raise InputError(texts.VISIT_ENDED)
    if what == ALL:
        return "briefings.zip", zipped(_all(desk))
    if what.startswith("brief-"):
        format_ = what.removeprefix("brief-")
        return f"brief.{format_}", export.write_collection(collect(desk.picked()), format_)
    entry = desk.open
    if entry is None or entry.briefing is None:
        raise InputError(texts.NOTHING_OPEN)
    return f"{name_of(entry.briefing)}.{what}", export.write(entry.briefing, what)


def _all(desk: Desk) -> Mapping[str, bytes]:
    """Every article in every format, in a folder each, and the one brief where there is one."""
    found: dict[str, bytes] = {}
    briefings = [entry.briefing for entry in desk.entries if entry.briefing]
    for number, briefing in enumerate(briefings, start=1):
        name = name_of(briefing)
        for format_ in export.WRITERS:
            found[f"{number:02}-{name}/{name}.{format_}"] = export.write(briefing, format_)
    if desk.ticks:
        brief = collect(desk.picked())
        for format_ in BRIEF_FORMATS:
            found[f"brief.{format_}"] = export.write_collection(brief, format_)
    if not found:
        raise InputError(texts.NOTHING_OPEN)
    return found


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive that is the same for the same files: it holds no times."""
    into = io.BytesIO()
    with ZipFile(into, "w") as archive:
        for name, content in files.items():
            told = ZipInfo(name)  # dated 1980, as the format has it
            told.compress_type = ZIP_DEFLATED
            told.external_attr = 0o644 << 16
            archive.writestr(told, content)
    return into.getvalue()


def name_of(briefing: Briefing) -> str:
    """A name that every system takes: the day of publication, or of reading, and the headline."""
    published = briefing.article.metadata.published
    made = briefing.provenance.created[:10]
    day = published.isoformat() if published else made if DAY.fullmatch(made) else "undated"
    return f"{day}-{slug(briefing.briefing.headline or '') or 'article'}"


def slug(text: str) -> str:
    """The ASCII letters and digits of a text in lower case, a hyphen between words.

    >>> slug("Président: «Oui», 5% more…  ../etc")
    'president-oui-5-more-etc'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:MOST_IN_NAME].strip("-")
