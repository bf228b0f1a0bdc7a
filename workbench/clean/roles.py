"""The ordered table of rules, each giving lines their roles."""

from typing import NamedTuple

from workbench.clean import (
    captions,
    comments,
    embeds,
    invitations,
    plain,
    related,
    repeats,
    stamps,
    surroundings,
)
from workbench.clean.lines import Page, Rule, decide
from workbench.clean.marks import languages_with_cases
from workbench.clean.title import title


class Row(NamedTuple):
    """A rule, and whether it sets aside in every language or only where we have cases."""

    rule: Rule
    everywhere: bool = False


RULES = (
    Row(plain.wordless, everywhere=True),
    Row(plain.kinds, everywhere=True),
    Row(embeds.signatures),
    Row(stamps.stamps),
    Row(plain.marked),
    Row(plain.inside),
    Row(plain.links),
    Row(plain.copyrights),
    Row(plain.signed_ends),
    Row(plain.hashtags),
    Row(plain.datelines),
    Row(plain.agencies_alone),
    Row(plain.bylines),
    Row(plain.menus),
    Row(plain.breadcrumbs),
    Row(invitations.invitations),
    Row(embeds.tweets),
    Row(embeds.quotations),
    Row(captions.credited),
    Row(captions.captions_twice),
    Row(title, everywhere=True),
    Row(repeats.exact, everywhere=True),
    Row(repeats.near),
    Row(captions.styled),
    Row(comments.comments),
    Row(related.second_article),
    Row(related.teasers),
    Row(surroundings.above_title),
    Row(surroundings.below_title),
    Row(surroundings.below_end),
)


def give_roles(page: Page) -> Page:
    """The page with every rule asked in turn; the first to speak of a line decides."""
    trusted = page.lang in languages_with_cases()
    for row in RULES:
        page = decide(page, row.rule, sets_aside=row.everywhere or trusted)
    return page
