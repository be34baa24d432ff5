package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Serializers of small classes of the JDK for which Kryo has none that brings them back whole. */
final class JdkSerializers {

    private JdkSerializers() {}

    /** Keeps the offset: an hour of autumn comes twice. */
    static final class OfZonedDateTime extends Serializer<ZonedDateTime> {
        @Override
        public void write(Kryo kryo, Output output, ZonedDateTime time) {
            output.writeVarLong(time.toLocalDateTime().toEpochSecond(ZoneOffset.UTC), false);
            output.writeVarInt(time.getNano(), true);
            output.writeVarInt(time.getOffset().getTotalSeconds(), false);
            output.writeString(time.getZone().getId());
        }

        @Override
        public ZonedDateTime read(Kryo kryo, Input input, Class<? extends ZonedDateTime> type) {
            long second = input.readVarLong(false);
            LocalDateTime local = LocalDateTime.ofEpochSecond(second, input.readVarInt(true), ZoneOffset.UTC);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(input.readVarInt(false));
            String zone = input.readString();
            return ZonedDateTime.ofInstant(local, offset, zone.equals(offset.getId()) ? offset : ZoneId.of(zone));
        }
    }

    /** What {@code Arrays.asList} makes: the very array that it shows, which may be elsewhere in the graph and has a type of its own. */
    static final class OfArrayAsList extends Serializer<List<?>> {
        @Override
        public void write(Kryo kryo, Output output, List<?> list) {
            kryo.writeClassAndObject(output, array(list));
        }

        /** The array is private; Java serialization is shown it. */
        private static Object array(List<?> list) {
            @Nullable Object[] shown = new @Nullable Object[1];
            try (ObjectOutputStream stream = new ObjectOutputStream(OutputStream.nullOutputStream()) {
                {
                    enableReplaceObject(true);
                }

                @Override
                protected @Nullable Object replaceObject(Object object) {
                    if (object instanceof Object[]) {
                        shown[0] = object;
                        return null;
                    }
                    return object;
                }
            }) {
                stream.writeObject(list);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return Objects.requireNonNull(shown[0]);
        }

        @Override
        public List<?> read(Kryo kryo, Input input, Class<? extends List<?>> type) {
            return Arrays.asList((Object[]) kryo.readClassAndObject(input));
        }
    }

    /** Filled in one go: each element that is added copies those before it. */
    static final class OfCopyOnWriteList extends Serializer<CopyOnWriteArrayList<@Nullable Object>> {
        @Override
        public void write(Kryo kryo, Output output, CopyOnWriteArrayList<@Nullable Object> list) {
            @Nullable Object[] elements = list.toArray();
            output.writeVarInt(elements.length, true);
            for (Object element : elements) {
                kryo.writeClassAndObject(output, element);
            }
        }

        @Override
        public CopyOnWriteArrayList<@Nullable Object> read(
                Kryo kryo, Input input, Class<? extends CopyOnWriteArrayList<@Nullable Object>> type) {
            CopyOnWriteArrayList<@Nullable Object> list = new CopyOnWriteArrayList<>();
            kryo.reference(list);
            @Nullable Object[] elements = new @Nullable Object[input.readVarInt(true)];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = kryo.readClassAndObject(input);
            }
            list.addAll(Arrays.asList(elements));
            return list;
        }
    }
}
