"""Whether what one text says in numbers is said in another."""

from collections.abc import Sequence

from workbench.mentions.quantity import Atom, Quantity


def missing(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Those of `wanted` that `given` does not say in any form that a translator may choose.

    One of the two must be written plainly: "the 1530s" are no "15th century", although both may
    stand for the 1500s. Of a reading in several parts the others may be hints, or all of it
    another reading of the other side: "a quarter past three" and "3.15". Hints are never missing;
    `certainty` says how much the others weigh.
    """
    plain: set[Atom] = set()
    hinted: set[Atom] = set()
    every: set[Atom] = set()
    ways: set[frozenset[Atom]] = set()
    for one in given:
        (hinted if one.certainty == "hint" else plain).update(one.readings[0])
        every.update(*one.readings)
        ways.update(reading for reading in one.readings if len(reading) > 1)

    def is_told(reading: frozenset[Atom]) -> bool:
        if reading in ways:
            return True
        return not reading.isdisjoint(plain) and all(
            atom in plain or atom in hinted for atom in reading
        )

    return tuple(
        one
        for one in wanted
        if one.certainty != "hint"
        and not (one.readings[0] <= every or any(map(is_told, one.readings[1:])))
    )
