"""Home's tests use the whole cast, signed in as the browser would be."""

import pytest


@pytest.fixture
def enter(client, db):
    """`enter(person)` gives a client that is signed in as them."""

    def entered(person):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered
