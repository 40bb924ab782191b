"""What the bundle leaves out, and why. Used by packaging/signpost.spec on PyInstaller's lists.

An entry is (name in the bundle, file it comes from, kind), with "/" between folders.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Final

Entry = tuple[str, str, str]

# Of openai's client a probe uses chat, embeddings and the list of models; each of the others is
# loaded where it is asked for, and they are a third of all modules.
OTHERS_OF_OPENAI: Final = (
    *("admin", "audio", "beta", "containers", "conversations", "evals", "fine_tuning", "live"),
    *("realtime", "skills", "uploads", "vector_stores", "webhooks"),
)
# Modules that something names but nothing of ours ever runs.
EXCLUDED_MODULES: Final = {
    "_pytest": "numpy and scipy carry their own tests",
    "click": "the command of httpx2",
    "distutils": "the builder of numpy's extensions",
    "hypothesis": "the tests of numpy and scipy",
    "IPython": "scikit-learn and others offer pictures of themselves in notebooks",
    "lxml": "sacrebleu opens its own data sets with it; packaging/without_lxml.py stands in",
    "markdown_it": "the command of httpx2",
    "matplotlib": "scikit-learn's plots",
    "mypy": "types of numpy and pydantic for checkers",
    "pandas": "scikit-learn and narwhals take its tables where it is there",
    "PIL": "typst, pypdf and scikit-learn offer to take pictures",
    "pip": "the environment's own",
    "pydoc_data": "help() of an interactive Python",
    "pygments": "colours for the command of httpx2",
    "PySide6.QtDBus": "only Qt's own parts speak to the desktop",
    "PySide6.QtNetwork": "a second start reaches the first one through the data folder",
    "PySide6.QtQml": "the window is made of widgets",
    "PySide6.QtQuick": "the window is made of widgets",
    "pytest": "numpy and scipy carry their own tests",
    "readline": "editing lines of an interactive Python",
    "rich": "colours for the command of httpx2",
    "scipy.cluster": "nothing that scikit-learn's text features and logistic regression load",
    "scipy.io": "the same",
    "scipy.odr": "the same",
    "scipy.signal": "the same",
    "setuptools": "the environment's own",
    "sklearn.cluster": "the baseline of a probe is a logistic regression; this is never loaded",
    "sklearn.datasets": "the same",
    "sklearn.decomposition": "the same",
    "sklearn.ensemble": "the same",
    "sklearn.isotonic": "the same",
    "sklearn.manifold": "the same",
    "sklearn.mixture": "the same",
    "sklearn.neighbors": "the same",
    "sklearn.neural_network": "the same",
    "sklearn.tree": "the same",
    "tkinter": "turned up by typing helpers",
    **{
        f"openai.{part}.{name}": "an interface of OpenAI's that a probe does not speak"
        for part in ("resources", "types")
        for name in OTHERS_OF_OPENAI
    },
}

# What Qt brings along and a window made of widgets has no use for.
UNUSED_FILES: Final = re.compile(
    r"""
      PySide6/Qt/qml/ | PySide6/Qt/translations/(?!qtbase_ja)
    | PySide6/Qt/plugins/(egldeviceintegrations|generic|networkinformation|qmllint|qmltooling
        |sqldrivers|tls|virtualkeyboard|platforminputcontexts/libqtvirtualkeyboard
        |wayland-graphics-integration-client|xcbglintegrations)  # nothing draws with OpenGL
    | PySide6/Qt/plugins/wayland-shell-integration/(?!libxdg-shell)  # the others are for cars
    | PySide6/Qt/plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)
    | PySide6/Qt/plugins/platformthemes/libqgtk3
    | PySide6/Qt/plugins/imageformats/libq(?!svg)  # PNG is in Qt itself
    | (^|/)lib(cups|gnutls|nettle|hogweed|gmp|idn2|unistring|tasn1|p11-kit|avahi-(client|common))
        \.so  # printing asks the CUPS of the system, where there is one; its libraries are 8 MB
    | (^|/)(numpy|scipy|sklearn|narwhals|joblib)/.*/?tests?/
    | (^|/)(numpy|scipy|sklearn)/.*\.(build|c|cpp|f|h|pxd|pxi|pyi|pyx|tp)$  # their source
    | (^|/)sklearn/datasets/  # flowers and breast cancer, to learn from
    | (^|/)__pycache__/
    | \.dist-info/(RECORD|INSTALLER|REQUESTED|WHEEL|direct_url\.json)$
    """,
    re.VERBOSE,
)
LIBRARY: Final = re.compile(r"^lib.+\.so(\.\d+)*$|.+\.dylib$")
LOADED_BY_NAME: Final = re.compile(r"^libpython|^libcrypto|^libssl")  # by the starter, by Qt


def used_files(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if not UNUSED_FILES.search(entry[0].replace("\\", "/"))]


def needed_libraries(
    entries: Iterable[Entry], imports: Callable[[str], Iterable[tuple[str, object]]]
) -> list[Entry]:
    """Without the libraries that only left-out files would have loaded.

    `imports(file)` tells the names of the libraries a file is linked with.
    """
    entries = list(entries)
    kept = [entry for entry in entries if not _is_library(entry)]
    waiting = [entry for entry in entries if _is_library(entry)]
    wanted = _linked(kept, imports)
    while found := [entry for entry in waiting if _base(entry[0]) in wanted]:
        kept += found
        waiting = [entry for entry in waiting if entry not in found]
        wanted |= _linked(found, imports)
    return kept


def live_links(entries: Iterable[Entry], others: Iterable[Entry] = ()) -> list[Entry]:
    """Without the links to files that were left out; `others` are in the bundle as well."""
    entries = list(entries)
    there = {entry[0] for entry in (*entries, *others)}
    return [entry for entry in entries if entry[2] != "SYMLINK" or entry[1] in there]


def _is_library(entry: Entry) -> bool:
    name = _base(entry[0])
    return (
        bool(LIBRARY.match(name))
        and "/plugins/" not in entry[0]
        and not LOADED_BY_NAME.match(name)
    )


def _linked(
    entries: Iterable[Entry], imports: Callable[[str], Iterable[tuple[str, object]]]
) -> set[str]:
    """A link within the bundle leads to an entry that stands for itself."""
    return {
        _base(name)
        for _, file, kind in entries
        if kind in ("BINARY", "EXTENSION")
        for name, _ in imports(file)
    }


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name
