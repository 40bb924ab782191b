"""Back and forward through articles and the pages that led to them."""

from app.gui.trail import History, Place


def walked(*names: str) -> History:
    history = History()
    for name in names:
        history.go(Place(article=name))
    return history


def test_back_and_forward_walk_the_same_way() -> None:
    history = walked("a", "b", "c")
    assert history.back() == Place("b")
    assert history.back() == Place("a")
    assert history.back() is None
    assert history.forward() == Place("b")
    assert history.after == Place("c")


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history = walked("a", "b", "c")
    history.back()
    history.go(Place("d"))
    assert history.after is None
    assert history.before == Place("b")


def test_where_one_is_already_adds_nothing() -> None:
    assert walked("a", "a").before is None


def test_how_far_down_is_remembered_for_each_place() -> None:
    history = walked("a")
    history.scrolled(120)
    history.go(Place("b"))
    assert history.back() == Place("a", scrolled=120)


def test_a_page_of_the_window_is_a_place_too() -> None:
    history = History()
    history.go(Place(page="consultation"))
    history.go(Place(article="a"))
    assert history.back() == Place(page="consultation")


def test_nothing_read_yet_has_no_ways() -> None:
    history = History()
    history.scrolled(5)
    assert (history.before, history.after, history.here) == (None, None, Place())
