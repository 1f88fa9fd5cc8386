from math import exp, fsum, isclose, log, sqrt

import pytest

from claims.credibility import radius
from claims.credibility.radius import spectral_radius


@pytest.mark.parametrize("count", [1, 2, 30, 1000])
def test_of_a_ring_it_is_the_geometric_mean(count):
    weights = [0.5 + place % 11 / 20 for place in range(count)]
    ring = [{(place + 1) % count: weight} for place, weight in enumerate(weights)]
    assert isclose(spectral_radius(ring, enough=0.1), exp(fsum(map(log, weights)) / count), rel_tol=1e-12)


@pytest.mark.parametrize("bridge", [1.0, 1e-3, 1e-8, 1e-20, 1e-200])
def test_loops_with_a_thin_bridge_between_them(bridge):
    rows = [{0: 1.0, 1: bridge}, {1: 1.0, 0: bridge / 4}]
    assert isclose(spectral_radius(rows, enough=0.1), 1 + bridge / 2, rel_tol=1e-12)


def test_of_two_camps_it_is_the_root_of_their_sizes():
    small, large = range(3), range(3, 15)
    rows = [dict.fromkeys(large, 1.0) for _ in small] + [dict.fromkeys(small, 1.0) for _ in large]
    assert isclose(spectral_radius(rows, enough=0.1), sqrt(3 * 12), rel_tol=1e-12)


def test_where_time_runs_out_it_is_a_bound_from_above(monkeypatch):
    monkeypatch.setattr(radius, "MOST_STEPS", 0)
    ring = [{(place + 1) % 100: 0.5 + place / 100} for place in range(100)]
    mean = exp(fsum(log(entry) for row in ring for entry in row.values()) / 100)
    assert mean < spectral_radius(ring, enough=0.1) < 1.5


def test_a_bound_that_is_low_enough_will_do():
    assert 0.3 <= spectral_radius([{1: 0.5}, {0: 0.18}], enough=0.9) <= 0.9
