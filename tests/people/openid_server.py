"""A real OpenID Connect provider over HTTP: oauthlib's, with discovery, keys, user info and end of session.

What a test changes on it makes it lie: `claims` go over those of the id_token, `key` signs instead of its own.
"""

import json
import secrets
import threading
import time
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.oauth2 import OAuth2Error
from oauthlib.openid import RequestValidator
from oauthlib.openid.connect.core.endpoints.pre_configured import Server

CLIENT = "staff-home"
SECRET = "a secret of the test"
MINUTE = 60


def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OpenIdServer:
    """`people` by the name under which they are signed in there: what it tells of each."""

    def __init__(self, redirect_uri: str = ""):
        self.redirect_uris, self.after_logout = [redirect_uri], []
        self.people = {"zhang": {"sub": "5f1c", "employee_number": "2001"}}
        self.somebody = "zhang"
        self.own_key = self.key = new_key()
        self.claims: dict = {}
        self.discovery: dict = {}
        self.user_info: dict = {}
        self.id_token_claims = ["employee_number"]
        self.codes: dict[str, dict] = {}
        self.tokens: dict[str, str] = {}
        self.sessions: set[str] = set()
        self.asked: list[str] = []
        self.ended: list[dict] = []
        self.down = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self.protocol = Server(_Rules(self))
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def environment(self) -> dict[str, str]:
        return {"OIDC_SERVER": self.address, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}

    def discovered(self) -> dict:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/end",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            **self.discovery,
        }

    def keys(self) -> dict:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.own_key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}


class _Rules(RequestValidator):
    """What oauthlib asks about clients, codes and people."""

    def __init__(self, server: OpenIdServer):
        self.server = server

    def validate_client_id(self, client_id, request, *args, **kwargs):
        return client_id == CLIENT

    def validate_redirect_uri(self, client_id, redirect_uri, request, *args, **kwargs):
        return redirect_uri in self.server.redirect_uris

    def validate_response_type(self, client_id, response_type, client, request, *args, **kwargs):
        return response_type == "code"

    def validate_scopes(self, client_id, scopes, client, request, *args, **kwargs):
        return set(scopes) <= {"openid", "profile"}

    def validate_user_match(self, id_token_hint, scopes, claims, request):
        return True

    def is_pkce_required(self, client_id, request):
        return True

    def save_authorization_code(self, client_id, code, request, *args, **kwargs):
        self.server.codes[code["code"]] = {
            "redirect_uri": request.redirect_uri,
            "nonce": request.nonce,
            "challenge": request.code_challenge,
            "method": request.code_challenge_method,
            "scopes": request.scopes,
            "person": request.person,
        }

    def client_authentication_required(self, request, *args, **kwargs):
        return True

    def authenticate_client(self, request, *args, **kwargs):
        expected = "Basic " + jwt.utils.base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        request.client = type("Client", (), {"client_id": CLIENT})()
        request.client_id = CLIENT
        return request.headers.get("Authorization") == expected

    def validate_grant_type(self, client_id, grant_type, client, request, *args, **kwargs):
        return grant_type == "authorization_code"

    def validate_code(self, client_id, code, client, request, *args, **kwargs):
        kept = self.server.codes.get(code)
        if kept:
            request.scopes, request.person = kept["scopes"], kept["person"]
        return kept is not None

    def confirm_redirect_uri(self, client_id, code, redirect_uri, client, request, *args, **kwargs):
        return self.server.codes[code]["redirect_uri"] == redirect_uri

    def get_code_challenge(self, code, request):
        return self.server.codes[code]["challenge"]

    def get_code_challenge_method(self, code, request):
        return self.server.codes[code]["method"]

    def get_authorization_code_scopes(self, client_id, code, redirect_uri, request):
        return self.server.codes[code]["scopes"]

    def get_authorization_code_nonce(self, client_id, code, redirect_uri, request):
        return self.server.codes[code]["nonce"]

    def get_id_token(self, token, token_handler, request):
        return None

    def finalize_id_token(self, id_token, token, token_handler, request):
        person = self.server.people[request.person]
        told = {name: person[name] for name in ["sub", *self.server.id_token_claims] if name in person}
        claims = {**id_token, "iss": self.server.address, "exp": int(time.time()) + 5 * MINUTE, **told}
        claims |= self.server.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, self.server.key, algorithm="RS256", headers={"kid": "one"})

    def save_bearer_token(self, token, request, *args, **kwargs):
        self.server.tokens[token["access_token"]] = request.person

    def invalidate_authorization_code(self, client_id, code, request, *args, **kwargs):
        del self.server.codes[code]

    def validate_bearer_token(self, token, scopes, request):
        request.person = self.server.tokens.get(token)
        return request.person is not None

    def get_userinfo_claims(self, request):
        return {**self.server.people[request.person], **self.server.user_info}


def _handler_of(server: OpenIdServer):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            server.asked.append(parts.path)
            if server.down:
                return self._say(503, "down")
            if parts.path == "/.well-known/openid-configuration":
                return self._say(200, server.discovered())
            if parts.path == "/keys":
                return self._say(200, server.keys())
            if parts.path == "/userinfo":
                return self._from(*server.protocol.create_userinfo_response(*self._asked()))
            if parts.path == "/end":
                return self._end(parts)
            return self._authorize() if parts.path == "/authorize" else self._say(404, "nothing here")

        def do_POST(self):
            server.asked.append(urlsplit(self.path).path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if server.down:
                return self._say(503, "down")
            if self.path == "/login":
                session = secrets.token_urlsafe()
                server.sessions.add(session)
                back = parse_qs(body)["back"][0]
                return self._say(302, "", Location=back, **{"Set-Cookie": f"there={session}; HttpOnly"})
            return self._from(*server.protocol.create_token_response(*self._asked(body)))

        def _authorize(self):
            """Ask who it is where nobody is signed in, as such servers do; then go back with a code."""
            try:
                scopes, credentials = server.protocol.validate_authorization_request(*self._asked())
            except OAuth2Error as error:
                return self._say(400, f"{error.error}: {error.description}")
            if "text/html" in self.headers.get("Accept", "") and not self._is_known():
                back = self.path.replace("&", "&amp;")
                form = f'<form method="post" action="/login"><input name="back" value="{back}"><button>Log in</button>'
                return self._say(200, f"<!doctype html><title>There</title><h1>Hospital login</h1>{form}</form>")
            credentials = {**credentials, "person": server.somebody}
            return self._from(
                *server.protocol.create_authorization_response(*self._asked(), scopes=scopes, credentials=credentials)
            )

        def _is_known(self) -> bool:
            cookie = SimpleCookie(self.headers.get("Cookie", "")).get("there")
            return bool(cookie and cookie.value in server.sessions)

        def _end(self, parts):
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            server.ended.append(asked)
            hint = jwt.decode(
                asked["id_token_hint"], server.own_key.public_key(), algorithms=["RS256"], audience=asked["client_id"]
            )
            if hint["iss"] != server.address or asked["post_logout_redirect_uri"] not in server.after_logout:
                return self._say(400, "not so")
            server.sessions.clear()
            return self._say(302, "", Location=asked["post_logout_redirect_uri"])

        def _asked(self, body: str | None = None):
            return f"{server.address}{self.path}", self.command, body, dict(self.headers)

        def _from(self, headers, body, status):
            self._say(status, body or "", **headers)

        def _say(self, status, content, **headers):
            text = json.dumps(content) if isinstance(content, dict) else content
            kind = "application/json" if text.startswith("{") else "text/html; charset=utf-8"
            self.send_response(status)
            for name, value in {"Content-Type": kind, **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *args):
            pass

    return Handler


def with_query(address: str, **asked) -> str:
    return f"{address}?{urlencode(asked)}"
