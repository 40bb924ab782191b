"""What Windows and macOS want to be told of a program. Not run here: this is built on Linux."""

from pathlib import Path
from typing import Any, Final

from making.product import Product

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
