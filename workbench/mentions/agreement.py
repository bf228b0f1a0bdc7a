"""Whether what one text says in numbers is said in another."""

from collections.abc import Iterable, Sequence

from workbench.mentions.quantity import Atom, Quantity


def missing(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Those of `wanted` that `given` does not say in any form that a translator may choose.

    Hints are never missing; `certainty` says how much the others weigh.
    """
    said = said_by(given)
    return tuple(one for one in wanted if one.certainty != "hint" and not is_said(one, said))


def said_by(given: Iterable[Quantity]) -> frozenset[Atom]:
    """All that the quantities may say."""
    return frozenset(atom for one in given for reading in one.readings for atom in reading)


def is_said(one: Quantity, said: frozenset[Atom]) -> bool:
    return any(reading <= said for reading in one.readings)
