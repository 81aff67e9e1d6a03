"""Nouns that stand for people and groups, and how they relate ("envoy" is more general than "ambassador").

From WordNet (`data/nouns.tsv`), with the closed classes that it lacks or that news uses otherwise.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import Literal


def words(text: str) -> frozenset[str]:
    """A closed class, written as one string of words."""
    return frozenset(text.split())


_ALSO_PEOPLE = words(
    "aide attacker bomber ceo cfo chair chief civilian coo counterpart couple critic defector "
    "democrat demonstrator deputy detainee elder figure gunman harbourmaster hardliner head hostage "
    "insider kid mep migrant mogul mp parent person pm predecessor profiler protester protestor queen "
    "republican shooter source spokesperson staffer strongman successor survivor suspect teenager tory "
    "vice whip youth"
)
_ALSO_GROUPS = words(
    "administration agency alliance ally authority bank bloc broadcaster cabinet carmaker channel coalition "
    "command congress consulate country court department embassy faction firm force giant group junta "
    "kingdom mission movement nation neighbor neighbour network newspaper office outlet panel "
    "parliament party regime republic rival senate side"
)
# Frequent nouns that WordNet counts among people or groups and news seldom means so.
_NOT_MEANT = words(
    "village adult alien arm baby back bear beat body business can capitalism case category chain character "
    "class classic collection combination common conference contact content contribution convention "
    "core cover culture cut date deal dish double down draft ear eye face fan fire follow foundation "
    "gathering generation giant grade guide hand help hire history home host house human hunt individual "
    "initial isis issue junior key language law lead life line list lot major market mass match "
    "measure meeting minor mix model name native natural number nut object one original other pack "
    "package pair parade partnership past pay plan plant pole post power presence prey product public rally "
    "range repository return root row rule run runner sale school score second self senior series set "
    "society sort soul spirit square standard star study subject support swing system table tar "
    "target tell term thing third traffic trial turn variety voice way white world"
)

_FEMALE = words(
    "woman girl lady wife mother daughter sister aunt niece grandmother granddaughter mom mum queen "
    "princess empress duchess baroness countess actress heiress hostess widow bride girlfriend "
    "waitress congresswoman madam mistress stepmother nun fiancee"
)
_MALE = words(
    "man boy gentleman husband father son brother uncle nephew grandfather grandson dad king prince "
    "emperor duke baron actor widower fiance groom boyfriend waiter monk stepfather imam ayatollah pope "
    "sheikh emir sultan mullah"
)

KIN = words(
    "wife husband mother father son daughter brother sister uncle aunt cousin nephew niece grandson "
    "granddaughter grandfather grandmother widow widower friend fiance fiancee"
)
"""What somebody is to another person; it tells no office."""
FAMILY = KIN - {"friend"}
"""The kin among whom a family name is shared."""

_OF_A_PARTY = words(
    "republican democrat sen rep gov senator representative congressman congresswoman governor mayor "
    "lawmaker legislator president candidate nominee chairman chairwoman leader whip politician"
)

# More general words that news uses for holders of an office, beyond WordNet's hierarchy.
_ALSO_GENERAL = {
    "leader": words(
        "president premier chancellor chairman king queen emir sultan dictator ruler strongman monarch "
        "minister taoiseach prince sheikh ayatollah emperor secretary chief head chair"
    ),
    "diplomat": frozenset(
        {"ambassador", "envoy", "consul", "attache", "negotiator", "secretary", "minister"}
    ),
    "envoy": frozenset({"ambassador", "representative", "emissary", "negotiator", "diplomat"}),
    "negotiator": frozenset({"envoy", "ambassador", "diplomat", "representative", "chief", "head"}),
    "official": words(
        "minister secretary ambassador envoy spokesman spokeswoman spokesperson chief director governor "
        "mayor aide adviser advisor head deputy diplomat chairman commissioner administrator "
        "undersecretary"
    ),
    "politician": frozenset(
        {"president", "premier", "chancellor", "minister", "lawmaker", "mayor", "governor"}
    ),
    "lawmaker": frozenset(
        {"senator", "congressman", "congresswoman", "representative", "deputy", "legislator"}
    ),
    "spokesman": frozenset({"spokesperson", "secretary"}),
    "spokeswoman": frozenset({"spokesperson", "secretary"}),
    "spokesperson": frozenset({"spokesman", "spokeswoman"}),
    "expert": frozenset(
        {"analyst", "professor", "fellow", "researcher", "scholar", "specialist", "director"}
    ),
    "analyst": frozenset({"expert", "fellow", "researcher", "scholar", "professor"}),
    "chief": frozenset({"head", "director", "leader"}),
    "head": frozenset({"chief", "director", "leader", "chairman", "president"}),
    "commander": frozenset({"general", "chief", "admiral", "colonel", "leader"}),
    "general": frozenset({"commander", "chief"}),
    "businessman": frozenset({"billionaire", "developer", "executive", "magnate", "tycoon"}),
    "pm": frozenset({"minister", "premier"}),
    "republican": _OF_A_PARTY,
    "democrat": _OF_A_PARTY,
    "candidate": frozenset({"nominee", "contender"}),
    "nominee": frozenset({"candidate"}),
}


def is_person_noun(lemma: str) -> bool:
    """Whether the noun stands for a person, by itself or mostly."""
    lemma = lemma.lower().replace("é", "e")
    if lemma in _NOT_MEANT:
        return False
    return lemma in _ALSO_PEOPLE or _class(lemma) == "person" or lemma.endswith(("woman", "spokesman"))


def may_be_person(lemma: str) -> bool:
    """Whether the noun stands for a person at times, where it stands for an entity at all ("host")."""
    return is_person_noun(lemma) or _class(lemma.lower()) == "person"


def is_group_noun(lemma: str) -> bool:
    """Whether the noun stands for a body of people that acts ("delegation", "ministry")."""
    lemma = lemma.lower()
    return lemma in _ALSO_GROUPS or (lemma not in _NOT_MEANT and _class(lemma) == "group")


def may_be_called(noun: str, other: str) -> bool:
    """Whether somebody whose role is `other` may be called a `noun` ("ambassador", "envoy")."""
    noun, other = noun.lower(), other.lower()
    if other in KIN:
        return noun == other
    return noun == other or other in _ALSO_GENERAL.get(noun, ()) or noun in _nouns().get(other, ())


def is_rank(noun: str) -> bool:
    """Whether the noun is a rank of the armed forces ("general"): an officer and a serviceman of WordNet."""
    return {"officer", "serviceman"} <= set(_nouns().get(noun.lower(), ()))


def sex_of_noun(lemma: str) -> Literal["female", "male"] | None:
    """The sex that a noun tells, or None; "-man" in the name of an office tells nothing."""
    lemma = lemma.lower().replace("é", "e")
    if lemma in _FEMALE or lemma.endswith("woman"):
        return "female"
    return "male" if lemma in _MALE else None


def _class(lemma: str) -> str | None:
    entry = _nouns().get(lemma)
    return entry[0] if entry else None


@functools.cache
def _nouns() -> dict[str, tuple[str, ...]]:
    """Noun, and its class followed by the more general nouns."""
    text = resources.files(__package__).joinpath("data", "nouns.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {noun: tuple(rest.split(" ")) for noun, rest in rows}
