"""The address of the feed as a picture that a phone reads."""

from __future__ import annotations

import io


def qr_svg(address: str) -> bytes:
    """Return a QR code as SVG, dark on white so that it can be read in a dark page too."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=4, border=4, light="#fff", dark="#000", title=f"QR code: {address}", xmldecl=False
    )
    return out.getvalue()


def qr_text(address: str) -> str:
    """Return a QR code for a terminal, half a line a row."""
    import segno

    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue()
