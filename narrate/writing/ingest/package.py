"""A zip file that is a document: its members, read with a count and never unpacked to disk.

What the directory of a zip says of sizes is not believed: bytes are counted as they come out.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from narrate.errors import InputError

MEMBER_BYTES = 64 << 20
TOTAL_BYTES = 256 << 20
MOST_MEMBERS = 10_000
RATIO, RATIO_FROM_BYTES = 200, 1 << 20
_CHUNK = 1 << 16


class Package:
    """The members of a zip file in memory."""

    def __init__(self, data: bytes, *, where: str) -> None:
        """Read the directory; raise InputError for a broken zip, a bomb, links and climbing paths."""
        self.where = where
        self._taken = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError, EOFError) as error:
            raise self._broken() from error
        if len(members) > MOST_MEMBERS:
            raise InputError(f"more than {MOST_MEMBERS} parts", where=where, hint="save the document anew")
        for member in members:
            self._refuse(member)
        self._members = {member.filename: member for member in members if not member.filename.endswith("/")}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a member of this name."""
        return name in self._members

    def names(self) -> list[str]:
        """Return the names of all members, in the order of the directory."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Return a member; raise InputError where there is none, or where it is more than a document can need."""
        member = self._members.get(name)
        if member is None:
            raise InputError(f"incomplete: {name} is missing", where=self.where, hint="save the document anew")
        if member.flag_bits & 1:
            raise InputError("has a password", where=self.where, hint="save it without a password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._broken()
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as stream:
                while part := stream.read(_CHUNK):
                    size += len(part)
                    self._count(len(part), size, member.compress_size)
                    parts.append(part)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            ValueError,
            struct.error,
            OSError,
        ) as error:
            raise self._broken() from error
        return b"".join(parts)

    def _count(self, part: int, size: int, packed: int) -> None:
        self._taken += part
        bomb = size > RATIO_FROM_BYTES and size > RATIO * max(packed, 1)
        if bomb or size > MEMBER_BYTES or self._taken > TOTAL_BYTES:
            raise InputError(
                "unpacks to far more than a document", where=self.where, hint="do not open it; save the text"
            )

    def _refuse(self, member: zipfile.ZipInfo) -> None:
        name = member.filename.replace("\\", "/")
        climbs = name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"
        links = stat.S_ISLNK(member.external_attr >> 16)
        if climbs or links:
            raise InputError(
                "has parts that lead outside of it", where=self.where, hint="do not open it; save the text elsewhere"
            )

    def _broken(self) -> InputError:
        return InputError("a broken zip file", where=self.where, hint="save the document anew, or fetch it again")
