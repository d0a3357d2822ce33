"""oEmbed asks about any address at all: it speaks of a page of this site or of none, and never of another place."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.ground.stage import Stage

HOSTS = st.sampled_from(
    ["{home}", "{home}.evil.example", "https://evil.example", "//", "javascript:", "", "{home}@evil.example"]
)
PATHS = st.text(max_size=20) | st.sampled_from(
    ["/mara-e", "/mara-e/", "//mara-e", "/mara-e?x", "/mara-e#x", "/../admin"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTS, PATHS, st.text(max_size=6), st.text(max_size=6))
@example("{home}", "/mara-e", "9" * 30, "-1")
def test_any_address_is_a_page_here_or_not_found(stage: Stage, host: str, path: str, width: str, high: str) -> None:
    url = host.format(home=stage.public_url) + path
    query = {"url": url, "maxwidth": width, "maxheight": high, "format": "json"}
    answer = stage.visitor().client.get("/oembed", query_string=query)
    assert answer.status_code in (400, 404, 429), (url, answer.status_code)
    assert "evil" not in answer.get_data(as_text=True)
