"""Who is who in one article."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from dateline.annotate.annotator import Document
from dateline.annotate.coreference import Coreference
from dateline.annotate.coreference_antecedents import Signals
from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_judge import Trees
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_people import bare_forms, same_person
from dateline.pipeline import annotate
from dateline.schema.article import Article
from naming import chain_of, name_of, read


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Han Tae-min", "Han Tae Min", True),
        ("Han Tae-min", "Han Tae-il", False),
        ("William Orsini", "Bill Orsini", True),
        ("J. Orsini", "Julia Orsini", True),
        ("Julia Orsini", "Paul Orsini", False),
        ("Karim bin Rashid", "Karim bin Rashid al-Tarek", True),
        ("Aleksandar Petrovic", "Aleksander Petrovic", True),
        ("Ann B. Holt", "Ann C. Holt", False),
        ("Renzo Lo Verde", "Lo Verde", True),
    ],
)
def test_full_names_of_one_person_agree(one: str, other: str, same: bool) -> None:
    """Hyphens, initials, nicknames, particles and a slip of the pen do not part a person."""
    assert same is same_person(one, other)


def test_the_family_name_is_where_the_language_puts_it() -> None:
    """ "Han" is the usual short form of Han Tae-min, "Orsini" of Ann Orsini, "bin Rashid" of its bearer."""
    assert "han" == max(bare_forms("Han Tae-min").items(), key=lambda item: item[1])[0]
    assert "orsini" == max(bare_forms("Ann Orsini").items(), key=lambda item: item[1])[0]
    assert 1.0 == bare_forms("Karim bin Rashid")["bin rashid"]


TWO_KIMS = (
    "Ann Kim, Canada's envoy, praised the talks in Oslo. They will prepare the meeting of Norwegian Prime "
    "Minister Lars Berg and South Korean President Kim Tae-min.\n\n"
)
NAMES = {
    "PER": "Ann Kim|Lars Berg|Kim Tae-min|Kim|Berg",
    "LOC": "Canada|Oslo",
    "NORP": "South Korean|Norwegian",
}


def test_who_is_known_or_named_as_something_is_that() -> None:
    """ "The smuggler known as Brandt" is Brandt; who wins to become the leader is the leader."""
    found = read("Police named the smuggler known as Karel Brandt on Monday.", PER="Karel Brandt")
    assert chain_of(found, "the smuggler") == chain_of(found, "Karel Brandt")
    found = read("Ann Orsini won on Monday to become the leader of the league.", PER="Ann Orsini")
    assert chain_of(found, "the leader") == chain_of(found, "Ann Orsini")


def test_nobody_is_the_side_of_itself() -> None:
    """A phrase before the name of a body makes the body no owner of itself."""
    found = read("Officials praised the defending champion Veld Rovers.", ORG="Veld Rovers")
    chain = chain_of(found, "Veld Rovers")
    assert chain is not None
    assert chain.side is None


def test_a_shared_surname_goes_to_the_speaker_before() -> None:
    """The envoy who spoke is meant, not the president who was named last."""
    text = TWO_KIMS + '"It went well," Kim said.'
    found = read(text, said=[("It went well,", "Kim")], **NAMES)
    assert "Ann Kim" == name_of(found, "Kim")


def test_a_shared_surname_goes_with_its_title_and_partner() -> None:
    """ "Berg and President Kim" are the two who were named together."""
    found = read(TWO_KIMS + "Berg and President Kim want a treaty.", **NAMES)
    assert "Kim Tae-min" == name_of(found, "Kim")


def test_a_surname_that_nothing_decides_stays_open() -> None:
    """Two people of one name in one breath: no guess."""
    found = read("Ann Holt and Eva Holt came. Police questioned Holt.", PER="Ann Holt|Eva Holt|Holt")
    (open_mention,) = found.open_mentions
    assert ["Ann Holt", "Eva Holt"] == [found.chains[number].name for number in open_mention.candidates]


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Ingrid Holt met Paul Berg. She told him nothing.", "She", "Ingrid Holt"),
        ("Ingrid Holt met Paul Berg. She told him nothing.", "him", "Paul Berg"),
        ("Even as he left, Paul Berg urged a deal. Lars Holt stayed.", "he", "Paul Berg"),
        ("Paul Berg told Lars Holt that he would resign.", "he", "Paul Berg"),
    ],
)
def test_pronouns_follow_sex_salience_and_binding(text: str, pronoun: str, who: str) -> None:
    """Sex first, then the subject, and "him" is not the subject of its own verb."""
    found = read(text, PER="Ingrid Holt|Paul Berg|Lars Holt")
    assert who == name_of(found, pronoun)


def test_i_in_a_quotation_is_its_speaker() -> None:
    """First person is the source of the quotation, and "he added" goes on with the same speaker."""
    text = 'Lars Berg met Paul Holt.\n\n"I am glad," Holt said.\n\n"My work is done," he added.'
    found = read(
        text, said=[("I am glad,", "Holt"), ("My work is done,", "he")], PER="Lars Berg|Paul Holt|Holt"
    )
    assert ["Paul Holt"] * 3 == [name_of(found, word) for word in ("I", "My", "he")]


def test_phrases_go_to_the_holder_of_the_office_and_country() -> None:
    """A leader is a president of the same country, a spokesman the one named before."""
    text = (
        "Finnish President Eva Lind met Swedish Prime Minister Per Dahl. A palace spokesman, Ari Salo, was "
        "there. The Finnish leader smiled. The spokesman left."
    )
    found = read(text, PER="Eva Lind|Per Dahl|Ari Salo", NORP="Finnish|Swedish")
    assert "Eva Lind" == name_of(found, "The Finnish leader")
    assert "Ari Salo" == name_of(found, "The spokesman")


def test_a_rank_goes_to_no_leader_without_one() -> None:
    """ "The Norwegian general" is not Norway's leader; nothing says who it is."""
    chains = annotate(
        "Norway's leader Tomas Reyl met Paul Berg, a close aide, in Oslo. Tomas Reyl hosted the envoy. "
        "The Norwegian general's visit to Bergen on Friday will be the first since 2000.",
        published="2031-05-14",
    )
    named = [[chains.mentions[i].text for i in chain.mentions] for chain in chains.chains]
    assert ["Tomas Reyl", "Tomas Reyl"] in named


def test_the_office_in_a_lede_is_the_name_that_follows() -> None:
    """Told by office first and by name in the next sentence."""
    text = (
        "A Finnish envoy said the talks went well. Eva Lind, Finland's envoy to Ottawa, flew home on Monday."
    )
    found = read(text, PER="Eva Lind", NORP="Finnish", LOC="Finland|Ottawa")
    chain = chain_of(found, "A Finnish envoy")
    assert chain is not None
    assert ("Eva Lind", "Finland") == (chain.name, chain.side)


def test_a_capital_that_acts_is_its_country_and_else_a_city() -> None:
    """The government is in the country's chain under the CLDR name; the city has its own."""
    text = "Helsinki said no. Finland will not sign, the Finns added. The talks were held in Helsinki."
    found = read(text, LOC="Helsinki|Finland", NORP="Finns")
    assert ["Finland", "Finland", "Helsinki"] == [
        name_of(found, "Helsinki"), name_of(found, "Finland"), name_of(found, "Helsinki", nth=1)
    ]  # fmt: skip


def test_an_acronym_is_its_long_form() -> None:
    """The chain bears the fullest name."""
    found = read("The Baltic Grain Union met. The BGU elected a head.", ORG="Baltic Grain Union|BGU")
    assert "Baltic Grain Union" == name_of(found, "BGU")


def test_people_of_one_surname_and_two_sexes_are_two() -> None:
    """ "Mrs. Holt" is not the only Holt who was named, a man."""
    found = read("Peter Holt came with his wife. Mrs. Holt spoke.", PER="Peter Holt|Holt")
    assert name_of(found, "Peter Holt") != name_of(found, "Holt")


def test_every_name_is_in_one_chain_or_open() -> None:
    """No name is lost, and no mention is in two chains."""
    found = read(TWO_KIMS + "Kim left. She will return with Berg.", **NAMES)
    inside = [index for chain in found.chains for index in chain.mentions]
    loose = {each.mention for each in found.open_mentions}
    assert len(inside) == len(set(inside))
    names = {index for index, each in enumerate(found.mentions) if each.kind in {"name", "demonym"}}
    assert names <= set(inside) | loose


def test_nobody_says_he_of_himself() -> None:
    """ "He" in a speech is not the speaker, but whom the article was about before."""
    text = 'Paul Berg is on trial in Oslo.\n\nThe hearing was long.\n\n"He sold us out," Lars Holt said.'
    found = read(text, said=[("He sold us out,", "Lars Holt")], PER="Paul Berg|Lars Holt")
    assert "Paul Berg" == name_of(found, "He")


def test_you_is_who_is_told() -> None:
    """ "You" is the person whom the words are told to, and nobody where the cue names none."""
    text = '"You had a duty," Ann Lind told Paul Berg. "You knew," she said.'
    said = [("You had a duty,", "Ann Lind"), ("You knew,", "she")]
    found = read(text, said=said, cues=["told", "said"], PER="Ann Lind|Paul Berg")
    assert ["Paul Berg", None] == [name_of(found, "You", nth=nth) for nth in (0, 1)]


def test_a_wife_goes_by_her_title_and_the_name_they_share() -> None:
    """ "Mrs Berg" is the wife of Paul Berg; without a title the name is his."""
    text = "Paul Berg left. His wife stayed. Mrs Berg wept. Officials praised Berg."
    found = read(text, PER="Paul Berg|Berg")
    assert chain_of(found, "His wife") == chain_of(found, "Berg", nth=0)
    assert "Paul Berg" == name_of(found, "Berg", nth=1)


def test_a_bare_name_is_of_the_side_that_owns_it() -> None:
    """ "Norway's Holt" is whose role names Norway."""
    text = "Ann Holt, Norway's envoy, met Eva Holt, Sweden's envoy. Then Norway's Holt left."
    found = read(text, PER="Ann Holt|Eva Holt|Holt", LOC="Norway|Sweden")
    assert "Ann Holt" == name_of(found, "Holt")


def test_who_speaks_is_the_one_the_clause_is_about() -> None:
    """First person in the words of "who" is the person before the relative clause."""
    text = 'Paul Berg, who said "I am glad", met Lars Holt.'
    found = read(text, said=[("I am glad", "who")], PER="Paul Berg|Lars Holt")
    assert "Paul Berg" == name_of(found, "I")


def test_the_person_talked_about_speaks_next() -> None:
    """After a sentence about somebody else the last speaker does not go on."""
    text = '"I did my work," Paul Berg told the paper.\n\nLars Holt did not smile. "I signed it," he said.'
    said = [("I did my work,", "Paul Berg"), ("I signed it,", "he")]
    found = read(text, said=said, PER="Paul Berg|Lars Holt")
    assert "Lars Holt" == name_of(found, "he")


@pytest.mark.parametrize("noun", ["company", "firm"])
def test_a_phrase_for_a_body_is_the_one_the_text_is_about(noun: str) -> None:
    """ "The company" is the organization that the sentence before is about."""
    text = f"Veld Motors will close two plants in Lund. The {noun} lost money last year."
    found = read(text, ORG="Veld Motors", LOC="Lund")
    assert "Veld Motors" == name_of(found, f"The {noun}")


def test_an_envoy_without_article_or_with_an_is_nobody_named_before() -> None:
    """ "An envoy" after an envoy was named is another one, and no country is a person."""
    text = "Ana Lind, Norway's envoy, left. An envoy said the talks went on. Norway's envoys agreed."
    found = read(text, PER="Ana Lind", LOC="Norway")
    assert chain_of(found, "An envoy") != chain_of(found, "Ana Lind")
    assert chain_of(found, "Norway's envoys") != chain_of(found, "Norway")


def test_nobody_goes_by_the_given_name_before_the_full_name() -> None:
    """ "Lars" before "Lars Dahl" was named is somebody else's family name; after it, it is he."""
    early = read("An aide of Lars left. Lars Dahl, a judge, stayed.", PER="Lars|Lars Dahl")
    assert chain_of(early, "Lars") != chain_of(early, "Lars Dahl")
    late = read("Lars Dahl, a judge, stayed. An aide of Lars left.", PER="Lars|Lars Dahl")
    assert "Lars Dahl" == name_of(late, "Lars")


def test_we_is_whom_the_speaker_speaks_for() -> None:
    """ "We" in a quotation is the organization or country of the one person who says it."""
    text = 'Ana Lind, the chief executive of Veld Motors, was calm. "We will survive," Lind said.'
    found = read(text, said=[("We will survive,", "Lind")], PER="Ana Lind|Lind", ORG="Veld Motors")
    assert "Veld Motors" == name_of(found, "We")


def test_we_is_the_body_under_its_other_name_too() -> None:
    """Who speaks for "Veld Motors" speaks for VM."""
    text = 'Ana Lind, the chief executive of VM, was calm. Veld Motors sank. "We will survive," Lind said.'
    found = read(text, said=[("We will survive,", "Lind")], PER="Ana Lind|Lind", ORG="Veld Motors|VM")
    assert "Veld Motors" == name_of(found, "We")


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Lars Dahl met Jan Moreau in Oslo and urged him to free Dahl.", "him", "Jan Moreau"),
        ("Lars Dahl met Jan Moreau in Oslo, thanking him for the help.", "him", "Jan Moreau"),
        ("Lars Dahl asked Jan Moreau to help him.", "him", "Lars Dahl"),
        ("Jan Moreau spoke about Lars Dahl, who has been silent since he left Oslo.", "he", "Lars Dahl"),
    ],
)
def test_a_pronoun_is_bound_by_who_does_what_its_verb_says(text: str, pronoun: str, who: str) -> None:
    """Understood subjects bind as spoken ones do; a name below a pronoun is somebody else's."""
    found = read(text, PER="Lars Dahl|Jan Moreau|Dahl", LOC="Oslo")
    assert who == name_of(found, pronoun)


def test_you_is_who_is_thanked() -> None:
    """Of "Dahl thanked Moreau, saying" Moreau is told."""
    text = 'Lars Dahl thanked Jan Moreau in Oslo, saying "you fought for us."'
    found = read(
        text,
        said=[("you fought for us", "Lars Dahl")],
        cues=["saying"],
        PER="Lars Dahl|Jan Moreau",
        LOC="Oslo",
    )
    assert "Jan Moreau" == name_of(found, "you")


def test_the_vice_president_is_not_the_president() -> None:
    """A deputy's office is another one, for phrases as for names."""
    text = "Vice President Ana Lind met President Lars Dahl. The vice president spoke for an hour."
    found = read(text, PER="Ana Lind|Lars Dahl")
    assert "Ana Lind" == name_of(found, "The vice president")


def test_another_countrys_president_is_who_is_named_so_below() -> None:
    """Not the president whose country the article does not tell, though he alone was named before."""
    text = (
        "President Lars Dahl called Norway's president. The call lasted an hour. "
        "Norwegian President Jan Moreau said no more."
    )
    found = read(text, PER="Lars Dahl|Jan Moreau", LOC="Norway", NORP="Norwegian")
    assert "Jan Moreau" == name_of(found, "Norway's president")


def test_a_counterpart_has_the_same_office_in_the_other_country() -> None:
    """ "Her Norwegian counterpart" of a minister is the Norwegian minister."""
    text = (
        "Canadian Foreign Minister Ana Lind met her Norwegian counterpart. "
        "Norwegian Foreign Minister Jan Moreau was content."
    )
    found = read(text, PER="Ana Lind|Jan Moreau", NORP="Norwegian|Canadian")
    assert "Jan Moreau" == name_of(found, "her Norwegian counterpart")


def test_who_is_led_to_carry_out_an_attack_is_the_gunman() -> None:
    """ "The gunman who killed three people" is the one person named for the attack."""
    text = (
        "The gunman who killed three people fled. The police asked what led Jan Moreau to carry out the "
        "attack. Residents said the gunman was calm."
    )
    found = read(text, PER="Jan Moreau")
    assert "Jan Moreau" == name_of(found, "The gunman") == name_of(found, "the gunman")


def test_a_phrase_below_its_own_subject_is_somebody_else() -> None:
    """ "President Hale said the leader was brave" is about another leader."""
    text = "Prime Minister Lars Dahl left. President Jan Moreau said the leader had shown courage."
    found = read(text, PER="Lars Dahl|Jan Moreau")
    assert "Jan Moreau" != name_of(found, "the leader")


def test_a_speaker_told_after_the_words_is_i_in_them() -> None:
    """ "I" is the senator of "the senator said", though the phrase comes after it."""
    text = 'Senator Lars Dahl left Ana Lind. "I know her well," the senator said.'
    found = read(text, said=[("I know her well,", "the senator")], PER="Lars Dahl|Ana Lind")
    assert "Lars Dahl" == name_of(found, "I")


def test_kin_of_the_lede_are_those_named_below() -> None:
    """ "A judge" and "her son" of the lede, and "her husband" once more, are those whom the article names."""
    text = (
        "A gunman went to the home of a judge, killing her son. Judge Ana Lind was not hurt. Her son, "
        "Lars Lind, opened the door. Her husband, Jan Moreau, was wounded. A neighbour knows her husband."
    )
    found = read(text, PER="Ana Lind|Lars Lind|Jan Moreau")
    assert ("Ana Lind", "Lars Lind") == (name_of(found, "a judge"), name_of(found, "her son"))
    assert "Jan Moreau" == name_of(found, "her husband")


def test_a_bare_name_before_any_full_one_is_who_is_named_next() -> None:
    """An article that opens with "Brandt" is about the Brandt whom it names first, not about his wife."""
    text = (
        "Brandt left. President Jan Brandt was tired. Lars Berg met Jan Brandt. First lady Eva Brandt stayed."
    )
    found = read(text, PER="Brandt|Jan Brandt|Lars Berg|Eva Brandt")
    assert chain_of(found, "Brandt") == chain_of(found, "Jan Brandt")


def test_a_title_tells_more_than_who_spoke_last() -> None:
    """ "President Marek" is the president, though the other Marek spoke last."""
    text = (
        "Valdorian President Elena Marek and Foreign Minister Ana Sorel left. Chief negotiator Tomas Marek "
        'arrived. "I am glad," Marek said. "It is late," he said. In the capital, President Marek was calm. '
        '"We will help," said President Marek.'
    )
    found = read(
        text,
        said=[("I am glad,", "Marek"), ("It is late,", "he"), ("We will help,", "President Marek")],
        PER="Elena Marek|Ana Sorel|Tomas Marek|Marek",
    )
    (last,) = [i for i, m in enumerate(found.mentions) if m.start == text.rindex("Marek")]
    assert last in chain_of(found, "Elena Marek").mentions


def test_a_client_is_no_lawyer() -> None:
    """ "My client" in a defender's words is who stands trial, not the prosecutor who spoke before."""
    text = (
        'Ivo Tarn was mayor. Prosecutor Lars Reyes asked for prison. "He sold the city," Reyes said. '
        'Ana Holt called for an acquittal. "My client is innocent," she said.'
    )
    found = read(
        text,
        said=[("He sold the city,", "Reyes"), ("My client is innocent,", "she")],
        PER="Ivo Tarn|Lars Reyes|Reyes|Ana Holt",
    )
    assert chain_of(found, "My client") != chain_of(found, "Lars Reyes")


def test_it_is_the_country_that_a_cleft_sets_apart() -> None:
    """ "It was Ostria that asked for a delay. Its delegation …": Ostria's, though no gazetteer has it."""
    text = "Belland was ready. It was Ostria that asked for a delay. Its delegation needed more time."
    found = read(text, LOC="Belland|Ostria")
    assert "Ostria" == name_of(found, "Its")


def test_who_is_identified_as_the_gunman_is_the_suspect() -> None:
    """ "The suspect in the attack" is the one person whom the police identified as the gunman."""
    text = (
        "The suspect in the attack is dead. The police identified the lawyer Jan Moreau as the suspected "
        "gunman. The suspect died on Monday."
    )
    found = read(text, PER="Jan Moreau")
    assert "Jan Moreau" == name_of(found, "The suspect") == name_of(found, "the suspected gunman")


def test_her_uncle_is_of_whom_she_is_a_niece() -> None:
    """Kin is told from either side."""
    text = "Ana Lind is a niece of President Lars Berg. Tom Moreau left. She said her uncle was ill."
    found = read(text, PER="Ana Lind|Lars Berg|Tom Moreau")
    assert "Lars Berg" == name_of(found, "her uncle")


def test_their_son_is_the_one_told_before() -> None:
    """ "Their son" of a couple that no words name together is the one son of the sentences before."""
    text = "Judge Ana Lind's son was killed at home. The police called. Their 20-year-old son was a student."
    found = read(text, PER="Ana Lind")
    assert chain_of(found, "Judge Ana Lind's son") == chain_of(found, "Their 20-year-old son")


def test_the_father_is_not_the_son_named_below() -> None:
    """The bare name before "his son, Jan Brandt" is the father's."""
    found = read("Mr. Brandt left. His son, Jan Brandt, stayed.", PER="Brandt|Jan Brandt")
    assert chain_of(found, "Brandt") != chain_of(found, "Jan Brandt")


def test_rows_go_down_the_trees_to_their_leaves() -> None:
    """At each node a row goes right where its feature is above the threshold; leaves add up to log odds."""
    trees = Trees(
        start=-1.0,
        features=np.array([[0, 1, 1], [1, 0, 0]], dtype=np.int32),
        thresholds=np.array([[0.5, 0.5, 0.5], [0.5, 9.0, 9.0]], dtype=np.float32),
        leaves=np.array([[0, 1, 2, 4], [8, 8, 16, 16]], dtype=np.float32),
    )
    odds = [0.0 + 8 - 1, 4 + 16 - 1, 2 + 8 - 1]
    likely = trees.likely([[0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    assert [1 / (1 + math.exp(-each)) for each in odds] == pytest.approx(likely.tolist())


def test_the_carmaker_is_the_company_and_not_the_union_named_last() -> None:
    """Which body a noun means is told by its meaning where the name does not hold the noun."""
    text = (
        "Orlan Motors has a deal that ends the strike of the Metal Workers Alliance against the carmaker. "
        "The Metal Workers Alliance said nothing more. The carmaker opened its gates."
    )
    found = read(text, ORG="Orlan Motors|Metal Workers Alliance")
    assert [name_of(found, text) for text in ("the carmaker", "The carmaker", "its")] == ["Orlan Motors"] * 3


def test_the_kingdom_is_one_and_that_country_the_last() -> None:
    """A form of state fits the countries that have it; "that" points at the nearest."""
    text = "Finland and Norway met in Iceland. That country is small. Finland thanked the kingdom."
    found = read(text, LOC="Finland|Norway|Iceland")
    assert name_of(found, "That country") == "Iceland"
    assert name_of(found, "the kingdom") == "Norway"


def test_a_member_of_a_party_is_the_lawmaker_before() -> None:
    """ "The Texas Republican" is no organization."""
    text = "Sen. Ann Dorn said the vote would be close. She was sure of it, the Texas Republican said."
    found = read(text, PER="Ann Dorn", ORG="Texas Republican")
    assert name_of(found, "the Texas Republican") == "Ann Dorn"


def test_a_body_that_stands_where_the_noun_stands_is_meant() -> None:
    """ "Union members" and "KDV members" tell that KDV is the union, however near the company was named."""
    text = (
        "KDV members and union members voted. The weather was fine in the harbour. Nobody was in a hurry. "
        "Orlan Motors hired guards. The union called for calm."
    )
    assert name_of(read(text, ORG="KDV|Orlan Motors"), "The union") == "KDV"


def test_the_president_is_who_goes_by_the_title_alone() -> None:
    """Of two presidents "the president" is the one whose country nobody needs to be told."""
    text = (
        "President Ann Dorn called Finnish President Eva Lind. The talks were short. It was late. "
        "The president praised the deal."
    )
    found = read(text, PER="Ann Dorn|Eva Lind", NORP="Finnish")
    assert name_of(found, "The president") == "Ann Dorn"


def test_a_relative_in_another_office_is_not_the_president() -> None:
    """The one full name with the family name need not be whom a title and the family name mean."""
    text = "President Brandt spoke. First lady Maria Brandt was there."
    found = read(text, PER="Brandt|Maria Brandt")
    assert chain_of(found, "Brandt") != chain_of(found, "Maria Brandt")


def test_his_in_a_row_is_the_one_before() -> None:
    """In "Berg or his partner" the partner is Berg's, whoever the article is about."""
    text = "Lars Holt was tried. Holt kept silent. Holt asked who had met Paul Berg or his partner."
    assert name_of(read(text, PER="Lars Holt|Holt|Paul Berg"), "his") == "Paul Berg"


def test_i_in_a_statement_is_whoever_issued_it() -> None:
    """ "The statement said" goes on with the one who said something in a statement before."""
    text = '"It was a hard day," Holt said in a statement. "I am leaving," the statement said.'
    said = [("It was a hard day,", "Holt"), ("I am leaving,", "the statement")]
    assert name_of(read(text, said=said, PER="Holt"), "I") == "Holt"


def test_a_witness_whose_name_follows_is_that_person() -> None:
    """ "One witness, Jan Brandt" is one person, also where another role follows the name."""
    text = "One witness, Jan Brandt, a carpenter from Oslo, said that it was loud."
    found = read(text, said=[("it was loud", "One witness")], PER="Jan Brandt")
    assert name_of(found, "One witness") == "Jan Brandt"


def test_a_lawyer_who_speaks_is_named_with_the_next_words() -> None:
    """Of somebody who is named for the first time with nothing told, it was told before."""
    text = 'On Monday a lawyer criticized the suit. "We will fight," Jan Brandt told reporters.'
    found = read(text, said=[("We will fight,", "Jan Brandt")], PER="Jan Brandt")
    assert name_of(found, "a lawyer") == "Jan Brandt"


def test_a_lawyer_who_speaks_is_nobody_with_an_office_of_his_own() -> None:
    """Who is named next with an office is brought in by it."""
    text = 'On Monday a lawyer criticized the suit. "We will fight," Senator Jan Brandt told reporters.'
    found = read(text, said=[("We will fight,", "Jan Brandt")], PER="Jan Brandt")
    assert chain_of(found, "a lawyer") != chain_of(found, "Jan Brandt")


def test_the_gunman_is_who_is_named_for_the_shooting() -> None:
    """ "The gunman" is the one person whom the article says to have shot people."""
    text = "Jan Brandt met Lars Berg. Berg left. Jan Brandt shot six people. The gunman fled."
    found = read(text, PER="Jan Brandt|Lars Berg|Berg")
    assert name_of(found, "The gunman") == "Jan Brandt"


def test_a_woman_who_opens_fire_is_the_one_named_for_it_later() -> None:
    """The lede tells the deed, the name follows."""
    text = "A woman opened fire in Oslo on Monday. Police identified the shooter as Eva Lind."
    assert name_of(read(text, PER="Eva Lind"), "A woman") == "Eva Lind"


def test_of_several_gunmen_nobody_is_the_one_of_the_lede() -> None:
    """One name and several gunmen: who "a woman" is, is not told."""
    text = "A woman opened fire in Oslo. Two gunmen fled. Eva Lind shot six people."
    found = read(text, PER="Eva Lind")
    assert chain_of(found, "A woman") != chain_of(found, "Eva Lind")


def test_a_family_name_is_not_that_of_who_is_told_as_kin() -> None:
    """Beside "her father Jan Lind" it is she who goes by the family name; "her father" is he."""
    text = (
        "Jan Lind, father of Eva Lind, spoke on Monday. Eva Lind was at home. Her letter was read. "
        "Nobody warned Lind."
    )
    found = read(text, PER="Eva Lind|Jan Lind|Lind")
    assert name_of(found, "Lind") == "Eva Lind"


def test_her_father_is_who_was_named_so() -> None:
    """A father named before who bears a name of hers is meant by "her father"."""
    text = "Eva Lind left. Jan Lind, father of Eva Lind, spoke. Eva Lind wept. Her father was sad."
    assert name_of(read(text, PER="Eva Lind|Jan Lind"), "Her father") == "Jan Lind"


def test_a_company_is_called_by_the_letters_its_name_opens_with() -> None:
    """ "KVM" is KVM Hotels International; of the KVM Players Association it is a part of the name."""
    text = "KVM Hotels International sued. KVM won."
    assert name_of(read(text, ORG="KVM Hotels International|KVM"), "KVM") == "KVM Hotels International"
    text = "The KVM Players Association sued. KVM won."
    assert name_of(read(text, ORG="KVM Players Association|KVM"), "KVM") == "KVM"


def test_police_alone_are_the_one_force_named_before() -> None:
    """ "Police" after "Tarn police" are those of Tarn, where no other force is named."""
    found = read("On Monday Tarn police left the square. Police said it was quiet.", LOC="Tarn")
    [chain] = [chain for chain in found.chains if chain.name == "Tarn police"]
    assert ["Tarn police", "Police"] == [found.mentions[at].text for at in chain.mentions]


def test_you_is_who_is_called_by_name() -> None:
    """A name set off at the head of what is said."""
    text = 'Ana Brandt met Jan Moreau. "Mr. Moreau, when your cabinet falls, we go," Brandt said.'
    names = "Ana Brandt|Jan Moreau|(?<=Mr. )Moreau|Brandt(?= said)"
    found = read(text, said=[("Mr. Moreau, when your cabinet falls, we go,", "Brandt")], PER=names)
    assert "Jan Moreau" == name_of(found, "your")


def test_his_after_an_age_is_of_who_is_so_old() -> None:
    """The age stands between the name and what is joined to it."""
    text = "Lars Dahl condemned the attack against Jan Moreau, 66, and his son."
    found = read(text, PER="Lars Dahl|Jan Moreau")
    assert "Jan Moreau" == name_of(found, "his")


def test_the_leader_is_nobody_above_in_a_participle() -> None:
    """What Dahl does "saying" is Dahl's, too."""
    text = (
        "Norwegian President Lars Dahl met Swedish President Jan Moreau. Dahl will not see Moreau again, "
        "saying it would be wrong to meet with the leader."
    )
    found = read(text, PER="Lars Dahl|Jan Moreau|Dahl|Moreau", NORP="Norwegian|Swedish")
    assert "Jan Moreau" == name_of(found, "the leader")


def test_a_counterpart_is_of_another_country_than_the_owner() -> None:
    """The president's counterpart is the chancellor, both of whom lead their country."""
    text = (
        "Norwegian President Lars Dahl praised German Chancellor Ada Moreau. Moreau rested. Aides said Dahl "
        "would meet with his German counterpart."
    )
    found = read(text, PER="Lars Dahl|Ada Moreau|Dahl|Moreau", NORP="Norwegian|German")
    assert "Lars Dahl" == name_of(found, "his")
    assert "Ada Moreau" == name_of(found, "his German counterpart")


def test_a_title_with_a_possessive_is_who_is_named_after_it() -> None:
    """ "His predecessor Lars Dahl" is a phrase and a name for Dahl."""
    found = read("It may part Jan Moreau from his predecessor Lars Dahl.", PER="Jan Moreau|Lars Dahl")
    assert "Lars Dahl" == name_of(found, "his predecessor")


def test_kin_are_whom_the_article_names_as_such_anywhere() -> None:
    """Only one daughter is named, below."""
    text = "Jan Moreau left. His daughter was hurt. Police named Petra Moreau, his daughter, as the victim."
    found = read(text, PER="Jan Moreau|Petra Moreau")
    assert "Petra Moreau" == name_of(found, "His daughter")


def test_the_owner_of_a_trip_may_be_its_subject() -> None:
    """Reporters call somebody otherwise who owns something."""
    text = "Norwegian President Lars Dahl left on Sunday on the first leg of the president's trip."
    found = read(text, PER="Lars Dahl", NORP="Norwegian")
    assert "Lars Dahl" == name_of(found, "the president")


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        (
            "The widow of the officer wept. Jan Moreau's wife, Petra Moreau, rested. His widow spoke.",
            "His widow",
            "Petra Moreau",
        ),
        (
            "Jan Moreau died. Moreau's wife, Petra Moreau, said her husband was kind.",
            "her husband",
            "Jan Moreau",
        ),
    ],
)
def test_a_widow_is_a_wife_and_her_husband_is_whose_wife_she_is(text: str, phrase: str, who: str) -> None:
    """Kin are called by what they were, and the one noun tells the other."""
    found = read(text, PER="Jan Moreau|Petra Moreau|Moreau")
    assert who == name_of(found, phrase)


def test_whose_wife_somebody_is_bears_the_family_name() -> None:
    """ "Moreau" in "Moreau's wife" is not she, and neither is "Moreau" alone afterwards."""
    text = "Jan Moreau died. Moreau's wife, Petra Moreau, was told. Holt praised Moreau and his wife."
    found = read(text, PER="Jan Moreau|Petra Moreau|Moreau|Holt")
    names = [m for m, mention in enumerate(found.mentions) if mention.text == "Moreau"]
    assert {"Jan Moreau"} == {chain.name for chain in found.chains if set(names) & set(chain.mentions)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Jan Moreau rested. Lars Dahl thanked Moreau for his help.", "Jan Moreau"),
        ("Jan Moreau rested. Lars Dahl sold Moreau the horse in his garden.", "Lars Dahl"),
    ],
)
def test_whom_somebody_thanks_has_done_it(text: str, who: str) -> None:
    """What somebody is thanked for is theirs; else the subject owns it."""
    assert who == name_of(read(text, PER="Jan Moreau|Lars Dahl|Moreau"), "his")


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Lars Dahl met Jan Moreau and had dinner with him.", "him", "Jan Moreau"),
        ("Lars Dahl planned to call Jan Moreau to ask him for help.", "him", "Jan Moreau"),
        ("Jan Moreau slept. Lars Dahl ordered him freed.", "him", "Jan Moreau"),
    ],
)
def test_whom_somebody_acts_on_is_another(text: str, pronoun: str, who: str) -> None:
    """Whatever stands between a verb and its object, the subject is not meant by "him"."""
    assert who == name_of(read(text, PER="Jan Moreau|Lars Dahl"), pronoun)


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        (
            "A strike killed a top Norwegian general. Norwegian Gen. Lars Dahl was 60.",
            "a top Norwegian general",
            "Lars Dahl",
        ),
        (
            "Norwegian Gen. Lars Dahl left. Holt praised the Dawn Brigade commander.",
            "the Dawn Brigade commander",
            "Lars Dahl",
        ),
        (
            "The MP Ann Holt met Lars Dahl of Tarn, the No. 2 Democrat, and left.",
            "the No. 2 Democrat",
            "Lars Dahl",
        ),
    ],
)
def test_an_office_finds_its_holder(text: str, phrase: str, who: str) -> None:
    """Who is named below, is of a body of the country, or stands beside the phrase."""
    found = read(text, PER="Lars Dahl|Ann Holt|Holt", NORP="Norwegian", ORG="Dawn Brigade", LOC="Tarn")
    assert who == name_of(found, phrase)


def test_a_family_name_that_two_share_is_of_both() -> None:
    """ "Ted and Ana Reyl" names Ted Reyl, "Park and Ana Reyl" nobody new where Park has a name of his own."""
    found = read("Ted and Ana Reyl left on Friday. Ted was tired.", PER="Ted|Ana Reyl")
    assert "Ted Reyl" == name_of(found, "Ted")
    found = read("Ted Dorn came. Ted and Ana Reyl left on Friday.", PER="Ted Dorn|Ted|Ana Reyl")
    assert {"Ted Dorn", "Ana Reyl"} == {chain.name for chain in found.chains}


def test_an_office_is_told_by_the_words_before_its_noun() -> None:
    """The trade minister is none of the interior, and a vice-president no president."""
    text = (
        "Trade Minister Ana Brandt met Interior Minister Paul Dahl. Paul Dahl spoke. The trade minister "
        "left. Vice-President Lars Berg met President Eva Lind. Lars Berg said the president was ill."
    )
    found = read(text, PER="Ana Brandt|Paul Dahl|Lars Berg|Eva Lind")
    assert "Ana Brandt" == name_of(found, "The trade minister")
    assert "Eva Lind" == name_of(found, "the president")


def test_the_president_of_a_body_is_no_country_s() -> None:
    """The ruler of a country is rather who is of it and has no office told."""
    text = (
        "Jan Moreau, president of the Port Council, was there. Finland's Eva Lind opened the talks. Jan "
        "Moreau praised the Finnish president."
    )
    found = read(text, PER="Jan Moreau|Eva Lind", ORG="Port Council", LOC="Finland", NORP="Finnish")
    assert "Eva Lind" == name_of(found, "the Finnish president")


@pytest.mark.parametrize(
    ("office", "who"),
    [("Secretary", None), ("President", "Lars Berg"), ("Opposition leader", "Lars Berg")],
)
def test_the_leader_of_a_country_is_nobody_whose_office_rules_none(office: str, who: str | None) -> None:
    """A secretary whose country is told nowhere is not "the Canadian leader"."""
    text = f"{office} Lars Berg told of war. On Monday the Canadian leader wept."
    assert who == name_of(read(text, PER="Lars Berg", NORP="Canadian"), "the Canadian leader")


def test_two_offices_of_two_people_are_no_role() -> None:
    text = (
        "President Eva Lind called Secretary of State Paul Dahl. The President and Secretary agreed to meet."
    )
    found = read(text, PER="Eva Lind|Paul Dahl")
    roles = {chain.name: [role.text for role in chain.roles] for chain in found.chains}
    assert ["President"] == roles["Eva Lind"]
    assert "Paul Dahl" == name_of(found, "Secretary")


def test_who_is_he_in_he_opened_fire_is_the_gunman() -> None:
    """The doer is also known by a pronoun, and killers as such are not several doers."""
    text = (
        "Jan Moreau lost his job. In May he opened fire on guests. The gunman fled. "
        "Laws against killers are needed, Lars Dahl said."
    )
    found = read(text, PER="Jan Moreau|Lars Dahl")
    assert "Jan Moreau" == name_of(found, "The gunman")


def test_the_suspect_is_whom_alone_a_report_names_all_the_time() -> None:
    """Where no deed is told of anybody, the suspect is the one whom the report is about."""
    text = (
        "Jan Moreau bought a rifle. Moreau was tried in May. Moreau left the army. Moreau had a permit. "
        "Minister Lars Dahl left. The suspect fled."
    )
    assert "Jan Moreau" == name_of(read(text, PER="Jan Moreau|Moreau|Lars Dahl"), "The suspect")


def test_a_family_name_with_a_typing_error_is_whose_it_is() -> None:
    """ "Mroeau" among three "Moreau" is Moreau; a name told with an office of its own is another one."""
    text = "Jan Moreau left. Moreau slept. Moreau ate. Mroeau was ill. Judge Moreaux came."
    found = read(text, PER="Jan Moreau|Moreau|Mroeau|Moreaux")
    assert "Jan Moreau" == name_of(found, "Mroeau") != name_of(found, "Moreaux")


def test_because_tells_of_whom_somebody_fired_or_thanked() -> None:
    """ "Brandt fired Lind because he lied": Lind; "Brandt called Lind because he worried": Brandt."""
    names = "Jan Brandt|Lars Lind"
    fired = read("Jan Brandt fired Lars Lind because he lied.", PER=names)
    called = read("Jan Brandt called Lars Lind because he worried.", PER=names)
    assert ("Lars Lind", "Jan Brandt") == (name_of(fired, "he"), name_of(called, "he"))


def test_ordinals_and_the_country_amid_a_name_make_no_other_body() -> None:
    """ "Ninth Circuit", "9th Circuit" and "9th U.S. Circuit Court of Appeals" are one court."""
    names = "9th U.S. Circuit Court of Appeals|9th Circuit|Ninth Circuit"
    found = read(
        "The 9th U.S. Circuit Court of Appeals met. The Ninth Circuit is in town. The 9th Circuit left.",
        ORG=names,
    )
    long = "9th U.S. Circuit Court of Appeals"
    assert long == name_of(found, "Ninth Circuit") == name_of(found, "9th Circuit")


def test_what_is_ones_own_is_no_role() -> None:
    """ "His chair" is not who sits in it."""
    found = read(
        "James Brandt, a senator, slouched back in his chair and cradled his head.", PER="James Brandt"
    )
    [brandt] = [chain for chain in found.chains if chain.name == "James Brandt"]
    assert ["senator"] == [role.text for role in brandt.roles]


def test_a_pronoun_means_the_likeliest_of_the_people_around() -> None:
    """The score decides among those whom sex and binding allow, nobody among them."""
    text = "Tom Brandt met Lars Moreau. Later he left with Ann Lee."
    names = {"PER": "Tom Brandt|Lars Moreau|Ann Lee"}
    assert "Tom Brandt" == name_of(read(text, **names), "he")
    asked = []

    def last(index: int, drafts: Drafts, people: Sequence[Draft], options: Sequence[Signals]) -> list[float]:
        asked.append([drafts.view.mentions[draft.mentions[0]].text for draft in people])
        assert len(options) == len(people) + 1
        return [float(at) for at in range(len(options))]

    document = Document(article=Article(id="a1", text=text), annotations=read(text, **names))
    found = Coreference(choose=last).annotate(document)
    assert [["Tom Brandt", "Lars Moreau"]] == asked
    assert not any(document.annotations.mentions[m].text == "he" for c in found["chains"] for m in c.mentions)


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Lars Dahl met Jan Moreau. Dahl took Moreau's word that he knew nothing.", "he", "Jan Moreau"),
        ("Lars Dahl met Jan Moreau. Dahl took the money that he found.", "he", "Lars Dahl"),
        ("Jan Moreau condemned Lars Dahl's idea on Monday, saying he was shocked.", "he", "Jan Moreau"),
        ("Lars Dahl leads Lorne. Dahl urged Jan Moreau to keep his post.", "his", "Jan Moreau"),
        ("Lars Dahl rested. Later Dahl praised Jan Moreau, whom he blames for it.", "he", "Lars Dahl"),
        ("Asked if he would resign, Jan Moreau laughed.", "he", "Jan Moreau"),
        ("Jan Moreau has good advisers around him.", "him", "Jan Moreau"),
        (
            "He has vowed to cut taxes. Farmers love it. Jan Moreau won the vote on Sunday.",
            "He",
            "Jan Moreau",
        ),
    ],
)
def test_a_clause_tells_who_is_meant_in_it(text: str, pronoun: str, who: str) -> None:
    """Whose word a clause is, who is understood as its subject, and who follows where nobody was named."""
    assert who == name_of(read(text, PER="Lars Dahl|Jan Moreau|Dahl|Moreau"), pronoun)


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        (
            "Lars Dahl lost the vote on Sunday. Peter Holt, the mayor of Tarn, won. "
            '"There was no question in his mind," Jan Moreau said of Dahl.',
            "his",
            "Lars Dahl",
        ),
        (
            "Mayor Lars Dahl will be joined in the town hall by his new adviser, Jan Moreau. "
            '"He is a man of talent," said the mayor.',
            "He",
            "Jan Moreau",
        ),
    ],
)
def test_the_cue_tells_who_is_meant_in_a_quotation(text: str, pronoun: str, who: str) -> None:
    """ "He" is of whom the speaker is said to speak, and not who is called as the speaker is."""
    assert who == name_of(annotate(text), pronoun)


def test_what_stands_below_a_name_alone_on_its_line_is_about_that_one() -> None:
    """Of namesakes a bare name is the one whom the last heading names."""
    text = "Han Tae-il and Han Jin-ho came home.\nHan Tae-il\nHan taught.\nHan Jin-ho\nHan sold cars."
    found = read(text, PER="Han Tae-il|Han Jin-ho|Han")
    bare = [n for n, m in enumerate(found.mentions) if m.text == "Han"]
    names = [next(c.name for c in found.chains if n in c.mentions) for n in bare]
    assert ["Han Tae-il", "Han Jin-ho"] == names


def test_an_office_in_several_words_is_its_one_holder_s() -> None:
    """ "The defence minister" is not the interior minister who was named last."""
    text = "Interior Minister Ann Lee spoke. Then the defence minister left. Defence Minister Tom Orsini hid."
    assert "Tom Orsini" == name_of(read(text, PER="Ann Lee|Tom Orsini"), "the defence minister")


def test_who_is_known_by_another_name_has_both() -> None:
    """ "Kestrel, also known as Red Wolf" is one body; so are letters and the name up to its "and"."""
    text = "Kestrel, also known as Red Wolf, fled. Red Wolf hid."
    found = read(text, ORG="Kestrel|Red Wolf")
    assert chain_of(found, "Kestrel") == chain_of(found, "Red Wolf")
    text = "The Centers for Flood Control and Relief met. The CFC said no."
    found = read(text, ORG="Centers for Flood Control and Relief|CFC")
    assert "Centers for Flood Control and Relief" == name_of(found, "CFC")


def test_the_kremlin_is_russia() -> None:
    """It stands for the country as its capital does."""
    assert "Russia" == name_of(read("The Kremlin said no.", ORG="Kremlin"), "Kremlin")


def test_the_head_of_a_body_rules_no_country() -> None:
    """ "The president of Kestrel" is not the country's president, unless a role of his names the body."""
    text = "President Paul Brandt spoke on Monday. The president of Kestrel was fired."
    found = read(text, PER="Paul Brandt", ORG="Kestrel")
    assert name_of(found, "The president") is None
    text = "President Paul Brandt, the chairman of Kestrel, spoke. The president of Kestrel was tired."
    found = read(text, PER="Paul Brandt", ORG="Kestrel")
    assert "Paul Brandt" == name_of(found, "The president")


def test_an_administration_is_no_ministry() -> None:
    """ "This administration" is one called so or the seat of the government, not the body named last."""
    names = {"ORG": "Department of Forests|White House"}
    text = "The White House spoke. The Department of Forests spoke. Critics blamed this administration."
    assert "White House" == name_of(read(text, **names), "this administration")


def test_an_office_is_no_body() -> None:
    """ "The US President" is nobody's chamber, however often the chamber is named."""
    text = (
        "Ana Brandt spoke in Congress. Congress applauded as the French leader repudiated the US "
        "President's political philosophy."
    )
    found = read(text, PER="Ana Brandt", ORG="Congress", LOC="US", NORP="French")
    assert chain_of(found, "the US President") != chain_of(found, "Congress")
