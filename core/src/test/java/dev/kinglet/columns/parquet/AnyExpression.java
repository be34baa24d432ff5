package dev.kinglet.columns.parquet;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Expressions of SQL, as DuckDB has it, that give a value of any type and shape for a row {@code i}, all from a seed. Of a timestamp's day
 * only noon is used: the driver hands over those without a zone in a class that knows no hour that the local zone left out.
 */
final class AnyExpression {

    /** Of each type a value, by a number {@code n} that is small more often than not. */
    static final List<String> LEAVES = List.of(
            "(n % 3 = 0)",
            "(n % 256 - 128)::tinyint",
            "(n % 65536 - 32768)::smallint",
            "(n % 4294967296 - 2147483648)::integer",
            "(n - 4611686018427387904)::bigint",
            "(n % 256)::utinyint",
            "(n % 65536)::usmallint",
            "(n % 4294967296)::uinteger",
            "n::ubigint",
            "(n::hugeint * n)",
            "(n::uhugeint * n)",
            "(n / 7)::float",
            "if(n = 3, 'NaN'::double, if(n = 4, '-infinity'::double, n / 7))",
            "((n % 19999 - 9999) / 100)::decimal(4, 2)",
            "((n % 1999999 - 999999) / 1000)::decimal(9, 3)",
            "(n % 1999999 - 999999)::decimal(18, 6)",
            "(n - 4611686018427387904)::decimal(38, 10)",
            "(date '1900-01-01' + (n % 90000)::integer)",
            "(time '00:00:00' + to_microseconds(n % 86400000000))",
            "(timestamp '1950-01-01 12:00:00' + to_days((n % 21000)::integer) + to_microseconds(n % 1000000))",
            "(timestamp '1950-01-01 12:00:00' + to_days((n % 21000)::integer))::timestamp_s",
            "(timestamp '1950-01-01 12:00:00' + to_days((n % 21000)::integer))::timestamp_ms",
            "make_timestamp_ns((n % 21000) * 86400000000000 + 43200000000000 + n % 1000)",
            "make_timestamp(n % 9000000000000000)::timestamptz",
            "(time '00:00:00' + to_microseconds(n % 86400000000))::time_ns",
            "(n::varchar || repeat('é中', (n % 5)::integer))",
            "lpad((n % 1000)::varchar, 200, 'x')",
            "encode(n::varchar)",
            "(['red', 'green', 'blue'][(n % 3 + 1)::integer])::enum('red', 'green', 'blue')",
            "md5(n::varchar)::uuid",
            "('{\"a\": ' || n::varchar || '}')::json",
            "(n % 8)::integer::bit",
            "(n::bignum)");

    private final Random random;

    AnyExpression(long seed) {
        this.random = new Random(seed);
    }

    /** A column of each type that has no parts. */
    String leaves() {
        return IntStream.range(0, LEAVES.size())
                .mapToObj(i -> nullable(leaf(LEAVES.get(i), "i"), "i") + " as c" + i)
                .collect(Collectors.joining(", "));
    }

    /** Some columns with parts. */
    String nested(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(i -> value(1, "i") + " as n" + i)
                .collect(Collectors.joining(", "));
    }

    /** @param known the variables that tell this value from others, with commas in between */
    private String value(int depth, String known) {
        String made = switch (depth > 3 ? 0 : random.nextInt(depth == 1 ? 3 : 5)) {
            case 0 -> struct(depth, known);
            case 1 -> list(depth, known);
            case 2 -> map(depth, known);
            default -> leaf(LEAVES.get(random.nextInt(LEAVES.size())), known);
        };
        return nullable(made, known);
    }

    private String struct(int depth, String known) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> "p" + i + " := "
                        + (depth > 3
                                ? leaf(LEAVES.get(random.nextInt(LEAVES.size())), known)
                                : value(depth + 1, known)))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
    }

    private String list(int depth, String known) {
        String item = "x" + depth;
        return "list_transform(range(" + number(known) + " % 4), lambda " + item + ": "
                + value(depth + 1, known + ", " + item) + ")";
    }

    private String map(int depth, String known) {
        String item = "x" + depth;
        return "map_from_entries(list_transform(range(" + number(known) + " % 4), lambda " + item
                + ": struct_pack(k := " + item + "::varchar, v := " + value(depth + 1, known + ", " + item) + ")))";
    }

    private String leaf(String template, String known) {
        return template.replaceAll("\\bn\\b", number(known));
    }

    /** A whole number below 2^63, the same for the same variables. */
    private String number(String known) {
        String hash = "hash(" + known + ", " + random.nextInt(1_000) + ")";
        return "if(" + hash + " % 4 > 0, " + hash + " % 6, " + hash + " >> 1)::bigint";
    }

    private String nullable(String made, String known) {
        return random.nextInt(3) == 0 ? made : "if(" + number(known) + " % 5 = 0, null, " + made + ")";
    }
}
