"""A run whose events are known, for the page, and a reader of what the page rendered."""

import html.parser
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from workbench.briefing import Run
from workbench.engines import open_models
from workbench.errors import WorkbenchError
from workbench.memory import Memory
from workbench.records import (
    PUBLIC,
    SCHEMA,
    Article,
    Block,
    Briefing,
    Detection,
    Digest,
    Done,
    Event,
    Ledger,
    Metadata,
    ModelUse,
    Progress,
    Provenance,
    Read,
    Sentence,
    SetAside,
    Settings,
    Source,
    Statement,
    Translated,
    TranslatedSentence,
)

MODEL = ModelUse(
    task="translate",
    name="fake",
    repo="fake",
    revision=None,
    license="Apache-2.0",
    signature="fake",
    decoding={},
)


def article(text: str, *, lang: str = "pes_Arab", metadata: Metadata | None = None) -> Article:
    """One block for each line; the first is the title."""
    lines = [line for line in text.splitlines() if line.strip()]
    blocks = tuple(
        Block(id=i, text=line, original=line, role="title" if i == 1 else "body", language=lang)
        for i, line in enumerate(lines, start=1)
    )
    return Article(
        title=blocks[0].text,
        language=Detection(lang, 0.9),
        metadata=metadata or Metadata(),
        blocks=blocks,
    )


def sentences(read: Article) -> tuple[Sentence, ...]:
    """One sentence for each block."""
    return tuple(
        Sentence(
            id=block.id,
            block=block.id,
            start=0,
            end=len(block.text),
            source=block.text,
            language=read.language.code,
        )
        for block in read.blocks
    )


def translated(sentence: Sentence, translation: str, **more: Any) -> TranslatedSentence:
    """A row as a model made it."""
    fields = {name: getattr(sentence, name) for name in Sentence.__slots__}
    return TranslatedSentence(**{**fields, **more}, translation=translation, made="model")


def untranslated(sentence: Sentence) -> TranslatedSentence:
    """A row that no model came to."""
    return TranslatedSentence(**{name: getattr(sentence, name) for name in Sentence.__slots__})


def briefing(
    read: Article,
    rows: tuple[TranslatedSentence, ...],
    digest: Digest,
    *,
    complete: bool = True,
    target: str = "eng_Latn",
) -> Briefing:
    """A whole briefing around rows and digest."""
    return Briefing(
        schema=SCHEMA,
        complete=complete,
        target=target,
        article=read,
        sentences=rows,
        briefing=digest,
        ledger=Ledger(
            sentences=len(rows),
            translated=sum(row.made is not None for row in rows),
            flagged=sum(bool(row.flags) for row in rows),
            set_aside={"duplicate": SetAside(1, 7)},
        ),
        provenance=Provenance(
            source="pasted text",
            text_sha256="0123456789abcdef" * 4,
            created="2024-11-01T12:00:00+00:00",
            models=(MODEL,),
            versions={"workbench": "0"},
            seconds={"read": 0.5, "translate": 2.0},
        ),
    )


class FakeRun(Iterator[Event]):
    """Events over a text, a line being a sentence; each translation is `EN: ` and its source.

    Rows come last to first, to show that their order is not relied on. `pause` is slept before
    each. A text that starts with `fault:` raises the rest of its line in their stead.
    """

    def __init__(self, text: str, settings: Settings, *, pause: float) -> None:
        self.closed = threading.Event()
        self._stopping = threading.Event()
        self._events = self._story(text, settings, pause)

    def __next__(self) -> Event:
        return next(self._events)

    def stop(self) -> None:
        self._stopping.set()

    def close(self) -> None:
        self.closed.set()

    def _story(self, text: str, settings: Settings, pause: float) -> Iterator[Event]:
        if text.startswith("fault:"):
            raise WorkbenchError(text.splitlines()[0].removeprefix("fault:").strip())
        read = article(text, lang=settings.from_ or "pes_Arab", metadata=METADATA)
        all_ = sentences(read)
        yield Read(read, all_)
        rows = {sentence.id: untranslated(sentence) for sentence in all_}
        yield Progress("translate", 0, len(rows))
        for done, sentence in enumerate(reversed(all_), start=1):
            if self._stopping.is_set():
                break
            time.sleep(pause)
            row = translated(
                sentence, f"EN: {sentence.source}", flags=("cut",) if done == 1 else ()
            )
            rows[row.id] = row
            yield Translated(row)
            yield Progress("translate", done, len(rows))
        whole = not self._stopping.is_set()
        if whole:
            yield Progress("summarise", 1, 1)
        yield Done(briefing(read, tuple(rows.values()), _digest(rows, whole), complete=whole))


METADATA = Metadata(publisher="The Paper", published=date(2024, 11, 1), url="https://example.org/1")


def _digest(rows: dict[int, TranslatedSentence], whole: bool) -> Digest:
    if not whole:
        return Digest(notes=("Stopped before the end: no summary and no key points were made.",))
    last = max(rows)
    return Digest(
        headline=rows[1].translation,
        summary=f"Summary of {rows[1].source}",
        statements=(Statement(f"Summary of {rows[1].source}", (1, last)),),
        points=(Statement(rows[last].translation, (last,)),),
        notes=("A note of the fake run.",),
    )


class FakeStart:
    """In place of `service.start`: remembers its runs and what was asked of them."""

    def __init__(self, *, pause: float = 0.0) -> None:
        self.pause = pause
        self.runs: list[FakeRun] = []
        self.asked: list[tuple[Source, Settings]] = []

    def __call__(
        self, source: Source, *, kind: str, settings: Settings, memory: Memory | None
    ) -> Run:
        self.asked.append((source, settings))
        content = source.content
        text = content.decode("utf-8") if isinstance(content, bytes) else str(content)
        run = FakeRun(text, settings, pause=self.pause)
        self.runs.append(run)
        return cast(Run, run)


@dataclass
class Asking:
    """A request, as far as it tells visitors apart and where they came from."""

    session_hash: str | None = "one"
    host: str = "192.0.2.7"

    @property
    def client(self) -> Any:
        return SimpleNamespace(host=self.host)


def service(*, start: Any = None, public: bool = True, **more: Any) -> Any:
    """What a page with the demo models shares; `start` in place of real runs."""
    from workbench.page.service import service_of

    demo = open_models(demo=True)
    whole = service_of(demo, demo=demo, public=public, network=PUBLIC)
    return replace(whole, **({"start": start} if start else {}), **more)


class Elements(html.parser.HTMLParser):
    """Every element of a page with its attributes, and the text that a reader sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.seen = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.seen += data

    def classed(self, name: str) -> list[dict[str, str | None]]:
        return [given for _, given in self.found if name in (given.get("class") or "").split()]


def one_by_one(run: Iterator[Event], **ignored: Any) -> Generator[list[Event], None, None]:
    """In the place of `page.run.bursts`: each event alone, a row with the progress after it."""
    burst: list[Event] = []
    try:
        for event in run:
            burst.append(event)
            if not isinstance(event, Translated):
                yield burst
                burst = []
    finally:
        run.close()  # type: ignore[attr-defined]
