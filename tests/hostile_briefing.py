"""The exporters' briefing with somebody's worst in every text of it."""

import dataclasses
from collections.abc import Mapping
from itertools import chain
from typing import Any, get_args

from tests.sample_briefing import checked
from workbench.records import (
    Briefing,
    Kind,
    Made,
    Operation,
    Outcome,
    Role,
    Severity,
    Task,
    Use,
    Verdict,
)

HOSTILE = (
    "<img src=x onerror=alert(1)> ${alert(1)} {{value}} </script></style></title>--> "
    "\" ' & &lt; \u202eabc\u2066def\x1b[31m\u2028g\ud800h"
)
SHOWN = (
    "<img src=x onerror=alert(1)> ${alert(1)} {{value}} </script></style></title>--> "
    "\" ' & &lt; \ufffdabc\ufffddef\ufffd[31m g\ufffdh"
)
"""What a reader sees of it: nothing steers, nothing runs, nothing is left out."""
STEERING = "\x1b\u202e\u2066\u2028\ud800"
WORDS = {
    *chain(*map(get_args, (Kind, Made, Operation, Outcome, Role, Severity, Task, Use, Verdict)))
}
"""What our own code writes and no text can be."""


def hostile(text: str = HOSTILE) -> Briefing:
    """Every text is `text`, languages included; the address is one that must not be followed."""
    made: Briefing = replaced(checked(), text)
    metadata = dataclasses.replace(made.article.metadata, url=f"javascript:{text}")
    return dataclasses.replace(
        made, article=dataclasses.replace(made.article, metadata=metadata, warnings=(text,))
    )


def replaced(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return value if value in WORDS else text
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: replaced(getattr(value, f.name), text) for f in dataclasses.fields(value)}
        return type(value)(**fields)
    if isinstance(value, Mapping):
        return {replaced(key, text): replaced(inner, text) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(replaced(inner, text) for inner in value)
    return value
