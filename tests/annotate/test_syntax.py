"""Tokens and their syntax."""

from __future__ import annotations

from dateline.annotate.annotator import run
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.annotation import Annotations
from dateline.schema.article import Article


def annotated(text: str) -> Annotations:
    return run([Sentences(), Syntax()], Article(id="a1", text=text))


def test_tokens_read_what_stands_at_their_offsets() -> None:
    """Offsets are code points of the text, white space and wide characters included."""
    text = "𝒳 Talks \n began in Tarn.\n\n“We agreed,”she said."
    tokens = annotated(text).tokens
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert ["“", "We", "agreed", ",", "”", "she", "said", "."] == [t.text for t in tokens if t.sentence == 1]


def test_heads_stay_inside_their_sentence() -> None:
    """The parser never joins two of our sentences."""
    tokens = annotated("Brandt left the room. Orsini stayed, and Valk returned. Nobody spoke.").tokens
    assert all(tokens[token.head].sentence == token.sentence for token in tokens)
    assert 3 == sum(token.head == number for number, token in enumerate(tokens))


def test_labels_are_those_of_clear_nlp() -> None:
    """The subject of an active verb is `nsubj`."""
    tokens = annotated("Brandt told the minister a lie.").tokens
    assert ("nsubj", "NNP", "PROPN") == (tokens[0].dep, tokens[0].tag, tokens[0].pos)


def test_an_empty_text_has_no_tokens() -> None:
    """Nothing in, nothing out."""
    assert () == annotated(" \n ").tokens


def test_a_curly_apostrophe_after_s_is_a_possessive() -> None:
    """ "The workers’ deal" reads as "the workers' deal", and a closing quotation mark is none."""
    tokens = annotated("The workers’ deal collapsed.").tokens
    assert ("’", "POS") == (tokens[2].text, tokens[2].tag)
    quoted = annotated("He spoke of ‘fake jobs’ and left.").tokens
    assert "POS" not in [token.tag for token in quoted]


def test_contractions_are_read_with_either_apostrophe() -> None:
    """The parser sees "not" and "will" in both "didn't" and "didn’t"."""
    straight = annotated("Brandt said he didn't know why they'll go.").tokens
    curly = annotated("Brandt said he didn’t know why they’ll go.").tokens
    assert [(t.dep, t.tag, t.head) for t in straight] == [(t.dep, t.tag, t.head) for t in curly]
    assert "neg" in {t.dep for t in curly}


def test_a_verb_keeps_its_last_vowel() -> None:
    """One that would double its consonant before "-ed" is not meant where the word does not."""
    tokens = annotated("She hopes it works. She hoped so. She dined. He hopped and watches it.").tokens
    verbs = [token.lemma for token in tokens if token.tag.startswith("VB")]
    assert ["hope", "work", "hope", "dine", "hop", "watch"] == verbs


def test_a_body_is_no_pronoun_and_a_title_keeps_its_full_stop() -> None:
    """ "WHO" in capitals is a name; "Amb." stands before its holder's."""
    tokens = annotated("There were ten cases, WHO chief Ann Lee said.").tokens
    assert "NNP" == next(token.tag for token in tokens if token.text == "WHO")
    assert "Amb." in {token.text for token in annotated("They met Amb. Ann Lee.").tokens}


def test_a_family_name_is_no_contraction() -> None:
    """ "Ive" after a given name is one word wherever it stands; without a name it is "I've"."""
    tokens = annotated("The designer Oswin Ive left. Ive said so.").tokens
    assert 2 == [token.text for token in tokens].count("Ive")
    tokens = annotated("Im Dae-jun left, Im said.").tokens
    assert 2 == [token.text for token in tokens].count("Im")
    tokens = annotated("She asked, and he left. And Im not sorry. Ive had enough.").tokens
    assert {"I", "m", "ve"} <= {token.text for token in tokens}
