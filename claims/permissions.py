"""Who may see and do what: the one place that decides, as predicates and as QuerySets.

Everyone a rule does not name is an outsider, and an outsider is told that there is no such thing (404).
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Case,
    Count,
    Exists,
    FilteredRelation,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from argmap.accounts.models import User
from claims.graph.words import Role, State, TextRight, Visibility, WhoRates
from claims.models import (
    ArgumentMap,
    Article,
    Claim,
    Comment,
    Evidence,
    Group,
    GroupMember,
    Membership,
    Notification,
    Rating,
    Relation,
)

type Visitor = User | AnonymousUser
type Rateable = Claim | Relation | Evidence

A_GROUP = 3
CURATING = [Role.CURATOR.value, Role.OWNER.value]
GROUP = [field.attname for field in Group._meta.concrete_fields if field.attname != "map_id"]
CONTRIBUTING = [Role.CONTRIBUTOR.value, *CURATING]
RATING = [Role.RATER.value, *CONTRIBUTING]
LENT = [Role.VIEWER, Role.RATER, Role.CONTRIBUTOR]
INVITING = {Role.OWNER: [*LENT, Role.CURATOR], Role.CURATOR: LENT}


def maps_of(user: Visitor, roles: list[str] | None = None) -> QuerySet[ArgumentMap]:
    """The maps this person owns or belongs to, in one of these roles."""
    if not user.is_authenticated:
        return ArgumentMap.objects.none()
    member = Membership.objects.filter(user=user)
    if roles is not None:
        member = member.filter(role__in=roles)
    return ArgumentMap.objects.filter(Q(owner=user) | Q(pk__in=member.values("map")))


def visible_maps(user: Visitor) -> QuerySet[ArgumentMap]:
    """Maps this person may open. An unlisted one is open to whoever has its address."""
    open_to_all = Q(visibility__in=[Visibility.PUBLIC.value, Visibility.UNLISTED.value])
    if not user.is_authenticated:
        return ArgumentMap.objects.filter(open_to_all)
    return ArgumentMap.objects.filter(open_to_all | Q(pk__in=maps_of(user).values("pk")))


def listed_maps(user: Visitor) -> QuerySet[ArgumentMap]:
    """Maps this person finds in lists, and as `own_role` what they are on those they belong to."""
    public = Q(visibility=Visibility.PUBLIC.value)
    member = Membership.objects.filter(map=OuterRef("pk"), user=user.pk or 0).values("role")
    own_role = Case(When(owner=user.pk or 0, then=Value(Role.OWNER.value)), default=Subquery(member))
    maps = ArgumentMap.objects.filter(public | Q(pk__in=maps_of(user).values("pk")))
    return maps.annotate(own_role=own_role)


def visible[Row: Model](table: type[Row], user: Visitor) -> QuerySet[Row]:
    """Rows of maps this person may open; what was withdrawn stays visible to the map's curators."""
    rows: QuerySet[Row] = table._default_manager.filter(map__in=visible_maps(user).values("pk"))
    if any(
        field.name == "state" and field.choices and (State.WITHDRAWN.value,) * 2 in field.choices
        for field in table._meta.fields
    ):
        rows = rows.filter(Q(state=State.OPEN.value) | Q(map__in=maps_of(user, CURATING).values("pk")))
    return rows


def seen_comments(user: Visitor) -> QuerySet[Comment]:
    """Comments on claims this person may see. One that was withdrawn is there for its writer and for curators."""
    rows = Comment.objects.filter(claim__in=visible(Claim, user).values("pk"))
    curated = Q(map__in=maps_of(user, CURATING).values("pk"))
    return rows.filter(Q(state=State.OPEN.value) | Q(by=user.pk or 0) | curated)


def seen_notifications(user: User) -> QuerySet[Notification]:
    """What this person was told, where they may still see what it is about."""
    rows = Notification.objects.filter(to=user, map__in=visible_maps(user).values("pk"))
    curated = Q(map__in=maps_of(user, CURATING).values("pk"))
    claim_seen = Q(claim=None) | Q(claim__state=State.OPEN.value) | curated
    return rows.filter(claim_seen, Q(comment=None) | Q(comment__state=State.OPEN.value))


def readers_of(map: ArgumentMap) -> QuerySet[User]:
    """People with an account who may open the map."""
    people = User.objects.filter(is_active=True)
    if map.visibility != Visibility.MEMBERS:
        return people
    return people.filter(_belongs_to(map))


def may_be_named(map: ArgumentMap) -> QuerySet[User]:
    """Whom a comment can call by name: members, and others who have talked on the map, if they may open it.

    No one else, or comments would tell which names have an account.
    """
    talked = Comment.objects.filter(map=map, state=State.OPEN.value, claim__state=State.OPEN.value)
    return readers_of(map).filter(_belongs_to(map) | Q(pk__in=talked.values("by")))


def _belongs_to(map: ArgumentMap) -> Q:
    return Q(pk=map.owner_id) | Q(pk__in=Membership.objects.filter(map=map).values("user"))


def role_on(map: ArgumentMap, user: Visitor) -> Role | None:
    """What this person is on a map, or None for an outsider."""
    if not user.is_authenticated:
        return None
    if map.owner_id == user.pk:
        return Role.OWNER
    if user.pk in map.roles_read:
        role = map.roles_read[user.pk]
    else:
        role = Membership.objects.filter(map=map, user=user).values_list("role", flat=True).first()
    return Role(role) if role else None


def standing_on(map: ArgumentMap, user: Visitor) -> Role | None:
    """As `role_on`, and kept with the map: a page asks once."""
    role = role_on(map, user)
    map.roles_read[user.pk] = role
    return role


def with_role[Row: Model](rows: QuerySet[Row], user: Visitor) -> QuerySet[Row]:
    """Rows of a map that bring along what this person is on it; `role_brought` keeps it."""
    mine = Membership.objects.filter(map=OuterRef("map"), user=user.pk or 0).values("role")
    found: Any = rows.select_related("map").annotate(role_here=Subquery(mine[:1]))
    return found


def role_brought(row: Any, user: Visitor) -> None:
    row.map.roles_read[user.pk] = row.role_here


def groups_seen(map: ArgumentMap, user: Visitor) -> list[Group]:
    """Groups whose numbers this person may see: the example class, and of three people or more their own, and all for
    curators. A smaller group's number would be somebody's rating.

    In one query, which reads their role as well.
    """
    members = GroupMember.objects.filter(group=OuterRef("group")).order_by().values("group")
    members = members.annotate(n=Count("pk"))
    here = ArgumentMap.objects.filter(pk=map.pk).annotate(
        mine=FilteredRelation("memberships", condition=Q(memberships__user=user.pk or 0)),
        belongs=Exists(GroupMember.objects.filter(group=OuterRef("group"), user=user.pk or 0)),
        members=Subquery(members.values("n")),
    )
    columns = [f"group__{column}" for column in GROUP]
    rows = list(here.order_by("group__name").values_list("mine__role", "belongs", "members", *columns))
    map.roles_read[user.pk] = rows[0][0]
    curates = role_on(map, user) in map_roles(CURATING)
    found = [
        (Group(map=map, **dict(zip(GROUP, row, strict=True))), (belongs or curates) and (n or 0) >= A_GROUP)
        for _, belongs, n, *row in rows
    ]
    return [group for group, seen in found if group.pk and (group.is_example or seen)]


def may_rate(user: Visitor, target: Rateable) -> bool:
    """Whether this person, who may see the target, may rate it."""
    return target.state == State.OPEN and may_appraise(user, target.map)


def may_appraise(user: Visitor, map: ArgumentMap) -> bool:
    """Whether this person, who may see the map, may rate in it, and appraise its articles and sources."""
    if not user.is_authenticated:
        return False
    if map.who_rates == WhoRates.EVERYONE:
        return True
    return role_on(map, user) in map_roles(RATING)


def may_curate(user: Visitor, map: ArgumentMap) -> bool:
    return role_on(map, user) in map_roles(CURATING)


def may_contribute(user: Visitor, map: ArgumentMap) -> bool:
    """Whether this person, who may see the map, may add to it and edit what stands on it."""
    return role_on(map, user) in map_roles(CONTRIBUTING)


def may_withdraw(user: Visitor, thing: Rateable) -> bool:
    """Curators take anything off the map, contributors what they brought themselves."""
    brought = user.is_authenticated and thing.created_by_id == user.pk
    return may_curate(user, thing.map) or (brought and may_contribute(user, thing.map))


def may_manage(user: Visitor, map: ArgumentMap) -> bool:
    """Whether this person decides who may do what on the map."""
    return role_on(map, user) == Role.OWNER


def may_see_members(user: Visitor, map: ArgumentMap) -> bool:
    """People's names are for those who belong to the map, however public it is."""
    return role_on(map, user) is not None


def roles_to_give(user: Visitor, map: ArgumentMap) -> list[Role]:
    """As what this person may let others in, weakest first."""
    role = role_on(map, user)
    return INVITING.get(role, []) if role else []


def may_invite(user: Visitor, map: ArgumentMap, role: str) -> bool:
    return role in roles_to_give(user, map)


def may_leave(user: Visitor, map: ArgumentMap) -> bool:
    """Any member but the owner, who has to give the map to somebody first."""
    return role_on(map, user) not in (None, Role.OWNER)


def may_start_map(user: Visitor) -> bool:
    return user.is_authenticated


def may_talk(user: Visitor, map: ArgumentMap) -> bool:
    """Whether this person, who may see the map, may comment on its claims: whoever may rate there."""
    return may_appraise(user, map)


def may_comment(user: Visitor, claim: Claim) -> bool:
    return claim.state == State.OPEN and may_talk(user, claim.map)


def may_change_comment(user: Visitor, comment: Comment) -> bool:
    """Only who wrote it; curators withdraw, they do not put words into others' mouths."""
    return comment.state == State.OPEN and comment.by_id == user.pk and may_comment(user, comment.claim)


def may_withdraw_comment(user: Visitor, comment: Comment) -> bool:
    own = user.is_authenticated and comment.by_id == user.pk
    return comment.state == State.OPEN and (own or may_curate(user, comment.map))


def may_restore_comment(user: Visitor, comment: Comment) -> bool:
    """What a curator withdrew only curators bring back."""
    own = user.is_authenticated and comment.by_id == comment.withdrawn_by_id == user.pk
    return comment.state == State.WITHDRAWN and (own or may_curate(user, comment.map))


def may_resolve(user: Visitor, thread: Comment) -> bool:
    """Whether this person may close a thread that they see, and open it again."""
    began = user.is_authenticated and thread.by_id == user.pk
    is_thread = thread.answers_id is None and thread.state == State.OPEN
    return is_thread and (began or may_contribute(user, thread.map))


def may_read_text(user: Visitor, article: Article) -> bool:
    """Whether this person, who may see the article, may read its text: members may, others by an open right."""
    if article.text_right != TextRight.QUOTATION_ONLY:
        return True
    return role_on(article.map, user) is not None


def map_roles(roles: list[str]) -> list[Role]:
    return [Role(role) for role in roles]


def counted_as_curators(map: ArgumentMap) -> Q:
    """Ratings by those who may curate this map."""
    curators = Membership.objects.filter(map=map, role__in=CURATING).values("user")
    return Q(rater__in=curators) | Q(rater=map.owner_id)


def ratings_of(user: Visitor, **where: Any) -> QuerySet[Rating]:
    """A person's own ratings: nobody else's are ever read one by one."""
    if not user.is_authenticated:
        return Rating.objects.none()
    return Rating.objects.filter(rater=user, **where)
