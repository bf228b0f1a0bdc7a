"""Train the two demo models: `python -m benchmarks.train_demo`.

Seeded. The models train side by side, a core each, in at most 40 minutes. Each brings along what
CTranslate2 makes of it, so that nobody's first run has to wait for that.
"""

import argparse
import multiprocessing
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from benchmarks.demo import summariser, translator
from benchmarks.demo.examples import write_examples
from benchmarks.demo.training import Recipe
from benchmarks.demo.words import write_words
from workbench.engines.conversion import weights
from workbench.engines.families import recognise
from workbench.registry import read
from workbench.store import identity
from workbench.store.converted import ALONG, made_now, write_manifest

OUT = Path(__file__).parent.parent / "workbench" / "demo"
JOBS: dict[str, tuple[Callable[..., None], Recipe, str]] = {
    "translator": (translator.train, translator.RECIPE, "nllb-demo"),
    "summariser": (summariser.train, summariser.RECIPE, "mt5-demo"),
}


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=tuple(JOBS))
    parser.add_argument("--out", type=Path, default=OUT, help="the folder to write to")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--measure", type=int, metavar="COUNT", help="train nothing, measure")
    parser.add_argument("--convert", action="store_true", help="train nothing, only convert")
    parser.add_argument("--steps", type=int, help="instead of the recipe's, for a trial")
    return parser.parse_args()


def train(name: str, out: Path, seed: int, steps: int | None) -> None:
    """One of the models, on one core."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    job, recipe, folder = JOBS[name]
    job(out / folder, seed, recipe=replace(recipe, steps=steps or recipe.steps))


def convert(out: Path) -> None:
    """Put beside each checkpoint in `out` its conversion, in the place of the one before."""
    for name, spec in read(demo=True).models.items():
        folder, precision = out / name, "int8"
        family = recognise(folder, task=spec.task, name=name)
        place = folder / ALONG / precision
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        weights.write(folder, place, family=family, name=name, precision=precision)
        manifest = made_now(
            place,
            identity=identity(replace(spec, repo=folder), folder),
            local=True,
            family=family.name,
            license=spec.license,
            precision=precision,
        )
        write_manifest(place, manifest)


def measure(out: Path, seed: int, count: int) -> None:
    """Print what share of held-out sentences and articles comes out exactly right."""
    for module, folder in ((translator, "nllb-demo"), (summariser, "mt5-demo")):
        for name, share in module.measure(out / folder, seed, count=count).items():
            print(f"{folder} {name}: {share:.1%} of {count}", flush=True)


def main() -> None:
    """Write words and examples, then train what was asked for."""
    arguments = parse_arguments()
    if arguments.measure:
        measure(arguments.out, arguments.seed, arguments.measure)
        return
    if arguments.convert:
        convert(arguments.out)
        return
    write_words(arguments.out / "words")
    write_examples(arguments.out / "examples")
    spawn = multiprocessing.get_context("spawn")
    names = [arguments.only] if arguments.only else [*JOBS]
    options = (arguments.out, arguments.seed, arguments.steps)
    processes = [spawn.Process(target=train, args=(name, *options)) for name in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SystemExit("a training failed: see its message above")
    convert(arguments.out)


if __name__ == "__main__":
    main()
