"""Which mention the source of a quotation means."""

from __future__ import annotations

import pytest

from dateline.resolve.sources import source_mention
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article
from naming import read

TEXTS = {
    "the report": (
        'Norpress issued a report promising peace. "We wait," the report read.',
        "Norpress",
    ),
    "The suit": (
        'Norpress filed a suit on Monday. Ann Lind was absent. The suit claims "We wait".',
        "Norpress",
    ),
    "who": ('Ann Lind, who said "We wait", left.', "Ann Lind"),
    "his envoy": ('Paul Berg rested. "We wait," said his envoy to Norway Ann Lind.', "Ann Lind"),
    "All of the officials near Paul Berg": (
        'Paul Berg rested. All of the officials near Paul Berg said "We wait".',
        None,
    ),
    "the Norpress report": ('It rained, the Norpress report says: "We wait".', "Norpress"),
    "Norway's statement": ('It rained. In Norway\'s statement "We wait" stands.', "Norway"),
    "Berg’s": ('It rained. Mr Berg’s rejection, "We wait", was plain.', "Berg"),
    "Paul Berg regularly highlighted crimes": (
        'It rained. Paul Berg regularly highlighted crimes, and "We wait".',
        "Paul Berg",
    ),
    "the Berg cabinet": ('Paul Berg rested. "We wait," the Berg cabinet said.', "Berg cabinet"),
}


@pytest.mark.parametrize("source", list(TEXTS))
def test_sources_without_a_name_mean_who_is_behind_them(source: str) -> None:
    """A document means its issuer, "who" its antecedent, a title the name after it, a body its
    own name and not the person in it."""
    text, expected = TEXTS[source]
    said = [("We wait", source)]
    if source == "the report":
        said.insert(0, ("promising peace", "Norpress"))
    names = {"PER": "Ann Lind|Paul Berg|(?<=the )Berg|(?<=Mr )Berg", "ORG": "Norpress", "LOC": "Norway"}
    found = read(text, said=said, **names)
    article = AnnotatedArticle(article=Article(id="a1", text=text), annotations=found)
    usable = [mention.kind == "name" for mention in found.mentions]
    index = source_mention(article, found.quotations[-1], usable)
    assert expected == (None if index is None else found.mentions[index].text)
