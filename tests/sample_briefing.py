"""A small Persian article, read: the briefing that the exporters' tests write."""

from datetime import date
from typing import Any

from workbench.records import (
    Article,
    Block,
    Briefing,
    Detection,
    Digest,
    Finding,
    Ledger,
    Metadata,
    ModelUse,
    Offered,
    Provenance,
    SetAside,
    Statement,
    Step,
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
