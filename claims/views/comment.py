"""The talk about a claim: its page, which is a part of the claim's page as well, and what may be done to a comment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.actions.comment import (
    CommentChanged,
    MayNotTalk,
    ThreadIsFull,
    reopen,
    resolve,
    restore_comment,
    reword,
    say,
    withdraw_comment,
)
from claims.forms.comment import CommentForm
from claims.models import ArgumentMap, Claim, Comment
from claims.permissions import may_change_comment, seen_comments, visible
from claims.queries.comment import Said, Talk, Thread, named, said_by, talk_about, thread_of

from .outline import number
from .rating import SignedIn


@dataclass(frozen=True)
class Draft:
    """What was typed, as it will look."""

    text: str
    names: list[str]


@dataclass(frozen=True)
class Box:
    """Where one types: a new thread, an answer in `thread`, or other words for `comment`.

    `now` is what the comment says where it was changed meanwhile; `done`: what was typed here was just kept.
    """

    id: str
    url: str
    form: CommentForm
    thread: int | None = None
    comment: Comment | None = None
    draft: Draft | None = None
    now: Comment | None = None
    done: bool = False

    @property
    def is_open(self) -> bool:
        return self.form.is_bound

    @property
    def target(self) -> str:
        """What on the page the answer takes the place of."""
        return f"comment-{self.comment.pk}" if self.comment else f"box-{self.id}"

    @property
    def version(self) -> str:
        """The wording that the writer had read before typing."""
        if self.form.is_bound and self.now is None:
            return str(self.form.data.get("version", ""))
        read = self.now or self.comment
        return read.version if read else ""


@dataclass(frozen=True)
class CommentPanel:
    said: Said
    edit: Box | None


@dataclass(frozen=True)
class ThreadPanel:
    thread: Thread
    first: CommentPanel
    answers: list[CommentPanel]
    answer: Box | None


@dataclass(frozen=True)
class TalkPanel:
    claim: Claim
    talk: Talk
    threads: list[ThreadPanel]
    new: Box | None

    @property
    def url(self) -> str:
        return _address(self.claim)


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def claim_talk(request: SignedIn, pk: int) -> HttpResponse:
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    if request.method != "POST":
        return _show(request, claim)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    thread = _thread_answered(request, claim)
    box = _answer_box(claim, thread.pk, request.POST) if thread else _new_box(claim, request.POST)
    if thread is None and "answers" in request.POST:
        return _refuse(request, claim, box, _("That thread is gone. Your words are here, for a new one."))
    if not box.form.is_valid():
        return _ask(request, claim, box, status=422)
    if "preview" in request.POST:
        return _ask(request, claim, _with_draft(box, claim.map))
    try:
        comment = say(claim, box.form.typed, by=request.user, thread=thread)
    except ThreadIsFull as error:
        return _refuse(request, claim, box, str(error))
    except MayNotTalk as error:
        return _refuse(request, claim, box, str(error), status=403)
    return _answer(request, claim, comment)


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def comment_edit(request: SignedIn, pk: int) -> HttpResponse:
    comment = _comment(request, pk)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not may_change_comment(request.user, comment):
        raise PermissionDenied
    if request.method != "POST":
        return _ask_again(request, _edit_box(comment))
    box = _edit_box(comment, request.POST)
    if not box.form.is_valid():
        return _ask_again(request, box, status=422)
    if "preview" in request.POST:
        return _ask_again(request, _with_draft(box, comment.map))
    try:
        changed = reword(comment, box.form.typed, by=request.user, read=box.version)
    except CommentChanged as error:
        box.form.add_error(None, str(error))
        return _ask_again(request, _edit_box(comment, form=box.form, now=error.now), status=409)
    return _tell(request, changed, _("Saved. Your comment says what you typed."))


@require_POST
def comment_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    return _deed(request, pk, withdraw_comment, _("Withdrawn. It is off the page, and can be restored."))


@require_POST
def comment_restore(request: SignedIn, pk: int) -> HttpResponse:
    return _deed(request, pk, restore_comment, _("Restored. Everybody can read it again."))


@require_POST
def comment_resolve(request: SignedIn, pk: int) -> HttpResponse:
    return _deed(request, pk, resolve, _("Resolved. The thread folds up from now on; anybody can open it."))


@require_POST
def comment_reopen(request: SignedIn, pk: int) -> HttpResponse:
    return _deed(request, pk, reopen, _("Open again."))


def _deed(request: SignedIn, pk: int, do: Callable[..., None], sentence: str) -> HttpResponse:
    comment = _comment(request, pk)
    if not request.user.is_authenticated:
        return redirect_to_login(comment.get_absolute_url())
    try:
        do(comment, by=request.user)
    except MayNotTalk:
        raise PermissionDenied from None
    if do in (resolve, reopen):
        thread = thread_of(_comment(request, pk), request.user)
        return _tell(request, comment, sentence, {"thread": thread}, "resolution_changed")
    return _tell(request, _comment(request, pk), sentence)


def _show(request: SignedIn, claim: Claim, box: Box | None = None, status: int = 200) -> HttpResponse:
    """All of the talk: the part alone for htmx, and otherwise as a page of its own."""
    panel = _panel(request, claim, box)
    context = {"map": claim.map, "claim": claim, "panel": panel}
    if request.htmx and box is None:
        return render(request, "claims/partials/talk.html", context)
    return render(request, "claims/claim_talk.html", context, status=status)


def _ask(request: SignedIn, claim: Claim, box: Box, status: int = 200) -> HttpResponse:
    """The box again with all that was typed."""
    if request.htmx and status != 403:
        return render(request, "claims/partials/comment_box_asked.html", _asked(box), status=status)
    return _show(request, claim, box, status)


def _ask_again(request: SignedIn, box: Box, status: int = 200) -> HttpResponse:
    """The same for what was said already: it stands within its comment."""
    assert box.comment is not None
    comment = box.comment
    panel = CommentPanel(said_by(comment, request.user), box)
    context = {"map": comment.map, "claim": comment.claim, "panel": panel, **_asked(box)}
    page = "claims/partials/comment_changed.html" if request.htmx else "claims/comment_edit.html"
    return render(request, page, context, status=status)


def _asked(box: Box) -> dict[str, Any]:
    return {"box": box, "sentence": _("This is how it will look. It is not posted yet.") if box.draft else ""}


def _refuse(request: SignedIn, claim: Claim, box: Box, why: str, status: int = 422) -> HttpResponse:
    box.form.add_error(None, why)
    return _ask(request, claim, box, status)


def _answer(request: SignedIn, claim: Claim, comment: Comment) -> HttpResponse:
    """What was said, at its place, and an empty box for more."""
    if comment.answers_id:
        context: dict[str, Any] = {"box": _answer_box(claim, comment.answers_id, done=True)}
        answer = _comment_panel(said_by(comment, request.user))
        return _tell(request, comment, _("Your answer is there."), context | {"panel": answer}, "answered")
    begun = _thread_panel(claim, thread_of(comment, request.user), None)
    context = {"box": _new_box(claim), "begun": begun, "claim": claim}
    return _tell(request, comment, _("Your comment is there."), context, "begun")


def _tell(
    request: SignedIn,
    comment: Comment,
    sentence: str,
    context: dict[str, Any] | None = None,
    part: str = "comment_changed",
) -> HttpResponse:
    """All that a deed changes on screen, or the talk at this comment with a sentence on it."""
    if request.htmx:
        context = context or {"panel": _comment_panel(said_by(comment, request.user))}
        return render(request, f"claims/partials/{part}.html", {**context, "sentence": sentence})
    messages.success(request, sentence)
    return HttpResponseRedirect(comment.get_absolute_url(), status=303)


def _comment(request: HttpRequest, pk: int) -> Comment:
    people = ("by", "resolved_by", "withdrawn_by")
    return get_object_or_404(seen_comments(request.user).select_related("claim__map", "map", *people), pk=pk)


def _thread_answered(request: SignedIn, claim: Claim) -> Comment | None:
    threads = seen_comments(request.user).filter(claim=claim, answers=None, state="open")
    return threads.filter(pk=number(request.POST.get("answers", ""))).first()


def _panel(request: HttpRequest, claim: Claim, box: Box | None) -> TalkPanel:
    page, sought = (number(request.GET.get(name, "")) for name in ("page", "comment"))
    answering = box.thread if box else None
    talk = talk_about(claim, request.user, page=page, sought=answering or sought)
    return TalkPanel(
        claim=claim,
        talk=talk,
        threads=[_thread_panel(claim, thread, box) for thread in talk.threads],
        new=box if box and not answering else _new_box(claim) if talk.may_comment else None,
    )


def _thread_panel(claim: Claim, thread: Thread, box: Box | None) -> ThreadPanel:
    asked = box if box and box.thread == thread.pk else None
    return ThreadPanel(
        thread=thread,
        first=_comment_panel(thread.first),
        answers=[_comment_panel(said) for said in thread.answers],
        answer=asked or (_answer_box(claim, thread.pk) if thread.may_answer else None),
    )


def _comment_panel(said: Said) -> CommentPanel:
    return CommentPanel(said, _edit_box(said.comment) if said.may_change else None)


def _new_box(claim: Claim, data: Any = None) -> Box:
    return Box("new", _address(claim), CommentForm("new", data))


def _answer_box(claim: Claim, thread: int, data: Any = None, *, done: bool = False) -> Box:
    id = f"answer-{thread}"
    return Box(id, _address(claim), CommentForm(id, data), thread=thread, done=done)


def _edit_box(
    comment: Comment, data: Any = None, *, form: CommentForm | None = None, now: Comment | None = None
) -> Box:
    id = f"edit-{comment.pk}"
    form = form or CommentForm(id, data, text=comment.text)
    return Box(id, reverse("claims:comment_edit", args=[comment.pk]), form, comment=comment, now=now)


def _with_draft(box: Box, map: ArgumentMap) -> Box:
    text = box.form.typed
    names = [person.username for person in named(map, text)]
    return Box(box.id, box.url, box.form, box.thread, box.comment, Draft(text, names))


def _address(claim: Claim) -> str:
    return reverse("claims:claim_talk", args=[claim.pk])
