"""What is said of a run: its pace, the time left, and what of it is read out."""

from itertools import pairwise

from tests.page_doubles import article, sentences, translated
from workbench.page.run.remaining import Pace
from workbench.page.run.screen import Screen, opening
from workbench.records import Progress, Translated
from workbench.registry import demo_path

EXAMPLES = sorted((demo_path().parent / "examples").glob("*.txt"))
LINES = "a\nb\nc\nd"


def progressed(screen: Screen, *, seconds: float, total: int, at: float = 0.0) -> list[Screen]:
    """The screens of a stage whose sentences take that long each."""
    screens = []
    for done in range(total + 1):
        screen = screen.after(Progress("translate", done, total), now=at + done * seconds)
        screens.append(screen)
    return screens


def test_time_left_comes_from_the_pace_and_only_once_there_is_one() -> None:
    said = [screen.said for screen in progressed(opening(target="eng_Latn"), seconds=1, total=38)]
    assert said[2] == "Translating: 2 of 38 sentences."
    assert said[12] == "Translating: 12 of 38 sentences, about 25 s left."
    assert said[38] == "Translating: 38 of 38 sentences, about 5 s left."
    slow = progressed(opening(target="eng_Latn"), seconds=60, total=10)
    assert slow[4].said == "Translating: 4 of 10 sentences, about 6 min left."


def test_time_left_does_not_jump() -> None:
    pace, told = Pace(0.0), []
    now = 0.0
    for done in range(1, 61):
        now += 0.2 if done % 2 else 1.8  # uneven batches, a second each on average
        pace = pace.after(done, 60, now=now)
        told.append(pace.told)
    known = [seconds for seconds in told if seconds is not None]
    assert known == sorted(known, reverse=True)
    assert known[-1] == 5


def test_time_left_goes_up_when_the_work_has_become_slower() -> None:
    pace = Pace(0.0)
    for done in range(1, 11):
        pace = pace.after(done, 20, now=done)
    assert pace.told == 10
    for done in range(11, 15):
        pace = pace.after(done, 20, now=10 + (done - 10) * 20)
    assert pace.told is not None and pace.told > 20


def test_what_is_read_out_changes_seldom() -> None:
    def spoken(seconds: float) -> int:
        """How often something is read out of a stage of a hundred sentences."""
        screens = progressed(opening(target="eng_Latn"), seconds=seconds, total=100)
        assert len({screen.said for screen in screens}) > 90
        return sum(new.told != old.told for old, new in pairwise(screens))

    assert spoken(0.1) == 2  # within ten seconds, every five
    assert 5 <= spoken(0.4) <= 8
    assert spoken(30) == 10


def test_a_row_that_comes_again_stands_as_it_was_until_the_run_is_done() -> None:
    """What is read does not change under the reader, and what is sent only grows."""
    (sentence,) = sentences(article("خبر"))
    screen = opening(target="eng_Latn")
    for translation in ("Doubtful.", "Better."):
        screen = screen.after(Translated(translated(sentence, translation)), now=0.0)
    assert (screen.rows.count("Doubtful."), screen.rows.count("Better.")) == (1, 0)


def test_no_time_is_told_for_what_nobody_knows_the_end_of() -> None:
    screen = opening(target="eng_Latn")
    for done in range(5):
        screen = screen.after(Progress("try again", done, 9), now=float(done))
    assert screen.said == "Trying doubtful sentences again: 4 of 9 are better."


def test_a_new_stage_is_read_out_at_once() -> None:
    *_, last = progressed(opening(target="eng_Latn"), seconds=0.1, total=10)
    after = last.after(Progress("summarise", 1, 2), now=1.1)
    assert after.told == "Summarising: 1 of 2 parts."
