"""A floor, not a hope: what a bench measured once may not sink unseen."""

import tomllib

import pytest

import reading_quality
import run

FLOORS = {"seed": {"least": {"right": 30}, "most": {"false_tallies": 0}}}


@pytest.mark.parametrize(("figure", "value"), [("right", 29), ("false_tallies", 1)])
def test_a_figure_worse_than_its_floor_is_broken(figure, value):
    assert len(run.breaks({"seed": {figure: value}}, FLOORS)) == 1


@pytest.mark.parametrize(("figure", "value"), [("right", 30), ("right", 42), ("false_tallies", 0)])
def test_a_figure_at_its_floor_or_better_holds(figure, value):
    assert run.breaks({"seed": {figure: value}}, FLOORS) == []


def test_a_figure_without_a_floor_does_not_pass_unseen():
    assert "no floor" in run.breaks({"seed": {"facts_right": 9}}, FLOORS)[0]


def test_pinning_raises_a_floor_and_keeps_those_not_measured():
    new, easier = run.pinned({"seed": {"right": 35}}, FLOORS)

    assert new == {"seed": {"least": {"right": 35}, "most": {"false_tallies": 0}}}
    assert easier == []


@pytest.mark.parametrize(("figure", "value"), [("right", 29), ("false_tallies", 1)])
def test_pinning_names_every_floor_that_would_become_easier(figure, value):
    _, easier = run.pinned({"seed": {figure: value}}, FLOORS)

    assert figure in easier[0]


def test_pinning_lower_is_refused_unless_it_is_meant(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(run, "FLOORS", tmp_path / "floors.toml")
    monkeypatch.setattr(run, "BENCHES", (run.Bench("seed", lambda _: {"right": 29}, high=("right",)),))
    run.FLOORS.write_text(run.written(FLOORS))

    assert run.main(["--pin"]) == 1
    assert tomllib.loads(run.FLOORS.read_text()) == FLOORS
    assert "REFUSED" in capsys.readouterr().out

    assert run.main(["--pin", "--allow-regression"]) == 0
    assert tomllib.loads(run.FLOORS.read_text())["seed"]["least"]["right"] == 29


def test_a_figure_passes_the_floor_that_it_was_pinned_at():
    measured = {"seed": {"right": 2 / 3, "false_tallies": 1 / 3}}

    new, _ = run.pinned(measured, {})

    assert run.breaks(measured, new) == []


def test_a_promise_is_pinned_as_promised_however_quick_the_machine():
    new, _ = run.pinned({"startup": {"help_cpu_seconds": 0.1}}, {})

    assert new["startup"]["most"]["help_cpu_seconds"] == 0.4


def test_a_broken_floor_fails_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "FLOORS", tmp_path / "floors.toml")
    monkeypatch.setattr(run, "BENCHES", (run.Bench("seed", lambda _: {"right": 29}, high=("right",)),))
    run.FLOORS.write_text(run.written(FLOORS))

    assert run.main([]) == 1


def test_a_bench_without_its_data_is_skipped_and_says_so(monkeypatch, capsys):
    monkeypatch.setattr(run, "BENCHES", (run.Bench("seed", lambda _: None, high=("right",)),))

    assert run.main([]) == 0
    assert "skipped" in capsys.readouterr().out


def test_every_pinned_floor_belongs_to_a_bench_and_every_figure_has_one():
    pinned = tomllib.loads(run.FLOORS.read_text())

    assert {(b, f) for b, ways in pinned.items() for values in ways.values() for f in values} == {
        (bench.name, figure) for bench in run.BENCHES for figure in (*bench.high, *bench.low)
    }


def test_what_is_held_out_shows_no_text(monkeypatch, capsys):
    """Figures and the table by field; neither wrong claims nor the worst errors."""
    figures = {"right": 30, "lines": ["act 3 of 4"], "wrong": ["a sentence"], "worst": ["a sentence"]}
    bench = run.Bench("seed", lambda _: run.held_out(figures), high=("right",), seen=run.HELD_OUT)
    monkeypatch.setattr(run, "BENCHES", (bench,))

    reading_quality.main([])
    shown = capsys.readouterr().out

    assert "act 3 of 4" in shown
    assert "held out" in shown
    assert "a sentence" not in shown


def test_a_set_that_may_be_looked_at_shows_its_worst_errors_first(monkeypatch, capsys):
    figures = {"right": 30, "lines": ["act 3 of 4"], "worst": ["worse", "bad"]}
    monkeypatch.setattr(run, "BENCHES", (run.Bench("seed", lambda _: figures, high=("right",), seen="looked at"),))

    reading_quality.main(["--worst", "1"])
    shown = capsys.readouterr().out

    assert "the 1 worst of 2 errors\nworse\n" in shown
    assert "\nbad" not in shown


def test_every_reading_bench_says_whether_it_was_looked_at():
    assert {b.name for b in run.BENCHES if b.seen} >= {"seed", "case", "stories", "dispatches_dev", "dispatches_held"}
    assert [b.name for b in run.BENCHES if b.seen == run.HELD_OUT] == ["stories", "dispatches_held"]
