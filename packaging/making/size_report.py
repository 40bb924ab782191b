"""How large the bundle is, by component and by file, each with its reason; and whether it fits."""

from pathlib import Path
from typing import Final

from making.components import Component, Owned, sizes

BAR: Final = 360  # MB unpacked, without the model
LARGEST: Final = 20


def report_sizes(bundle: Path, owned: Owned, file: Path) -> None:
    """Print the sizes and keep them in `file`. Raises SystemExit when the bundle is too large."""
    found = sizes(bundle, owned)
    model = sum(size for one, size in found if one.name.startswith("SmolLM2"))
    whole = sum(path.stat().st_size for path in bundle.rglob("*") if _counts(path)) - model
    lines = [f"{whole / 1e6:.1f} MB without the model ({model / 1e6:.1f} MB); bar {BAR} MB", ""]
    lines += ["By component:"]
    lines += [
        f"  {size / 1e6:7.2f} MB  {one.name} {one.version}: {one.why}" for one, size in found
    ]
    lines += ["", f"The {LARGEST} largest files:"]
    lines += [
        f"  {size / 1e6:7.2f} MB  {name} ({why})" for size, name, why in _largest(bundle, owned)
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    if whole > BAR * 1e6:
        raise SystemExit(f"The bundle is larger than {BAR} MB: see {file}")


def _largest(bundle: Path, owned: Owned) -> list[tuple[int, str, str]]:
    files = [
        ((bundle / file).stat().st_size, file.as_posix(), _reason(one, file))
        for one, files in owned.items()
        for file in files
    ]
    return sorted(files, reverse=True)[:LARGEST]


def _reason(one: Component, file: Path) -> str:
    if "openblas" in file.name:
        return f"{one.name}'s linear algebra; NumPy and SciPy are linked with one each"
    return f"{one.name}: {one.why}"


def _counts(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
