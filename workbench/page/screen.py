"""What the page shows of a run: a value that each event carries on."""

from dataclasses import dataclass, replace

from workbench.page import render, texts
from workbench.records import Briefing, Done, Event, Progress, Read, Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """HTML by place. `rows` only grows until the end: gradio then sends what is new alone."""

    target: str
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
                return replace(self, status=_progress(event))
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
            briefing=render.briefing(briefing),
            rows=render.rows(
                briefing.sentences, blocks=briefing.article.blocks, target=briefing.target
            ),
        )


def opening(*, target: str) -> Screen:
    """The screen of a run that has just begun."""
    return Screen(
        target=target,
        status=render.status(texts.READING),
        briefing=render.empty_briefing(texts.BRIEFING_COMING),
    )


def _progress(progress: Progress) -> str:
    sentence = {
        "translate": texts.TRANSLATING,
        "summarise": texts.SUMMARISING,
    }[progress.stage]
    share = progress.done / progress.total if progress.total else None
    return render.status(sentence.format(done=progress.done, total=progress.total), share=share)
