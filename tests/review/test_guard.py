"""Every way in that is not this user's own browser, tried and refused."""

import http.client
import re
import shutil
from urllib.parse import urlsplit

import pytest
from reviewing import started, stopped

FORM = "application/x-www-form-urlencoded"


class Line:
    """Raw HTTP to the page: what a browser would never send, and what it would."""

    def __init__(self, address):
        parts = urlsplit(address)
        self.port = parts.port
        self.door = f"{parts.path}?{parts.query}"
        self.cookie = ""

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method, path, body=None, *, cookie=True, **headers):
        """The status, headers and body; ``None`` drops a header that would be sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {"Host": f"127.0.0.1:{self.port}"}
        if cookie and self.cookie:
            told["Cookie"] = self.cookie
        if method == "POST":
            told |= {
                "Origin": self.origin,
                "Sec-Fetch-Site": "same-origin",
                "Content-Type": FORM,
                "Content-Length": str(len(body or "")),
            }
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in told.items():
            for one in value if isinstance(value, list) else [value]:
                if one is not None:
                    connection.putheader(name, one)
        connection.endheaders((body or "").encode() or None)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, answer.headers, text

    def enter(self):
        status, headers, _ = self.ask("GET", self.door)
        assert status == 200
        self.cookie = headers["set-cookie"].split(";")[0]
        return headers


@pytest.fixture
def line(case, serve):
    served = serve(case)
    line = Line(served.address)
    line.served = served
    return line


@pytest.fixture(scope="module")
def inside(proposed, tmp_path_factory):
    """A line that was let in, shared by the tests that change nothing about that."""
    case = shutil.copytree(proposed, tmp_path_factory.mktemp("binnen") / "dossier-zaak")
    served = started(case, "anna")
    line = Line(served.address)
    line.served = served
    line.enter()
    yield line
    stopped(served)


def document(line):
    """The id of a document, from the work list."""
    text = line.ask("GET", "/")[2].decode()
    return re.search(r"/d/([0-9a-f]{12})/", text)[1]


def test_only_the_own_browser_comes_in(line):
    assert line.ask("GET", "/")[0] == 403
    assert line.ask("GET", "/static/review.js")[0] == 403
    assert line.ask("GET", "/binnen?sleutel=")[0] == 403
    assert line.ask("GET", "/binnen?sleutel=geraden")[0] == 403
    assert line.served.door.stat().st_mode & 0o777 == 0o600
    assert line.served.door.parent.stat().st_mode & 0o777 == 0o700

    cookie = line.enter()["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert cookie.startswith(f"woo-redact-{line.port}=")
    assert line.ask("GET", "/")[0] == 200
    assert line.ask("GET", line.door)[0] == 403, "the key works once"
    name = line.cookie.split("=")[0]
    for wrong in ("", f"{name}=", f"{name}=geraden", line.cookie.replace(name, "woo-redact-1")):
        assert line.ask("GET", "/", cookie=False, Cookie=wrong)[0] == 403


def test_host_is_exactly_ours(inside):
    port = inside.port
    for host in (
        "kwaad.example",
        f"kwaad.example:{port}",
        f"localhost:{port}",
        "127.0.0.1",
        f"127.0.0.1:{port}.kwaad.example",
        f"127.0.0.1:{port + 1}",
        f"[::1]:{port}",
        f"0.0.0.0:{port}",
    ):
        assert inside.ask("GET", "/", Host=host)[0] == 421, host
    assert inside.ask("GET", "/", Host=[f"127.0.0.1:{port}", "kwaad.example"])[0] in (400, 421)
    assert inside.ask("GET", "/", Host=None)[0] in (400, 421)


def test_nobody_else_may_send_anything(inside):
    path = f"/d/{document(inside)}/1/stand"
    before = inside.served.case.stat().st_mtime_ns
    good = {"Sec_Fetch_Site": "same-origin"}
    for headers in (
        {"Origin": "http://kwaad.example"},
        {"Origin": f"http://127.0.0.1:{inside.port + 1}"},
        {"Origin": f"https://127.0.0.1:{inside.port}"},
        {"Origin": "null"},
        {"Origin": None},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": None},
    ):
        assert inside.ask("POST", path, "stand=gezien", **{**good, **headers})[0] == 403, headers
    for kind in ("text/plain", "multipart/form-data", "application/json", None):
        assert inside.ask("POST", path, "stand=gezien", Content_Type=kind)[0] == 415, kind
    assert inside.ask("POST", path, "stand=gezien", cookie=False)[0] == 403
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        assert inside.ask(method, path)[0] == 405
    assert inside.ask("GET", path)[0] == 404, "a deed is never a link"
    assert inside.ask("POST", path, "x" * 70_000)[0] == 413
    assert inside.served.case.stat().st_mtime_ns == before
    assert inside.ask("POST", path, "stand=gezien")[0] == 303


def test_nobody_else_may_ask_anything(inside):
    """To a browser a page on another port is the same site, so the cookie comes along."""
    pages = ("/", f"/d/{document(inside)}/1", f"/d/{document(inside)}/1/beeld", "/static/review.js")
    for path in pages:
        for site in ("same-site", "cross-site", "anders", ""):
            assert inside.ask("GET", path, Sec_Fetch_Site=site)[0] == 403, (path, site)
        for site in ("same-origin", "none", None):
            assert inside.ask("GET", path, Sec_Fetch_Site=site)[0] == 200, (path, site)


def test_a_body_of_unknown_length_is_refused(inside):
    path = f"/d/{document(inside)}/1/stand"
    for headers in (
        {"Content_Length": None, "Transfer_Encoding": "chunked"},
        {"Content_Length": "-1"},
        {"Content_Length": "65537"},
    ):
        assert inside.ask("POST", path, "", **headers)[0] in (400, 413), headers


def test_the_key_is_on_no_command_line(line):
    from pathlib import Path

    key = line.door.partition("=")[2].encode()
    assert len(key) > 40
    told = [one.read_bytes() for one in Path("/proc").glob("[0-9]*/cmdline") if one.exists()]
    told += [Path(f"/proc/{line.served.process.pid}/environ").read_bytes()]
    assert not any(key in one for one in told)


def test_a_server_that_stopped_leaves_nothing_that_opens_the_next(line, case, serve):
    line.enter()
    line.served.process.send_signal(2)
    line.served.process.wait(timeout=60)
    following = Line(serve(case).address)
    name, _, value = line.cookie.partition("=")
    for cookie in (line.cookie, f"woo-redact-{following.port}={value}"):
        assert following.ask("GET", "/", cookie=False, Cookie=cookie)[0] == 403
    assert following.ask("GET", line.door)[0] == 403
    assert name != f"woo-redact-{following.port}"


def test_every_answer_is_closed_to_others(inside):
    key = document(inside)
    deed = inside.ask("POST", f"/d/{key}/1/stand", "stand=gezien", Sec_Fetch_Dest="empty")
    assert deed[0] == 200
    assert deed[1]["content-location"] == f"/d/{key}/2"
    assert deed[1]["cache-control"] == "no-store"
    screens = ("/", f"/d/{key}/1", f"/d/{key}/1/beeld", "/instellingen", "/theme.css")
    for path in (*screens, "/static/review.js", "/bestaat-niet"):
        headers = inside.ask("GET", path)[1]
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_no_path_comes_from_the_browser(inside):
    for path in (
        "/d/../../etc/passwd/1",
        "/d/%2e%2e%2f%2e%2e%2fetc/1",
        "/d/000000000000/1",
        "/d/nota-kgg/1",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
    ):
        status, _, text = inside.ask("GET", path)
        assert status == 404, path
        assert b"root:" not in text
        assert b"import" not in text


def test_texts_stay_out_of_addresses_and_logs(line):
    line.enter()
    key = document(line)
    status, headers, _ = line.ask("POST", f"/zoek/{key}", "tekst=Kanarievogel")
    assert status == 303
    assert "Kanarie" not in headers["location"]
    assert b"Kanarievogel" in line.ask("GET", headers["location"])[2]
    assert line.ask("GET", "/?toon=%3Cscript%3Ealert(1)%3C/script%3E")[2].count(b"<script") == 1
    line.served.process.send_signal(2)
    rest = line.served.process.stderr.read()
    assert "Kanarie" not in rest
    assert key not in rest, "there is no log of what was opened"
    assert not line.served.door.exists()


def test_forms_are_read_strictly(inside):
    key = document(inside)
    sheet = next(inside.served.case.glob("*/*.lak.jsonl"))
    before = {path: path.read_bytes() for path in inside.served.case.glob("*/*.lak.jsonl")}
    for path, body in (
        ("besluit", "besluit=lakken&m=p1-0000000000"),
        ("besluit", "besluit=anders&m=p1-0000000000"),
        ("vak", "maat=punten&links=nan&boven=0&rechts=inf&onder=9"),
        ("vak", "maat=punten&links=1&boven=1&rechts=1.2&onder=1.2"),
        ("woorden", "woord=1-2-3"),
        ("woorden", "woord=999998-999999"),
        ("stand", "stand=iets"),
        ("notitie", "notitie="),
        ("opnieuw", ""),
    ):
        status, headers, _ = inside.ask("POST", f"/d/{key}/1/{path}", body)
        assert status == 303, (path, body)
        text = inside.ask("GET", headers["location"])[2].decode()
        assert "melding--fout" in text, (path, body)
    assert inside.ask("POST", f"/d/{key}/999/stand", "stand=gezien")[0] == 404
    assert {path: path.read_bytes() for path in before} == before
    assert sheet.exists()


def test_it_listens_on_the_loopback_alone(inside):
    wanted = f"{inside.port:04X}"
    from pathlib import Path

    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{wanted}")]
    assert listening == [f"0100007F:{wanted}"]


def test_it_stops_when_nobody_looks(case, serve):
    served = serve(case, "anna", "--idle", "0.05")
    assert served.process.wait(timeout=120) == 0
    assert not served.door.exists()
