"""Trees from raw text are compared word by word, by the characters that a word covers."""

import pud

TREES = """\
# newdoc id = n1
# sent_id = n1001
# text = Troops don't shell it.
1\tTroops\t_\t_\tNNS\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\t_\t_\tVBP\t_\t4\taux\t_\t_
3\tn't\t_\t_\tRB\t_\t4\tadvmod\t_\t_
4\tshell\t_\t_\tVB\t_\t0\troot\t_\t_
5\tit\t_\t_\tPRP\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t_\t_\t.\t_\t4\tpunct\t_\t_

# sent_id = n1002
# text = He left.
1\tHe\t_\t_\tPRP\t_\t2\tnsubj\t_\t_
2\tleft\t_\t_\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t_\t_\t.\t_\t2\tpunct\t_\t_

# newdoc id = w1
# sent_id = w1001
# text = Rain.
1\tRain\t_\t_\tNN\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t_\t_\t.\t_\t1\tpunct\t_\t_
"""


def test_the_words_of_a_text_carry_their_places_and_those_of_their_heads(tmp_path):
    file = tmp_path / "trees.conllu"
    file.write_text(TREES, encoding="utf-8")
    ((text, words),) = pud.texts(file)
    assert text == "Troops don't shell it. He left. "
    assert [text[slice(*w.span)] for w in words] == ["Troops", "do", "n't", "shell", "it", "He", "left"]
    assert [text[slice(*w.head)] for w in words] == ["shell"] * 5 + ["left", "left"]


def test_a_treebank_that_the_reader_parses_alike_scores_a_hundred(tmp_path):
    (tmp_path / "data" / "ud").mkdir(parents=True)
    (tmp_path / pud.FILE).write_text(TREES.partition("\n# sent_id = n1002")[0], encoding="utf-8")
    figures = pud.measure(tmp_path)
    assert (figures["uas"], figures["las"]) == (100, 100)


def test_without_the_treebank_there_are_no_figures(tmp_path):
    assert pud.measure(tmp_path) is None
