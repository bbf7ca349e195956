"""What may change an output and what may not: names of parties, harsher words, sentences elsewhere in the text."""

import random
import re

import pytest

PAIRS = (
    ("Turkey", "Russia"),
    ("Ankara", "Moscow"),
    ("Israel", "Jordan"),
    ("Hezbollah", "Hamas"),
    ("the Turkish army", "the Syrian army"),
    ("the Northern Brigade", "the Southern Brigade"),
    ("the Levant Front", "the Desert Front"),
    ("Armenian forces", "Azerbaijani forces"),
    ("the Tiger Battalion", "the Falcon Battalion"),
    ("the rebels", "the soldiers"),
)
TEMPLATES = (
    "{A} shelled positions of {B} near Saraqib on Monday.",
    "Positions of {B} near Saraqib were shelled by {A} on Monday.",
    "{A} accused {B} of shelling a village.",
    "{A} accused {B} of breaking the truce and said it would respond.",
    "{A} blamed {B} for the attack, which killed four people.",
    "{A} denied that it had attacked {B}.",
    "{A} said {B} had attacked a convoy on Tuesday.",
    "A convoy was attacked on Tuesday, {A} said, blaming {B}.",
    "According to {A}, {B} fired rockets at the town, wounding nine people.",
    "Fighting between {A} and {B} broke out near Binnish overnight.",
    "{A} and {B} signed a ceasefire on 5 March 2020.",
    "{A} and {B} agreed to patrol the road together.",
    "{A} killed two civilians in an air strike on Sarmin, {B} said.",
    "At least 12 people were killed when {A} bombed a market held by {B}.",
    "{A} vowed to retaliate against {B}.",
    "{A} warned {B} that any attack would be answered.",
    "{A} has violated the ceasefire 19 times since Thursday, {B} said.",
    "{A} claimed responsibility for the bombing, which killed three members of {B}.",
    "“{A} shelled us all night,” said a spokesman for {B}.",
    "{A} withdrew from the town after talks with {B}.",
    "{A} did not comment on the claims of {B}.",
    "{A} demanded that {B} withdraw from the hills.",
    "A strike by {A} killed seven fighters of {B}, including a commander.",
    "{B} lost two men in clashes with {A} on Sunday.",
    "The village, which {A} had captured from {B} in January, was empty.",
    "“We will not let {B} into the town,” a commander of {A} told reporters, adding that {B} had lost 30 men.",
    "{A}, which {B} accuses of sheltering gunmen, said its losses since 1 February stood at 59.",
    "Neither {A} nor {B} has commented on the shelling, which residents said killed three children.",
    "After {A} shot down a drone of {B} over Idlib, {B} said it reserved the right to respond.",
    "Residents blamed {A}, not {B}, for the air strike that killed six of them.",
    "{A} rejected a claim by {B} that its fighters had abducted two aid workers.",
    "An officer of {A} was wounded when a bomb planted by {B} exploded beside a joint patrol.",
    "{A} says {B} broke the truce; {B} says {A} fired first.",
    "{A} handed {B} the bodies of two men who were killed on Sunday.",
    "Hours after {B} attacked the checkpoint, {A} hit back with artillery, killing at least five people.",
)
TEXTS = 200
FLOOR = 0.97
"""Share of the texts in which the swap holds; measured 0.98. In the rest a group's name is known as a place's too, or
the parser takes one common noun ("the rebels") otherwise than the other; countries are all alike to it."""


def texts():
    """Yield pairs of texts of two or three sentences that differ in nothing but which party stands where."""
    draw = random.Random(7)  # noqa: S311
    for _ in range(TEXTS):
        a, b = draw.choice(PAIRS)
        text = " ".join(draw.sample(TEMPLATES, draw.choice((2, 2, 3))))
        yield a, b, filled(text, a, b), filled(text, b, a)


def filled(template, a, b):
    """Put the names in, with a capital where a sentence begins."""
    text = template.format(A=a, B=b)
    return re.sub(r"(^|[.”] |“)(the )", lambda m: m[1] + m[2].capitalize(), text)


def swapped(value, a, b):
    """Put each name where the other stands, in any nesting; names may stand without their article."""
    if isinstance(value, str):
        one, two = (re.sub(r"^the ", "", name) for name in (a, b))
        return re.sub(f"{re.escape(one)}|{re.escape(two)}", lambda m: two if m[0] == one else one, value)
    if isinstance(value, (list, tuple)):
        return type(value)(swapped(v, a, b) for v in value)
    return value


def differing(told, a, b, one, other):
    """The claims of either text that the other has not."""
    first = [sorted(c.items(), key=str) for c in told(one)]
    second = [sorted(((k, swapped(v, a, b)) for k, v in c.items()), key=str) for c in told(other)]
    return [c for c in first if c not in second], [c for c in second if c not in first]


def test_swapping_two_parties_swaps_them_in_the_output_and_changes_nothing_else(told):
    held = [differing(told, *four) == ([], []) for four in texts()]

    assert len(held) == TEXTS
    assert sum(held) / TEXTS >= FLOOR


def test_a_swap_never_changes_a_number(told):
    """A count that comes and goes with a name would be a count that depends on who is accused."""
    for _, _, one, other in texts():
        assert sorted(n for c in told(one) for n in c["counts"]) == sorted(n for c in told(other) for n in c["counts"])


HARSHER = (
    ("The {} of the town by the army went on.", ("shelling", "bombardment")),
    ("A {} of the town killed four people.", ("shelling", "bombardment")),
    ("The army {} four civilians.", ("killed", "slaughtered", "massacred", "murdered")),
    ("The {} of four civilians was condemned.", ("killing", "massacre", "murder")),
    ("The army {} the village.", ("shelled", "pounded", "pummelled", "battered")),
    ("The army {} six houses in the village.", ("destroyed", "razed", "flattened")),
    ("Gunmen {} a convoy.", ("attacked", "assaulted")),
    ("Gunmen {} two aid workers.", ("abducted", "kidnapped")),
    ("Nine people were {} in the village.", ("wounded", "injured", "maimed")),
    ("{} the army killed four men.", ("The rebels said", "The rebels claimed", "The rebels insisted")),
)


@pytest.mark.parametrize(("frame", "words"), HARSHER, ids=[words[0] for _, words in HARSHER])
def test_a_harsher_word_for_the_same_act_changes_no_code(told, frame, words):
    codes = {
        word: [(c["act"], c["stance"], c["actors"], c["counts"]) for c in told(frame.format(word))] for word in words
    }

    assert codes[words[0]]
    assert all(told_so == codes[words[0]] for told_so in codes.values()), codes


RARER = {
    "The {} of four civilians was condemned.": ("killing", "slaughter"),
    "Gunmen {} two aid workers.": ("abducted", "seized"),
}


@pytest.mark.parametrize(("frame", "words"), RARER.items())
def test_a_rarer_harsher_word_changes_no_code(told, frame, words):
    plain, harsh = ([(c["act"], c["counts"]) for c in told(frame.format(word))] for word in words)

    assert plain == harsh


def test_who_is_cleared_of_an_attack_is_not_said_to_have_made_it(told):
    text = "Residents blamed Turkey, not Russia, for the air strike that killed six of them."

    assert all("Russia" not in c["actors"] for c in told(text))


UNRELATED = (
    "Bread prices rose again in the capital.",
    "A school play opened on the coast, and the hall was full.",
    "Snow is expected in the hills at the weekend.",
)


@pytest.mark.parametrize("last", UNRELATED)
def test_an_unrelated_sentence_at_the_end_changes_no_earlier_claim(told, last):
    for _, _, text, _ in list(texts())[:40]:
        assert told(f"{text}\n\n{last}")[: len(told(text))] == told(text)


def test_an_unrelated_sentence_says_nothing_itself(told):
    assert [told(sentence) for sentence in UNRELATED] == [[], [], []]


def test_who_speaks_later_does_not_take_over_the_outlets_own_words(told):
    for template in TEMPLATES[:2]:
        text = filled(template, "Turkey", "Russia")
        own = told(text)

        assert {c["speaker"] for c in own} == {"publisher"}
        assert told(f"{text} A farmer said the market was shut.")[: len(own)] == own
        assert told(f"{text}\n\n“The market is shut,” a farmer said.")[: len(own)] == own


def test_what_somebody_else_said_before_does_not_take_over_the_outlets_own_words(told):
    text = "A farmer said the market was shut.\n\nTurkey shelled positions of Russia near Saraqib on Monday."

    assert {c["speaker"] for c in told(text) if c["act"] == "shelling"} == {"publisher"}
