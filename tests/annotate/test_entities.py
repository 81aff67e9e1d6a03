"""Mentions: names, roles, phrases, pronouns, and places that act."""

from __future__ import annotations

import pytest

from dateline.annotate.annotator import Document, run
from dateline.annotate.encoder import Encoder
from dateline.annotate.entities import Entities
from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_names import find_names
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.article import Article
from dateline.schema.span import check_span
from naming import mention, name_of, read


def test_two_countries_and_what_is_between_them_are_no_place() -> None:
    """ "Norway-Sweden" of "the Norway-Sweden talks" is no name of a place."""
    found = read("The Norway-Sweden talks failed in Oslo.", LOC="Norway-Sweden|Oslo")
    assert ["Oslo"] == [mention.text for mention in found.mentions]


def test_half_a_name_before_another_is_no_place() -> None:
    """ "North" of "North and South Dakota" is none, "Oslo" of "Oslo and New York" is one."""
    found = read("Farms in North and South Dakota failed.", LOC="North|South Dakota")
    assert ["South Dakota"] == [mention.text for mention in found.mentions]
    found = read("Shops in Oslo and New York failed.", LOC="Oslo|New York")
    assert ["Oslo", "New York"] == [mention.text for mention in found.mentions]


def test_a_site_is_named_with_its_last_word_and_a_town_without_its_kind() -> None:
    """ "Brenn" of "Brenn Street" is half a name, "Norwegian city of Bergen" more than one."""
    found = read("Ann Lee spoke in Brenn Street, Oslo.", LOC="Brenn|Oslo", PER="Ann Lee")
    assert ["Ann Lee", "Brenn Street", "Oslo"] == [mention.text for mention in found.mentions]
    found = read("Ann Lee spoke in the Norwegian city of Bergen.", LOC="Norwegian city of Bergen")
    assert "Bergen" in [mention.text for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Norwegian Foreign Minister Ann Lee left Oslo.", ["Norwegian Foreign Minister"]),
        (
            "Norway's ambassador to the United Nations Ann Lee left.",
            ["Norway's ambassador to the United Nations"],
        ),
        (
            "Ann Lee, a veteran diplomat and expert on trade, left Oslo.",
            ["veteran diplomat and expert on trade"],
        ),
        ("The finance minister, Ann Lee, left Oslo.", ["finance minister"]),
        ("The MP Ann Lee left Oslo.", ["MP"]),
        ("He met then Secretary of State Ann Lee in Oslo.", ["then Secretary of State"]),
        ("Ann Lee is the head of the border police.", ["head of the border police"]),
        ("Officials met Ann Lee, the former mayor of Bergen.", ["former mayor of Bergen"]),
        ("Officials met Ann Lee, D-Bergen, a former spy.", ["former spy"]),
        ("Officials met Ann Lee, the country's leading spy.", ["country's leading spy"]),
        ("Officials met Ann Lee, an idea the president disliked.", []),
        ("Mrs. Ann Lee left Oslo after the minister spoke.", []),
        ("After he had met Ann Lee, the minister said nothing.", []),
    ],
)
def test_roles_stand_before_and_after_a_name(text: str, roles: list[str]) -> None:
    """Titles and appositions are roles; a courtesy title and the subject of the next clause are not."""
    found = read(text, PER="Ann Lee", LOC="Oslo|Norway|Bergen", ORG="United Nations", NORP="Norwegian")
    assert roles == [role.text for role in mention(found, "Ann Lee").roles]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Former Gazette publisher and editor Ann Lee spoke.", ["Former Gazette publisher and editor"]),
        ("Industry and Trade Minister Ann Lee said so.", ["Industry and Trade Minister"]),
        ("They heard former acting CIA Director Ann Lee.", ["former acting CIA Director"]),
        ("Mr. Orsini met Ann Lee, the Maine Democrat who led the inquiry.", ["Maine Democrat"]),
        ("The police named the suspected gunman as Ann Lee.", ["suspected gunman"]),
        ("First lady Ann Lee opened the hospital.", ["First lady"]),
        ("WASHINGTON – House Speaker Ann Lee said that she would wait.", ["House Speaker"]),
        (
            "Ann Lee (D-Maine), the former chairwoman of the council, voted no.",
            ["former chairwoman of the council"],
        ),
        ("They wrote to Ann Lee (D-Maine) and Bo Orsini.", []),
        ("Norway's lawyers, Bo Orsini and Ann Lee, denied it.", ["Norway's lawyers"]),
        ("Jurors know former congressmen like Ann Lee.", ["former congressmen"]),
        ("Senators Ann Lee and Bo Orsini voted no.", ["Senators"]),
        ("They wrote to envoys Bo Orsini, longtime adviser Ann Lee and others.", ["longtime adviser"]),
        ("Secretary of State Bo Orsini and President Ann Lee left.", ["President"]),
        ("Ann Lee, 38, of Bergen, a nurse and mother of two, was hurt.", ["nurse and mother of two"]),
        ("Ann Lee was appointed ambassador to Norway.", ["ambassador to Norway"]),
        ("Ann Lee, who was prime minister until 2010, left.", ["prime minister"]),
        ("As chairwoman of the committee, Ann Lee opened the hearing.", ["chairwoman of the committee"]),
        ("On Wednesday army spokesman Col. Ann Lee showed the wreck.", ["army spokesman Col."]),
        ("The man was Ann Lee.", []),
        ("“Ann Lee is the union’s biggest foe, and a bad one,” he said.", ["union’s biggest foe"]),
        ("He said Ann Lee is the union’s “biggest foe and a bad one,” no more.", []),
    ],
)
def test_roles_are_whole_and_of_nobody_else(text: str, roles: list[str]) -> None:
    """Joined offices, parties, what several people are together; no dateline, no weekday, no neighbour."""
    found = read(text, PER="Ann Lee|Bo Orsini", LOC="Norway|Bergen|WASHINGTON|Maine", ORG="CIA|Gazette")
    assert roles == [role.text for role in mention(found, "Ann Lee").roles]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The chairman of the energy giant Kestrel resigned.", "Kestrel", "organization"),
        ("Workers of Kestrel Motors (KM) walked out.", "Kestrel Motors", "organization"),
        ("The Atlanta judge spoke.", "Atlanta", "place"),
        ("In a note to Ann News, a spokeswoman said no.", "Ann News", "organization"),
        ("They wrote to Ann Lee Jr. and left.", "Ann Lee Jr.", "person"),
        ("Police held Ann Lee of Aventura on Friday.", "Ann Lee", "person"),
        ("Said Orsini: we will wait.", "Orsini", "person"),
    ],
)
def test_what_is_taken_for_a_person_and_is_none(text: str, name: str, type_: str) -> None:
    """The words beside a name tell that it is a body, a people or a place, and where a name ends."""
    people = "Kestrel Motors|Kestrel(?! M)|Atlanta|Ann News|Ann Lee of Aventura|Ann Lee(?! of)|Said Orsini"
    assert type_ == mention(read(text, PER=people), name).type


def test_what_only_says_of_which_side_people_are_is_no_person() -> None:
    """ "Lornish" stands before nouns for people alone."""
    found = read("Lornish rebels fired. The Lornish fighters fled.", PER="Lornish")
    assert "person" not in {each.type for each in found.mentions}
    text = "Lornian Foreign Minister Ann Lee spoke to Lornian newspapers."
    found = read(text, PER="Lornian|Ann Lee")
    assert ["Ann Lee"] == [each.text for each in found.mentions if each.type == "person"]


def test_a_given_name_that_is_a_place_too_is_no_reason_to_drop_a_person() -> None:
    """ "Paul Orsini" is somebody, though "Orsini" is once taken for a firm and there is a town of Paul."""
    found = read("Paul Orsini spoke. Nobody at Orsini answered.", PER="Paul Orsini", ORG="Orsini(?! spoke)")
    assert "person" == mention(found, "Paul Orsini").type


def test_an_initial_goes_on_from_a_given_name() -> None:
    """The encoder took "J. Orsini" alone."""
    found = read("Envoys met Milo J. Orsini, and Gen. A. Venn left.", PER="J. Orsini|A. Venn")
    assert ["Milo J. Orsini", "A. Venn"] == [each.text for each in found.mentions if each.kind == "name"]


def test_a_known_body_is_a_name_though_the_encoder_missed_it() -> None:
    """Its words are enough."""
    found = read("She spoke for the White House on Monday.")
    assert "organization" == mention(found, "White House").type


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("In Bergen, the House passed the bill on Friday.", ["House"]),
        ("The House also voted to censure Mr Orlin.", ["House"]),
        ("The Commons met; the Lords did not.", ["Commons", "Lords"]),
        ("She sold the house on Friday.", []),
        ("The House of Brenn opened on Friday.", []),
        ("The White House met them.", ["The White House"]),
    ],
)
def test_a_chamber_is_a_name_though_the_encoder_missed_it(text: str, bodies: list[str]) -> None:
    """One word in capitals after "the" is enough, if it is no part of a longer name."""
    names = [each.text for each in read(text, LOC="Bergen", PER="Orlin").mentions if each.kind == "name"]
    assert bodies == [name for name in names if name not in {"Bergen", "Orlin"}]


def test_a_known_place_after_a_preposition_is_a_name_though_the_encoder_missed_it() -> None:
    """A town after "in" is a place, a month and a noun with an article are none; nothing is named twice."""
    text = "Ilse Varga spoke in Bergen. In March she moved to the Capital."
    document = Document.of(Article(id="a1", text=text))
    for annotator in (Sentences(), Syntax()):
        document = document.with_layers(annotator.annotate(document))
    tokens = document.annotations.tokens
    bergen = next(at for at, token in enumerate(tokens) if token.text == "Bergen")
    for seen in ([], [Name(bergen, bergen, "MISC", 0.3)]):
        found = [name for name in find_names(seen, tokens) if name.label != "PER"]
        assert [("Bergen", "LOC")] == [(tokens[name.first].text, name.label) for name in found]


def test_a_person_taken_for_a_body_is_a_person() -> None:
    """A noun for a person stands in apposition to the name."""
    found = read("Among them is Alexander Orsini, a rich banker who fled.", ORG="Alexander Orsini")
    assert "person" == mention(found, "Alexander Orsini").type


def test_the_span_of_a_name_is_the_bare_name() -> None:
    """Titles that the encoder took into the name are taken out."""
    found = read("President Ann Lee spoke.", PER="President Ann Lee")
    assert ["Ann Lee"] == [each.text for each in found.mentions]


def test_the_adjective_of_an_unknown_land_is_no_body_of_its_own() -> None:
    """ "Lornian Defence" of a minister is the land's: the first word says which."""
    text = "Lornia closed its border. Lornian Defence Minister Ilse Varga left Lornia on Monday."
    annotations = read(text, PER="Ilse Varga", ORG="Lornian Defence", LOC="Lornia")
    found = {m.text: m for m in annotations.mentions}
    assert "Lornian Defence" not in found
    assert "demonym" == found["Lornian"].kind


def test_a_weekday_is_no_surname() -> None:
    """The weekday that news puts between a name and its verb is no part of the name."""
    found = read("Mayor Ann Orsini Sunday told reporters that the dam was safe.", PER="Ann Orsini Sunday")
    assert "Ann Orsini" == mention(found, "Ann Orsini").text


def test_a_surname_is_a_name_wherever_it_stands() -> None:
    """A surname that the encoder missed is found by the full name elsewhere in the article."""
    found = read("Ann Orsini came late. Nobody had told Orsini.", PER="Ann Orsini")
    assert "person" == mention(found, "Orsini").type


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Oslo said it would not sign.", True),
        ("The envoys met in Oslo on Monday.", False),
        ("Talks between Oslo and Ottawa resumed.", True),
        ("She left Oslo on Monday.", False),
        ("They await a commitment from Oslo.", True),
        ("They await a train from Oslo.", False),
        ("Pressure is mounting on Oslo to explain.", True),
        ("The march is moving on Oslo.", False),
    ],
)
def test_a_capital_acts_as_its_government_or_is_a_city(text: str, acts: bool) -> None:
    """Its place in the sentence decides."""
    place = mention(read(text, LOC="Oslo|Ottawa"), "Oslo")
    assert (acts, "Norway") == (place.actor, place.country)


def test_the_north_is_a_country_where_the_article_is_about_a_pair() -> None:
    """ "The North" is North Korea beside South Korea, and nobody in an article about Italy."""
    korea = read("South Korea answered. The North kept silent.", LOC="South Korea")
    italy = read("Italy votes on Sunday. The North leans left.", LOC="Italy")
    assert "North Korea" == mention(korea, "North").country
    assert ["Italy"] == [each.text for each in italy.mentions]


def test_demonyms_tell_their_country() -> None:
    """An adjective is a demonym of its country, a plural noun stands for people."""
    found = read("The Swedish envoy met Danes.", NORP="Swedish|Danes")
    assert ("demonym", "Sweden", False) == (
        mention(found, "Swedish").kind, mention(found, "Swedish").country, mention(found, "Swedish").plural
    )  # fmt: skip
    assert ("Denmark", True) == (mention(found, "Danes").country, mention(found, "Danes").plural)


def test_phrases_and_pronouns_that_refer_are_mentions() -> None:
    """Phrases for people and groups are found, "it" that stands for a clause is not."""
    found = read(
        "It is clear that the Danish minister told her delegation. The two sides agreed.", NORP="Danish"
    )
    assert ["the Danish minister", "Danish", "her delegation", "her", "The two sides"] == [
        each.text for each in found.mentions
    ]
    assert "Denmark" == mention(found, "the Danish minister").country


def test_the_photographer_is_nobody_of_the_story() -> None:
    """Names in credits and at the end of a wire text are no mentions."""
    text = "Ann Orsini left.\n\nPHOTO: Paul Valk\n\n(Reporting by Dana Holt; editing by Sam Reed)"
    found = read(text, PER="Ann Orsini|Paul Valk|Dana Holt|Sam Reed")
    assert ["Ann Orsini"] == [each.text for each in found.mentions]


@pytest.mark.parametrize(
    ("text", "sex"),
    [("Ingrid Holt left.", "female"), ("Mr. Holt left.", "male"), ("Spokeswoman R. Holt left.", "female"),
     ("Robin Holt left.", None)],
)  # fmt: skip
def test_sex_comes_from_titles_nouns_and_given_names(text: str, sex: str | None) -> None:
    """A name of both sexes tells none."""
    found = read(text, PER=r"(?:Ingrid |R\. |Robin )?Holt")
    assert sex == found.mentions[-1].gender


def test_any_text_is_read_and_spans_read_what_they_say() -> None:
    """The whole annotator works on text without names, and its spans are slices."""
    text = "\n\n??? \u202eabc 42 ,,, U.S. — “ \n The minister of  Norway's\tKing Harald V said: \U0001f600 it"
    found = run([Sentences(), Syntax(), Encoder(), Entities()], Article(id="a1", text=text))
    for each in found.mentions:
        check_span(each, text)


def test_one_word_of_an_organization_is_the_organization() -> None:
    """A company by its first word and a paper by its last, though the encoder takes them for people."""
    text = "Dorvane Tramways paid. Dorvane said little. The Aldport Sentinel wrote it. We read the Sentinel."
    found = read(text, ORG="Dorvane Tramways|Aldport Sentinel", PER="Dorvane(?! T)|(?<=the )Sentinel")
    assert ["organization"] * 2 == [mention(found, word).type for word in ("Dorvane", "Sentinel")]


def test_police_that_say_something_are_somebody() -> None:
    """A body without an article is a mention as the subject of a clause that reports, not elsewhere."""
    found = read("Police said the road was shut. He likes police work.")
    assert ["Police"] == [each.text for each in found.mentions if each.kind == "nominal"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A judge blocked the Brandt administration's plan.", "Brandt administration"),
        ("On Monday Tarn police left the square.", "Tarn police"),
    ],
)
def test_a_body_is_named_after_its_head_or_town(text: str, name: str) -> None:
    """ "The Brandt administration" and "Tarn police" are organizations beside the person and the town."""
    found = read(text, PER="Brandt", LOC="Tarn")
    assert ("organization", "name") == (mention(found, name).type, mention(found, name).kind)


def test_a_persons_lawyers_and_a_countrys_government_are_no_names() -> None:
    """Only a body under somebody or of a town goes by a name of its own."""
    found = read("The Brandt lawyers met the Norway government.", PER="Brandt", LOC="Norway")
    assert ["Brandt", "Norway"] == [each.text for each in found.mentions if each.kind == "name"]


def test_a_courtesy_title_hides_no_role() -> None:
    """ "Ambassador to Norway Sir Per Dahl" has the role before the title."""
    found = read(
        "Swedish Ambassador to Norway Sir Per Dahl left.", PER="Per Dahl", NORP="Swedish", LOC="Norway"
    )
    assert ["Swedish Ambassador to Norway"] == [role.text for role in mention(found, "Per Dahl").roles]


def test_names_that_a_heading_runs_into_one_are_two() -> None:
    """ "Ann Lind Dahl to resign" is no third person where Ann Lind and Dahl are named apart."""
    text = "Oslo meets Ann Lind Dahl to resign next week. Dahl met Ann Lind."
    found = read(text, PER="Ann Lind Dahl|(?<=week. )Dahl|Ann Lind(?! D)")
    assert ["Ann Lind", "Dahl", "Dahl", "Ann Lind"] == [each.text for each in found.mentions]


@pytest.mark.parametrize(
    ("text", "mistaken", "type_"),
    [
        ("Sen. Ann Lee (R-Bergen) left Oslo.", "R-Bergen", None),
        ("Lawyers of the Supreme Court left.", "Supreme Court", "organization"),
        ("She told the C.I.A. nothing.", "C.I.A.", "organization"),
        ("Deputies of Orsini County left.", "Orsini County", "place"),
        ("Kestria signed. Talks in Kestria go on.", "Kestria", "place"),
        ("Kestria signed. The Kestrian envoy left.", "Kestria", "place"),
        ("Brandt signed. The Kestrian envoy left.", "Brandt", "person"),
        ("The Maren Dawn sank off the coast.", "Maren Dawn", None),
        ("Hurricane Odile came near the coast.", "Odile", None),
        ("Kestrel, a news agency, told the story.", "Kestrel", "organization"),
    ],
)
def test_what_is_no_person_is_none(text: str, mistaken: str, type_: str | None) -> None:
    """Whatever the encoder takes for people, words and places tell affiliations, bodies and countries."""
    found = read(text, PER=mistaken)
    types = {each.type for each in found.mentions if each.text == mistaken and each.kind == "name"}
    assert ({type_} if type_ else set()) == types


def test_one_word_of_a_place_is_no_person() -> None:
    """A word of the name of a lake or town is the place."""
    found = read("They met at Lake Isen. Isen was quiet.", LOC="Lake Isen", PER="Isen")
    assert "place" == mention(found, "Isen").type


def test_a_family_is_a_group() -> None:
    """The plural of a family name is no further person."""
    found = read("Ann Kolar spoke. The Kolars left.", PER="Ann Kolar|Kolars")
    assert "group" == mention(found, "Kolars").type


def test_a_title_is_no_given_name() -> None:
    """Names that parents give ("Judge") are titles before a family name, as elsewhere in the article."""
    found = read("Ann Orsini ruled. Lawyers praised Judge Orsini.", PER="Ann Orsini")
    assert ["Ann Orsini", "Orsini"] == [each.text for each in found.mentions if each.type == "person"]


def test_whoever_has_mr_before_the_name_is_a_person() -> None:
    """Whatever the encoder saw in the name, or nothing."""
    found = read("Mr. Kestrel left. Mr. Veld stayed.", ORG="Mr. Kestrel")
    assert ("person", "person") == (mention(found, "Kestrel").type, mention(found, "Veld").type)


def test_a_hyphen_is_no_end_of_a_name() -> None:
    """The second half of a Korean given name, and what an ezafe joins, belong to the name."""
    found = read("Kim Tae-min went to Deh-e Kestra.", PER="Kim Tae", LOC="Deh|Kestra")
    assert mention(found, "Kim Tae-min").type == "person"
    assert mention(found, "Deh-e Kestra").type == "place"


def test_a_name_in_a_heading_of_capitals_is_the_person() -> None:
    """ "MOREAU SAYS" is Moreau; "MOREAU FIRED" is not somebody of that name."""
    found = read("MOREAU SAYS NO\n\nAna Moreau left.\n\nMOREAU FIRED", PER="Ana Moreau|MOREAU FIRED")
    assert "person" == mention(found, "MOREAU").type
    assert "person" == mention(found, "MOREAU", nth=1).type


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Chairman of the Joint Staff of Ostria General Ana Lind spoke.",
            ["Chairman of the Joint Staff of Ostria", "General"],
        ),
        ("The police said that the suspect is Ana Lind.", ["suspect"]),
        ("Ana Lind was special counsel if the court agreed.", ["special counsel"]),
    ],
)
def test_offices_that_stand_apart_are_roles(text: str, roles: list[str]) -> None:
    """An office before a rank, what somebody is said to be, and no clause after it."""
    found = read(text, PER="Ana Lind", ORG="Joint Staff of Ostria")
    assert roles == [role.text for role in mention(found, "Ana Lind").roles]


def test_the_members_of_a_party_or_people_are_no_person() -> None:
    """ "The New York Democrat" is a phrase, "Kestris are" are several."""
    found = read("The New York Democrat left. Kestris are calm.", PER="York Democrat|Kestris")
    assert "nominal" == mention(found, "The New York Democrat").kind
    assert "group" == mention(found, "Kestris").type


def test_a_country_that_acts_like_a_body_is_a_place_where_its_adjective_is_used() -> None:
    """No gazetteer has Lornia; "Lornian officials" shows that it is a country."""
    found = read("Lornia agreed. Lornian officials left.", ORG="Lornia", NORP="Lornian")
    assert "place" == mention(found, "Lornia").type


def test_a_committee_that_the_encoder_missed_is_a_name() -> None:
    """ "The Harbour Safety Committee" is no phrase for another body."""
    found = read("The vote is due in the Harbour Safety Committee on Monday.")
    assert ("name", "organization") == (
        mention(found, "Harbour Safety Committee").kind,
        mention(found, "Harbour Safety Committee").type,
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor told The Oslo Gazette that he would stay.", "The Oslo Gazette"),
        ("The Oslo Gazette asked him to stay.", "Oslo Gazette"),
        ("He asked the Oslo Gazette to wait.", "Oslo Gazette"),
    ],
)
def test_an_article_written_large_amid_a_sentence_is_part_of_the_name(text: str, name: str) -> None:
    """A capital that no sentence asks for is the name's own."""
    found = read(text, ORG="Oslo Gazette")
    assert [name] == [each.text for each in found.mentions if each.kind == "name"]


def test_a_nickname_in_marks_is_part_of_the_name() -> None:
    """The encoder took it for two people."""
    found = read("Jacob “Bram” Veltman left. Guards met Veltman.", PER="Jacob|Bram” Veltman|Veltman(?=\\.)")
    assert ["Jacob “Bram” Veltman", "Veltman"] == [m.text for m in found.mentions if m.type == "person"]
    assert "Jacob “Bram” Veltman" == name_of(found, "Veltman")
    found = read("Jacob 'The Fox' Veltman left.", PER="Jacob|Veltman")
    assert ["Jacob 'The Fox' Veltman"] == [m.text for m in found.mentions if m.type == "person"]


@pytest.mark.parametrize(
    "text",
    [
        "Police closed the port. Ann Lee/Northern Photos\n\nIt opened later.",
        "Police closed the port.\n\nNORPRESS/Ann Lee\n\nIt opened later.",
        "Ann Lee\n\nTHE COURIER\n\nPolice closed the port.",
        "Police closed the port. Courtesy Ann Lee",
        "Norpress writers Bo Orsini in Oslo and Ann Lee in Bergen contributed.",
    ],
)
def test_whoever_stands_in_a_credit_is_nobody_of_the_story(text: str) -> None:
    """A picture's maker beside a slash, and an author alone on a line before the outlet."""
    found = read(text, PER="Ann Lee", ORG="Northern Photos|NORPRESS|Norpress")
    assert "Ann Lee" not in [each.text for each in found.mentions]


def test_no_word_of_a_heading_in_capitals_is_a_name_alone() -> None:
    """Neither a name elsewhere nor a given name."""
    text = "NINE ENVOYS TO LEAVE PORT AMID PROBE INTO DEATH\n\nAnn Lee left."
    found = read(text, PER="PROBE|Ann Lee")
    assert ["Ann Lee"] == [each.text for each in found.mentions if each.type == "person"]


def test_a_cabinet_by_a_name_is_a_body() -> None:
    """It is not who leads it, and does things itself."""
    found = read("The Orsini administration said it would wait.", PER="Orsini")
    assert "organization" == mention(found, "Orsini administration").type
    assert "Orsini administration" == name_of(found, "it")


def test_a_full_name_of_somebody_named_besides_is_no_place() -> None:
    """ "Orsini" is somebody, hence "Paul Orsini" too."""
    found = read(
        "They mourn Paul Orsini. Orsini died in Oslo.", LOC="Paul Orsini|Oslo", PER="Orsini(?= died)"
    )
    assert "person" == mention(found, "Paul Orsini").type


def test_a_family_name_of_two_tells_no_sex() -> None:
    """ "Wilson" is no given name in "Wilson-Orsini"."""
    found = read(
        "Jodie Wilson-Orsini left. Wilson-Orsini said she was tired.", PER="(?:Jodie )?Wilson-Orsini"
    )
    assert "Jodie Wilson-Orsini" == name_of(found, "she")


def test_an_adjective_of_an_ideology_is_nobody() -> None:
    """And "U.S." in "U.S.-led" is the country."""
    found = read("The U.S.-led force met the Marxist mayor.", LOC="U.S.", NORP="Marxist")
    assert ["United States"] == [each.country for each in found.mentions if each.kind == "name"]


def test_the_members_of_a_party_are_named_by_it() -> None:
    """A capital makes "Liberals" a name."""
    found = read("The plan was dropped by the Liberals after they left.")
    assert ("name", "group") == (mention(found, "Liberals").kind, mention(found, "Liberals").type)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ann Lee, who served as an adviser to the mayor of Oslo, left.", ["adviser to the mayor of Oslo"]),
        ("Ann Lee resigned as minister.", ["minister"]),
        ("Officials met president-elect Ann Lee.", ["president-elect"]),
        ("They heard the mayor's ally Ann Lee.", ["mayor's ally"]),
        ("In a tweet President Ann Lee said no.", ["President"]),
        ("There was no indication Chairman Ann Lee knew.", ["Chairman"]),
        ("Officials met far-right lawmaker Ann Lee.", ["far-right lawmaker"]),
        ("Ann Lee resigned as planned.", []),
    ],
)
def test_a_role_is_a_noun_phrase_that_begins_and_ends_where_it_does(text: str, roles: list[str]) -> None:
    """An office after "served as" is a role; what governs the noun before an office is no part of it."""
    found = read(text, PER="Ann Lee", LOC="Oslo")
    assert roles == [role.text for role in mention(found, "Ann Lee").roles]


def test_a_role_ends_before_another_object_of_the_verb() -> None:
    """ "Gave the president broad powers": the office is "president"."""
    found = read("The law gave the president broad powers.")
    assert ["president"] == [role.text for role in mention(found, "the president").roles]


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("Representative K. Michael Orsini spoke.", "Michael Orsini", "K. Michael Orsini"),
        ("Representative Stenn H. Orsini spoke.", "Orsini", "Stenn H. Orsini"),
        ("Officials met Sarah Pellabee Orsini there.", "Pellabee Orsini", "Sarah Pellabee Orsini"),
        ("They quoted Martin Orsini King Jr. at length.", "Martin Orsini", "Martin Orsini King Jr."),
    ],
)
def test_names_are_made_whole_by_initials_given_names_and_suffixes(text: str, seen: str, name: str) -> None:
    """What the encoder leaves out of a person's name is put back."""
    assert name in [each.text for each in read(text, PER=seen).mentions if each.type == "person"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("They told Moreau or Vice President Orsini so.", "Vice"),
        ("The judge cited the 1997 case Moreau v. Orsini.", "Orsini"),
        ("He wrote of the news site, Kestrel, on Monday.", "Kestrel"),
        ("They know him as 'Mr Safety' and love him.", "Safety"),
        ("Sen. Ann Lee (Texas), a conservative, voted no.", "Texas"),
        ("The spokesman for Boat Owners of Canada said no.", "Boat Owners"),
        ("Ostrix is a country. Visitors like Ostrix. What is the cost for Ostrx?", "Ostrx"),
    ],
)
def test_what_stands_where_no_person_does_is_none(text: str, seen: str) -> None:
    """Words of offices, cases at law, things in apposition, nicknames in quotation marks and members of a
    body are nobody, whatever the encoder takes them for."""
    found = read(text, PER=seen, LOC="Ostrix")
    assert not [each for each in found.mentions if each.text == seen and each.type == "person"]


def test_a_photographer_in_brackets_before_an_agency_is_no_person_of_the_story() -> None:
    """ "(Ann Lee, Tarn Journal via AP)" credits a picture."""
    assert not read("The statue fell. (Ann Lee, Tarn Journal via AP)", PER="Ann Lee").mentions


def test_a_role_goes_to_the_end_of_a_name_and_ends_before_what_the_verb_adds() -> None:
    """ "And" inside a name ends no role; a time and another verb are no part of one."""
    found = read(
        "Bo Lind, an official at the Office of Forests and Rivers, was there. "
        "I spoke with the president this morning.",
        PER="Bo Lind",
        ORG="Office of Forests and Rivers",
    )
    roles = [role.text for mention in found.mentions for role in mention.roles]
    assert {"official at the Office of Forests and Rivers", "president"} == set(roles)


def test_a_name_does_not_end_with_the_word_that_joins_another() -> None:
    """What stands large after "and" belongs to the name; where nothing does, "and" goes."""
    found = read(
        "The Office of Forests and Rivers paid. The Office of Forests and a bank paid.",
        ORG="Office of Forests and",
    )
    assert ["Office of Forests and Rivers", "Office of Forests"] == [
        mention.text
        for mention in found.mentions
        if mention.type == "organization" and mention.kind == "name"
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann Lee spoke first. Will Orsini go?\nOrsini said no.", ["Ann Lee", "Orsini", "Orsini"]),
        ("Leader Mitch McOrsini left.", ["Mitch McOrsini"]),
        ("They met Defense Secretary Mark T. Orsino in Oslo.", ["Mark T. Orsino"]),
        ("Ann Lee left. Orsini reported from Oslo.", ["Ann Lee"]),
        ("Ann Lee is a staunch Orsini. She left.", ["Ann Lee"]),
        ("Ann Lee left.\nOle Orsini, Bergen Post trade reporter", ["Ann Lee"]),
        ("Officials told Congresswomen Orsini and Lee.", ["Orsini", "Lee"]),
    ],
)
def test_people_are_those_of_the_story(text: str, people: list[str]) -> None:
    """Questions, credits and titles in the plural make nobody's name; "Mc" is no reason to pass over one."""
    found = read(text, PER="Ann Lee|Ole Orsini|Congresswomen Orsini|Orsini|Lee")
    assert people == [each.text for each in found.mentions if (each.kind, each.type) == ("name", "person")]
