"""What one was told: the page of it, the number in the frame, and what one wants to be told of."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from claims.actions.notification import choose, mark_read
from claims.forms.notification import KINDS, ChoicesForm
from claims.queries.notification import choices_of, count_unread, notifications_of

from .outline import number
from .rating import SignedIn

ON_A_PAGE = 50


@login_required
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def notification_list(request: SignedIn) -> HttpResponse:
    """A POST says that one of them was read, `notification`, or without that all."""
    if request.method == "POST":
        return _mark(request)
    page = Paginator(notifications_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "unread": count_unread(request.user)}
    return render(request, "claims/notification_list.html", context)


def _mark(request: SignedIn) -> HttpResponse:
    only = number(request.POST["notification"]) if "notification" in request.POST else None
    marked = mark_read(by=request.user, only=only)
    if request.htmx and only is not None:
        notification = get_object_or_404(notifications_of(request.user), pk=only)
        context = {"notification": notification, "unread": count_unread(request.user)}
        context["sentence"] = _("Marked as read.")
        return render(request, "claims/partials/notification_read.html", context)
    messages.success(request, _("%(n)s marked as read.") % {"n": marked})
    return HttpResponseRedirect(reverse("claims:notification_list"), status=303)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notification_choices(request: SignedIn) -> HttpResponse:
    form = ChoicesForm(request.POST) if request.method == "POST" else ChoicesForm(initial=_chosen(request))
    if not form.is_bound:
        return render(request, "claims/notification_choices.html", {"form": form})
    if not form.is_valid():
        return render(request, "claims/notification_choices.html", {"form": form}, status=422)
    choose(form.cleaned_data["wanted"], email=form.cleaned_data["email"], by=request.user)
    messages.success(request, _("Saved. From now on you are told of what you chose."))
    return HttpResponseRedirect(reverse("claims:notification_choices"), status=303)


def _chosen(request: SignedIn) -> dict[str, bool | str]:
    chosen = choices_of(request.user)
    initial: dict[str, bool | str] = {"email": request.user.email}
    for kind in KINDS:
        initial[f"{kind}-page"] = chosen[kind].on_page if kind in chosen else True
        initial[f"{kind}-mail"] = chosen[kind].by_mail if kind in chosen else False
    return initial


@never_cache
@require_safe
def notification_count(request: SignedIn) -> HttpResponse:
    """The number beside the link in the frame, which every page fetches once it stands; nothing where it is none."""
    unread = count_unread(request.user) if request.user.is_authenticated else 0
    if not unread:
        return HttpResponse(status=204)
    return render(request, "claims/partials/notification_count.html", {"unread": unread})
