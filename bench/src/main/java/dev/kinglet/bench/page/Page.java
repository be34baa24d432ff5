package dev.kinglet.bench.page;

import java.util.List;
import java.util.Map;

/** Makes the page: styles and drawings are in it, and it asks the network for nothing. */
public final class Page {

    private static final String STYLE = """
            :root { --text: #1d2330; --quiet: #5d6576; --line: #d9dde5; --back: #ffffff; --box: #f6f7f9;
              --c0: #1f6feb; --c1: #c2410c; --c2: #15803d; --c3: #7c3aed; color-scheme: light dark; }
            @media (prefers-color-scheme: dark) { :root { --text: #e6e9ef; --quiet: #9aa3b2; --line: #363c49;
              --back: #14171d; --box: #1c2028; --c0: #6ea8ff; --c1: #fb923c; --c2: #4ade80; --c3: #c4a1ff; } }
            body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 60rem; background: var(--back);
              color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
            p { margin: .4rem 0; } .quiet { color: var(--quiet); }
            code { background: var(--box); padding: .15rem .4rem; border-radius: 4px; font-size: .9em;
              overflow-wrap: anywhere; }
            table { border-collapse: collapse; margin: 1rem 0; }
            td { padding: .2rem 1.5rem .2rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
            td.number { padding-right: 0; text-align: right; font-variant-numeric: tabular-nums; }
            figure { margin: 1.5rem 0; overflow-x: auto; } figcaption { font-weight: 600; }
            svg { width: 100%; min-width: 36rem; height: auto; } svg text { fill: var(--quiet); font: 12px system-ui, sans-serif; }
            .grid { stroke: var(--line); } .s0 { --c: var(--c0); } .s1 { --c: var(--c1); } .s2 { --c: var(--c2); }
            .s3 { --c: var(--c3); } polyline { fill: none; stroke: var(--c); stroke-width: 2; }
            rect { fill: var(--c); } .key { fill: var(--c); stroke: none; } svg text.name { fill: var(--text); }
            """;

    private Page() {}

    /**
     * A page.
     *
     * @param title its heading
     * @param subtitle a line below it: where and when
     */
    public static String html(String title, String subtitle, List<Section> sections) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escape(title))
                .append("</h1>\n<p class=\"quiet\">")
                .append(escape(subtitle))
                .append("</p>\n");
        sections.forEach(section -> section(page, section));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder page, Section section) {
        page.append("<section>\n<h2>").append(escape(section.title())).append("</h2>\n<p><code>");
        page.append(escape(section.command())).append("</code></p>\n");
        section.notes().forEach(note -> page.append("<p>").append(escape(note)).append("</p>\n"));
        page.append("<table>\n");
        for (Map.Entry<String, String> figure : section.figures().entrySet()) {
            page.append("<tr><td>")
                    .append(escape(figure.getKey()))
                    .append("</td><td class=\"number\">")
                    .append(escape(figure.getValue()))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
        for (Plot plot : section.plots()) {
            page.append("<figure>\n<figcaption>").append(escape(plot.title())).append("</figcaption>\n");
            page.append(Drawing.svg(plot)).append("</figure>\n");
        }
        page.append("</section>\n");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
