"""One storm from beginning to end: crowd, portal, Telegram, servers that die; then peace, and what is left."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from integrations.sandbox import Sandbox
from integrations.storage.seal import load_master_key
from tests.fakes.telegram import FakeTelegram
from tests.play import OFFICE
from tests.server import free_port
from tests.storm.citizen import Mind, lives
from tests.storm.facts import Ends, unsettled
from tests.storm.history import History
from tests.storm.houses import House, Keeper, Nursery
from tests.storm.office import Office
from tests.storm.people import person
from tests.storm.phone import PhoneMouth
from tests.storm.quotas import ANYWHERE, RARE, STARTING, USUAL, Quotas
from tests.storm.web import Derailed, WebMouth

PORTAL_SECRET = "storm-portal-secret-0123456789"
SETTLING_SECONDS = 60
MOST_LOST = 3
"""When so many citizens have lost their way, the storm has found enough."""
HOOK_SECRET = "storm-webhook-secret_0123456789abcdef"


@dataclass(frozen=True)
class Plan:
    """What kind of storm. ``kills``: how many deaths at least; ``at_once``: citizens at the same moment;
    ``citizens``: at least so many in all; ``phones``: share of them on Telegram; ``floor``: deaths at each point."""

    seed: int
    kills: int
    citizens: int
    at_once: int
    phones: float = 0.3
    floor: int = 1
    most_seconds: float = 1800.0
    database: str = ""
    redis: str = ""
    houses: tuple[str, ...] = ("all",)
    mode: str = "webhook"
    bug: str = ""
    patience: float = 90.0
    """Seconds that a citizen waits for what must come."""
    faults: int = 1
    fault_every: tuple[float, float] = (1.0, 4.0)
    """Seconds between two faults of the portal."""

    @property
    def wanted(self) -> dict[str, int]:
        """A quota for every point; together they are ``kills``."""
        points = [*USUAL, *RARE, ANYWHERE, STARTING]
        each = max(1, self.floor, self.kills // len(points))
        return dict.fromkeys(points, each)


class Storm:
    """Holds what one storm is made of."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.history = History()
        self.history.note("plan", **asdict(plan))
        self._chance = random.Random(plan.seed)
        self.quotas = Quotas(plan.wanted, random.Random(f"{plan.seed}/quotas"))
        self._minds: list[Mind] = []
        self._mouths: list[WebMouth | PhoneMouth] = []
        self._filing_now = 0
        self._lost = 0
        self._over = False
        self._keepers: list[Keeper] = []

    async def run(self) -> History:
        """The storm, then the end records."""
        plan = self.plan
        self.folder.mkdir(parents=True, exist_ok=True)
        async with contextlib.AsyncExitStack() as stack:
            fake = await stack.enter_async_context(FakeTelegram())
            ports = [free_port() for _ in plan.houses]
            doors = [_door(port) for port, role in zip(ports, plan.houses, strict=True) if role != "worker"]
            sandbox = await stack.enter_async_context(Sandbox(PORTAL_SECRET, callback="http://127.0.0.1:9"))
            nursery = await stack.enter_async_context(Nursery(self.folder / "nursery.txt"))
            callbacks = [f"{door}/callbacks/portals/one_stop" for door in doors]
            office = Office(sandbox, self.history, random.Random(f"{plan.seed}/office"), callbacks, plan.fault_every)
            for number, (role, port) in enumerate(zip(plan.houses, ports, strict=True)):
                env = self._env(fake, sandbox, port, doors[0])
                house = House(f"{role}-{number}", role, env, self.folder / f"{role}-{number}.txt", _door(port))
                chance = random.Random(f"{plan.seed}/deaths/{number}")
                pace = len(plan.houses) ** 0.5
                filing = self._somebody_files
                self._keepers.append(Keeper(house, nursery, self.quotas, self.history, chance, filing, pace))
            await self._blows(office, doors, fake)
            for keeper in self._keepers:
                await keeper.stop()
            await self._ends(fake, sandbox)
        return self.history

    def enough(self) -> None:
        """Peace from now on; what there was is checked."""
        self._over = True

    def _somebody_files(self) -> bool:
        return self._filing_now > 0

    async def _blows(self, office: Office, bases: list[str], fake: FakeTelegram) -> None:
        beside = [asyncio.create_task(office.run())]
        keeping = [asyncio.create_task(keeper.run()) for keeper in self._keepers]
        crowd = asyncio.create_task(self._crowd(bases, fake))
        try:
            await _while_all_goes_well(crowd, [*beside, *keeping])
            self.history.note("peace", kills=self.quotas.kills)
            self._peace(office)
            await asyncio.gather(*keeping)
            await office.done()
            await self._settles()
            await self._last_looks()
        finally:
            for task in (*beside, *keeping, crowd):
                task.cancel()
            await asyncio.gather(*beside, *keeping, crowd, return_exceptions=True)
            for mouth in self._mouths:
                await mouth.close()

    def _peace(self, office: Office) -> None:
        for keeper in self._keepers:
            keeper.end_of_deaths()
        office.end_of_faults()

    async def _crowd(self, bases: list[str], fake: FakeTelegram) -> None:
        """New citizens come as others finish, until enough were there and enough deaths were died."""
        plan, running, number = self.plan, set[asyncio.Task[None]](), 0
        enough, began = asyncio.Event(), self.history.seconds
        while True:
            over = self.history.seconds - began > plan.most_seconds or self._lost >= MOST_LOST or self._over
            stormy = (self.quotas.kills < plan.kills or not self.quotas.met) and not over
            while len(running) < plan.at_once and not over and (number < plan.citizens or stormy):
                running.add(asyncio.create_task(self._one(number, bases, fake)))
                number += 1
                await asyncio.sleep(self._chance.uniform(0, 0.3))
            if not stormy and not enough.is_set():
                enough.set()
                for keeper in self._keepers:
                    keeper.end_of_deaths()
            if not running:
                return
            if self._lost >= MOST_LOST:
                for task in running:
                    task.cancel()
                await asyncio.gather(*running, return_exceptions=True)
                return
            done, running = await asyncio.wait(running, timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()

    async def _one(self, number: int, bases: list[str], fake: FakeTelegram) -> None:
        plan = self.plan
        chance = random.Random(f"{plan.seed}/citizen/{number}")
        on_phone = chance.random() < plan.phones
        who = person(plan.seed, number, "telegram" if on_phone else "web")
        mind = Mind(who, chance)
        mouth: WebMouth | PhoneMouth
        if on_phone:
            mouth = PhoneMouth(who, fake, self.history, plan.patience)
        else:
            mouth = WebMouth(who, lambda: bases, self.history, chance, 1 + plan.at_once / 40, plan.patience)
        self._mouths.append(mouth)
        self._minds.append(mind)
        try:
            if isinstance(mouth, WebMouth):
                await mouth.opens()
            await self._lives(mind, mouth)
            self.history.note("finished", who=who.name)
        except Derailed as lost:
            self._lost += 1
            self.history.note("derailed", who=who.name, why=str(lost))

    async def _lives(self, mind: Mind, mouth: WebMouth | PhoneMouth) -> None:
        life = asyncio.create_task(lives(mind, mouth))
        counted = False
        try:
            while not life.done():
                if mind.filing and not counted:
                    counted = True
                    self._filing_now += 1
                await asyncio.wait([life], timeout=0.1)
            await life
        finally:
            self._filing_now -= counted
            life.cancel()

    async def _settles(self) -> None:
        """Until nothing waits any more, or for so long that it never will."""
        for _ in range(SETTLING_SECONDS if self._lost < MOST_LOST else 1):
            if not await asyncio.to_thread(unsettled, self._url):
                return
            await asyncio.sleep(1.0)

    @property
    def _url(self) -> str:
        return self.plan.database or f"sqlite:///{(self.folder / 'data' / 'motcua.sqlite').absolute()}"

    async def _last_looks(self) -> None:
        """Until nobody has read anything new for a while."""
        quiet = 0
        while quiet < 3:
            before = sum(len(mouth.heard) for mouth in self._mouths)
            await asyncio.sleep(1.0)
            for mouth in self._mouths:
                await mouth.look()
            quiet = quiet + 1 if sum(len(mouth.heard) for mouth in self._mouths) == before else 0

    def _env(self, fake: FakeTelegram, sandbox: Sandbox, port: int, door: str) -> dict[str, str]:
        key = base64.b64encode(random.Random(f"{self.plan.seed}/key").randbytes(32)).decode()
        env = {
            "DATA_DIR": str(self.folder / "data"),
            "MASTER_KEY": f"1:{key}",
            "HTTP_PORT": str(port),
            "PUBLIC_URL": door,
            "DATABASE_URL": self.plan.database,
            "REDIS_URL": self.plan.redis,
            "TELEGRAM_TOKEN": fake.token,
            "TELEGRAM_API": fake.base,
            "TELEGRAM_MODE": self.plan.mode,
            "TELEGRAM_SECRET": HOOK_SECRET,
            "PORTAL_URL": sandbox.base,
            "PORTAL_SECRET": PORTAL_SECRET,
            "OFFICE_NAME": OFFICE.name,
            "OFFICE_PHONE": OFFICE.phone,
            "STORM_BUG": self.plan.bug,
        }
        return {f"MOTCUA_{name}": value for name, value in env.items()}

    async def _ends(self, fake: FakeTelegram, sandbox: Sandbox) -> None:
        env = self._keepers[0].house.env
        keys = load_master_key(env["MOTCUA_MASTER_KEY"], self.folder / "data")
        ends = Ends(self.history, keys)
        url = self._url
        ends.of_database(url)
        await ends.of_ledger(url)
        ends.of_portal(sandbox)
        ends.of_telegram(fake)
        canaries = [canary for one in self.history.records if one["what"] == "comes" for canary in one["canaries"]]
        secrets = [fake.token.casefold(), PORTAL_SECRET, HOOK_SECRET.casefold(), env["MOTCUA_MASTER_KEY"].casefold()]
        ends.of_logs(sorted(self.folder.glob("*.txt")), [*canaries, *secrets])
        self.history.note("floors", **self._floors())

    def _floors(self) -> Mapping[str, object]:
        plan = self.plan
        points = dict.fromkeys(plan.wanted, plan.floor)
        return {
            "points": points,
            "kills": plan.kills,
            "finished": plan.citizens,
            "faults": plan.faults,
            "again": plan.citizens // 4,
        }


def _door(port: int) -> str:
    return f"http://127.0.0.1:{port}"


async def _while_all_goes_well(crowd: asyncio.Task[None], others: Sequence[asyncio.Task[None]]) -> None:
    """Wait for the crowd; what fails beside it fails here, at once."""
    while not crowd.done():
        await asyncio.wait([crowd, *(task for task in others if not task.done())], return_when=asyncio.FIRST_COMPLETED)
        for task in others:
            if task.done():
                task.result()
    crowd.result()
