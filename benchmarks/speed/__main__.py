"""`python -m benchmarks.speed`: what docs/benchmarks.md describes."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.speed.article import readings
from benchmarks.speed.machine import describe
from benchmarks.speed.matches import contenders, matches
from benchmarks.speed.prepare import Prepared, prepare, shortlists
from benchmarks.speed.report import Report, to_json
from benchmarks.speed.rounds import Outcome, run
from benchmarks.speed.table import markdown
from benchmarks.speed.texts import sentences
from workbench import places
from workbench.errors import WorkbenchError

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
PARTS = ("translate", "greedy", "growth", "summarise", "article")
# What a contender would say on its own account; nothing here needs the hub.
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument(
        "--folder",
        type=Path,
        default=places.cache_folder() / "benchmark",
        help="where the models are built, 8 GB (default: %(default)s)",
    )
    parser.add_argument(
        "--tokenizer",
        type=Path,
        default=SHARED / "tokenizers" / "nllb-200",
        help="a folder with the tokenizer files of an NLLB checkpoint (default: %(default)s)",
    )
    parser.add_argument(
        "--texts",
        type=Path,
        default=SHARED / "articles",
        help="a folder of articles (.txt), or a file with a sentence a line (default: %(default)s)",
    )
    parser.add_argument("--sentences", type=int, default=40, help="as many of them (default: 40)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of everyone (default: 3)")
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, help="these parts, printed and not written"
    )
    parser.add_argument(
        "--whole", action="store_true", help="all sentences for the slow contenders, too"
    )
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / "benchmarks",
        help="the folder of latest.md and latest.json (default: %(default)s)",
    )
    return parser.parse_args()


def measure(arguments: argparse.Namespace) -> Report:
    """The whole of it, or the parts asked for."""
    parts = arguments.only or PARTS
    texts = sentences(arguments.texts)
    place = Prepared(folder=arguments.folder, device=arguments.device)
    prepare(place, tokenizer=arguments.tokenizer)
    machine = describe(arguments.device)
    all_of_them = matches(place, texts, sentences=arguments.sentences, whole=arguments.whole)
    outcomes: list[Outcome] = []
    asked = [match for match in all_of_them if match.name in parts]
    for outcome in run(asked, contenders(place), rounds=arguments.rounds):
        print(f"{outcome.match.title}: {outcome.seconds:.0f} s", file=sys.stderr, flush=True)
        outcomes.append(outcome)
    article = None
    if "article" in parts:
        article = readings(place.config(shortlists(place)[0]), texts[: arguments.sentences])
    return Report(
        date=datetime.now(tz=UTC).date().isoformat(),
        machine=machine,
        rounds=arguments.rounds,
        outcomes=outcomes,
        article=article,
        steps=place.steps,
    )


def main() -> None:
    """Measures, prints, and writes unless only parts were asked for."""
    arguments = parse_arguments()
    os.environ |= {**QUIET, "WORKBENCH_CACHE": str(arguments.folder.absolute() / "cache")}
    try:
        report = measure(arguments)
    except WorkbenchError as error:
        raise SystemExit(str(error)) from error
    table = markdown(report)
    print(table)
    if not arguments.only:
        (arguments.out / "latest.md").write_text(table, encoding="utf-8")
        (arguments.out / "latest.json").write_text(to_json(report), encoding="utf-8")


if __name__ == "__main__":
    main()
