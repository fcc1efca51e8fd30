"""Keys of one's own: chosen, kept over a restart, refused when they clash; own colours."""

import re

import pytest
from playwright.sync_api import expect
from reviewing import open_document, told

from woo_redact.errors import UsageError
from woo_redact.review.keys import NAME, STANDARD, Keys, load


@pytest.fixture
def config(tmp_path, monkeypatch):
    """A configuration folder of this test alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "woo-redact"


def test_keys_are_chosen_and_stay_chosen(case, serve, enter, config):
    served = serve(case)
    page = enter(served)
    page.get_by_role("link", name="Instellingen").click()
    page.get_by_label("akkoord: lakken", exact=True).fill("x")
    page.get_by_role("button", name="Toetsen bewaren").click()
    told(page, "De toetsen zijn bewaard")
    served.process.send_signal(2)
    served.process.wait(timeout=60)

    page = enter(serve(case))
    open_document(page, "nota-kgg.pdf")
    open_ = page.locator(".voortgang strong").inner_text()
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.press("a")  # is no key any more
    expect(page.get_by_role("button", name="Akkoord: lakken X")).to_be_visible()
    page.keyboard.press("x")
    told(page, "akkoord, wordt gelakt")
    expect(page.locator(".voortgang strong")).to_have_text(str(int(open_) - 1))
    page.get_by_text("Hulp").click()
    expect(page.locator(".toetsen")).to_contain_text(re.compile("X\\s*akkoord: lakken"))

    page.get_by_role("link", name="Instellingen").click()
    page.get_by_label("akkoord: lakken", exact=True).fill("n")
    page.get_by_role("button", name="Toetsen bewaren").click()
    told(page, "De toets n staat bij meer dan één handeling")
    page.get_by_role("button", name="Terug naar de standaard").click()
    told(page, "weer zoals")
    assert load() == Keys()


@pytest.mark.parametrize("key", ["", "ab", " ", "7", "\t", "\u200b"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(UsageError):
        Keys().changed({"akkoord": key})


def test_keys_may_be_swapped():
    keys = Keys().changed({"akkoord": "n", "niet": "a"})
    assert (keys.of("akkoord"), keys.of("niet")) == ("n", "a")
    assert len({keys.of(action) for action in STANDARD}) == len(STANDARD)


@pytest.mark.parametrize(
    "content", ["", "{", '{"own": {"akkoord": "ab"}}', '{"own": {"weg": "x"}}']
)
def test_a_damaged_choice_is_the_standard(config, content):
    config.mkdir(parents=True)
    (config / NAME).write_text(content)
    assert load() == Keys()


def test_an_organisation_lays_its_colours_over_ours(case, serve, enter, config):
    config.mkdir(parents=True)
    (config / "theme.css").write_text(":root { --balk: rgb(1, 2, 3); }")
    page = enter(serve(case))
    colour = page.locator(".balk").evaluate("one => getComputedStyle(one).backgroundColor")
    assert colour == "rgb(1, 2, 3)"
