"""Whether what one text says in numbers is said in another."""

from collections.abc import Sequence

from workbench.mentions.quantity import Atom, Quantity


def missing(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Those of `wanted` that `given` does not say in any form that a translator may choose.

    One of the two must be written plainly: "the 1530s" are no "15th century", although both may
    stand for the 1500s. Hints are never missing; `certainty` says how much the others weigh.
    """
    plain: set[Atom] = set()
    every: set[Atom] = set()
    for one in given:
        if one.certainty != "hint":
            plain |= one.readings[0]
        every.update(*one.readings)
    return tuple(
        one
        for one in wanted
        if one.certainty != "hint"
        and not (one.readings[0] <= every or any(reading <= plain for reading in one.readings[1:]))
    )
