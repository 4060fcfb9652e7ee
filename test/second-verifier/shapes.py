"""The part of JSON Schema 2020-12 that record.schema.json uses."""
import re


def fits_pattern(pattern, value):
    """Whether a text fits; True where Python cannot read the pattern."""
    pattern = pattern.replace('\\p{Cs}', '\ud800-\udfff')
    pattern = re.sub(r'(?<!\\)\$$', r'\\Z', pattern)
    try:
        return re.search(pattern, value, re.ASCII) is not None
    except re.error:
        return True


def kind(value):
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return 'boolean'
    if isinstance(value, int):
        return 'integer'
    if isinstance(value, str):
        return 'string'
    return 'array' if isinstance(value, list) else 'object'


def same(a, b):
    """Equal as JSON values: true is not 1."""
    if kind(a) != kind(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return a == b


def errors(root, schema, value, path=''):
    """A list of what does not fit, empty where all does."""
    if schema is True or schema == {}:
        return []
    if schema is False:
        return [path + ': not allowed']
    out = []
    if '$ref' in schema:
        out += errors(root, root['$defs'][schema['$ref'].split('/')[-1]], value, path)
    if 'const' in schema and not same(schema['const'], value):
        out.append('%s: not %r' % (path, schema['const']))
    if 'enum' in schema and not any(same(one, value) for one in schema['enum']):
        out.append('%s: not one of the allowed values' % path)
    if 'type' in schema:
        types = schema['type'] if isinstance(schema['type'], list) else [schema['type']]
        mine = kind(value)
        if mine not in types and not (mine == 'integer' and 'number' in types):
            return out + ['%s: %s, not %s' % (path, mine, ' or '.join(types))]
    for word in ('anyOf', 'oneOf'):
        if word in schema:
            fits = sum(1 for one in schema[word] if not errors(root, one, value, path))
            if fits == 0 or (word == 'oneOf' and fits > 1):
                out.append('%s: fits %d of the alternatives' % (path, fits))
    for one in schema.get('allOf', []):
        out += errors(root, one, value, path)
    if isinstance(value, str):
        if len(value) < schema.get('minLength', 0) or len(value) > schema.get('maxLength', len(value)):
            out.append('%s: too short or too long' % path)
        if 'pattern' in schema and not fits_pattern(schema['pattern'], value):
            out.append('%s: not of the pattern' % path)
    if isinstance(value, int) and not isinstance(value, bool):
        if value < schema.get('minimum', value) or value > schema.get('maximum', value):
            out.append('%s: too small or too great' % path)
    if isinstance(value, list):
        if len(value) < schema.get('minItems', 0) or len(value) > schema.get('maxItems', len(value)):
            out.append('%s: too few or too many' % path)
        if schema.get('uniqueItems') and any(same(a, b) for n, a in enumerate(value) for b in value[:n]):
            out.append('%s: one twice' % path)
        if 'items' in schema:
            for n, one in enumerate(value):
                out += errors(root, schema['items'], one, '%s[%d]' % (path, n))
    if isinstance(value, dict):
        known = schema.get('properties', {})
        if len(value) < schema.get('minProperties', 0):
            out.append('%s: too few members' % path)
        for name in schema.get('required', []):
            if name not in value:
                out.append('%s: no member %s' % (path, name))
        for name, one in value.items():
            if 'propertyNames' in schema:
                out += errors(root, schema['propertyNames'], name, path + ' name')
            if name in known:
                out += errors(root, known[name], one, '%s.%s' % (path, name))
            elif 'additionalProperties' in schema:
                if schema['additionalProperties'] is False:
                    out.append('%s: a member %s too many' % (path, name[:40]))
                else:
                    out += errors(root, schema['additionalProperties'], one, '%s.%s' % (path, name))
    return out
