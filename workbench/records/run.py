"""What is asked of a run, and the events that it sends."""

from dataclasses import dataclass
from typing import Literal

from workbench.records.article import PUBLIC, Article, Network, Sentence, TranslatedSentence
from workbench.records.briefing import Briefing
from workbench.records.terms import Term

Stage = Literal["translate", "try again", "summarise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is asked of a run. Codes are FLORES codes, models the names of `models.yaml`.

    `from_` None means detect, a model None the default; `summary` False means rows alone.
    `restore` has ids of blocks to read although cleaning sets them aside; `offered` counts, from
    1, the articles that were found set aside, to read one of them in place of the source's own.
    `two_routes` asks for a second summary, written in the source language and then translated.
    `terms` are enforced where the source has them. `num_beams` None means what `models.yaml`
    says of the translation model.
    """

    to: str = "eng_Latn"
    from_: str | None = None
    translate: str | None = None
    summarise: str | None = None
    summary: bool = True
    restore: tuple[int, ...] = ()
    offered: int | None = None
    two_routes: bool = False
    num_beams: int | None = None
    terms: tuple[Term, ...] = ()
    network: Network = PUBLIC


@dataclass(frozen=True, slots=True)
class Read:
    """The article is loaded, cleaned and split; the rows that will come are known."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """A row that has just been made; rows come in no promised order.

    One that was tried again and is better comes a second time.
    """

    row: TranslatedSentence


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` sentences or windows of a stage; sent when a stage starts and moves.

    Of the sentences that are tried again, `done` are those that are better; many never are.
    """

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """Always the last event."""

    briefing: Briefing


Event = Read | Translated | Progress | Done
