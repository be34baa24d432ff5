"""Writes files of every type, encoding and form that pyarrow has, and what it reads of them itself: pyarrow-files.py FOLDER

Beside each file lies one that ends with .expected, of a line for each row, or with .refused, of what a reader that refuses the file
has to name. A value is written so that another language can write it, too, without rounding: "int 5", "double" with its bits,
times with the nanoseconds since 1970, "[a, b]" for lists, "{name: a}" for structs, "<key: a>" for maps.
"""

import datetime
import decimal
import random
import struct
import sys
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

FOLDER = Path(sys.argv[1])
ROWS = 250
NANOS = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}
anything = random.Random(1)
decimal.getcontext().prec = 100


# What it reads, as text.


def text(scalar, instants):
    """instants: whether times without a zone are told as points in time, as those of INT96 are."""
    kind = scalar.type
    if isinstance(scalar, pa.ExtensionScalar):
        if isinstance(kind, pa.UuidType) and instants is not None:
            return "null" if not scalar.is_valid else f"uuid {uuid.UUID(bytes=scalar.value.as_py())}"
        return text(scalar.value, instants) if scalar.value is not None else "null"
    if not scalar.is_valid:
        return "null"
    if pa.types.is_dictionary(kind):
        return text(scalar.dictionary[scalar.index.as_py()], instants)
    if pa.types.is_struct(kind):
        names = [kind.field(i).name for i in range(kind.num_fields)]
        return "{" + ", ".join(f"{name}: {text(scalar[i], instants)}" for i, name in enumerate(names)) + "}"
    if pa.types.is_map(kind):
        pairs = [f"{text(pair[0], instants)}: {text(pair[1], instants)}" for pair in scalar.values]
        return "<" + ", ".join(pairs) + ">"
    if pa.types.is_nested(kind):
        return "[" + ", ".join(text(item, instants) for item in scalar.values) + "]"
    if pa.types.is_timestamp(kind):
        return f"{'instant' if kind.tz or instants else 'local'} {scalar.value * NANOS[kind.unit]}"
    if pa.types.is_duration(kind):
        return f"duration {scalar.value * NANOS[kind.unit]}"
    if pa.types.is_time(kind):
        return f"time {scalar.value * NANOS[kind.unit]}"
    return plain(kind, scalar.as_py())


def plain(kind, value):
    if pa.types.is_boolean(kind):
        return f"bool {str(value).lower()}"
    if pa.types.is_integer(kind):
        return f"int {value}"
    if pa.types.is_floating(kind):
        return "double NaN" if value != value else "double " + struct.pack(">d", value).hex()
    if pa.types.is_decimal(kind):
        return f"decimal {int(value.scaleb(kind.scale))} {kind.scale}"
    if pa.types.is_date(kind):
        return f"date {value.isoformat()}"
    if isinstance(value, bytes):
        return f"bytes {value.hex()}"
    return f"text {value}"


def expect(path, table, instants=False):
    columns = [column.combine_chunks() for column in table.columns]
    with open(f"{path}.expected", "w", encoding="utf-8") as out:
        for row in range(table.num_rows):
            parts = [f"{name}: {text(column[row], instants)}" for name, column in zip(table.column_names, columns)]
            out.write("{" + ", ".join(parts) + "}\n")


# Values of every type.


def number(bits, signed):
    least, most = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2 ** min(bits, 63) - 1)
    return anything.choice([least, most, 0, 1, 2, 3, 3, 3, anything.randint(least, most)])


def ticks(unit):
    return anything.choice([0, 1, -1, anything.randint(-(9 * 10**18) // 10**9, 9 * 10**9) * 10**9 // NANOS[unit]])


def word():
    return anything.choice(["", "a", "é中😀", "x" * 300, f"w{anything.randint(0, 10**6)}", "same beginning " * 3 + str(ROWS)])


def some(make):
    return [None if anything.random() < 0.15 else make() for _ in range(ROWS)]


def column(kind, make):
    return pa.array(some(make), kind)


def digits(precision, scale):
    unscaled = anything.choice([0, -1, anything.randint(-(10**precision) + 1, 10**precision - 1)])
    return decimal.Decimal(unscaled).scaleb(-scale)


def counted(kind, make):
    """Of types whose ticks are whole numbers of so many bits."""
    whole = pa.int32() if kind.bit_width == 32 else pa.int64()
    return pa.array(some(make), whole).view(kind)


def flat():
    yield "bool", column(pa.bool_(), lambda: anything.random() < 0.5)
    for bits in (8, 16, 32, 64):
        yield f"int{bits}", column(getattr(pa, f"int{bits}")(), lambda: number(bits, True))
        yield f"uint{bits}", column(getattr(pa, f"uint{bits}")(), lambda: number(bits, False))
    real = lambda: anything.choice([0.0, -0.0, 1.5, float("nan"), float("inf"), anything.uniform(-9, 9)])
    yield "float16", pa.array(some(real), pa.float32()).cast(pa.float16())
    yield "float32", column(pa.float32(), real)
    yield "float64", column(pa.float64(), real)
    yield "decimal32", column(pa.decimal32(7, 2), lambda: digits(7, 2))
    yield "decimal64", column(pa.decimal64(15, 0), lambda: digits(15, 0))
    yield "decimal128", column(pa.decimal128(38, 10), lambda: digits(38, 10))
    yield "decimal256", column(pa.decimal256(70, 30), lambda: digits(70, 30))
    for kind in (pa.string(), pa.large_string()):
        yield str(kind), column(kind, word)
    for kind in (pa.binary(), pa.large_binary()):
        yield str(kind), column(kind, lambda: word().encode())
    yield "fixed", column(pa.binary(5), lambda: struct.pack(">q", number(40, True))[3:])
    yield "date32", counted(pa.date32(), lambda: anything.randint(-90000, 90000))
    yield "date64", counted(pa.date64(), lambda: anything.randint(-90000, 90000) * 86_400_000)
    for unit, kind in (("s", pa.time32), ("ms", pa.time32), ("us", pa.time64), ("ns", pa.time64)):
        yield f"time_{unit}", counted(kind(unit), lambda: anything.randrange(86_400 * 10**9 // NANOS[unit]))
    for unit in NANOS:
        for zone in (None, "UTC", "Europe/Berlin"):
            yield f"timestamp_{unit}_{zone}", counted(pa.timestamp(unit, zone), lambda: ticks(unit))
        yield f"duration_{unit}", counted(pa.duration(unit), lambda: ticks(unit))
    yield "category", column(pa.string(), lambda: anything.choice("abc")).dictionary_encode()
    yield "category_binary", column(pa.binary(), lambda: anything.choice([b"a", b"b"])).dictionary_encode()
    yield "null", pa.nulls(ROWS)


def nested():
    part = lambda: {"n": number(32, True), "t": anything.choice([None, word()]), "l": anything.choice([None, [], [1, None]])}
    pair = [("n", pa.int32()), ("t", pa.string()), ("l", pa.list_(pa.int64()))]
    several = lambda make: [None if anything.random() < 0.1 else make() for _ in range(anything.randint(0, 4))]
    yield "list", column(pa.list_(pa.int32()), lambda: several(lambda: number(32, True)))
    yield "large_list", column(pa.large_list(pa.string()), lambda: several(word))
    yield "list3", column(pa.list_(pa.float64(), 3), lambda: [1.0, None, anything.random()])
    yield "deep", column(pa.list_(pa.list_(pa.list_(pa.string()))), lambda: several(lambda: several(lambda: several(word))))
    yield "struct", column(pa.struct(pair), part)
    yield "structs", column(pa.list_(pa.struct(pair)), lambda: several(part))
    yield "map", column(pa.map_(pa.string(), pa.int64()), lambda: [(f"k{i}", number(64, True)) for i in range(number(2, False) % 4)])
    maps = pa.map_(pa.int32(), pa.list_(pa.struct(pair)))
    yield "maps", column(pa.list_(maps), lambda: several(lambda: [(i, several(part)) for i in range(anything.randint(0, 2))]))
    yield "duration_list", column(pa.list_(pa.duration("ms")), lambda: several(lambda: datetime.timedelta(milliseconds=ticks("ms") % 10**9)))
    yield "struct_duration", column(
        pa.struct([("d", pa.duration("us")), ("m", pa.map_(pa.string(), pa.duration("s")))]),
        lambda: {"d": datetime.timedelta(days=-1), "m": [("k", datetime.timedelta(seconds=7))]},
    )


def table(*kinds, without=()):
    columns = dict(pair for kind in kinds for pair in kind() if pair[0] not in without)
    return pa.table(columns)


# Parquet.


def parquet(name, rows, instants=False, **how):
    path = FOLDER / f"{name}.parquet"
    pq.write_table(rows, path, **how)
    expect(path, pq.read_table(path), instants)


def encoded(rows, by_kind):
    """The encoding of each column, which goes without a dictionary. What a type cannot have is plain."""
    chosen = {}
    for field in rows.schema:
        kind = field.type
        if pa.types.is_integer(kind) or pa.types.is_temporal(kind):
            chosen[field.name] = by_kind["int"]
        elif pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_large_binary(kind) or kind == pa.binary():
            chosen[field.name] = by_kind["text"]
        elif pa.types.is_fixed_size_binary(kind) or pa.types.is_decimal(kind) or pa.types.is_float16(kind):
            chosen[field.name] = by_kind["fixed"]
        elif pa.types.is_floating(kind):
            chosen[field.name] = by_kind["real"]
        elif pa.types.is_boolean(kind):
            chosen[field.name] = by_kind["bool"]
    return {"use_dictionary": False, "column_encoding": chosen}


def all_parquet():
    codecs = ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]
    for i, codec in enumerate(codecs):
        for page in ("1.0", "2.0"):
            parquet(
                f"{codec}-{page}",
                table(flat, nested),
                compression=codec,
                data_page_version=page,
                version="2.4" if i % 3 == 1 else "2.6",
                use_dictionary=i % 2 == 0,
                row_group_size=[1000, 90][i % 2],
                data_page_size=[1 << 20, 300][i // 2 % 2],
                write_page_checksum=i % 2 == 1,
                write_page_index=i % 3 == 1,
                coerce_timestamps="us" if i % 3 == 1 else None,
                allow_truncated_timestamps=True,
            )
    for page in ("1.0", "2.0"):
        rows = table(flat, without=("null", "category", "category_binary"))
        split = {"int": "BYTE_STREAM_SPLIT", "text": "DELTA_LENGTH_BYTE_ARRAY", "fixed": "BYTE_STREAM_SPLIT", "real": "BYTE_STREAM_SPLIT", "bool": "RLE"}
        delta = {"int": "DELTA_BINARY_PACKED", "text": "DELTA_BYTE_ARRAY", "fixed": "DELTA_BYTE_ARRAY", "real": "PLAIN", "bool": "PLAIN"}
        parquet(f"split-{page}", rows, data_page_version=page, data_page_size=500, **encoded(rows, split))
        parquet(f"delta-{page}", rows, data_page_version=page, data_page_size=500, **encoded(rows, delta))
    parquet("items", table(nested), use_compliant_nested_type=False)
    parquet("whole-decimals", table(flat), store_decimal_as_integer=True)
    parquet("no-statistics", table(flat, nested), write_statistics=False)
    durations = [name for name, _ in [*flat(), *nested()] if "duration" in name]
    parquet("no-schema", table(flat, nested, without=durations), store_schema=False)
    parquet("empty", table(flat, nested).slice(0, 0))
    parquet("int96", table(flat), instants=True, use_deprecated_int96_timestamps=True)
    # Times of microseconds in old files count as adjusted to UTC, which pyarrow, too, takes back only by its own schema.
    parquet("spark", table(flat, without=durations), instants=True, flavor="spark", store_schema=False)
    parquet("identifiers", pa.table({"id": pa.array(some(lambda: uuid.UUID(int=number(128, False)).bytes), pa.uuid())}))
    required = pa.schema([pa.field("n", pa.int64(), nullable=False), pa.field("l", pa.list_(pa.field("x", pa.int32(), nullable=False)), nullable=False)])
    parquet("required", pa.table([pa.array(range(ROWS)), pa.array([[i] * (i % 3) for i in range(ROWS)], pa.list_(pa.field("x", pa.int32(), nullable=False)))], schema=required))


# Arrow.


def write_ipc(path, rows, opened, batch=90, **how):
    with opened(path, rows.schema, options=ipc.IpcWriteOptions(**how)) as writer:
        writer.write_table(rows, max_chunksize=batch)


def read_ipc(path, opened):
    with pa.OSFile(str(path)) as source:
        return opened(source).read_all()


def all_arrow():
    forms = {"file": (ipc.new_file, ipc.open_file), "stream": (ipc.new_stream, ipc.open_stream)}
    for form, (write, read) in forms.items():
        for codec in (None, "lz4", "zstd"):
            path = FOLDER / f"{form}-{codec}.arrow"
            write_ipc(path, table(flat, nested), write, compression=codec)
            expect(path, read_ipc(path, read), None)
        path = FOLDER / f"{form}-old.arrow"
        write_ipc(path, table(flat, nested), write, metadata_version=pa.MetadataVersion.V4)
        expect(path, read_ipc(path, read), None)
        path = FOLDER / f"{form}-empty.arrow"
        write_ipc(path, table(flat, nested).slice(0, 0), write)
        expect(path, read_ipc(path, read), None)
        path = FOLDER / f"{form}-deltas.arrow"
        words = pa.array(["a", "b", "c", "d"])
        parts = [pa.DictionaryArray.from_arrays(pa.array([0, None, n - 1]), words.slice(0, n)) for n in (1, 2, 4)]
        grown = pa.table({"c": pa.chunked_array(parts)})
        write_ipc(path, grown, write, emit_dictionary_deltas=True)
        expect(path, grown, None)
    path = FOLDER / "stream-replaced.arrow"
    others = [pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array(words)) for words in (["a", "b"], ["x", "y"])]
    replaced = pa.table({"c": pa.chunked_array(others)})
    write_ipc(path, replaced, ipc.new_stream)
    expect(path, replaced, None)
    for codec in ("uncompressed", "lz4", "zstd"):
        path = FOLDER / f"feather-{codec}.arrow"
        feather.write_feather(table(flat, nested), path, compression=codec)
        expect(path, feather.read_table(path), None)
    refused_arrow()


def refused_arrow():
    interval = pa.array([pa.MonthDayNano([1, 2, 3])])
    union = pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1]), pa.array(["a"])])
    refused = {
        "interval": interval,
        "union": union,
        "runs": pa.RunEndEncodedArray.from_arrays([1], [5]),
        "text_view": pa.array(["a"], pa.string_view()),
        "binary_view": pa.array([b"a"], pa.binary_view()),
        "list_view": pa.array([[1]], pa.list_view(pa.int32())),
    }
    for name, values in refused.items():
        path = FOLDER / f"{name}.arrow"
        write_ipc(path, pa.table({name: values}), ipc.new_file)
        path.with_suffix(".arrow.refused").write_text(f"column {name} ")
    path = FOLDER / "before-0.15.arrow"
    write_ipc(path, pa.table({"n": [1]}), ipc.new_stream, use_legacy_format=True)
    path.with_suffix(".arrow.refused").write_text("before Arrow 0.15")
    path = FOLDER / "too-large.arrow"
    write_ipc(path, pa.table({"large": pa.array([2**64 - 1], pa.uint64())}), ipc.new_file)
    path.with_suffix(".arrow.refused").write_text("column large")
    path = FOLDER / "too-large.parquet"
    pq.write_table(pa.table({"large": pa.array([2**64 - 1], pa.uint64())}), path)
    path.with_suffix(".parquet.refused").write_text("column large")


all_parquet()
all_arrow()
print(f"{len(list(FOLDER.iterdir())) // 2} files of pyarrow {pa.__version__}")
