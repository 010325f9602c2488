"""Transfers that are cut off: at any moment, nothing one can reach from the home page is missing."""

import random
from functools import cache

import boto3
from botocore.exceptions import EndpointConnectionError
from litfass.address import Addresses
from litfass.problems import EnvironmentFault
from litfass.release.facts import read_facts
from litfass.release.manifest import digests
from litfass.release.send import send
from litfass.release.targets.s3 import ObjectStorage
from litfass.release.targets.target import LIST
from litfass.release.verify import target_of
from litfass.settings import ADDRESSES

ADDRESS = Addresses(ADDRESSES, "https://musterviertel.example")
BUCKET, PREFIX = "musterviertel", "www"
facts = cache(read_facts)


def dangling(files):
    """What is missing of everything one can reach from the home page, by links and by what pages load."""
    if "index.html" not in files:
        return []
    missing, seen, waiting = [], {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        here = ADDRESS.absolute("/" + path.removesuffix("index.html"))
        found = facts(path, files[path])
        for written in (*found.links, *found.loads):
            target = target_of(here, written, ADDRESS)
            name = ADDRESS.save_as(target[0]) if target else path
            if name not in files:
                missing.append((path, written))
            elif name not in seen:
                seen.add(name)
                waiting.append(name)
    return missing


class Memory:
    """A target that is a dictionary, and looks at itself after every file."""

    takes_copies = False

    def __init__(self):
        self.files, self.faults, self.looks = {}, [], 0

    def read_list(self):
        return self.files[LIST].decode() if LIST in self.files else None

    def write_list(self, text):
        self.files[LIST] = text.encode()

    def is_empty(self):
        return not self.files

    def put(self, folder, paths):
        for path in paths:
            self.files[path] = (folder / path).read_bytes()
            self.look()

    def delete(self, paths):
        for path in paths:
            self.files.pop(path, None)
            self.look()

    def look(self):
        self.looks += 1
        self.faults += dangling(self.files)


class Line:
    """A client of the storage whose line breaks after some calls that change something."""

    def __init__(self, client, calls):
        self.client, self.calls = client, calls

    def __getattr__(self, name):
        if name not in ("put_object", "delete_objects"):
            return getattr(self.client, name)
        if self.calls == 0:
            raise EndpointConnectionError(endpoint_url="https://s3.example")
        self.calls -= 1
        return getattr(self.client, name)


def client_of():
    """A client of Amazon's storage; within moto's mock_aws it is moto's."""
    secrets = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "eu-central-1"}
    return boto3.client("s3", **secrets)


def stored(client):
    """Everything in the bucket below our prefix, unpacked as a browser would."""
    import gzip

    files = {}
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"{PREFIX}/"):
        for one in page.get("Contents", ()):
            answer = client.get_object(Bucket=BUCKET, Key=one["Key"])
            data = answer["Body"].read()
            path = one["Key"].removeprefix(f"{PREFIX}/")
            files[path] = gzip.decompress(data) if answer.get("ContentEncoding") == "gzip" else data
    files.pop(LIST, None)
    return files


def empty(client):
    """Make the bucket new."""
    if BUCKET in [one["Name"] for one in client.list_buckets()["Buckets"]]:
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET):
            for one in page.get("Contents", ()):
                client.delete_object(Bucket=BUCKET, Key=one["Key"])
    else:
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})


def whole(folder):
    """The site of a folder as bytes by path."""
    return {path: (folder / path).read_bytes() for path in digests(folder)}


def changes(old, new):
    """How many calls a change from one site to the other takes, deletions counted as one."""
    before, after = digests(old), digests(new)
    return sum(before.get(path) != one for path, one in after.items()) + 3


def cut_and_repair(client, old, new, cuts, seed=1):
    """Cut an upload at random points, look, repair, look; (dangling references, repairs that are not the new site)."""
    chance, references, wrong, calls = random.Random(seed), 0, 0, changes(old, new)
    for number in range(cuts):
        if number == 0 or chance.random() < 0.5:  # else on top of what the last one repaired, the other way round
            empty(client)
            send(ObjectStorage(client, BUCKET, PREFIX), old, digests(old))
            start, goal = old, new
        else:
            start, goal = goal, start
        line = Line(client, chance.randrange(calls))
        try:
            send(ObjectStorage(line, BUCKET, PREFIX), goal, digests(goal))
        except EnvironmentFault:
            references += len(dangling(stored(client)))
        send(ObjectStorage(client, BUCKET, PREFIX), goal, digests(goal))
        there = stored(client)
        references += len(dangling(there))
        wrong += there != whole(goal)
    return references, wrong
