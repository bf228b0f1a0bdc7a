"""The articles on a desk: their list, the one brief made of them, and how both are shown."""

from dataclasses import replace

import pytest

from tests.page_doubles import Elements, article, briefing, sentences, translated
from workbench.errors import InputError
from workbench.page import view
from workbench.page.render.desk import desk as rendered
from workbench.page.render.tools import tools
from workbench.page.visitor.desk import Desk
from workbench.records import Briefing, Digest, Finding, Metadata, Statement

HOSTILE = '<img src=x onerror="alert(1)"> ${alert(1)} </script> \u202eevil'


def made(name: str = "one", *, points: int = 2, doubts: int = 0, **more: object) -> Briefing:
    """A briefing of three sentences."""
    read = article("عنوان\nدوم\nسوم", metadata=Metadata(publisher=f"Paper {name}"))
    doubt = Finding(kind="number", severity="high", message="a number is missing")
    rows = tuple(
        replace(translated(s, f"{name} {s.id}"), findings=(doubt,) if s.id <= doubts else ())
        for s in sentences(read)
    )
    digest = Digest(
        headline=f"Headline {name}",
        statements=(Statement(f"Summary {name}.", (1,)), Statement("Second.", (2,))),
        points=tuple(
            Statement(f"{name} point {n}", (n,), "supported") for n in range(1, points + 1)
        ),
    )
    made_ = briefing(read, rows, digest)
    sha = f"{name:0>64}"
    made_ = replace(made_, provenance=replace(made_.provenance, text_sha256=sha))
    return replace(made_, **more)  # type: ignore[arg-type]


def two() -> Desk:
    return Desk().added("a.txt", briefing=made("a")).added("b.txt", briefing=made("b"))


# The desk


def test_articles_are_opened_and_put_away() -> None:
    desk = two()
    assert desk.shows(2).open == desk.entries[1]
    assert desk.shows(2).without(2).shown is None
    assert desk.shows(1).without(2).shown == 1
    with pytest.raises(InputError) as raised:
        desk.shows(7)
    assert str(raised.value) == "article 7 is not on the page any more; run it again"


def test_numbers_of_articles_are_never_given_twice() -> None:
    desk = two().without(1).added("c")
    assert [entry.id for entry in desk.entries] == [2, 3]
    assert [entry.id for entry in desk.without(3).added("d").entries] == [2, 4]


def test_fifty_articles_are_kept() -> None:
    desk = Desk()
    for number in range(60):
        desk = desk.added(str(number))
    assert [entry.name for entry in desk.entries] == [str(n) for n in range(10, 60)]


def test_points_are_ticked_in_the_reader_s_order() -> None:
    desk = two().ticked(2, 1, on=True).ticked(1, 2, on=True).ticked(1, 1, on=True)
    assert [tick.text for tick in desk.ticks] == ["b point 1", "a point 2", "a point 1"]
    moved = desk.tick_moved(3, 1)
    assert [tick.text for tick in moved.ticks] == ["a point 1", "b point 1", "a point 2"]
    assert [number for _, number in moved.picked()] == [1, 1, 2]
    out = moved.ticked(2, 1, on=False)
    assert [tick.text for tick in out.ticks] == ["a point 1", "a point 2"]
    assert desk.ticked(2, 1, on=True) == desk


def test_what_cannot_be_ticked_is_refused() -> None:
    for point in (0, 3):
        with pytest.raises(InputError, match=f"there is no point {point} any more"):
            two().ticked(1, point, on=True)
    with pytest.raises(InputError, match="there is no point 1 any more"):
        two().ticked(1, 1, on=True).tick_moved(1, 3)


def test_ticks_follow_their_points() -> None:
    desk = two().ticked(1, 2, on=True).ticked(2, 1, on=True)
    briefing_ = desk.entries[0].briefing
    assert briefing_ is not None
    digest = briefing_.briefing

    def decided(*points: Statement) -> list[str]:
        changed = replace(briefing_, briefing=replace(digest, points=points))
        return [tick.text for tick in desk.decided(1, changed).ticks]

    first, second = digest.points
    assert decided(second, first) == ["a point 2", "b point 1"]
    assert decided(first, replace(second, text="in other words")) == ["in other words", "b point 1"]
    assert decided(first) == ["b point 1"]
    assert [tick.text for tick in desk.without(1).ticks] == ["b point 1"]


def test_a_reworded_point_that_is_undone_is_still_ticked() -> None:
    desk = two().ticked(1, 1, on=True)
    old = desk.entries[0].briefing
    assert old is not None
    points = (replace(old.briefing.points[0], text="other"), *old.briefing.points[1:])
    changed = desk.decided(1, replace(old, briefing=replace(old.briefing, points=points)))
    assert [tick.text for tick in changed.ticks] == ["other"]
    assert changed.undone(1).ticks == desk.ticks


def test_a_point_that_was_dropped_comes_back_with_its_tick_and_its_place() -> None:
    desk = two().ticked(2, 1, on=True).ticked(1, 1, on=True).ticked(1, 2, on=True)
    old = desk.entries[0].briefing
    assert old is not None
    dropped = desk.decided(1, replace(old, briefing=replace(old.briefing, points=())))
    assert [tick.text for tick in dropped.ticks] == ["b point 1"]
    assert dropped.undone(1).ticks == desk.ticks


# The list


def test_one_article_that_stands_open_has_no_list() -> None:
    assert rendered(Desk()) == ""
    assert rendered(Desk().added("a", briefing=made()).shows(1)) == ""


def test_the_list_tells_of_each_article_what_one_chooses_by() -> None:
    doubtful = made("b", doubts=2, complete=False)
    withheld = made("c")
    withheld = replace(withheld, briefing=Digest(notes=("withheld",)))
    desk = Desk().added("a.txt", briefing=made("a")).added("b.txt", briefing=doubtful)
    desk = desk.added("c.txt", briefing=withheld).added("d.pdf", fault="d.pdf holds no text")
    page = Elements(rendered(desk.reads("e.txt")))
    assert "Headline aPaper anot foundWestern PersianSummary a.nothing to check" in page.seen
    assert "2 to check · incomplete" in page.seen
    assert "عنوانPaper cnot foundWestern Persianno summary" in page.seen
    assert "d.pdfd.pdf holds no textRemove" in page.seen
    assert page.seen.endswith("e.txtreading …")
    shown = [given for _, given in page.found if given.get("data-do") == "show"]
    assert [given["data-entry"] for given in shown] == ["1", "2", "3"]
    assert len([g for _, g in page.found if g.get("data-do") == "remove"]) == 4
    rows = [given for tag, given in page.found if tag == "th"]
    assert {given.get("scope") for given in rows} == {"col", "row"}


def test_the_name_of_a_file_has_its_own_direction_in_the_list() -> None:
    titled = made("a")
    titled = replace(titled, briefing=Digest(), article=replace(titled.article, title="عنوان"))
    untitled = replace(titled, article=replace(titled.article, title=""))
    desk = Desk().added("001_a.txt", briefing=titled).added("003_b.txt", briefing=untitled)
    html = rendered(desk.added("004_c.txt", fault="no"))
    heads = [head.partition("</th>")[0] for head in html.split('<th scope="row">')[1:]]
    assert heads == [
        '<span lang="fa" dir="rtl">عنوان</span>',
        "<bdi>003_b.txt</bdi>",
        "<bdi>004_c.txt</bdi>",
    ]


def test_the_list_names_the_agency_where_no_publisher_is_known() -> None:
    def publisher(**known: str) -> str:
        one = made("a")
        one = replace(one, article=replace(one.article, metadata=Metadata(**known)))  # type: ignore[arg-type]
        cell = rendered(Desk().added("a", briefing=one)).partition('data-label="Publisher">')[2]
        return cell.partition("</td>")[0]

    assert publisher(agency="Reuters") == "<bdi>Reuters</bdi>"
    assert publisher(agency="Reuters", publisher="Paper") == "<bdi>Paper</bdi>"
    assert publisher(byline="A. Writer") == "<bdi>not found</bdi>"


def test_an_article_alone_that_could_not_be_read_is_listed() -> None:
    page = Elements(rendered(Desk().added("d.pdf", fault="d.pdf holds no text")))
    assert "d.pdf holds no text" in page.seen


def neighbours(desk: Desk) -> list[tuple[str | None, bool]]:
    page = Elements(rendered(desk))
    return [
        (given["data-entry"], "disabled" in given)
        for _, given in page.found
        if given.get("data-do") == "show"
    ]


def test_an_open_article_leads_back_to_the_list_and_to_its_neighbours() -> None:
    desk = two().added("broken", fault="no").added("c", briefing=made("c"))
    page = Elements(rendered(desk.shows(2)))
    assert "Article 2 of 3" in page.seen
    assert any(given.get("data-do") == "list" for _, given in page.found)
    assert neighbours(desk.shows(2)) == [("1", False), ("4", False)]
    assert neighbours(desk.shows(1))[0] == ("0", True)
    assert neighbours(desk.shows(4))[1] == ("0", True)


def test_hostile_text_is_shown_as_text() -> None:
    bad = made("a")
    bad = replace(
        bad,
        article=replace(bad.article, metadata=Metadata(publisher=HOSTILE)),
        briefing=replace(
            bad.briefing,
            headline=HOSTILE,
            statements=(Statement(HOSTILE, (1,)),),
            points=(Statement(HOSTILE, (1,), "supported"),),
        ),
    )
    desk = Desk().added(HOSTILE, briefing=bad).added(HOSTILE, fault=HOSTILE).reads(HOSTILE)
    page = Elements(rendered(desk.ticked(1, 1, on=True)))
    tags = {tag for tag, _ in page.found}
    assert not tags & {"img", "script"}
    assert page.seen.count("onerror") >= 6
    assert not any("onerror" in given for _, given in page.found)


def test_endless_text_is_cut_in_the_list() -> None:
    long = made("a")
    long = replace(long, briefing=replace(long.briefing, headline="x" * 200_000))
    desk = Desk().added("y" * 200_000, fault="z" * 200_000).added("a", briefing=long)
    assert len(rendered(desk)) < 10_000


# The one brief


def test_ticked_points_become_one_brief_with_numbered_sources() -> None:
    desk = two().ticked(2, 1, on=True).ticked(1, 2, on=True).ticked(2, 2, on=True)
    page = Elements(rendered(desk))
    points = page.seen.partition("One brief")[2]
    assert points.startswith("b point 1 [1]")
    assert "a point 2 [2]" in points and "b point 2 [1]" in points
    assert "3 points, 9 words" in page.seen
    sources = page.seen.partition("Sources")[2]
    assert sources.startswith("[1] Paper b")
    assert "sentences 1, 2" in sources and "[2] Paper a" in sources
    shifts = [given for _, given in page.found if given.get("data-do") == "shift"]
    moves = [(g["data-point"], g["data-to"], "disabled" in g) for g in shifts]
    assert moves == [
        ("1", "0", True),
        ("1", "2", False),
        ("2", "1", False),
        ("2", "3", False),
        ("3", "2", False),
        ("3", "4", True),
    ]
    outs = [given for _, given in page.found if given.get("data-do") == "untick"]
    assert [(g["data-entry"], g["data-point"]) for g in outs] == [
        ("2", "1"),
        ("1", "2"),
        ("2", "2"),
    ]
    (copied,) = [given for _, given in page.found if given.get("data-copy") == "brief"]
    assert "b point 1 [1]" in (copied["data-plain"] or "")


def test_a_brief_of_over_half_a_page_says_so() -> None:
    many = made("a", points=90)
    desk = Desk().added("a", briefing=many)
    for number in range(1, 91):
        desk = desk.ticked(1, number, on=True)
    assert "Over 250 words, which is about half a page" in Elements(rendered(desk)).seen
    short = two().ticked(1, 1, on=True).ticked(1, 2, on=True)
    assert "Over 250" not in Elements(rendered(short)).seen


def test_points_in_two_languages_are_no_brief_and_that_is_said() -> None:
    desk = Desk().added("a", briefing=made("a")).added("b", briefing=made("b", target="deu_Latn"))
    page = Elements(rendered(desk.ticked(1, 1, on=True).ticked(2, 1, on=True)))
    assert "the points of a brief are in one language" in page.seen
    outs = [given for _, given in page.found if given.get("data-do") == "untick"]
    assert len(outs) == 2


def test_files_can_be_taken_once_there_is_something_to_take() -> None:
    def enabled(desk: Desk) -> tuple[bool, bool, bool]:
        shown = view.of(desk)
        return (shown.docx["interactive"], shown.all["interactive"], shown.brief_md["visible"])

    assert enabled(Desk()) == (False, False, False)
    assert enabled(Desk().added("a", fault="no")) == (False, False, False)
    assert enabled(two()) == (False, True, False)
    assert enabled(two().shows(1)) == (True, True, False)
    assert enabled(two().ticked(1, 1, on=True)) == (False, True, True)


def test_the_rows_have_a_filter_and_a_way_to_the_next_to_check() -> None:
    page = Elements(tools())
    filters = {g["data-filter"]: g["aria-pressed"] for _, g in page.found if "data-filter" in g}
    assert filters == {"all": "true", "check": "false"}
    assert [g["data-go"] for _, g in page.found if "data-go" in g] == ["previous", "next"]
    assert page.found[0][1]["id"] == "wb-reader"
