"""What Windows and macOS want to be told of a program. Not run here: this is built on Linux."""

import shutil
from pathlib import Path
from typing import Any, Final

from making.product import Product

ADDED: Final = ("CHANGELOG.md", "LICENSE", "THIRD_PARTY.md", "licences", "sbom.cdx.json")
VERSION: Final = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("ProductName", {name!r}),
      StringStruct("FileDescription", {summary!r}),
      StringStruct("FileVersion", {version!r}),
      StringStruct("ProductVersion", {version!r}),
      StringStruct("LegalCopyright", {licence!r}),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])])
  ]
)
"""


def windows_version(product: Product, folder: Path) -> str:
    """Write the version resource that Explorer shows, in PyInstaller's form; answers its path."""
    numbers = tuple([*map(int, product.version.split(".")), 0, 0, 0][:4])
    file = folder / "windows-version.txt"
    text = VERSION.format(
        numbers=numbers,
        name=product.name,
        summary=product.summary["en"],
        version=product.version,
        licence=product.licence,
    )
    file.write_text(text, encoding="utf-8")
    return str(file)


def info_plist(product: Product) -> dict[str, Any]:
    """The entries of Info.plist: which files open with the program, and in which languages."""
    return {
        "CFBundleDisplayName": product.name,
        "CFBundleExecutable": f"{product.command}-window",
        "CFBundleShortVersionString": product.version,
        "CFBundleLocalizations": ["en", "ja"],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": product.mime_name["en"],
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{product.id}.profile"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{product.id}.profile",
                "UTTypeDescription": product.mime_name["en"],
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [product.suffix],
                    "public.mime-type": [product.mime],
                },
            }
        ],
    }


def complete_app(bundle: Path, app: Path) -> None:
    """Put into the .app what the build added to the folder after PyInstaller had made both.

    Data belong into Contents/Resources, or a signature does not hold; PyInstaller links the folder
    of our resources from there to where the program looks.
    """
    resources = app / "Contents" / "Resources"
    models = Path("resources", "models")
    shutil.copytree(bundle / "_internal" / models, resources / models, dirs_exist_ok=True)
    for name in ADDED:
        if (bundle / name).is_dir():
            shutil.copytree(bundle / name, resources / name, dirs_exist_ok=True)
        else:
            shutil.copyfile(bundle / name, resources / name)


def inno_words(product: Product) -> str:
    """What packaging/windows/signpost.iss takes from here."""
    words = {
        "Name": product.name,
        "Command": product.command,
        "Version": product.version,
        "Id": product.id,
        "Maker": product.maintainer.partition(" <")[0],
        "Suffix": product.suffix,
        "Mime": product.mime,
        "TypeEn": product.mime_name["en"],
        "TypeJa": product.mime_name["ja"],
    }
    return "\ufeff" + "".join(f'#define {name} "{text}"\n' for name, text in words.items())
