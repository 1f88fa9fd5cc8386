"""The index of claims' words, on either database: how common a word is, and which claims have which words."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

WORD = re.compile(r"\w+")
POSTGRESQL_WORDS = """
SELECT said.word, total.claims * coalesce(known.share, %s), total.claims
FROM unnest(tsvector_to_array(to_tsvector('simple', %s))) AS said(word)
CROSS JOIN (SELECT greatest(reltuples, 0) AS claims FROM pg_class WHERE oid = 'claims_claim'::regclass) AS total
LEFT JOIN (
    SELECT unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS share
    FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'claims_claim_words'
) AS known ON known.word = said.word
"""
SQLITE_WORDS = """
SELECT said.value, coalesce(known.doc, 0), (SELECT coalesce(max(id), 0) FROM claims_claim)
FROM json_each(%s) AS said
LEFT JOIN claims_claim_vocabulary AS known ON known.term = said.value
"""
POSTGRESQL_HAS = "to_tsvector('simple', claims_claim.text) @@ %s::tsquery"
SQLITE_HAS = "claims_claim.id IN (SELECT rowid FROM claims_claim_words WHERE claims_claim_words MATCH %s)"
RARE = 0.0003  # the share of claims PostgreSQL is taken to mean by a word that its statistics do not list
BEGUN = 0.005  # and that a word which is still being typed is taken to lead to


@dataclass(frozen=True)
class Word:
    """As the index has it, and about how many of all claims have it. One that is `begun` stands for all it begins."""

    text: str
    claims: float
    of: float
    begun: bool = False


type Term = tuple[Word, ...]  # words that a claim must have all


def words_of(text: str) -> list[Word]:
    """The words of a text, each once; in one query."""
    sayable = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    spoken = WORD.findall(sayable.lower())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_WORDS, [RARE, sayable])
        else:
            cursor.execute(SQLITE_WORDS, [json.dumps(list(dict.fromkeys(spoken)))])
        found = [Word(word, claims, of) for word, claims, of in cursor.fetchall()]
    last = spoken[-1] if spoken and sayable.lower().endswith(spoken[-1]) else ""
    return [_begun(word) if word.text == last else word for word in found]


def _begun(word: Word) -> Word:
    """The last word may go on; unless it is common as it stands, or too short to tell what it begins."""
    if word.claims > RARE * word.of or (len(word.text) < 4 and word.text.isascii()):
        return word
    return replace(word, claims=max(word.claims, BEGUN * word.of), begun=True)


def has_one_of(terms: Iterable[Term]) -> RawSQL:
    """A condition on claims: that their texts have all words of some term."""
    if connection.vendor == "postgresql":
        return _asked(POSTGRESQL_HAS, "|".join(f"({'&'.join(map(_lexeme, term))})" for term in terms))
    return _asked(SQLITE_HAS, " OR ".join(f"({' AND '.join(map(_token, term))})" for term in terms))


def _asked(condition: str, query: str) -> RawSQL:
    """Its only part that people wrote is an argument."""
    return RawSQL(condition, [query], output_field=BooleanField())  # noqa: S611


def _lexeme(word: Word) -> str:
    quoted = word.text.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if word.begun else f"'{quoted}'"


def _token(word: Word) -> str:
    """Made of letters, digits and underlines alone: there is no quote in it."""
    return f'"{word.text}"*' if word.begun else f'"{word.text}"'
