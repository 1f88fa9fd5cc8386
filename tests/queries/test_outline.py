"""The outline: each claim in one place, whatever its map looks like, and never more of it than can be read."""

from collections import Counter

import pytest

from claims.models import ArgumentMap, Article, Attribution, Claim, Evidence, Premise, Relation, Thesis
from claims.queries.audience import EVERYONE
from claims.queries.outline import branch_of, outline_of
from claims.queries.tree import Tree
from claims.queries.whole import read_map
from claims.templatetags.words import count_words, step_words


class Sketch:
    """A map drawn by hand: `supports(a, b)` says that a speaks for b."""

    def __init__(self):
        self.map = ArgumentMap.objects.create(slug="sketch", title="Sketch")

    def article(self, slug):
        order = Article.objects.count()
        return Article.objects.create(map=self.map, slug=slug, title=slug, uid=slug, order=order)

    def claim(self, text, article=None, *, thesis=False):
        claim = Claim.objects.create(map=self.map, text=text, uid=text)
        if article:
            Attribution.objects.create(map=self.map, claim=claim, article=article)
        if thesis:
            Thesis.objects.create(map=self.map, claim=claim, article=article, order=claim.pk)
        return claim

    def evidence(self, text):
        return Evidence.objects.create(map=self.map, text=text, uid=text, kind="statistic")

    def supports(self, premise, target, kind="support"):
        where = "target_relation" if isinstance(target, Relation) else "target_claim"
        order = Relation.objects.count()
        relation = Relation.objects.create(map=self.map, kind=kind, order=order, **{where: target})
        for order, one in enumerate(premise if isinstance(premise, tuple) else [premise]):
            column = "evidence" if isinstance(one, Evidence) else "claim"
            Premise.objects.create(map=self.map, relation=relation, order=order, **{column: one})
        return relation

    def attacks(self, premise, target):
        return self.supports(premise, target, "attack")

    def tree(self):
        return Tree(read_map(self.map, EVERYONE))

    def outline(self, **options):
        tree = self.tree()
        return outline_of(tree, tree.trunks, **options)


@pytest.fixture
def sketch(db):
    return Sketch()


def drawn(outline):
    """The rows as indented words; a claim that is set out elsewhere stands in brackets."""
    found = [(row, outline.reading.claims[row.node.claim].text) for row in outline.rows]
    return ["  " * (row.depth - 1) + (text if row.node.full else f"({text})") for row, text in found]


def test_reasons_stand_under_what_they_speak_about(sketch):
    thesis, reason, below = sketch.claim("thesis", thesis=True), sketch.claim("reason"), sketch.claim("below")
    sketch.supports(reason, thesis)
    sketch.attacks(below, reason)
    assert drawn(sketch.outline()) == ["thesis", "  reason", "    below"]


def test_a_claim_used_twice_is_set_out_once_and_named_the_second_time(sketch):
    first, second = sketch.claim("first", thesis=True), sketch.claim("second", thesis=True)
    shared, below = sketch.claim("shared"), sketch.claim("below")
    sketch.supports(shared, first)
    sketch.supports(shared, second)
    sketch.supports(below, shared)
    assert drawn(sketch.outline()) == ["first", "  shared", "    below", "second", "  (shared)"]


def test_a_loop_ends(sketch):
    thesis, one, other = sketch.claim("thesis", thesis=True), sketch.claim("one"), sketch.claim("other")
    sketch.supports(one, thesis)
    sketch.supports(other, one)
    sketch.supports(one, other)
    assert drawn(sketch.outline()) == ["thesis", "  one", "    other", "      (one)"]


def test_a_loop_that_no_thesis_reaches_is_listed(sketch):
    one, other = sketch.claim("one"), sketch.claim("other")
    sketch.supports(one, other)
    sketch.supports(other, one)
    assert drawn(sketch.outline()) == ["one", "  other", "    (one)"]


def test_a_claim_that_nothing_uses_is_listed(sketch):
    sketch.claim("alone")
    assert drawn(sketch.outline()) == ["alone"]


def test_a_thesis_that_supports_a_thesis_is_set_out_at_the_top(sketch):
    main, side = sketch.claim("main", thesis=True), sketch.claim("side", thesis=True)
    reason = sketch.claim("reason")
    sketch.supports(side, main)
    sketch.supports(reason, side)
    assert drawn(sketch.outline()) == ["main", "  (side)", "side", "  reason"]


def test_what_undercuts_one_step_stands_under_that_step(sketch):
    thesis, reason, doubt = sketch.claim("thesis", thesis=True), sketch.claim("reason"), sketch.claim("doubt")
    step = sketch.supports(reason, thesis)
    sketch.attacks(doubt, step)
    outline = sketch.outline()
    assert drawn(outline) == ["thesis", "  reason", "    doubt"]
    assert step_words(outline.rows[2].node.steps, outline.rows[2].node.aim) == "undercuts the step above"


def test_an_undercut_stands_at_its_step_even_where_the_claim_is_set_out_elsewhere(sketch):
    first, second = sketch.claim("first", thesis=True), sketch.claim("second", thesis=True)
    shared, doubt = sketch.claim("shared"), sketch.claim("doubt")
    sketch.supports(shared, first)
    sketch.attacks(doubt, sketch.supports(shared, second))
    assert drawn(sketch.outline()) == ["first", "  shared", "second", "  (shared)", "    doubt"]


def test_what_undercuts_several_steps_stands_once_under_their_target(sketch):
    thesis, doubt = sketch.claim("thesis", thesis=True), sketch.claim("doubt")
    for text in ("one", "two"):
        sketch.attacks(doubt, sketch.supports(sketch.claim(text), thesis))
    outline = sketch.outline()
    assert drawn(outline) == ["thesis", "  one", "  two", "  doubt"]
    assert (
        step_words(outline.rows[3].node.steps, outline.rows[3].node.aim)
        == "undercuts 2 steps to the claim above"
    )
    assert [row.node.weakened_by for row in outline.rows] == [(), (doubt.pk,), (doubt.pk,), ()]


def test_what_undercuts_evidence_stands_under_the_claim_it_was_given_for(sketch):
    thesis, doubt = sketch.claim("thesis", thesis=True), sketch.claim("doubt")
    sketch.attacks(doubt, sketch.supports(sketch.evidence("figure"), thesis))
    outline = sketch.outline()
    assert drawn(outline) == ["thesis", "  doubt"]
    assert (
        step_words(outline.rows[1].node.steps, outline.rows[1].node.aim)
        == "undercuts a piece of evidence above"
    )


def test_undercuts_are_undercut(sketch):
    thesis, reason = sketch.claim("thesis", thesis=True), sketch.claim("reason")
    doubt, answer = sketch.claim("doubt"), sketch.claim("answer")
    sketch.attacks(answer, sketch.attacks(doubt, sketch.supports(reason, thesis)))
    assert drawn(sketch.outline()) == ["thesis", "  reason", "    doubt", "      answer"]


def test_linked_premises_name_each_other_and_count_as_one_reason(sketch):
    thesis, one, two = sketch.claim("thesis", thesis=True), sketch.claim("one"), sketch.claim("two")
    sketch.supports((one, two), thesis)
    outline = sketch.outline()
    assert drawn(outline) == ["thesis", "  one", "  two"]
    assert [row.node.partners for row in outline.rows] == [(), (two.pk,), (one.pk,)]
    assert count_words(outline.rows[0].node) == "1 supporting"


def test_what_comes_from_another_article_is_set_out_in_its_own(sketch):
    ours, theirs = sketch.article("ours"), sketch.article("theirs")
    thesis, objection = sketch.claim("thesis", ours, thesis=True), sketch.claim("objection", theirs)
    sketch.attacks(objection, thesis)
    sketch.supports(sketch.claim("ground", theirs), objection)
    outline = sketch.outline()
    assert drawn(outline) == ["thesis", "  (objection)", "objection", "  ground"]
    assert count_words(outline.rows[0].node) == "1 attacking from other articles"
    assert [section.article.slug for section in outline.sections] == ["ours", "theirs"]


def test_a_claim_below_by_two_ways_is_counted_once(sketch):
    thesis, one, two = sketch.claim("thesis", thesis=True), sketch.claim("one"), sketch.claim("two")
    shared = sketch.claim("shared")
    for reason in (one, two):
        sketch.supports(reason, thesis)
        sketch.supports(shared, reason)
    assert sketch.outline().rows[0].node.below == 3


def test_a_chain_3000_deep_is_walked_and_counted(sketch):
    count = 3_000
    claims = Claim.objects.bulk_create(
        [Claim(map=sketch.map, text=f"link {n}", uid=f"{n:04}") for n in range(count)], batch_size=500
    )
    Thesis.objects.create(map=sketch.map, claim=claims[0])
    relations = Relation.objects.bulk_create(
        [Relation(map=sketch.map, kind="support", target_claim=claim) for claim in claims[:-1]],
        batch_size=500,
    )
    ends = [Premise(map=sketch.map, relation=r, claim=c) for r, c in zip(relations, claims[1:], strict=True)]
    Premise.objects.bulk_create(ends, batch_size=500)
    tree = sketch.tree()
    assert tree.full[claims[-1].pk].depth == count
    outline = outline_of(tree, tree.trunks)
    assert [row.depth for row in outline.rows] == [1, 2, 3, 4]
    assert (outline.rows[0].node.below, outline.rows[-1].rest) == (count - 1, 1)
    assert [row.node.depth for row in branch_of(tree, claims[2_000].pk).rows] == list(range(2_001, 2_009))


def test_up_to_200_claims_all_stands_open(small_map):
    tree = Tree(read_map(small_map(200), EVERYONE))
    outline = outline_of(tree, tree.trunks)
    assert outline.level == outline.levels
    assert (
        {row.node.claim for row in outline.rows if row.node.full}
        == set(tree.full)
        == set(tree.reading.claims)
    )


def test_up_to_1000_claims_all_is_there_closed_below_level_three(small_map):
    tree = Tree(read_map(small_map(1_000), EVERYONE))
    outline = outline_of(tree, tree.trunks)
    assert (outline.level, outline.levels > 3) == (3, True)
    assert outline.shown == set(tree.full)


def test_above_a_thousand_only_so_much_is_shown_and_the_rest_is_counted(small_map):
    tree = Tree(read_map(small_map(2_400), EVERYONE))
    outline = outline_of(tree, tree.trunks)
    assert len(outline.rows) <= 1_000
    assert max(row.depth for row in outline.rows) <= 4
    assert max(Counter(row.node.parent for row in outline.rows if row.node.parent).values()) <= 20
    section, trunk = outline.sections[0], tree.trunks[0]
    shown = sum(row.depth == 1 for row in section.rows)
    assert (shown, section.rest, section.rest_from) == (20, len(trunk.roots) - 20, 20)


def test_show_more_goes_on_where_the_page_before_ended(small_map):
    tree = Tree(read_map(small_map(2_400), EVERYONE))
    [first, *_] = tree.trunks
    seen = []
    for start in range(20, len(first.roots), 20):
        seen += [row.node for row in outline_of(tree, [first], start=start).rows if row.depth == 1]
    assert seen == list(first.roots[20:])


def test_every_row_that_opens_a_branch_is_closed_again(five_articles):
    tree = Tree(read_map(five_articles, EVERYONE))
    for section in outline_of(tree, tree.trunks).sections:
        depth = 1
        for row in section.rows:
            assert row.depth == depth
            depth += 1 if row.opens else -row.closes
        assert depth == 1


def test_the_five_articles_are_all_there(five_articles):
    tree = Tree(read_map(five_articles, EVERYONE))
    assert (len(tree.full), len(tree.trunks)) == (299, 5)
    assert [len(trunk.roots) for trunk in tree.trunks] == [4, 4, 4, 5, 3]
