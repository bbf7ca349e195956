"""The answers of `zones.locate` for many points at once."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.agreement import zone_shares
from trucewatch.agreement.zone_shapes import Compound, Drawn, Found
from trucewatch.agreement.zone_ways import ways
from trucewatch.geography.bulk import NO, UNKNOWN, YES, judged_all

if TYPE_CHECKING:
    from numpy import float64, int8
    from numpy.typing import ArrayLike, NDArray

    from trucewatch.agreement.terms import Agreement
    from trucewatch.agreement.zone_choosers import World

    Answers = NDArray[int8]
    Places = tuple[NDArray[float64], NDArray[float64], NDArray[float64]]


def answers_of(
    agreement: Agreement, zone_id: str, world: World, *, lons: ArrayLike, lats: ArrayLike, radius_m: ArrayLike
) -> Answers:
    """Return 1 yes, 0 no, -1 cannot tell for each point, where every world that is open agrees."""
    xs, ys = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
    radii = np.nan_to_num(np.broadcast_to(np.asarray(radius_m, dtype=float), xs.shape))
    known = ~(np.isnan(xs) | np.isnan(ys))
    places = (xs[known], ys[known], radii[known])
    told = [_by_share(agreement, there, places) for there in ways(agreement, zone_id, world)]
    result = np.full(xs.shape, UNKNOWN, dtype=np.int8)
    result[known] = reduce(lambda one, other: np.where(one == other, one, np.int8(UNKNOWN)), told)
    return result


def _by_share(agreement: Agreement, there: Found, places: Places) -> Answers:
    """Return the answers with the house rule on shares, where it asks for less than all."""
    answers, asked = _answers(agreement, there, places), agreement.house.inside_share
    unsure = answers == UNKNOWN
    if asked == 1 or not unsure.any():
        return answers
    lons, lats, radii = (column[unsure] for column in places)
    least, most = zone_shares.bounds_of_discs(there, lons, lats, radii)
    held = zone_shares.inside(least, asked) & (radii <= agreement.house.place_threshold_m)
    answers[unsure] = np.where(held, YES, np.where(zone_shares.outside(most, asked), NO, UNKNOWN))
    return answers


def _answers(agreement: Agreement, there: Found, places: Places) -> Answers:
    lons, lats, radii = places
    match there:
        case Drawn():
            answers = judged_all(there.shape, lons, lats, radii + there.edge_m)
            answers[(answers == YES) & (radii > agreement.house.place_threshold_m)] = UNKNOWN
            return answers
        case Compound():
            told = _combined(there.how, [_answers(agreement, part, places) for part in there.parts])
            if there.whole is None:
                return told
            return np.where(told == UNKNOWN, _answers(agreement, there.whole, places), told).astype(np.int8)
        case _:
            return np.full(lons.shape, UNKNOWN, dtype=np.int8)


def _combined(how: str, parts: list[Answers]) -> Answers:
    """Combine the answers of parts: a union's is yes with any, an intersection's and a difference's no with any."""
    if how == "difference":
        parts = [parts[0], *(_inverted(part) for part in parts[1:])]
    deciding, else_ = (YES, NO) if how == "union" else (NO, YES)
    any_decides = np.any([part == deciding for part in parts], axis=0)
    all_else = np.all([part == else_ for part in parts], axis=0)
    found_answers: Answers = np.where(any_decides, deciding, np.where(all_else, else_, UNKNOWN)).astype(np.int8)
    return found_answers


def _inverted(answers: Answers) -> Answers:
    return np.where(answers == UNKNOWN, answers, 1 - answers).astype(np.int8)
