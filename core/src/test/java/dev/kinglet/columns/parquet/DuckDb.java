package dev.kinglet.columns.parquet;

import dev.kinglet.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** DuckDB within this process: a writer and a reader of Parquet that are not ours. */
public final class DuckDb implements AutoCloseable {

    private final Path file;
    private final Connection connection;

    /** @param folder for the file that it writes, one at a time */
    public DuckDb(Path folder) {
        this.file = folder.resolve("duckdb.parquet");
        try {
            this.connection = Objects.requireNonNull(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        run("set autoinstall_known_extensions = false");
        run("set autoload_known_extensions = false");
        run("set threads = 1");
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A file with the rows of a query. */
    public byte[] write(String query, String options) {
        run("copy (" + query + ") to '" + file + "' (format parquet" + (options.isEmpty() ? "" : ", " + options) + ")");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it reads itself of the file that it wrote last. */
    List<Row> read() {
        return rows("select * from read_parquet('" + file + "')");
    }

    /** What it reads of some columns of a file. */
    List<Row> read(byte[] bytes, String columns) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows("select " + columns + " from read_parquet('" + file + "')");
    }

    /** What it says of the chunks of that file. */
    List<Row> metadata(String columns) {
        return rows("select " + columns + " from parquet_metadata('" + file + "')");
    }

    @SuppressWarnings("NullAway") // a row may have nulls
    private List<Row> rows(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                columns.add(results.getMetaData().getColumnName(i));
            }
            List<Row> rows = new ArrayList<>();
            while (results.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(value(results.getObject(i)));
                }
                rows.add(new Row(columns, values));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Of the classes that tables have. */
    private static @Nullable Object value(@Nullable Object found) throws SQLException {
        return switch (found) {
            case Byte number -> number.longValue();
            case Short number -> number.longValue();
            case Integer number -> number.longValue();
            case BigInteger number -> number.longValueExact();
            case Float number -> number.doubleValue();
            case Timestamp time -> time.toLocalDateTime();
            case OffsetDateTime time -> time.toInstant();
            case OffsetTime time -> time.toLocalTime();
            case Blob bytes -> bytes.getBytes(1, (int) bytes.length());
            case JsonNode json -> json.toString();
            case Array array -> list(array);
            case DuckDBStruct struct -> struct(struct);
            case Map<?, ?> map -> map(map);
            case null, default -> found;
        };
    }

    private static List<@Nullable Object> list(Array array) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            list.add(value(item));
        }
        return list;
    }

    @SuppressWarnings("NullAway") // a row may have nulls
    private static Row struct(DuckDBStruct struct) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        Map<String, Object> parts = struct.getMap();
        for (Object part : parts.values()) {
            values.add(value(part));
        }
        return new Row(List.copyOf(parts.keySet()), values);
    }

    private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map) throws SQLException {
        Map<@Nullable Object, @Nullable Object> made = new LinkedHashMap<>();
        for (Map.Entry<?, ?> pair : map.entrySet()) {
            made.put(value(pair.getKey()), value(pair.getValue()));
        }
        return made;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
