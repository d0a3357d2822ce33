"""What the policy stops in a real browser, should a defect ever let markup through."""

import pytest
from playwright.sync_api import Browser, Error

from tests.ground.served import Served

pytestmark = pytest.mark.browser


def test_no_markup_no_script_and_no_foreign_address_gets_past_the_policy(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(f"{served.url}/login")
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>x</b>'")
    with pytest.raises(Error, match="TrustedScriptURL"):
        page.evaluate("document.head.appendChild(Object.assign(document.createElement('script'), {src: '/x.js'}))")
    with pytest.raises(Error, match="Failed to fetch"):
        page.evaluate("fetch('https://evil.example/')")
    page.evaluate("document.body.appendChild(Object.assign(document.createElement('p'), {id: 'p'}))")
    page.evaluate("document.getElementById('p').setAttribute('style', 'color: red')")
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    page.close()
