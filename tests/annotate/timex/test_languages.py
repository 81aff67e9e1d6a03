"""Spanish and German, written on Friday 1 June 2018: the same code, another file of words."""

from __future__ import annotations

import pytest

from dateline.annotate import timex
from dateline.annotate.timex.grammar import grammar


def values(text: str, language: str) -> list[str | None]:
    return [t.value for t in timex.find_times(text, published="2018-06-01", language=language)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("La reina habló el jueves.", "2018-05-31"),
        ("La cumbre será el 12 de junio.", "2018-06-12"),
        ("Firmaron el 3 de marzo de 2015.", "2015-03-03"),
        ("Llegó la semana pasada.", "2018-W21"),
        ("Llegará el próximo mes.", "2018-07"),
        ("Murió hace dos años.", "2016"),
        ("Volverá dentro de tres semanas.", "2018-W25"),
        ("Ocurrió a finales de marzo de 2017.", "2017-03"),
        ("Vivió en los años noventa.", "199"),
        ("Vivió en el siglo XIX.", "18"),
        ("Se fue ayer.", "2018-05-31"),
        ("Se fue anoche.", "2018-05-31TNI"),
        ("Salió el jueves por la noche.", "2018-05-31TNI"),
        ("Habló hoy a las 10.30.", "2018-06-01T10:30"),
        ("Duró dos años y medio.", "P2Y6M"),
        ("Se reúnen cada día.", "P1D"),
        ("Se reúnen todos los lunes.", "XXXX-WXX-1"),
        ("Fue en Viernes Santo.", "2018-03-30"),
        ("Ahora gobierna la oposición.", "PRESENT_REF"),
    ],
)
def test_spanish(text: str, value: str) -> None:
    """A Spanish expression has its value."""
    assert values(text, "es") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Die Königin sprach am Donnerstag.", "2018-05-31"),
        ("Der Gipfel wird am 12. Juni stattfinden.", "2018-06-12"),
        ("Unterzeichnet am 3. März 2015.", "2015-03-03"),
        ("Das Treffen am 3.6.2018 scheiterte.", "2018-06-03"),
        ("Er kam vergangene Woche an.", "2018-W21"),
        ("Er wird nächsten Monat kommen.", "2018-07"),
        ("Sie starb vor zwei Jahren.", "2016"),
        ("Sie kommt in drei Wochen zurück.", "2018-W25"),
        ("Ende März 2017 zerbrach das Bündnis.", "2017-03"),
        ("Er lebte in den neunziger Jahren hier.", "199"),
        ("Sie lebte im 19. Jahrhundert.", "18"),
        ("Gestern Abend brannte der Hafen.", "2018-05-31TEV"),
        ("Am Montagabend brannte der Hafen.", "2018-05-28TEV"),
        ("Die Sitzung begann heute um 8 Uhr.", "2018-06-01T08:00"),
        ("Die Sitzung begann heute um 8 Uhr 30.", "2018-06-01T08:30"),
        ("Das dauerte anderthalb Jahre.", "P1Y6M"),
        ("Sie tagen jeden Tag.", "P1D"),
        ("Die Fähre fährt montags.", "XXXX-WXX-1"),
        ("Am Karfreitag blieb es ruhig.", "2018-03-30"),
        ("Derzeit regiert die Opposition.", "PRESENT_REF"),
    ],
)
def test_german(text: str, value: str) -> None:
    """A German expression has its value."""
    assert values(text, "de") == [value]


def test_unknown_language() -> None:
    """A language without a grammar has no expressions."""
    assert timex.find_times("Il est venu hier.", language="fr") == ()


@pytest.mark.parametrize("language", timex.languages())
def test_grammars_compile(language: str) -> None:
    """Every language file compiles, and every match must hold one of its triggers."""
    assert grammar(language).data["triggers"]
