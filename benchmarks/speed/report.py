"""What a run gave, whole; the texts that were read are not part of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.speed.article import Readings
from benchmarks.speed.prepare import Step
from benchmarks.speed.rounds import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run of the benchmark."""

    date: str
    machine: Mapping[str, str]
    rounds: int
    outcomes: Sequence[Outcome]
    article: Readings | None
    steps: Sequence[Step]


def to_json(report: Report) -> str:
    """Every turn of every lane."""
    value = {
        "date": report.date,
        "machine": dict(report.machine),
        "rounds": report.rounds,
        "matches": [_match(outcome) for outcome in report.outcomes],
        "article": asdict(report.article) if report.article else None,
        "preparation": [asdict(step) for step in report.steps],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _match(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.match.name,
        "title": outcome.match.title,
        "seconds": outcome.seconds,
        "lanes": [
            {
                "name": lane.name,
                "texts": len(lane.ask.texts),
                "job": asdict(lane.ask.job),
                "load_seconds": outcome.of(lane.name).load_seconds,
                "turns": [asdict(turn) for turn in outcome.of(lane.name).turns],
            }
            for lane in outcome.match.lanes
        ],
    }
