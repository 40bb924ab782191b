"""What a person can put right. Everything else is a bug and is allowed to crash loudly."""

from app.words import Language, say


class AppError(Exception):
    """A fault in the user's input or surroundings: one sentence says what, where and what to do.

    `key` names the sentence in `resources/words/errors.toml`; `values` fill its places.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def text(self, language: Language) -> str:
        """The sentence for a person who reads `language`."""
        return say(language, f"errors.{self.key}", **self.values)

    def __str__(self) -> str:
        return self.text(Language.EN)


class Cancelled(AppError):
    """The user stopped the work; what was finished before is kept."""

    def __init__(self) -> None:
        super().__init__("cancelled")
