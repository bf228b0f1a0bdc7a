"""How large shortlists are and what they can write, with NLLB's vocabulary on FLORES dev.

`python -m benchmarks.shortlists VOCABULARY FLORES_FOLDER` prints Markdown; VOCABULARY is NLLB's
`sentencepiece.bpe.model`. A sentence can be written piece for piece when the tokenizer's own way of
cutting it uses no piece outside the list; the others can still be spelled in shorter pieces.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import regex
import sentencepiece
import wordfreq

from workbench import languages
from workbench.engines.tokenizer import ASCII_MARKS
from workbench.shortlist import shortlist
from workbench.shortlist.frequent import FOREIGN_WORDS, WORDS, frequent
from workbench.shortlist.scripts import in_scripts

ENGLISH = {"reference": "ar-en.ref", "NLLB": "ar-en.nllb", "Bergamot": "fa-en.bergamot"}
OTHER = {"Persian": "fa.src", "Arabic": "ar.src"}
TARGETS = (
    *("eng_Latn", "fra_Latn", "spa_Latn", "deu_Latn", "tur_Latn", "pes_Arab", "arb_Arab"),
    *("rus_Cyrl", "srp_Cyrl", "ell_Grek", "hin_Deva", "zho_Hans", "jpn_Jpan", "kor_Hang"),
)
COUNTS = (20_000, 30_000, 50_000, 100_000, WORDS, 200_000)
FOREIGN_COUNTS = (5_000, FOREIGN_WORDS, 50_000)

LATIN = regex.compile(r"\p{Script=Latin}")
LETTER = regex.compile(r"\p{L}")
Sentences = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Model:
    """NLLB's vocabulary: every token by id, and the tokenizer."""

    tokens: tuple[str, ...]
    processor: sentencepiece.SentencePieceProcessor

    def pieces(self, text: str) -> list[str]:
        """The pieces of a text."""
        return list(self.processor.encode(text, out_type=str))

    def read(self, path: Path) -> Sentences:
        """The pieces of each line, in the ASCII marks that NLLB knows."""
        marks = {ord(mark): plain for mark, plain in ASCII_MARKS.items()}
        text = path.read_text(encoding="utf-8").translate(marks)
        return [self.pieces(line) for line in text.splitlines()]


def open_model(path: Path) -> Model:
    """Pieces from the fourth on between fairseq's special tokens and the language codes."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    pieces = [processor.id_to_piece(piece) for piece in range(3, processor.get_piece_size())]
    special = ("<s>", "<pad>", "</s>", "<unk>")
    return Model((*special, *pieces, *languages.table(), "<mask>"), processor)


def outside(sentences: Sentences, written: Collection[str]) -> list[list[str]]:
    """The pieces of each sentence that are not on the list."""
    return [[piece for piece in sentence if piece not in written] for sentence in sentences]


def row(name: str, tokens: Iterable[str], texts: Mapping[str, Sentences], size: int) -> list[str]:
    """Size, share of sentences that can be written, tokens in a thousand that cannot."""
    written = frozenset(tokens)
    shares, rates = [], []
    for sentences in texts.values():
        missing = outside(sentences, written)
        shares.append(f"{1 - sum(map(bool, missing)) / len(missing):.1%}")
        rates.append(f"{1000 * sum(map(len, missing)) / sum(map(len, sentences)):.2f}")
    return [name, f"{len(written):,}", f"{len(written) / size:.0%}", *shares, " / ".join(rates)]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def most_frequent(code: str, count: int | None = None) -> list[str]:
    """Words of wordfreq's longest list, the most frequent first."""
    return [*islice(wordfreq.iter_wordlist(code), count)]


def english(model: Model, texts: Mapping[str, Sentences]) -> str:
    """Lists for English by the number of words they are made of."""

    def of(name: str, tokens: Iterable[str]) -> list[str]:
        return row(name, tokens, texts, len(model.tokens))

    script = in_scripts(model.tokens, lang="eng_Latn")

    def by(count: int | None) -> Sequence[str]:
        return frequent(script, words=most_frequent("en", count), pieces=model.pieces)

    rows = [of("`script`", script)]
    for count in COUNTS:
        name = "`frequent`: " if count == WORDS else ""
        rows.append(of(f"{name}{count:,} words", by(count)))
    rows.append(of(f"all {len(most_frequent('en')):,} words", by(None)))
    chosen = by(WORDS)
    for letters in (2, 3):
        short = [token for token in script if len(token.removeprefix("▁")) <= letters]
        rows.append(of(f"{WORDS:,} words, pieces of {letters} letters", [*chosen, *short]))
    return table(["list", "pieces", "of all", *texts, "‰ of tokens outside"], rows)


def other(model: Model, texts: Mapping[str, Sentences]) -> str:
    """Lists for languages in Arabic letters, by what they keep of the Latin ones."""

    def of(name: str, tokens: Iterable[str]) -> list[str]:
        return row(name, tokens, texts, len(model.tokens))

    script = in_scripts(model.tokens, lang="arb_Arab")
    own = [token for token in script if not LATIN.search(token)]
    short = [token for token in script if len(token.removeprefix("▁")) <= 3 and token not in own]
    rows = [
        of("no Latin letters", own),
        of("Latin pieces of up to 3 letters", [*own, *short]),
        of("`script`: every ASCII piece", script),
    ]
    for count in FOREIGN_COUNTS:
        words = most_frequent("en", count)
        name = "`frequent`: " if count == FOREIGN_WORDS else ""
        chosen = frequent(script, words=words, pieces=model.pieces)
        rows.append(of(f"{name}{count:,} English words", chosen))
        if count == FOREIGN_WORDS:
            words = [*most_frequent("ar", WORDS), *most_frequent("fa")]
            fewer = cut(chosen, words=words, pieces=model.pieces)
            rows.append(of("… and Arabic letters cut to frequent words, too", fewer))
    return table(["list", "pieces", "of all", *texts, "‰ of tokens outside"], rows)


def cut(
    tokens: Sequence[str], *, words: Sequence[str], pieces: Callable[[str], Sequence[str]]
) -> list[str]:
    """Without the longer pieces of another script that these words of it do not need."""
    used = {piece for word in words for text in (word, f'"{word}') for piece in pieces(text)}
    return [
        token
        for token in tokens
        if token in used
        or LATIN.search(token)
        or not LETTER.search(token)
        or len(token.removeprefix("▁")) == 1
    ]


def kind(piece: str) -> str:
    """What sort of piece this is, without showing it."""
    word = piece.removeprefix("▁")
    if not word.isascii():
        return "with a letter beyond ASCII"
    if not piece.startswith("▁"):
        return "inside a word"
    if word.islower():
        return "start of a word in lower case"
    return "start of a capitalised word" if word.istitle() else "start of a word in mixed case"


def kinds(model: Model, texts: Mapping[str, Sentences]) -> str:
    """What the pieces outside `frequent` are, in tokens."""
    chosen = frozenset(
        shortlist(model.tokens, lang="eng_Latn", kind="frequent", pieces=model.pieces).tokens
    )
    counts = {
        name: Counter(kind(piece) for pieces in outside(sentences, chosen) for piece in pieces)
        for name, sentences in texts.items()
    }
    names = sorted(sum(counts.values(), Counter[str]()))
    rows = [[name, *(str(count[name]) for count in counts.values())] for name in names]
    sums = [
        f"{counts[name].total()} of {sum(map(len, sentences)):,}"
        for name, sentences in texts.items()
    ]
    return table(["tokens outside `frequent`", *texts], [*rows, ["together", *sums]])


def sizes(model: Model) -> str:
    """How long the lists of other targets are."""
    rows = []
    for code in TARGETS:
        script = shortlist(model.tokens, lang=code, kind="script", pieces=model.pieces)
        chosen = shortlist(model.tokens, lang=code, kind="frequent", pieces=model.pieces)
        second = f"{len(chosen.tokens):,}" if chosen.note is None else "no list: `script`"
        rows.append([languages.get(code).name, code, f"{len(script.tokens):,}", second])
    return table(["target", "code", "`script`", "`frequent`"], rows)


def signature(vocabulary: Path, model: Model, texts: Mapping[str, Sentences]) -> str:
    """What the figures depend on."""
    digest = sha256(vocabulary.read_bytes()).hexdigest()[:12]
    libraries = ", ".join(f"{name} {version(name)}" for name in ("regex", "wordfreq"))
    count = len(next(iter(texts.values())))
    return (
        f"Signature: {vocabulary.name} {digest} ({len(model.tokens):,} tokens with special ones), "
        f"{count} sentences a file, sentencepiece {version('sentencepiece')}, {libraries}.\n"
    )


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("flores", type=Path)
    arguments = parser.parse_args()
    model = open_model(arguments.vocabulary)
    to_english = {name: model.read(arguments.flores / file) for name, file in ENGLISH.items()}
    to_other = {name: model.read(arguments.flores / file) for name, file in OTHER.items()}
    parts = (
        ("English", english(model, to_english)),
        ("What is outside", kinds(model, to_english)),
        ("Persian and Arabic", other(model, to_other)),
        ("Sizes", sizes(model)),
    )
    for title, text in parts:
        print(f"### {title}\n\n{text}")
    print(signature(arguments.vocabulary, model, to_english))


if __name__ == "__main__":
    main()
