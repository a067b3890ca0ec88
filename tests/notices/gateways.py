"""WeCom, DingTalk and an SMS gateway as one HTTP server of this process: it keeps what it is asked."""

import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SILENCE_SECONDS = 30


@dataclass
class Asked:
    path: str
    query: dict[str, str]
    body: dict
    headers: dict[str, str] = field(default_factory=dict)


class Services:
    """`answers[path]` are said one after another, the last of them for ever; each is (status, JSON) or a trouble:
    "hangs" or "drops".
    """

    def __init__(self):
        self.asked: list[Asked] = []
        self.tokens = 0
        self.answers: dict[str, list] = defaultdict(list)
        self.ends = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def say(self, path: str, *answers) -> None:
        self.answers[path] = list(answers)

    def at(self, path: str) -> list[Asked]:
        return [each for each in self.asked if each.path == path]

    def close(self) -> None:
        self.ends.set()
        self._server.shutdown()
        self._server.server_close()

    def usual(self, path: str):
        if path == "/cgi-bin/gettoken":
            self.tokens += 1
            return 200, {"errcode": 0, "access_token": f"token-{self.tokens}", "expires_in": 7200}
        if path == "/v1.0/oauth2/accessToken":
            self.tokens += 1
            return 200, {"accessToken": f"token-{self.tokens}", "expireIn": 7200}
        if path.endswith("asyncsend_v2"):
            return 200, {"errcode": 0, "task_id": 4711}
        if path.endswith("getsendresult"):
            return 200, {"errcode": 0, "send_result": {"unread_user_id_list": ["somebody"]}}
        return 200, {"errcode": 0, "errmsg": "ok", "msgid": "m1"}

    def _handler(self):
        services = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._answer({})

            def do_POST(self):
                self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def _answer(self, body):
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                services.asked.append(Asked(parts.path, query, body, dict(self.headers)))
                said = services.answers.get(parts.path)
                answer = (said.pop(0) if len(said) > 1 else said[0]) if said else services.usual(parts.path)
                if answer == "hangs":
                    services.ends.wait(SILENCE_SECONDS)
                elif answer == "drips":
                    self._drip()
                elif answer != "drops":
                    self._say(*answer)
                self.close_connection = True

            def _drip(self):
                self.send_response(200)
                self.end_headers()
                while not services.ends.wait(0.05):
                    self.wfile.write(b" ")
                    self.wfile.flush()

            def _say(self, status, content):
                text = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *args):
                pass

        return Handler


def wait_for(condition, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
