"""What the documents say is what the program does."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from docs.generate import pages
from workbench.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = [text for kind, text in FENCED.findall(README) if kind == "python"]
# Those that call a page are run against one (tests/test_page_api.py).
SNIPPETS = [text for text in PYTHON if "gradio_client" not in text]
COMMANDS = [
    line.split("#")[0].strip()
    for kind, text in FENCED.findall(README)
    if kind == "sh"
    for line in text.splitlines()
]


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse words its help anew in 3.13")
@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_generated_pages_are_in_step(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path], "run `make docs`"


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda text: text.splitlines()[0])
def test_readme_snippets_run(snippet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(snippet, "README.md", "exec"), {"__name__": "readme"})  # noqa: S102 (our own text)


def test_readme_commands_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `workbench` line of the README is one that the parser takes."""
    from workbench.cli.parser import parser

    lines = [line for line in COMMANDS if line.startswith("workbench ")]
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(line.split(" < ")[0])[1:]
        assert parser().parse_args(words).run is not None


def test_readme_names_the_make_targets() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for line in COMMANDS:
        if line.startswith("make "):
            assert line.split()[1] in targets


def test_ci_calls_the_readme_s_test_command() -> None:
    assert "make test" in COMMANDS
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")][-1] == "make test"


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_s_example_commands_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", "fa"]) == 0
    assert "pes_Arab" in capsys.readouterr().out
