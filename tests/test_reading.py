"""A source read: what is set aside can be read after all, block by block or as an article."""

import hashlib

import pytest

from tests.doubles import DoubleModels
from tests.stories import the_models
from workbench.briefing import start
from workbench.errors import InputError
from workbench.export import to_markdown
from workbench.reading import read_article
from workbench.records import Article, Network, Settings, Source, Url

OTHER = "افتتاح جسر جديد فوق النهر في المدينة القديمة"
TWO_ARTICLES = Source(
    "\n".join(
        [
            "اتفاق على زيادة إنتاج القمح في العام المقبل",
            "قال وزير الزراعة يوم الأحد إن البلاد ستزيد إنتاج القمح في العام المقبل.",
            "وأضاف الوزير أن المزارعين سيحصلون على دعم أكبر من الحكومة.",
            "وتوقع خبراء أن تنخفض أسعار الخبز بعد هذا القرار في الأشهر الستة المقبلة.",
            "ومن المقرر أن تعلن الحكومة تفاصيل الخطة الجديدة في مؤتمر صحفي يوم الخميس.",
            "المصدر: وكالات",
            "اقرأ أيضا:",
            OTHER,
            "افتتحت بلدية المدينة القديمة صباح اليوم جسرا جديدا فوق النهر بعد عامين من العمل.",
            "وقالت رئيسة البلدية إن الجسر سيخفف الازدحام عن وسط المدينة.",
            "وشارك مئات السكان في حفل الافتتاح الذي استمر حتى المساء.",
        ]
    ),
    name="two.txt",
)


def kept(article: Article) -> list[int]:
    return [block.id for block in article.blocks if block.kept]


def test_blocks_set_aside_are_read_when_asked_for() -> None:
    assert kept(read_article(TWO_ARTICLES)) == [1, 2, 3, 4, 5]
    restored = read_article(TWO_ARTICLES, restored=(9,))
    assert kept(restored) == [1, 2, 3, 4, 5, 9]
    assert restored.blocks[8].reason is not None
    assert restored.blocks[8].reason.startswith("restored; was set aside as related")


def test_what_is_left_aside_is_counted_anew() -> None:
    (warning,) = read_article(TWO_ARTICLES).warnings
    doubted = read_article(TWO_ARTICLES, lang="pes_Arab", restored=(9, 10, 11))
    (doubt,) = doubted.warnings
    assert "words" in warning
    assert "reads like" in doubt
    assert doubted.offered == ()


def test_a_block_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError) as raised:
        read_article(TWO_ARTICLES, restored=(12,))
    assert str(raised.value) == "no block 12 in this article; its blocks are 1 to 11"


def test_an_offered_article_is_read_in_place_of_the_source_s_own() -> None:
    other = read_article(TWO_ARTICLES, offered=1)
    assert (other.title, kept(other)) == (OTHER, [1, 2, 3, 4])


@pytest.mark.parametrize("number", [0, 2, -1])
def test_an_article_that_is_not_offered_is_refused(number: int) -> None:
    with pytest.raises(InputError) as raised:
        read_article(TWO_ARTICLES, offered=number)
    assert str(raised.value) == f"two.txt holds no offered article {number}; it holds 1"


def test_the_briefing_says_what_was_set_aside_and_what_is_offered() -> None:
    models: DoubleModels = the_models()
    made = start(TWO_ARTICLES, models=models, settings=Settings()).result()
    (warning,) = made.article.warnings
    markdown = to_markdown(made)
    assert markdown.index(warning) < markdown.index("\n# ")
    assert (
        f"Set aside is what reads like an article of its own, “{OTHER}” (blocks 8 to 11); it can "
        "be read by itself: it is offered article 1."
    ) in made.briefing.notes


def test_settings_reach_the_reading() -> None:
    settings = Settings(offered=1, restore=())
    made = start(TWO_ARTICLES, models=the_models(), settings=settings).result()
    assert made.article.title == OTHER
    again = start(TWO_ARTICLES, models=the_models(), settings=Settings(restore=(9,))).result()
    assert 9 in {row.block for row in again.sentences}


def test_what_the_user_allows_reaches_the_network() -> None:
    settings = Settings(network=Network(allow_hosts=frozenset({"a b"})))
    with pytest.raises(InputError, match="a b is no host name"):
        start(Source(Url("http://127.0.0.1/")), models=the_models(), settings=settings).result()


def test_the_checksum_is_over_the_text_as_it_came() -> None:
    """A block that cleaning cut is one line of it."""
    lines = ["Un accord sur le port de la ville", "Les deux villes ont signé. Lire aussi : Le port"]
    made = start(Source("\n".join(lines)), models=the_models(), settings=Settings()).result()
    assert len(made.article.blocks) == 3
    expected = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert made.provenance.text_sha256 == expected


def test_a_language_that_the_text_does_not_read_like_is_doubted_first() -> None:
    article = read_article(TWO_ARTICLES, lang="pes_Arab")
    assert article.warnings[0] == (
        "the text reads like Modern Standard Arabic (arb_Arab), not Western Persian (pes_Arab) as "
        "you said"
    )
    assert article.language.code == "pes_Arab"
    assert read_article(TWO_ARTICLES, lang="arb_Arab").warnings == article.warnings[1:]
