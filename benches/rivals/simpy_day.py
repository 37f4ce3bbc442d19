"""The benchmark's day in SimPy: `simpy_day.py WORKLOAD.json` prints one `name value` per line.

An honest port of world A, as `src/main.rs` is for NeXosim: the same thousand principals, each a process that renews a
session or runs a job; every request is sent, arrives and is answered, or gets stuck and is tried again; the same draws,
fingerprints, counts, latencies and states. Each timeout that a process waits for is one event. What the engine does
beyond that is left out, in SimPy's favor.
"""

import json
import sys
import time

import simpy

NEVER = 1 << 64
MASK = (1 << 64) - 1
GOLDEN = 0x9E37_79B9_7F4A_7C15
SESSION_AGE, JOB_PHASE, REFRESH_JITTER, BACKOFF, STS_ERROR, WEATHER = 1, 2, 3, 4, 6, 7
BEGAN, ENDED_WELL, FAILED, SENT, ARRIVED, STALLED, FAILED_WITH = 1, 2, 3, 16, 17, 18, 32
HEALTHY, EXPOSED, DRAINING, IMPAIRED = range(4)
QUANTILES = [(0, 0), (500_000, 430), (900_000, 880), (990_000, 3_000), (999_000, 8_000), (1_000_000, 20_000)]


def key(name):
    """FNV-1a."""
    value = 0xCBF2_9CE4_8422_2325
    for byte in name.encode():
        value = (value ^ byte) * 0x100_0000_01B3 & MASK
    return value


def mix(z):
    z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB & MASK
    return z ^ z >> 31


def absorb(value, word):
    return mix((value + GOLDEN & MASK) ^ word)


def draw(start, purpose, n, leg=0, attempt=0):
    """`start` has absorbed seed and key."""
    return absorb(absorb(absorb(start, purpose), n), leg << 32 | attempt)


def below(value, bound):
    return value * bound >> 64


class Route:
    def __init__(self, seed_state, table):
        self.rtt = table["rtt"]
        self.dropped = table["dropped"]
        self.errors = table["errors"]
        self.start = absorb(seed_state, key(table["key"]))

    def is_dropped(self, now):
        for begin, end in self.dropped:
            if begin <= now < end:
                return True
        return False

    def errors_ppm(self, now):
        for begin, end, ppm in self.errors:
            if begin <= now < end:
                return ppm
        return 0

    def round_trip(self, now):
        quantile = below(draw(self.start, WEATHER, now // 1_000_000), 1_000_000)
        for (low, low_us), (high, high_us) in zip(QUANTILES, QUANTILES[1:]):
            if quantile < high:
                return self.rtt + low_us + (high_us - low_us) * (quantile - low) // (high - low)
        return self.rtt


class Quota:
    """600 requests a second with a burst, shared by all callers of one STS."""

    def __init__(self, burst):
        self.used, self.at, self.most = 0, 0, burst * 1_000_000

    def take(self, now):
        self.used = max(0, self.used - (now - self.at) * 600)
        self.at = now
        fits = self.used + 1_000_000 <= self.most
        if fits:
            self.used += 1_000_000
        return fits


class Principal:
    def __init__(self, day, group, ordinal):
        self.day, self.env, self.client = day, day.env, group["client"]
        self.every, self.session = group["every"], group["session"]
        self.sts = None if group["sts"] is None else day.routes[group["sts"]]
        self.uses = [day.routes[index] for index in group["uses"]]
        self.quota = None if group["quota"] is None else day.quota(group["quota"])
        name = key(f"{group['name']}/{ordinal}")
        self.start = absorb(day.seed_state, name)
        self.digest = absorb(0, name)
        self.run = self.leg = self.attempt = self.warm_until = 0
        self.deadline, self.cutoff, self.window_opens = NEVER, 0, 0
        self.stalled = self.renewal_failed = False
        self.failed_targets = set()
        self.events = self.issued = self.succeeded = self.failed = 0
        self.latency = {}
        self.state, self.state_since, self.impaired, self.state_changes = HEALTHY, 0, 0, 0
        self.env.process(self.work() if self.every is None else self.job())

    def note(self, code):
        self.digest = absorb(absorb(self.digest, self.env.now), code << 32 | self.attempt)

    def luck(self, purpose):
        return draw(self.start, purpose, self.run, self.leg, self.attempt * 8)

    def wait(self, until, deadline=NEVER):
        """Waits, through the session's cut-off if that comes first."""
        env = self.env
        until = min(until, deadline)
        while True:
            self.assess()
            now = env.now
            pending = self.cutoff if now < self.cutoff < until else until
            yield env.timeout(pending - now)
            self.events += 1
            if pending == until:
                return

    def issue(self, renewal, expires):
        client = self.client
        mandatory = client["mandatory_before_expiry"]
        most = mandatory * client["jitter_permille"] // 1_000
        jitter = below(draw(self.start, REFRESH_JITTER, renewal), most + 1)
        self.cutoff = expires - (mandatory - jitter)
        advisory = client["advisory_before_expiry"]
        self.window_opens = self.cutoff if advisory is None else expires - advisory

    def work(self):
        """A workload: renews its session when its window opens."""
        next_call = self.day.next_call
        self.issue(0, self.session)
        period = max(self.window_opens, next_call, 1)
        age = below(draw(self.start, SESSION_AGE, 0), period)
        self.issue(0, self.session - age)
        due = period - age
        while True:
            yield from self.wait(due)
            self.attempt = self.warm_until = self.leg = 0
            self.run += 1
            self.note(BEGAN)
            if (yield from self.request(self.sts)):
                self.issue(self.run, self.env.now + self.session)
                due = max(self.window_opens, self.env.now + next_call)
            else:
                due = self.env.now + next_call

    def job(self):
        """A job: asks for a session and uses it, at every slot."""
        first = below(draw(self.start, JOB_PHASE, 0), self.every)
        while True:
            yield from self.wait(first + self.every * self.run)
            self.attempt = self.warm_until = 0
            self.renewal_failed = False
            self.leg = 0 if self.sts else 1
            self.note(BEGAN)
            if self.sts is None or (yield from self.request(self.sts)):
                for target, route in enumerate(self.uses):
                    self.attempt, self.leg, self.warm_until = 0, target + 1, 0
                    self.renewal_failed = False
                    if (yield from self.request(route)):
                        self.failed_targets.discard(target)
                    else:
                        self.failed_targets.add(target)
            else:
                self.failed_targets.update(range(len(self.uses)))
            self.attempt = 0
            self.renewal_failed = False
            self.run = (self.env.now - first) // self.every + 1

    def request(self, route):
        """One leg with its retries; whether it was answered well."""
        env, client = self.env, self.client
        load = client["load_timeout"] if self.leg == 0 else None
        deadline = NEVER if load is None else env.now + load
        while True:
            answer = yield from self.attempt_once(route, deadline)
            if answer == "good":
                self.renewal_failed = False
                return True
            if env.now >= deadline:
                self.failed += 1
                break
            self.failed += 1
            self.note(FAILED_WITH)
            self.renewal_failed = True
            if self.attempt + 1 >= client["attempts"]:
                break
            self.attempt += 1
            yield from self.wait(env.now + self.backoff(answer == "throttled"), deadline)
            if env.now >= deadline:
                break
            self.stalled = False
        self.stalled = False
        self.note(FAILED)
        self.renewal_failed = True
        self.attempt = 0
        return False

    def attempt_once(self, route, deadline):
        day, env, client = self.day, self.env, self.client
        began = env.now
        self.issued += 1
        self.note(SENT)
        warm = began < self.warm_until
        rtt = route.round_trip(began)
        gives_up = began + day.dns + client["connect_timeout"]
        opens = began + day.dns + rtt * (1 + day.tls_round_trips)
        connected = began if warm else min(opens, gives_up)
        dropped = route.is_dropped(began)
        if dropped or (not warm and opens >= gives_up):
            return (yield from self.stall(connected + client["read_timeout"] if warm else gives_up, deadline))
        yield from self.wait(connected + rtt // 2, deadline)
        if env.now >= deadline:
            return "late"
        self.note(ARRIVED)
        answer, server = self.answer(route) if self.leg == 0 else ("good", day.service_server_time)
        replies = env.now + server + rtt - rtt // 2
        if replies > connected + client["read_timeout"]:
            return (yield from self.stall(connected + client["read_timeout"], deadline))
        yield from self.wait(replies, deadline)
        if env.now >= deadline:
            return "late"
        self.warm_until = env.now + client["keep_alive"]
        if answer == "good":
            self.succeeded += 1
            self.record(env.now - began)
            self.note(ENDED_WELL)
        return answer

    def answer(self, route):
        """What STS says, and after how long."""
        now = self.env.now
        if below(self.luck(STS_ERROR), 1_000_000) < route.errors_ppm(now):
            return "error", self.day.issue_server_time
        fits = self.quota is None or self.quota.take(now)
        return "good" if fits else "throttled", self.day.issue_server_time

    def stall(self, until, deadline):
        self.note(STALLED)
        self.stalled = True
        yield from self.wait(until, deadline)
        self.stalled = False
        self.warm_until = 0
        return "lost"

    def backoff(self, throttled):
        client = self.client
        base = client["throttle_base"] if throttled else client["base"]
        most = min(base << min(self.attempt - 1, 32), client["cap"])
        luck = self.luck(BACKOFF)
        if client["full_jitter"]:
            return below(luck, most + 1)
        return most // 2 + below(luck, most - most // 2 + 1)

    def record(self, took):
        """In bins a sixteenth of a power of two wide."""
        exponent = max(took.bit_length() - 5, 0)
        span = (exponent, took >> exponent)
        self.latency[span] = self.latency.get(span, 0) + 1

    def assess(self):
        now = self.env.now
        worst = max([self.state_in(target, now) for target in range(len(self.uses))], default=HEALTHY)
        if worst != self.state:
            if self.state == IMPAIRED:
                self.impaired += now - self.state_since
            self.state, self.state_since = worst, now
            self.state_changes += 1

    def state_in(self, target, now):
        sts_blocked = self.sts is not None and self.sts.is_dropped(now)
        use_blocked = self.uses[target].is_dropped(now)
        if self.every is None:
            in_trouble = sts_blocked or self.stalled or self.renewal_failed
            if use_blocked or (now >= self.cutoff and in_trouble):
                return IMPAIRED
            if sts_blocked:
                return DRAINING if self.renewal_failed else EXPOSED
            return HEALTHY
        run_is_blocked = self.stalled or (self.attempt > 0 and self.renewal_failed)
        if target in self.failed_targets or (run_is_blocked and self.leg <= target + 1):
            return IMPAIRED
        return EXPOSED if use_blocked or sts_blocked else HEALTHY


class Day:
    def __init__(self, table):
        self.env = simpy.Environment()
        self.seed_state = mix(table["seed"] ^ GOLDEN)
        self.dns = table["dns"]
        self.issue_server_time = table["issue_server_time"]
        self.service_server_time = table["service_server_time"]
        self.tls_round_trips = table["tls_round_trips"]
        self.next_call = table["next_call"]
        self.quota_burst = table["quota_burst"]
        self.quotas = {}
        self.routes = [Route(self.seed_state, route) for route in table["routes"]]
        self.principals = [
            Principal(self, group, ordinal)
            for group in table["groups"]
            for ordinal in range(1, group["count"] + 1)
        ]

    def quota(self, region):
        return self.quotas.setdefault(region, Quota(self.quota_burst))

    def digest(self):
        digest = 0
        for principal in self.principals:
            digest = absorb(digest, principal.digest)
        return digest


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        table = json.load(file)
    day = Day(table)
    begin = time.perf_counter()
    # SimPy stops before what is due at that very time.
    day.env.run(until=table["checked_at"] + 1)
    took = time.perf_counter() - begin
    print(f"digest {day.digest():016x}")
    begin = time.perf_counter()
    if table["end"] > table["checked_at"]:
        day.env.run(until=table["end"] + 1)
    took += time.perf_counter() - begin
    for name in ["events", "issued", "succeeded", "failed", "state_changes"]:
        print(name, sum(getattr(principal, name) for principal in day.principals))
    print(f"seconds {took:.3f}")


main()
