"""The window's pages. One is loaded when it is first made, which is at its first visit.

Together with what they show they are a quarter of the program's memory, and most starts see two
or three of them. `XyPage` stands in the module `xy`, or in `xy.page` if `xy` is one of `PACKAGES`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from app.gui.jobs import Job

if TYPE_CHECKING:
    from app.gui.pages.describe import DescribePage as DescribePage
    from app.gui.pages.export import ExportPage as ExportPage
    from app.gui.pages.facts import FactsPage as FactsPage
    from app.gui.pages.guide import GuidePage as GuidePage
    from app.gui.pages.home import HomePage as HomePage
    from app.gui.pages.limits import LimitsPage as LimitsPage
    from app.gui.pages.models import ModelsPage as ModelsPage
    from app.gui.pages.probe.page import ProbePage as ProbePage
    from app.gui.pages.question import QuestionPage as QuestionPage
    from app.gui.pages.recommendation import RecommendationPage as RecommendationPage
    from app.gui.pages.review import ReviewPage as ReviewPage
    from app.gui.pages.settings import SettingsPage as SettingsPage
    from app.gui.pages.trouble import TroublePage as TroublePage

PACKAGES: Final = {"ProbePage"}


def __getattr__(name: str) -> object:
    if not name.endswith("Page"):
        raise AttributeError(f"module {__name__} has no attribute {name}")
    place = f"app.gui.pages.{name.removesuffix('Page').lower()}"
    module = import_module(f"{place}.page" if name in PACKAGES else place)
    return getattr(module, name)


def load_ahead(page: str) -> None:
    """Load the page that comes next while this one is read, on a worker: the window would stand
    still for it."""
    name = f"{page.capitalize()}Page"
    Job(lambda _progress, _cancelled: __getattr__(name)).start()
