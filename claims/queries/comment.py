"""The talk about a claim, thread by thread, as this reader may see it; and whom a comment names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.paginator import Page, Paginator
from django.db.models import Q

from argmap.accounts.models import User
from claims.graph.words import State
from claims.markup import names_in
from claims.models import ArgumentMap, Claim, Comment
from claims.permissions import (
    Visitor,
    may_be_named,
    may_change_comment,
    may_comment,
    may_curate,
    may_resolve,
    may_restore_comment,
    may_withdraw_comment,
    standing_on,
)

THREADS = 20
COMMENTS = 100
MOST_NAMED = 10
MOST_TRIED = 50


@dataclass(frozen=True)
class Said:
    """One comment, and what this reader may do to it. `shown`: whether they may read its words."""

    comment: Comment
    shown: bool
    may_change: bool
    may_withdraw: bool
    may_restore: bool

    @property
    def names(self) -> list[str]:
        return [person.username for person in self.comment.mentions.all()]


@dataclass(frozen=True)
class Thread:
    """A first comment and what was answered to it. `sought`: it holds the comment that the address asks for."""

    first: Said
    answers: tuple[Said, ...]
    may_answer: bool
    may_resolve: bool
    sought: bool = False

    @property
    def pk(self) -> int:
        return self.first.comment.pk


@dataclass(frozen=True)
class Talk:
    """One page of the threads on a claim, newest last; `page.object_list` has its threads' keys, as one row."""

    threads: tuple[Thread, ...]
    page: Page[list[int]]
    may_comment: bool


def talk_about(claim: Claim, user: Visitor, *, page: int = 0, sought: int = 0) -> Talk:
    """The page asked for, else that of the comment sought, else the last; in four queries."""
    standing_on(claim.map, user)
    threads = _threads_seen(claim, user)
    home = {pk: thread for thread, comments in threads.items() for pk in comments}
    pages = _pages(threads)
    holding = next((n for n, keys in enumerate(pages, start=1) if home.get(sought) in keys), len(pages))
    part = Paginator(pages, 1).get_page(page or holding)
    keys = [key for row in part for key in row]
    found = {pk: (said, answers) for pk, said, answers in _read(claim, user, keys)}
    return Talk(
        threads=tuple(_thread(user, *found[pk], sought=home.get(sought) == pk) for pk in keys if pk in found),
        page=part,
        may_comment=may_comment(user, claim),
    )


def said_by(comment: Comment, user: Visitor) -> Said:
    """What this reader makes of one comment; its claim, map and people are read already, or read now."""
    return Said(
        comment=comment,
        shown=_is_shown(comment.state, comment.by_id, user, curates=may_curate(user, comment.map)),
        may_change=may_change_comment(user, comment),
        may_withdraw=may_withdraw_comment(user, comment),
        may_restore=may_restore_comment(user, comment),
    )


def thread_of(first: Comment, user: Visitor) -> Thread:
    """A thread that was just begun, or whose answers are not asked for."""
    return _thread(user, said_by(first, user), ())


def named(map: ArgumentMap, text: str) -> list[User]:
    """Whom a text calls with an @, in turn, if they may be named on this map; one query."""
    names = names_in(text)[:MOST_TRIED]
    if not names:
        return []
    called = reduce(or_, (Q(username__iexact=name) for name in names))
    turns = dict.fromkeys(name.casefold() for name in names)
    people = {one.username.casefold(): one for one in may_be_named(map).filter(called)}
    return [people[name] for name in turns if name in people][:MOST_NAMED]


def _threads_seen(claim: Claim, user: Visitor) -> dict[int, list[int]]:
    """By its first comment, the comments of each thread in which this reader sees any words."""
    curates = may_curate(user, claim.map)
    rows = Comment.objects.filter(claim=claim).order_by("pk").values_list("pk", "answers", "state", "by")
    threads: dict[int, list[int]] = {}
    seen = set()
    for pk, answers, state, by in rows:
        first = answers or pk
        threads.setdefault(first, []).append(pk)
        if _is_shown(state, by, user, curates=curates):
            seen.add(first)
    return {first: comments for first, comments in threads.items() if first in seen}


def _pages(threads: dict[int, list[int]]) -> list[list[int]]:
    """Whole threads in turn, as many as a page holds, by their number and by that of their comments."""
    pages: list[list[int]] = []
    room = 0
    for first, comments in threads.items():
        if not pages or len(comments) > room or len(pages[-1]) == THREADS:
            pages.append([])
            room = COMMENTS
        pages[-1].append(first)
        room -= len(comments)
    return pages


def _read(claim: Claim, user: Visitor, threads: list[int]) -> Iterator[tuple[int, Said, tuple[Said, ...]]]:
    comments = Comment.objects.filter(Q(pk__in=threads) | Q(answers__in=threads)).order_by("pk")
    comments = comments.select_related("by", "resolved_by", "withdrawn_by").prefetch_related("mentions")
    firsts, answers = [], {pk: list[Said]() for pk in threads}
    for comment in comments:
        comment.claim, comment.map = claim, claim.map
        said = said_by(comment, user)
        if comment.answers_id is None:
            firsts.append(said)
        elif said.shown:
            answers[comment.answers_id].append(said)
    for said in firsts:
        yield said.comment.pk, said, tuple(answers[said.comment.pk])


def _thread(user: Visitor, first: Said, answers: tuple[Said, ...], *, sought: bool = False) -> Thread:
    comment = first.comment
    return Thread(
        first=first,
        answers=answers,
        may_answer=comment.state == State.OPEN and may_comment(user, comment.claim),
        may_resolve=may_resolve(user, comment),
        sought=sought,
    )


def _is_shown(state: str, by: int | None, user: Visitor, *, curates: bool) -> bool:
    own = user.is_authenticated and by == user.pk
    return state == State.OPEN or own or curates
