"""The known services have sound addresses, and a key only goes where it is meant to go."""

import re

import pytest

from app.errors import AppError
from app.probe.endpoint import Endpoint
from app.probe.services import service, services


def test_every_service_has_an_address_that_can_be_asked() -> None:
    assert len({each.id for each in services()}) == len(services()) >= 12
    for each in services():
        endpoint = Endpoint(each.address("mine"), "m")
        assert endpoint.on_this_computer is each.on_this_computer
        assert endpoint.on_this_computer or each.base_url.startswith("https://")
        assert bool(each.key) is not each.on_this_computer
        assert re.fullmatch("[A-Z_]*", each.key)


def test_the_users_own_name_goes_into_the_address() -> None:
    assert service("azure").address("acme") == "https://acme.openai.azure.com/openai/v1"
    with pytest.raises(AppError, match="your own resource"):
        service("azure").address()


def test_an_unknown_service_names_the_known_ones() -> None:
    with pytest.raises(AppError, match=r"openai, azure.*--base-url"):
        service("opnai")
