"""Writes the pages that are made from the code: `make docs`. A test holds them to it."""

import argparse
import json
import os
from pathlib import Path

from workbench.cli.parser import parser
from workbench.export.json import build_schema

ROOT = Path(__file__).parent.parent
INTRO = """\
# The command line

Made from the program's own help by `make docs`.
"""


def pages() -> dict[Path, str]:
    """What each generated file must hold."""
    schema = json.dumps(build_schema(), indent=2, ensure_ascii=False) + "\n"
    return {
        ROOT / "docs" / "cli.md": command_line(),
        ROOT / "workbench" / "export" / "briefing.schema.json": schema,
    }


def command_line() -> str:
    """The help of every command, actions included, 80 columns wide."""
    os.environ["COLUMNS"] = "80"
    return "\n".join([INTRO, *(_section(command) for command in _commands(parser()))])


def _section(command: argparse.ArgumentParser) -> str:
    return f"## {command.prog}\n\n```text\n{command.format_help()}```\n"


def _commands(command: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found = [command]
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                found += _commands(sub)
    return found


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
