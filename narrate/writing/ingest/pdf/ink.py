"""Which text of a PDF page a viewer shows, told by what is drawn before it.

In: the operations of a page, one after the other. Out: whether what is printed now is seen: not in invisible mode, not
in clear ink, not white on nothing, not on a layer that is switched off (PDF 2.0, 8.11 and 9.3.6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_INVISIBLE_MODES = (3, 7)
_PAINTS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"BI", b"INLINE IMAGE"})
_WHITE = {b"g": (1.0,), b"rg": (1.0, 1.0, 1.0), b"k": (0.0, 0.0, 0.0, 0.0)}


@dataclass(frozen=True, slots=True)
class _State:
    """How text would look now."""

    mode: float = 0.0
    white: bool = False
    clear: bool = False


@dataclass(slots=True)
class Ink:
    """The ink of a page while its operations run."""

    layers_off: frozenset[int] = frozenset()  #: by the numbers of their objects
    resources: list[Any] = field(default_factory=list)  #: of the page, and of the forms that are being drawn
    painted: bool = False  #: something lies under the text, on which white can be read
    _now: _State = _State()
    _saved: list[_State] = field(default_factory=list)
    _marked: list[bool] = field(default_factory=list)  #: for each marked part that is open: its layer is off

    @property
    def unseen(self) -> bool:
        """Tell whether what is printed now is not shown."""
        now = self._now
        return now.mode in _INVISIBLE_MODES or now.clear or (now.white and not self.painted) or any(self._marked)

    @property
    def in_form(self) -> bool:
        """Tell whether a form is being drawn: its places are not those of the page."""
        return len(self.resources) > 1

    def before(self, operator: bytes, operands: Any) -> None:
        """Take an operation before its effect."""
        if operator == b"Tr":
            self._now = replace(self._now, mode=next(iter(_numbers(operands)), 0.0))
        elif operator in _WHITE:
            self._now = replace(self._now, white=_numbers(operands) == _WHITE[operator])
        elif operator in (b"sc", b"scn"):
            # Three numbers or one are red, green and blue or grey; four are inks, where nothing is white.
            numbers = _numbers(operands)
            white = bool(numbers) and set(numbers) == ({0.0} if len(numbers) == 4 else {1.0})
            self._now = replace(self._now, white=white)
        elif operator == b"gs":
            self._take_state(self._named("/ExtGState", operands))
        elif operator == b"q":
            self._saved.append(self._now)
        elif operator == b"Q" and self._saved:
            self._now = self._saved.pop()
        elif operator in (b"BDC", b"BMC"):
            self._marked.append(_is_layer(operands) and self._is_off(self._named("/Properties", operands[1:])))
        elif operator == b"EMC" and self._marked:
            self._marked.pop()
        elif operator in _PAINTS:
            self.painted = self.painted or not self._now.white
        elif operator == b"Do":
            self.painted = True
            form = _resolved(self._named("/XObject", operands))
            own = _entry(form, "/Resources")
            self.resources.append(own if own is not None else self._here())
            self._marked.append(self._is_off(_raw(form, "/OC")))

    def after(self, operator: bytes) -> None:
        """Take the end of an operation."""
        if operator == b"Do":
            self.resources[-1:] = []
            self._marked[-1:] = []

    def _here(self) -> Any:
        return self.resources[-1] if self.resources else None

    def _named(self, kind: str, operands: Any) -> Any:
        """Return what the resources have under a name, as a reference where it is one."""
        name = next(iter(operands), None) if isinstance(operands, list | tuple) else None
        return _raw(_entry(self._here(), kind), name) if isinstance(name, str) else name

    def _take_state(self, said: Any) -> None:
        state = _resolved(said)
        strength = _entry(state, "/ca")
        if strength is not None:
            self._now = replace(self._now, clear=_numbers([strength]) == (0.0,))

    def _is_off(self, layer: Any) -> bool:
        """Tell whether a layer, or all layers of a group of them, are switched off."""
        number = getattr(layer, "idnum", None)
        if number in self.layers_off:
            return True
        group = _entry(_resolved(layer), "/OCGs")
        members = [getattr(member, "idnum", None) for member in group] if isinstance(group, list) else []
        return bool(members) and all(member in self.layers_off for member in members)


def layers_off(reader: PdfReader) -> frozenset[int]:
    """Return the layers that a viewer does not show when it opens a file."""
    catalogue = _resolved(reader.trailer.get("/Root"))
    said = _entry(catalogue, "/OCProperties")
    usual = _entry(said, "/D")
    off = _numbers_of(_entry(usual, "/OFF"))
    if _entry(usual, "/BaseState") == "/OFF":
        off |= _numbers_of(_entry(said, "/OCGs")) - _numbers_of(_entry(usual, "/ON"))
    return off


def _numbers_of(references: Any) -> frozenset[int]:
    if not isinstance(references, list):
        return frozenset()
    return frozenset(reference.idnum for reference in references if hasattr(reference, "idnum"))


def _is_layer(operands: Any) -> bool:
    return isinstance(operands, list | tuple) and len(operands) > 1 and operands[0] == "/OC"


def _raw(found: Any, name: str) -> Any:
    return dict.get(found, name) if isinstance(found, dict) else None


def _entry(found: Any, name: str) -> Any:
    return _resolved(_raw(found, name))


def _resolved(found: Any) -> Any:
    try:
        return found.get_object() if hasattr(found, "get_object") else found
    except Exception:
        return None  # whatever a library makes of a broken reference: it hides nothing


def _numbers(operands: Iterable[Any]) -> tuple[float, ...]:
    try:
        return tuple(float(operand) for operand in operands)
    except (TypeError, ValueError):
        return ()
