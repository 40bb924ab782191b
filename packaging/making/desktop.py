"""What a Linux desktop wants to know of the program, made from one description of it."""

import gzip
from pathlib import Path
from textwrap import dedent
from xml.sax.saxutils import escape

from app.cli.main import COMMANDS, INTERNAL
from making.icons import SIZES, png
from making.product import ICON, Product


def write_desktop(share: Path, product: Product) -> None:
    """Write menu entry, metadata, file type, icons and manual under a folder like /usr/share."""
    name = product.command
    texts = {
        f"applications/{name}.desktop": menu_entry(product),
        f"metainfo/{product.id}.metainfo.xml": metainfo(product),
        f"mime/packages/{name}.xml": mime_type(product),
    }
    for place, text in texts.items():
        file = share / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    icons = share / "icons" / "hicolor"
    for size in SIZES:
        _written(icons / f"{size}x{size}" / "apps" / f"{name}.png", png(size))
    _written(icons / "scalable" / "apps" / f"{name}.svg", ICON.read_bytes())
    mime_icon = f"{product.mime.replace('/', '-')}.svg"
    _written(icons / "scalable" / "mimetypes" / mime_icon, ICON.read_bytes())
    manual = gzip.compress(man_page(product).encode(), mtime=0)
    _written(share / "man" / "man1" / f"{name}.1.gz", manual)
    # The window under its own name is the same program.
    _written(share / "man" / "man1" / f"{name}-window.1.gz", manual)


def menu_entry(product: Product) -> str:
    return dedent(f"""\
        [Desktop Entry]
        Type=Application
        Name={product.name}
        Comment={product.summary["en"]}
        Comment[ja]={product.summary["ja"]}
        Exec={product.command} %f
        Icon={product.command}
        Terminal=false
        Categories=Office;ProjectManagement;
        MimeType={product.mime};
        Keywords=LLM;prompt;fine-tuning;advice;decision;
        Keywords[ja]=LLM;プロンプト;ファインチューニング;助言;意思決定;
        StartupWMClass={product.command}
        StartupNotify=true
        """)


def metainfo(product: Product) -> str:
    say = escape
    return dedent(f"""\
        <?xml version="1.0" encoding="UTF-8"?>
        <component type="desktop-application">
          <id>{product.id}</id>
          <metadata_license>CC0-1.0</metadata_license>
          <project_license>{product.licence}</project_license>
          <name>{say(product.name)}</name>
          <summary>{say(product.summary["en"])}</summary>
          <summary xml:lang="ja">{say(product.summary["ja"])}</summary>
          <developer_name>{say(product.maintainer.partition(" <")[0])}</developer_name>
          <description>
            <p>{say(product.description["en"])}</p>
            <p xml:lang="ja">{say(product.description["ja"])}</p>
          </description>
          <launchable type="desktop-id">{product.command}.desktop</launchable>
          <icon type="stock">{product.command}</icon>
          <categories>
            <category>Office</category>
            <category>ProjectManagement</category>
          </categories>
          <provides>
            <binary>{product.command}</binary>
            <mediatype>{product.mime}</mediatype>
          </provides>
          <content_rating type="oars-1.1" />
          <releases>
            <release version="{product.version}" date="{product.released}" />
          </releases>
        </component>
        """)


def mime_type(product: Product) -> str:
    return dedent(f"""\
        <?xml version="1.0" encoding="UTF-8"?>
        <mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
          <mime-type type="{product.mime}">
            <comment>{escape(product.mime_name["en"])}</comment>
            <comment xml:lang="ja">{escape(product.mime_name["ja"])}</comment>
            <sub-class-of type="application/json"/>
            <glob pattern="*.{product.suffix}"/>
          </mime-type>
        </mime-info>
        """)


def man_page(product: Product) -> str:
    commands = "".join(
        f".TP\n.B {_plain(name)}\n{_plain(what)}\n"
        for name, what in COMMANDS.items()
        if name not in INTERNAL
    )
    return (
        f".TH {product.command.upper()} 1 "
        f'"{product.released}" "{product.name} {product.version}"\n'
        ".SH NAME\n"
        f"{product.command} \\- {_plain(product.summary['en'])}\n"
        ".SH SYNOPSIS\n"
        f".B {product.command}\n[\\-\\-data\\-dir DIR] [FILE]\n.br\n"
        f".B {product.command}\nCOMMAND [ARGUMENTS]\n"
        f".SH DESCRIPTION\n{_plain(product.description['en'])}\n"
        ".PP\nWithout a command the window opens, on FILE when one is given: a profile "
        f"(.{product.suffix} or .json) or a PDF made by {product.name}.\n"
        f".SH COMMANDS\nEach command has its own \\-\\-help.\n{commands}"
        ".SH OPTIONS\n.TP\n.B \\-\\-data\\-dir DIR\n"
        "Keep data in DIR and not in the user's own folder.\n"
        ".TP\n.B \\-\\-version\nSay which version this is.\n"
        ".SH EXIT STATUS\n0: fine. 1: the input is at fault, in one sentence. 2: wrong usage.\n"
        ".SH FILES\n.TP\n.I ~/.local/share/Signpost\n"
        "Projects, backups, settings and logs. A folder named\n.I signpost\\-data\n"
        "beside the program takes its place.\n"
    )


def _plain(text: str) -> str:
    """A text that troff takes as it is."""
    return text.replace("\\", "\\e").replace("-", "\\-")


def _written(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
