"""What the tests of `workbooks` share."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest

from workbooks.fonts import set_up_plots


@pytest.fixture
def no_figures_left() -> Iterator[None]:
    """Plots as a workbook sets them up; none of them outlives the test."""
    set_up_plots()
    yield
    plt.close("all")
