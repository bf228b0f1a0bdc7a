"""What the page shows of a run: a value that each event carries on."""

from dataclasses import dataclass, replace

from workbench.page import render, texts
from workbench.page.run.remaining import Pace
from workbench.page.texts import run as words
from workbench.records import Briefing, Done, Event, Progress, Read, Stage, Translated

SENTENCES: dict[Stage, str] = {
    "translate": words.TRANSLATING,
    "try again": words.TRYING_AGAIN,
    "summarise": words.SUMMARISING,
}
# What is read out: each tenth of a stage, but not more often than a sentence takes to be heard.
TELL_PARTS, TELL_S = 10, 5.0


@dataclass(frozen=True, slots=True)
class _Told:
    """What was last read out: of which stage, how far it was, and when."""

    stage: Stage
    done: int
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A sentence, and HTML by place. `rows` only grows: gradio then sends what is new alone.

    A row that comes a second time, better, stands as it was first until the run is done: `shown`
    has the ids of those that are there.

    `said` is seen, with `share` from 0 to 1 of the stage; `told` is what of it is read out.
    `place` says which of several articles it is, `stage` and `pace` what is under way.
    """

    target: str
    place: str = ""
    said: str = ""
    share: float | None = None
    told: str = ""
    briefing: str = ""
    rows: str = ""
    shown: frozenset[int] = frozenset()
    done: Briefing | None = None
    stage: Stage | None = None
    pace: Pace | None = None
    last_told: _Told | None = None

    def after(self, event: Event, *, now: float) -> "Screen":
        """The screen once `event` has come, `now` by a clock of seconds."""
        match event:
            case Read(article, sentences):
                rows = render.originals(sentences, blocks=article.blocks)
                return replace(self, rows=rows)
            case Translated(row) if row.id in self.shown:
                return self
            case Translated(row):
                made = render.translation(row, target=self.target)
                return replace(self, rows=self.rows + made, shown=self.shown | {row.id})
            case Progress():
                return self._progressed(event, now)
            case Done(briefing):
                return self._done(briefing)

    def _progressed(self, event: Progress, now: float) -> "Screen":
        begun = self.pace if self.pace and event.stage == self.stage else Pace(now)
        pace = begun.after(event.done, event.total, now=now)
        share = event.done / event.total if event.total else 1.0
        counted = SENTENCES[event.stage].format(done=event.done, total=event.total)
        # How many will be better nobody knows.
        left = "" if event.stage == "try again" else _left(pace)
        sentence = self.place + counted + left + "."
        last = self.last_told
        due = (
            last is None
            or last.stage != event.stage
            or ((event.done - last.done) * TELL_PARTS >= event.total and now - last.at >= TELL_S)
        )
        return replace(
            self,
            said=sentence,
            share=share,
            told=sentence if due else self.told,
            stage=event.stage,
            pace=pace,
            last_told=_Told(event.stage, event.done, now) if due else last,
        )

    def _done(self, briefing: Briefing) -> "Screen":
        ledger = briefing.ledger
        sentence = _ended(briefing).format(
            translated=ledger.translated,
            total=ledger.sentences,
            seconds=sum(briefing.provenance.seconds.values()),
        )
        return replace(self, done=briefing, said=sentence, share=None, told=sentence)


def _ended(briefing: Briefing) -> str:
    if briefing.complete:
        return words.DONE
    whole = briefing.ledger.translated == briefing.ledger.sentences
    return words.STOPPED_AFTER if whole else words.STOPPED


def opening(*, target: str, place: str = "") -> Screen:
    """The screen of a run that has just begun."""
    sentence = place + words.READING
    return Screen(
        target=target,
        place=place,
        said=sentence,
        told=sentence,
        briefing=render.empty_briefing(texts.BRIEFING_COMING),
    )


def _left(pace: Pace) -> str:
    if pace.told is None:
        return ""
    if pace.told > 180:
        return words.MINUTES_LEFT.format(minutes=pace.told // 60)
    return words.SECONDS_LEFT.format(seconds=pace.told)
