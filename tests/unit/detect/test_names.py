from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from woo_redact import detect, policy
from woo_redact.detect import names
from woo_redact.detect.analyzer import Engine
from woo_redact.errors import ExitCode, SetupError
from woo_redact.read import read_text
from woo_redact.types import Finding, Source

SOURCE = Source(name="proef.txt", sha256="0" * 64, pages=1)


@pytest.fixture(scope="module")
def beleid() -> policy.Policy:
    return policy.load("beslisnota")


@pytest.fixture(scope="module")
def detector(beleid: policy.Policy) -> detect.Detector:
    return detect.load(beleid)


@pytest.fixture(scope="module")
def engine(beleid: policy.Policy) -> Engine:
    """Only the model: no rule helps it."""
    nlp = names.load_pipeline(beleid.model)
    persons = names.NameRecogniser(nlp)
    return Engine(nlp, [persons], persons.prepare)


def persons(engine: Engine, text: str, tiers: tuple[str, ...] = ("redact",)) -> set[str]:
    (found,) = engine.analyze([text])
    return {
        text[r.start : r.end]
        for r in found
        if r.entity_type == "PERSON" and r.recognition_metadata["tier"] in tiers
    }


def find(detector: detect.Detector, text: str) -> tuple[Finding, ...]:
    return detector.find(read_text(text, SOURCE))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deze nota is in overleg met Gerdien Hoeksema opgesteld.", "Gerdien Hoeksema"),
        ("Volgens Achmed El Boukili is dat gisteren gemeld.", "Achmed El Boukili"),
        ("Ik heb Wei Zhang gevraagd om mee te lezen.", "Wei Zhang"),
        ("Gülşen Kılıçarslan belt morgen terug.", "Gülşen Kılıçarslan"),
        ("De vraag komt van Radjesh Ramcharan van Financiën.", "Radjesh Ramcharan"),
        ("Afgestemd met Oluwaseun Adeyemi en de directie.", "Oluwaseun Adeyemi"),
        ("Agnieszka Wiśniewska neemt dit over.", "Agnieszka Wiśniewska"),
    ],
)
def test_names_of_every_origin_are_seen_in_plain_sentences(
    engine: Engine, text: str, name: str
) -> None:
    assert name in persons(engine, text, ("redact", "look"))


@pytest.mark.parametrize(
    "text",
    [
        "Aanleiding\nMet deze brief wordt de Kamer geïnformeerd over de uitkomst.",
        "Parafenroute\nDirectie Wetgeving en Juridische Zaken",
        "Zodra het advies er is, volgt een besluit. Daarnaast loopt de evaluatie.",
        "Het ministerie van Financiën en de Belastingdienst zijn akkoord.",
        "In Rotterdam, Den Haag en Nijmegen zijn proeven gestart.",
        "Op grond van de Wet open overheid wordt het verzoek toegewezen.",
        "TER BESLISSING\nAan MOCW\nVan DGHBWE",
    ],
)
def test_ordinary_words_stay_open(engine: Engine, text: str) -> None:
    assert persons(engine, text) == set()


def test_every_finding_says_which_model_saw_it_and_why(detector: detect.Detector) -> None:
    found = [f for f in find(detector, "Ik sprak met Gerdien Hoeksema.") if f.kind == "person"]
    assert found
    assert all(f.rule and f.reason.endswith(".") for f in found)
    assert all("Hoeksema" not in f.reason for f in found)


def test_the_same_text_gives_the_same_findings(detector: detect.Detector) -> None:
    text = "Jan Pietersma en Fatima Zaoui overlegden.\n\nZaoui stuurt het verslag.\n" * 5
    assert find(detector, text) == find(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n\t",
        "X",
        "De heer X. en mevrouw Y. waren aanwezig.",
        "The committee was informed by John Featherstone about the outcome of the review.",
        "D e  n o t a  i s  o p g e s t e l d  d o o r  J . d e  V r i e s",
        "O6-l2345678 tel, Jan‐\nsen, dl\u00addr. B\u200bakker",
        "هذا نص عربي عن اجتماع الوزارة",
        "\ufffd\ufffd\ufffd \ufffd\ufffd",
        "a" * 4_000,
        "Jan " * 3_000,
    ],
)
def test_odd_texts_never_stop_the_detector(detector: detect.Detector, text: str) -> None:
    for finding in find(detector, text):
        assert 0 <= finding.start < finding.end <= len(text)


def test_a_page_of_ten_thousand_words_is_read_to_the_end(detector: detect.Detector) -> None:
    text = "De directie bereidt een besluit voor over de planning. " * 1_100
    text += "Voor vragen kunt u terecht bij mevrouw drs. Gerdien Hoeksema."
    assert any("Hoeksema" in f.text and f.tier == "redact" for f in find(detector, text))


def test_listed_texts_are_found_in_any_spelling(beleid: policy.Policy) -> None:
    listed = replace(beleid, redact_texts=("Project Zonnebloem",))
    found = find(detect.load(listed), "Over PROJECT ZONNE-\nBLOEM wordt niets gezegd.")
    assert [(f.kind, f.tier) for f in found if f.kind == "listed"] == [("listed", "redact")]


def test_a_word_that_nothing_explains_is_listed_once(detector: detect.Detector) -> None:
    found = find(detector, "Men noemt het Qwortbal. Qwortbal komt vaker voor, het besluit niet.")
    words = [f.text for f in found if f.tier == "unexplained"]
    assert len(words) == len(set(words))
    assert not {"Men", "Besluit", "het"} & set(words)


def test_a_missing_model_says_what_to_do(beleid: policy.Policy) -> None:
    with pytest.raises(SetupError) as caught:
        detect.load(replace(beleid, model="nl_bestaat_niet"))
    assert caught.value.exit_code == ExitCode.SETUP
    assert "nl_bestaat_niet" in str(caught.value)
    assert names.MODELS_VARIABLE in str(caught.value)


def test_a_kind_without_detector_is_named(beleid: policy.Policy) -> None:
    odd = replace(beleid, grounds={**beleid.grounds, "fingerprint": "5.1.2e"})
    with pytest.raises(SetupError, match="fingerprint") as caught:
        detect.load(odd)
    assert caught.value.exit_code == ExitCode.SETUP


def test_models_may_lie_in_a_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "eigen").mkdir()
    (tmp_path / "eigen" / "config.cfg").write_text("")
    monkeypatch.setenv(names.MODELS_VARIABLE, str(tmp_path))
    assert names.locate("eigen") == tmp_path / "eigen"
    with pytest.raises(SetupError):
        names.locate("nl_woo_names")


def test_a_pipeline_of_another_make_works_too(
    beleid: policy.Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("entity_ruler")
    nlp.add_pipe("ner").add_label("PERSON")
    nlp.initialize()
    ruler.add_patterns([{"label": "PERSON", "pattern": "Qwort"}])
    nlp.to_disk(tmp_path / "nl_ander")
    monkeypatch.setenv(names.MODELS_VARIABLE, str(tmp_path))
    detector = detect.load(replace(beleid, model="nl_ander"))
    found = find(detector, "Gisteren schreef Qwort dat het kan.")
    assert [(f.text, f.tier) for f in found if f.detector == "names"] == [("Qwort", "redact")]
