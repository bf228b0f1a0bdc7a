"""A model hub on the loopback: the few routes that a download uses, with ranges and faults."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "c0ffee" + "0" * 34
LFS = (".bin", ".safetensors", ".model")


@dataclass
class Hub:
    """What the hub holds, what it was asked, and how it misbehaves.

    Of a file in `cut` nothing is sent from that byte on: the connection breaks. `refuse` is a
    status and its error code, given to every request for the listing. After `mend_after` answers
    nothing is cut any more.
    """

    repo: str
    files: Mapping[str, bytes]
    cut: dict[str, int] = field(default_factory=dict)
    mend_after: int | None = None
    refuse: tuple[int, str] | None = None
    served: list[tuple[str, str | None]] = field(default_factory=list)

    def listing(self) -> dict[str, object]:
        siblings = []
        for name, content in self.files.items():
            sibling = {"rfilename": name, "size": len(content), "blobId": _git_hash(content)}
            if name.endswith(LFS):
                sha = hashlib.sha256(content).hexdigest()
                sibling["lfs"] = {"size": len(content), "sha256": sha, "pointerSize": 134}
            siblings.append(sibling)
        return {"id": self.repo, "sha": COMMIT, "siblings": siblings}

    def tree(self) -> list[dict[str, object]]:
        entries: list[dict[str, object]] = []
        for name, content in self.files.items():
            entry = {"type": "file", "path": name, "size": len(content), "oid": _git_hash(content)}
            if name.endswith(LFS):
                sha = hashlib.sha256(content).hexdigest()
                entry["lfs"] = {"oid": sha, "size": len(content), "pointerSize": 134}
            entries.append(entry)
        return entries


def serve(hub: Hub) -> ThreadingHTTPServer:
    """A server for `hub`; the caller runs and closes it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the test reads `hub.served`."""

        def _answer(self, *, body: bool) -> None:
            path = self.path.partition("?")[0]
            found = re.fullmatch(rf"/{hub.repo}/resolve/[^/]+/(.+)", path)
            if found and found[1] in hub.files:
                self._send_file(found[1], body=body)
            elif path.startswith(f"/api/models/{hub.repo}") and hub.refuse:
                status, code = hub.refuse
                self._send(b"", status=status, headers={"X-Error-Code": code}, body=body)
            elif path.startswith(f"/api/models/{hub.repo}/tree/"):
                self._send(json.dumps(hub.tree()).encode(), body=body)
            elif path.startswith(f"/api/models/{hub.repo}"):
                self._send(json.dumps(hub.listing()).encode(), body=body)
            else:
                headers = {"X-Error-Code": "RepoNotFound"}
                self._send(b"", status=404, headers=headers, body=body)

        def _send_file(self, name: str, *, body: bool) -> None:
            content, asked = hub.files[name], self.headers.get("Range")
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
            headers = {"ETag": f'"{_etag(name, content)}"', "X-Repo-Commit": COMMIT}
            if asked:
                headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            if body:
                hub.served.append((name, asked))
            if hub.mend_after == len(hub.served):
                hub.cut.clear()
            cut = hub.cut[name] - start if name in hub.cut else None
            status = 206 if asked else 200
            self._send(content[start:], status=status, headers=headers, body=body, cut=cut)

        def _send(
            self,
            content: bytes,
            *,
            body: bool,
            status: int = 200,
            headers: Mapping[str, str] | None = None,
            cut: int | None = None,
        ) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if body:
                self.wfile.write(content[:cut])
            self.close_connection = cut is not None

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def _etag(name: str, content: bytes) -> str:
    return hashlib.sha256(content).hexdigest() if name.endswith(LFS) else _git_hash(content)


def _git_hash(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
