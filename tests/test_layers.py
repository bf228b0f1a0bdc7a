"""The rooms import downwards only, and heavy libraries stay in the rooms that own them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "workbench"

LAYERS = [
    {"errors", "records", "words"},
    {"places", "languages", "mentions", "grammar", "names", "lexicon", "yaml_errors"},
    {
        "registry",
        "store",
        "load",
        "clean",
        "split",
        "clauses",
        "points",
        "days",
        "vocabulary",
        "export",
        "memory",
        "shortlist",
        "checks",
        "evidence",
        "glossary",
        "pace",
    },
    {"engines", "reading", "faults", "statements", "ledger"},
    {"translate", "summarise", "decisions", "collection"},
    {"briefing", "evaluate"},
    {"page"},
    {"cli"},
]
LAYER = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

# Heavy library -> the room that may import it at module level; None: nobody, import it inside
# the function that needs it, because the room itself is imported by `workbench --help`.
HEAVY = {
    "torch": "engines",
    "transformers": "engines",
    "ctranslate2": "engines",
    "sentencepiece": "engines",
    "gradio": "page",
    "huggingface_hub": None,
    "pydantic": None,
    "psutil": None,
    "trafilatura": None,
    "lxml": None,
    "pdfminer": None,
    "httpcore2": None,
    "idna": None,
    "certifi": None,
    "hijridate": None,
    "charset_normalizer": None,
    "docx": None,
}

MODULES = sorted(ROOT.rglob("*.py"))


# Inside the page: what each may import there is what stands before it, but for its own room.
PAGE = [
    {"texts"},
    {"visitor"},
    {"render", "assets", "theme"},
    {"hosting", "view"},
    {"service"},
    {"article", "readiness"},
    {"layout", "run", "results", "api"},
    {"wiring"},
]
PAGE_LAYER = {room: level for level, rooms in enumerate(PAGE) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.AST, path: Path) -> list[str]:
    """Dotted names of every import in `tree`, relative ones made absolute."""
    package = ("workbench", *path.relative_to(ROOT).parent.parts)
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join((*base, *([node.module] if node.module else [])))
            names += [f"{start}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    if room in {"__init__", "__main__"}:
        return
    assert room in LAYER, f"{room} has no layer: give it one in docs/architecture.md and here"
    for name in imported(ast.parse(path.read_text(encoding="utf-8")), path):
        parts = name.split(".")
        if parts[0] != "workbench" or len(parts) < 2 or parts[1] not in LAYER:
            continue
        other = parts[1]
        assert other == room or LAYER[other] < LAYER[room], f"{room} imports {other}"


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if room_of(path) == "page" and path != ROOT / "page/__init__.py"],
    ids=lambda path: str(path.relative_to(ROOT / "page")),
)
def test_rooms_of_the_page_import_down(path: Path) -> None:
    room = path.relative_to(ROOT / "page").parts[0].removesuffix(".py")
    assert room in PAGE_LAYER, f"{room} has no layer: give it one here"
    for name in imported(ast.parse(path.read_text(encoding="utf-8")), path):
        other = name.removeprefix("workbench.page.").split(".")[0]
        if name.startswith("workbench.page.") and other in PAGE_LAYER:
            down = PAGE_LAYER[other] < PAGE_LAYER[room]
            assert other == room or down, f"{room} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_stay_at_home(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    for name in imported(ast.Module(body=list(top), type_ignores=[]), path):
        library = name.split(".")[0]
        if library in HEAVY:
            assert room_of(path) == HEAVY[library], f"{path.name} imports {library} at the top"
