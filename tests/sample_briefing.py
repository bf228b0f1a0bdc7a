"""A small Persian article, read: the briefing that the exporters' tests write."""

from dataclasses import replace
from datetime import date
from typing import Any

from workbench.records import (
    Article,
    Block,
    Briefing,
    Change,
    Detection,
    Digest,
    Finding,
    Ledger,
    Metadata,
    ModelUse,
    Name,
    Offered,
    Provenance,
    SecondRoute,
    SetAside,
    Spelling,
    Statement,
    Step,
    Term,
    TermUse,
    TranslatedSentence,
    Window,
)

TITLE = "گفتگوی وزیران در تهران"
BODY = "وزیر آمد. او رفت."


def row(
    number: int, block: int, start: int, end: int, source: str, **more: Any
) -> TranslatedSentence:
    return TranslatedSentence(
        id=number, block=block, start=start, end=end, source=source, language="pes_Arab", **more
    )


def sample() -> Briefing:
    """Two rows translated, one not, and something in every place."""
    blocks = (
        Block(id=1, text=TITLE, original=TITLE, role="title", language="pes_Arab"),
        Block(id=2, text=BODY, original=f"{BODY}\u200f", language="pes_Arab"),
        Block(
            id=3,
            text=BODY,
            original=BODY,
            role="duplicate",
            kept=False,
            reason="repeats block 2",
            duplicate_of=2,
            language="pes_Arab",
        ),
    )
    finding = Finding(kind="number", severity="high", message="3 is missing", source_span=(0, 1))
    return Briefing(
        schema=1,
        complete=True,
        target="eng_Latn",
        article=Article(
            title=TITLE,
            language=Detection("pes_Arab", 0.99),
            metadata=Metadata(
                agency="ISNA", published=date(2031, 5, 3), url="https://example.org/1"
            ),
            blocks=blocks,
            steps=(Step(2, "bidi marks", f"{BODY}\u200f", BODY),),
            offered=(Offered(title=BODY, blocks=(3,)),),
        ),
        sentences=(
            row(1, 1, 0, 22, TITLE, translation="Ministers talk in Tehran", made="model"),
            row(2, 2, 0, 9, "وزیر آمد.", translation="The minister came.", made="model"),
            row(3, 2, 10, 17, "او رفت.", speaker=2, flags=("number",), findings=(finding,)),
        ),
        briefing=Digest(
            headline="Ministers talk in Tehran",
            summary="They met.",
            statements=(Statement("They met.", (1, 2, 3)),),
            also=(Statement("It rained.", (2,)),),
            points=(Statement("The minister came.", (2,)), Statement("1. He left.", (3, 1))),
            notes=("demo models: only for trying", "another note"),
            windows=(Window(sentences=(1, 2, 3), context=(), text="They met.", use="summary"),),
        ),
        ledger=Ledger(
            sentences=3, translated=2, flagged=1, set_aside={"duplicate": SetAside(1, 4)}
        ),
        provenance=Provenance(
            source="a.txt",
            text_sha256="0" * 64,
            created="2031-05-03T10:00:00+00:00",
            models=(
                ModelUse(
                    task="translate",
                    name="nllb-600m",
                    repo="facebook/nllb",
                    revision="abc",
                    license="CC-BY-NC-4.0",
                    signature="nllb|beams=4",
                    decoding={"num_beams": 4, "length_penalty": 0.6},
                ),
            ),
            versions={"python": "3.11"},
            seconds={"translate": 1.5},
        ),
    )


def checked() -> Briefing:
    """The same with all that is told about trust: checks, evidence, names, terms, changes."""
    plain = sample()
    first, second, third = plain.sentences
    doubts = (
        Finding(
            kind="number",
            severity="high",
            message="12,000 in the source, 12 in the translation",
            source_span=(0, 4),
            target_span=(4, 12),
        ),
        Finding(kind="name", severity="low", message="Cho has no counterpart in the source"),
        Finding(kind="length", severity="medium", message="much shorter", fine=True),
        Finding(
            kind="spelling",
            severity="low",
            message="“minister” here, “Minister” in sentence 1: the same name?",
            target_span=(4, 12),
        ),
        Finding(kind="fragment", severity="low", message="a word or two", about="source"),
    )
    digest = replace(
        plain.briefing,
        statements=(Statement("They met.", (2, 1), "supported"),),
        also=(
            Statement(
                "12 rained.",
                (2,),
                "partly",
                ("12", "Cho"),
                ("Cho is in no sentence found for it.", "Sentence 2 is marked: number."),
            ),
        ),
        points=(
            Statement("The minister came.", (2,), "supported"),
            Statement("Nobody left.", (), "not found", ("Nobody",), edited=True),
        ),
        not_found=(Statement("The king came.", (), "not found", ("king",)),),
        windows=(
            Window(sentences=(1, 2), context=(), text="They met.", use="summary"),
            Window(sentences=(3,), context=(1,), text="12 rained.", use="also"),
        ),
        second_route=SecondRoute(
            lang="pes_Arab",
            originals=(BODY,),
            statements=(Statement("The minister came.", (2,), "supported"),),
            agreeing=((0, 0),),
            only_first=("12",),
        ),
    )
    return replace(
        plain,
        sentences=(
            replace(first, made="retry", retry="8 beams"),
            replace(second, findings=doubts),
            replace(third, translation="He left.", made="human", flags=(), findings=()),
        ),
        briefing=digest,
        ledger=replace(
            plain.ledger,
            translated=3,
            passed=2,
            mended=1,
            retried=2,
            retry_seconds=1.25,
            checks_run=("numbers", "length"),
            checks_not_run={"names": "no table for Western Persian"},
        ),
        names=(
            Name(
                source="جو",
                spellings=(Spelling("Joe", (1, 3)), Spelling("Cho", (2,))),
                short_of="جو تيه",
                pinned="Cho",
            ),
            Name(source="جو تيه", spellings=(Spelling("Joe Teeh", (3,)),)),
            Name(source="وزیر", spellings=(Spelling("Minister", (1,)), Spelling("minister", (2,)))),
            Name(source="تهران", spellings=(Spelling("Tehran", (1,)), Spelling("Tehrani", (2,)))),
        ),
        terms=(
            TermUse(Term("وزیر", "minister", "pes_Arab", "not secretary"), 1, "not used"),
            TermUse(Term("وزیر", "minister", "pes_Arab", "not secretary"), 2, "used"),
        ),
        changes=(
            Change(
                made="2031-05-03T11:00:00+00:00",
                operation="reworded",
                before="He left.",
                after="Nobody left.",
            ),
            Change(
                made="2031-05-03T11:01:00+00:00",
                operation="marked fine",
                before="much shorter",
                after="much shorter",
                sentences=(2,),
            ),
        ),
    )
