"""Strict reading of JSON, canonical JSON, hashes, lots and receipts (RECORD.md 1, 2, 7)."""
import hashlib
import json

LIMIT = 2 ** 53
SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'


class Unreadable(Exception):
    """The file is no record that can be read."""


def _pairs(pairs):
    out = {}
    for name, value in pairs:
        if name in out:
            raise Unreadable('an object names the member %r twice' % name[:60])
        out[name] = value
    return out


def _integer(text):
    if len(text) > 17:
        raise Unreadable('a number of 2^53 or more')
    number = int(text)
    if abs(number) >= LIMIT:
        raise Unreadable('a number of 2^53 or more')
    return number


def _fraction(text):
    raise Unreadable('a number that is not written as a whole one: %s' % text[:30])


def _constant(text):
    raise Unreadable('not JSON: %s' % text)


def read(data):
    """The value of the bytes of a file; Unreadable where it is not JSON as the format has it."""
    try:
        text = data.decode('utf-8-sig')
        return json.loads(text, object_pairs_hook=_pairs, parse_int=_integer, parse_float=_fraction,
                          parse_constant=_constant)
    except Unreadable:
        raise
    except UnicodeDecodeError as error:
        raise Unreadable('not UTF-8: %s' % error)
    except RecursionError:
        raise Unreadable('nested too deeply')
    except ValueError as error:
        raise Unreadable('not JSON: %s' % error)


_SHORT = {'\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '"': '\\"', '\\': '\\\\'}


def _string(text):
    out = []
    for sign in text:
        if sign in _SHORT:
            out.append(_SHORT[sign])
        elif sign < ' ':
            out.append('\\u%04x' % ord(sign))
        else:
            out.append(sign)
    return '"' + ''.join(out) + '"'


def canonical(value):
    """RFC 8785 for the values of this format."""
    if value is None:
        return 'null'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, (list, tuple)):
        return '[' + ','.join(canonical(one) for one in value) + ']'
    names = sorted(value, key=lambda name: name.encode('utf-16-be', 'surrogatepass'))
    return '{' + ','.join(_string(name) + ':' + canonical(value[name]) for name in names) + '}'


def sha(text):
    return hashlib.sha256(text.encode('utf-8')).hexdigest()


def hash_of(value):
    """SHA-256 of the canonical JSON."""
    return sha(canonical(value))


def entry_hash(entry):
    body = {name: value for name, value in entry.items() if name != 'hash'}
    return sha(str(entry.get('prev')) + canonical(body))


def units(text):
    """Key to sort by UTF-16 code unit."""
    return text.encode('utf-16-be', 'surrogatepass')


def draw(seed, names):
    """The names in the order in which they are drawn, with their numbers."""
    drawn = [{'name': name, 'hash': sha(seed + '\n' + name)} for name in names]
    return sorted(drawn, key=lambda one: one['hash'])


def receipt(session, command):
    digest = sha('receipt %s %s' % (session, command))
    signs = ''.join(SIGNS[int(digest[4 * n:4 * n + 4], 16) % 30] for n in range(6))
    return signs[:3] + '-' + signs[3:]
