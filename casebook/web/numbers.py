"""Numbers as addresses and forms carry them: whatever somebody sent, a row's number or none."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor

#: As many digits as a number of a row can have; more of them no database takes.
_DIGITS = 18


def as_number(given: str) -> int | None:
    """
    >>> as_number("12"), as_number("twelve"), as_number("9" * 40)
    (12, None, None)
    """
    return int(given) if given.isdecimal() and len(given) <= _DIGITS else None


class RowConvertor(Convertor[int]):
    """A row's number in the path of an address; of any other there is no page."""

    regex = f"[0-9]{{1,{_DIGITS}}}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("row", RowConvertor())
