"""Where links and articles end: what is cut, what is only doubted, what goes on."""

import pytest

from workbench.clean import clean
from workbench.records import Article, RawBlock

STORY = [
    "افتتاح سوق جديدة في المدينة الساحلية",
    "افتتح عمدة المدينة الساحلية صباح الأحد السوق الجديدة بحضور مئات التجار والسكان.",
    "وقال العمدة إن السوق ستوفر مئات فرص العمل لأبناء المدينة والأحياء المجاورة.",
    "وأضاف أن البلدية تخطط لبناء سوق ثانية في الحي الشمالي خلال العام المقبل.",
]
LEAGUE = [
    "آغاز لیگ برتر کاراته از هفته آینده",
    "رئیس فدراسیون کاراته اعلام کرد که لیگ برتر کاراته از هفته آینده با حضور ده تیم آغاز می‌شود.",
    "وی گفت که مسابقات این فصل در سه شهر برگزار خواهد شد و هر تیم باید هشت بازیکن معرفی کند.",
    "بیشتر بخوانید",
    "قهرمانی تیم ملی کاراته در رقابت‌های باکو",
    "رئیس سازمان لیگ کاراته یادآور شد که دستگاه‌های جدید داوری ماه گذشته وارد کشور شده است.",
    "وی در پایان گفت که جایزه تیم قهرمان نسبت به سال قبل دو برابر شده است.",
]


def read(*lines: str) -> Article:
    return clean([RawBlock(line) for line in lines])


def test_a_question_ends_the_link_that_it_is() -> None:
    link = "بیشتر بخوانید: چرا طرح نهال‌کاری در جنوب متوقف شد؟ "
    rest = "هواشناسی پیش‌بینی کرده است که گرد و غبار تا صبح یکشنبه در یک استان ادامه یابد."
    article = read(*LEAGUE[:3], link + rest)
    assert [(block.original, block.role) for block in article.blocks[3:]] == [
        (link.rstrip(), "related"),
        (f" {rest}", "body"),
    ]


def test_no_word_is_cut_whose_rest_opens_nothing() -> None:
    line = "İlgili haber: Nemrut Krater Gölü'ne ziyaretçi akını sürüyor"
    article = read(
        "Vali, Krater Göl için yeni bir plan açıkladı.", "Göl kıyısı temizlenecek.", line
    )
    assert article.blocks[-1].original == line


def test_a_glued_mark_is_doubted_and_kept() -> None:
    glued = "اقرأ المزيدافتتح العمدة أيضا حديقة عامة قرب السوق الجديدة لخدمة الزوار والسكان."
    block = read(*STORY, glued).blocks[-1]
    assert (block.kept, block.text) == (True, glued)
    assert block.flags == ('opens with a "read also" mark that is glued to what follows',)


def test_a_word_that_only_begins_like_a_mark_is_not_doubted() -> None:
    assert read(*STORY, "قد يهمكم أن السوق مفتوحة طوال أيام الأسبوع للزوار.").blocks[-1].flags == ()


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("(انتهى)ح.س", "end mark"),
        ("(انتهى) م ع/س", "end mark"),
        ("(انتهى الخبر)", "end mark"),
        ("رويترز", "source"),
        ("سكاي نيوز عربية - أبوظبي", "source"),
        ("03 سبتمبر 2024 - 18:25 بتوقيت أبوظبي", "date"),
        ("Copyright 2025 Example News. All rights reserved.", "disclaimer"),
        ("(c) 2025 Example News. All rights reserved.", "disclaimer"),
    ],
)
def test_a_closing_line_is_one_block(line: str, role: str) -> None:
    (block,) = read(*STORY, line).blocks[len(STORY) :]
    assert (block.original, block.role) == (line, role)


@pytest.mark.parametrize(
    "line", ["(محمد) م ع", "الكويت", "رويترز غادرت المدينة.", "رويترز تغلق مكتبا"]
)
def test_what_only_resembles_a_closing_line_stays(line: str) -> None:
    article = read(*STORY[:3], line, *STORY[3:])
    assert article.blocks[3].kept


def test_what_stands_on_every_page_of_a_document_is_set_aside() -> None:
    raw = [*map(RawBlock, STORY), RawBlock("المجلة الساحلية", "page furniture")]
    assert (clean(raw).blocks[-1].role, clean(raw[:4]).blocks[-1].role) == ("chrome", "body")


def test_a_teaser_on_the_same_topic_ends_no_article() -> None:
    article = read(*LEAGUE)
    assert [block.id for block in article.blocks if not block.kept] == [4, 5]
    assert article.offered == ()


def test_a_section_s_name_above_the_date_is_no_title() -> None:
    lines = ["Экономика и бизнес", "12 марта 2024, 14:05", "В Мурманске начали строить завод"]
    body = "Строительство нового завода началось во вторник в Мурманске, сообщили власти."
    article = read(*lines, body, "Завод откроется через два года.")
    assert article.title == lines[2]
    assert read(lines[0], *lines[2:], body).title == lines[0]


def test_a_picture_s_photographer_is_no_publisher() -> None:
    photo, site = "© Лев Федосеев/ТАСС", "© Северный вестник, 2024"
    assert read(*STORY, photo).metadata.publisher is None
    assert read(*STORY, site).metadata.publisher == "Северный вестник"
