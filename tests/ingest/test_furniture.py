"""What is taken out of a page's text, and what stays, on invented pages."""

from __future__ import annotations

import pytest

from dateline.ingest.furniture import rules, split_furniture

BODY = [
    "Ministers of Ostavia and Veldt met in Port Ana on Monday, their spokesmen said.",
    "“We are closer than ever,” the envoy told reporters after six hours of talks.",
    "The dam on the border river, finished last year, was not on the agenda.",
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("저작권자 © 오스타비아 신문 무단전재 및 재배포 금지", "copyright"),
        ("© 2018 The Port Ana Post. All rights reserved.", "copyright"),
        (
            "Copyright 2018 The Veldt Wire. This material may not be published, broadcast or rewritten.",
            "copyright",
        ),
        ("Все права защищены. Вестник Порт-Аны", "copyright"),
        ("版权所有 未经授权 不得转载", "copyright"),
        ("جميع الحقوق محفوظة لصحيفة الميناء", "copyright"),
        ("Sign up for our free daily newsletter", "newsletter"),
        (
            "Get the day’s stories delivered to your inbox. By signing up, you agree to our Privacy Policy",
            "newsletter",
        ),
        (
            "Newsletter Sign Up Please verify you're not a robot. Invalid email address. Please re-enter.",
            "newsletter",
        ),
        ("Share this article Tweet Post Email", "share"),
        ("Follow us on Twitter @PortAnaPost", "share"),
        ("We pay for your stories! Do you have a story for us? Email us at tips@post.example", "share"),
        (
            "JUST WATCHED Dam opens to ships Replay More Videos ... MUST WATCH Dam opens to ships 01:08",
            "player",
        ),
        ("Slideshow (4 Images)", "player"),
        ("Politics Dam Opens To Ships Dam Opens To Ships Listen · 2:48 2:48", "player"),
        ("Watch the full interview below:", "player"),
        ("Photo", "player"),
        ("Image copyright Veldt Wire", "caption"),
        ("(Ann Lee/Getty Images)", "caption"),
        ("Enlarge this image toggle caption Ann Lee/St. Orsola Post via Veldt Wire", "caption"),
        ("Advertisement", "advertisement"),
        ("Advertisement Continue reading the main story", "advertisement"),
        ("Story Continued Below", "advertisement"),
        ("READ MORE: Why the dam divides the valley", "related"),
        ("Ostavia dismisses the envoy's late-night remarks | Ann Lee Read more", "related"),
        (
            "Have you been affected by the flood? You can share your story by emailing dam@post.example.",
            "share",
        ),
        (
            "Please upgrade your browser to view this content. Timeline hide How the dam was built Show all "
            "Was this timeline useful? Yes No Thank you for your feedback.",
            "other",
        ),
        ("( Also on PORTAPOST: The dam in pictures)", "related"),
        ("Skip to main content", "navigation"),
        ("Tags: dams, rivers, Ostavia", "navigation"),
        (
            "Interested in Ostavia? Add Ostavia as an interest to stay up to date on the latest Ostavia "
            "news, video, and analysis from PORT News. Add Interest",
            "navigation",
        ),
        ("7 years ago", "navigation"),
        ("* * *", "other"),
        ("The opinions expressed by columnists are their own.", "other"),
    ],
)
def test_furniture_goes(text: str, kind: str) -> None:
    """Furniture leaves the text and is kept with its kind."""
    kept, (furniture,) = split_furniture([BODY[0], text, *BODY[1:]])

    assert kept == BODY
    assert (text, kind) == (furniture.text, furniture.kind)


@pytest.mark.parametrize(
    "text",
    [
        "The minister urged farmers to sign up for the flood insurance before the rains, officials said.",
        "The court said the film’s copyright had passed to the director’s children in 2004.",
        "Readers signed up for the newsletter in such numbers that the server failed, the editor said.",
        "The two sides quickly voiced support for the plan.",
        "Video of the fire, filmed from a boat, was shown on state television.",
        "(More than 300 people were hurt.)",
        "Related companies in Veldt were searched as well.",
        "Share prices fell by a tenth.",
        "Advertisement spending fell by a tenth, the ministry said.",
        "‘Massive damage’",
        "2003",
        "Envoy Mira Holt arrives for the talks in Port Ana on June 1, 2018. (ONA)",
    ],
)
def test_report_stays(text: str) -> None:
    """Sentences that mention what furniture mentions, headings, and captions that report stay."""
    kept, furniture = split_furniture([BODY[0], text, *BODY[1:]])

    assert [BODY[0], text, *BODY[1:]] == kept
    assert furniture == []


def test_label_goes_and_caption_stays() -> None:
    """The label of a caption is cut off, the caption itself stays."""
    kept, (furniture,) = split_furniture(["Image copyright ONA Image caption The blast broke windows", *BODY])

    assert kept[0] == "The blast broke windows"
    assert (furniture.text, furniture.kind) == ("Image copyright ONA Image caption", "caption")


def test_player_within_a_paragraph() -> None:
    """A player that the crawler ran into a paragraph is cut out of it."""
    player = "JUST WATCHED The dam Replay More Videos ... MUST WATCH The dam 01:08"
    kept, _ = split_furniture([f"{BODY[0]} {player} {BODY[1]}"])

    assert kept == [f"{BODY[0]} {BODY[1]}"]


@pytest.mark.parametrize(
    "tag",
    [
        "Ann Marie LeeLee opens the dam Veldt votes on the treaty MORE",
        "Ann Marie Lee Lee opens the dam Veldt votes on the treaty MORE",
        "Ann Marie LeeMORE",
    ],
)
def test_headlines_run_into_a_sentence(tag: str) -> None:
    """Headlines under a person's name, run into the sentence, are cut out; the name before them stays."""
    kept, (furniture,) = split_furniture([f"Minister Ann Lee {tag} (N-Veldt) spoke in Port Ana on Friday."])

    assert kept == ["Minister Ann Lee (N-Veldt) spoke in Port Ana on Friday."]
    assert (furniture.text, furniture.kind) == (tag, "related")


def test_gallery_run_together() -> None:
    """A gallery that the crawler ran into one paragraph, its title doubled, goes however long it is."""
    gallery = "Photos: Life at the dam Photos: Life at the dam " + "Guards walk along the wall. " * 40
    kept, _ = split_furniture([*BODY, gallery])

    assert kept == BODY


def test_listed_headlines() -> None:
    """Headlines listed under "Read more:" go with it; the next sentence stays."""
    kept, furniture = split_furniture([BODY[0], "Read more:", "Dam divides the valley", BODY[1]])

    assert kept == BODY[:2]
    assert ["related", "related"] == [each.kind for each in furniture]


@pytest.mark.parametrize(
    "caption",
    [
        "Ministers of Ostavia and Veldt met in Port Ana on Monday, their spokesmen said",
        "Ministers of Ostavia and Veldt have met in Port Ana on Monday, their spokesmen said",
        "Ministers of Ostavia and Veldt met in Port Ana on Monday, their spokesmen said. PHOTO: ONA/ANN LEE",
        BODY[0],
    ],
    ids=["exactly", "nearly", "with a credit", "as a sentence"],
)
def test_caption_that_repeats(caption: str) -> None:
    """A caption that repeats a sentence of the body goes, the body's sentence stays."""
    kept, (furniture,) = split_furniture([*BODY, caption, "They meet again in spring."])

    assert kept == [*BODY, "They meet again in spring."]
    assert furniture.kind == "caption"


def test_caption_above_the_report() -> None:
    """Of a caption above and the sentence of the body that it is part of, the body's stays."""
    caption = "“We are closer than ever,” the envoy told reporters."
    kept, _ = split_furniture([caption, *BODY])

    assert kept == BODY


def test_similar_sentences_stay() -> None:
    """Two sentences of the report that differ in what they report both stay."""
    parts = [*BODY, "The dam on the border river, finished next year, will be on the agenda in spring."]
    assert split_furniture(parts) == (parts, [])


def test_what_speeds_cues_up_changes_nothing() -> None:
    """A cue matches only where one of the words that it is said to need stands."""
    for (_, pattern), needs in zip(rules().cue, rules().needs, strict=True):
        for line in (
            "sign up for our newsletter",
            "all rights reserved",
            "follow us on twitter @x a@b.example",
        ):
            if needs and pattern.search(line):
                assert any(need in line for need in needs)


@pytest.mark.parametrize(
    "teaser",
    [
        "WHAT WE KNOW: Latest on the flood at Brenn",
        "NORLAND OFFICIALS ORDER SECOND BRIDGE CLOSED",
        "CLICK HERE FOR MORE NEWS ON THE COURIER",
        "This story will be updated.",
        "Get breaking news alerts and special reports. The stories that matter, delivered weekday mornings.",
    ],
)
def test_headlines_of_other_reports_are_furniture(teaser: str) -> None:
    """In capitals, or after words in capitals."""
    assert ["The river rose."] == split_furniture(["The river rose.", teaser])[0]


@pytest.mark.parametrize(
    "part",
    ["THE BACKGROUND", "ANKARA: The minister resigned on Monday.", "Note: the river rose", "UN: no comment"],
)
def test_headings_and_datelines_are_none(part: str) -> None:
    """A short heading, or a report that opens with its town, stays."""
    assert [part] == split_furniture([part])[0]


@pytest.mark.parametrize(
    "link",
    [
        "Brenn flood:Rescuers reach the last farm",
        "Brenn: What we know about the second bridge",
        "READ THE REPORT",
        "To stay updated, follow Dana Holt on Twitter, and read more of the Courier's river coverage.",
    ],
)
def test_links_within_a_report_are_furniture(link: str) -> None:
    """A headline with a label, an order in capitals, and where to follow the author."""
    report = ["The river rose.", "A bridge was closed."]
    assert [*report, "It is to open on Friday."] == split_furniture(
        [*report, link, "It is to open on Friday."]
    )[0]


@pytest.mark.parametrize(
    "part",
    ['Dana Holt: "We will open it on Friday"', "Water level: 4.2 metres above the mark", "Holt: we wait"],
)
def test_what_somebody_says_or_a_list_holds_stays(part: str) -> None:
    """Words in marks after a name, numbers after a label, few words."""
    report = ["The river rose.", "A bridge was closed."]
    assert [*report, part] == split_furniture([*report, part])[0]
