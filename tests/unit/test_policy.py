from __future__ import annotations

from pathlib import Path

import pytest

from woo_redact import grounds, policy
from woo_redact.errors import ExitCode, PolicyError


def refused(directory: Path, profile: str = "beslisnota") -> str:
    with pytest.raises(PolicyError) as caught:
        policy.load(profile, directory)
    assert caught.value.exit_code == ExitCode.POLICY
    return str(caught.value)


def test_a_beslisnota_has_grey_boxes_without_a_code() -> None:
    style = policy.load("beslisnota").style
    assert [round(part * 255) for part in style.fill] == [0xAA] * 3
    assert style.edge is None
    assert not style.code
    assert policy.load("beslisnota").section_five


def test_a_woo_besluit_has_boxes_with_a_code_and_asks_motivation() -> None:
    loaded = policy.load("woo-besluit")
    assert loaded.style.code
    assert loaded.motivation_required
    assert loaded.five_years
    assert "5.1.2e" in loaded.motivations


@pytest.mark.parametrize("profile", policy.PROFILES)
def test_every_kind_has_a_ground_that_can_stand(profile: str) -> None:
    loaded = policy.load(profile)
    assert {"person", "email", "phone", "bsn", "listed", "box"} <= set(loaded.kinds)
    assert loaded.grounds["bsn"] == "5.1.1e"
    motivated = loaded.motivations if loaded.motivation_required else None
    for ground in loaded.grounds.values():
        assert grounds.problems(ground, motivated=motivated) == ()


def test_an_organisation_changes_only_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(
        '[grond]\nroom = ""\nphone = "5.1 lid 2 sub h"\n\n'
        '[profiel.beslisnota]\nvier_ogen = false\n[profiel.beslisnota.vlak]\nvulling = "D3D3D3"\n'
    )
    loaded, standard = policy.load("beslisnota", tmp_path), policy.load("beslisnota")
    assert loaded.grounds["phone"] == "5.1.2h"
    assert "room" not in loaded.kinds
    assert not loaded.four_eyes
    assert loaded.style.fill != standard.style.fill
    assert loaded.style.ink == standard.style.ink
    assert loaded.functions == standard.functions
    assert loaded.holders == standard.holders


def test_a_later_layer_of_lists_is_added(tmp_path: Path) -> None:
    (tmp_path / "houden.txt").write_text("# wie altijd blijft\n\nGemeentearchief Bakkerdam\n")
    (tmp_path / "lakken.txt").write_text("Projectnaam Waterlelie\n")
    loose = tmp_path / "los.txt"
    loose.write_text("Kees Waterlelie\r\nProjectnaam Waterlelie\n", encoding="utf-8-sig")
    loaded = policy.load("beslisnota", tmp_path, redact_list=loose)
    assert loaded.keep_texts == ("Gemeentearchief Bakkerdam",)
    assert loaded.redact_texts == ("Projectnaam Waterlelie", "Kees Waterlelie")


def test_functions_replace_or_go_before_the_packaged_ones(tmp_path: Path) -> None:
    own = '[[functie]]\nnaam = "havenmeester"\nbesluit = "houden"\nreden = "x"\n'
    file = tmp_path / "functies.toml"
    file.write_text(own)
    assert [f.name for f in policy.load("beslisnota", tmp_path).functions] == ["havenmeester"]
    file.write_text("aanvullen = true\n" + own)
    names = [f.name for f in policy.load("beslisnota", tmp_path).functions]
    assert names[0] == "havenmeester"
    assert "bewindspersoon" in names


def test_holders_carry_their_dates() -> None:
    holders = policy.load().holders
    assert len(holders) > 100
    assert all(h.until is None or h.since < h.until for h in holders)
    assert all(h.name and h.role and h.initials for h in holders)


def test_the_hash_follows_what_decides_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("# een opmerking\n")
    standard = policy.load("beslisnota").sha256
    assert policy.load("beslisnota", tmp_path).sha256 == standard
    file.write_text("[email]\ndomein_zichtbaar = false\n")
    assert policy.load("beslisnota", tmp_path).sha256 != standard
    loose = tmp_path / "l.txt"
    loose.write_text("iets\n")
    assert policy.load("beslisnota", redact_list=loose).sha256 != standard
    assert policy.load("beslisnota", keep_list=loose).sha256 != standard
    assert policy.load("woo-besluit").sha256 != standard


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("policy.toml", "[grond\n", "policy.toml is geen geldige TOML"),
        ("policy.toml", "[gronden]\n", "gronden"),
        ("policy.toml", '[grond]\nnaam = "5.1.2e"\n', "grond.naam"),
        ("policy.toml", '[grond]\nperson = "5.1.2z"\n', "grond.person"),
        ("policy.toml", '[grond]\nperson = "5.1.7"\n', "zelf geen uitzonderingsgrond"),
        ("policy.toml", '[grond]\nperson = ""\n', "deze soort moet een grond hebben"),
        ("policy.toml", '[email]\ndomein_zichtbaar = "ja"\n', "true of false"),
        ("policy.toml", "[profiel.nota]\nvier_ogen = true\n", "profiel.nota"),
        ("policy.toml", '[profiel.beslisnota.vlak]\nvulling = "grijs"\n', "zes tekens"),
        ("policy.toml", '[uitgever]\nnaam = "x"\n', "uitgever"),
        ("functies.toml", '[[functie]]\nnaam = "x"\n', "naam, besluit en reden"),
        (
            "functies.toml",
            '[[functie]]\nnaam = "x"\nbesluit = "houden"\nreden = "y"\npatronen = ["({naam}"]\n',
            "reguliere expressie",
        ),
        (
            "functies.toml",
            '[[functie]]\nnaam = "x"\nbesluit = "houden"\nreden = "y"\npatronen = ["minister"]\n',
            "{naam} of {rij}",
        ),
        ("bewindspersonen.toml", '[[bewindspersoon]]\nnaam = "x"\n', "naam, functie en van"),
        ("teksten.toml", '[motivering]\n"5.9" = "x"\n', "motivering"),
        ("teksten.toml", 'zin = "x"\n', "teksten.toml"),
    ],
)
def test_a_fault_is_one_sentence_with_file_and_place(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    (tmp_path / name).write_text(content)
    message = refused(tmp_path)
    assert name in message
    assert told in message
    assert "\n" not in message
    assert str(tmp_path) not in message


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes(b"[email]\n# caf\xe9\n")
    assert "geen UTF-8" in refused(tmp_path)
    assert "er niet" in refused(tmp_path / "weg")
    assert "bestaat niet" in refused(tmp_path, "brief")
    with pytest.raises(PolicyError, match="kan niet worden gelezen"):
        policy.load(redact_list=tmp_path / "weg.txt")
    (tmp_path / "policy.toml").unlink()
    (tmp_path / "policy.toml").mkdir()
    assert "kan niet worden gelezen" in refused(tmp_path)


def test_the_explanation_names_files_and_hash(tmp_path: Path) -> None:
    (tmp_path / "houden.txt").write_text("Waterlelie\n")
    loaded = policy.load("woo-besluit", tmp_path)
    lines = "\n".join(policy.explain(loaded))
    assert "houden.txt" in lines
    assert loaded.sha256 in lines
    assert "5.1.1e: bsn" in lines
    assert "bewindspersoon: houden" in lines
    assert "niet ingesteld" in lines
    assert str(tmp_path) not in lines


def test_a_publisher_is_optional(tmp_path: Path) -> None:
    assert policy.load().publisher is None
    (tmp_path / "policy.toml").write_text(
        '[uitgever]\nuri = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034"\n'
        'naam = "ministerie van BZK"\ncategorie = "c_99a836c7"\n'
    )
    publisher = policy.load("beslisnota", tmp_path).publisher
    assert publisher is not None
    assert publisher.category == "c_99a836c7"


def test_a_ministry_is_named_by_its_abbreviation(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[uitgever]\nministerie = "JenV"\ncategorie = "c_816e508d"\n')
    publisher = policy.load("beslisnota", tmp_path).publisher
    assert publisher is not None
    assert publisher.resource.endswith("/mnre1058")
    assert publisher.name == "ministerie van Justitie en Veiligheid"
    file.write_text('[uitgever]\nministerie = "V&J"\ncategorie = "c_816e508d"\n')
    assert "kies uit AZ" in refused(tmp_path)
