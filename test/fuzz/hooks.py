"""Most of the time the fuzzer asks for cases and people that there are, so that it gets past the first 404."""

import hashlib
import json
import os

import schemathesis

KNOWN = json.loads(os.environ["ANLAO_FUZZ_KNOWN"])


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    for name, value in (path_parameters or {}).items():
        known = KNOWN.get(name)
        digest = hashlib.sha256(repr(value).encode()).digest()
        if known and digest[0] < 200:
            path_parameters[name] = known[digest[1] % len(known)]
    return path_parameters
