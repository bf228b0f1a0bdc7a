"""`languages`: print a table."""

import argparse


def languages(arguments: argparse.Namespace) -> int:
    """All languages, or what one name is read as."""
    from workbench.languages import find, get, table

    if arguments.name:
        found = find(arguments.name)
        entries = [get(found.code)]
        if found.note:
            print(found.note)
    else:
        entries = list(table().values())
    for entry in entries:
        summaries = "summaries" if entry.xlsum else ""
        print(f"{entry.code}  {entry.direction}  {summaries:9}  {entry.name} · {entry.native}")
    return 0
