"""What the page shows of a run: a value that each event carries on."""

from dataclasses import dataclass, replace

from workbench.page import render, texts
from workbench.records import Briefing, Done, Event, Progress, Read, Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """HTML by place. `rows` only grows until the end: gradio then sends what is new alone.

    `place` says which of several articles it is.
    """

    target: str
    place: str = ""
    status: str = ""
    briefing: str = ""
    rows: str = ""
    done: Briefing | None = None

    def after(self, event: Event) -> "Screen":
        """The screen once `event` has come."""
        match event:
            case Read(article, sentences):
                rows = render.originals(sentences, blocks=article.blocks)
                return replace(self, rows=rows)
            case Translated(row):
                return replace(self, rows=self.rows + render.translation(row, target=self.target))
            case Progress():
                return replace(self, status=_progress(event, self.place))
            case Done(briefing):
                return self._done(briefing)

    def _done(self, briefing: Briefing) -> "Screen":
        ledger = briefing.ledger
        sentence = texts.DONE if briefing.complete else texts.STOPPED
        return replace(
            self,
            done=briefing,
            status=render.status(
                sentence.format(
                    translated=ledger.translated,
                    total=ledger.sentences,
                    seconds=sum(briefing.provenance.seconds.values()),
                )
            ),
        )


def opening(*, target: str, place: str = "") -> Screen:
    """The screen of a run that has just begun."""
    return Screen(
        target=target,
        place=place,
        status=render.status(place + texts.READING),
        briefing=render.empty_briefing(texts.BRIEFING_COMING),
    )


def _progress(progress: Progress, place: str) -> str:
    sentence = {
        "translate": texts.TRANSLATING,
        "summarise": texts.SUMMARISING,
    }[progress.stage]
    share = progress.done / progress.total if progress.total else None
    said = place + sentence.format(done=progress.done, total=progress.total)
    return render.status(said, share=share)
