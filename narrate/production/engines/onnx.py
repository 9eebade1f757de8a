"""Open voice files with onnxruntime, and ask them for more than they give by themselves.

In: the bytes of an ONNX file. Out: a session. The file format is Protocol Buffers, whose rule for a message that
occurs twice is to merge the two: that is all that is needed to make an inner tensor an output.
"""

from __future__ import annotations

from typing import Any

_LENGTH_DELIMITED = 2
_GRAPH, _OUTPUT, _NAME = 7, 12, 1  # ModelProto.graph, GraphProto.output, ValueInfoProto.name (onnx.proto)


def expose(blob: bytes, tensor: str) -> bytes:
    """Return an ONNX file that also outputs one of its inner tensors.

    A second, nearly empty graph is appended; every reader of Protocol Buffers merges it into the first
    (protobuf.dev, "Last One Wins": embedded messages are merged, repeated fields concatenated).
    """
    return blob + field(_GRAPH, field(_OUTPUT, field(_NAME, tensor.encode())))


def field(number: int, payload: bytes) -> bytes:
    """Return a field that holds bytes, a text or a message."""
    return varint(number << 3 | _LENGTH_DELIMITED) + varint(len(payload)) + payload


def varint(number: int) -> bytes:
    """Return a number in seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def open_session(blob: bytes, *, threads: int = 1) -> Any:
    """Return an onnxruntime session on the processor.

    Threads that spin while they wait made a busy machine 3 to 8 times slower, so they sleep.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # it remembers a plan for every length of text, and lengths do not repeat
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(blob, options, providers=["CPUExecutionProvider"])
