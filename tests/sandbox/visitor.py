"""A client of the sandbox as plain as can be: requests over a real socket, nothing of the application."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from app.sandbox.server import RunningSandbox

Json = dict[str, Any]
REDIRECT_URI = "http://127.0.0.1:8000/connect/spotify/callback"
CLIENT = ("a-client", "its-secret")
TIMEOUT_S = 10


@dataclass(frozen=True)
class Visitor:
    sandbox: RunningSandbox

    def consent_fields(self, **changes: str) -> dict[str, str]:
        return {
            "client_id": CLIENT[0],
            "response_type": "code",
            "redirect_uri": REDIRECT_URI,
            "scope": "user-top-read",
            "state": "s-t-a-t-e",
        } | changes

    def decide(self, **changes: str) -> requests.Response:
        """Press a button of the consent page; the answer is not followed."""
        form = self.consent_fields(**changes)
        return requests.post(f"{self.sandbox.url}/authorize", data=form, allow_redirects=False, timeout=TIMEOUT_S)

    def code(self, person: str, **changes: str) -> str:
        return query(self.decide(person=person, **changes))["code"]

    def token(self, form: dict[str, str], auth: tuple[str, str] | None = CLIENT) -> requests.Response:
        return requests.post(f"{self.sandbox.url}/api/token", data=form, auth=auth, timeout=TIMEOUT_S)

    def exchange(self, code: str, **form: str) -> requests.Response:
        usual = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT_URI}
        return self.token(usual | form)

    def refresh(self, refresh_token: str) -> requests.Response:
        return self.token({"grant_type": "refresh_token", "refresh_token": refresh_token})

    def connect(self, person: str, scope: str = "user-top-read") -> Json:
        """Consent and exchange: the token answer."""
        answer: Json = self.exchange(self.code(person, scope=scope)).json()
        return answer

    def get(self, path: str, tokens: Json | None = None, **params: str | int) -> requests.Response:
        headers = {"Authorization": f"Bearer {tokens['access_token']}"} if tokens else {}
        return requests.get(
            f"{self.sandbox.api_url}{path}", params=params, headers=headers, timeout=TIMEOUT_S, allow_redirects=False
        )

    def control(self, path: str, **values: Any) -> requests.Response:
        return requests.post(f"{self.sandbox.url}/control{path}", json=values, timeout=TIMEOUT_S)

    def fault(self, kind: str, **values: Any) -> None:
        answer = self.control("/faults", kind=kind, **values)
        assert answer.status_code == 201, answer.text

    def ledger(self) -> Json:
        answer: Json = requests.get(f"{self.sandbox.url}/control/ledger", timeout=TIMEOUT_S).json()
        return answer


def query(answer: requests.Response) -> dict[str, str]:
    """The query of a redirect."""
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
