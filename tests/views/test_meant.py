"""Names in square brackets after pronouns and marks of quotations, where a sentence is shown alone."""

from __future__ import annotations

import pytest

from dateline.schema.span import Span
from dateline.schema.story import Entity, EntityMention
from dateline.views.meant import Meant, closed


def entity(id_: str, name: str, text: str, *words: str) -> Entity:
    """An entity that these words of `text` mention, each at its first place."""
    mentions = []
    for word in words:
        start = text.index(word)
        kind = "name" if word in name else "pronoun"
        mentions.append(EntityMention(article="a", start=start, end=start + len(word), text=word, kind=kind))
    return Entity(id=id_, type="person", name=name, mentions=tuple(mentions))


def told(text: str, *entities: Entity) -> str:
    """The whole of `text` as a line shows it."""
    return Meant(entities).told(Span(article="a", start=0, end=len(text), text=text))


def test_name_stands_after_the_first_pronoun() -> None:
    """A sentence that tells of "he" alone says who he is, once."""
    text = "He refused, and then he left Halvern."
    assert told(text, entity("e1", "Milo Tarn", text, "He", "he")) == (
        "He [Milo Tarn] refused, and then he left Halvern."
    )


def test_name_stands_after_a_contraction() -> None:
    """ "He's" stays one word."""
    text = "He’s seeking the records."
    assert told(text, entity("e1", "Milo Tarn", text, "He")) == "He’s [Milo Tarn] seeking the records."


def test_possessive_at_the_head_of_a_sentence_is_named_too() -> None:
    """ "Her spokesman" is whose spokesman."""
    text = "Her spokesman said that nothing had changed."
    assert told(text, entity("e1", "Ada Venn", text, "Her")).startswith("Her [Ada Venn’s] spokesman said")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tarn said he would stay.", ("Tarn", "he")),
        ("The mayor gave him the keys.", ("him",)),
        ("“She will go,” the mayor said.", ("She",)),
    ],
)
def test_nothing_is_added_where_the_sentence_or_the_mark_says_who(text: str, words: tuple[str, ...]) -> None:
    """A name in the same sentence, an object, or somebody's words stay as they are."""
    assert told(text, entity("e1", "Milo Tarn", text, *words)) == text


def test_a_person_without_a_name_is_not_put_in() -> None:
    """A description is no name."""
    text = "They fled before dawn."
    assert told(text, entity("e1", "two fishermen", text, "They")) == text


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ('"We wait.', '"We wait."'),
        ('We hope," Milo Tarn said.', '"We hope," Milo Tarn said.'),
        ("“We wait.", "“We wait.”"),
        ("We hope,” he said.", "“We hope,” he said."),
        ('He said: "We wait.', 'He said: "We wait."'),
        ('"We wait," he said.', '"We wait," he said.'),
    ],
)
def test_a_quotation_that_goes_on_has_both_marks(sentence: str, shown: str) -> None:
    """The mark stands in the sentence before or after the one that is shown."""
    assert shown == closed(sentence)
