"""docs/privacy.md lists what is kept about people, as the models and the features say."""

import pytest

from handlers.features import FEATURES
from handlers.privacy.holdings import table_of
from handlers.privacy.inventory import as_markdown, inventory
from handlers.registry.feature import together
from handlers.registry.surfaces import Held
from tests.support.tree import ROOT

HOLDS = together(FEATURES).holds


def test_the_page_has_the_inventory_of_the_models():
    right = as_markdown(inventory(HOLDS))
    assert right in (ROOT / "docs" / "privacy.md").read_text(), (
        "write it with: python app.py people inventory --markdown"
    )


@pytest.mark.parametrize("held", HOLDS, ids=lambda held: f"{held.table.__tablename__}.{held.column}")
def test_each_feature_says_what_becomes_of_its_rows(held: Held):
    columns = table_of(held).columns
    assert held.fate is not None
    assert {*held.blank, *held.coarse, *held.shows, *filter(None, [held.renew])} <= {*columns.keys()}
