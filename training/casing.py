"""Train how words are written (`reading/casing.py`) from the treebanks' texts in lower case.

    python training/casing.py PATH/TO/UD

Writes `weights/casing.tsv.gz` (habits of words) and `weights/casing.npz` (an averaged perceptron over hashed features),
and prints how well capitals come back on texts that were not trained on.
"""

from __future__ import annotations

import gzip
import io
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from trucewatch.reading import casing, lexicon
from trucewatch.reading.casing import INITIAL, LOWER, SIZE, UNIT, UPPER

TRAIN = ("ewt-train.conllu", "gum-permissive-train.conllu")
TEST = ("pud-test.conllu", "ewt-test.conllu", "gum-permissive-test.conllu")
WEIGHTS = Path(casing.__file__).with_name("weights")
DOMAIN = Path(__file__).with_name("domain")
EPOCHS = 6
SEED = 11


def texts(file: Path) -> list[str]:
    """The sentences of a treebank, as they were written."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


def usual(text: str) -> bool:
    """Say whether a sentence is written as usual: not in capitals, not without any, not as a title."""
    words = [w for w in text.split() if w[0].isalpha()]
    capital = sum(w[0].isupper() for w in words)
    return len(words) > 3 and words[0][0].isupper() and capital < 0.6 * len(words) and not text.isupper()


def labelled(text: str) -> tuple[list[str], list[int]]:
    """Words in lower case, and how each was written."""
    words, forms = [], []
    for match in UNIT.finditer(text):
        word = match.group()
        letters = [c for c in word if c.isalpha()]
        words.append(word.lower())
        upper = bool(letters) and all(c.isupper() for c in letters) and len(letters) > 1
        forms.append(UPPER if upper else INITIAL if word[0].isupper() else LOWER)
    return words, forms


def table(sentences: list[tuple[list[str], list[int]]]) -> dict[str, Counter[int]]:
    """How often each word is written how, first words of sentences left out."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for words, forms in sentences:
        opened = False
        for i, (word, form) in enumerate(zip(words, forms, strict=True)):
            if opened and word[0].isalpha() and words[i - 1] not in ('"', ":", "“", "(", "'"):
                counts[word][form] += 1
            opened |= word[0].isalnum()
    return counts


def habit(count: Counter[int]) -> str:
    """One sign for how a word is written, with how surely that is known."""
    total = sum(count.values())
    if not total:
        return ""
    form, most = count.most_common(1)[0]
    share = most / total
    sure = "2" if share > 0.95 and total > 3 else "1" if share > 0.75 and total > 1 else "0"
    return "liu"[form] + sure


def listed() -> dict[str, str]:
    """Words of our own lists that are written small, and names that are not."""
    small = {word for word, _ in (*lexicon.acts(), *lexicon.cues())} | set(lexicon.nouns()) | set(lexicon.titles())
    small |= set(lexicon.forms()) | {w for arms in lexicon.arms().values() for arm in arms for w in arm.words}
    small |= {f"{noun}s" for noun in lexicon.nouns()}
    lands = lexicon.countries()
    names = {w for n in (*lands.names, *lands.demonyms, *lands.capitals) for w in UNIT.findall(n) if w[0].isalpha()}
    out = {word.lower(): "l1" for word in small if word.isalpha()}
    return out | {name: "i1" for name in names if name not in out and len(name) > 2}


def main(arguments: list[str]) -> int:
    """Train, write, measure."""
    folder = Path(arguments[0])
    sentences = [labelled(t) for name in TRAIN for t in texts(folder / name) if usual(t)]
    sentences += [labelled(t) for t in texts(DOMAIN / "domain-train.conllu") if usual(t)] * 2
    counts = table(sentences)
    lists = listed()
    habits = dict(lists)
    habits.update({w: habit(c) for w, c in counts.items() if sum(c.values()) > 1 or w not in lists})
    packed = "".join(f"{w}\t{h}\n" for w, h in sorted(habits.items()) if h).encode()
    (WEIGHTS / "casing.tsv.gz").write_bytes(gzip.compress(packed, 9, mtime=0))
    casing.habits.cache_clear()
    weights = trained(sentences, counts, lists)
    unit = float(np.abs(weights).max()) / 127
    unit = min(unit, float(np.quantile(np.abs(weights[weights != 0]), 0.999)) / 127)
    stored = np.clip(np.round(weights / unit), -127, 127).astype("int8")
    buffer = io.BytesIO()
    np.savez_compressed(buffer, weights=stored, unit=np.float32(unit))
    (WEIGHTS / "casing.npz").write_bytes(buffer.getvalue())
    for name in TEST:
        measured(name, texts(folder / name))
    measured("domain-dev", texts(DOMAIN / "domain-dev.conllu"))
    return 0


def trained(sentences: list, counts: dict[str, Counter[int]], lists: dict[str, str]) -> np.ndarray:
    """Return the averaged weights. A word's habit is that of its other places, as for a word not seen in training."""
    rng = random.Random(SEED)
    weights = np.zeros((SIZE, 3), dtype="float64")
    total = np.zeros((SIZE, 3), dtype="float64")
    step = 1
    known = casing.habits()
    for epoch in range(EPOCHS):
        rng.shuffle(sentences)
        wrong = seen = 0
        for words, forms in sentences:
            told: list[int] = []
            opened = False
            for i, word in enumerate(words):
                if not word[0].isalpha():
                    told.append(LOWER)
                    opened |= word[0].isdigit()
                    continue
                if not opened:
                    opened = True
                    habitual = known.get(word, "")[:1]
                    told.append("liu".find(habitual) if habitual else LOWER)
                    continue
                mine = counts.get(word)
                before = known.get(word)
                if mine is not None and mine[forms[i]]:
                    mine[forms[i]] -= 1
                    left = habit(mine) if sum(mine.values()) else lists.get(word, "")
                    mine[forms[i]] += 1
                    known[word] = left
                rows = casing.features(words, i, told)
                if before is not None:
                    known[word] = before
                scores = weights[rows].sum(axis=0)
                guess = int(scores.argmax())
                margin = scores[forms[i]] - np.delete(scores, forms[i]).max()
                if margin < 1.0:
                    if guess == forms[i]:
                        guess = int(np.where(np.arange(3) == forms[i], -1e9, scores).argmax())
                    np.add.at(weights, (rows, forms[i]), 0.1)
                    np.add.at(total, (rows, forms[i]), 0.1 * step)
                    np.add.at(weights, (rows, guess), -0.1)
                    np.add.at(total, (rows, guess), -0.1 * step)
                    wrong += guess != forms[i]
                seen += 1
                step += 1
                told.append(forms[i] if rng.random() < 0.7 else int(scores.argmax()))
        print(f"epoch {epoch + 1}: {wrong / seen:.4f} inside the margin", flush=True)
    return weights - total / step


def measured(name: str, sentences: list[str]) -> None:
    """Print how many capitals come back and how many of those written were there, in one text of many sentences."""
    right = written = there = words = same = 0
    for start in range(0, len(sentences), 20):
        part = [t for t in sentences[start : start + 20] if usual(t)]
        text = "\n\n".join(part)
        back = casing.recased(text.lower()) if len(text.lower()) == len(text) else text
        for match in UNIT.finditer(text):
            if not match.group()[0].isalpha():
                continue
            true, got = match.group(), back[match.start() : match.end()]
            words += 1
            same += true == got
            there += not true.islower()
            written += not got.islower()
            right += not true.islower() and not got.islower()
    print(
        f"{name}: {100 * same / words:.1f} % of words as written; capitals: recall {100 * right / there:.1f}, "
        f"precision {100 * right / written:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
