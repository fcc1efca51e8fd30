"""Texts that nobody should have to hand in: nothing breaks, and the page says it is doubtful."""

import random
import time

import pytest
from typed import POLICY, recognised, text_document

from woo_redact import detect
from woo_redact.read.language import DAMAGED, NOT_DUTCH

DUTCH = (
    "Met deze nota wordt u gevraagd in te stemmen met de brief aan de Kamer over de voortgang van "
    "het programma. De brief gaat in op de vragen van het lid en op de planning voor het najaar. "
    "Rixt Hoitsema heeft de cijfers met de directie besproken en zij ziet geen bezwaar. Er is "
    "voldoende dekking, maar de uitvoering is krap en wij komen daar na het reces op terug. "
)


@pytest.fixture(scope="module")
def detector() -> detect.Detector:
    return detect.load(POLICY)


def warnings(text: str) -> tuple[str, ...]:
    return text_document(text).pages[0].warnings


def test_dutch_is_not_doubted():
    assert warnings(DUTCH) == ()
    assert warnings("Naam\nx\nx\nvrij\nx\n" * 20) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The committee has asked for an update on the talks with the region and for the minutes "
        "of the last meeting, which have not been sent to all of the members. ",
        "Der Ausschuss hat um einen Bericht über die Gespräche mit der Region gebeten und das "
        "Protokoll der letzten Sitzung ist noch nicht an die Mitglieder verschickt worden. ",
        "Komisyon bölge ile yapılan görüşmeler için bir rapor istedi ve son toplantının tutanağı "
        "henüz bütün üyelere gönderilmedi ancak bu hafta içinde hazır olacak. ",
        "Комитет попросил представить отчёт о переговорах с регионом и протокол заседания. ",
        "اللجنة طلبت تقريرا عن المحادثات مع المنطقة ومحضر الاجتماع الأخير للجميع ",
        "Bizottság jelentést kért a régióval folytatott tárgyalásokról valamint legutóbbi ülés "
        "jegyzőkönyvéről amelyet még nem küldtek meg minden tagnak tehát várni kell rá. ",
    ],
)
def test_another_language_is_flagged(detector, text):
    document = text_document(text * 4)
    assert NOT_DUTCH in document.pages[0].warnings
    detector.find(document)


def test_what_ocr_leaves_is_flagged_and_read(detector):
    torn = (
        "De v oortgang van het o nderwijs w as in m ei goed en d e cijfers z ijn t0t nu b ekend. "
    )
    document = text_document(torn * 3 + "Bel Rixt Hoitsema op O6-12345678.")
    assert DAMAGED in document.pages[0].warnings
    assert "O6-12345678" in {f.text for f in detector.find(document) if f.tier == "redact"}


def test_a_page_of_ten_thousand_words_takes_as_long_as_ten_of_a_thousand(detector):
    def seconds(words: int) -> float:
        chosen = random.Random(1).choices(DUTCH.split(), k=words)
        document = text_document(" ".join(chosen))
        began = time.process_time()
        detector.find(document)
        return time.process_time() - began

    seconds(200)
    assert seconds(10_000) < 40 * seconds(1_000)


@pytest.mark.parametrize(
    "run",
    ["a" * 20_000, "Aa-" * 7_000, "A. " * 5_000, "1234 " * 4_000, "van " * 5_000, "(" * 2_000],
)
def test_one_endless_run_of_anything_ends(detector, run):
    began = time.process_time()
    detector.find(text_document(run))
    assert time.process_time() - began < 60


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "\ufffd" * 300, "\u202e\u200f", "\x00\x01", "🙂" * 50]
)
def test_nothing_to_read_breaks_nothing(detector, text):
    detector.find(text_document(text))


def test_a_name_of_one_letter(detector):
    text = DUTCH + "De heer E (geboren te Seoul) en mevrouw O spraken. Groet,\n\nJ\n"
    found = [f.text for f in detector.find(text_document(text))]
    assert "Rixt Hoitsema" in found
    assert all(len(t) < 40 for t in found)


def test_a_file_number_that_passes_the_eleven_test():
    for label in ("Ons kenmerk:", "Zaaknummer", "Kamerstuk", "ordernr."):
        text = f"{label} 111222333"
        assert recognised("BSN", text) == []
        assert recognised("BSN", text, "look") == []
    assert recognised("BSN", "BSN 111222333, kenmerk 123456782") == ["111222333"]
