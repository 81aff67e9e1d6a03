"""The day and place that the telling takes as known."""

from __future__ import annotations

from annotate.eventful import annotated, one, told_when, told_where, when, where


def test_the_telling_goes_on_about_the_same_person() -> None:
    """A past tense without a time is of the day last told of its actor."""
    found = annotated(
        "Ilse Varga met Tomas Reyl in Brenn on Monday. Ilse Varga visited a school in Tarn.",
        person="Ilse Varga|Tomas Reyl",
        place="Brenn|Tarn",
        organization="school",
    )
    visited = one(found, "visited")
    assert (None, "2031-05-12") == (when(found, visited), told_when(found, visited))


def test_a_clause_of_time_shares_the_day() -> None:
    """ "After" joins two events of one day."""
    found = annotated(
        "The trial of Tomas Reyl was adjourned in Brenn on Tuesday after Mara Lind handed over records.",
        person="Tomas Reyl|Mara Lind",
        place="Brenn",
    )
    assert "2031-05-13" == told_when(found, one(found, "handed over"))


def test_the_speaker_gives_the_day_a_sentence_later() -> None:
    """ "…," she said on Friday dates what she is told to have demanded."""
    found = annotated(
        'Ilse Varga called for an acquittal. "He took nothing," Ilse Varga told the court on Monday.',
        person="Ilse Varga",
    )
    demanded = one(found, "called for")
    assert (None, "2031-05-12") == (when(found, demanded), told_when(found, demanded))


def test_what_happens_on_the_spot_is_of_the_day_and_town_of_the_scene() -> None:
    """Arrests after a blast are of its day and town, where nothing says otherwise."""
    found = annotated(
        "A bomb exploded in Brenn on Monday. Police arrested two men near the square.",
        place="Brenn",
        nominal="Police|two men",
    )
    arrested = one(found, "arrested")
    assert "2031-05-12" == told_when(found, arrested)
    assert "Brenn" in {where(found, arrested), told_where(found, arrested)}


def test_earlier_is_another_day() -> None:
    """ "Earlier" and the past perfect leave the day that was told."""
    found = annotated(
        "A bomb exploded in Brenn on Monday. Police earlier arrested two men. Police had detained others.",
        place="Brenn",
        nominal="Police|two men|others",
    )
    assert None is told_when(found, one(found, "arrested"))
    assert None is told_when(found, one(found, "detained"))


def test_days_counted_from_something_else_are_another_day() -> None:
    """ "Two days after a gunman attacked a school" is not the day that was told before."""
    found = annotated(
        "Police shot a smuggler in Brenn on Monday. Two days after a gunman attacked a school, "
        "police arrested a teacher.",
        place="Brenn",
        nominal="Police|police|a smuggler|a gunman|a teacher",
    )
    assert None is told_when(found, one(found, "arrested"))
    assert () == one(found, "arrested").days


def test_a_relative_clause_surely_takes_no_day() -> None:
    """What only describes somebody may be long past, so no rule gives it the day told."""
    found = annotated(
        "A bomb exploded in Brenn on Monday. The mayor, who killed a rival, spoke.",
        place="Brenn",
        nominal="The mayor|a rival",
    )
    assert all(day.likelihood < 0.5 for day in one(found, "killed").days)


def test_what_is_described_tells_where_it_was_cut() -> None:
    """The place in the description of a thing is that of what is done to it."""
    found = annotated(
        "Norland cut the hotline to Sudria. The hotline, located in Tarn, was quiet.",
        acting="Norland|Sudria",
        place="Tarn",
    )
    assert "Tarn" == told_where(found, one(found, "cut"))


def test_where_takes_up_the_place_before_it() -> None:
    """ "Tarn, where a convoy was attacked"."""
    found = annotated(
        "Ilse Varga lives in Tarn, where gunmen attacked a convoy.",
        person="Ilse Varga",
        place="Tarn",
        nominal="gunmen|a convoy",
    )
    assert "Tarn" == where(found, one(found, "attacked"))


def test_what_is_at_an_event_is_of_its_place_and_day() -> None:
    """A meeting at a summit, and what was done where a trial was held."""
    found = annotated(
        "The group scheduled a meeting at the Group of Ten summit on Monday in Brenn.",
        place="Brenn",
        nominal="The group",
    )
    meeting = one(found, "meeting")
    assert "Brenn" in {where(found, meeting), told_where(found, meeting)}
    found = annotated(
        "This year, there was one trial in Tarn, where Ivo Karo was convicted.",
        person="Ivo Karo",
        place="Tarn",
    )
    assert "2031" == told_when(found, one(found, "convicted"))
    found = annotated("Ilse Varga gave a speech this week deploring the power of banks.", person="Ilse Varga")
    deploring = one(found, "deploring")
    assert "2031-W20" in {when(found, deploring), told_when(found, deploring)}


def test_a_court_is_in_its_town() -> None:
    """The town of an organization says more of where than its name."""
    found = annotated(
        "Ivo Karo was sentenced in the Federal Court in Tarn.",
        person="Ivo Karo",
        place="Tarn",
        organization="Federal Court",
    )
    assert "Tarn" == where(found, one(found, "sentenced"))


def test_as_of_a_day_dates_nothing() -> None:
    """What had happened as of a day happened before."""
    found = annotated("As of Monday, police had arrested Ilse Varga.", person="Ilse Varga")
    assert None is when(found, one(found, "arrested"))


def test_in_the_wake_of_a_day_is_not_on_it() -> None:
    """A time after "in the wake of" is that of something before."""
    found = annotated("The act was passed in the wake of 9 January 2029.", nominal="The act")
    passed = one(found, "act was passed")
    assert (None, None) == (when(found, passed), told_when(found, passed))


def test_what_is_on_the_sidelines_is_of_the_place_and_day_of_the_event() -> None:
    """ "On the sidelines of a summit" is where and when the summit is, though "on" else is no place."""
    found = annotated(
        "Ilse Varga and Tomas Reyl met on the sidelines of a summit in Brenn in April.",
        person="Ilse Varga|Tomas Reyl",
        place="Brenn",
    )
    met = one(found, "met")
    assert "Brenn" in {where(found, met), told_where(found, met)}
    assert "2031-04" in {when(found, met), told_when(found, met)}


def test_what_was_to_be_done_where_is_there() -> None:
    """ "Where" places what the infinitive of its clause tells as well."""
    found = annotated(
        "Ilse Varga put off a visit to Brenn, where she was to sign a treaty with Tomas Reyl.",
        person="Ilse Varga|Tomas Reyl",
        place="Brenn",
    )
    assert "Brenn" == where(found, one(found, "treaty"))
