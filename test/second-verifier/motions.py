"""Thresholds, parts, states and the outcome of votes on motions (RECORD.md 6)."""

MILLION = 1000000


def share(part, base, rule, unit):
    """(need, reached) of a rule."""
    beyond = (unit if rule['kind'] == 'half_plus_one' else 0) - rule.get('except', 0) * unit
    num, den = rule['num'], rule['den']
    if rule['cmp'] == 'gt':
        need = base * num // den + 1 + beyond
        reached = part > 0 and (part - beyond) * den > num * base
    else:
        need = -((-base * num) // den) + beyond
        reached = part > 0 and (part - beyond) * den >= num * base
    return max(1, need), reached


def base_of(rule, sums):
    """Base of a rule among sums in one unit."""
    kind = rule['base']
    if kind == 'cast':
        base = sums['yes'] + sums['no']
    elif kind == 'ballots':
        base = sums['yes'] + sums['no'] + sums['abstain']
    else:
        return sums[kind]
    return base + (sums['invalid'] if rule.get('invalidInBase') else 0)


def part_of(rule, heads, weights, extra=0):
    """One part of members; extra: votes of the chair added to yes."""
    by = rule.get('by', 'heads')
    unit = 1 if by == 'heads' else MILLION
    sums = dict(heads if by == 'heads' else weights)
    sums['yes'] += extra * unit
    base = base_of(rule, sums)
    need, passed = share(sums['yes'], base, rule, unit)
    said = {name: rule[name] for name in ('kind', 'num', 'den', 'cmp', 'base')}
    for name in ('except', 'invalidInBase'):
        if rule.get(name):
            said[name] = rule[name]
    return {'of': 'members', 'by': by, 'rule': said, 'base': base, 'need': need, 'got': sums['yes'],
            'passed': passed}


def states_of(vote, choices):
    """The states of a double majority: choices by seat."""
    threshold = vote['threshold']
    weighed = threshold.get('by') == 'weight'
    found = {}
    for line in vote['register']:
        if line.get('delegation') is None:
            continue
        one = found.setdefault(line['delegation'], {'delegation': line['delegation'], 'present': 0, 'yes': 0,
                                                    'no': 0, 'abstain': 0, 'position': 'none'})
        if not line['entitled']:
            continue
        one['present'] += 1
        said = choices.get(line['seat'])
        if said in ('yes', 'no', 'abstain'):
            one[said] += line.get('weight', MILLION) if weighed else 1
        if threshold['states']['position'] == 'head' and line.get('head'):
            one['position'] = {'yes': 'for', 'no': 'against'}.get(said, 'none')
    for one in found.values():
        if threshold['states']['position'] == 'internal':
            one['position'] = 'for' if one['yes'] > one['no'] else 'against' if one['yes'] < one['no'] else 'none'
    return [found[name] for name in sorted(found)]


def states_part(rule, states):
    base = {'all': len(states), 'present': sum(1 for one in states if one['present'] > 0),
            'with_position': sum(1 for one in states if one['position'] != 'none')}[rule['base']]
    plain = {'kind': 'fraction', 'num': rule['num'], 'den': rule['den'], 'cmp': rule['cmp'], 'base': rule['base']}
    got = sum(1 for one in states if one['position'] == 'for')
    need, passed = share(got, base, plain, 1)
    return {'of': 'states', 'by': 'heads', 'rule': plain, 'base': base, 'need': need, 'got': got, 'passed': passed}


class Motion:
    """A vote on a motion counted: parts, outcome and what settles a tie."""

    def __init__(self, vote, heads, weights, choices):
        self.vote, self.heads, self.choices = vote, heads, choices
        self.threshold = vote['threshold']
        self.weighed = weights is not None
        self.weights = weights or {name: count * MILLION for name, count in heads.items()}
        self.states = states_of(vote, choices) if 'states' in self.threshold else None
        self.parts = self.count(0)

    def count(self, extra):
        rules = [self.threshold] + list(self.threshold.get('and', []))
        parts = [part_of(rule, self.heads, self.weights, extra) for rule in rules]
        if self.states is not None:
            parts.append(states_part(self.threshold['states'], self.states))
        return parts

    def with_chair(self, said):
        if said == 'no':
            return 'rejected'
        parts = self.count(1)
        if self.vote.get('tieOverridesBase', True):
            parts = [part for part in parts if part['of'] == 'states']
        return 'adopted' if all(part['passed'] for part in parts) else 'rejected'

    def chair_line(self):
        for line in self.vote['register']:
            if line['entitled'] and line['why'] != 'proxy' and line['participant'] is not None \
                    and line['participant'] == self.vote['presiding']:
                return line
        return None

    def outcome(self):
        """(outcome, decidedBy, awaits)."""
        vote, tie = self.vote, self.vote['tie']
        sums = self.weights if self.threshold.get('by') == 'weight' and self.weighed else self.heads
        yes, no = sums['yes'], sums['no']
        if yes + no == 0:
            return 'no_votes', 'none', None
        passed = all(part['passed'] for part in self.parts)
        plain = ('adopted' if passed else 'rejected', 'threshold', None)

        def half(rule):
            return rule['kind'] != 'unanimity' and rule['num'] * 2 == rule['den']

        equal = half(self.threshold) and all(part['passed'] or part['of'] == 'states' or half(part['rule'])
                                             for part in self.parts)
        if yes != no or not equal:
            return plain
        again = tie == 'revote' and 'revoteOf' not in vote
        if vote['method'] == 'secret':
            return ('tied', 'none', 'revote') if not passed and again else plain
        if tie == 'chairSide':
            line = self.chair_line()
            said = self.choices.get(line['seat']) if line else None
            if said in ('yes', 'no'):
                return self.with_chair(said), 'chairSide', None
            if vote.get('chairAsked') and not passed:
                return 'tied', 'none', 'chair'
        if passed:
            return plain
        if tie == 'chairExtra':
            return 'tied', 'none', 'chair'
        if again:
            return 'tied', 'none', 'revote'
        return 'rejected', 'threshold', None
