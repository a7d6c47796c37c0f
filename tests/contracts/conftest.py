"""The real servers, and the one that stands for S3, that contracts are held against."""

from __future__ import annotations

from tests.fakes.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures
from tests.fakes.redis import redis_server  # noqa: F401 - a fixture
from tests.fakes.s3 import s3  # noqa: F401 - a fixture
