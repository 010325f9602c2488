"""S3: object storage of any maker; with a CDN before it, a site outgrows one machine.

Credentials come from where boto3 looks for them (environment, ~/.aws), never from settings.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from ...problems import EnvironmentFault
from ..kinds import is_hashed, is_page, is_squeezed, kind_of, type_of
from ..squeeze import small_gzip
from .target import LIST

AT_ONCE = 8
MOST_DELETED_AT_ONCE = 1000  # Source: Amazon S3 API, DeleteObjects
TRIES = 4


class ObjectStorage:
    """One bucket, or what begins with a prefix in it."""

    takes_copies = False

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self.client, self.bucket, self.prefix = client, bucket, f"{prefix}/" if prefix else ""

    def read_list(self) -> str | None:
        """The list kept there; None when there is none."""
        with _said_plainly(self.bucket):
            try:
                return self.client.get_object(Bucket=self.bucket, Key=self.prefix + LIST)["Body"].read().decode()
            except self.client.exceptions.NoSuchKey:
                return None

    def write_list(self, text: str) -> None:
        """Keep another list there."""
        headers = {"ContentType": "application/json", "CacheControl": "no-store"}
        with _said_plainly(self.bucket):
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + LIST, Body=text.encode(), **headers)

    def is_empty(self) -> bool:
        """Whether nothing begins with the prefix."""
        with _said_plainly(self.bucket):
            return not self.client.list_objects_v2(Bucket=self.bucket, Prefix=self.prefix, MaxKeys=1).get("Contents")

    def put(self, folder: Path, paths: Sequence[str]) -> None:
        """Upload files, several at once, each with its type and how long it is kept."""
        with _said_plainly(self.bucket), ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(lambda path: self._put(folder, path), paths):
                pass

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files; the storage does not mind those that are gone.

        It answers well even when it deleted nothing, and says in that answer what it refused.
        """
        with _said_plainly(self.bucket):
            for first in range(0, len(paths), MOST_DELETED_AT_ONCE):
                keys = [{"Key": self.prefix + path} for path in paths[first : first + MOST_DELETED_AT_ONCE]]
                answer = self.client.delete_objects(Bucket=self.bucket, Delete={"Objects": keys, "Quiet": True})
                for refused in answer.get("Errors", ()):
                    said = refused.get("Message") or refused.get("Code")
                    raise EnvironmentFault(f"The storage {self.bucket} did not delete {refused.get('Key')}: {said}")

    def _put(self, folder: Path, path: str) -> None:
        data, headers = (folder / path).read_bytes(), {"ContentType": type_of(path), "CacheControl": kind_of(path).keep}
        # every browser unpacks; programs that fetch calendars, feeds or data may not
        if is_squeezed(path) and (is_page(path) or is_hashed(path)):
            data, headers["ContentEncoding"] = small_gzip(data), "gzip"
        self.client.put_object(Bucket=self.bucket, Key=self.prefix + path, Body=data, **headers)


def open_target(address: str, settings: Mapping[str, Any]) -> ObjectStorage:
    """The storage of an address such as s3://bucket/prefix, at the setting S3_ENDPOINT."""
    bucket, _, prefix = address.removeprefix("s3://").strip("/").partition("/")
    if not bucket:
        raise EnvironmentFault(f'"{address}" names no bucket. Write s3://bucket or s3://bucket/prefix.')
    # checksums that Amazon invented in 2025, and that storages of other makers refuse, are sent only where they must be
    config = Config(
        retries={"max_attempts": TRIES, "mode": "standard"},
        max_pool_connections=AT_ONCE,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    endpoint = settings["S3_ENDPOINT"]
    with _said_plainly(bucket):
        try:
            client = boto3.client("s3", endpoint_url=endpoint or None, config=config)
        except ValueError:
            raise EnvironmentFault(f'LITFASS_S3_ENDPOINT: "{endpoint}" is no address. Write https://…') from None
    return ObjectStorage(client, bucket, prefix)


@contextmanager
def _said_plainly(bucket: str) -> Iterator[None]:
    """The storage's own complaints as one sentence."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise EnvironmentFault(f"The storage {bucket} said: {' '.join(str(error).split())}") from None
