"""Argumentation schemes and what must be asked of each, in our own words after Walton, Reed and Macagno (2008).

Every question is put so that "yes" lets the step stand. A "no" is no grade: it calls for an objection to be made.
"""

from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """What an objection is made to: the step itself, the reason it starts from, or the claim it leads to."""

    STEP = "step"
    REASON = "reason"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Question:
    """`objection` is what somebody who answers "no" would have to claim: a first wording for it."""

    key: str
    text: str
    aim: Aim
    objection: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """`key` is its name without "argument from", as `scheme_of` finds it."""

    key: str
    questions: tuple[Question, ...]


def _scheme(key: str, *questions: tuple[str, Aim, str, str]) -> Scheme:
    return Scheme(
        key, tuple(Question(f"{key}: {name}", text, aim, said) for name, aim, text, said in questions)
    )


STEP, REASON, TARGET = Aim.STEP, Aim.REASON, Aim.TARGET

ANY_STEP = _scheme(
    "any step",
    ("premise", REASON, "Is the reason true as it is worded?", "The reason is not true as it is worded."),
    ("bears", STEP, "Does the reason bear on exactly what it is given for, and not on something near it?",
     "The reason bears on something near the point, not on the point."),
    ("exception", STEP, "Can the usual exceptions be left aside here?", "This is one of the exceptions."),
    ("against", TARGET, "Does the conclusion hold up against what speaks the other way?",
     "What speaks the other way outweighs it."),
)  # fmt: skip
"""For a step whose scheme nobody has named, or that is not in the list below."""

SCHEMES = (
    _scheme(
        "expert opinion",
        ("expert", REASON, "Is the person really an expert?", "The person cited is no expert."),
        ("field", STEP, "Is the expert’s field the one the claim belongs to?",
         "The expert’s field is another than the one the claim belongs to."),
        ("said", REASON, "Did the expert say this, and in this sense?",
         "The expert did not say this, or not in this sense."),
        ("trust", STEP, "Can the expert be trusted to speak without an interest in the matter?",
         "The expert has an interest in the matter."),
        ("agree", STEP, "Do other experts agree?", "Other experts disagree."),
        ("evidence", STEP, "Does the expert rest on evidence that could be looked up?",
         "The expert names no evidence that could be looked up."),
    ),
    _scheme(
        "position to know",
        ("placed", REASON, "Is the person in a place to know this?", "The person is not in a place to know this."),
        ("honest", STEP, "Is the person honest, with no reason to tell it otherwise?",
         "The person has reason to tell it otherwise."),
        ("said", REASON, "Did the person say this, and in this sense?",
         "The person did not say this, or not in this sense."),
    ),
    _scheme(
        "witness testimony",
        ("consistent", STEP, "Is the account free of contradictions?", "The account contradicts itself."),
        ("facts", STEP, "Does it fit the facts that are known otherwise?",
         "It does not fit the facts known otherwise."),
        ("others", STEP, "Does it fit what other witnesses say?", "Other witnesses say otherwise."),
        ("bias", STEP, "Is the witness free of a stake in the matter?", "The witness has a stake in the matter."),
        ("plausible", STEP, "Is what is told likely in itself?", "What is told is unlikely in itself."),
    ),
    _scheme(
        "cause to effect",
        ("holds", STEP, "Does a cause of this kind bring about such an effect in general?",
         "Causes of this kind do not in general bring about such an effect."),
        ("happened", REASON, "Did the cause happen, and strongly enough?",
         "The cause did not happen, or not strongly enough."),
        ("interfered", STEP, "Is there nothing that would have kept the effect from coming about?",
         "Something else would have kept the effect from coming about."),
        ("alone", STEP, "Is this the cause, rather than one among several?",
         "Other causes explain the effect as well."),
    ),
    _scheme(
        "correlation to cause",
        ("correlated", REASON, "Do the two really go together, in enough cases?",
         "The two do not go together, or too few cases were looked at."),
        ("chance", STEP, "Is it more than chance?", "That the two go together may be chance."),
        ("direction", STEP, "Does the cause come before the effect, and not the other way round?",
         "It may be the other way round: the effect came first."),
        ("third", STEP, "Has a third thing that would bring about both been ruled out?",
         "A third thing may bring about both."),
    ),
    _scheme(
        "sign",
        ("there", REASON, "Was the sign really there?", "The sign was not there."),
        ("strong", STEP, "Does this sign seldom appear without what it is taken to show?",
         "This sign often appears without what it is taken to show."),
        ("other", STEP, "Have other things that would explain the sign been ruled out?",
         "Other things explain the sign as well."),
    ),
    _scheme(
        "evidence to a hypothesis",
        ("observed", REASON, "Was it observed as is said?", "It was not observed as is said."),
        ("follows", STEP, "Would this follow if the hypothesis were true?",
         "This would not follow even if the hypothesis were true."),
        ("other", STEP, "Would it be surprising if the hypothesis were false?",
         "It is just as likely if the hypothesis is false."),
    ),
    _scheme(
        "best explanation",
        ("explains", STEP, "Does it explain what is to be explained?", "It does not explain what is to be explained."),
        ("compared", STEP, "Is it better than every other explanation that was thought of?",
         "Another explanation is as good or better."),
        ("searched", STEP, "Was it looked hard enough for other explanations?",
         "Other explanations were not looked for."),
        ("wait", STEP, "Is there enough evidence to settle on one now?",
         "It is too early to settle on one explanation."),
    ),
    _scheme(
        "example",
        ("true", REASON, "Is the example true as it is told?", "The example is not true as it is told."),
        ("fits", STEP, "Is it an example of just what is claimed?", "It is an example of something else."),
        ("typical", STEP, "Is it typical, and not picked because it fits?", "The example is not typical."),
        ("enough", STEP, "Do the examples suffice for a statement this wide?",
         "One or a few examples do not carry a statement this wide."),
    ),
    _scheme(
        "random sample to population",
        ("size", STEP, "Is the sample large enough?", "The sample is too small."),
        ("chosen", STEP, "Was it chosen so that every part of the whole had its chance?",
         "The sample was not chosen at random."),
        ("asked", REASON, "Was it counted, or asked, without leading to the answer?",
         "The way it was counted or asked led to the answer."),
    ),
    _scheme(
        "analogy",
        ("true", REASON, "Is it true of the case that is pointed to?", "It is not even true of the case pointed to."),
        ("alike", STEP, "Are the two cases alike in what matters here?", "The two cases differ in what matters here."),
        ("differences", STEP, "Can the differences between them be left aside?",
         "The differences between the two cases outweigh what they share."),
        ("counter", STEP, "Is there no equally close case that came out otherwise?",
         "An equally close case came out otherwise."),
    ),
    _scheme(
        "precedent",
        ("happened", REASON, "Did the earlier case go as is said?", "The earlier case did not go as is said."),
        ("alike", STEP, "Is the present case of the same kind?", "The present case is of another kind."),
        ("changed", STEP, "Have circumstances stayed as they were?", "Circumstances have changed since."),
        ("mixed", STEP, "Do other earlier cases point the same way?", "Other earlier cases point another way."),
    ),
    _scheme(
        "established rule",
        ("rule", REASON, "Is there such a rule, and is it in force?", "There is no such rule in force."),
        ("applies", STEP, "Does the rule cover this case?", "The rule does not cover this case."),
        ("exception", STEP, "Is this case outside the exceptions to the rule?",
         "The rule has an exception for such cases."),
        ("conflict", STEP, "Does no weightier rule stand against it?", "A weightier rule stands against it."),
    ),
    _scheme(
        "practical reasoning",
        ("goal", REASON, "Does the one who is to act have this goal?",
         "The one who is to act does not have this goal."),
        ("works", STEP, "Would the action bring the goal nearer?", "The action would not bring the goal nearer."),
        ("possible", STEP, "Can it be done?", "It cannot be done."),
        ("others", STEP, "Is it better than other ways to the same goal?", "There is a better way to the same goal."),
        ("goals", TARGET, "Is it compatible with the other goals that matter?",
         "It stands against goals that matter more."),
        ("effects", TARGET, "Are its side effects bearable?", "Its side effects outweigh what it achieves."),
    ),
    _scheme(
        "consequences",
        ("likely", STEP, "Will the consequences come about, as likely as is said?",
         "The consequences are less likely than is said."),
        ("evidence", REASON, "Is there evidence that they will?", "There is no evidence that they will come about."),
        ("others", TARGET, "Have consequences that point the other way been counted?",
         "Consequences that point the other way were not counted."),
    ),
    _scheme(
        "slippery slope",
        ("links", STEP, "Does each stage make the next one likely?", "One stage does not make the next one likely."),
        ("stop", STEP, "Would it be hard to stop on the way?", "It can be stopped on the way."),
        ("bad", TARGET, "Would the last stage be as bad as is said?", "The last stage would not be as bad as is said."),
    ),
    _scheme(
        "values",
        ("held", REASON, "Is this value held by those it is ascribed to?",
         "Those it is ascribed to do not hold this value."),
        ("serves", STEP, "Does what is argued for serve the value?", "What is argued for does not serve the value."),
        ("conflict", TARGET, "Does no other value weigh more here?", "Another value weighs more here."),
    ),
    _scheme(
        "ignorance",
        ("searched", STEP, "Was it looked for, and hard enough?", "Nobody has looked hard enough."),
        ("found", STEP, "Would it have been found if it were there?",
         "It could well be there and not have been found."),
        ("burden", STEP, "Is it for the other side to prove it?", "The other side does not carry the burden of proof."),
    ),
    _scheme(
        "popular opinion",
        ("held", REASON, "Do as many people hold this as is said?", "Fewer people hold this than is said."),
        ("know", STEP, "Are they in a position to know?", "Those who hold it are in no position to know."),
        ("own", STEP, "Do they hold it for reasons of their own, and not because others do?",
         "They hold it because others do."),
    ),
    _scheme(
        "popular practice",
        ("done", REASON, "Do as many people do this as is said?", "Fewer people do this than is said."),
        ("good", STEP, "Do they have good reason to?", "That many do it does not make it right."),
        ("alike", STEP, "Is the present case like theirs?", "The present case is unlike theirs."),
    ),
    _scheme(
        "commitment",
        ("committed", REASON, "Did the person really commit to this?", "The person did not commit to this."),
        ("covers", STEP, "Does the commitment reach as far as this case?",
         "The commitment does not reach as far as this case."),
        ("kept", STEP, "Has the person kept to it since?", "The person has given up this commitment."),
    ),
    _scheme(
        "inconsistent commitment",
        ("both", REASON, "Did the person really commit to both?", "The person did not commit to both."),
        ("clash", STEP, "Can the two not be held together?", "The two can be held together."),
        ("matters", STEP, "Does the clash say something about the claim, and not only about the person?",
         "The clash says something about the person, not about the claim."),
    ),
    _scheme(
        "bias",
        ("biased", REASON, "Is there evidence that the source takes sides?",
         "There is no evidence that the source takes sides."),
        ("concerns", STEP, "Does the bias concern this very matter?", "The bias does not concern this matter."),
        ("bends", STEP, "Would the bias bend what is said here?", "What is said here stands on evidence of its own."),
    ),
    _scheme(
        "circumstantial ad hominem",
        ("clash", REASON, "Do the person’s deeds or place stand against what they say?",
         "The person’s deeds do not stand against what they say."),
        ("bears", STEP, "Does that bear on whether what they say is true?",
         "That does not bear on whether what they say is true."),
        ("explained", STEP, "Is there no good explanation for it?", "There is a good explanation for it."),
    ),
    _scheme(
        "ethotic argument",
        ("character", REASON, "Is the person’s character as is said?", "The person’s character is not as is said."),
        ("bears", STEP, "Does character matter for this claim?", "Character does not matter for this claim."),
        ("weight", STEP, "Is there nothing better to go by than character?", "There is better evidence to go by."),
    ),
    _scheme(
        "verbal classification",
        ("has", REASON, "Does it have the mark by which it is classed?",
         "It does not have the mark by which it is classed."),
        ("word", STEP, "Is the word used in its usual sense?", "The word is used in a sense of its own."),
        ("follows", STEP, "Does everything that bears the name have what is concluded?",
         "Not everything that bears the name has what is concluded."),
    ),
    _scheme(
        "composition",
        ("parts", REASON, "Is it true of the parts?", "It is not true of the parts."),
        ("carries", STEP, "Is it something that passes from the parts to the whole?",
         "What is true of the parts need not be true of the whole."),
    ),
    _scheme(
        "division",
        ("whole", REASON, "Is it true of the whole?", "It is not true of the whole."),
        ("carries", STEP, "Is it something that passes from the whole to its parts?",
         "What is true of the whole need not be true of its parts."),
    ),
    _scheme(
        "alternatives",
        ("all", REASON, "Are these all the possibilities there are?", "There are other possibilities."),
        ("excluded", REASON, "Have the others really been ruled out?", "Another possibility has not been ruled out."),
        ("exclusive", STEP, "Can only one of them be true?", "More than one of them can be true."),
    ),
)  # fmt: skip

_BY_KEY = {scheme.key: scheme for scheme in SCHEMES}


def scheme_of(name: str) -> Scheme:
    """The scheme of this name, in whichever case, "argument from" before it or not; else `ANY_STEP`."""
    return _BY_KEY.get(name.strip().casefold().removeprefix("argument from "), ANY_STEP)
