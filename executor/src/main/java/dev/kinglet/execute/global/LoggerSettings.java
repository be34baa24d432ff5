package dev.kinglet.execute.global;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Levels, handlers and filters of the loggers of {@code java.util.logging}. */
final class LoggerSettings implements Global<Map<String, LoggerSettings.Settings>> {

    /** Settings of a logger; its handlers in their order. */
    record Settings(
            @Nullable Level level,
            @Nullable Filter filter,
            boolean usesParents,
            @Nullable Logger parent,
            List<HandlerSettings> handlers) {

        boolean isDefault() {
            return level == null && filter == null && usesParents && handlers.isEmpty();
        }
    }

    record HandlerSettings(
            Handler handler,
            Level level,
            @Nullable Filter filter,
            @Nullable Formatter formatter,
            @Nullable String encoding) {}

    @Override
    public Map<String, Settings> now() {
        Map<String, Settings> all = new HashMap<>();
        for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
            Logger logger = LogManager.getLogManager().getLogger(name);
            Settings settings = logger == null ? null : settings(logger);
            if (settings != null && !settings.isDefault()) {
                all.put(name, settings);
            }
        }
        return all;
    }

    private static Settings settings(Logger logger) {
        List<HandlerSettings> handlers = Arrays.stream(logger.getHandlers())
                .map(handler -> new HandlerSettings(
                        handler,
                        handler.getLevel(),
                        handler.getFilter(),
                        handler.getFormatter(),
                        handler.getEncoding()))
                .toList();
        return new Settings(
                logger.getLevel(), logger.getFilter(), logger.getUseParentHandlers(), logger.getParent(), handlers);
    }

    @Override
    public boolean is(Map<String, Settings> state) {
        return now().equals(state);
    }

    @Override
    public boolean set(Map<String, Settings> state) {
        Set<String> names = new HashSet<>(state.keySet());
        names.addAll(now().keySet());
        for (String name : names) {
            Logger logger = LogManager.getLogManager().getLogger(name);
            if (logger != null) {
                set(logger, state.get(name));
            }
        }
        return is(state);
    }

    private static void set(Logger logger, @Nullable Settings settings) {
        logger.setLevel(settings == null ? null : settings.level());
        logger.setFilter(settings == null ? null : settings.filter());
        logger.setUseParentHandlers(settings == null || settings.usesParents());
        for (Handler handler : logger.getHandlers()) {
            logger.removeHandler(handler);
        }
        for (HandlerSettings before : settings == null ? List.<HandlerSettings>of() : settings.handlers()) {
            Handler handler = before.handler();
            handler.setLevel(before.level());
            handler.setFilter(before.filter());
            if (before.formatter() != null) {
                handler.setFormatter(before.formatter());
            }
            logger.addHandler(handler);
        }
    }
}
