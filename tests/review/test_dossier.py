"""Sixty pages with the keyboard alone, and how many keys that takes."""

from building import build, state
from playwright.sync_api import expect

PAGES, NAMES = 60, 3
DECIDED = "open => document.querySelector('.voortgang strong').textContent == open"
TURNED = "page => document.querySelector('#beoordeling').dataset.pagina == page"


class Keyboard:
    """Counts what is pressed; there is no mouse."""

    def __init__(self, page):
        self.page = page
        self.pressed = 0

    def press(self, key):
        self.pressed += 1
        self.page.keyboard.press(key)

    def until(self, key, selector, most=30):
        """Press until the focus is on an element."""
        for _ in range(most):
            self.press(key)
            if self.page.evaluate("one => document.activeElement?.matches(one)", selector):
                return
        raise AssertionError(f"{selector} is not reached by {key}")


def names(page):
    """Invented, and different on every page."""
    first = ("Anna", "Bo", "Cas", "Dirk", "Eva", "Femke")
    return [f"{first[(page + i) % 6]} Proef{page:02d}{'abc'[i]}" for i in range(NAMES)]


def test_sixty_pages_are_decided_with_about_a_key_per_mark(tmp_path, serve, enter):
    pages = [
        [f"Verslag van {name} over punt {number}." for name in names(number)]
        for number in range(1, PAGES + 1)
    ]
    wanted = {name: {"page": number} for number in range(1, PAGES + 1) for name in names(number)}
    case = build(tmp_path / "dossier-zaak", {"dossier": (pages, wanted)})
    page = enter(serve(case.root))
    keyboard = Keyboard(page)
    keyboard.until("Tab", "table a[href*='/d/']")
    keyboard.press("Enter")
    expect(page.locator("#beoordeling")).to_be_visible()
    page.wait_for_function("() => document.activeElement.closest('[data-gekozen]')")
    assert keyboard.pressed < 25, "the way in"

    keyboard.pressed, open_ = 0, PAGES * NAMES
    for number in range(1, PAGES + 1):
        page.wait_for_function(TURNED, arg=str(number))
        for _ in range(NAMES):
            keyboard.press("a")
            open_ -= 1
            page.wait_for_function(DECIDED, arg=str(open_))
        keyboard.press("p")
    expect(page.locator(".stap--seen")).to_have_count(PAGES)
    assert keyboard.pressed == PAGES * NAMES + PAGES, "a key per mark, and one per page"

    now = state(case, "dossier")
    assert not now.open_marks
    assert {now.page_state(number) for number in range(1, PAGES + 1)} == {"seen"}
    assert {decision.verdict for decision in now.decisions.values()} == {"redact"}
    keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Voorwaarden voor vrijgave")).to_be_visible()
    assert page.faults == []
