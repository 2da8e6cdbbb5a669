"""WARC files of the newsroom's pages, a file server that breaks off, an object store."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from casebook.demo.addresses import page as page_of
from casebook.demo.desk import stories
from storage.archive import Archive

FETCHED = datetime(2027, 1, 1, tzinfo=UTC)


def make_warcs(folder: Path, *, files: int = 2, every: int = 6) -> list[Path]:
    """Every so many of the newsroom's stories, dealt out to so many WARC files."""
    chosen = list(stories())[::every]
    return [write_warc(folder / f"part{n}.warc.gz", chosen[n::files]) for n in range(files)]


def write_warc(path: Path, chosen: Sequence[object]) -> Path:
    making = path.with_suffix(".making")
    with Archive(making) as archive:
        for story in chosen:
            page = page_of(story)  # type: ignore[arg-type]
            archive.append_response(
                url=story.url,  # type: ignore[attr-defined]
                status=200,
                reason="OK",
                headers=[(b"Content-Type", page.content_type.encode())],
                body=page.body,
                fetched_at=FETCHED,
            )
    [made] = making.glob("*.warc.gz")
    made.rename(path)
    making.rmdir()
    return path


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server on loopback for the length of the block; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def files_that_break_off(files: dict[str, bytes], *, after: int) -> type[Quiet]:
    """Serves files with ranges, and drops the connection after so many bytes of each answer."""

    class Files(Quiet):
        asked: list[str | None] = []  # noqa: RUF012 - the class is this server's own

        def do_GET(self) -> None:
            body = files.get(self.path)
            if body is None:
                self.answer(404)
                return
            wanted = self.headers.get("Range")
            self.asked.append(wanted)
            start = int(re.findall(r"\d+", wanted)[0]) if wanted else 0
            rest = body[start:]
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            self.wfile.write(rest[:after])
            self.close_connection = True

    return Files


def chunks_that_break_off(body: bytes, *, times: int) -> type[Quiet]:
    """Serves one file in chunks, with ranges; so often a chunk is not given to its end."""

    class Chunks(Quiet):
        left = times

        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            rest = body[int(re.findall(r"\d+", wanted)[0]) if wanted else 0 :]
            self.send_response(206 if wanted else 200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            if Chunks.left:
                Chunks.left -= 1
                self.wfile.write(b"%x\r\n%s" % (len(rest), rest[: len(rest) // 2]))
            else:
                self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(rest), rest))
            self.close_connection = True

    return Chunks


def object_store() -> type[Quiet]:
    """As much of Amazon's S3 as reading and writing files asks for; it checks no signature."""

    class Store(Quiet):
        objects: dict[str, bytes] = {}  # noqa: RUF012
        uploads: dict[str, dict[int, bytes]] = {}  # noqa: RUF012

        @property
        def key(self) -> str:
            return unquote(urlsplit(self.path).path).strip("/")

        @property
        def query(self) -> dict[str, list[str]]:
            return parse_qs(urlsplit(self.path).query, keep_blank_values=True)

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            if "list-type" in self.query:
                self._list()
            elif self.key in self.objects:
                self._give(self.objects[self.key])
            elif "/" not in self.key:
                self.answer(200)
            else:
                self.answer(404)

        def _give(self, body: bytes) -> None:
            about = {"ETag": _etag(body), "Last_Modified": formatdate(usegmt=True)}
            if (wanted := self.headers.get("Range")) and self.command != "HEAD":
                first, last = re.findall(r"\d+", wanted)
                part = body[int(first) : int(last) + 1]
                place = f"bytes {first}-{int(first) + len(part) - 1}/{len(body)}"
                self.answer(206, part, Content_Range=place, **about)
            else:
                self.answer(200, body, **about)

        def _list(self) -> None:
            bucket = self.key
            start = f"{bucket}/" + self.query.get("prefix", [""])[0]
            deep = "delimiter" not in self.query
            inside, folders = [], set()
            for key in sorted(self.objects):
                if key.startswith(start):
                    rest = key[len(start) :]
                    if deep or "/" not in rest:
                        inside.append(key)
                    else:
                        folders.add(start[len(bucket) + 1 :] + rest.split("/")[0] + "/")
            found = "".join(
                f"<Contents><Key>{key[len(bucket) + 1 :]}</Key>"
                f"<Size>{len(self.objects[key])}</Size>"
                "<LastModified>2027-01-01T00:00:00.000Z</LastModified></Contents>"
                for key in inside
            ) + "".join(f"<CommonPrefixes><Prefix>{f}</Prefix></CommonPrefixes>" for f in folders)
            answer = (
                f"<?xml version='1.0'?><ListBucketResult><Name>{bucket}</Name>"
                f"<KeyCount>{len(inside) + len(folders)}</KeyCount>"
                f"<IsTruncated>false</IsTruncated>{found}</ListBucketResult>"
            )
            self.answer(200, answer.encode(), Content_Type="application/xml")

        def do_PUT(self) -> None:
            body = self._body()
            if "uploadId" in self.query:
                number = int(self.query["partNumber"][0])
                self.uploads[self.query["uploadId"][0]][number] = body
                self.answer(200, ETag=_etag(body))
            elif copied := self.headers.get("x-amz-copy-source"):
                self.objects[self.key] = self.objects[unquote(copied).strip("/")]
                result = "<?xml version='1.0'?><CopyObjectResult></CopyObjectResult>"
                self.answer(200, result.encode(), Content_Type="application/xml")
            else:
                self.objects[self.key] = body
                self.answer(200, ETag=_etag(body))

        def do_POST(self) -> None:
            body = self._body()
            if "uploads" in self.query:
                number = str(len(self.uploads) + 1)
                self.uploads[number] = {}
                self._say("InitiateMultipartUploadResult", f"<UploadId>{number}</UploadId>")
            elif "uploadId" in self.query:
                parts = self.uploads.pop(self.query["uploadId"][0])
                self.objects[self.key] = b"".join(parts[number] for number in sorted(parts))
                self._say("CompleteMultipartUploadResult", "<ETag>done</ETag>")
            else:
                for key in re.findall(rb"<Key>(.*?)</Key>", body):
                    self.objects.pop(f"{self.key}/{key.decode()}", None)
                self._say("DeleteResult", "")

        def do_DELETE(self) -> None:
            self.objects.pop(self.key, None)
            self.answer(204)

        def _say(self, name: str, inner: str) -> None:
            text = f"<?xml version='1.0'?><{name}>{inner}</{name}>"
            self.answer(200, text.encode(), Content_Type="application/xml")

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") == "chunked":
                body = b"".join(iter(self._chunk, b""))
            else:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if "aws-chunked" in self.headers.get("Content-Encoding", ""):
                return _unchunked(body)
            return body

        def _chunk(self) -> bytes:
            size = int(self.rfile.readline().split(b";")[0], 16)
            chunk = self.rfile.read(size)
            self.rfile.readline()
            return chunk

    return Store


def _unchunked(body: bytes) -> bytes:
    """Amazon's chunks carry a signature each: size;chunk-signature=…"""
    parts = []
    while body:
        head, _, body = body.partition(b"\r\n")
        size = int(head.split(b";")[0], 16)
        if not size:
            break
        parts.append(body[:size])
        body = body[size + 2 :]
    return b"".join(parts)


def _etag(body: bytes) -> str:
    return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
