"""The schema of a library, as numbered steps forward.

`PRAGMA user_version` counts the steps that a file has taken. A step is never edited once it has been
released; what must change comes as a new one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

_FIRST = """
-- Numbers of the whole library: how often what grouping keeps has changed, and by which rules it was made.
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES ('generation', 0), ('rules', 0);

-- The current text of every article. `details` is the article as JSON without its text.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    address TEXT UNIQUE,
    content_digest TEXT NOT NULL UNIQUE,
    bytes_digest TEXT,
    url TEXT,
    path TEXT,
    outlet TEXT COLLATE NOCASE,
    agency TEXT COLLATE NOCASE,
    published TEXT,
    title TEXT,
    text TEXT NOT NULL,
    details TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    added TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX articles_bytes ON articles (bytes_digest);

-- What an article said before it was edited.
CREATE TABLE revisions (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    content_digest TEXT NOT NULL,
    bytes_digest TEXT,
    title TEXT,
    text TEXT NOT NULL,
    details TEXT NOT NULL,
    added TEXT NOT NULL,
    PRIMARY KEY (article, revision)
) STRICT, WITHOUT ROWID;

{words}
-- What was computed of one article alone. `made_from` is a digest of all that went into it, the version of
-- the rules included. `data` is compressed (zlib).
CREATE TABLE annotations (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    made_from TEXT NOT NULL,
    version TEXT NOT NULL,
    data BLOB NOT NULL,
    problem TEXT
) STRICT;
CREATE TABLE profiles (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    made_from TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;

-- What an article is about, for search by meaning: a vector of length 1 as signed bytes.
CREATE TABLE embeddings (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    made_from TEXT NOT NULL,
    vector BLOB NOT NULL
) STRICT;

-- What grouping keeps of articles, by their numbers. `place` is the place in the order in which articles are
-- grouped, whatever the order in which they came; `terms` and `shingles` are what the two tables below
-- hold of the article, as 32-bit numbers.
CREATE TABLE article_places (
    number INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    day INTEGER,
    terms BLOB NOT NULL,
    shingles BLOB NOT NULL
) STRICT;
CREATE INDEX article_places_place ON article_places (place);
CREATE TABLE article_terms (
    term INTEGER NOT NULL,
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (term, place, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_shingles (
    shingle INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (shingle, number)
) STRICT, WITHOUT ROWID;
-- Pairs that could be of one story, with the log odds of their content; `nth` counts those of `later`, the
-- likeliest first.
CREATE TABLE article_pairs (
    later INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    earlier INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    content REAL NOT NULL,
    PRIMARY KEY (later, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_pairs_earlier ON article_pairs (earlier);
-- Articles that are one text, both ways round.
CREATE TABLE article_copies (
    one INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_copies_other ON article_copies (other);
-- What is still to be done: 0 to take the article into the tables above, 1 to find its pairs, 2 to cut its
-- story anew. An article that is in no row of this table is in its story.
CREATE TABLE unresolved (
    number INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    step INTEGER NOT NULL
) STRICT;

-- Records of stories by the digest of what they were made from. A record is written before its story
-- refers to it, so that work done survives whatever comes between. A story shows the record `made_from`,
-- which is the one that was `extracted` with the reader's corrections in it.
CREATE TABLE story_records (made_from TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
CREATE TABLE resolved_stories (
    id TEXT PRIMARY KEY,
    extracted TEXT NOT NULL REFERENCES story_records (made_from),
    made_from TEXT NOT NULL REFERENCES story_records (made_from),
    headline TEXT NOT NULL,
    articles INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    first TEXT,
    last TEXT,
    changed TEXT NOT NULL,
    coverage TEXT NOT NULL,
    change TEXT NOT NULL
) STRICT;
CREATE INDEX resolved_stories_record ON resolved_stories (made_from);
CREATE INDEX resolved_stories_extracted ON resolved_stories (extracted);
-- `published` is the day that the other articles of a story give to an undated one, or the article's own.
CREATE TABLE story_articles (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    story TEXT NOT NULL REFERENCES resolved_stories (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    published TEXT,
    published_basis TEXT
) STRICT;
CREATE INDEX story_articles_story ON story_articles (story, place);
CREATE TABLE story_entities (
    story TEXT NOT NULL REFERENCES resolved_stories (id) ON DELETE CASCADE,
    entity TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    side TEXT,
    PRIMARY KEY (story, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_entity_names (
    name TEXT NOT NULL COLLATE NOCASE,
    story TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (name, story, entity),
    FOREIGN KEY (story, entity) REFERENCES story_entities ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX story_entity_names_entity ON story_entity_names (story, entity);
CREATE TABLE story_entity_articles (
    story TEXT NOT NULL,
    entity TEXT NOT NULL,
    article TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (story, entity, article),
    FOREIGN KEY (story, entity) REFERENCES story_entities ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Every state that a story had, from `changed` until its articles were in another; `record` is zlib.
CREATE TABLE story_history (
    number INTEGER PRIMARY KEY,
    story TEXT NOT NULL,
    changed TEXT NOT NULL,
    made_from TEXT NOT NULL,
    record BLOB NOT NULL
) STRICT;
CREATE INDEX story_history_story ON story_history (story, changed);
CREATE TABLE history_articles (
    number INTEGER NOT NULL REFERENCES story_history (number) ON DELETE CASCADE,
    article TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
-- When the reader last looked at a story.
CREATE TABLE visits (story TEXT PRIMARY KEY, seen TEXT NOT NULL) STRICT;
-- What the reader corrected. `details` is JSON; a correction holds while `undone` is null.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    details TEXT NOT NULL,
    made TEXT NOT NULL,
    undone TEXT
) STRICT;

-- What is followed: the address of a feed, how it answered last, when it may be asked again; `error` is null
-- while it works. `feed_entries` are the pages that a feed has named; `article` is null while one waits, and
-- then `details` is what the feed says of it (JSON) and `next_try` when it is due (null: given up).
CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    kind TEXT,
    title TEXT,
    etag TEXT,
    last_modified TEXT,
    added TEXT NOT NULL,
    checked TEXT,
    next_check TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT
) STRICT;
CREATE TABLE feed_entries (
    feed TEXT NOT NULL REFERENCES feeds (url) ON DELETE CASCADE,
    address TEXT NOT NULL,
    digest TEXT NOT NULL,
    seen TEXT NOT NULL,
    article TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    error TEXT,
    details TEXT,
    PRIMARY KEY (feed, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_entries_address ON feed_entries (address);
-- How far an archive has been imported: the byte and the number of the next page.
CREATE TABLE archives (
    file TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    item INTEGER NOT NULL,
    changed TEXT NOT NULL
) STRICT;
"""

_SQLITE_WORDS = """CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, content = 'articles', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER words_inserted AFTER INSERT ON articles BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER words_updated AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO article_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER words_deleted AFTER DELETE ON articles BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;
"""

_SQLITE_VIEWS = """
-- For other programs: sqlite3, Datasette, and the CSV tables.
CREATE VIEW stories AS
SELECT id AS story, headline, articles, origins, first, last, changed
FROM resolved_stories ORDER BY last DESC, id;
CREATE VIEW quotes AS
SELECT s.id AS story, json_extract(q.value, '$.id') AS quote, e.name AS speaker, e.side,
    json_extract(q.value, '$.kind') AS kind, json_extract(q.value, '$.text') AS text,
    json_extract(q.value, '$.said') AS said, json_array_length(q.value, '$.renditions') AS renditions,
    json_array_length(q.value, '$.origins') AS origins, json_extract(q.value, '$.agreement') AS agreement
FROM resolved_stories AS s
JOIN story_records AS r ON r.made_from = s.made_from
JOIN json_each(r.record, '$.quotes') AS q
LEFT JOIN story_entities AS e ON e.story = s.id AND e.entity = json_extract(q.value, '$.speaker');
CREATE VIEW events AS
SELECT s.id AS story, json_extract(v.value, '$.id') AS event, json_extract(v.value, '$.type') AS type,
    json_extract(v.value, '$.what') AS what, json_extract(v.value, '$."when"') AS "when", e.name AS "where",
    (SELECT group_concat(w.name, '; ') FROM json_each(v.value, '$.who') AS p
     JOIN story_entities AS w ON w.story = s.id AND w.entity = p.value) AS who,
    json_extract(v.value, '$.status') AS status, json_extract(v.value, '$.background') AS background,
    json_array_length(v.value, '$.origins') AS origins, json_extract(v.value, '$.agreement') AS agreement
FROM resolved_stories AS s
JOIN story_records AS r ON r.made_from = s.made_from
JOIN json_each(r.record, '$.events') AS v
LEFT JOIN story_entities AS e ON e.story = s.id AND e.entity = json_extract(v.value, '$."where"');
CREATE VIEW evidence AS
WITH lines (story, kind, line, spans) AS (
    SELECT s.id, 'quote', json_extract(q.value, '$.id'), json_extract(q.value, '$.renditions')
    FROM resolved_stories AS s JOIN story_records AS r ON r.made_from = s.made_from
    JOIN json_each(r.record, '$.quotes') AS q
    UNION ALL
    SELECT s.id, 'event', json_extract(v.value, '$.id'), json_extract(v.value, '$.evidence')
    FROM resolved_stories AS s JOIN story_records AS r ON r.made_from = s.made_from
    JOIN json_each(r.record, '$.events') AS v
    UNION ALL
    SELECT s.id, 'statement', json_extract(f.value, '$.id'), json_extract(f.value, '$.evidence')
    FROM resolved_stories AS s JOIN story_records AS r ON r.made_from = s.made_from
    JOIN json_each(r.record, '$.statements') AS f
)
SELECT lines.story, lines.kind, lines.line, json_extract(e.value, '$.article') AS article,
    json_extract(e.value, '$.start') AS start, json_extract(e.value, '$.end') AS "end",
    json_extract(e.value, '$.text') AS text
FROM lines JOIN json_each(lines.spans) AS e;
"""

_POSTGRESQL_WORDS = """CREATE TABLE article_words (
    number BIGINT PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    words TSVECTOR NOT NULL
);
CREATE INDEX article_words_words ON article_words USING GIN (words);
"""

_POSTGRESQL_VIEWS = """
CREATE VIEW stories AS
SELECT id AS story, headline, articles, origins, first, last, changed
FROM resolved_stories ORDER BY last DESC NULLS LAST, id;
CREATE VIEW quotes AS
SELECT s.id AS story, q.value ->> 'id' AS quote, e.name AS speaker, e.side, q.value ->> 'kind' AS kind,
    q.value ->> 'text' AS text, q.value ->> 'said' AS said,
    jsonb_array_length(q.value -> 'renditions') AS renditions,
    jsonb_array_length(q.value -> 'origins') AS origins, q.value ->> 'agreement' AS agreement
FROM resolved_stories AS s
JOIN story_records AS r ON r.made_from = s.made_from
CROSS JOIN LATERAL jsonb_array_elements(r.record::jsonb -> 'quotes') AS q(value)
LEFT JOIN story_entities AS e ON e.story = s.id AND e.entity = q.value ->> 'speaker';
CREATE VIEW events AS
SELECT s.id AS story, v.value ->> 'id' AS event, v.value ->> 'type' AS type, v.value ->> 'what' AS what,
    v.value ->> 'when' AS "when", e.name AS "where",
    (SELECT string_agg(w.name, '; ') FROM jsonb_array_elements_text(v.value -> 'who') AS p(value)
     JOIN story_entities AS w ON w.story = s.id AND w.entity = p.value) AS who,
    v.value ->> 'status' AS status, (v.value ->> 'background')::boolean::int AS background,
    jsonb_array_length(v.value -> 'origins') AS origins, v.value ->> 'agreement' AS agreement
FROM resolved_stories AS s
JOIN story_records AS r ON r.made_from = s.made_from
CROSS JOIN LATERAL jsonb_array_elements(r.record::jsonb -> 'events') AS v(value)
LEFT JOIN story_entities AS e ON e.story = s.id AND e.entity = v.value ->> 'where';
CREATE VIEW evidence AS
SELECT s.id AS story, k.kind, l.value ->> 'id' AS line, e.value ->> 'article' AS article,
    (e.value ->> 'start')::int AS start, (e.value ->> 'end')::int AS "end", e.value ->> 'text' AS text
FROM resolved_stories AS s
JOIN story_records AS r ON r.made_from = s.made_from
CROSS JOIN (VALUES ('quote', 'quotes', 'renditions'), ('event', 'events', 'evidence'),
    ('statement', 'statements', 'evidence')) AS k(kind, lines, spans)
CROSS JOIN LATERAL jsonb_array_elements(r.record::jsonb -> k.lines) AS l(value)
CROSS JOIN LATERAL jsonb_array_elements(l.value -> k.spans) AS e(value);
"""

# Capitals do not count in names: SQLite's NOCASE, and its like by the rules of Unicode.
_POSTGRESQL_CASE = """CREATE COLLATION IF NOT EXISTS dateline_nocase
    (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
"""
_POSTGRESQL_TYPES = (
    (" STRICT, WITHOUT ROWID", ""),
    (" STRICT", ""),
    ("    number INTEGER PRIMARY KEY,", "    number BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"),
    ("    id INTEGER PRIMARY KEY,", "    id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"),
    (" TEXT COLLATE NOCASE", " TEXT COLLATE dateline_nocase"),
    (" TEXT NOT NULL COLLATE NOCASE", " TEXT COLLATE dateline_nocase NOT NULL"),
    (" TEXT PRIMARY KEY", ' TEXT COLLATE "C" PRIMARY KEY'),
    (" TEXT NOT NULL", ' TEXT COLLATE "C" NOT NULL'),
    (" TEXT,", ' TEXT COLLATE "C",'),
    (" TEXT\n", ' TEXT COLLATE "C"\n'),
    (" TEXT UNIQUE", ' TEXT COLLATE "C" UNIQUE'),
    (" INTEGER", " BIGINT"),
    (" REAL", " DOUBLE PRECISION"),
    (" BLOB", " BYTEA"),
)


def _in_postgresql(script: str) -> str:
    """The tables of SQLite as PostgreSQL has them; texts are ordered by code point in both."""
    for ours, theirs in _POSTGRESQL_TYPES:
        script = script.replace(ours, theirs)
    return script


STEPS: tuple[str, ...] = (_FIRST.format(words=_SQLITE_WORDS) + _SQLITE_VIEWS,)
POSTGRESQL_STEPS: tuple[str, ...] = (
    _POSTGRESQL_CASE + _in_postgresql(_FIRST).format(words=_POSTGRESQL_WORDS) + _POSTGRESQL_VIEWS,
)


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps the file has taken; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def apply(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Take the steps that are missing, inside the transaction that the caller has begun."""
    for number in range(version_of(connection), len(steps)):
        for statement in _statements(steps[number]):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number + 1}")


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: `executescript` would commit what went before."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
