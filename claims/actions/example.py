"""The example class: invented ratings, labelled as such, so that a first visit shows a living map.

Nobody's article is favoured: every article's claims and evidence get the same spread of invented appeal,
dealt out by a seeded shuffle. Two supporters of a thesis in each article are left for the visitor to rate.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.db import transaction

from argmap.accounts.models import User
from claims.credibility import admiralty_quality
from claims.graph.words import GroupRole, RelationKind, Role
from claims.models import (
    ArgumentMap,
    Claim,
    Evidence,
    Group,
    GroupMember,
    Membership,
    Premise,
    Rating,
    RatingLog,
    Relation,
    Thesis,
)

from .strength import refresh_strengths

NAME = "Example class (invented ratings)"
STUDENTS = 12
SEED = "an example, not an opinion"
LEFT_PER_ARTICLE = 2
LEAST_APPEAL, MOST_APPEAL = 24, 92
SPREAD = 17
CANNOT_TELL = 0.04
SPLIT_EVERY = 8  # every eighth claim divides the class
FEW_EVERY = 11  # and every eleventh was rated by too few
STEPS = [0, 25, 50, 75, 100]


@dataclass(frozen=True)
class _Class:
    group: Group
    teacher: User
    students: list[User]


@transaction.atomic
def add_example_class(map: ArgumentMap) -> Group:
    """Twelve students and their teacher, who is a curator, with seeded ratings. A map has one such class at most."""
    there = Group.objects.filter(map=map, is_example=True).first()
    if there is not None:
        return there
    people = _people(map)
    ratings = [*_of_claims(map, people), *_of_relations(map, people), *_of_evidence(map, people)]
    Rating.objects.bulk_create(ratings, 1_000)
    RatingLog.objects.bulk_create([_logged(rating) for rating in ratings], 1_000)
    refresh_strengths(map)
    return people.group


def _people(map: ArgumentMap) -> _Class:
    group = Group.objects.create(map=map, slug="example-class", name=NAME, is_example=True)
    teacher = _person("example-teacher")
    students = [_person(f"example-student-{number:02}") for number in range(1, STUDENTS + 1)]
    Membership.objects.get_or_create(map=map, user=teacher, defaults={"role": Role.CURATOR.value})
    GroupMember.objects.create(group=group, user=teacher, pseudonym="Teacher", role=GroupRole.TEACHER.value)
    for number, student in enumerate(students, 1):
        GroupMember.objects.create(group=group, user=student, pseudonym=f"Student {number}")
    return _Class(group, teacher, students)


def _person(username: str) -> User:
    """Somebody invented: nobody can sign in as them."""
    user, _ = User.objects.get_or_create(username=username, defaults={"is_active": False, "password": "!"})
    return user


def _of_claims(map: ArgumentMap, people: _Class) -> Iterator[Rating]:
    claims = _by_article(map)
    left = set(_left_to_rate(map, claims))
    for article, pks in sorted(claims.items(), key=lambda item: (item[0] is None, item[0])):
        random = Random(f"{SEED} {map.slug} claims {article}")
        for place, (pk, appeal) in enumerate(_dealt(pks, random)):
            if pk not in left:
                yield from _rated(map, people, random, place, appeal, claim_id=pk)


def _by_article(map: ArgumentMap) -> dict[int | None, list[int]]:
    """Claims by the place of the first article that makes them, in uid order."""
    found: dict[int | None, list[int]] = defaultdict(list)
    seen: set[int] = set()
    for pk, place in (
        Claim.objects.filter(map=map)
        .order_by("uid", "attributions__article__order")
        .values_list("pk", "attributions__article__order")
    ):
        if pk not in seen:
            seen.add(pk)
            found[place].append(pk)
    return found


def _dealt(pks: list[int], random: Random) -> list[tuple[int, float]]:
    """Evenly spread appeals, shuffled: each article gets the same ones."""
    step = (MOST_APPEAL - LEAST_APPEAL) / max(1, len(pks) - 1)
    appeals = [LEAST_APPEAL + step * place for place in range(len(pks))]
    random.shuffle(appeals)
    return list(zip(pks, appeals, strict=True))


def _rated(
    map: ArgumentMap, people: _Class, random: Random, place: int, appeal: float, **target: int
) -> Iterator[Rating]:
    turnout = random.randint(1, 4) if place % FEW_EVERY == FEW_EVERY - 1 else random.randint(7, STUDENTS)
    split = place % SPLIT_EVERY == SPLIT_EVERY - 1
    for number, student in enumerate(random.sample(people.students, turnout)):
        value = (
            (random.choice([75, 100]) if number % 2 else random.choice([0, 25]))
            if split
            else _step(appeal, random)
        )
        told = None if random.random() < CANNOT_TELL else value
        yield Rating(map=map, rater=student, value=told, **target)


def _step(appeal: float, random: Random) -> int:
    """The radio nearest to what this student makes of it."""
    felt = random.gauss(appeal, SPREAD)
    return min(STEPS, key=lambda step: abs(step - felt))


def _left_to_rate(map: ArgumentMap, claims: dict[int | None, list[int]]) -> Iterator[int]:
    """Two claims of each article that support a thesis and rest on nothing else: a first rating shows there."""
    theses = set(Thesis.objects.filter(map=map).values_list("claim", flat=True))
    above: dict[int, list[int]] = defaultdict(list)
    beside: dict[int, int] = defaultdict(int)
    resting: set[int] = set()
    rows = Premise.objects.filter(map=map, relation__target_claim__isnull=False).order_by("uid")
    for premise, kind, target in rows.values_list("claim", "relation__kind", "relation__target_claim"):
        resting.add(target)
        if premise and kind == RelationKind.SUPPORT and target in theses and premise not in theses:
            above[premise].append(target)
            beside[target] += 1
    for pks in claims.values():
        found = [pk for pk in pks if pk in above]
        found.sort(key=lambda pk: (pk in resting, min(beside[target] for target in above[pk])))
        yield from found[:LEFT_PER_ARTICLE]


def _of_relations(map: ArgumentMap, people: _Class) -> Iterator[Rating]:
    """How relevant the steps to each thesis are: most of them rather, a few hardly."""
    random = Random(f"{SEED} {map.slug} relations")
    theses = Thesis.objects.filter(map=map).values("claim")
    steps = Relation.objects.filter(
        map=map, target_claim__in=theses, premises__claim__isnull=False
    ).distinct()
    for pk in steps.order_by("uid").values_list("pk", flat=True):
        appeal = random.choice([50, 75, 75, 90, 90])
        for student in random.sample(people.students, random.randint(5, 8)):
            yield Rating(map=map, rater=student, value=_step(appeal, random), relation_id=pk)


def _of_evidence(map: ArgumentMap, people: _Class) -> Iterator[Rating]:
    """The teacher's grades by the Admiralty rubric, for four pieces of evidence in five."""
    by_article: dict[int | None, list[int]] = defaultdict(list)
    rows = Evidence.objects.filter(map=map).order_by("uid", "passages__article__order")
    for pk, article in dict.fromkeys(rows.values_list("pk", "passages__article__order")):
        by_article[article].append(pk)
    seen: set[int] = set()
    for place, pks in sorted(by_article.items(), key=lambda item: (item[0] is None, item[0])):
        random = Random(f"{SEED} {map.slug} evidence {place}")
        for evidence, grade in _graded([pk for pk in pks if pk not in seen], random):
            seen.add(evidence)
            value = admiralty_quality(*grade)
            rubric = {"source": grade[0], "information": grade[1]}
            yield Rating(map=map, rater=people.teacher, value=value, rubric=rubric, evidence_id=evidence)


def _graded(pks: list[int], random: Random) -> list[tuple[int, tuple[str, int]]]:
    """Every fifth stays ungraded; the other grades come round in a shuffled order."""
    grades = [
        ("A", 2),
        ("B", 2),
        ("B", 3),
        ("C", 2),
        ("C", 3),
        ("B", 1),
        ("D", 3),
        ("C", 4),
        ("F", 3),
        ("B", 2),
    ]
    kept = [pk for place, pk in enumerate(pks) if place % 5 != 4]
    dealt = [grades[place % len(grades)] for place in range(len(kept))]
    random.shuffle(dealt)
    return list(zip(kept, dealt, strict=True))


def _logged(rating: Rating) -> RatingLog:
    return RatingLog(
        map_id=rating.map_id,
        claim_id=rating.claim_id,
        relation_id=rating.relation_id,
        evidence_id=rating.evidence_id,
        rater_id=rating.rater_id,
        value=rating.value,
        rubric=rating.rubric,
        revision=rating.revision,
    )
