"""Writes clean pairs and the same made wrong as files for `workbench check`.

`python -m benchmarks.corruptions PAIRS.jsonl -o FOLDER` takes labelled pairs as `workbench evaluate
checks` does and writes a file of tab-separated pairs for each pair of languages and corruption:
`arb_Arab-eng_Latn.second-half-dropped.tsv`.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from workbench.evaluate.checks import CLEAN, read_pairs
from workbench.evaluate.corruptions import Clean, corrupted


def write(pairs: Sequence[Clean], folder: Path) -> list[Path]:
    """The files, by name."""
    lines = defaultdict[str, list[str]](list)
    wrong = [*((CLEAN, pair, pair.translation) for pair in pairs), *corrupted(pairs)]
    for what, pair, translation in wrong:
        name = re.sub(r"\W+", "-", what)
        row = "\t".join(" ".join(text.split()) for text in (pair.source, translation))
        lines[f"{pair.lang}-{pair.target}.{name}.tsv"].append(f"{row}\n")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in lines.items():
        (folder / name).write_text("".join(rows), encoding="utf-8")
    return sorted(folder / name for name in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Clean pairs made wrong in known ways.")
    parser.add_argument("files", nargs="+", type=Path, metavar="PAIRS.jsonl")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    arguments = parser.parse_args()
    pairs, _ = read_pairs(arguments.files)
    for path in write(pairs, arguments.output):
        print(path)


if __name__ == "__main__":
    main()
