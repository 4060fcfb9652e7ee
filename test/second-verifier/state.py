"""What has to be kept while reading: roll, presence, seats, proxies, and what follows of them (RECORD.md 4, 9)."""
from motions import MILLION, share


class State:
    """The session as the entries up to now leave it."""

    def __init__(self):
        self.roll = None
        self.procedure = 1
        self.item = None
        self.phase = 'prepared'
        self.recess = False
        self.here = {}
        self.subs = []
        self.suspended = set()
        self.recused = {}
        self.proxies = []
        self.here_before = {}

    def take(self, kind, data):
        """Let an entry change the state."""
        if kind == 'session.prepared':
            self.roll = data
            self.procedure = data.get('procedure', 1)
            self.item = None
        elif kind == 'session.opened':
            self.procedure = data.get('procedure', self.procedure)
            self.phase = 'open'
        elif kind == 'session.recessed':
            self.recess = True
        elif kind == 'session.resumed':
            self.recess = False
        elif kind in ('session.closed', 'session.notHeld'):
            self.phase = 'closed'
        elif kind == 'agenda.taken':
            self.item = data['item']
        elif kind == 'agenda.finished':
            if self.item == data['item']:
                self.item = None
        elif kind == 'attendance.arrived':
            self.here[data['participant']] = data['mode']
        elif kind == 'attendance.left':
            self.here.pop(data['participant'], None)
        elif kind == 'attendance.corrected':
            self.here.pop(data['participant'], None)
            if data['intervals'] and data['intervals'][-1]['to'] is None:
                self.here[data['participant']] = data['intervals'][-1]['mode']
        elif kind == 'seat.substituted':
            self.subs.append((data['seat'], data['participant']))
        elif kind == 'seat.givenBack':
            self.subs = [one for one in self.subs if one != (data['seat'], data['participant'])]
        elif kind == 'seat.suspended':
            self.suspended.add(data['seat'])
        elif kind == 'seat.restored':
            self.suspended.discard(data['seat'])
        elif kind == 'seat.recused':
            self.recused[(data['seat'], data['item'])] = data['mode']
        elif kind == 'seat.recusalWithdrawn':
            self.recused.pop((data['seat'], data['item']), None)
        elif kind == 'proxy.registered':
            self.proxies.append(data)
        elif kind == 'proxy.revoked':
            self.proxies = [one for one in self.proxies if one['id'] != data['id']]

    def rules(self):
        return self.roll['rules']

    def sitting(self, seat):
        """The participant who sits on a seat, or None."""
        for where, who in reversed(self.subs):
            if where == seat:
                return who
        for one in self.roll['participants']:
            if one['seat'] == seat:
                return one['id']
        return None

    def is_here(self, seat, here=None):
        who = self.sitting(seat)
        return who is not None and who in (self.here if here is None else here)

    def proxy(self, seat, item):
        """The proxy of a seat that reaches an item."""
        for one in self.proxies:
            if one['principal'] != seat:
                continue
            if item is not None and one['item'] == item:
                return one
            if one['item'] is None and (item is None or one['after'] != item):
                return one
        return None

    def present(self, item, here=None):
        """Present seats of an item, in the order of the roll."""
        proxies = self.rules().get('representation', {}).get('proxies', {})
        by_proxy = proxies.get('countForQuorum') is True
        filled = {seat['id'] for seat in self.roll['seats'] if seat['filled']}
        out = []
        for seat in self.roll['seats']:
            name = seat['id']
            if name not in filled or name in self.suspended or self.recused.get((name, item)) == 'excluded':
                continue
            if self.is_here(name, here):
                out.append(name)
            elif by_proxy:
                proxy = self.proxy(name, item)
                if proxy and proxy['holder'] in filled and proxy['holder'] not in self.suspended \
                        and self.is_here(proxy['holder'], here):
                    out.append(name)
        return out

    def line(self, seat, item, away):
        """What the register says of a seat: why, participant, counts, by."""
        name = seat['id']
        who = self.sitting(name)

        def comes(one):
            return self.sitting(one) is not None if away else self.is_here(one)

        proxy = self.proxy(name, item)
        holder = None
        if proxy and proxy['holder'] not in self.suspended:
            holder = self.sitting(proxy['holder'])
        out = {'why': 'absent', 'participant': who, 'counts': False, 'here': self.is_here(name),
               'by': [who, holder] if who is not None and holder is not None else None}
        if not seat['filled']:
            out['why'] = 'vacant'
        elif name in self.suspended:
            out['why'] = 'suspended'
        elif (name, item) in self.recused:
            out['why'] = 'recused'
            out['counts'] = self.recused[(name, item)] == 'present' and comes(name)
        elif comes(name):
            out['why'] = 'present'
        elif holder is not None and comes(proxy['holder']):
            out['why'], out['participant'] = 'proxy', holder
        return out

    def finding(self, rule, seats, taken=None, only_participation=False):
        """A finding of a quorum. taken: (P of the vote, ballots, cast) at the close of a vote."""
        roll = self.roll['seats']
        chosen = [seat for seat in roll if seat['id'] in set(seats)]
        filled = [seat for seat in roll if seat['filled']]
        statutory = self.roll['statutorySeats']

        def weight(lines):
            return sum(one.get('weight', MILLION) for one in lines)

        heads = {'present': len(chosen), 'filled': len(filled), 'statutory': statutory}
        weights = {'present': weight(chosen), 'filled': weight(filled),
                   'statutory': weight(roll) + max(0, statutory - len(roll)) * MILLION}
        parts = []
        for one in rule['of'] if rule['kind'] == 'all' else [rule]:
            kind, by = one['kind'], one.get('by', 'heads')
            if only_participation and kind != 'participation':
                continue
            sums, unit = (heads, 1) if by == 'heads' else (weights, MILLION)
            if kind == 'fraction':
                need, met = share(sums['present'], sums[one['base']], one, unit)
                parts.append({'kind': 'heads', 'by': by, 'of': one['base'], 'got': sums['present'],
                              'base': sums[one['base']], 'need': need, 'met': met})
            elif kind == 'number':
                need = one['seats'] * unit
                parts.append({'kind': 'heads', 'by': by, 'of': 'number', 'got': sums['present'],
                              'base': sums['statutory'], 'need': need, 'met': sums['present'] >= need})
            elif kind == 'category':
                for each in one['of']:
                    got = sum(1 for seat in chosen if seat['category'] == each['category'])
                    parts.append({'kind': 'category', 'by': 'heads', 'category': each['category'], 'got': got,
                                  'base': each['seats'], 'need': each['seats'], 'met': got >= each['seats']})
            elif kind in ('states', 'states_share'):
                states = {seat['delegation'] for seat in roll}
                got = sum(1 for state in states
                          if sum(1 for seat in chosen if seat['delegation'] == state) >= one['each'])
                need = one['states'] if kind == 'states' else \
                    share(got, len(states), dict(one, kind='fraction'), 1)[0]
                parts.append({'kind': 'states', 'by': 'heads', 'each': one['each'], 'got': got,
                              'base': len(states), 'need': need, 'met': got >= need and got > 0})
            elif kind == 'participation' and taken is not None:
                got = taken[1] if one['of'] == 'ballots' else taken[2]
                base = taken[0] if one['base'] == 'present' else heads[one['base']]
                need, met = share(got, base, dict(one, kind='fraction'), 1)
                parts.append({'kind': 'participation', 'by': 'heads', 'of': one['base'], 'counted': one['of'],
                              'got': got, 'base': base, 'need': need, 'met': met})
        first = next((one for one in parts if one['kind'] == 'heads' and one['by'] == 'heads'), None)
        if first:
            base, need = first['base'], first['need']
        else:
            base = statutory
            need = max([-(-one['need'] // MILLION) if one['by'] == 'weight'
                        else one['need'] * one.get('each', 1) for one in parts] or [0])
        out = {'present': len(chosen), 'base': base, 'need': need,
               'met': len(chosen) > 0 and all(one['met'] for one in parts)}
        if not (len(parts) == 1 and first):
            out['parts'] = parts
        return out

    def has_participation(self):
        rule = self.rules()['quorum']
        return any(one['kind'] == 'participation' for one in (rule['of'] if rule['kind'] == 'all' else [rule]))
