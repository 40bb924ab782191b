"""How the trials of a built program say what they found."""


def expect(true: bool, fault: str) -> None:
    if not true:
        raise SystemExit(f"The built program: {fault}.")


def passed(what: str, how: str) -> None:
    print(f"    {what:<12} {how}", flush=True)
