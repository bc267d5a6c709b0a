"""Situations and readings that the tests of the reply scorer share."""

from __future__ import annotations

from workbooks.replies import Fact, Phrases, ReplyReading, Situation, score_reply

LAMP = Situation(
    things=Phrases(en=("lamp", "bulb", "cord"), zh=("台灯", "灯泡")),
    happened=Phrases(
        en=("lamp .. [spark|smoke|flicker]", "[spark|smoke] .. lamp", "burnt .. curtain"),
        zh=("台灯 .. [冒烟|冒火花|闪]", "烧 .. 窗帘"),
    ),
    remedies=Phrases(en=("electrician",), zh=("电工",)),
)
TICKET = Situation(
    things=Phrases(en=("ticket", "train", "seat"), zh=("车票", "火车", "座位")),
    happened=Phrases(en=("miss .. train", "train .. [late|gone]"), zh=("[错过|误了] .. 火车",)),
    wants=Phrases(en=("want .. know .. [price|cost]",), zh=("想 .. 知道 .. [价|钱]",)),
    facts=(
        Fact(amount=40, about=Phrases(en=("change", "fee"), zh=("改签", "费")), charge=True),
        Fact(
            amount=3,
            unit="days",
            about=Phrases(en=("refund", "return"), zh=("退",)),
            says=Phrases(en=("[child|children] .. free",), zh=("儿童 .. 免费",)),
        ),
    ),
    denials=Phrases(en=("no [fee|cost|charge]",), zh=("没有 .. [费用|收费]",)),
)
TEA = Situation(
    things=Phrases(en=("menu", "dinner"), zh=("菜单", "晚餐")),
    remedies=Phrases(en=("[halal|separate] [dish|kitchen|meal]",), zh=("清真 .. [菜|餐]",)),
    custom=Phrases(en=("halal", "faith", "belief"), zh=("清真", "信仰")),
    fitting=Phrases(en=("[dish|meal|kitchen]",), zh=("[菜|餐|厨房]",)),
)
ALL = (LAMP, TICKET, TEA)


def read(text: str, situation: Situation = LAMP) -> ReplyReading:
    """The reading of a reply, with the other exercises of the course known."""
    return score_reply(text, situation, others=ALL)


def met(text: str, criterion: str, situation: Situation = LAMP) -> bool:
    """Whether a criterion is likely met."""
    return {str(name): each.likely for name, each in read(text, situation).findings.items()}[
        criterion
    ]
