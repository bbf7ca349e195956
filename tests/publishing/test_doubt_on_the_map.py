"""On the page of names each doubt is drawn as what it is, to scale, beside its disc, and told in words."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.geography import Gazetteer, doubt
from trucewatch.geography.rows import moved
from trucewatch.model import Claim, Document, Doubt, Place, Reading, Speaker
from trucewatch.pipeline.located import places_view
from trucewatch.publishing.doubt_drawing import MOST_SETS, finer, shape, sizes, words
from trucewatch.publishing.ground import Sheet
from trucewatch.publishing.places_map import draw
from trucewatch.publishing.places_page import page
from trucewatch.publishing.redaction import redact

HERE = (36.5, 35.8)
SHEET = Sheet(*HERE, 0.01, 400.0, 300.0)
"""A metre is a hundredth of a unit: a kilometre is ten."""

SECTOR = doubt.sector(HERE, from_m=2_000, to_m=6_000, bearing=90, half_angle=22.5)
RING = doubt.sector(HERE, from_m=2_000, to_m=6_000)
CORRIDOR = doubt.corridor([(36.4, 35.8), (36.5, 35.8), (36.6, 35.85)], 500)
OUTLINE = doubt.polygon([(36.4, 35.75), (36.6, 35.75), (36.6, 35.85)])
VILLAGES = doubt.settlements([(36.4, 35.75), (36.5, 35.8), (36.6, 35.85)])
WEIGHED = Doubt(kind="settlements", points=VILLAGES.points, weights=(0.15, 0.3, 0.55))
KINDS = {"sector": SECTOR, "ring": RING, "corridor": CORRIDOR, "outline": OUTLINE, "villages": VILLAGES}


def seen_at(view, *places):
    """Return the names of places of the case, with a document whose claims are at these."""
    claims = tuple(
        Claim(id=f"told#{n}", document="told", span=(0, 1), quote="x", speaker=Speaker(name="Wire"), place=place)
        for n, place in enumerate(places)
    )
    reading = Reading(document=Document(id="told", text="x", publisher="Wire"), claims=claims)
    return places_view(redact(replace(view, readings=(*view.readings, reading))), places=Gazetteer(world=False))


def place(name, held, *, at=HERE, radius_m=7_000.0, **more):
    return Place(name=name, lon=at[0], lat=at[1], radius_m=radius_m, method="case", ref=name, doubt=held, **more)


def points_of(svg):
    """Return the corners of a path, ring by ring, in drawing units."""
    (data,) = re.findall(r' d="([^"]+)"', svg)
    return [[tuple(map(float, p.split())) for p in ring.strip("MZ").split("L")] for ring in data.split("ZM")]


def test_a_sector_is_drawn_between_its_two_distances_towards_its_bearing():
    (ring,) = points_of(shape(SECTOR, SHEET, 0))
    middle = SHEET.xy(*HERE)
    far = [math.dist(point, middle) for point in ring]

    assert max(far) == pytest.approx(60, abs=0.5)
    assert min(far) == pytest.approx(20, abs=0.5)
    # east is to the right, and 22.5 degrees to either side of it
    turns = [math.degrees(math.atan2(y - middle[1], x - middle[0])) for x, y in ring]
    assert max(turns) == pytest.approx(22.5, abs=0.5)
    assert min(turns) == pytest.approx(-22.5, abs=0.5)


def test_a_ring_has_a_hole():
    outer, inner = points_of(shape(RING, SHEET, 0))

    assert {round(math.dist(point, SHEET.xy(*HERE))) for point in outer} == {60}
    assert {round(math.dist(point, SHEET.xy(*HERE))) for point in inner} == {20}
    assert 'fill-rule="evenodd"' in shape(RING, SHEET, 0)


def test_a_corridor_is_as_wide_as_it_is_and_never_too_thin_to_see():
    assert 'stroke-width="10.0"' in shape(CORRIDOR, SHEET, 0)
    assert 'stroke-width="3.0"' in shape(replace(CORRIDOR, to_m=20.0), SHEET, 0)
    assert len(points_of(shape(CORRIDOR, SHEET, 0))[0]) == 3


def test_an_outline_is_closed():
    assert shape(OUTLINE, SHEET, 0).count("Z") == 1
    assert 'class="within"' in shape(OUTLINE, SHEET, 0)


def test_settlements_are_marks_whose_area_is_their_weight():
    assert len(set(sizes(VILLAGES))) == 1
    small, large, largest = sizes(WEIGHED)

    assert (large / small) ** 2 == pytest.approx(2)
    assert (largest / small) ** 2 == pytest.approx(55 / 15)


@given(st.lists(st.floats(0.001, 1.0), min_size=1, max_size=256))
def test_a_likelier_settlement_never_has_the_smaller_mark_and_none_is_too_small_to_see(told):
    shares = tuple(share / sum(told) for share in told)
    held = Doubt(kind="settlements", points=((36.0, 35.0),) * len(told), weights=shares)
    ranked = [size for _, size in sorted(zip(shares, sizes(held), strict=True))]

    assert ranked == sorted(ranked)
    assert ranked[0] >= 1.5


@settings(deadline=None)
@given(st.floats(0, 359), st.floats(1, 180), st.floats(0, 20_000), st.floats(500, 20_000))
def test_a_sector_is_drawn_to_scale_wherever_it_points(bearing, half_angle, from_m, deep_m):
    held = doubt.sector(HERE, from_m=from_m, to_m=from_m + deep_m, bearing=bearing, half_angle=half_angle)
    corners = [corner for ring in points_of(shape(held, SHEET, 0)) for corner in ring]
    far = [math.dist(corner, SHEET.xy(*HERE)) / SHEET.per_m for corner in corners]

    assert max(far) == pytest.approx(held.to_m, rel=0.006, abs=15)


def test_each_of_four_marks_is_filled_and_then_hollow_so_that_eight_sets_are_told_apart():
    drawn = [shape(VILLAGES, SHEET, mark) for mark in range(MOST_SETS)]

    assert len({re.sub(r'[-\d.]+(?=[ "lhvzr])', "", one) for one in drawn}) == MOST_SETS
    assert [("hollow" in one) for one in drawn] == [False] * 4 + [True] * 4


def test_a_mere_disc_is_nothing_finer():
    assert not finer(None)
    assert not finer(doubt.disc(HERE, 900))
    assert all(finer(held) for held in KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_doubt_is_drawn_beside_its_disc_named_in_the_legend_and_told_in_the_list(view, kind):
    held = seen_at(view, place("Tell", KINDS[kind]))
    (located,) = [one for one in held.located if one.name == "Tell"]
    written = page(held)
    (number,) = re.findall(r'href="#map-\d+"[^>]*>(\d+)</a> Tell', written)
    drawn = draw(held).svg

    assert located.doubt == KINDS[kind]
    assert f'<g id="where-{number}" class="where">' in drawn
    assert f'<use class="lit" href="#where-{number}"/>' in drawn
    assert 'class="doubt place about"' in drawn
    assert "broken rim: a disc with something finer in it" in drawn
    legend = {
        "sector": "sector or ring: in this direction, so far off",
        "ring": "sector or ring: in this direction, so far off",
        "corridor": "band: along this line",
        "outline": "outline: anywhere inside",
        "villages": f"{number} Tell: one of these 3 settlements",
    }
    assert f">{legend[kind]}</text>" in drawn
    assert words(KINDS[kind]) in written
    assert f"{number}: Tell, ± 7 km: {words(KINDS[kind])}</title>" in drawn


def test_what_is_known_is_told_in_words():
    assert words(SECTOR) == "2 km to 6 km from 35.8000 N 36.5000 E, bearing 90° ± 22.5°"
    assert words(RING) == "2 km to 6 km from 35.8000 N 36.5000 E"
    assert words(OUTLINE) == "anywhere inside an outline"
    assert words(VILLAGES) == "one of 3 settlements, each as likely"
    assert words(WEIGHED) == "one of 3 settlements, put together at 3 points"
    crowd = replace(VILLAGES, weights=(400.0, 90.0, 10.0))
    assert words(crowd) == "one of 500 settlements, put together at 3 points"
    # 0.1° of longitude is 9.0 km here; the second leg goes 5.6 km north as well
    assert words(CORRIDOR) == "within 500 m of a line 19.6 km long"


def test_without_anything_finer_the_map_says_nothing_of_it(view):
    drawn = draw(seen_at(view, place("Tell", None), place("Other", doubt.disc(HERE, 7_000)))).svg

    assert 'class="where"' not in drawn
    assert "broken rim" not in drawn
    assert "about" not in drawn


def test_of_very_many_sets_the_first_are_drawn_and_the_rest_are_said_to_be_left(view):
    sets = [
        place(
            f"District {n}",
            doubt.settlements([(36.3 + n / 100, 35.8 + k / 100) for k in range(5)]),
            radius_m=7_000.0 + n,
        )
        for n in range(MOST_SETS + 2)
    ]
    drawn = draw(seen_at(view, *sets)).svg

    assert drawn.count('class="where"><') == 2 * MOST_SETS
    assert drawn.count('<use class="lit"') == MOST_SETS
    assert "settlements of 2 more places are not drawn" in drawn


def test_settlements_of_a_place_that_is_wider_than_the_map_are_drawn_without_its_disc(view):
    wide = seen_at(view, place("North", VILLAGES, radius_m=200_000.0))
    drawn = draw(wide)

    assert [spot.label for spot in drawn.wide] == ["North"]
    assert drawn.svg.count('class="one set-0"') == 3 + 1
    assert 'class="doubt place about"' not in drawn.svg.partition('class="legend"')[0]
    assert "Wider than a third of the map, without their discs: " in page(wide)


def test_one_place_with_two_doubts_has_a_number_for_each(view):
    held = seen_at(view, place("Tell", SECTOR, relation="east of"), place("Tell", None, relation="near"))

    assert draw(held).svg.count(">Tell") + draw(held).svg.count(" Tell</text>") == 2


def shown_m(svg):
    """Return how many metres a unit of the drawing is, by its scale bar."""
    length, told, unit = re.search(r'class="scale">.*?h([\d.]+)v.*?>([\d.]+) (k?m)</text></g>', svg).groups()
    return float(told) * (1_000 if unit == "km" else 1) / float(length)


def test_the_map_is_about_the_names_where_they_fill_but_a_part_of_the_zones(view):
    layer = view.layers[0]
    vast = replace(layer, rings=(((30.0, 33.0), (42.0, 33.0), (42.0, 39.0), (30.0, 39.0), (30.0, 33.0)),))
    case, ends = replace(view, layers=(vast,)), ((30.2, 33.2), (41.8, 38.8))
    few = draw(seen_at(case, place("Tell", None)))
    many = draw(seen_at(case, *(place(f"End {n}", None, at=at) for n, at in enumerate(ends))))

    assert shown_m(few.svg) * 5 < shown_m(many.svg)
    assert few.beyond == many.beyond == ()


def test_without_zones_a_capital_far_away_does_not_make_the_map_a_continents(view):
    bare = replace(view, layers=())
    drawn = draw(seen_at(bare, place("Tell", None), place("Moscow", None, at=(37.62, 55.75))))

    assert [spot.label for spot in drawn.beyond] == ["Moscow"]
    assert shown_m(drawn.svg) < 400


def test_the_inset_goes_where_it_hides_the_fewer_names(view):
    square = (((36.0, 35.5), (37.0, 35.5), (37.0, 36.3), (36.0, 36.3), (36.0, 35.5)),)
    bare = replace(view, layers=(replace(view.layers[0], rings=square),), readings=())
    west = place("West", None, at=(36.1, 35.6))
    corner = moved((37.0, 36.3), bearing=225, by_m=2_000)

    def inset(name, at):
        drawn = draw(seen_at(bare, west, place(name, None, at=at))).svg
        return re.search(r'class="inset" transform="translate\(([\d.]+) ', drawn)[1]

    assert (inset("Corner", corner), inset("Tell", HERE)) == ("10.0", "580.0")


def test_a_finer_doubt_is_no_secret_of_the_map_it_stands_in_the_json_in_words(view):
    from trucewatch.cli.places import plain

    held = plain(seen_at(view, place("Tell", VILLAGES), place("Other", None)), waiting=False)["located"]

    told = {one["name"]: one["doubt"] for one in held}
    assert told["Tell"] == {"kind": "settlements", "words": "one of 3 settlements, each as likely"}
    assert told["Other"] is None
