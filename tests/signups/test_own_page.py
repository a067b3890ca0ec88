"""The page of one date."""

import pytest

from tests.factories import MemberFactory, SessionFactory


@pytest.mark.usefixtures("site")
def test_smoke(client):
    session = SessionFactory()
    r = client.get(f"/sessions/{session.pk}/")
    assert r.status_code == 200
    client.force_login(MemberFactory())
    r = client.get(f"/sessions/{session.pk}/")
    html = r.content.decode()
    attempt = r.context["form"].initial["attempt"]
    r = client.post(f"/sessions/{session.pk}/sign-up/", {"attempt": attempt}, headers={"HX-Request": "true"})
    print(r.content.decode())
    assert client.get("/me/").status_code == 200
    assert client.get("/me/sign-ups/").status_code == 200
