"""An endpoint of our own for every test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.contracts.endpoint import FakeEndpoint, serving


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with serving() as fake:
        yield fake
