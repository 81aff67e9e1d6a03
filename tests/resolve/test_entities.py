"""Entities across articles."""

from __future__ import annotations

from dateline.resolve.entities import resolve_entities
from dateline.schema.cluster import Entities
from resolve.written import written


def named(entities: Entities, name: str) -> list[str]:
    """The names and aliases of the one entity that bears `name`."""
    [entity] = [entity for entity in entities.entities if name in {entity.name, *entity.aliases}]
    return [entity.name, *entity.aliases]


def test_spellings_of_one_name_are_one_person():
    """Two romanisations of a name, in two articles, are one person under the earlier spelling."""
    entities = resolve_entities(
        [
            written("a2", "[1 Han Myong Chol] spoke.", published="2031-05-02"),
            written("a1", "[1 Han Myong-chol] spoke.", published="2031-05-01"),
            written("a3", "[1 Han Myung-chul] spoke.", published="2031-05-03"),
        ]
    )
    assert ["Han Myong-chol", "Han Myong Chol", "Han Myung-chul"] == named(entities, "Han Myong-chol")


def test_two_people_of_one_surname_stay_apart():
    """Father and son that an article keeps apart are two people in all articles."""
    entities = resolve_entities(
        [
            written("a1", "[1 Tomas Verhagen] met [2 Lukas Verhagen]."),
            written("a2", "[1 Lukas Verhagen] left."),
        ]
    )
    assert ["Lukas Verhagen", "Tomas Verhagen"] == [entity.name for entity in entities.entities]


def test_a_bare_surname_joins_its_only_bearer():
    """A chain known by surname alone is the one person of that surname."""
    entities = resolve_entities(
        [
            written("a1", "[1 Mirela Costin] said so. [1 Costin] left."),
            written("a2", "[1 Costin] said no more."),
        ]
    )
    assert ("e1",) == entities.links["a2"]


def test_a_role_decides_between_bearers_of_a_surname():
    """Of two people of one surname, a bare surname with a role means the one who has it."""
    entities = resolve_entities(
        [
            written(
                "a1",
                "Finance minister [1 Ada Moreau] met the envoy [2 Paul Moreau].",
                chains={1: {"role": "Finance minister"}, 2: {"role": "envoy"}},
            ),
            written("a2", "The envoy, [1 Moreau], left.", chains={1: {"role": "envoy"}}),
        ]
    )
    assert entities.links["a1"][1] == entities.links["a2"][0]


def test_an_undecided_surname_stays_alone():
    """Where nothing decides between two bearers, the bare surname is an entity of its own."""
    entities = resolve_entities(
        [
            written("a1", "[1 Ada Moreau] met [2 Paul Moreau]."),
            written("a2", "[1 Moreau] left."),
        ]
    )
    assert entities.links["a2"][0] not in entities.links["a1"]


def test_namesakes_of_other_side_and_role_are_two():
    """One name with another side and another role in another article is another person."""
    entities = resolve_entities(
        [
            written(
                "a1",
                "Police chief [1 Omar Sadiq] spoke.",
                chains={1: {"role": "Police chief", "side": "Tarvia", "country": "Tarvia"}},
            ),
            written(
                "a2",
                "The goalkeeper [1 Omar Sadiq] fell.",
                chains={1: {"role": "goalkeeper", "side": "Lorne", "country": "Lorne"}},
            ),
        ]
    )
    assert 2 == len(entities.entities)


def test_a_club_is_no_side_against_a_country():
    """One name with a country in one article and a club in another is one person, whatever the roles."""
    entities = resolve_entities(
        [
            written(
                "a1",
                "Captain [1 Omar Sadiq] spoke.",
                chains={1: {"role": "Captain", "side": "Tarvia", "country": "Tarvia"}},
            ),
            written(
                "a2",
                "The goalkeeper [1 Omar Sadiq] fell.",
                chains={1: {"role": "goalkeeper", "side": "Maren United"}},
            ),
        ]
    )
    assert 1 == len(entities.entities)


def test_a_country_has_its_capital_as_actor_among_its_mentions():
    """A country, its people's adjective and its capital as an actor are one entity, by the country's name."""
    place = {"type": "place", "country": "Norway"}
    entities = resolve_entities(
        [
            written("a1", "[1 Norway] agreed.", chains={1: place}),
            written(
                "a2",
                "[1 Oslo] agreed. Ships left [2 Oslo].",
                chains={1: {**place, "actor": True, "name": "Norway"}, 2: place},
            ),
        ]
    )
    assert ["Norway", "Oslo"] == [entity.name for entity in entities.entities]
    assert ("e1", "e2") == entities.links["a2"]


def test_an_acronym_is_its_organization():
    """An acronym in one article is the organization that another one names in full."""
    kind = {1: {"type": "organization"}}
    entities = resolve_entities(
        [
            written("a1", "The [1 Northern Fisheries Commission] met.", chains=kind),
            written("a2", "The [1 NFC] met.", chains=kind),
        ]
    )
    assert ["Northern Fisheries Commission", "NFC"] == named(entities, "NFC")


def test_the_opening_of_one_longer_name_is_that_organization():
    """A body is called by the first words of its name, where they open no other body's."""
    kind = {1: {"type": "organization"}}
    articles = [
        written("a1", "The [1 Veld Treatment Center] opened.", chains=kind),
        written("a2", "[1 Veld] opened.", chains=kind),
    ]
    assert ["Veld Treatment Center", "Veld"] == named(resolve_entities(articles), "Veld")
    other = written("a3", "The [1 Veld Harbour Bank] closed.", chains=kind)
    assert 3 == len(resolve_entities([*articles, other]).entities)


def test_a_slip_in_a_place_name_is_that_place():
    """One letter more or less in a long name of a place is the same place."""
    kind = {1: {"type": "place"}}
    entities = resolve_entities(
        [
            written("a1", "They met in [1 Brennerstadt].", chains=kind),
            written("a2", "They met in [1 Brenerstadt].", chains=kind),
        ]
    )
    assert 1 == len(entities.entities)


def test_the_city_of_a_name_is_the_place():
    """ "The City of Tarn" is Tarn."""
    kind = {1: {"type": "place"}}
    entities = resolve_entities(
        [
            written("a1", "They sued the [1 City of Tarn].", chains=kind),
            written("a2", "They met in [1 Tarn].", chains=kind),
        ]
    )
    assert 1 == len(entities.entities)


def test_an_unnamed_source_is_an_entity_only_where_it_is_quoted():
    """A nominal that is quoted becomes an entity that is no person; one that is not quoted does not."""
    article = written(
        "a1",
        '"It is late," [1 a senior official] said. [2 a driver] left.',
        quotes=[("It is late,", "a senior official")],
    )
    entities = resolve_entities([article])
    assert [("senior official", "group")] == [(entity.name, entity.type) for entity in entities.entities]


def test_a_body_in_a_phrase_is_no_other_side_than_a_country():
    """ "The Dawn Brigade commander" of one article is the Norwegian commander of another."""
    entities = resolve_entities(
        [
            written(
                "a1",
                "The commander [1 Lars Dahl] spoke in [2 Norway].",
                chains={
                    1: {"role": "commander", "side": "Norway"},
                    2: {"type": "place", "country": "Norway"},
                },
            ),
            written(
                "a2",
                "[1 the Dawn Brigade commander] left.",
                chains={1: {"type": "person", "side": "Dawn Brigade"}},
            ),
        ]
    )
    assert entities.links["a1"][0] == entities.links["a2"][0] is not None


def test_roles_come_with_evidence():
    """Each role is listed once, with every span that gives it."""
    entities = resolve_entities(
        [
            written("a1", "Foreign minister [1 Ada Moreau] spoke.", chains={1: {"role": "Foreign minister"}}),
            written(
                "a2", "The foreign minister [1 Ada Moreau] left.", chains={1: {"role": "foreign minister"}}
            ),
        ]
    )
    [entity] = entities.entities
    assert ("Foreign minister",) == entity.roles
    assert ["a1", "a2"] == [span.article for span in entity.role_evidence[0].evidence]


def test_a_byline_is_no_entity():
    """The reporter whom an article names as its author is none of its entities."""
    article = written("a1", "By [1 Jo Harper]. [2 Ada Moreau] spoke.", bylines=["Jo Harper"])
    assert ["Ada Moreau"] == [entity.name for entity in resolve_entities([article]).entities]


def test_the_order_of_articles_does_not_change_the_entities():
    """Given in another order, dated articles give the same entities."""
    articles = [
        written("a1", "[1 Ada Moreau] met [2 Paul Brandt].", published="2031-05-01"),
        written("a2", "[1 Brandt] left [2 Moreau].", published="2031-05-02"),
        written("a3", "[1 Ada Moreau] spoke.", published="2031-05-03"),
    ]
    assert resolve_entities(articles) == resolve_entities(articles[::-1])


def test_a_family_name_mistaken_for_a_place_is_the_person():
    """A bare family name that an article's annotations take for a place is the person it names in full."""
    article = written("a1", "[1 Ada Moreau] came. In [2 Moreau] they trust.", chains={2: {"type": "place"}})
    assert ("e1", "e1") == resolve_entities([article]).links["a1"]


def test_a_short_form_is_the_one_longer_name_that_it_ends():
    """An organization's name that ends one longer name is that one; what ends two stays apart."""
    kind = {1: {"type": "organization"}, 2: {"type": "organization"}}
    entities = resolve_entities(
        [
            written("a1", "[1 Tarvian Foreign Ministry], [2 Lorne Ferry Company].", chains=kind),
            written("a2", "[1 Foreign Ministry], [2 Ostrian Ferry Company].", chains=kind),
            written("a3", "The [1 Ferry Company] left.", chains=kind),
        ]
    )
    assert ["Tarvian Foreign Ministry", "Foreign Ministry"] == named(entities, "Foreign Ministry")
    assert ["Ferry Company"] == named(entities, "Ferry Company")


def test_a_short_form_is_the_one_body_whose_name_is_spelled_in_two_ways():
    """Two spellings of one longer name are one longer name."""
    kind = {1: {"type": "organization"}}
    entities = resolve_entities(
        [
            written("a1", "[1 Academy of Lornian Letters] chose.", chains=kind),
            written("a2", "[1 Academy of Lornian Leters] chose.", chains=kind),
            written("a3", "The [1 Academy] chose.", chains=kind),
        ]
    )
    assert 1 == len({link for article in ("a1", "a2", "a3") for link in entities.links[article]})


def test_a_phrase_means_the_person_who_has_the_role():
    """A definite phrase of an article that names nobody is the one person of the story with that role."""
    entities = resolve_entities(
        [
            written("a1", "The envoy [1 Ada Moreau] met [2 Paul Brandt].", chains={1: {"role": "envoy"}}),
            written("a2", "Nobody answered [1 the envoy]."),
            written("a3", "Nobody answered [1 an envoy]."),
        ]
    )
    assert entities.links["a1"][:1] == entities.links["a2"]
    assert (None,) == entities.links["a3"]


def test_a_phrase_means_the_bearer_of_its_land_and_rank():
    """Of two presidents "the Tarvian president" is the Tarvian one, and "the president" no vice president."""
    told = {
        1: {"role": "President", "side": "Tarvia", "country": None},
        2: {"role": "President"},
        3: {"role": "vice president"},
    }
    first = written("a1", "President [1 Ada Moreau] met President [2 Paul Brandt].", chains=told)
    second = written("a2", "Nobody heard [1 the Tarvian president].", chains={1: {"country": "Tarvia"}})
    entities = resolve_entities([first, second])
    assert entities.links["a1"][:1] == entities.links["a2"]
    first = written("a1", "The vice president [3 Mila Orlin] met President [2 Paul Brandt].", chains=told)
    entities = resolve_entities([first, written("a2", "Nobody heard [1 the president].")])
    assert entities.links["a1"][1:] == entities.links["a2"]


def test_a_phrase_means_whom_all_speak_of():
    """Of two envoys the one who is named many times as often is "the envoy"; somebody new is neither."""
    told = {1: {"role": "envoy"}, 2: {"role": "envoy"}}
    often = "The envoy [1 Ada Moreau] met the envoy [2 Paul Brandt]. [1 She] left. [1 Moreau] slept."
    first = written("a1", often, chains=told)
    second = written("a2", "Nobody heard [1 the envoy]. But [2 an envoy] slept, and [2 the envoy] ate.")
    entities = resolve_entities([first, second])
    assert (entities.links["a1"][0], None, None) == entities.links["a2"]


def test_phrases_without_a_name_are_joined_on_request():
    """With `unnamed` what one noun calls is one entity, and so are nouns that one chain calls alike."""
    articles = [
        written("a1", "They found [1 the driver]. [1 the suspect] ran."),
        written("a2", "[1 a suspect] was seen."),
        written("a3", "[1 the mayor] slept."),
    ]
    assert () == resolve_entities(articles).entities
    links = resolve_entities(articles, unnamed=True).links
    assert links["a1"] == links["a2"] * 2
    assert links["a1"][0] != links["a3"][0]


def test_two_names_run_together_are_two_people():
    """A name that is one person's full name and another's family name is neither a person nor an alias."""
    entities = resolve_entities(
        [
            written("a1", "[1 Ada Moreau] met [2 Paul Brandt]. [1 Ada Moreau] left, [2 Brandt] stayed."),
            written("a2", "[1 Ada Moreau Brandt] talks. [1 Moreau] spoke. [1 Brandt] listened."),
        ]
    )
    assert ["Ada Moreau", "Paul Brandt"] == sorted(entity.name for entity in entities.entities)
    moreau, brandt = entities.links["a1"][:2]
    assert (moreau, moreau, brandt) == entities.links["a2"]


def test_a_second_family_name_is_no_second_person():
    """A longer form of a name stays one person where nobody else has its last word as family name."""
    entities = resolve_entities(
        [
            written("a1", "[1 Ada Moreau] met [2 Paul Brandt]. [1 Ada Moreau] left."),
            written("a2", "[1 Ada Moreau Castell] spoke."),
        ]
    )
    assert entities.links["a1"][0] == entities.links["a2"][0]


def test_a_body_goes_by_what_its_article_mostly_calls_it():
    """A longer form in one article does not part an organization from the others that go by the usual one."""
    kind = {1: {"type": "organization"}}
    entities = resolve_entities(
        [
            written("a1", "[1 Veld] shrank. [1 Veld] said so. [1 Veld Aircraft Services] too.", chains=kind),
            written("a2", "[1 Veld] denied it.", chains=kind),
        ]
    )
    assert ["Veld", "Veld Aircraft Services"] == named(entities, "Veld")


def test_a_firm_of_a_founders_name_is_no_person():
    """A short form that is mostly said of a firm is the firm, also where its founder is named."""
    firm = {1: {"type": "organization"}}
    entities = resolve_entities(
        [
            written("a1", "[1 Veld Motors] shrank. [1 Veld] said so. [1 Veld] wept.", chains=firm),
            written("a2", "[1 Veld] denied it.", chains=firm),
            written("a3", "[1 Paul Veld] left. [1 Veld] slept."),
        ]
    )
    assert entities.links["a1"][0] == entities.links["a2"][0] != entities.links["a3"][0]


def test_bodies_of_other_names_are_not_joined_by_what_is_said_of_them():
    """With `unnamed` two named organizations that do the same stay two."""
    kind = {1: {"type": "organization"}}
    entities = resolve_entities(
        [
            written("a1", "[1 Veld] closed a plant. [1 the carmaker] closed a plant.", chains=kind),
            written("a2", "[1 Norra] closed a plant. [1 the carmaker] closed a plant.", chains=kind),
        ],
        unnamed=True,
    )
    assert entities.links["a1"] != entities.links["a2"]


def test_letters_are_no_given_name():
    """ "UN" is a body or a place, not somebody whose given name ends so."""
    entities = resolve_entities(
        [
            written("a1", "[1 Kim Sang-un] spoke of [2 UN] aid.", chains={2: {"type": "place"}}),
        ]
    )
    assert ["Kim Sang-un"] == named(entities, "Kim Sang-un")


def test_a_slip_in_each_word_of_a_name_makes_no_second_person_in_one_article():
    """A name that an article spells in two ways with one sound; another given name stays apart."""
    person = {1: {"type": "person"}, 2: {"type": "person"}, 3: {"type": "person"}}
    text = "[1 Taraaq al-Taraaq] spoke. [2 Taaraq al-Taaraq] did not. [3 Tareem al-Taraaq] left."
    entities = resolve_entities([written("a1", text, chains=person)])
    assert entities.links["a1"][0] == entities.links["a1"][1] != entities.links["a1"][2]


def test_somebodys_son_bears_the_family_name():
    """Between two people of one given name."""
    people = {1: {"type": "person"}, 2: {"type": "person", "role": "an expert"}}
    entities = resolve_entities(
        [
            written("a1", "[1 Jan Moreau] left Tarn with [2 Jan Lind], an expert.", chains=people),
            written(
                "a2", "Moreau’s son [1 Jan] left.", chains={1: {"type": "person", "role": "Moreau’s son"}}
            ),
        ]
    )
    assert entities.links["a2"][0] == entities.links["a1"][0] != entities.links["a1"][1]


def test_a_town_is_one_with_and_without_its_region():
    """Unless two regions have a town of that name; a dateline's capitals give it no name."""
    places = {number: {"type": "place"} for number in (1, 2, 3)}
    entities = resolve_entities(
        [
            written("a1", "[1 LORNE, Kan.] It rained in [2 Lorne].", chains=places),
            written("a2", "[1 Lorne, Kansas] is dry, [2 Tarn, Ohio] and [3 Tarn, Utah] too.", chains=places),
        ]
    )
    assert ["Lorne", "Tarn", "Tarn"] == sorted(entity.name for entity in entities.entities)


def test_a_country_in_capitals_is_the_country():
    """A heading names the country that the text names."""
    land = {1: {"type": "place", "country": "Norland"}}
    texts = [written("a1", "[1 Norland] agreed.", chains=land)]
    texts.append(written("a2", "[1 NORLAND] AGREES.", chains={1: {"type": "place"}}))
    assert ["Norland"] == [entity.name for entity in resolve_entities(texts).entities]


def test_a_tag_is_the_name_without_its_blanks():
    """ "#AdaMoreau" is Ada Moreau where others write her name."""
    texts = [written("a1", "[1 Ada Moreau] left."), written("a2", "[1 AdaMoreau] left.")]
    assert ["Ada Moreau", "AdaMoreau"] == named(resolve_entities(texts), "Ada Moreau")


def test_letters_with_a_number_are_one_name_with_and_without_hyphen():
    """ "G-20" is "G20", and a paper's article is no part of its only name."""
    body = {1: {"type": "organization"}}
    texts = [written("a1", "[1 G-20] met.", chains=body), written("a2", "[1 G20] met.", chains=body)]
    assert ["G-20", "G20"] == named(resolve_entities(texts), "G20")
    texts = [written("a1", "It told [1 The Tarn Post] so.", chains=body)]
    assert ["The Tarn Post", "Tarn Post"] == named(resolve_entities(texts), "Tarn Post")


def test_a_shortened_office_is_the_office():
    """ "The governor" is "Gov. Orsini" of another article."""
    people = {1: {"type": "person", "role": "Republican Gov."}}
    named_so = written("a1", "Republican Gov. [1 Bill Orsini] left.", chains=people)
    phrase = written("a2", "It rained as [1 the governor] left.")
    assert ("e1",) == resolve_entities([named_so, phrase]).links["a2"]
