"""How long models took on this machine in earlier runs, and so how long they will take.

Kept in one small file of figures; nothing of a text is in it. A file that cannot be read or written
is as good as none.
"""

import json
import logging
import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench import places
from workbench.records import Briefing, ModelSpec, ModelUse, Task, TranslatedSentence

log = logging.getLogger(__name__)

FILE = "pace.json"
MOST_BYTES = 100_000
MOST_MEASURES = 200
EARLIER = 0.5  # what all earlier runs weigh beside the latest
LEAST_CHARACTERS = 200  # of a run; a shorter one mostly measures what every run takes
STAGES: Mapping[Task, str] = {"translate": "translate", "summarise": "summarise"}
COLD, ROOM = "cold", "room"


@dataclass(frozen=True, slots=True)
class Measure:
    """So many characters or windows in so many seconds; of `ROOM`, characters in windows."""

    done: float
    seconds: float

    def together(self, earlier: "Measure | None") -> "Measure":
        if earlier is None:
            return self
        return Measure(self.done + EARLIER * earlier.done, self.seconds + EARLIER * earlier.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A text of so many characters in language `lang`, for one model with so many beams."""

    spec: ModelSpec
    num_beams: int
    lang: str
    characters: int
    loaded: bool


def expected_s(job: Job, *, folder: Path | None = None) -> float | None:
    """Seconds that the job will take here; None where that was never measured."""
    if not job.characters:
        return 0.0
    known = _read(folder or places.cache_folder())
    key = _key(job.spec.task, job.spec.name, _repo(job.spec), job.num_beams)
    usual = known.get(f"{key} {job.lang}") or _of_any_language(known, key)
    if usual is None:
        return None
    rate = usual.seconds / usual.done
    cold = known.get(f"{key} {COLD}")
    loading = max(0.0, cold.seconds - rate * cold.done) if cold and not job.loaded else 0.0
    room = known.get(f"{key} {ROOM}")
    windows = math.ceil(job.characters * room.seconds / room.done) if room else 0
    return loading + rate * (windows or job.characters)


def _of_any_language(known: Mapping[str, Measure], key: str) -> Measure | None:
    others = [
        one
        for name, one in known.items()
        if name.startswith(f"{key} ") and not name.endswith((COLD, ROOM))
    ]
    if not others:
        return None
    return Measure(sum(one.done for one in others), sum(one.seconds for one in others))


def note(briefing: Briefing, *, cold: frozenset[str], folder: Path | None = None) -> None:
    """Remembers how long a run took; `cold` are the models that it had to load first."""
    found = dict(_measures(briefing, cold))
    if not found:
        return
    where = folder or places.cache_folder()
    known = dict(_read(where))
    for name, measure in found.items():
        earlier = known.pop(name, None)
        if name.endswith(ROOM):
            known[name] = max(filter(None, (measure, earlier)), key=lambda m: m.done / m.seconds)
        else:
            known[name] = measure if name.endswith(COLD) else measure.together(earlier)
    _write(where, dict(list(known.items())[-MOST_MEASURES:]))


def rounded(seconds: float) -> int:
    """Seconds as one says them: in steps of 5, of 15 over a minute, of 60 over three.

    >>> [rounded(left) for left in (0.2, 12, 78, 200)]
    [5, 10, 75, 180]
    """
    step = 5 if seconds <= 60 else 15 if seconds <= 180 else 60
    return max(step, round(seconds / step) * step)


def _measures(briefing: Briefing, cold: frozenset[str]) -> Iterator[tuple[str, Measure]]:
    """(name, measure) of each model that worked long enough to tell."""
    rows = briefing.sentences
    made = sum(len(row.source) for row in rows if row.made in ("model", "retry"))
    for use in briefing.provenance.models:
        seconds = briefing.provenance.seconds.get(STAGES[use.task], 0.0)
        windows = _windows(briefing)
        key = _key(use.task, use.name, use.repo, _beams(use))
        last = COLD if use.name in cold else briefing.article.language.code
        if made < LEAST_CHARACTERS or seconds <= 0:
            continue
        if use.task == "translate":
            yield f"{key} {last}", Measure(made, seconds)
        elif windows and not any(row.made == "memory" for row in rows):
            yield f"{key} {last}", Measure(windows, seconds)
            yield f"{key} {ROOM}", Measure(_characters(rows) * _routes(briefing), windows)


def _windows(briefing: Briefing) -> int:
    """What the summariser read, over both routes; of the second only that there was one."""
    return len(briefing.briefing.windows) * _routes(briefing) if briefing.complete else 0


def _routes(briefing: Briefing) -> int:
    return 2 if briefing.briefing.second_route else 1


def _characters(rows: tuple[TranslatedSentence, ...]) -> int:
    return sum(len(row.source) for row in rows)


def _beams(use: ModelUse) -> int:
    return int(use.decoding.get("num_beams", 1))


def _repo(spec: ModelSpec) -> str:
    return spec.repo if isinstance(spec.repo, str) else spec.repo.name


def _key(task: Task, name: str, repo: str, num_beams: int) -> str:
    """What can be known of a model that is not open; another revision of it is as fast."""
    return f"{task} {name} {repo} beams={num_beams}"


def _read(folder: Path) -> dict[str, Measure]:
    try:
        with (folder / FILE).open("rb") as file:
            found = json.loads(file.read(MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: Measure(*value) for name, value in found.items() if _is_measure(value)}


def _is_measure(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(v, int | float) and 0 < v < math.inf for v in value)
    )


def _write(folder: Path, known: Mapping[str, Measure]) -> None:
    """In one step, so that another process never reads half of it."""
    plain = {name: [round(one.done, 3), round(one.seconds, 3)] for name, one in known.items()}
    beside = folder / f"{FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(plain, indent=1), encoding="utf-8")
        beside.replace(folder / FILE)
    except OSError as error:
        log.warning("how long models take is not kept: %s", error)
