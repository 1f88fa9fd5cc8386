from django.urls import reverse

from claims.models import Question
from tests.views.test_comparison import words


def page(client, map, slug, **more):
    return client.get(reverse("claims:question_detail", args=[map.slug, slug]), more)


def test_a_question_tells_positions_figures_and_why_they_differ(client, five_articles):
    text = words(page(client, five_articles, "oil-share"))
    for said in ("almost 20%", "approximately 40%", "45%", "over 33.3%", "around 40%"):
        assert said in text
    assert "One measure, one date: “almost 20%” and “over 33.3%” cannot both hold." in text
    assert "E casts doubt on A. Israel publishes no oil-import figures" in text
    assert "Not yet compared: C–D" in text


def test_related_pairs_lead_to_their_comparison_at_this_question(client, five_articles):
    question = Question.objects.get(map=five_articles, slug="oil-share")
    compare = reverse("claims:map_compare", args=[five_articles.slug])
    link = f"{compare}?article=shia-jewish-alliance&amp;article=focused-on-iran#question-{question.pk}"
    assert link in page(client, five_articles, "oil-share").content.decode()


def test_what_is_known_from_elsewhere_is_marked(client, five_articles):
    plots = Question.objects.get(map=five_articles, uid="I01")
    assert "Not from these articles. From outside the five articles: 22 people" in words(
        page(client, five_articles, plots.slug)
    )


def test_neighbours_are_one_click_away(client, five_articles):
    before, question, after = Question.objects.filter(map=five_articles)[1:4]
    html = page(client, five_articles, question.slug).content.decode()
    assert f'rel="prev" href="{before.get_absolute_url()}"' in html
    assert f'rel="next" href="{after.get_absolute_url()}"' in html


def test_a_strangers_question_is_not_found(client, carl, as_person, five_articles, small_map):
    hidden = small_map(slug="hidden", visibility="members")
    for door in (client, as_person(carl)):
        assert page(door, hidden, "question-1").status_code == 404
        assert page(door, five_articles, "question-1").status_code == 404
        assert page(door, five_articles, "nowhere").status_code == 404
