"""What the how-to says of coded rows is what the tables' rooms hold."""

from pathlib import Path

from trucewatch.agreement.terms import HouseRule
from trucewatch.intake.coded import _ACLED_RADIUS_M, _UCDP_RADIUS_M

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "monitor.md"


def test_the_page_tells_the_disc_of_each_code_and_what_is_too_wide_to_lie_inside():
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    acled, ucdp = ([f"{metres / 1000:g}" for metres in radii.values()] for radii in (_ACLED_RADIUS_M, _UCDP_RADIUS_M))
    threshold = HouseRule().place_threshold_m

    assert f"{acled[0]}, {acled[1]} and {acled[2]} km about its point for `geo_precision` 1, 2 and 3" in text
    assert f"{', '.join(ucdp[:3])} and {ucdp[3]} km for `where_prec` 1 to 4" in text
    assert f"{threshold / 1000:g} km unless it says otherwise" in text
    assert [code for code, metres in _ACLED_RADIUS_M.items() if metres > threshold] == [3]
    assert [code for code, metres in _UCDP_RADIUS_M.items() if metres > threshold] == [3, 4]
