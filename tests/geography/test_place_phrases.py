"""Place phrases as reports write them, each with the shape, the radius and the method worked out by hand, or none.

On the equator a tenth of a degree is 11,119.5 m on the sphere that the relations use. Zorbaqan (radius 1 km) and Tel
Mard (2 km) lie 0.2 degrees apart, so half way is 11,119.5 m from each.
"""

from __future__ import annotations

import pytest

from trucewatch.geography import Gazetteer, Located, locate_phrase, rows_from_csv
from trucewatch.geography.doubt import reach_m
from trucewatch.geography.named_lines import NamedLine
from trucewatch.geography.rows import apart_m, moved

TABLE = """\
id,name,alternative_names,kind,lat,lon,radius_m
zorbaqan,Zorbaqan,,settlement,0,30,1000
tel-mard,Tel Mard,,settlement,0,30.2,2000
ain-dara,Ain Dara,,settlement,0.1,30.1,500
marj,Marj,,province,0.5,30.5,40000
marj-city,Marj city,,city,0.4,30.5,3000
qasr,Qasr district,,district,0.2,30.0,15000
landia,Landia,,country,0,31,300000
otherland,Otherland,,country,0,40,300000
"""
M9 = NamedLine(ref="m9", names=frozenset({"m9"}), points=((29.9, 0.0), (30.1, 0.02), (30.3, 0.0)), edge_m=100)
BORDER = NamedLine(ref="b", names=frozenset({"border with otherland"}), points=((30.0, 1.0), (30.4, 1.0)), edge_m=900)
CASE = Gazetteer(rows_from_csv(TABLE), world=False, lines=(M9, BORDER))
ALL_AROUND = 180.0


def found(words: str, gazetteer: Gazetteer = CASE) -> Located:
    place = locate_phrase(words, gazetteer=gazetteer)
    assert place is not None
    return place


SECTORS = {
    # Words to (method, from_m, to_m, bearing, half angle). A tenth is rounding, half a unit at least; then the edge.
    "6 km south of Zorbaqan": ("distance-and-bearing-from", 4_400, 7_600, 180, 22.5),
    "6 km to the south of Zorbaqan": ("distance-and-bearing-from", 4_400, 7_600, 180, 22.5),
    "12 kilometers (7.5 miles) north of Zorbaqan": ("distance-and-bearing-from", 9_800, 14_200, 0, 22.5),
    "12 km, or 7.5 miles, north of Zorbaqan": ("distance-and-bearing-from", 9_800, 14_200, 0, 22.5),
    "some 30 miles NW of Zorbaqan": ("distance-and-bearing-from", 42_452, 54_108, 315, 22.5),
    "10 km NNE of Zorbaqan": ("distance-and-bearing-from", 8_000, 12_000, 22.5, 22.5),
    "5-6 km east of Zorbaqan": ("distance-and-bearing-from", 3_500, 7_600, 90, 22.5),
    "5 to 6 km east of Zorbaqan": ("distance-and-bearing-from", 3_500, 7_600, 90, 22.5),
    "between 5 and 6 km east of Zorbaqan": ("distance-and-bearing-from", 3_500, 7_600, 90, 22.5),
    "two kilometres southwest of Zorbaqan": ("distance-and-bearing-from", 500, 3_500, 225, 22.5),
    "twenty-five kilometres to the north of Zorbaqan": ("distance-and-bearing-from", 21_500, 28_500, 0, 22.5),
    "15 nautical miles west of Zorbaqan": ("distance-and-bearing-from", 24_002, 31_558, 270, 22.5),
    "up to 3 km west of Zorbaqan": ("distance-and-bearing-from", 0, 4_000, 270, 22.5),
    "several kilometres east of Zorbaqan": ("distance-and-bearing-from", 0, 11_000, 90, 22.5),
    "10 km from Zorbaqan": ("distance-from", 8_000, 12_000, 0, ALL_AROUND),
    "10km outside Zorbaqan": ("distance-from", 8_000, 12_000, 0, ALL_AROUND),
    "10 km away from Zorbaqan": ("distance-from", 8_000, 12_000, 0, ALL_AROUND),
    "20 km off the coast of Zorbaqan": ("distance-from", 17_000, 23_000, 0, ALL_AROUND),
    "1,500 metres from Zorbaqan": ("distance-from", 350, 2_650, 0, ALL_AROUND),
    "1,5 km from Zorbaqan": ("distance-from", 350, 2_650, 0, ALL_AROUND),
    "a kilometre from Zorbaqan": ("distance-from", 0, 2_500, 0, ALL_AROUND),
    "half a kilometre from Zorbaqan": ("distance-from", 0, 2_000, 0, ALL_AROUND),
    "300 yards from Zorbaqan": ("distance-from", 0, 1_302, 0, ALL_AROUND),
    "less than 5 km from Zorbaqan": ("distance-from", 0, 6_000, 0, ALL_AROUND),
    "within 10 km of Zorbaqan": ("distance-from", 0, 11_000, 0, ALL_AROUND),
    "a few kilometres from Zorbaqan": ("distance-from", 0, 11_000, 0, ALL_AROUND),
    "a couple of miles from Zorbaqan": ("distance-from", 0, 17_093, 0, ALL_AROUND),
    "a few hundred metres from Zorbaqan": ("distance-from", 0, 2_000, 0, ALL_AROUND),
    "N of Zorbaqan": ("beside", 500, 10_000, 0, 22.5),
    "SW of Zorbaqan": ("beside", 500, 10_000, 225, 22.5),
    "just south-east of Zorbaqan": ("beside", 500, 10_000, 135, 22.5),
    "to the west of Zorbaqan": ("beside", 500, 10_000, 270, 22.5),
    "north and east of Zorbaqan": ("beside", 500, 10_000, 0, ALL_AROUND),
    "north, west and east of Zorbaqan": ("beside", 500, 10_000, 0, ALL_AROUND),
    # Of an area the edge counts, or the town of its name: all around its side, from the middle to beyond the edge.
    "south of Marj": ("beside", 0, 50_000, 180, 75),
    "20 km south of Marj": ("distance-and-bearing-from", 0, 62_000, 180, 75),
    "30 km from Landia": ("distance-from", 0, 333_000, 0, ALL_AROUND),
    "opposite Zorbaqan": ("near-opposite", 500, 6_000, 0, ALL_AROUND),
    "the outskirts of Zorbaqan": ("outskirts-of", 500, 3_000, 0, ALL_AROUND),
    "Zorbaqan's southern outskirts": ("outskirts-of", 500, 3_000, 180, 45),
    "the eastern edge of Zorbaqan": ("outskirts-of", 500, 3_000, 90, 45),
    "southern Tel Mard": ("part-of", 0, 2_000, 180, 75),
    "SW Tel Mard": ("part-of", 0, 2_000, 225, 75),
    "in the south of Tel Mard": ("part-of", 0, 2_000, 180, 75),
    "Tel Mard's south": ("part-of", 0, 2_000, 180, 75),
    "southern Marj": ("part-of", 0, 40_000, 180, 75),
    "Zorbaqan's countryside": ("countryside-of", 500, 25_000, 0, ALL_AROUND),
    "rural Zorbaqan": ("countryside-of", 500, 25_000, 0, ALL_AROUND),
    "Zorbaqan's southern countryside": ("part-of", 0, 25_000, 180, 75),
    "western rural Zorbaqan": ("part-of", 0, 25_000, 270, 75),
}


@pytest.mark.parametrize(("words", "shape"), SECTORS.items())
def test_a_phrase_told_from_one_place_is_a_sector_of_a_ring_about_it(words, shape):
    place = found(words)
    method, *numbers = shape

    assert place.method == f"{method}-case"
    assert [place.doubt.from_m, place.doubt.to_m, place.doubt.bearing, place.doubt.half_angle] == numbers


RADII = {
    # "From" and "outskirts" reach as far as their ring; a bearing 0.4 of the distance and the town's radius, or more
    # where the sector's far corners need it: of "up to 3 km west" 4 km at 22.5 degrees, from 1.5 km out.
    "6 km south of Zorbaqan": 3_400,
    "12 kilometers (7.5 miles) north of Zorbaqan": 5_800,
    "up to 3 km west of Zorbaqan": 2_676,
    "10 km from Zorbaqan": 12_000,
    "within 10 km of Zorbaqan": 11_000,
    "SW of Zorbaqan": 6_000,
    "the outskirts of Zorbaqan": 3_000,
    "southern Tel Mard": 1_940,
    "two kilometres inside Marj": 40_000,
}


@pytest.mark.parametrize(("words", "radius_m"), RADII.items())
def test_the_disc_of_a_phrase_has_the_radius_that_its_words_leave_open(words, radius_m):
    assert found(words).radius_m == radius_m


DISCS = {
    # Words to (id, method, radius). Near is five kilometres beyond the edge.
    "near Zorbaqan": ("zorbaqan", "near-case", 6_000),
    "around Zorbaqan": ("zorbaqan", "near-case", 6_000),
    "in and around Zorbaqan": ("zorbaqan", "near-case", 6_000),
    "Zorbaqan and its surroundings": ("zorbaqan", "near-case", 6_000),
    "in the vicinity of Zorbaqan": ("zorbaqan", "near-case", 6_000),
    "in the Zorbaqan area": ("zorbaqan", "near-case", 6_000),
    "just outside Zorbaqan": ("zorbaqan", "near-case", 6_000),
    "at the entrance to Zorbaqan": ("zorbaqan", "near-case", 6_000),
    "adjacent to Zorbaqan": ("zorbaqan", "near-case", 6_000),
    "downtown Zorbaqan": ("zorbaqan", "part-of-centre-case", 1_000),
    "in the centre of Zorbaqan": ("zorbaqan", "part-of-centre-case", 1_000),
    "Zorbaqan city centre": ("zorbaqan", "part-of-centre-case", 1_000),
    "downtown Marj": ("marj-city", "part-of-centre-case", 3_000),
    "Marj proper": ("marj-city", "part-of-centre-case", 3_000),
    "central Marj": ("marj", "part-of-centre-case", 40_000),
    "Marj city": ("marj-city", "case", 3_000),
    "Marj": ("marj", "case", 40_000),
    "Marj province": ("marj", "case", 40_000),
    "Marj muhafazah": ("marj", "case", 40_000),
    "the Marj region": ("marj", "case", 40_000),
    "Marj oblast": ("marj", "case", 40_000),
    "the Marj area": ("marj", "case", 40_000),
    "Qasr district": ("qasr", "case", 15_000),
    "Qasr raion": ("qasr", "case", 15_000),
    "two kilometres inside Landia": ("landia", "part-of-case", 300_000),
    "deep inside Landia": ("landia", "part-of-case", 300_000),
}


@pytest.mark.parametrize(("words", "place"), DISCS.items())
def test_a_phrase_that_tells_no_more_than_a_disc_has_none(words, place):
    there = found(words)

    assert (there.ref, there.method, there.radius_m, there.doubt) == (*place, None)


STRETCHES = (
    "along the M9 from Zorbaqan to Tel Mard",
    "on the M9 between Zorbaqan and Tel Mard",
    "the stretch of the M9 from Zorbaqan to Tel Mard",
    "the M9 highway linking Zorbaqan to Tel Mard",
)


@pytest.mark.parametrize("words", STRETCHES)
def test_a_stretch_of_a_road_that_the_case_knows_follows_its_bend(words):
    """The M9 is drawn to 100 m, so a place on it lies within 250 m; the bend lies at 30.1, 0.02."""
    place = found(words)

    assert (place.method, place.doubt.kind, place.doubt.to_m) == ("along-a-line-between-case", "corridor", 250)
    assert (30.1, 0.02) in place.doubt.points


HALF_WIDTHS = {
    # 0.2 degrees are 22,239 m: a tenth is 2,224, more than either radius. A road known by its ends strays a fifth.
    "between Zorbaqan and Tel Mard": 2_224,
    "between the villages of Zorbaqan and Tel Mard": 2_224,
    "the area between Zorbaqan and Tel Mard": 2_224,
    "the front line between Zorbaqan and Tel Mard": 2_224,
    "the road from Zorbaqan to Tel Mard": 2_224,
    "the way from Zorbaqan to Tel Mard": 2_224,
    "along the river from Zorbaqan to Tel Mard": 2_224,
    "the stretch of the highway from Zorbaqan to Tel Mard": 2_224,
    "on the Zorbaqan–Qasr road between Zorbaqan and Tel Mard": 2_224,
    "the Zorbaqan–Tel Mard axis": 2_224,
    "the road linking Zorbaqan to Tel Mard": 4_448,
    "the road connecting Zorbaqan with Tel Mard": 4_448,
    "the highway that links Zorbaqan and Tel Mard": 4_448,
    "the Zorbaqan–Tel Mard road": 4_448,
    "the Zorbaqan-Tel Mard highway": 4_448,
    "the Zorbaqan and Tel Mard road": 4_448,
    "the Zorbaqan to Tel Mard road": 4_448,
}


@pytest.mark.parametrize(("words", "half_m"), HALF_WIDTHS.items())
def test_between_two_places_is_a_corridor_and_its_disc_holds_both(words, half_m):
    """11,120 m from the middle to Tel Mard, and its 2,000 m."""
    place = found(words)

    assert (place.method, place.radius_m) == ("between-case", 13_120)
    assert (place.doubt.kind, set(place.doubt.points)) == ("corridor", {(30.0, 0.0), (30.2, 0.0)})
    assert place.doubt.to_m == half_m


@pytest.mark.parametrize("words", ["the Marj–Zorbaqan road", "the road from Marj to Zorbaqan"])
def test_a_road_joins_towns_not_the_provinces_of_their_names(words):
    assert set(found(words).doubt.points) == {(30.5, 0.4), (30.0, 0.0)}
    assert set(found("between Marj and Zorbaqan").doubt.points) == {(30.5, 0.5), (30.0, 0.0)}


def test_half_way_is_a_disc_about_the_middle():
    """0.15 of 22,239 m, and the larger radius: 3,336 and 2,000."""
    place = found("halfway between Zorbaqan and Tel Mard")

    assert (place.lon, place.lat, place.radius_m, place.doubt.to_m) == (30.1, 0.0, 5_336, 5_336)
    assert found("midway between Tel Mard and Zorbaqan").radius_m == 5_336


THREE = (
    "in the triangle between Zorbaqan, Tel Mard and Ain Dara",
    "the area between Zorbaqan, Tel Mard, and Ain Dara",
    "between Ain Dara, Zorbaqan and Tel Mard",
    "the Zorbaqan–Tel Mard–Ain Dara triangle",
)


@pytest.mark.parametrize("words", THREE)
def test_a_triangle_is_the_polygon_that_holds_all_three_places(words):
    """Tel Mard's circle reaches farthest: 0.1 and 0.0333 degrees from the middle, and 2 km with their corners."""
    import shapely

    place = found(words)
    ring = shapely.Polygon(place.doubt.points)
    circles = [((30.0, 0.0), 1_000), ((30.2, 0.0), 2_000), ((30.1, 0.1), 500)]
    rims = [moved(at, bearing=turn, by_m=by_m) for at, by_m in circles for turn in range(0, 360, 5)]

    assert (place.method, place.doubt.kind) == ("between-several-case", "polygon")
    assert all(ring.covers(shapely.Point(point)) for point in rims)
    assert not ring.covers(shapely.Point(30.0, 0.05))
    assert place.radius_m == pytest.approx(apart_m((30.1, 0.03333), (30.2, 0.0)) + 2_000, abs=60)
    assert reach_m(place.doubt, (place.lon, place.lat)) <= place.radius_m + 1


LINES = {
    # The border is drawn to 900 m. A distance: rounded by half a unit, beyond the drawing or 250 m.
    "the border with Otherland": ("on-a-line-agreement", 900),
    "the border between Landia and Otherland": ("on-a-line-agreement", 900),
    "near the border between Landia and Otherland": ("near-a-line-agreement", 5_900),
    "5 km from the border with Otherland": ("distance-from-a-line-agreement", 6_400),
    "2 km north of the M9": ("distance-from-a-line-agreement", 2_750),
}


@pytest.mark.parametrize(("words", "line"), LINES.items())
def test_a_border_or_a_road_that_the_case_draws_is_a_corridor_about_it(words, line):
    place = found(words)

    assert (place.method, place.doubt.to_m) == line


NAMES = (
    "more than 20 km from Zorbaqan", "at least 20 km south of Zorbaqan", "dozens of kilometres from Zorbaqan",
    "far south of Zorbaqan", "10 km of Zorbaqan", "across the border from Zorbaqan", "off the coast of Zorbaqan",
    "opposite Marj", "in the direction of Zorbaqan", "towards Zorbaqan", "the road to Zorbaqan",
    "on the way to Zorbaqan",
    "from Zorbaqan to Tel Mard", "the Zorbaqan direction", "the Zorbaqan front", "the Zorbaqan axis",
    "the Zorbaqan–Tel Mard front", "the Zorbaqan–Tel Mard direction", "Zorbaqan district", "Zorbaqan subdistrict",
    "the Zorbaqan region", "Zorbaqan oblast", "Zorbaqan raion", "Zorbaqan governorate", "between Landia and Otherland",
    "the front line between Landia and Otherland", "the front line between Marj and Zorbaqan",
    "the border between Zorbaqan and Tel Mard", "the border between Landia and Farland", "the Landia-Farland border",
    "the Landia–Otherland road", "between Zorbaqan and Nowhere", "the Zorbaqan–Nowhere road",
    "the triangle between Zorbaqan, Nowhere and Tel Mard", "clashes between Zorbaqan and Tel Mard", "along the M9",
    "the road from Zorbaqan", "the triangle between Landia, Zorbaqan and Tel Mard", "halfway to Zorbaqan",
    "a few kilometres from Nowhere", "downtown Nowhere", "the outskirts between Zorbaqan and Nowhere",
)  # fmt: skip


@pytest.mark.parametrize("words", NAMES)
def test_a_phrase_whose_place_no_rule_tells_stays_a_name(words):
    assert locate_phrase(words, gazetteer=CASE) is None


def test_a_road_that_two_names_may_part_in_two_ways_stays_a_name():
    """Kafr Ain and Dara, or Kafr and Ain-Dara."""
    rows = "id,name,kind,lat,lon,radius_m\n" + "".join(
        f"{n},{name},settlement,0,{30 + n / 10},900\n"
        for n, name in enumerate(("Kafr", "Kafr Ain", "Ain Dara", "Dara"))
    )

    assert locate_phrase("the Kafr-Ain-Dara road", gazetteer=Gazetteer(rows_from_csv(rows), world=False)) is None
