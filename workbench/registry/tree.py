"""A YAML file as a tree whose nodes know their lines, and nothing that could surprise.

Scalars stay as they are written (the schema says what each should be), so that the `no` of
YAML 1.1 is a word and not false. Aliases, tags and deep nesting are refused before anything is
built: they have no use in a list of models and can make a small file grow without end.
"""

from pathlib import Path

import yaml

from workbench.errors import ConfigError
from workbench.yaml_errors import told

MAX_BYTES = 1_000_000
MAX_DEPTH = 8


def compose(path: Path) -> yaml.MappingNode:
    """The file's top-level mapping."""
    text = _text(path)
    try:
        _refuse_tricks(path, text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        line, what = told(error, text)
        raise ConfigError(f"{path}:{line}: {what}" if line else f"{path}: {what}") from error
    if node is None:
        raise ConfigError(f"{path}:1: the file is empty; `workbench models init` writes one")
    if not isinstance(node, yaml.MappingNode):
        raise ConfigError(f"{path}:{line_of(node)}: expected keys with values, got {shown(node)}")
    return node


def line_of(node: yaml.Node | yaml.Event) -> int:
    """The line the node starts on, counted from 1."""
    return node.start_mark.line + 1 if node.start_mark else 1


def shown(node: yaml.Node) -> str:
    """The node as an error message names it."""
    if isinstance(node, yaml.MappingNode):
        return "keys with values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if is_nothing(node):
        return "nothing"
    return f"'{bounded(node.value)}'"


def bounded(text: str) -> str:
    """At most 60 printable characters of `text`, safe to put into a message."""
    short = text if len(text) <= 60 else f"{text[:57]}..."
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)


def is_nothing(node: yaml.Node) -> bool:
    """Whether a key was left without a value."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ConfigError(
                f"{path}: {size:,} bytes is too long for a list of models; at most {MAX_BYTES:,}"
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; `workbench models init` writes one") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: not UTF-8 text; save the file as UTF-8") from error


def _refuse_tricks(path: Path, text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        at = f"{path}:{line_of(event)}"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ConfigError(f"{at}: anchors (&) and aliases (*) are not read; write values out")
        if getattr(event, "tag", None):
            raise ConfigError(f"{at}: tags (!) are not read; write the plain value")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ConfigError(f"{at}: nested more than {MAX_DEPTH} deep")
