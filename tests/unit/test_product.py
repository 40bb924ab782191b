"""One description of the product: every package, menu entry and manual page says the same."""

import json
import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from app import __version__
from app.cli.main import COMMANDS, INTERNAL
from making import components, trim
from making.desktop import man_page, menu_entry, metainfo, mime_type
from making.icons import icns, ico, png
from making.icu import smaller_table
from making.licences import write_licences
from making.platforms import complete_app, info_plist, inno_words, windows_version
from making.product import ICON, ROOT, Product, check_tag, product
from making.sbom import FILE, write_sbom


@pytest.fixture(scope="module")
def about() -> Product:
    return product(date(2026, 11, 24))


def test_version_and_name_come_from_the_program_itself(about: Product) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert about.version == __version__
    assert [about.command] == [*project["project"]["scripts"]]
    assert about.summary["en"] == project["project"]["description"]
    assert {*about.summary} == {*about.description} == {*about.mime_name} == {"en", "ja"}


def test_a_release_is_built_only_for_the_tag_of_its_version_and_with_its_day(
    about: Product, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(SystemExit, match="is not the version"):
        check_tag("v99.0.0", about)
    monkeypatch.setattr("making.product.ROOT", tmp_path)
    changes = tmp_path / "CHANGELOG.md"
    changes.write_text(f"## {about.version} (unreleased)\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="no day yet"):
        check_tag(f"v{about.version}", about)
    changes.write_text(f"## {about.version} (2026-12-01)\n", encoding="utf-8")
    check_tag(f"v{about.version}", about)


def test_the_window_calls_itself_what_the_menu_entry_is_called(about: Product) -> None:
    """A desktop joins the window and its menu entry by that name."""
    text = (ROOT / "app" / "gui" / "main.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{about.command}")' in text
    assert f'setApplicationName("{about.name}")' in text


def test_the_menu_entry_opens_files_of_our_kind(about: Product) -> None:
    lines = menu_entry(about).splitlines()
    assert f"Exec={about.command} %f" in lines
    assert f"MimeType={about.mime};" in lines
    assert f"Comment[ja]={about.summary['ja']}" in lines


def test_the_metadata_of_software_centres_agree(about: Product) -> None:
    root = ElementTree.fromstring(metainfo(about))
    release = root.find("releases/release")
    assert release is not None
    assert release.get("version") == about.version
    assert root.findtext("launchable") == f"{about.command}.desktop"
    assert root.findtext("provides/mediatype") == about.mime


def test_the_file_type_is_json_with_a_suffix_of_its_own(about: Product) -> None:
    text = mime_type(about)
    assert f'glob pattern="*.{about.suffix}"' in text
    assert 'sub-class-of type="application/json"' in text
    assert about.mime_name["ja"] in text


def test_the_manual_names_every_command(about: Product) -> None:
    text = man_page(about).replace("\\-", "-")
    for name in COMMANDS:
        assert (f".B {name}\n" in text) is (name not in INTERNAL)


def test_windows_and_macos_are_told_the_same(about: Product, tmp_path: Path) -> None:
    assert f'#define Version "{about.version}"' in inno_words(about)
    written = Path(windows_version(about, tmp_path)).read_text(encoding="utf-8")
    assert about.summary["en"] in written
    plist = info_plist(about)
    assert plist["CFBundleShortVersionString"] == about.version
    (kind,) = plist["UTExportedTypeDeclarations"]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == [about.suffix]


def test_the_installer_for_windows_takes_its_words_from_there(about: Product) -> None:
    """Every word in braces with # is one that is written for it."""
    script = (ROOT / "packaging" / "windows" / "signpost.iss").read_text(encoding="utf-8")
    given = set(re.findall(r"#define (\w+)", inno_words(about)))
    own = set(re.findall(r"^#(?:define|ifdef) (\w+)", script, re.MULTILINE))
    assert set(re.findall(r"\{#(\w+)\}", script)) == given | own


def test_a_mac_opens_the_program_with_the_window_and_finds_all_in_it(
    about: Product, tmp_path: Path
) -> None:
    """What the build adds to the folder comes into the .app, where data belong."""
    bundle, app = tmp_path / "signpost", tmp_path / "Signpost.app"
    models = bundle / "_internal" / "resources" / "models"
    (bundle / "licences" / "qt").mkdir(parents=True)
    models.mkdir(parents=True)
    (models / "small.gguf").touch()
    for name in ("CHANGELOG.md", "LICENSE", "THIRD_PARTY.md", FILE, "licences/qt/text.txt"):
        (bundle / name).touch()
    (app / "Contents" / "Resources" / "resources").mkdir(parents=True)

    complete_app(bundle, app)

    resources = app / "Contents" / "Resources"
    there = {path.relative_to(resources).as_posix() for path in resources.rglob("*")}
    assert {"resources/models/small.gguf", "licences/qt/text.txt", FILE, "LICENSE"} <= there
    assert info_plist(about)["CFBundleExecutable"] == "signpost-window"


def test_every_icon_is_the_one_drawing() -> None:
    """The window's PNG is its SVG; Windows and macOS get all their sizes."""
    kept, drawn = QImage(str(ICON.with_suffix(".png"))), QImage.fromData(png(256))
    assert kept.size() == drawn.size()
    points = [(x, y) for x in range(4, 256, 9) for y in range(4, 256, 9)]
    differing = [1 for x, y in points if kept.pixel(x, y) != drawn.pixel(x, y)]
    assert len(differing) < len(points) / 100  # edges may be smoothed otherwise
    assert ico()[:4] == b"\0\0\1\0"
    assert icns()[:4] == b"icns"
    assert len(icns()) == int.from_bytes(icns()[4:8], "big")


def test_what_is_left_out_is_left_out_with_a_reason() -> None:
    assert all(trim.EXCLUDED_MODULES.values())


def test_a_library_goes_when_nothing_that_stays_is_linked_with_it() -> None:
    """A chain of libraries that only a left-out plugin needed goes as a whole."""
    links = {"used.so": ["libkept.so.1"], "libkept.so.1": [], "liba.so.1": ["libb.so.1"]}
    entries = [(name, name, "BINARY") for name in (*links, "libb.so.1", "libpython3.11.so.1.0")]

    found = trim.needed_libraries(
        entries, lambda file: [(name, None) for name in links.get(file, [])]
    )

    assert [entry[0] for entry in found] == ["used.so", "libpython3.11.so.1.0", "libkept.so.1"]


def test_a_link_goes_with_the_file_it_led_to() -> None:
    entries = [("libx.so", "qt/libx.so", "SYMLINK"), ("liby.so", "qt/liby.so", "SYMLINK")]
    assert trim.live_links(entries, [("qt/liby.so", "/s/liby.so", "BINARY")]) == entries[1:]


def test_printing_comes_along_and_the_systems_printing_service_does_not() -> None:
    plugin = "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so"
    names = [plugin, "libcups.so.2", "libgnutls.so.30", "libavahi-client.so.3", "libQt6Svg.so.6"]
    found = trim.used_files([(name, name, "BINARY") for name in names])
    assert [entry[0] for entry in found] == [plugin, "libQt6Svg.so.6"]


def test_the_cut_table_keeps_what_qt_asks_for_in_its_order() -> None:
    """An invented table in ICU's format: what is kept is found again under its name."""
    names = [b"icudt73l/brkitr/th.res", b"icudt73l/ja.res", b"icudt73l/root.res"]
    contents = [b"no" * 16, b"ja" * 20, b"root" * 9]
    head = b"\x20\x00\xda\x27" + b"\0" * 8 + b"CmnD" + b"\0" * 16
    name_at = 4 + 8 * len(names)
    body_at = name_at + sum(len(name) + 1 for name in names)
    index = len(names).to_bytes(4, "little")
    for name, content in zip(names, contents, strict=True):
        index += name_at.to_bytes(4, "little") + body_at.to_bytes(4, "little")
        name_at, body_at = name_at + len(name) + 1, body_at + len(content)
    table = index + b"".join(name + b"\0" for name in names) + b"".join(contents)

    cut = smaller_table(b"\x7fELF" + head + table)

    base = cut[32:]
    assert int.from_bytes(base[:4], "little") == 2
    found = []
    for place in range(2):
        at, start = (int.from_bytes(base[4 + 8 * place + k :][:4], "little") for k in (0, 4))
        found.append((base[at : base.index(b"\0", at)], base[start : start + 8]))
    assert found == [(b"icudt73l/ja.res", b"jajajaja"), (b"icudt73l/root.res", b"rootroot")]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "signpost"
    folder.mkdir()
    (folder / "part.so").write_bytes(b"part")
    return folder


def component(text: Path) -> components.Component:
    return components.Component("openai", "1.0", "Apache-2.0", "pypi", "requests", (text,))


def test_the_bundle_lists_every_component_with_its_text(bundle: Path) -> None:
    write_licences(bundle, {component(ROOT / "LICENSE"): [Path("part.so")]})
    assert (bundle / "licences" / "openai" / "LICENSE.txt").read_text().strip()
    listed = (bundle / "THIRD_PARTY.md").read_text(encoding="utf-8")
    assert "| openai | 1.0 | Apache-2.0 | requests | `licences/openai/` |" in listed


def test_a_component_without_a_licence_text_stops_the_build(bundle: Path) -> None:
    with pytest.raises(SystemExit, match="openai"):
        write_licences(bundle, {component(bundle / "missing"): []})


def test_the_bill_of_materials_names_every_part_and_its_hash(bundle: Path, about: Product) -> None:
    owned = {component(ROOT / "LICENSE"): [Path("part.so")]}
    write_sbom(bundle, owned, about, datetime(2026, 11, 24, tzinfo=UTC))
    bill = json.loads((bundle / FILE).read_text(encoding="utf-8"))
    (part,) = bill["components"]
    assert bill["specVersion"] == "1.5"
    assert part["purl"] == "pkg:pypi/openai@1.0"
    assert len(part["components"][0]["hashes"][0]["content"]) == 64
    refs = {part["bom-ref"], bill["metadata"]["component"]["bom-ref"]}
    assert {entry["ref"] for entry in bill["dependencies"]} == refs


def test_the_licence_texts_name_the_page_of_the_qt_in_use() -> None:
    """Its wheels carry none, so the list of third-party code is pointed to, by version."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    (minor,) = re.findall(r"^PySide6_Essentials==(\d+\.\d+)\.", pins, re.MULTILINE)
    licences = ROOT / "packaging" / "licences"
    for file in (ROOT / "THIRD_PARTY.md", *licences.glob("Qt-*.txt")):
        pages = re.findall(r"doc\.qt\.io/qt-([\d.]+)/", file.read_text(encoding="utf-8"))
        assert pages == [minor], file.name
    assert {*licences.glob("*.txt")} >= {*components.QT_TEXTS}
