"""What stands around or inside an article, where trafilatura alone takes it or leaves it."""

import pytest

from tests.mill_pages import SENTENCE, page, texts
from workbench.load import html
from workbench.load.html.words import words_of

# What stands around or inside an article, where trafilatura alone takes or leaves it: (page, texts
# that are read, texts that are not). The texts stand in the page where {0}, {1} ... do.
PARAGRAPHS = "".join(f"<p>Paragraph {i}. {SENTENCE}</p>" for i in range(4))
SHORT = f"<p>{SENTENCE} This is all that is known.</p>"
OTHER = "".join(f"<p>Another story, part {i}. Trains run late everywhere.</p>" for i in range(9))
LEAD = "Twelve years after the flood the wheel of the old mill turns again."
BRIEF = "The wheel of the old mill turns again"
BESIDE = {
    "a second article that endless scrolling adds": (
        f"<main><article class=story><h1>The mill</h1>{PARAGRAPHS}</article>"
        f"<article class=story><h1>The trains</h1>{OTHER}</article></main>",
        [],
        ["Another story, part 0. Trains run late everywhere."],
    ),
    "a second article with a body of its own": (
        f"<main><article><h1>The mill</h1><div itemprop=articleBody>{PARAGRAPHS}</div></article>"
        f"<article><h1>The trains</h1><div itemprop=articleBody>{OTHER}</div></article></main>",
        [],
        ["Another story, part 0. Trains run late everywhere."],
    ),
    "tags of words that occur in the text": (
        "<div class=top><p><a href=/t>the old mill</a></p></div>"
        f"<div class=c><h1>The mill</h1>{PARAGRAPHS}<p>So the old mill lives.</p></div>",
        ["So the old mill lives."],
        ["the old mill"],
    ),
    "prose in a container with a name that sounds like a bar": (
        f"<div class='article-body'><h1>The mill</h1>{PARAGRAPHS}<div class='text-bar'>"
        f"<p>{LEAD}</p>"
        f"</div>{PARAGRAPHS.replace('Paragraph', 'Part')}</div>",
        [LEAD],
        [],
    ),
    "a paragraph that is there twice for narrow screens": (
        f"<div class=content><h1>The mill</h1><div><div class=narrow>{LEAD}</div></div>"
        f"<div class=text><p>{LEAD}</p>{PARAGRAPHS}</div></div>",
        [LEAD],
        [],
    ),
    "a lead that is named so": (
        f"<main><div class=head><h1>The mill</h1></div><div class=x><div class=standfirst>{BRIEF}"
        f"</div></div><article>{PARAGRAPHS}</article></main>",
        [BRIEF],
        [],
    ),
    "a lead by its place under the title": (
        f"<main><article><header><h1>The mill</h1><div class=q>{LEAD}</div></header>"
        f"<div class=article-body>{PARAGRAPHS}</div></article></main>",
        [LEAD],
        [],
    ),
    "a lead by the words of the description": (
        f"<meta name=description content='{BRIEF}'><div class=page><div><h1>The mill</h1></div>"
        f"<div><div><div>{BRIEF}</div></div></div><div class=article-body>{PARAGRAPHS}</div></div>",
        [BRIEF],
        [],
    ),
    "comments": (
        f"<article><h1>The mill</h1><div class=body>{PARAGRAPHS}</div></article>"
        f"<div id=user-comments><h3>Comments</h3>{OTHER}</div>",
        [],
        ["Another story, part 0. Trains run late everywhere.", "Comments"],
    ),
    "lines parted by indents": (
        f"<div class=article-body><h1>The mill</h1>{SHORT}"
        f"<div>One line of it all, unended<br>\u3000\u3000{LEAD}"
        "</div></div>",
        ["One line of it all, unended", LEAD],
        [],
    ),
    "a row of cards without headings": (
        f"<main><article><h1>The mill</h1><div class=articleBody>{SHORT * 2}</div></article>"
        + "".join(
            f"<div class=c><div><a href=/{i}>A headline about town {i}</a></div>"
            f"<div>Summary {i}. {SENTENCE}</div></div>"
            for i in range(9)
        )
        + "</main>",
        [],
        [f"Summary 1. {SENTENCE}", "A headline about town 1"],
    ),
    "a place to jump to that is never closed": (
        f"<a name=top /><div id=root /><a href=/>Home</a><div class=page><h1>The mill</h1>"
        f"{PARAGRAPHS}<p>{LEAD}</p></div>",
        [LEAD],
        [],
    ),
    "a caption that says what a paragraph says first": (
        f"<article><h1>The mill</h1><div class=media><div class=c-metadata><p>{SENTENCE}</p>Photo: "
        f"<a href=/>Ann</a></div></div><div class=content>{PARAGRAPHS}"
        f"<p>{SENTENCE} It had stood still for years.</p></div></article>",
        [f"{SENTENCE} It had stood still for years."],
        [SENTENCE],
    ),
    "a label with words of the text": (
        f"<article><h1>The mill</h1>{PARAGRAPHS}</article><div class=more><aside>"
        "<span>The old mill by the river</span><ul><li><a href=/1>A headline</a></li></ul></aside>"
        "</div>",
        [],
        ["The old mill by the river"],
    ),
    "a byline that ends in a bracket": (
        "<article><h1>The mill</h1><p class=q>The Herald | 5 May at 17:14 | By Ann Author (with "
        f"Bob Writer and Carol Editor)</p><div class=article-body>{PARAGRAPHS}</div></article>",
        [],
        [
            "The Herald | 5 May at 17:14 | By Ann Author (with Bob Writer and Carol Editor)",
        ],
    ),
    "summaries under a label below the article": (
        "<table><tr><td class=single><h1>The mill</h1><div class=article_body>"
        f"{PARAGRAPHS * 3}</div><div class=more><div class=label><b>Worth reading</b></div>"
        f"<div class=box><table><tr><td><a href=/1>A headline about town</a></td></tr></table>"
        f"<div class=s>{BRIEF} in another town, people say there</div></div></div>"
        "</td></tr></table>",
        [],
        ["Worth reading", f"{BRIEF} in another town, people say there"],
    ),
    "a review of articles, in what the page names the body": (
        "<h1>The mill</h1><div itemprop=articleBody>"
        + "".join(
            f"<div><h3><a href=/{i}>A headline about town {i}</a></h3><p>Part {i}. {LEAD}</p></div>"
            for i in range(9)
        )
        + "</div>",
        [f"Part 3. {LEAD}", "A headline about town 3"],
        [],
    ),
    "an article in what is named after comments": (
        f"<div class=comments-area><article><h1>The mill</h1>{PARAGRAPHS}<p>{LEAD}</p></article>"
        "</div>",
        [LEAD],
        [],
    ),
    "a drawing that closes itself": (
        f"<svg class=i /><article><h1>The mill</h1>{PARAGRAPHS}<p>{LEAD}</p></article>"
        "<svg><path d=x></svg>",
        [LEAD],
        [],
    ),
    "a drawing that is not closed": (
        f"<div><svg><path d=x></div><article><h1>The mill</h1>{PARAGRAPHS}<p>{LEAD}</p></article>",
        [LEAD],
        [],
    ),
}


@pytest.mark.parametrize(("body", "read", "unread"), BESIDE.values(), ids=list(BESIDE))
def test_what_stands_beside_the_text(body: str, read: list[str], unread: list[str]) -> None:
    got = texts(html.read(page(body), name="page"))
    assert got[0] == "The mill"
    assert [got.count(text) for text in read] == [1] * len(read)
    assert not set(unread).intersection(got)


def test_words_are_the_same_with_and_without_joiners() -> None:
    assert words_of("می\u200cرود کتاب\u200cها") == words_of("میرود کتابها")
