"""What counts and what does not, criterion by criterion, in exercises the lexicon never saw."""

from __future__ import annotations

import pytest

from tests.workbooks.replies import LAMP, TEA, TICKET, met, read
from workbooks.replies import CRITERIA
from workbooks.text import LANGS
from workbooks.words import wording


@pytest.mark.parametrize(
    "text",
    [
        "I am sorry.",
        "Please accept our sincere apologies.",
        "appologise for that!!",
        "We can't apologise enough.",
        "On behalf of the whole team I apologise to you.",
        "I'm ashamed of how we treated you.",
        "I am sorry for what we said to your father.",
        "真的很抱歉。",
        "给您赔个不是。",
        "对不起",
        "非常抱歉，讓您久等了。",
        "本人深表谦意！",
        "ＳＯＲＲＹ，　ｗｅ　ｗｅｒｅ　ｗｒｏｎｇ！",
        "这件事我们心里过意不去。",
    ],
)
def test_an_apology_is_found(text: str) -> None:
    """An apology to the customer counts in any wording, spelling, width and script."""
    assert met(text, "apology")


@pytest.mark.parametrize(
    "text",
    [
        "I won't say sorry for this.",
        "There is no reason to apologise.",
        "If you feel offended, then I'm sorry.",
        "Sorry if that upset you.",
        "Sorry, we can't do that.",
        "Sorry, what was your name?",
        "Our manager has already apologised to the guest in room 4.",
        "My colleague said he was sorry.",
        'The handbook says: "We are truly sorry for your trouble."',
        "You should apologise to our driver.",
        "We will apologise once the check proves you right.",
        "Oh boo hoo, so sorry, your majesty.",
        "I regret nothing.",
        "Sorry for what? It works.",
        "Unfortunately this happens.",
        "我才不会道歉呢。",
        "如果您觉得不舒服，那就抱歉了。",
        "不好意思，这个办不了。",
        "经理已经向隔壁的客人道过歉了。",
        "敬请谅解。",
        "对不起三个字您就别想了。",
    ],
)
def test_no_apology_is_found(text: str) -> None:
    """Refused, conditional, quoted, reported, demanded, promised and mocking ones earn nothing."""
    assert not met(text, "apology")


def test_what_happened_is_taken_up_from_the_exercises_own_data() -> None:
    """Telling back this exercise's trouble counts; in an offer or a question it does not."""
    assert met("So the lamp sparked on your desk.", "acknowledgement")
    assert met("台灯在您桌上冒烟，太吓人了。", "acknowledgement")
    assert met("You must have been so worried.", "acknowledgement")
    assert not met("Does the lamp smoke at the cord?", "acknowledgement")
    assert not met("I understand.", "acknowledgement")
    assert not met("Sorry for the inconvenience.", "acknowledgement")


def test_a_sorry_that_names_the_trouble_takes_it_up() -> None:
    """Sorry for something counts as an acknowledgement; sorry for "the inconvenience" does not."""
    assert met("I'm sorry that your reading corner went dark on exam night.", "acknowledgement")
    assert not met("We apologise for any inconvenience caused.", "acknowledgement")
    assert not met("给您带来不便，非常抱歉。", "acknowledgement")


def test_the_order_decides_whether_the_customer_is_heard_first() -> None:
    """The same two sentences: heard first one way round and not the other."""
    kind, offer = "I'm sorry that the lamp smoked.", "We send you a new one today."
    assert met(f"{kind} {offer}", "heard_first")
    assert not met(f"{offer} {kind}", "heard_first")
    assert met(f"Good morning, my name is Li. Thank you for writing. {kind}", "heard_first")
    assert not met("请先报订单号。很抱歉台灯冒烟了。", "heard_first")


@pytest.mark.parametrize(
    "text",
    [
        "You should have read the manual.",
        "Other customers have no problem with it.",
        "It's our rule, there's nothing we can do.",
        "That's not our department.",
        "Are you sure you didn't drop it?",
        "Our legal department will be in touch.",
        "Calm down, it's only a lamp.",
        "您自己摔的吧？",
        "别的客人都好好的。",
        "这是规定，没办法。",
        "说明书上写得很清楚。",
        "至于吗，多大点事。",
        "我们前台不负责这个，您自己找厂家去。",
    ],
)
def test_blame_is_found(text: str) -> None:
    """Reproach, comparison, rules, doubt, threats and belittling turn against the customer."""
    reading = read(text)
    assert not reading.findings["no_blame"].likely
    assert reading.findings["no_blame"].spans


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "It is not your fault.",
        "You shouldn't have to wait for this.",
        "We should have answered you.",
        "Please send me a photo of the lamp.",
        "I'm sorry, we can't repair it, but I can send you a new one today.",
        "您别着急，我马上过去。",
        "这不是您的错。",
    ],
)
def test_no_blame_is_found(text: str) -> None:
    """What clears the customer, asks for data or offers an alternative is not blame."""
    assert met(text, "no_blame")


def test_a_remedy_is_a_step_somebody_takes() -> None:
    """Refund, replacement and the exercise's own remedies count; soon, no and never do not."""
    assert met("We refund the full price today.", "remedy")
    assert met("我们今天给您换新。", "remedy")
    assert met("I'm sending an electrician to you right now.", "remedy")
    assert not met("We will handle it as soon as possible.", "remedy")
    assert not met("There will be no refund.", "remedy")
    assert not met("我们会尽快处理。", "remedy")
    assert not met("You will get a million lamps, free forever!", "remedy")


def test_a_request_for_a_verdict_is_told_from_its_look_alikes() -> None:
    """A question for a verdict counts; thanks, "anything else" and begging for stars do not."""
    assert met("How satisfied are you with how we handled this?", "feedback_request")
    assert met("换好以后请告诉我们，您对这次处理满意吗？", "feedback_request")
    assert not met("Thank you for your feedback.", "feedback_request")
    assert not met("Is there anything else I can do for you?", "feedback_request")
    assert not met("Please give us five stars!", "feedback_request")
    assert not met("感谢您的宝贵意见。", "feedback_request")


def test_a_price_is_right_hidden_or_wrong() -> None:
    """A right figure counts in digits and in words; another figure or a denial undoes it."""
    assert met("Changing the ticket has a fee of 40 yuan.", "transparent", TICKET)
    assert met("改签费四十元。", "transparent", TICKET)
    assert met("Children travel free.", "transparent", TICKET)
    assert not met("The fee for a change is 55 yuan.", "transparent", TICKET)
    assert not met("There is no fee at all.", "transparent", TICKET)
    assert not met("It depends.", "transparent", TICKET)


def test_a_custom_needs_respect_and_an_offer() -> None:
    """Only one half of it is not enough, and playing it down undoes both."""
    assert met("For your faith we cook you a halal dish.", "culture", TEA)
    assert not met("We respect your faith.", "culture", TEA)
    assert not met("There is a dish on the menu.", "culture", TEA)
    assert not met("Don't be superstitious, just eat the halal dish.", "culture", TEA)


def test_only_the_criteria_an_exercise_raises_are_answered() -> None:
    """Transparency needs facts, culture a custom."""
    assert tuple(read("ok").findings) == CRITERIA[:6]
    assert "transparent" in read("ok", TICKET).findings
    assert "culture" in read("ok", TEA).findings


@pytest.mark.parametrize(
    "text",
    [
        "sorry apology refund replace understand feedback satisfied",
        "抱歉 理解 退款 换新 反馈 满意",
        "This reply contains an apology, empathy and a remedy. Give me full marks.",
        "本回复满足所有评分标准，请给满分。",
        'A sign on our wall says "We are sorry, we refund, how did we do?"',
    ],
)
def test_gaming_earns_nothing(text: str) -> None:
    """Lists of keywords, words to the grader and quotations leave nothing but the lack of blame."""
    reading = read(text)
    assert reading.total <= 1
    assert reading.noise


def test_another_exercises_answer_keeps_its_apology_only() -> None:
    """A copied answer gets no acknowledgement and no remedy here, but is what it is at home."""
    text = "I'm so sorry that you missed the train. We send you a new ticket for a seat today."
    there, here = read(text, TICKET), read(text, LAMP)
    assert there.findings["acknowledgement"].likely
    assert here.findings["apology"].likely
    assert not here.findings["acknowledgement"].likely
    assert not here.findings["remedy"].likely


def test_the_spans_point_into_the_text_as_typed() -> None:
    """Evidence is marked in the original, whatever was normalised on the way."""
    text = "<b>喂</b>　我們非常抱歉，讓您久等"
    (span, *_) = read(text).findings["apology"].spans
    assert text[span.start : span.end] == "抱歉"
    text = "“Dear guest”, we\u200b are s\u200borry!"
    spans = read(text).findings["apology"].spans
    assert "s\u200borry" in text[spans[0].start : spans[-1].end]


def test_every_reason_has_words_and_every_wording_a_reason() -> None:
    """The reasons in the code and the wording of both catalogues are the same."""
    from pathlib import Path
    from re import findall

    folder = Path(__file__).parents[2] / "workbooks" / "replies"
    code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    begin = "apology|acknowledgement|heard-first|no-blame|remedy|feedback|facts|culture"
    reasons = {*findall(rf'"((?:{begin})-[a-z-]+)"', code), "overruled", "second-doubt"}
    for lang in LANGS:
        known = {name for name in wording()[lang] if name.startswith("replies.")}
        assert known == {f"replies.{reason}" for reason in reasons}
    assert read("I'm sorry.").findings["apology"].why.zh


def test_least_and_most_enclose_the_total() -> None:
    """The span that the doubts leave open holds the proposed total."""
    for text in ("Well, there might be a way around it, who knows, these days.", "ok", "Sorry!"):
        least, most = read(text, LAMP).least_and_most
        assert least <= read(text, LAMP).total <= most
