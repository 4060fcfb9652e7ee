"""Sections 1 and 2 of RECORD.md: the file, and the chain of its hashes."""
import hashlib
import json

GENESIS = "0" * 64
SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Fault(Exception):
    def __init__(self, seq, what):
        super().__init__(f"entry {seq}: {what}")
        self.seq = seq
        self.what = what


def no_name_twice(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise Fault(0, f"a member named twice among {sorted(names)}")
    return dict(pairs)


def read(data):
    return json.loads(data.decode("utf-8-sig"), object_pairs_hook=no_name_twice)


def written(text):
    return '"' + "".join(SHORT.get(sign) or (f"\\u{ord(sign):04x}" if sign < " " else sign) for sign in text) + '"'


def canonical(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return written(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{written(name)}:{canonical(value[name])}" for name in names) + "}"
    raise Fault(0, f"a number that this format does not write: {value}")


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def entry_hash(entry):
    return sha256(entry["prev"] + canonical({name: value for name, value in entry.items() if name != "hash"}))


def check_chain(entries):
    prev, at = GENESIS, ""
    for seq, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not {"seq", "at", "prev", "hash", "type", "data"} <= set(entry):
            raise Fault(seq, "no entry")
        if entry["seq"] != seq:
            raise Fault(seq, "not in its place")
        if entry["at"] < at:
            raise Fault(seq, "earlier than the one before")
        if entry["prev"] != prev:
            raise Fault(seq, "prev is not the hash before")
        if entry["hash"] != entry_hash(entry):
            raise Fault(seq, "hash")
        prev, at = entry["hash"], entry["at"]
    return prev


def check_file(record):
    entries = record["entries"]
    head = check_chain(entries)
    if record["head"] != {"seq": len(entries), "hash": head}:
        raise Fault(len(entries), "head of the file")
    last = next(entry for entry in reversed(entries) if entry["type"] == "session.prepared")
    said = last["data"]["session"]
    told = {name: said[name] for name in ("id", "number", "title", "zone", "startsLocal", "sample")}
    if record["session"] != {**told, "council": last["data"]["council"]}:
        raise Fault(last["seq"], "session of the file")


def head_of_proceedings(entries):
    return next((e["hash"] for e in entries if e["type"] in ("session.closed", "session.notHeld")), None)


def proven(entries, given):
    """Up to which entry a head that somebody else kept proves the chain."""
    seq = next((entry["seq"] for entry in reversed(entries) if entry["hash"] == given), None)
    if seq is None:
        raise Fault(len(entries), "the given head is nowhere in the chain")
    return seq
