"""A glossary in YAML: a list of terms, each with its line."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from workbench.errors import InputError
from workbench.glossary.rows import COLUMNS, MAX_ROWS, Row, shown, too_many
from workbench.yaml_errors import told

MAX_DEPTH = 3
MAX_IN_TERM = 100  # keys and values: four of each are of use
NULL = "tag:yaml.org,2002:null"
EXAMPLE = "expected a list of terms, each `- source: ...` with `target: ...` below it"


def rows_listed(path: Path, text: str) -> Iterator[Row]:
    """A row for each entry of the list; InputError where there is no list."""
    try:
        _refuse_size(path, text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        line, what = told(error, text)
        raise InputError(f"{path}, line {line}: {what}" if line else f"{path}: {what}") from error
    except (OverflowError, ValueError) as error:
        raise InputError(f"{path}: not valid YAML: a \\U escape that is no character") from error
    if not isinstance(node, yaml.SequenceNode):
        raise InputError(f"{path}: {EXAMPLE}")
    for entry in node.value:
        yield _row(entry)


def _refuse_size(path: Path, text: str) -> None:
    """Refuses what takes long to compose; aliases are harmless, nothing is built of them."""
    depth = entries = inside = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        entries += depth == 1
        inside = inside + 1 if depth > 1 else 0
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise InputError(f"{path}, {_line(event)}: nested too deep; {EXAMPLE}")
        if inside > MAX_IN_TERM:
            raise InputError(f"{path}, {_line(event)}: too much in one term; {EXAMPLE}")
        if entries > MAX_ROWS + 1:  # the list's end counts as one
            raise InputError(too_many(path))


def _row(entry: yaml.Node) -> Row:
    place = _line(entry)
    if not isinstance(entry, yaml.MappingNode):
        return Row(place, fault="no keys with values; a term has source and target")
    cells: dict[str, str] = {}
    for key, value in entry.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in COLUMNS:
            name = shown(key.value) if isinstance(key, yaml.ScalarNode) else "that is no word"
            return Row(place, fault=f"unknown key {name}; keys are {', '.join(COLUMNS)}")
        if not isinstance(value, yaml.ScalarNode):
            return Row(place, fault=f"the {key.value} is no single text")
        if key.value in cells:
            return Row(place, fault=f"the {key.value} is given twice")
        cells[key.value] = "" if value.tag == NULL else value.value.strip()
    return Row(place, cells)


def _line(node: yaml.Node | yaml.Event) -> str:
    return f"line {node.start_mark.line + 1 if node.start_mark else 1}"
