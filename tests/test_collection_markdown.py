"""A brief of several articles as Markdown."""

from dataclasses import replace
from io import BytesIO

import pytest

from tests.decided import port_news
from tests.sample_briefing import checked
from workbench import decisions
from workbench.collection import collect
from workbench.errors import InputError
from workbench.export.collection import WRITERS, to_markdown, write_collection
from workbench.records import Briefing, Collection, Statement

MADE = "2031-06-01T09:00:00+00:00"
HOSTILE = "<img src=x onerror=alert(1)> ${alert(1)} </script> \u202e[1]: https://evil.example\n# no"

WHOLE = """\
# Brief from 2 articles

- \\[Ana Tamm\\] The unions ask for a bonus before the end of winter. [1]
- The minister came. [2]
- Nobody left. [2] (not found in the article; edited)
- Twelve cranes were delivered by a Finnish company. [1] (partly found in sentence 3)
- Twelve cranes were delivered. [1] (not looked up in the article)

## Sources

[1] Le Port · “Minister of ports in Tallinn” (Ministre des ports à Tallinn) · publication date \
not found · read on 2024-11-01 · sentences 2, 3, 4 · 1 sentence of it to check

[2] ISNA · “Ministers talk in Tehran” (\u2067گفتگوی وزیران در تهران\u2069) · 2031-05-03 · \
https://example.org/1 · read on 2031-05-03 · sentence 2 · 1 sentence of it to check

## Sentences cited, in the original

[1] sentence 2: The minister of ports visited the new terminal in Tallinn. \x20
    Le ministre des ports a visité le nouveau terminal de Tallinn. \x20
[1] sentence 3: Twelve cranes were delivered by a Finnish company. \x20
    Douze grues ont été livrées par une entreprise finlandaise. \x20
[1] sentence 4: The unions ask for a bonus before the end of winter. \x20
    Les syndicats demandent une prime avant la fin de l'hiver. \x20
[2] sentence 2: The minister came. \x20
    \u2067وزیر آمد.\u2069 \x20

All translations, those of quotations included, are machine translations, except where a person \
corrected one. \x20
Models: fake (Apache-2.0), nllb-600m (CC-BY-NC-4.0). \x20
Made: 2031-06-01T09:00:00+00:00 \x20
"""


@pytest.fixture
def ports() -> Briefing:
    plain = decisions.edit_source(port_news(), publisher="Le Port", published="")
    unjudged = Statement("Twelve cranes were delivered.", (3,))
    points = (*plain.briefing.points, unjudged)
    return replace(plain, briefing=replace(plain.briefing, points=points))


@pytest.fixture
def collection(ports: Briefing) -> Collection:
    talks = checked()
    picked = [(ports, 2), (talks, 1), (talks, 2), (ports, 1), (ports, 3)]
    return replace(collect(picked), created=MADE)


def test_it_is_half_a_page_with_its_sources_at_the_foot(collection: Collection) -> None:
    assert to_markdown(collection) == WHOLE


def test_what_a_point_lacks_is_told(collection: Collection) -> None:
    point = replace(collection.points[3], sentences=(3, 7), unsupported=("12", "Cho"), edited=True)
    told = to_markdown(replace(collection, points=(point,)))
    assert " [1] (partly found in sentences 3, 7; not found there: 12, Cho; edited)\n" in told


def test_what_is_not_known_of_a_source_is_left_out(collection: Collection) -> None:
    bare = replace(
        collection.sources[1],
        headline=None,
        title=None,
        agency=None,
        published=None,
        url=None,
        read=None,
        cited=(),
        to_check=0,
    )
    told = to_markdown(replace(collection, sources=(bare,), models=()))
    assert told.startswith("# Brief from 1 article\n")
    assert told.endswith(
        "\n\n## Sources\n\n[1] publication date not found\n\nMade: 2031-06-01T09:00:00+00:00  \n"
    )
    untranslated = replace(bare, title="Título", language="spa_Latn")
    assert "[1] Título · publication" in to_markdown(replace(collection, sources=(untranslated,)))
    same = replace(untranslated, headline="Título")
    assert "[1] Título · publication" in to_markdown(replace(collection, sources=(same,)))
    headless = replace(bare, headline="A title")
    assert "[1] “A title” · publication" in to_markdown(replace(collection, sources=(headless,)))


def test_what_an_article_says_stays_text(collection: Collection) -> None:
    hostile = replace(
        collection.sources[0],
        headline=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        url=HOSTILE,
        cited=((1, HOSTILE, HOSTILE),),
    )
    point = replace(collection.points[0], text=HOSTILE, unsupported=(HOSTILE,), verdict="partly")
    told = to_markdown(replace(collection, points=(point,), sources=(hostile,)))
    assert "\\<img" in told
    assert "<img" not in told.replace("\\<img", "")
    assert "\u202e" not in told
    assert "\n#" not in told.replace("\n## ", "")
    assert not any(line.lstrip().startswith("[1]:") for line in told.splitlines())


def test_it_is_written_in_every_format(collection: Collection) -> None:
    import docx

    assert list(WRITERS) == ["md", "docx"]
    assert write_collection(collection, "md").decode("utf-8") == WHOLE
    read = docx.Document(BytesIO(write_collection(collection, "docx")))
    assert read.paragraphs[0].text == "Brief from 2 articles"


def test_another_format_is_refused(collection: Collection) -> None:
    with pytest.raises(InputError) as caught:
        write_collection(collection, "pdf")
    assert str(caught.value) == "unknown format 'pdf'; known are md, docx"


def test_half_of_a_letter_does_not_break_it(collection: Collection) -> None:
    broken = replace(collection.points[0], text="a\ud800b")
    assert b"- a b [1]" in write_collection(replace(collection, points=(broken,)), "md")
