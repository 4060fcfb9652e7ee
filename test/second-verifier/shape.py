"""The part of JSON Schema 2020-12 that record.schema.json is written in, checked without a library."""
import re

KNOWN = {
    "type", "properties", "required", "additionalProperties", "propertyNames", "items", "minItems", "maxItems",
    "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "enum", "const", "anyOf", "oneOf", "$ref",
    "$defs", "$schema", "title", "description",
}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


class Schema:
    def __init__(self, whole):
        self.whole = whole
        self.patterns = {}

    def fault(self, value):
        """Where the value is not of the shape, or None."""
        return self._fault(value, self.whole, "")

    def entry_fault(self, entry, at):
        """As `fault`, of an entry: by its type at once, so that what is wrong is named."""
        name = f"entry:{entry.get('type')}"
        if name not in self.whole["$defs"]:
            return None  # of a later build: hashed like any other
        return self._fault(entry, self.whole["$defs"][name], at)

    def _pattern(self, text):
        if text not in self.patterns:
            try:
                self.patterns[text] = re.compile(text.replace("\\p{Cs}", "\ud800-\udfff").replace("$", r"\Z"))
            except re.error:
                self.patterns[text] = None  # classes of Unicode that this language does not know
        return self.patterns[text]

    def _fault(self, value, schema, at):
        unknown = set(schema) - KNOWN
        if unknown:
            raise ValueError(f"schema says {unknown}")
        if "$ref" in schema:
            return self._fault(value, self.whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], at)
        for word in ("anyOf", "oneOf"):
            if word in schema:
                faults = [self._fault(value, one, at) for one in schema[word]]
                fitting = faults.count(None)
                if fitting == 0 or (word == "oneOf" and fitting > 1):
                    return next((fault for fault in faults if fault), f"{at}: {word}")
        if "const" in schema and value != schema["const"]:
            return f"{at}: not {schema['const']}"
        if "enum" in schema and value not in schema["enum"]:
            return f"{at}: none of {schema['enum']}"
        kind = schema.get("type")
        if isinstance(kind, list):
            faults = [self._fault(value, {**schema, "type": one}, at) for one in kind]
            return None if None in faults else faults[0]
        if kind in ("integer", "number"):
            if isinstance(value, bool) or not isinstance(value, int):
                return f"{at}: not {kind}"
            if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
                return f"{at}: out of bounds"
        elif kind and not isinstance(value, TYPES[kind]):
            return f"{at}: not {kind}"
        if isinstance(value, str):
            units = len(value.encode("utf-16-le", "surrogatepass")) // 2
            if not schema.get("minLength", 0) <= units <= schema.get("maxLength", units):
                return f"{at}: length"
            pattern = self._pattern(schema["pattern"]) if "pattern" in schema else None
            if pattern and not pattern.search(value):
                return f"{at}: pattern"
        if isinstance(value, list):
            if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
                return f"{at}: number of items"
            for index, item in enumerate(value if "items" in schema else []):
                fault = self._fault(item, schema["items"], f"{at}.{index}")
                if fault:
                    return fault
        if isinstance(value, dict):
            for name in schema.get("required", []):
                if name not in value:
                    return f"{at}: without {name}"
            members = schema.get("properties", {})
            rest = schema.get("additionalProperties", True)
            for name, item in value.items():
                of = members.get(name, rest)
                if of is False:
                    return f"{at}: has {name}"
                fault = None if of is True else self._fault(item, of, f"{at}.{name}")
                if fault:
                    return fault
        return None
