"""A setting that cannot be used, in a sentence for whoever typed it; never with the value."""

from collections.abc import Mapping
from typing import Any

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

WHOLE = ("int_parsing", "int_type", "int_from_float", "int_parsing_size")
NUMBER = (*WHOLE, "float_parsing", "decimal_parsing", "finite_number", "greater_than_equal", "less_than_equal")
OUR_OWN = "value_error"


def sentence(error: Mapping[str, Any], field: FieldInfo | None) -> str:
    """`PORT must be a whole number from 1 to 65535`: one of pydantic's errors about this field."""
    name, kind = str(error["loc"][0]).upper(), error["type"]
    if kind == OUR_OWN:
        said = str(error["msg"]).removeprefix("Value error, ")
        return f"{name} {said}" if said.startswith(("is ", "must ", "can ")) else f"{name}: {said}"
    if kind in NUMBER and field is not None:
        return f"{name} must be a {'whole ' if field.annotation is int else ''}number{_range(field)}"
    if kind == "bool_parsing":
        return f"{name} must be 1 or 0"
    if kind == "literal_error":
        return f"{name} must be {error['ctx']['expected'].replace(chr(39), '')}"
    if kind == "string_too_long":
        return f"{name} must have {error['ctx']['max_length']} characters or fewer"
    return f"{name} cannot be used: {error['msg']}"


def _range(field: FieldInfo) -> str:
    """` from 1 to 65535`, ` of 0 or more`, or nothing."""
    least = next((bound.ge for bound in field.metadata if isinstance(bound, Ge)), None)
    most = next((bound.le for bound in field.metadata if isinstance(bound, Le)), None)
    if least is not None and most is not None:
        return f" from {least} to {most}"
    return "" if least is None else f" of {least} or more"
