package dev.kinglet.storage.s3;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the files of AWS profiles. */
final class S3Profiles {

    private S3Profiles() {}

    /** The entries of one section, by their names in lower case. */
    static Map<String, String> read(List<String> lines, String section) {
        Map<String, String> entries = new HashMap<>();
        boolean inside = false;
        for (String line : lines) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.startsWith("[")) {
                inside = text.replaceAll("\\s+", " ")
                        .replace("[ ", "[")
                        .replace(" ]", "]")
                        .equals(section);
            } else if (inside && equals > 0 && !text.startsWith("#") && !text.startsWith(";")) {
                entries.put(
                        text.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        text.substring(equals + 1).strip());
            }
        }
        return entries;
    }
}
