"""What grouping keeps together and apart."""

from dateline.resolve.stories import group
from dateline.schema.article import Article

FERRY = Article(
    id="ferry-1",
    title="Ferry sinks off Norvik, 12 rescued",
    text="NORVIK - A ferry carrying 31 people sank in heavy seas off the port of Norvik on Tuesday.\n\n"
    "Coast guard vessels from Halden rescued 12 passengers, Captain Ines Marrow said.",
)
FERRY_TOO = Article(
    id="ferry-2",
    title="Search goes on after ferry disaster",
    text="Coast guard crews searched through the night for passengers of the ferry that sank off Norvik.\n\n"
    "Twelve of the 31 people aboard were rescued, Captain Ines Marrow of the Halden coast guard said.",
)
BUDGET = Article(
    id="budget",
    title="Parliament of Ostland passes budget",
    text="The parliament of Ostland passed a budget on Tuesday that raises the fuel tax by two percent.\n\n"
    "Finance minister Tomas Reier said that the deficit would shrink.",
)


def test_two_reports_of_one_event_are_one_story() -> None:
    """Two articles are enough: rarity comes from the shipped table, not from the input."""
    assert (("ferry-1", "ferry-2"),) == group([FERRY, FERRY_TOO])


def test_reports_of_different_events_are_two_stories() -> None:
    """Articles of one day that share only common words stay apart."""
    assert (("ferry-1", "ferry-2"), ("budget",)) == group([FERRY, BUDGET, FERRY_TOO])


def test_nothing_in_nothing_out() -> None:
    """No articles make no stories."""
    assert () == group([])
