"""What counts as a copy, and what does not."""

from __future__ import annotations

import random

from rapidfuzz import fuzz

from dateline.resolve import copies
from dateline.resolve.copies import best_stretch, find_copies
from dateline.schema.article import Article

LEDE = (
    "The coast guard of Ostland called off its search for the crew of the trawler on Thursday, four days "
    "after the vessel went down in a storm west of the Halden shoals, a spokesman said."
)
BACKGROUND = (
    "The trawler had left Port Lissa with a crew of nine and was due to return on the weekend, but radio "
    "contact broke off shortly after midnight when waves reached a height of eleven metres."
)
QUOTE = '"We searched every square mile that the current could have carried them to," the spokesman said.'
LOCAL = (
    "In Querndal, where three of the fishermen lived, shops along the quay stayed shut and the bells of the "
    "seamen's chapel rang for an hour in the evening while neighbours laid down flowers."
)
REWRITTEN = BACKGROUND.replace("had left", "left").replace("was due to return on", "was expected back at")


def article(name: str, *paragraphs: str, **fields: str) -> Article:
    return Article(id=name, text="\n\n".join(paragraphs), **fields)  # type: ignore[arg-type]


def test_a_reprint_and_its_source_are_one_text() -> None:
    """Equal bodies make a group, whatever the headlines."""
    copies = find_copies(
        [article("a1", LEDE, QUOTE, BACKGROUND, title="One"), article("a2", LEDE, QUOTE, BACKGROUND)]
    )
    assert (("a1", "a2"),) == copies.groups


def test_the_paragraphs_that_an_outlet_added_are_not_copied() -> None:
    """Each copied paragraph names the one it came from; the local one is missing."""
    wire = article("wire", LEDE, QUOTE, BACKGROUND, published="2031-05-02")
    paper = article("paper", LEDE, LOCAL, QUOTE, BACKGROUND, published="2031-05-03")
    (link,) = find_copies([paper, wire]).links
    assert ("paper", "wire") == (link.article, link.of)
    assert [(0, 0), (2, 1), (3, 2)] == [(p.paragraph, p.of_paragraph) for p in link.paragraphs]


def test_a_light_rewrite_is_a_copy() -> None:
    """A few words exchanged in every sentence do not hide where a text came from."""
    copies = find_copies([article("a1", LEDE, BACKGROUND), article("a2", LEDE, REWRITTEN, LOCAL)])
    assert (("a1", "a2"),) == copies.groups


def test_quoting_the_same_statement_is_not_copying() -> None:
    """Two reports that share a long quotation and nothing else are no copies."""
    speech = (
        '"My country has waited long enough for an answer, and it will not wait for another winter while '
        'ships lie idle in our harbours and families cannot pay for the heating of their homes," he said.'
    )
    assert () == find_copies([article("a1", LEDE, speech), article("a2", speech, LOCAL)]).links


def test_a_statement_without_marks_is_not_copying() -> None:
    """What follows a colon in the first person is a statement given whole."""
    statement = (
        "We regret the loss of the vessel and our thoughts are with the families of the crew, to whom I have "
        "spoken this morning. We will open our books to the inquiry and we will pay for every hour of the "
        "search, whatever our insurers may say about it, because we owe it to the town and its people."
    )
    left = article("a1", LEDE, "The owner wrote in full:", statement)
    right = article("a2", LOCAL, "Here is the letter:", statement)
    assert () == find_copies([left, right]).links


def test_furniture_of_one_outlet_is_not_copying() -> None:
    """Articles of one outlet share what stands on each of its pages."""
    footer = (
        "Our newsroom reports from five harbours around the clock and lives from the support of its readers. "
        "Those who wish to help us can take out a membership at any counter of the savings bank or order the "
        "weekend edition, which comes with the tide tables, the market prices and a page for children."
    )
    left = article("a1", LEDE, BACKGROUND, LOCAL, footer, outlet="Lissa Mail", published="2031-05-02")
    body = "Parliament passed the budget on Friday after a debate of nine hours over the tax on fuel oil."
    right = article("a2", body, footer, outlet="Lissa Mail", published="2031-05-02")
    assert () == find_copies([left, right]).links


def test_one_article_is_no_copy_of_itself() -> None:
    """A single article gives no links."""
    assert () == find_copies([article("a1", LEDE, LEDE)]).links


def test_the_stretch_most_like_a_paragraph_is_the_one_that_a_look_at_all_finds() -> None:
    choice = random.Random(5)
    words = (LEDE + BACKGROUND + LOCAL).split()
    found = 0
    for _ in range(200):
        text = choice.choices(words, k=choice.randint(4, 25))
        rewritten = [word if choice.random() > 0.2 else choice.choice(words) for word in text]
        around = [choice.choices(words, k=choice.randint(0, 15)) for _ in range(2)]
        longer = " ".join([*around[0], *rewritten[choice.randint(0, 3) :], *around[1]])
        if len(longer) > len(" ".join(text)):
            expected = fuzz.partial_ratio(" ".join(text), longer) / 100
            found += expected >= copies.REWRITTEN
            assert round(best_stretch(" ".join(text), longer), 4) == (
                round(expected, 4) if expected >= copies.REWRITTEN else 0.0
            )
    assert found > 20
