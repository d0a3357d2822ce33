"""An answer to any JSON schema, by walking it: what a model with structured output would send back.

Understood: type (also as a list), properties, required by nature (all properties are given), items, minItems,
maxItems, enum, const, anyOf, oneOf, allOf, $ref into the same document, minLength, maxLength, minimum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.sandbox.prompt_facts import Facts

Schema = dict[str, Any]
Write = Callable[[str, int], str]
"""The text for a property name and the how-manieth of its kind it is."""
_USUAL_LENGTH_OF_A_LIST = 3


@dataclass(frozen=True, slots=True)
class Walker:
    root: Schema
    facts: Facts
    write: Write
    slots: Sequence[str] = ()
    ignore_lengths: bool = False

    def answer(self, schema: Schema, name: str = "", index: int = 0) -> Any:
        """A value that the schema accepts; ``name`` is the property's, ``index`` counts within a list."""
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][index % len(schema["enum"])]
        kind = self._type(schema)
        if kind == "object":
            return {key: self.answer(inner, key, index) for key, inner in schema.get("properties", {}).items()}
        if kind == "array":
            items = schema.get("items", {"type": "string"})
            answers = [self.answer(items, name, number) for number in range(self._count(schema, items))]
            return [
                answer for number, answer in enumerate(answers) if answer != "" or number < schema.get("minItems", 0)
            ]
        if kind == "string":
            return self._text(schema, name, index)
        number = max(schema.get("minimum", 0), min(index, schema.get("maximum", index)))
        return {"boolean": False, "null": None}.get(kind, number)

    def _resolved(self, schema: Schema) -> Schema:
        """Follow a reference, merge allOf, and take the first choice that is not null."""
        if reference := schema.get("$ref"):
            found: Any = self.root
            for step in reference.removeprefix("#/").split("/"):
                found = found[step]
            return self._resolved(found)
        for key in ("anyOf", "oneOf"):
            choices = [choice for choice in schema.get(key, ()) if choice.get("type") != "null"]
            if choices:
                return self._resolved(choices[0])
        merged = schema
        for part in schema.get("allOf", ()):
            merged = merged | self._resolved(part)
        return merged

    def _type(self, schema: Schema) -> str:
        declared = schema.get("type")
        if isinstance(declared, list):
            declared = next((name for name in declared if name != "null"), "null")
        if declared is None:
            declared = "object" if "properties" in schema else "array" if "items" in schema else "string"
        return str(declared)

    def _count(self, schema: Schema, items: Schema) -> int:
        """One item for each thing that the schema or the prompt lists, else a usual few."""
        listed = 0
        for key, inner in self._resolved(items).get("properties", {}).items():
            numbered = sum(f"{{{key}.{number}}}" in self.slots for number in range(len(self.slots)))
            listed = max(listed, len(self._resolved(inner).get("enum", ())), len(self._echo(key)), numbered)
        count = max(listed or _USUAL_LENGTH_OF_A_LIST, schema.get("minItems", 0))
        return int(min(count, schema.get("maxItems", count)))

    def _text(self, schema: Schema, name: str, index: int) -> str:
        echo = self._echo(name)
        if echo:
            return echo[index % len(echo)]
        text = self.write(name, index)
        if self.ignore_lengths:
            return text
        while len(text) < schema.get("minLength", 0):
            text += " " + self.write(name, index + len(text))
        longest = schema.get("maxLength", len(text))
        if len(text) > longest:
            text = text[:longest].rsplit(". ", 1)[0] if ". " in text[:longest] else text[:longest].rstrip()
        return text

    def _echo(self, name: str) -> list[str]:
        """Identifiers come back as the prompt gave them, each once."""
        is_identifier = name in ("id", "album", "key", "ref", "slug") or name.endswith("_id")
        return list(dict.fromkeys(self.facts.get(name.lower(), ()))) if is_identifier else []
