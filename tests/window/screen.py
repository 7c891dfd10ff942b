# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of the X server, which keeps them in a file (Xvfb's -fbdir, in the format XWD)."""
import os
import pathlib
import struct
import zlib


class Screen:
    """What is on the screen now."""

    def __init__(self):
        data = pathlib.Path(os.environ["SCREEN_FILE"]).read_bytes()
        header = struct.unpack(">25I", data[:100])
        size, self.width, self.height, self._stride, colours = header[0], header[4], header[5], header[12], header[19]
        self._pixels = data[size + 12 * colours:]

    def colour(self, x, y):
        """Red, green, blue: 0 to 255."""
        at = y * self._stride + 4 * x
        blue, green, red = self._pixels[at:at + 3]
        return red, green, blue

    def pixels(self, rect):
        """The rows of a rectangle, four bytes a pixel."""
        return [self._pixels[y * self._stride + 4 * rect.x:y * self._stride + 4 * (rect.x + rect.width)]
                for y in range(rect.y, rect.y + rect.height)]

    def lightness(self, x, y):
        return sum(self.colour(x, y)) / (3 * 255)

    def colours(self, rect, step=3):
        """The colours in a rectangle, of every third pixel in both directions."""
        return {self.colour(x, y)
                for y in range(max(0, rect.y), min(self.height, rect.y + rect.height), step)
                for x in range(max(0, rect.x), min(self.width, rect.x + rect.width), step)}

    def save(self, path):
        """As a PNG."""
        rows = bytearray()
        for y in range(self.height):
            row = self._pixels[y * self._stride:y * self._stride + 4 * self.width]
            line = bytearray(3 * self.width)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + line

        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        head = struct.pack(">2I5B", self.width, self.height, 8, 2, 0, 0, 0)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows), 1)) +
                         chunk(b"IEND", b""))
