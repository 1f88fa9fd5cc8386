"""What a revision keeps of a claim, a relation or a piece of evidence: the same rows as a file has them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from claims.exchange import argmap
from claims.models import Claim, Evidence, Relation
from claims.permissions import Rateable

from .document import attribution_record, claim_record, evidence_record, relation_record, thesis_record

type Snapshot = dict[str, Any]

PARTS: dict[type[Any], list[str]] = {
    Claim: ["theses__article", "attributions__article", "attributions__passages", "merged_into"],
    Relation: ["premises__claim", "premises__evidence", "target_claim", "target_relation"],
    Evidence: ["passages", "citations__source", "figures__measure"],
}


def snapshots(things: Iterable[Rateable]) -> list[tuple[Rateable, Snapshot]]:
    """Each thing with its parts; at most six queries a kind of thing, and none for parts it brings along."""
    by_kind: dict[type[Any], list[Rateable]] = defaultdict(list)
    for thing in things:
        by_kind[type(thing)].append(thing)
    for kind, rows in by_kind.items():
        prefetch_related_objects(rows, *PARTS[kind])
    return [(thing, _snapshot(thing)) for rows in by_kind.values() for thing in rows]


def _snapshot(thing: Rateable) -> Snapshot:
    if isinstance(thing, Claim):
        return _of_claim(thing)
    record = relation_record(thing) if isinstance(thing, Relation) else evidence_record(thing)
    return argmap.write_row(record)


def _of_claim(claim: Claim) -> Snapshot:
    theses = sorted(claim.theses.all(), key=lambda thesis: thesis.uid)
    said = sorted(claim.attributions.all(), key=lambda attribution: attribution.uid)
    snapshot = argmap.write_row(claim_record(claim))
    snapshot["theses"] = [argmap.write_row(thesis_record(thesis)) for thesis in theses]
    snapshot["attributions"] = [argmap.write_row(attribution_record(one)) for one in said]
    if claim.merged_into:
        snapshot["merged_into"] = claim.merged_into.uid
    return snapshot
