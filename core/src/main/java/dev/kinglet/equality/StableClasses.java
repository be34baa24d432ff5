package dev.kinglet.equality;

import java.util.Set;

/** What of the JDK is the same in each process. */
final class StableClasses {

    /** Classes that declare a {@code hashCode} of their contents, none of which is an identity or an enum. */
    private static final Set<String> HASHED_BY_CONTENT = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.StackTraceElement",
            "java.lang.Runtime$Version",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.util.BitSet",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.GregorianCalendar",
            "java.util.Locale",
            "java.util.Locale$LanguageRange",
            "java.util.OptionalDouble",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.SimpleTimeZone",
            "java.util.UUID",
            "sun.util.calendar.ZoneInfo",
            "java.sql.Timestamp",
            "java.time.Duration",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.MonthDay",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Period",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZoneId",
            "java.time.ZoneOffset",
            "java.time.ZonedDateTime",
            "java.time.chrono.HijrahDate",
            "java.time.chrono.JapaneseDate",
            "java.time.chrono.MinguoDate",
            "java.time.chrono.ThaiBuddhistDate",
            "java.time.temporal.ValueRange",
            "java.time.temporal.WeekFields",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.URI",
            "java.io.File",
            "java.nio.ByteBuffer",
            "java.nio.CharBuffer",
            "java.nio.charset.Charset",
            "sun.nio.fs.UnixPath");

    private StableClasses() {}

    static Set<String> names() {
        return HASHED_BY_CONTENT;
    }

    /** Whether the {@code hashCode} that this class declares is the same in each process. */
    static boolean hashesContents(Class<?> declaring) {
        return hashesContents(declaring.getName());
    }

    static boolean hashesContents(String declaring) {
        return HASHED_BY_CONTENT.contains(declaring);
    }

    /** Whether a class is the JDK's own, whose methods we cannot copy. */
    static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader.equals(ClassLoader.getPlatformClassLoader())) {
            return true;
        }
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
