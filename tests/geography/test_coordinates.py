"""Coordinates in text: the point with what its digits leave open, the exact words, and never a number that is none.

`mgrs-points.csv` was made once with the `mgrs` package 1.6.0 (GEOTRANS 3.10, MIT), for random points, a third of them
in the Levant and around the Black Sea: an answer from somebody else's letters.
"""

from __future__ import annotations

import csv
import math
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import WrongUseError
from trucewatch.geography.coordinates import LEAST_RADIUS_M, Coordinates, find_coordinates
from trucewatch.geography.geodesy import distance_m
from trucewatch.geography.grids import from_mgrs, from_utm, half_diagonal_m

SARAQIB = (35.8645, 36.8059)


def only(text: str) -> Coordinates:
    (found,) = find_coordinates(text)
    return found


def away_m(found: Coordinates, lat: float, lon: float) -> float:
    assert found.lat is not None
    assert found.lon is not None
    return distance_m((found.lon, found.lat), (lon, lat))


FORMS = {
    "35.8645, 36.8059": "decimal degrees",
    "35.8645 36.8059": "decimal degrees",
    "35.8645; 36.8059": "decimal degrees",
    "35.8645/36.8059": "decimal degrees",
    "35.8645°, 36.8059°": "decimal degrees",
    "35.8645° N, 36.8059° E": "decimal degrees",
    "35.8645N36.8059E": "decimal degrees",
    "N35.8645 E36.8059": "decimal degrees",
    "36.8059E 35.8645N": "decimal degrees",
    "35.8645 degrees north, 36.8059 degrees east": "decimal degrees",
    "Latitude 35.8645, longitude 36.8059": "decimal degrees",
    "lat: 35.8645 lon: 36.8059": "decimal degrees",
    "Lat 35.8645° N, Lon 36.8059° E": "decimal degrees",
    "48.1234° с.ш., 37.5678° в. д.": "decimal degrees",
    "٣٥٫٨٦٤٥، ٣٦٫٨٠٥٩": "decimal degrees",
    "٣٥٫٨٦٤٥° شمالاً، ٣٦٫٨٠٥٩° شرقاً": "decimal degrees",
    "۳۵٫۸۶۴۵, ۳۶٫۸۰۵۹": "decimal degrees",
    "35°51'52\"N 36°48'21\"E": "degrees, minutes and seconds",
    "35°51′52″N, 36°48′21″E": "degrees, minutes and seconds",
    "35º51’52”N 36º48’21”E": "degrees, minutes and seconds",
    "35° 51' 52.2'' N, 36° 48' 21.2'' E": "degrees, minutes and seconds",
    "35°51'52\", 36°48'21\"": "degrees, minutes and seconds",
    "35-51-52N 036-48-21E": "degrees, minutes and seconds",
    "355152N 0364821E": "degrees, minutes and seconds",
    "355152N0364821E": "degrees, minutes and seconds",
    "N35 51.867 E036 48.355": "degrees and minutes",
    "35°51.867'N 36°48.355'E": "degrees and minutes",
    "N 35° 51.867' E 36° 48.355'": "degrees and minutes",
    "37SCV0189771142": "MGRS",
    "37S CV 01897 71142": "MGRS",
    "37S CV 0189 7114": "MGRS",
    "37s cv 01897 71142": "MGRS",
}


@pytest.mark.parametrize(("words", "method"), FORMS.items())
def test_coordinates_are_read_in_every_form(words, method):
    found = only(f"The army shelled a farm near Saraqib ({words}), on Monday.")
    lat, lon = (48.1234, 37.5678) if "с.ш" in words else SARAQIB

    assert (found.problem, found.method) == (None, method)
    assert away_m(found, lat, lon) <= (found.radius_m or 0) + 1


@pytest.mark.parametrize("words", FORMS)
def test_the_span_holds_the_coordinates_and_nothing_else(words):
    text = f"Shells fell at {words} at noon."

    assert text[slice(*only(text).span)] == words


LED = {
    "координати 48.1234, 37.5678": (48.1234, 37.5678),
    "координаты: 48,1234; 37,5678": (48.1234, 37.5678),
    "الإحداثيات ٣٥٫٨٦٤٥، ٣٦٫٨٠٥٩": SARAQIB,
    "coordinates 35.86, 36.81": (35.86, 36.81),
    "GPS: 4.05, 9.70": (4.05, 9.70),
    "lat/lon 35.86, 36.81": (35.86, 36.81),
    "coordinates (lon, lat): 36.81, 35.86": (35.86, 36.81),
    "latitude and longitude 35.86, 36.81": (35.86, 36.81),
    "at grid 37S CV 018 711": (35.8645, 36.8059),
}


@pytest.mark.parametrize(("text", "point"), LED.items())
def test_a_word_that_leads_to_coordinates_lets_shorter_ones_be_read(text, point):
    found = only(text)

    assert away_m(found, *point) <= (found.radius_m or 0)


RADII = {
    "coordinates 35.8, 36.8": 7_180,
    "35.864°N 36.806°E": 72,
    "35.8645, 36.8059": 7.2,
    "35.864512, 36.805934": LEAST_RADIUS_M,
    "35°51'52\"N 36°48'21\"E": 20,
    "35°51'N 36°48'E": 1_200,
    "35°N 36°E": 72_000,
    "37SCV018711": 70.7,
    "37SCV01897114": 7.1,
    "37SCV0189771142": LEAST_RADIUS_M,
    "grid 37SCV": 70_711,
}
"""Worked by hand: half a unit north is 55.9 km for a whole degree, half one east at 35.86° N 45.3 km; the corner of the
box lies at 71.9 km. A square of 100 m has its corners 70.7 m from its middle."""


@pytest.mark.parametrize(("text", "radius_m"), RADII.items())
def test_the_radius_is_what_the_digits_leave_open(text, radius_m):
    assert only(text).radius_m == pytest.approx(radius_m, rel=0.01)


NO_COORDINATES = (
    "35, 36 and 37 people were wounded.",
    "A 122 mm rocket and a 23.115 mm shell, 35.4567 kg each.",
    "They won 3-2, 4-1 and lost 35.1234, 36 to 40.",
    "On 05.03.2020, 06.03.2020 and 03.2020, 04.2020.",
    "At 12:30, 13:45 and 14.30, 15.45.",
    "It cost $12.3456, 13.4567 or 12.3456, 13.4567 euros.",
    "1,234.567, 2,345.678 barrels",
    "The address 192.168.12.34, 10.20.30.40.",
    "version 3.1234, 3.1245",
    "Call +963 11 123 4567, 35 51 52 36 48 21.",
    "A map of 1:50,000 and 1:25,000.",
    "The M4, the E6, N35 and E36.",
    "the 35 N route, 36 E",
    "Highs of 35°, 36° and lows of 5.5°, 6.2°.",
    "35°C and 36°C",
    "a share of 12.3456, 13.4567 percent",
    "odds ratio 1.0123 (0.812, 1.304)",
    "values of 12.3456, 13.4567 and 14.5678",
    "between 35.1234 and 36.1234",
    "12.3456-13.4567",
    "34 ABC 123 and 06 AB 1234 were the plates.",
    "35° N to 36° S",
    "Articles 12(3), 13.2",
    "The Su-24, the S-300 and the T-72 of the 25th Division.",
    "999.1234, 888.1234",
    "6 km south of Saraqib",
)


@pytest.mark.parametrize("text", NO_COORDINATES)
def test_other_numbers_are_no_coordinates(text):
    assert find_coordinates(text) == ()


PROBLEMS = {
    "coordinates 95.1234, 36.8059": "latitude beyond 90°",
    "(107.1234, 35.8645)": "latitude beyond 90°",
    "35.8645°N, 190.8059°E": "longitude beyond 180°",
    "35°71'52\"N 36°48'21\"E": "minutes or seconds beyond 59",
    "-35.8645°S, 36.8059°E": "both a minus and a letter of the compass",
    "grid BV 12345 67890": "the grid zone is missing (such as 37S)",
    "grid A BV 12345 67890": "polar grids (UPS) are not read",
    "37SBV123456789": "123456789 does not part into an easting and a northing of up to five digits each",
    "grid 37S BV 1234 567": "easting and northing have not as many digits",
    "grid 37S JB 1234 5678": "zone 37 has no square JB",
    "grid 37T BV 1234 5678": "37T has no square BV",
    "37 S 250123 mE 3970456 mN": "UTM “S” may be band S or the southern half of the globe",
    "37T 250123 3970456": "3970456 north does not lie in band T",
}


@pytest.mark.parametrize(("text", "why"), PROBLEMS.items())
def test_what_gives_no_point_says_why(text, why):
    found = only(text)

    assert found.problem == why
    assert found.lon is None
    assert found.radius_m is None


def test_an_order_that_only_makes_sense_swapped_is_told_and_not_repaired():
    found = only("coordinates 107.1234, 35.8645")

    assert (found.lat, found.swapped) == (None, (107.1234, 35.8645))


def test_several_coordinates_are_several():
    text = "a polygon: 35.8645, 36.8059; 35.8745, 36.8159; 35.8700, 36.8000 and 35.8600, 36.7900"

    assert [text[slice(*one.span)] for one in find_coordinates(text)] == [
        "35.8645, 36.8059",
        "35.8745, 36.8159",
        "35.8700, 36.8000",
        "35.8600, 36.7900",
    ]


def test_a_line_break_parts_coordinates():
    assert find_coordinates("35.8645,\n36.8059") == ()


LATS = st.floats(-89.99, 89.99)
LONS = st.floats(-179.99, 179.99)


@given(LATS, LONS, st.integers(5, 8))
def test_decimal_degrees_come_back_as_written(lat, lon, digits):
    found = only(f"at {lat:.{digits}f}, {lon:.{digits}f}.")

    assert found.lat == pytest.approx(float(f"{lat:.{digits}f}"))
    assert found.lon == pytest.approx(float(f"{lon:.{digits}f}"))
    assert away_m(found, lat, lon) <= (found.radius_m or 0) + 0.01


def _letters(lat: float, lon: float) -> tuple[str, str]:
    return "S" if lat < 0 else "N", "W" if lon < 0 else "E"


@given(LATS, LONS, st.integers(0, 5), st.booleans())
def test_degrees_with_letters_come_back_within_their_radius(lat, lon, digits, before):
    a, b = _letters(lat, lon)
    north, east = f"{abs(lat):.{digits}f}°", f"{abs(lon):.{digits}f}°"
    found = only(f"{a}{north} {b}{east}" if before else f"{north}{a}, {east}{b}")

    assert found.problem is None
    assert away_m(found, lat, lon) <= (found.radius_m or 0) * 1.01


def _minutes(value: float, digits: int, wide: int, letters: str) -> str:
    units = round(abs(value) * 60 * 10**digits)
    whole, rest = divmod(units, 60 * 10**digits)
    return f"{whole:0{wide}d}°{rest / 10**digits:0{3 + digits if digits else 2}.{digits}f}'{letters[value < 0]}"


@given(LATS, LONS, st.integers(0, 4))
def test_degrees_and_minutes_come_back_within_their_radius(lat, lon, digits):
    found = only(f"{_minutes(lat, digits, 2, 'NS')} {_minutes(lon, digits, 3, 'EW')}")

    assert found.problem is None
    assert away_m(found, lat, lon) <= (found.radius_m or 0) * 1.01


def _seconds(value: float, wide: int, letters: str, form: str) -> str:
    units = round(abs(value) * 3600)
    return form.format(d=f"{units // 3600:0{wide}d}", m=units // 60 % 60, s=units % 60, x=letters[value < 0])


@given(
    LATS,
    LONS,
    st.sampled_from(["{d}°{m}′{s}″{x}", "{d}-{m:02d}-{s:02d}{x}", "{d} {m:02d} {s:02d} {x}", "{d}{m:02d}{s:02d}{x}"]),
)
def test_degrees_minutes_and_seconds_come_back_within_their_radius(lat, lon, form):
    found = only(f"{_seconds(lat, 2, 'NS', form)} {_seconds(lon, 3, 'EW', form)}")

    assert found.method == "degrees, minutes and seconds"
    assert away_m(found, lat, lon) <= (found.radius_m or 0) * 1.01


@given(st.text(alphabet="0123456789 .,;:°'\"NSEWnsew-()/SBVCgridlatcoordinates٣٥٫", max_size=80))
def test_any_text_gives_ordered_spans_and_points_on_the_globe(text):
    end = 0
    for one in find_coordinates(text):
        assert end <= one.span[0] < one.span[1] <= len(text)
        end = one.span[1]
        if one.problem is None:
            assert one.lat is not None
            assert one.lon is not None
            assert -90 <= one.lat <= 90
            assert -180 <= one.lon <= 180
            assert (one.radius_m or 0) >= LEAST_RADIUS_M
        else:
            assert one.lat is one.lon is one.radius_m is None


def _parts(reference: str) -> tuple[int, str, str, str]:
    head = reference.rstrip("0123456789")
    return int(head[:-3]), head[-3], head[-2:], reference[len(head) :]


HAND = {
    "31NEA0000000000": (0.0, 3.0),
    "31NAA6602100000": (0.0, 0.0),
    "31UDQ4825211954": (48.8584, 2.2945),
    "18SUJ2339407395": (38.8977, -77.0365),
    "56HLH3490052288": (-33.8568, 151.2153),
    "32VKN9735300648": (60.3913, 5.3221),
    "33XWG1427883355": (78.2232, 15.6267),
    "19FEV4480527029": (-54.8019, -68.3030),
}
"""A point on a central meridian at the equator; 0°, 0°; Paris, Washington, Sydney, Bergen (in the widened zone 32),
Longyearbyen (zone 33 is the widened one), Ushuaia."""


@pytest.mark.parametrize(("reference", "point"), HAND.items())
def test_a_grid_reference_is_the_square_that_holds_the_place(reference, point):
    (lon, lat), side_m = from_mgrs(*_parts(reference))

    assert side_m == 1
    assert distance_m((lon, lat), (point[1], point[0])) <= half_diagonal_m(side_m) + 0.01


def test_grid_references_agree_with_another_program():
    table = Path(__file__).with_name("mgrs-points.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(table))

    assert len(rows) == 120
    for row in rows:
        (lon, lat), side_m = from_mgrs(*_parts(row["mgrs"]))
        assert side_m == 10 ** (5 - int(row["digits"]))
        assert distance_m((lon, lat), (float(row["lon"]), float(row["lat"]))) <= half_diagonal_m(side_m) * 1.001, row


@given(st.floats(-79.9, -0.001) | st.floats(0.001, 83.9), LONS, st.integers(2, 5))
def test_a_grid_reference_of_another_program_comes_back_from_text(lat, lon, digits):
    # Right below the equator the other program rounds into a square that is not there.
    mgrs = pytest.importorskip("mgrs")
    reference = mgrs.MGRS().toMGRS(lat, lon, MGRSPrecision=digits)
    found = only(f"at grid {reference}.")

    assert away_m(found, lat, lon) <= half_diagonal_m(10.0 ** (5 - digits)) * 1.001 + LEAST_RADIUS_M


def test_utm_is_read_by_band_or_by_hemisphere():
    lon, lat = from_utm(37, 301_897.5, 3_971_142.5, band="S")

    assert distance_m((lon, lat), (36.8059, 35.8645)) < 1
    assert from_utm(37, 301_897.5, 3_971_142.5, south=False) == (lon, lat)
    assert away_m(only("UTM 37N 301897 3971142"), 35.8645, 36.8059) < 5


@pytest.mark.parametrize(
    ("zone", "easting", "northing", "band"),
    [(0, 5e5, 4e6, "S"), (61, 5e5, 4e6, "S"), (37, 5e4, 4e6, "S"), (37, 5e5, 4e6, "Z"), (37, 5e5, 9.5e6, "X")],
)
def test_utm_outside_of_its_grid_is_refused(zone, easting, northing, band):
    with pytest.raises(WrongUseError):
        from_utm(zone, easting, northing, band=band)


@pytest.mark.parametrize(
    "piece", ["5", "5 ", "35.8645, ", "N5 ", "5°", "grid ", "37SBV1234567890 ", "lat 5 ", "(35.8645, 36.8059) "]
)
def test_a_line_of_a_megabyte_takes_seconds(piece):
    line = piece * (1_000_000 // len(piece))
    begun = time.process_time()

    find_coordinates(line)

    # Seven seconds on a busy core for the slowest; what grew with the square would take hours.
    assert time.process_time() - begun < 30


def test_the_radius_never_shrinks_with_fewer_digits():
    radii = [only(f"coordinates 35.{'8' * n}, 36.{'8' * n}").radius_m or math.nan for n in range(1, 9)]

    assert radii == sorted(radii, reverse=True)
