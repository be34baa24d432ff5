package dev.kinglet.bench.page;

import java.util.List;
import java.util.Map;

/**
 * One result on a page.
 *
 * @param title its heading
 * @param command what gave it
 * @param notes what else is to be known, in sentences
 * @param figures texts by name
 * @param plots what is drawn
 */
public record Section(
        String title, String command, List<String> notes, Map<String, String> figures, List<Plot> plots) {}
