package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as bytes, big endian:
 *
 * <pre>
 * short  columns
 *   per column:  UTF name, small letters · byte kind
 * per row:       byte 1, then for each column: byte 0 for no value, or byte 1 and the value
 * byte   0       the end
 * </pre>
 *
 * Kinds: 1 text (int length, UTF-8), 2 long, 3 int, 4 double, 5 float, 6 boolean (a byte), 7 bytes (int length, bytes).
 */
final class TableRows {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    /** Of a text or bytes: the report of the defence is the largest, some 100 KB. */
    private static final int MAX_LENGTH = 64 << 20;

    private TableRows() {}

    private enum Kind {
        TEXT,
        LONG,
        INT,
        DOUBLE,
        FLOAT,
        BOOLEAN,
        BYTES;

        static Kind of(int sqlType) {
            return switch (sqlType) {
                case Types.CHAR, Types.VARCHAR -> TEXT;
                case Types.BIGINT -> LONG;
                case Types.INTEGER -> INT;
                case Types.DOUBLE -> DOUBLE;
                case Types.REAL -> FLOAT;
                case Types.BOOLEAN, Types.BIT -> BOOLEAN;
                case Types.BINARY, Types.VARBINARY, Types.BLOB -> BYTES;
                default -> throw new CoreException("a column of SQL type " + sqlType + " cannot be copied");
            };
        }
    }

    private record Column(String name, Kind kind) {}

    /** Writes all rows of a result. */
    static void write(ResultSet rows, DataOutputStream out) throws SQLException, IOException {
        List<Column> columns = columns(rows.getMetaData());
        out.writeShort(columns.size());
        for (Column column : columns) {
            out.writeUTF(column.name);
            out.writeByte(column.kind.ordinal() + 1);
        }
        while (rows.next()) {
            out.writeByte(1);
            for (int i = 0; i < columns.size(); i++) {
                write(rows, i + 1, columns.get(i).kind, out);
            }
        }
        out.writeByte(0);
    }

    private static List<Column> columns(ResultSetMetaData result) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.add(new Column(result.getColumnName(i).toLowerCase(Locale.ROOT), Kind.of(result.getColumnType(i))));
        }
        return columns;
    }

    private static void write(ResultSet row, int i, Kind kind, DataOutputStream out) throws SQLException, IOException {
        @Nullable Object value = value(row, i, kind);
        if (row.wasNull() || value == null) {
            out.writeByte(0);
            return;
        }
        out.writeByte(1);
        switch (value) {
            case String text -> write(text.getBytes(StandardCharsets.UTF_8), out);
            case Long number -> out.writeLong(number);
            case Integer number -> out.writeInt(number);
            case Double number -> out.writeDouble(number);
            case Float number -> out.writeFloat(number);
            case Boolean flag -> out.writeBoolean(flag);
            case byte[] bytes -> write(bytes, out);
            default -> throw new IllegalStateException("no kind has a " + value.getClass());
        }
    }

    /** Of the kind's own type, whatever the driver would choose; a large value can be read only once. */
    private static @Nullable Object value(ResultSet row, int i, Kind kind) throws SQLException {
        return switch (kind) {
            case TEXT -> row.getString(i);
            case LONG -> (Object) row.getLong(i);
            case INT -> (Object) row.getInt(i);
            case DOUBLE -> (Object) row.getDouble(i);
            case FLOAT -> (Object) row.getFloat(i);
            case BOOLEAN -> (Object) row.getBoolean(i);
            case BYTES -> row.getBytes(i);
        };
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Executes statements, one for each row. */
    @FunctionalInterface
    interface Insert {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    /** Inserts all rows, in batches. Returns how many. */
    static long insert(String table, InputStream content, Insert insert) throws SQLException, IOException {
        DataInputStream in = new DataInputStream(content);
        List<Column> columns = columns(table, in);
        long count = 0;
        try (PreparedStatement statement = insert.prepare(sql(table, columns))) {
            while (in.readByte() != 0) {
                for (int i = 0; i < columns.size(); i++) {
                    bind(statement, i + 1, columns.get(i).kind, in);
                }
                statement.addBatch();
                if (++count % Statements.PER_TRANSACTION == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
        return count;
    }

    private static List<Column> columns(String table, DataInputStream in) throws IOException {
        List<Column> columns = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            String name = in.readUTF();
            int kind = in.readByte() - 1;
            if (!NAME.matcher(name).matches() || kind < 0 || kind >= Kind.values().length) {
                throw new CoreException("the table " + table + " has a column that cannot be read");
            }
            columns.add(new Column(name, Kind.values()[kind]));
        }
        return columns;
    }

    /** The names were checked against {@link #NAME}, the table's against the tables that there are. */
    private static String sql(String table, List<Column> columns) {
        return "INSERT INTO " + table + " ("
                + String.join(", ", columns.stream().map(Column::name).toList()) + ") VALUES ("
                + String.join(", ", columns.stream().map(c -> "?").toList()) + ")";
    }

    private static void bind(PreparedStatement statement, int i, Kind kind, DataInputStream in)
            throws SQLException, IOException {
        if (in.readByte() == 0) {
            statement.setNull(i, nullType(kind));
            return;
        }
        switch (kind) {
            case TEXT -> statement.setString(i, new String(bytes(in), StandardCharsets.UTF_8));
            case LONG -> statement.setLong(i, in.readLong());
            case INT -> statement.setInt(i, in.readInt());
            case DOUBLE -> statement.setDouble(i, in.readDouble());
            case FLOAT -> statement.setFloat(i, in.readFloat());
            case BOOLEAN -> statement.setBoolean(i, in.readBoolean());
            case BYTES -> statement.setBytes(i, bytes(in));
        }
    }

    private static int nullType(Kind kind) {
        return switch (kind) {
            case TEXT -> Types.VARCHAR;
            case LONG -> Types.BIGINT;
            case INT -> Types.INTEGER;
            case DOUBLE -> Types.DOUBLE;
            case FLOAT -> Types.REAL;
            case BOOLEAN -> Types.BOOLEAN;
            case BYTES -> Types.VARBINARY;
        };
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_LENGTH) {
            throw new CoreException("a value of " + length + " bytes cannot be read");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
