"""An analyst's own words for acts, mapped to the vocabulary."""

import pytest

from trucewatch.errors import DocumentError
from trucewatch.intake import take_in_log

LOG = b"Date,What,Place\n2020-03-07,Geschosse,Hazarin\n"
COLUMNS = {"date": "Date", "what": "What", "place": "Place"}


def test_the_logs_own_word_takes_the_code_that_the_map_gives_it():
    (claim,) = take_in_log(LOG, name="log.csv", columns=COLUMNS, acts={"geschosse": "shelling"}).claims

    assert claim.act == "shelling"


def test_a_code_that_is_none_is_refused_with_the_nearest_one():
    with pytest.raises(DocumentError, match="Did you mean shelling"):
        take_in_log(LOG, name="log.csv", columns=COLUMNS, acts={"geschosse": "sheling"})
